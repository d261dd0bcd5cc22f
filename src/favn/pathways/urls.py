"""Addresses of the pathways: the employment programme, and schemes of guides and matches."""

from django.urls import URLPattern, path

from favn.pathways.views import (
    matches,
    programme,
    programme_year,
    receiving,
    schemes,
    status_meetings,
)

app_name = "pathways"
programme_urls = [
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
scheme_urls = [
    path("ordninger/", schemes.schemes, name="schemes"),
    path("ordninger/<uuid:pk>/", schemes.scheme, name="guide-scheme"),
    path("ordninger/kontakt/<uuid:pk>/", matches.match, name="following"),
    path("personer/<uuid:pk>/jobmatch/", matches.matches_of, name="matches-of"),
]
urlpatterns: list[URLPattern] = [*programme_urls, *scheme_urls]
