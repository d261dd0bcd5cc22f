"""What the room knows, for whoever its role lets in; only the present tenant's. Never writes."""

from favn.associations.queries.entries import (
    Facts,
    entries,
    entry_of,
    entry_with,
    facts_of,
    own_entries,
    public_entries,
    slug_for,
)
from favn.associations.queries.members import year_for_all
from favn.associations.queries.needs import public_wishes
from favn.associations.queries.network import network_for_all
from favn.associations.queries.own_board import board_for_all

__all__ = [
    "Facts",
    "board_for_all",
    "entries",
    "entry_of",
    "entry_with",
    "facts_of",
    "network_for_all",
    "own_entries",
    "public_entries",
    "public_wishes",
    "slug_for",
    "year_for_all",
]
