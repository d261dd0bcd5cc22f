"""The network: its own pages, those of its members by link or account, and everybody's."""

from django.urls import path

from favn.associations.views import network, own_network

LINK = "netvaerksside/<slug:organisation>/<str:token>"
HOME = "netvaerk/hos/<slug:slug>"
urlpatterns = [
    path("netvaerk/", network.network_page, name="network"),
    path("netvaerk/ny/", network.new_network_member, name="new-network-member"),
    path("netvaerk/kompetencer/", network.catalogue, name="catalogue"),
    path("netvaerk/hos/", own_network.our_networks, name="our-networks"),
    path(f"{HOME}/", own_network.home, name="home-network"),
    path(f"{HOME}/ret/", own_network.home_change),
    path(f"{HOME}/kompetencer/", own_network.home_catalogue),
    path(f"{HOME}/kompetence/", own_network.home_competence),
    path(f"{HOME}/kompetence/<uuid:pk>/", own_network.home_competence),
    path("netvaerk/<uuid:pk>/", network.network_member, name="network-member"),
    path("netvaerk/<uuid:pk>/ret/", network.change_network_member, name="change-network-member"),
    path(f"{LINK}/", own_network.own, name="own-network"),
    path(f"{LINK}/ret/", own_network.own_change),
    path(f"{LINK}/kompetencer/", own_network.own_catalogue),
    path(f"{LINK}/kompetence/", own_network.own_competence),
    path(f"{LINK}/kompetence/<uuid:pk>/", own_network.own_competence),
    path("foreningsnetvaerk/<slug:organisation>/", network.public_network, name="public-network"),
]
