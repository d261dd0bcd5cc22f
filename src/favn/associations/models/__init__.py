"""What the room keeps; one file for each subject."""

from favn.associations.models.agreements import (
    Agreement,
    Collaboration,
    Consent,
    Review,
    Task,
    Told,
)
from favn.associations.models.checks import CheckRound, NextStep
from favn.associations.models.contacts import Contact
from favn.associations.models.cooperation import Cooperation, Side, Writing
from favn.associations.models.entries import BoardMember, Entry, Statutes
from favn.associations.models.errands import Errand
from favn.associations.models.freshness import AskLink, Claim
from favn.associations.models.lists import ReadLine, ReadList
from favn.associations.models.needs import Match, Matter, Wish
from favn.associations.models.places import District
from favn.associations.models.sameness import Verdict
from favn.associations.models.seats import Finding, SeatLink

__all__ = [
    "AskLink",
    "BoardMember",
    "CheckRound",
    "Claim",
    "Contact",
    "District",
    "Entry",
    "Errand",
    "NextStep",
    "ReadLine",
    "ReadList",
    "Statutes",
    "Verdict",
]
__all__ += ["Finding", "Match", "Matter", "SeatLink", "Wish"]
__all__ += ["Agreement", "Collaboration", "Consent", "Cooperation", "Review", "Side", "Task"]
__all__ += ["Told", "Writing"]
