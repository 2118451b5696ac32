"""Signing in, second factors, passwords: allauth's pages, drawn by our design room."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
