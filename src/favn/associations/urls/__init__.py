"""Addresses of the room: the house's own under `foreninger`, the public's under `foreningerne`.

Each subject has a list of its own; a new one is one line here, above `entries`. Names that are
words of the house's own pages are never given to an association (`choices.RESERVED`).
"""

from favn.associations.urls import (
    checks,
    contacts,
    cooperation,
    entries,
    errands,
    freshness,
    lists,
    local,
    members,
    network,
    own,
    own_board,
    public,
)

app_name = "associations"
urlpatterns = [
    *checks.urlpatterns,
    *local.urlpatterns,
    *cooperation.urlpatterns,
    *own.urlpatterns,
    *public.urlpatterns,
    *errands.urlpatterns,
    *contacts.urlpatterns,
    *freshness.urlpatterns,
    *lists.urlpatterns,
    *members.urlpatterns,
    *own_board.urlpatterns,
    *network.urlpatterns,
    *entries.urlpatterns,
]
