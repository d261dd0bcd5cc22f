"""The yearly round: who has answered, who has not, and who was reminded.

The editor sees every office; an office sees its own initiatives; a link opens one office's part of
one round and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.kit.models import History
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level, Scope
from favn.people.organisations import queries as organisations
from favn.people.organisations.models import Unit
from favn.policy.choices import SAID_LOOKS, Said
from favn.policy.models import (
    AnswerLink,
    CommitteeStep,
    Initiative,
    OfficeReminder,
    Plan,
    Statement,
    StatusDraft,
    StatusQuestion,
    StatusRound,
    StatusText,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """One initiative in a round: what was said, begun and asked."""

    initiative: Initiative
    text: StatusText | None
    draft: StatusDraft | None
    question: StatusQuestion | None

    @property
    def said(self) -> Said:
        """Where the office is with it."""
        if self.question:
            return Said.ASKED
        if self.text and not self.text.is_inferred:
            return Said.GIVEN
        if self.draft:
            return Said.DRAFT
        return Said.INFERRED if self.text else Said.MISSING

    @property
    def look(self) -> str:
        """How that is marked beside its word."""
        return SAID_LOOKS.get(self.said, "neutral")

    @property
    def has_status(self) -> bool:
        """Whether anything says how far it is, be it read out of older prose."""
        return self.text is not None and bool(self.text.status)

    @property
    def is_answered(self) -> bool:
        """Whether the office has nothing left to do with it."""
        return self.said == Said.GIVEN


@dataclass(frozen=True, slots=True)
class OfficeAnswers:
    """One office's part of a round, and the links it was sent, newest first."""

    unit: Unit
    owed: tuple[Owed, ...]
    links: tuple[AnswerLink, ...] = ()
    opened_at: datetime | None = None
    """When the last link was opened the first time."""

    @property
    def anchor(self) -> str:
        """Where on the round's page it stands."""
        return self.unit.pk.hex[:8]

    @property
    def handed_in(self) -> list[Owed]:
        """What it has nothing left to do with."""
        return [o for o in self.owed if o.is_answered]

    @property
    def open(self) -> list[Owed]:
        """What it still owes."""
        return [o for o in self.owed if not o.is_answered]

    @property
    def given(self) -> int:
        """How many it has handed in."""
        return len(self.handed_in)

    @property
    def left(self) -> int:
        """How many it still owes."""
        return len(self.owed) - self.given

    def is_written_to(self, day: date) -> bool:
        """Whether it got a letter on a day."""
        last = self.last_link
        return last is not None and last.made_on == day and last.is_on_its_way

    @property
    def last_link(self) -> AnswerLink | None:
        """The link it was sent last."""
        return self.links[0] if self.links else None


def every_round() -> list[StatusRound]:
    """The rounds of all plans, newest first: last year's may be treated under a new plan."""
    return list(StatusRound.objects.owned().select_related("plan").order_by("-year"))


def round_in(year: int) -> StatusRound | None:
    """The round of a year, of whichever plan has that year; no two have."""
    rows = StatusRound.objects.owned().filter(year=year)
    return rows.select_related("plan").order_by("-plan__first_year").first()


def round_of(plan: Plan, year: int) -> StatusRound | None:
    """The plan's round of a year, or None."""
    rows = StatusRound.objects.owned().filter(plan=plan, year=year)
    return rows.select_related("plan").first()


def answers_of(row: StatusRound, unit: Unit | None = None) -> list[OfficeAnswers]:
    """Every office with what it owes in order of number; only one office where one is given."""
    initiatives = living(row).exclude(owner=None)
    if unit is not None:
        initiatives = initiatives.filter(owner=unit)
    ordered = sorted(initiatives, key=lambda i: (office_of(i), i.number))
    owed, links = _owed(row, ordered), _links(row)
    opened = _opened(links)
    return [
        OfficeAnswers(
            office,
            tuple(owed[i.pk] for i in group),
            tuple(links.get(office.pk, ())),
            opened.get(office.pk),
        )
        for office, group in groupby(ordered, key=lambda i: i.owner)
    ]


