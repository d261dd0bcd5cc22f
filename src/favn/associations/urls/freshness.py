"""Asking whether entries are right, and who waits for what."""

from django.urls import path

from favn.associations.views import freshness, waiting

urlpatterns = [
    path("foreninger/venter/", waiting.waiting, name="waiting"),
    path("foreninger/bekraeft/", freshness.due, name="due"),
    path("foreninger/<slug:slug>/spoerg/", freshness.ask, name="ask"),
]
