"""The needs record of a case, the person's own copy of it, and what is due."""

from django.urls import path

from noddfa.support.due import views as due
from noddfa.support.needs import between, edit, views
from noddfa.support.own_copy import views as own_copy

app_name = "support"

urlpatterns = [
    # across cases
    path("needs", due.needs_due, name="due"),
    # of one case
    path("<uuid:record>/needs", views.needs, name="needs"),
    path("<uuid:record>/needs/edit", edit.edit, name="edit"),
    path("<uuid:record>/needs/print", views.printed, name="print"),
    path("<uuid:record>/needs/versions/<uuid:event>", views.version, name="version"),
    path("<uuid:record>/needs/versions/<uuid:event>/correct", edit.correct, name="correct"),
    # between two reviews
    path("<uuid:record>/needs/headings/<slug:heading>", between.need, name="need"),
    path("<uuid:record>/needs/sharing/<slug:purpose>", between.consent, name="consent"),
    # for the person
    path("<uuid:record>/needs/copy", own_copy.prepare, name="prepare_copy"),
    path("<uuid:record>/needs/copy/read", own_copy.copy, name="own_copy"),
]
