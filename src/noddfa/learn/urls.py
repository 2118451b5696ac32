from django.urls import path

from noddfa.learn.body import views as body
from noddfa.learn.check import views as check
from noddfa.learn.country import views as country
from noddfa.learn.reading import views as reading

app_name = "learn"

urlpatterns = [
    path("", reading.courses, name="courses"),
    path("modules/<slug:module>/", reading.module_page, name="module"),
    path("modules/<slug:module>/sections/<slug:section>", reading.section_page, name="section"),
    path("modules/<slug:module>/check", check.check, name="check"),
    path("results/<uuid:attempt>", check.result, name="result"),
    path("results/<uuid:attempt>/certificate", check.certificate, name="certificate"),
    # without an account: nothing is kept
    path("open/", reading.open_courses, name="open"),
    path("open/<slug:module>/", reading.open_module, name="open_module"),
    path("open/<slug:module>/sections/<slug:section>", reading.open_section, name="open_section"),
    path("open/<slug:module>/check", check.open_check, name="open_check"),
    # for whoever answers for a body's people
    path("body/<slug:module>/", body.learners, name="body"),
    path("body/<slug:module>/learners.csv", body.learners_csv, name="body_csv"),
    # for whoever answers for Wales: counts of bodies, no person
    path("wales/", country.figures, name="country"),
    path("wales/learning.csv", country.figures_csv, name="country_csv"),
]
