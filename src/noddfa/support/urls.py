"""The needs of the person a case is about."""

from django.urls import path

from noddfa.support.needs import list as needs_list
from noddfa.support.needs import views as needs

app_name = "support"

urlpatterns = [
    path("needs", needs_list.reviews, name="reviews"),
    path("<uuid:record>/needs", needs.needs, name="needs"),
    path("<uuid:record>/needs/write", needs.write, name="write"),
    path("<uuid:record>/needs/<uuid:event>/correct", needs.correct, name="correct"),
    path("<uuid:record>/needs/own-copy", needs.own_copy, name="own_copy"),
]
