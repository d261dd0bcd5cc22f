"""The verbs of the room. Keyword-only, atomic, with history; they are the only places that save."""

from favn.associations.actions.entries import Profile, add_entry, change_entry

__all__ = ["Profile", "add_entry", "change_entry"]
