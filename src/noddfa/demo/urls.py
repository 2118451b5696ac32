from django.urls import path

from noddfa.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.people, name="people"),
    path("<slug:key>", views.sign_in, name="sign_in"),
]
