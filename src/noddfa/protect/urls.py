"""Cases: the list, one case and its pages, what may be done on it."""

from django.urls import path

from noddfa.protect.actions import views as actions
from noddfa.protect.case import views as case
from noddfa.protect.chronology import views as chronology
from noddfa.protect.circle import views as circle
from noddfa.protect.clocks import views as clocks
from noddfa.protect.closing import views as closing
from noddfa.protect.glass import views as glass
from noddfa.protect.identity import views as identity
from noddfa.protect.limits import views as limits
from noddfa.protect.strategy import views as strategy

app_name = "protect"

urlpatterns = [
    # all cases
    path("", case.cases, name="cases"),
    path("find", case.find, name="find"),
    path("actions", actions.my_actions, name="my_actions"),
    path("emergency", glass.glass, name="glass"),
    # one case
    path("<uuid:record>/", case.case_page, name="case"),
    path("<uuid:record>/chronology", chronology.chronology, name="chronology"),
    path("<uuid:record>/protocol", clocks.protocol, name="protocol"),
    path("<uuid:record>/circle", circle.circle, name="circle"),
    path("<uuid:record>/details", identity.details, name="details"),
    path("<uuid:record>/details/add", identity.add_detail, name="detail_add"),
    path("<uuid:record>/details/<uuid:detail>/wrong", identity.detail_wrong, name="detail_wrong"),
    path("<uuid:record>/sealed", identity.sealed, name="sealed"),
    path("<uuid:record>/minutes/<uuid:event>", strategy.minutes, name="minutes"),
    path("<uuid:record>/actions/<uuid:action>", actions.action_done, name="action_done"),
    # its protocol
    path("<uuid:record>/protocol/vary/<slug:step>", limits.vary, name="vary"),
    path("<uuid:record>/protocol/move", limits.move, name="move"),
    # its circle
    path("<uuid:record>/circle/add", circle.add_member, name="circle_add"),
    path("<uuid:record>/circle/<uuid:user>/remove", circle.remove_member, name="circle_remove"),
    path("<uuid:record>/circle/<uuid:user>/lead", circle.give_lead, name="circle_lead"),
    path("<uuid:record>/circle/keep-out", circle.keep_out, name="keep_out"),
    path("<uuid:record>/circle/keep-out/<int:lock_out>/lift", circle.let_in_again, name="let_in_again"),
    # its end
    path("<uuid:record>/close", closing.close, name="close"),
    path("<uuid:record>/reopen", closing.reopen, name="reopen"),
]
