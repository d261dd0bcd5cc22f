"""What everybody may open; the form for errands stands before the associations."""

from django.urls import path

from favn.associations.views import errands, standard
from favn.associations.views import public as views

HOUSE = "foreningerne/<slug:organisation>"
urlpatterns = [
    path(f"{HOUSE}/", views.public_directory, name="public"),
    path(f"{HOUSE}/henvendelse/", errands.public_errand, name="public-errand"),
    path(f"{HOUSE}/hsds.json", standard.hsds, name="public-hsds"),
    path(f"{HOUSE}/<slug:slug>/", views.public_entry, name="public-entry"),
]
