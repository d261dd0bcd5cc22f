"""Addresses of the schemes of guides, and of matches."""

from django.urls import path

from favn.pathways.views import matches, schemes

urlpatterns = [
    path("ordninger/", schemes.schemes, name="schemes"),
    path("ordninger/<uuid:pk>/", schemes.scheme, name="guide-scheme"),
    path("ordninger/kontakt/<uuid:pk>/", matches.match, name="following"),
    path("personer/<uuid:pk>/jobmatch/", matches.matches_of, name="matches-of"),
]
