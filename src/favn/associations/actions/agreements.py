"""An agreement is proposed, said yes to, and ends with a reason; each side tells what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.choices.cooperation import Occasion, Said
from favn.associations.models import (
    Agreement,
    Collaboration,
    Consent,
    Cooperation,
    Review,
    Side,
    Task,
    Told,
)
from favn.associations.queries import agreements as queries
from favn.associations.queries import sheets
from favn.associations.rules import cooperation as rules
from favn.associations.rules import reviews
from favn.kit import history, store
from favn.kit.clock import local_day
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.policy import actions as policy
from favn.policy.models import Delivery, Initiative, Output


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, and by when."""

    what: str
    doer: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says."""

    aim: str
    starts_on: date
    rhythm: int
    deeds: tuple[Deed, ...]
    roles: str = ""
    money: str = ""
    contact: str = ""
    fails: str = ""
    words: str = ""
    ends_on: date | None = None
    initiative: Initiative | None = None
    why: str = ""


@transaction.atomic
def propose_agreement(
    *, id: UUID, cooperation: Cooperation, number: int, terms: Terms, by: Actor, said_by: str,
    at: datetime,
) -> Agreement:  # fmt: skip
    """The version after `number`, the newest one that was shown, once per `id`.

    Earlier versions stay as they were; the one both agreed to holds until both agree to this.
    Raises Refused, and Conflict where somebody made a version meanwhile.
    """
    row = Cooperation.objects.owned().select_for_update().get(pk=cooperation.pk)
    if stands := Agreement.objects.owned().filter(pk=id).first():
        return stands
    must(rules.why_not_propose(both_in=sheets.both_in(row), stage=row.stage))
    must(rules.why_not_terms(terms.starts_on, terms.ends_on, len(terms.deeds)))
    newest = queries.agreements_of(row)
    if (newest[0].number if newest else 0) != number:
        raise Conflict(_("Der er kommet en nyere udgave imens. Læs den, og gem igen."))
    must(None if not number or terms.why.strip() else _("Skriv, hvad der er ændret, og hvorfor."))
    made = _written(id, row, number + 1, terms, said_by, at)
    row.proposed_at = at
    row.save(update_fields=["proposed_at"])
    history.note("propose", made, by=by, at=at, reason=terms.why)
    return made


def _written(
    id: UUID, row: Cooperation, number: int, terms: Terms, said_by: str, at: datetime
) -> Agreement:
    made = Agreement(id=id, organisation_id=current(), cooperation=row, number=number)
    for name in ("aim", "roles", "money", "contact", "fails", "words", "starts_on", "ends_on",
                 "rhythm", "initiative", "why"):  # fmt: skip
        setattr(made, name, getattr(terms, name))
    made.made_at, made.made_by = at, said_by
    made.save(force_insert=True)
    for rank, deed in enumerate(terms.deeds):
        task = Task(organisation_id=current(), agreement=made, rank=rank, what=deed.what)
        task.doer, task.due_on = deed.doer, deed.due_on
        task.save(force_insert=True)
    return made


@transaction.atomic
def say(
    *, agreement: Agreement, side: Side, says: str, why: str, by: Actor, said_by: str, at: datetime
) -> Consent:
    """One side's yes or no to one version; who said it and when is kept. Raises Refused.

    When both have said yes it is the agreement, and the days of review are set.
    """
    row = Cooperation.objects.owned().select_for_update().get(pk=agreement.cooperation_id)
    if done := Consent.objects.owned().filter(agreement=agreement, side=side).first():
        return done
    newest = queries.agreements_of(row)[0]
    must(rules.why_not_consent(is_latest=newest.pk == agreement.pk, stage=row.stage))
    must(_("Skriv, hvad der skal rettes.") if says == Said.NO and not why.strip() else None)
    consent = Consent(organisation_id=current(), agreement=agreement, side=side, says=says)
    consent.why, consent.at, consent.by = why, at, said_by
    consent.save(force_insert=True)
    history.note("consent", consent, by=by, at=at, changes={"says": ["", says]}, reason=why)
    yes = Consent.objects.owned().filter(agreement=agreement, says=Said.YES).count()
    if yes == len(sheets.sides_of(row)):
        _agreed(row, newest, by, at)
    return consent


def _agreed(row: Cooperation, agreement: Agreement, by: Actor, at: datetime) -> None:
    """Both said yes: it holds from now on."""
    agreement.agreed_at = at
    agreement.save(update_fields=["agreed_at"])
    first, row.proposed_at = row.agreed_at is None, None
    row.agreed_at = row.agreed_at or at
    row.save(update_fields=["agreed_at", "proposed_at"])
    _set_reviews(row, agreement, local_day(at))
    _count(row, agreement, at, first=first)
    history.note("agree", agreement, by=by, at=at)


def _set_reviews(row: Cooperation, agreement: Agreement, today: date) -> None:
    """Days to come are set anew; those that have been stay with what was told."""
    Review.objects.owned().filter(cooperation=row, due_on__gt=today).delete()
    day = reviews.year_after(agreement.starts_on, agreement.ends_on)
    days = reviews.review_days(agreement.starts_on, agreement.ends_on, agreement.rhythm)
    planned = dict.fromkeys(days, Occasion.REVIEW) | {day: Occasion.YEAR}
    taken = set(Review.objects.owned().filter(cooperation=row).values_list("due_on", flat=True))
    for due, occasion in planned.items():
        if due not in taken and due > min(today, agreement.starts_on):
            Review(organisation_id=current(), cooperation=row, due_on=due, occasion=occasion).save(
                force_insert=True
            )


def _count(row: Cooperation, agreement: Agreement, at: datetime, *, first: bool) -> None:
    """A collaboration that may count from the month of the first agreement."""
    if first:
        day = local_day(at)
        counted = Collaboration(
            organisation_id=current(), cooperation=row, year=day.year, month=day.month
        )
        counted.initiative = agreement.initiative
        counted.save(force_insert=True)
        store.changed(counted)
    else:
        Collaboration.objects.owned().filter(cooperation=row).update(
            initiative=agreement.initiative
        )


@transaction.atomic
def end(
    *, cooperation: Cooperation, reason: str, by: Actor, said_by: str, at: datetime
) -> Cooperation:
    """It ends, with a reason; reviews to come fall away, but a year after both are asked still."""
    row = Cooperation.objects.owned().select_for_update().get(pk=cooperation.pk)
    if row.ended_on and row.ended_why == reason:
        return row
    must(rules.why_not_end(reason, row.stage))
    today = at.date()
    row.ended_on, row.ended_why, row.ended_by, row.proposed_at = today, reason, said_by, None
    row.save(update_fields=["ended_on", "ended_why", "ended_by", "proposed_at"])
    if row.agreed_at:
        Review.objects.owned().filter(cooperation=row, due_on__gt=today).delete()
        due = reviews.months_later(today, 12)
        Review(organisation_id=current(), cooperation=row, due_on=due, occasion=Occasion.YEAR).save(
            force_insert=True
        )
    history.note("end", row, by=by, at=at, reason=reason)
    return row


@dataclass(frozen=True, slots=True)
class Account:
    """What one side says happened."""

    happened: str
    again: str
    what: str = ""
    many: int | None = None
    of_what: str = ""


@transaction.atomic
def tell(
    *, review: Review, side: Side, number: int, account: Account, by: Actor, said_by: str,
    at: datetime,
) -> Told:  # fmt: skip
    """One side tells what happened; `number` is what it told before, 0 where nothing.

    What was told before stays. Raises Refused, and Conflict where a colleague told meanwhile.
    """
    row = Review.objects.owned().select_for_update().get(pk=review.pk)
    must(rules.why_not_tell(row.due_on, at.date()))
    before = Told.objects.owned().filter(review=row, side=side).order_by("-number").first()
    said = {name: getattr(account, name) for name in ("happened", "again", "what", "many",
                                                      "of_what")}  # fmt: skip
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before
    if (before.number if before else 0) != number:
        raise Conflict(_("En kollega har svaret imens. Se svaret, og gem igen."))
    told = Told(organisation_id=current(), review=row, side=side, number=number + 1, **said)
    told.at, told.by = at, said_by
    told.save(force_insert=True)
    changes = {"happened": [before.happened if before else "", told.happened]}
    history.note("tell", told, by=by, at=at, changes=changes)
    _count_again(row.cooperation)
    return told


def _count_again(row: Cooperation) -> None:
    """Whether it counts follows from what the sides said last."""
    counted = Collaboration.objects.owned().select_for_update().get(cooperation=row)
    happened = queries.something_happened(row)
    if counted.happened != happened:
        counted.happened = happened
        counted.save(update_fields=["happened"])
        store.changed(counted)


@transaction.atomic
def tell_plan(
    *, initiative: Initiative, output: Output, by: Actor, at: datetime
) -> Delivery | None:
    """Tell the collaborations of an initiative as delivered of one of its promises, as a count.

    Each is told once, also by two at once; None where there is nothing new. Raises Refused.
    """
    rows = Collaboration.objects.owned().filter(initiative=initiative).order_by("pk")
    list(rows.select_for_update())
    found = next((f for f in queries.for_plan() if f.initiative.pk == initiative.pk), None)
    if found is None:
        return None
    must(_("Vælg et løfte, der hører til indsatsen.") if output not in found.outputs else None)
    many = len(found.rows)
    note = ngettext("%(n)s samarbejde med aftale", "%(n)s samarbejder med aftale", many)
    delivery = policy.deliver(
        id=uuid4(), output=output, delivered=many, on=at.date(), by=by, at=at,
        note=note % {"n": many},
    )  # fmt: skip
    for row in found.rows:
        row.delivery = delivery
        row.save(update_fields=["delivery"])
        history.note("tell-plan", row, by=by, at=at)
    return delivery
