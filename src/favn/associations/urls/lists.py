"""Lists that are read into the directory."""

from django.urls import path

from favn.associations.views import lists as views

urlpatterns = [
    path("foreninger/lister/", views.lists, name="lists"),
    path("foreninger/lister/<uuid:pk>/", views.read_list, name="list"),
]
