"""Agreements, who said yes, what each side says happened, who owes an answer, and what is counted.

A side sees what the other told of a review when it has told itself; the house sees both then too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from favn.associations.choices.cooperation import DID, Doer
from favn.associations.models import (
    Agreement,
    Collaboration,
    Consent,
    Cooperation,
    Review,
    ReviewLetter,
    Side,
    Task,
    Told,
)
from favn.associations.queries.sheets import sides_of
from favn.policy.models import Initiative, Output


def agreements_of(row: Cooperation) -> list[Agreement]:
    """Every version, the newest first, with tasks and answers."""
    rows = Agreement.objects.owned().filter(cooperation=row).select_related("initiative__plan")
    return list(
        rows.prefetch_related(
            "tasks", Prefetch("consents", Consent.objects.owned().select_related("side"))
        )
    )


def agreement_of(row: Cooperation, number: int) -> Agreement | None:
    """One version, or None."""
    return next((a for a in agreements_of(row) if a.number == number), None)


def standing_agreement(row: Cooperation) -> Agreement | None:
    """The newest version both said yes to, or None."""
    return next((a for a in agreements_of(row) if a.agreed_at), None)


def consent_of(agreement: Agreement, side: Side) -> Consent | None:
    """What a side said to a version, or None."""
    return next((c for c in agreement.consents.all() if c.side_id == side.pk), None)


def doer_words(task: Task, sides: tuple[Side, Side]) -> str:
    """Who does a task, by name."""
    if task.doer == Doer.BOTH:
        return str(Doer.BOTH.label)
    return sides[0].name if task.doer == Doer.FIRST else sides[1].name


@dataclass(frozen=True, slots=True)
class Account:
    """One review: what each side told last, in the order of the sides."""

    review: Review
    sides: tuple[Side, Side]
    told: tuple[Told | None, Told | None]
    earlier: tuple[Told, ...]
    letters: tuple[ReviewLetter, ...] = ()

    def letter_to(self, side: Side) -> ReviewLetter | None:
        """The reminder a side got, or should have got."""
        return next((row for row in self.letters if row.side_id == side.pk), None)

    @property
    def reminded(self) -> list[tuple[Side, ReviewLetter]]:
        """Sides that still owe, with the reminder each got."""
        pairs = ((side, self.letter_to(side)) for side in self.owing)
        return [(side, letter) for side, letter in pairs if letter]

    @property
    def pairs(self) -> list[tuple[Side, Told | None]]:
        """Each side with what it told."""
        return list(zip(self.sides, self.told, strict=True))

    @property
    def owing(self) -> list[Side]:
        """Sides that have not told."""
        return [side for side, told in self.pairs if told is None]

    @property
    def is_told(self) -> bool:
        """Whether both have."""
        return not self.owing

    @property
    def apart(self) -> bool:
        """Whether they say different things of whether it happened, or how much."""
        one, two = self.told
        if one is None or two is None:
            return False
        numbers = {one.many, two.many} - {None}
        return one.happened != two.happened or len(numbers) > 1

    def of(self, side: Side) -> Told | None:
        """What a side told."""
        return next((told for s, told in self.pairs if s.pk == side.pk), None)


def accounts_of(row: Cooperation) -> list[Account]:
    """Every review of a cooperation, oldest first."""
    rows = _with_answers(Review.objects.owned().filter(cooperation=row))
    return [_account(review, sides_of(row)) for review in rows]


def _with_answers(rows: QuerySet[Review]) -> QuerySet[Review]:
    """The reviews with what was told, and who was reminded."""
    told = Prefetch("told", Told.objects.owned().order_by("number"))
    letters = Prefetch("letters", ReviewLetter.objects.owned())
    return rows.prefetch_related(told).prefetch_related(letters)


def _account(review: Review, sides: tuple[Side, Side]) -> Account:
    every = list(review.told.all())
    last = {told.side_id: told for told in every}
    newest = (last.get(sides[0].pk), last.get(sides[1].pk))
    earlier = tuple(t for t in every if t not in newest)
    return Account(review, sides, newest, earlier, tuple(review.letters.all()))


def account_with(row: Cooperation, pk: UUID) -> Account | None:
    """One review of a cooperation, or None."""
    return next((a for a in accounts_of(row) if a.review.pk == pk), None)


def something_happened(row: Cooperation) -> bool:
    """Whether one side's newest word of any review is that something came of it."""
    return any(
        told is not None and told.happened in DID for a in accounts_of(row) for told in a.told
    )


def due_accounts(rows: Iterable[Cooperation], today: date) -> list[Account]:
    """Reviews whose day has come and that a side still owes, the oldest first."""
    return _owed(Review.objects.owned().filter(cooperation__in=[row.pk for row in rows]), today)


def due_reviews(today: date, since: date = date.min) -> list[Account]:
    """The same of the whole house, due no earlier than `since`."""
    return _owed(Review.objects.owned().filter(due_on__gte=since), today)


def _owed(rows: QuerySet[Review], today: date) -> list[Account]:
    due = rows.filter(due_on__lte=today).select_related("cooperation")
    due = due.prefetch_related("cooperation__sides__entry", "cooperation__sides__unit")
    every = [_account(row, sides_of(row.cooperation)) for row in _with_answers(due)]
    return [account for account in every if account.owing]


def collaborations(year: int | None = None) -> QuerySet[Collaboration]:
    """Those that count, of one year or of all."""
    rows = Collaboration.objects.owned().filter(happened=True)
    rows = rows if year is None else rows.filter(year=year)
    beside = ("cooperation__matter", "initiative__plan", "delivery")
    return rows.select_related(*beside).prefetch_related(
        "cooperation__sides__entry", "cooperation__sides__unit"
    )


def years_counted() -> list[int]:
    """Years with agreements, the newest first."""
    rows = Collaboration.objects.owned().order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def not_yet_counting(year: int) -> int:
    """Agreements of a year of which nobody has said yet that something happened."""
    return Collaboration.objects.owned().filter(year=year, happened=False).count()


@dataclass(frozen=True, slots=True)
class ForPlan:
    """Collaborations that point at an initiative and are not told in its promises yet."""

    initiative: Initiative
    rows: tuple[Collaboration, ...]
    outputs: tuple[Output, ...]
    """Promises of the initiative that they may be told under."""


def for_plan() -> list[ForPlan]:
    """By initiative: what may be told as delivered, as a count."""
    untold = Q(delivery__isnull=True) | Q(delivery__struck_on__isnull=False)
    rows = collaborations().filter(untold, initiative__isnull=False)
    by_initiative: dict[Initiative, list[Collaboration]] = {}
    for row in rows.order_by("initiative__number"):
        assert row.initiative is not None
        by_initiative.setdefault(row.initiative, []).append(row)
    live = Output.objects.owned().filter(struck_on=None, duty=None)
    promised = live.filter(initiative__in=by_initiative)
    return [
        ForPlan(
            initiative, tuple(mine), tuple(o for o in promised if o.initiative_id == initiative.pk)
        )
        for initiative, mine in by_initiative.items()
    ]


def told_no_more() -> list[tuple[Initiative, int]]:
    """By initiative: how many are told as delivered, though they count no more."""
    gone = Collaboration.objects.owned().filter(happened=False, delivery__struck_on=None)
    rows = gone.exclude(delivery=None).select_related("delivery__output__initiative__plan")
    counts = Counter(row.delivery.output.initiative for row in rows if row.delivery)
    return sorted(counts.items(), key=lambda pair: pair[0].number)
