from django.urls import path

from noddfa.refer.decision import views as decision
from noddfa.refer.desk import views as desk
from noddfa.refer.nrm import views as nrm
from noddfa.refer.pack import views as pack
from noddfa.refer.report import views as report

app_name = "refer"

urlpatterns = [
    # the report-maker
    path("<uuid:record>/make", report.make, name="make"),
    path("<uuid:record>/receipt/<uuid:event>", report.receipt, name="receipt"),
    path("<uuid:record>/confirm", report.confirm, name="confirm"),
    path("<uuid:record>/print", pack.report_pack, name="pack"),
    # a case
    path("nrm/<uuid:record>", nrm.nrm, name="nrm"),
    # the duty desk
    path("desk/", desk.desk, name="desk"),
    path("desk/<uuid:record>", desk.desk_report, name="desk_report"),
    path("desk/<uuid:record>/claim", desk.claim_report, name="claim"),
    path("desk/<uuid:record>/matches", desk.matches, name="matches"),
    path("desk/<uuid:record>/checks", desk.checks, name="checks"),
    path("desk/<uuid:record>/decide", decision.decide, name="decide"),
]
