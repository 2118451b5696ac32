from django.urls import path

from noddfa.chronicle import views

app_name = "chronicle"

urlpatterns = [
    path("drafts/", views.my_drafts, name="drafts"),
    path("drafts/save", views.save_draft, name="save_draft"),
    path("drafts/drop", views.drop_draft, name="drop_draft"),
    path("records/<uuid:record>/add/<slug:kind>", views.add_event, name="add"),
    path("records/<uuid:record>/entries/<uuid:event>", views.entry_history, name="history"),
    path("records/<uuid:record>/entries/<uuid:event>/correct", views.correct_event, name="correct"),
    path("records/<uuid:record>/entries/<uuid:event>/withdraw", views.withdraw_event, name="withdraw"),
]
