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

__all__ = [
    "Facts",
    "entries",
    "entry_with",
    "facts_of",
    "own_entries",
    "public_entries",
    "shows_directory",
    "slug_for",
]
