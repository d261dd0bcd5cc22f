"""What the room keeps; one file for each subject."""

from favn.associations.models.entries import BoardMember, Entry, Statutes
from favn.associations.models.places import District

__all__ = ["BoardMember", "District", "Entry", "Statutes"]
