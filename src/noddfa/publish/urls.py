from django.urls import path

from noddfa.publish.releases import views

app_name = "publish"

urlpatterns = [
    path("", views.figures, name="figures"),
    path("desk/", views.desk, name="desk"),
    path("desk/prepare", views.prepare, name="prepare"),
    path("desk/prepare/<uuid:run>", views.prepare_from, name="prepare_from"),
    path("desk/<uuid:release>", views.check, name="check"),
    path("desk/<uuid:release>/sign", views.sign, name="sign"),
    path("desk/<uuid:release>/withdraw", views.withdraw, name="withdraw"),
    path("<slug:slug>", views.release_page, name="release"),
    path("<slug:slug>.csv", views.release_csv, name="release_csv"),
    path("<slug:slug>.ods", views.release_ods, name="release_ods"),
    path("<slug:slug>/estimates.csv", views.estimates_csv, name="estimates_csv"),
]