def living(row: StatusRound) -> QuerySet[Initiative]:
    """The plan's initiatives, without those that went into another."""
    rows = Initiative.objects.owned().filter(plan=row.plan_id, merged_into=None)
    return rows.select_related("owner")


def office_of(initiative: Initiative) -> str:
    """The owner's name, and words for none."""
    return initiative.owner.name if initiative.owner else _("Uden ejer")


def ownerless(row: StatusRound) -> list[int]:
    """Numbers of initiatives that no office owns, so that nobody is asked."""
    return list(living(row).filter(owner=None).values_list("number", flat=True))


def _opened(links: dict[UUID, list[AnswerLink]]) -> dict[UUID, datetime]:
    """Office → when its last link was first opened."""
    last = {found[0].pk: unit for unit, found in links.items()}
    rows = History.objects.get_queryset().filter(verb="open", record_id__in=list(last))
    return {last[key]: at for key, at in rows.values_list("record_id", "at")}


def owed_of(row: StatusRound, initiative: Initiative) -> Owed:
    """One initiative in the round."""
    return _owed(row, [initiative])[initiative.pk]


def _owed(row: StatusRound, initiatives: Iterable[Initiative]) -> dict[UUID, Owed]:
    texts = {t.initiative_id: t for t in StatusText.objects.owned().filter(year=row.year)}
    drafts = {d.initiative_id: d for d in StatusDraft.objects.owned().filter(round=row)}
    waiting = StatusQuestion.objects.owned().filter(round=row, answered_at=None)
    questions = {q.initiative_id: q for q in waiting}
    return {
        i.pk: Owed(i, texts.get(i.pk), drafts.get(i.pk), questions.get(i.pk)) for i in initiatives
    }


def _links(row: StatusRound) -> dict[UUID, list[AnswerLink]]:
    found: dict[UUID, list[AnswerLink]] = {}
    for link in AnswerLink.objects.owned().filter(round=row):
        found.setdefault(link.unit_id, []).append(link)
    return found


def questions_about(row: StatusRound, initiative: Initiative) -> list[StatusQuestion]:
    """What the editor asked about it in this round, newest first."""
    return list(StatusQuestion.objects.owned().filter(round=row, initiative=initiative))


def may_answer(membership: Membership, initiative: Initiative) -> bool:
    """Whether a membership may hand in for an initiative: the editor all, an office its own."""
    if initiative.merged_into_id or not membership.may(Area.STATUS, Level.WRITE):
        return False
    is_unit = membership.kind.scope(Area.STATUS) == Scope.UNIT
    return not is_unit or initiative.owner_id == membership.unit_id


def lacking(row: StatusRound) -> list[tuple[str, list[int]]]:
    """Offices by name with the numbers nobody has said anything about; then those of no office."""
    without = [
        (office.unit.name, [o.initiative.number for o in office.owed if not o.has_status])
        for office in answers_of(row)
    ]
    without.append((_("Uden ejer"), ownerless(row)))
    return [(name, numbers) for name, numbers in without if numbers]


def days_left(row: StatusRound, now: datetime) -> int:
    """Whole days until the deadline; 0 on the last day and afterwards."""
    return max((row.deadline - now).days, 0)


def open_round_of(plan_id: UUID) -> StatusRound | None:
    """The plan's round that can still be answered, or None."""
    return StatusRound.objects.owned().filter(plan_id=plan_id, closed_at=None).first()


# Reminders


def last_reminder(row: StatusRound) -> list[OfficeReminder]:
    """The last press of the reminder, office by office; empty where nobody pressed."""
    rows = OfficeReminder.objects.owned().filter(round=row).select_related("unit")
    last = rows.first()
    return list(rows.filter(press=last.press).order_by("unit__name")) if last else []


# Committees


def committees() -> list[Unit]:
    """The present tenant's committees by name."""
    return organisations.committees()


def steps_of(row: StatusRound) -> list[CommitteeStep]:
    """The committees that treat the paper, in order."""
    return list(CommitteeStep.objects.owned().filter(round=row).select_related("unit"))


def statements_of(row: StatusRound) -> dict[UUID, Statement]:
    """Unit → its statement in this round."""
    rows = Statement.objects.owned().filter(round=row).select_related("unit", "round")
    return {statement.unit_id: statement for statement in rows}
