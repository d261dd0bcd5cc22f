"""What everybody may open."""

from django.urls import path

from favn.associations.views import public as views

HOUSE = "foreningerne/<slug:organisation>"
urlpatterns = [
    path(f"{HOUSE}/", views.public_directory, name="public"),
    path(f"{HOUSE}/<slug:slug>/", views.public_entry, name="public-entry"),
]
