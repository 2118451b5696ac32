from django.urls import path

from noddfa.audit.answers import views as answers
from noddfa.audit.opening import views as opening
from noddfa.audit.overview import views as overview
from noddfa.audit.signing import views as signing

app_name = "audit"

urlpatterns = [
    path("", opening.audits, name="audits"),
    path("begin", opening.begin, name="begin"),
    path("<uuid:record>/", overview.audit, name="audit"),
    path("<uuid:record>/standards/<int:number>", overview.standard, name="standard"),
    path("<uuid:record>/criteria/<str:criterion>", overview.criterion, name="criterion"),
    path("<uuid:record>/criteria/<str:criterion>/answer", answers.answer, name="answer"),
    path("<uuid:record>/print", overview.on_paper, name="print"),
    path("<uuid:record>/sign", signing.sign, name="sign"),
    path("<uuid:record>/reopen", signing.reopen, name="reopen"),
]
