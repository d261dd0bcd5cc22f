"""Asking whether entries are right."""

from django.urls import path

from favn.associations.views import freshness as views

urlpatterns = [
    path("foreninger/bekraeft/", views.due, name="due"),
    path("foreninger/<slug:slug>/spoerg/", views.ask, name="ask"),
]
