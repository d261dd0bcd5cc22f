"""What has come of a promise, and who else is told the same number or asks the same question.

It is told as the funder will see it: small groups are held back here as in the report. Nobody sees
a number here that the number's own page would not show them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from favn.kit import figures
from favn.kit.templatetags.kit import withheld_because
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.policy.queries.counts import duties_for, standings_of
from favn.policy.queries.standing import Standing
from favn.publishing.models import Funding, Promise, Question, QuestionAsked, SharedAnswer
from favn.publishing.queries.funders import questions
from favn.publishing.queries.readings import editions_at
from favn.publishing.rules.funders import counted_span, covering
from favn.statistics.figures import Edition, Figure, Period

SEEN = Edition.FUNDER


@dataclass(frozen=True, slots=True)
class Delivered:
    """What has come of a promise. `value` is None where it may not be told or is not counted, and
    `why` says so; `parts` are the years, quarters and months it is the sum of.
    """

    value: int | None = None
    parts: tuple[tuple[str, int | None], ...] = ()
    unit: str = ""
    why: str = ""
    address: str = ""
    """Where the number of the last part has its own page."""


def delivered(
    promises: Sequence[Promise], membership: Membership, today: date
) -> dict[UUID, Delivered]:
    """By promise: what the house has counted of it since the grant began, in whole months."""
    wanted = {promise.pk: _periods(promise, today) for promise in promises}
    asked: defaultdict[Period, dict[tuple[str, str | None], None]] = defaultdict(dict)
    allowed = [p for p in promises if p.figure and _may(p, membership)]
    for promise in allowed:
        for period in wanted[promise.pk]:
            asked[period][promise.figure, promise.by or None] = None
    house = membership.organisation
    found = {
        (period, value.figure.id, value.by): value
        for period, questions in asked.items()
        for value in figures.values(list(questions), house.pk, period, edition=SEEN)
    }
    return {
        promise.pk: _delivered(promise, wanted[promise.pk], found, house.slug)
        if promise in allowed
        else Delivered(why=_why_not_told(promise))
        for promise in promises
    }


def _may(promise: Promise, membership: Membership) -> bool:
    figure = figures.catalogue().get(promise.figure)
    if figure is None:
        return False
    return SEEN in editions_at(membership, membership.organisation, figure, promise.by or None)


def _why_not_told(promise: Promise) -> str:
    if not promise.figure:
        return _("Ikke talt: intet i huset tæller det.")
    return _("Din rolle ser ikke det tal.")


def _periods(promise: Promise, today: date) -> list[Period]:
    """The parts of the time from the grant's beginning until the promise is due, or today.

    Persons are counted inside whole calendar years.
    """
    figure = figures.catalogue().get(promise.figure)
    first, last = counted_span(promise.funding.first_on, min(today, promise.due_on))
    if figure is not None and figure.counts == "persons":
        return [Period(year) for year in range(first[0], last[0] + 1)]
    return covering(first, last)


Found = dict[tuple[Period, str, str | None], figures.Value]


def _delivered(promise: Promise, periods: list[Period], found: Found, slug: str) -> Delivered:
    figure = figures.figure_with(promise.figure)
    values = [found[period, promise.figure, promise.by or None] for period in periods]
    told = [_told(value, promise.part) for value in values]
    parts = tuple((str(p), number) for p, (number, _why) in zip(periods, told, strict=True))
    by = f"?by={promise.by}" if promise.by else ""
    address = f"{figure.id}@{slug}/{periods[-1]}{by}" if periods else ""
    numbers = [number for number, _why in told if number is not None]
    why = _why_no_sum(figure, told)
    value = None if why else sum(numbers)
    return Delivered(value, parts, str(figure.unit), why, address)


def _told(value: figures.Value, part: str) -> tuple[int | None, str]:
    """The number, or why it is held back."""
    reason = value.withheld[0] if value.withheld else ""
    if not part:
        return value.total, reason if value.total is None else ""
    row = next((row for row in value.rows if row.key == part), None)
    if row is not None:
        return row.value, row.withheld or ""
    return (None, reason) if reason and not value.rows else (0, "")


def _why_no_sum(figure: Figure, told: Sequence[tuple[int | None, str]]) -> str:
    if not told:
        return _("Bevillingen er ikke begyndt.")
    held = next((why for number, why in told if number is None), None)
    if held is not None:
        return withheld_because(held)
    if figure.counts == "persons" and len(told) > 1:
        return _("Mennesker tælles inden for ét år og lægges ikke sammen over flere.")
    return ""


# Asked once, answered to many


@dataclass(frozen=True, slots=True)
class Shared:
    """One number or question, and everybody it goes to."""

    title: str
    goes_to: tuple[str, ...]
    question: Question | None = None
    answered: tuple[int, ...] = ()
    """The years it is answered for, the newest first."""


def shared_figures(membership: Membership) -> list[Shared]:
    """Every number that somebody is promised or asks for, with all who get it; the most first."""
    rows = Promise.objects.owned().filter(removed_at=None).exclude(figure="")
    told: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows.select_related("funding"):
        told[row.figure, row.by, row.part].append(str(row.funding))
    for figure, who in _counted_for(membership):
        told[figure, "", ""].append(who)
    known = figures.catalogue()
    named = [
        Shared(_name(known[key[0]], key[1], key[2], membership), tuple(dict.fromkeys(who)))
        for key, who in told.items()
        if key[0] in known
    ]
    return sorted(named, key=lambda one: (-len(one.goes_to), one.title))


def _name(figure: Figure, by: str, part: str, membership: Membership) -> str:
    return named(figure, by, part, membership.organisation_id)


def named(figure: Figure, by: str, part: str, organisation_id: UUID) -> str:
    """“Deltagelser på hold: Systuen”."""
    if not by:
        return str(figure.title)
    label = figures.labels(figure, by, organisation_id).get(part, part)
    return f"{figure.title}: {label}"


def _counted_for(membership: Membership) -> Iterable[tuple[str, str]]:
    """(figure, who asks) for every count that a municipality asks of the house."""
    if membership.organisation.is_municipality or not membership.may(Area.COUNTS, Level.READ):
        return
    for duty in duties_for(membership).filter(stopped_at=None).select_related("organisation"):
        said = {"who": duty.organisation.name, "number": duty.number}
        for figure in duty.figures:
            yield figure, _("%(who)s, indsats %(number)s") % said


def shared_questions() -> list[Shared]:
    """Every question with the grants that ask it, and the years it is answered for."""
    asked: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in QuestionAsked.objects.owned().filter(stopped_at=None).select_related("funding"):
        asked[row.question_id].append(str(row.funding))
    years: defaultdict[UUID, list[int]] = defaultdict(list)
    for answer in SharedAnswer.objects.owned().exclude(written_at=None):
        years[answer.question_id].append(answer.year)
    found = [
        Shared(q.words, tuple(sorted(asked[q.pk])), q, tuple(years[q.pk])) for q in questions()
    ]
    return sorted(found, key=lambda one: (-len(one.goes_to), one.title))


def counts_for(funding: Funding, membership: Membership, today: date) -> list[Standing]:
    """Where the funder is a municipality: the counts it asks for, the newest quarter of each."""
    if funding.party is None or not membership.may(Area.COUNTS, Level.READ):
        return []
    if membership.organisation.is_municipality:
        return []
    duties = duties_for(membership).filter(organisation=funding.party)
    every = standings_of(list(duties.select_related("organisation", "addressed_to")), today)
    newest: dict[UUID, Standing] = {}
    for one in sorted(every, key=lambda s: s.quarter):
        newest[one.duty.pk] = one
    return sorted(newest.values(), key=lambda s: s.duty.number)


# What a promise may be counted by


def countable(membership: Membership) -> list[tuple[str, str, str]]:
    """(key, group, name) of every number a promise may name, as it may be told to a funder.

    The key is the figure's id, and after a bar its breakdown and part.
    """
    house, found = membership.organisation, []
    for figure in figures.catalogue().values():
        if SEEN not in editions_at(membership, house, figure, None):
            continue
        title = str(figure.title)
        found.append((figure.id, title, _("%(title)s i alt") % {"title": title}))
        found += _parts(figure, membership)
    return found


def _parts(figure: Figure, membership: Membership) -> Iterable[tuple[str, str, str]]:
    """The parts of the breakdown that is a figure's own, such as its activities."""
    by = figure.dimensions[0] if figure.dimensions else ""
    if not by or by in figures.IN_ORDER or figure.counts == "persons":
        return
    if SEEN not in editions_at(membership, membership.organisation, figure, by):
        return
    for key, label in figures.labels(figure, by, membership.organisation_id).items():
        yield f"{figure.id}|{by}|{key}", str(figure.title), str(label)


def known(figure_id: str) -> Figure | None:
    """A figure that a promise names, where the house still has it."""
    return figures.catalogue().get(figure_id)
