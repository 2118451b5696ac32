from django.urls import path

from noddfa.recognise.concern import views

app_name = "recognise"

urlpatterns = [
    path("", views.my_concerns, name="concerns"),
    path("new", views.begin, name="begin"),
    path("new/<uuid:form>", views.write, name="write"),
    path("<uuid:record>", views.concern, name="concern"),
    path("<uuid:record>/now", views.now_what, name="now"),
    path("<uuid:record>/about", views.about, name="about"),
]
