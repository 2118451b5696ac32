"""Notices and roles, the people of a body, emergency access, the trail, what is still to be checked."""

from django.urls import path

from noddfa.access.members import views as members
from noddfa.access.screens import views
from noddfa.access.trails import views as trails

app_name = "access"

urlpatterns = [
    # my own
    path("notices/", views.my_notices, name="notices"),
    path("notices/<int:notice>", views.open_notice, name="open_notice"),
    path("notices/seen", views.all_seen, name="all_seen"),
    path("acting", views.acting, name="acting"),
    # the people of my body
    path("access/people/", members.people, name="people"),
    path("access/people/invite", members.invite, name="invite"),
    path("access/people/<int:place>", members.place, name="place"),
    path("access/people/<int:place>/letter", members.letter, name="letter"),
    path("access/people/<int:place>/second-step-off", members.second_step_off, name="second_step_off"),
    path("access/people/<int:place>/close", members.close_account, name="close_account"),
    path("access/people/<int:place>/open", members.open_account, name="open_account"),
    # emergency access
    path("access/glass/", views.broken_glass, name="glass"),
    path("access/glass/<int:glass>/reviewed", views.reviewed, name="reviewed"),
    # who looked at what
    path("records/<uuid:record>/trail", trails.of_record, name="record_trail"),
    path("records/<uuid:record>/trail.csv", trails.of_record_csv, name="record_trail_csv"),
    path("access/trail", trails.of_house, name="trail"),
    path("access/trail.csv", trails.of_house_csv, name="trail_csv"),
    # what is still to be checked
    path("marks", views.marks, name="marks"),
    path("marks/<slug:room>", views.marks_of_room, name="marks_of_room"),
]
