"""Errands: those that wait, those to follow up, and what one association asked before.

Seen by whoever answers errands; by an association its own alone.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from favn.associations.choices import ErrandMail, ErrandState
from favn.associations.models import AskLink, Entry, Errand, ErrandLetter, Statutes
from favn.associations.queries.sameness import Likeness, Overlap, family, like, likenesses, overlaps
from favn.people.accounts.choices import ON_ITS_WAY
from favn.statistics.bodies import Body

OPEN = (ErrandState.SENT, ErrandState.TAKEN)


def errands() -> QuerySet[Errand]:
    """Everything that was sent; a draft is its writer's alone."""
    rows = Errand.objects.owned().exclude(state=ErrandState.DRAFT)
    return rows.select_related("entry__merged_into", "owner")


def waiting() -> QuerySet[Errand]:
    """What waits for an answer, the oldest first."""
    return errands().filter(state__in=OPEN).order_by("sent_at")


def to_follow(today: date) -> QuerySet[Errand]:
    """What was to be looked at again by today."""
    return errands().filter(state=ErrandState.DECIDED, follow_up_on__lte=today)


def answer_letter(errand: Errand) -> ErrandLetter | None:
    """The last time its answer was mailed, or None."""
    return ErrandLetter.objects.owned().filter(errand=errand, kind=ErrandMail.ANSWER).first()


def unreached() -> QuerySet[Errand]:
    """Answered errands whose last letter did not arrive, or that were never mailed."""
    letters = ErrandLetter.objects.owned().filter(errand=OuterRef("pk"), kind=ErrandMail.ANSWER)
    last = Subquery(letters.order_by("-at").values("reached")[:1])
    rows = errands().filter(state=ErrandState.DECIDED).annotate(reached=last)
    return rows.filter(Q(reached=None) | ~Q(reached__in=ON_ITS_WAY))


PILES = ("venter", "foelg-op", "ikke-naaet", "besvaret", "alle")
"""What the inbox shows, one at a time; the address says which."""


def pile(name: str, today: date) -> QuerySet[Errand]:
    """One of PILES: what waits is told oldest first, the rest newest first."""
    if name == "venter":
        return waiting()
    if name == "foelg-op":
        return to_follow(today).order_by("follow_up_on", "pk")
    if name == "ikke-naaet":
        return unreached()
    rows = errands() if name == "alle" else errands().exclude(decided_at=None)
    return rows.order_by("-sent_at", "pk")


def search(rows: QuerySet[Errand], words: str, kind: str) -> QuerySet[Errand]:
    """Those with every word in their subject or in the association's name, and of a kind."""
    for word in words.split():
        named = Q(said_name__icontains=word) | Q(entry__name__icontains=word)
        rows = rows.filter(Q(subject__icontains=word) | named)
    return rows.filter(kind=kind) if kind else rows


def errand_with(pk: UUID) -> Errand | None:
    """One errand that was sent."""
    return errands().filter(pk=pk).first()


def draft_of(pk: UUID, link: AskLink | None, entry: Entry | None) -> Errand | None:
    """A draft, for whoever holds its link or its association's account."""
    rows = Errand.objects.owned().filter(pk=pk, state=ErrandState.DRAFT, entry=entry)
    return rows.filter(link__entry=link.entry).first() if link else rows.first()


def errands_of(entry: Entry) -> QuerySet[Errand]:
    """What one association asked, under every name it had; drafts too."""
    rows = Errand.objects.owned().filter(entry__in=family(entry))
    return rows.select_related("entry__merged_into", "owner")


@dataclass(frozen=True, slots=True)
class Who:
    """Who is behind an errand: what stands beside it when somebody answers."""

    entry: Entry | None
    statutes: Statutes | None
    overlaps: tuple[Overlap, ...]
    earlier: tuple[Errand, ...]
    candidates: tuple[Likeness, ...]


def who(errand: Errand) -> Who:
    """Statutes, shared boards, earlier errands, and which associations it may be the same as."""
    if errand.association is None:
        body = Body((errand.said_name,), mail=errand.email)
        return Who(None, None, (), (), tuple(like(body)))
    row = errand.association
    earlier = errands_of(row).exclude(pk=errand.pk).exclude(state=ErrandState.DRAFT)
    statutes = Statutes.objects.owned().filter(entry__in=family(row)).first()
    return Who(row, statutes, tuple(overlaps(row)), tuple(earlier[:10]), tuple(likenesses(row)))
