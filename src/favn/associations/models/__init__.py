"""What the room keeps; one file for each subject."""

from favn.associations.models.assembly import AgendaItem, Assembly, Candidate, Voter
from favn.associations.models.board import BoardTerm, Bylaws
from favn.associations.models.entries import BoardMember, Entry, Statutes
from favn.associations.models.members import Fee, FeeLetter, FeeYear, JoinTry, Member
from favn.associations.models.network import (
    Competence,
    MembershipYear,
    NetworkLink,
    NetworkMember,
    Subject,
)
from favn.associations.models.payments import Payment, PaymentFile
from favn.associations.models.places import District

__all__ = [
    "AgendaItem",
    "Assembly",
    "BoardMember",
    "BoardTerm",
    "Bylaws",
    "Candidate",
    "Competence",
    "District",
    "Entry",
    "Fee",
    "FeeLetter",
    "FeeYear",
    "JoinTry",
    "Member",
    "MembershipYear",
    "NetworkLink",
    "NetworkMember",
    "Payment",
    "PaymentFile",
    "Statutes",
    "Subject",
    "Voter",
]
