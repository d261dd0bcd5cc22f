"""What the room keeps; one file for each subject."""

from favn.associations.models.advice import Advice
from favn.associations.models.agreements import (
    Agreement,
    Collaboration,
    Consent,
    Review,
    Task,
    Told,
)
from favn.associations.models.assembly import AgendaItem, Assembly, Candidate, Notice, Voter
from favn.associations.models.board import BoardTerm, Bylaws
from favn.associations.models.checks import CheckRound, NextStep
from favn.associations.models.contacts import Contact
from favn.associations.models.cooperation import Cooperation, Side, Writing
from favn.associations.models.entries import BoardMember, Entry, Statutes
from favn.associations.models.errands import Errand, ErrandLetter
from favn.associations.models.freshness import AskLink, Claim
from favn.associations.models.lists import ReadLine, ReadList
from favn.associations.models.local import (
    LocalGathering,
    LocalMember,
    LocalNetwork,
    Venture,
)
from favn.associations.models.meetings import Meet
from favn.associations.models.members import Fee, FeeLetter, FeeYear, FormTry, Member
from favn.associations.models.needs import Match, Matter, Wish
from favn.associations.models.network import (
    Competence,
    MembershipYear,
    NetworkLink,
    NetworkMember,
    Subject,
)
from favn.associations.models.nudges import Nudge
from favn.associations.models.payments import Payment, PaymentFile
from favn.associations.models.places import District
from favn.associations.models.reminders import ReviewLetter
from favn.associations.models.sameness import Verdict
from favn.associations.models.seats import Finding, SeatLink

__all__ = [
    "Advice",
    "AgendaItem",
    "AskLink",
    "Assembly",
    "BoardMember",
    "BoardTerm",
    "Bylaws",
    "Candidate",
    "CheckRound",
    "Claim",
    "Competence",
    "Contact",
    "District",
    "Entry",
    "Errand",
    "Fee",
    "FeeLetter",
    "FeeYear",
    "FormTry",
    "Member",
    "MembershipYear",
    "NetworkLink",
    "NetworkMember",
    "NextStep",
    "Notice",
    "Payment",
    "PaymentFile",
    "ReadLine",
    "ReadList",
    "Statutes",
    "Subject",
    "Verdict",
    "Voter",
]
__all__ += ["Finding", "Match", "Matter", "SeatLink", "Wish"]
__all__ += ["Agreement", "Collaboration", "Consent", "Cooperation", "Review", "Side", "Task"]
__all__ += ["ReviewLetter", "Told", "Writing"]
__all__ += [
    "ErrandLetter",
    "LocalGathering",
    "LocalMember",
    "LocalNetwork",
    "Meet",
    "Nudge",
    "Venture",
]
