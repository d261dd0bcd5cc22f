"""What the room knows, for whoever its role lets in; only the present tenant's. Never writes."""

from favn.associations.queries.entries import (
    Facts,
    entries,
    entry_with,
    facts_of,
    own_entries,
    public_entries,
    shows_directory,
    slug_for,
)
from favn.associations.queries.members import takes_members
from favn.associations.queries.network import shows_network
from favn.associations.queries.own_board import shows_board

__all__ = [
    "Facts",
    "entries",
    "entry_with",
    "facts_of",
    "own_entries",
    "public_entries",
    "shows_board",
    "shows_directory",
    "shows_network",
    "slug_for",
    "takes_members",
]
