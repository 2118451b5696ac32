from django.urls import path

from noddfa.access.screens import views

app_name = "access"

urlpatterns = [
    path("notices/<int:notice>", views.open_notice, name="open_notice"),
    path("notices/seen", views.all_seen, name="all_seen"),
    path("acting", views.acting, name="acting"),
    path("access/glass/", views.broken_glass, name="glass"),
    path("access/glass/<int:glass>/reviewed", views.reviewed, name="reviewed"),
    path("marks", views.marks, name="marks"),
]
