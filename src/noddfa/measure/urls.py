from django.urls import path

from noddfa.measure.runs import views

app_name = "measure"

urlpatterns = [
    path("", views.runs, name="runs"),
    path("new", views.new, name="new"),
    path("lists", views.lists, name="lists"),
    path("runs/<uuid:run>", views.run_page, name="run"),
    path("runs/<uuid:run>/columns", views.columns, name="columns"),
    path("runs/<uuid:run>/progress", views.progress, name="progress"),
    path("runs/<uuid:run>/report", views.report, name="report"),
    path("runs/<uuid:run>/discard", views.discard, name="discard"),
]
