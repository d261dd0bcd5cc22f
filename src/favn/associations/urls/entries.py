"""The directory's own addresses; whatever is no word of the house is an association."""

from django.urls import path

from favn.associations.views import entries as views
from favn.associations.views import sameness

urlpatterns = [
    path("foreninger/", views.directory, name="directory"),
    path("foreninger/ny/", views.new_entry, name="new-entry"),
    path("foreninger/omraader/", views.districts, name="districts"),
    path("foreninger/dubletter/", sameness.pairs, name="pairs"),
    path("foreninger/<slug:slug>/", views.entry, name="entry"),
    path("foreninger/<slug:slug>/samme/<slug:other>/", sameness.pair, name="pair"),
]
