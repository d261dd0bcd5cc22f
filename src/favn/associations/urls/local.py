"""Local networks: the house's pages, and the page of an association in one."""

from django.urls import path

from favn.associations.views import local, own_local

HOUSE = "foreninger/netvaerk/"
urlpatterns = [
    path(HOUSE, local.local_networks, name="local-networks"),
    path(f"{HOUSE}<uuid:pk>/", local.local_network, name="local-network"),
    path(f"{HOUSE}<uuid:pk>/sammen/", local.new_venture, name="new-venture"),
    path(f"{HOUSE}<uuid:pk>/sammen/<uuid:venture>/", local.venture, name="venture"),
    *own_local.own_local.paths("lokalt/<uuid:pk>/", "local"),
]
