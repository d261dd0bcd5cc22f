"""Addresses of the room; each half has a list of its own."""

from favn.pathways.urls import mentoring

app_name = "pathways"
urlpatterns = [*mentoring.urlpatterns]
