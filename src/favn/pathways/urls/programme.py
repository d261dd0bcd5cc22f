"""Addresses of the employment programme."""

from django.urls import path

from favn.pathways.views import programme, programme_year, receiving, status_meetings

urlpatterns = [
    path("forloeb/", programme.turns, name="turns"),
    path("forloeb/aar/", programme_year.year_now, name="year-now"),
    path("forloeb/aar/<int:number>/", programme_year.year, name="year"),
    path("forloeb/aar/<int:number>/papir/", programme_year.paper, name="year-paper"),
    path("forloeb/modtag/<uuid:pk>/", receiving.receive, name="receive"),
    path("forloeb/moede/<uuid:pk>/", status_meetings.meeting, name="meeting"),
    path("forloeb/moede/<uuid:pk>/papir/", status_meetings.paper, name="status-paper"),
    path("forloeb/<uuid:pk>/", programme.turn, name="turn"),
    path("personer/<uuid:pk>/forloeb/", programme.turns_of, name="turns-of"),
]
