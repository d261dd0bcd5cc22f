"""Addresses of the room: the house's own under `foreninger`, the public's under `foreningerne`.

Each subject has a list of its own; a new one is one line here. Names that are words of the house's
own pages are never given to an association (`choices.RESERVED`), and those lists stand first.
"""

from favn.associations.urls import board, entries, members, network, public

app_name = "associations"
urlpatterns = [
    *public.urlpatterns,
    *members.urlpatterns,
    *board.urlpatterns,
    *network.urlpatterns,
    *entries.urlpatterns,
]
