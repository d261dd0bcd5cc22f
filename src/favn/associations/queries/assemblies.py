"""General assemblies: their agenda, who may vote, and how many votes are in the room."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from favn.associations.choices import Seat
from favn.associations.models import (
    AgendaItem,
    Assembly,
    BoardTerm,
    Candidate,
    Fee,
    FeeYear,
    Member,
    Notice,
    Voter,
)
from favn.associations.queries.members import fees, members, years
from favn.associations.rules.assembly import ALONE
from favn.associations.rules.people import plain_name, same_name


def assemblies() -> QuerySet[Assembly]:
    """The tenant's assemblies, the newest first."""
    return Assembly.objects.owned().select_related("bylaws")


def assembly_with(pk: UUID) -> Assembly | None:
    """One assembly."""
    return assemblies().filter(pk=pk).first()


def before(assembly: Assembly) -> Assembly | None:
    """The ordinary assembly that was held last before an ordinary one; nothing before the first."""
    if assembly.is_extraordinary:
        return None
    rows = assemblies().filter(starts_at__lt=assembly.starts_at, is_extraordinary=False)
    return rows.exclude(closed_at=None).order_by("-starts_at").first()


def agenda_of(assembly: Assembly) -> list[AgendaItem]:
    """The items in order, without proposals that came too late."""
    rows = AgendaItem.objects.owned().filter(assembly=assembly, number__gt=0)
    return list(rows.prefetch_related("candidates"))


def notices_of(assembly: Assembly) -> list[Notice]:
    """Who was called, and how: by mail, or on paper because no mail reached them."""
    rows = Notice.objects.owned().filter(assembly=assembly, member__erased_at=None)
    return list(rows.select_related("member"))


def too_late(assembly: Assembly) -> list[AgendaItem]:
    """Proposals that came after the deadline; they are told of and not treated."""
    return list(AgendaItem.objects.owned().filter(assembly=assembly, number=0))


def item_with(pk: UUID) -> AgendaItem | None:
    """One item with its assembly."""
    rows = AgendaItem.objects.owned().filter(pk=pk)
    return rows.select_related("assembly__bylaws").prefetch_related("candidates").first()


def item_after(item: AgendaItem) -> AgendaItem | None:
    """The item that is taken next; nothing after the last."""
    rows = AgendaItem.objects.owned().filter(assembly=item.assembly_id)
    return rows.filter(number__gt=max(item.number, 0)).order_by("number").first()


def candidate_with(pk: UUID) -> Candidate | None:
    """One candidate."""
    return Candidate.objects.owned().select_related("item__assembly").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class MayVote:
    """A member, and whether they may vote; `why_not` says why they may not."""

    member: Member
    why_not: str


def year_asked(assembly: Assembly) -> FeeYear | None:
    """Whose fee gives a vote: the assembly's own year, or the last one with a fee before it."""
    return years().filter(year__lte=assembly.on.year).first()


def who_may_vote(assembly: Assembly) -> list[MayVote]:
    """Every member on the day, with a reason for those who may not vote, by name.

    A waived fee is no debt. What was paid after the last day does not count.
    """
    year = year_asked(assembly)
    paid = {fee.member_id: fee for fee in fees().filter(year=year)} if year else {}
    rows = sorted(members().on(assembly.on), key=lambda one: plain_name(one.called))
    return [MayVote(one, _why_not(one, paid.get(one.pk), assembly, year)) for one in rows]


def _why_not(member: Member, fee: Fee | None, assembly: Assembly, year: FeeYear | None) -> str:
    rules = assembly.bylaws
    if member.kind not in rules.voting_kinds:
        return "kind"
    if (assembly.on - member.joined_on).days < rules.member_days:
        return "new"
    if year is None or (fee is not None and fee.waived_at is not None):
        return ""
    if fee is None:
        return "unpaid"
    in_time = (one.amount for one in fee.standing if one.paid_on <= assembly.paid_by)
    return "" if sum(in_time, Decimal(0)) >= fee.amount else "unpaid"


def voters_of(assembly: Assembly) -> list[Voter]:
    """The frozen list, by name."""
    rows = Voter.objects.owned().filter(assembly=assembly)
    listed = rows.select_related("member", "proxy__member")
    return sorted(listed, key=lambda one: (plain_name(one.member.called), one.member.number))


def voter_with(pk: UUID) -> Voter | None:
    """One line of a frozen list."""
    return Voter.objects.owned().select_related("member", "assembly__bylaws").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Room:
    """Who is there, and how many votes that makes."""

    listed: int
    here: int
    proxies: int

    @property
    def votes(self) -> int:
        """Votes in the room: those who are there, and those they may vote for."""
        return self.here + self.proxies


def room_of(assembly: Assembly) -> Room:
    """The room as it is now."""
    rows = list(Voter.objects.owned().filter(assembly=assembly).select_related("proxy"))
    here = sum(one.is_here for one in rows)
    proxies = sum(1 for one in rows if not one.is_here and one.proxy and one.proxy.is_here)
    return Room(len(rows), here, proxies)


def up_for(item: AgendaItem, sitting: list[BoardTerm]) -> list[BoardTerm]:
    """Who leaves when an item's seat is filled: the holder of a seat of its own, otherwise those
    whose time ends with the assembly, and those who are elected again.
    """
    same = [one for one in sitting if one.seat == item.seat]
    if item.seat in ALONE:
        return same
    again = [c.called for c in item.candidates.all() if c.is_elected]
    on = item.assembly.on
    return [
        one
        for one in same
        if (one.until is not None and one.until <= on)
        or any(same_name(one.called, name) for name in again)
    ]


def elected_of(item: AgendaItem) -> list[Candidate]:
    """Who was elected."""
    return [one for one in item.candidates.all() if one.is_elected]


SEATS_ELECTED = tuple(seat for seat in Seat if seat != Seat.EMPLOYEE)
"""Employees choose theirs themselves."""
