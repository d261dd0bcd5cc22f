"""The directory's own addresses; whatever is no word of the house is an association."""

from django.urls import path

from favn.associations.views import entries as views

urlpatterns = [
    path("foreninger/", views.directory, name="directory"),
    path("foreninger/ny/", views.new_entry, name="new-entry"),
    path("foreninger/<slug:slug>/", views.entry, name="entry"),
    path("foreninger/<slug:slug>/ret/", views.change_entry, name="change-entry"),
]
