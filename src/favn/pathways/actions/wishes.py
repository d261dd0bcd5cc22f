"""Both sides are shown some who fit, and put those they would rather have in an order."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must, taken
from favn.kit.tenancy import current
from favn.pathways.actions.letters import ask_whom
from favn.pathways.models import Listed, Participant, Plan, Shortlist
from favn.pathways.queries import matching, pool, wishes
from favn.pathways.queries.matching import Pool
from favn.pathways.rules import wishes as rules
from favn.people.persons import actions as persons

AT_ONCE = 200
"""So many are asked at one press; the next press asks the next."""


def ask(*, plan: Plan, version: int, by: Actor, at: datetime) -> int:
    """Show both sides of a plan's pool at most five who fit, and ask whom they would rather have.

    Whoever has waited longest goes first, and nobody is asked twice in one plan. Answers how many
    were asked now. Raises Refused, Conflict.
    """
    found = matching.asked(plan, clock.local_day(at))
    shown = wishes.nearest(found.question)
    return _keep(plan, version, found, shown, by, at)


@transaction.atomic
def _keep(
    plan: Plan, version: int, found: Pool, shown: Mapping[str, list[str]], by: Actor, at: datetime
) -> int:
    row = taken(plan, version)
    must(None if row.is_draft else _("Planen er lagt væk. Begynd en ny."))
    before = wishes.asked_in(row)
    people = found.mentees | found.mentors
    may = [k for k in people if len(shown.get(k, ())) >= wishes.FEWEST_LISTED and k not in before]
    for key in may[:AT_ONCE]:
        _one(row, people[key], [people[k] for k in shown[key]], at)
    row.save(update_fields=["version"])
    history.note("ask-wishes", row, by=by, at=at, changes={"asked": [None, len(may[:AT_ONCE])]})
    return len(may[:AT_ONCE])


def _one(plan: Plan, who: Participant, shown: list[Participant], at: datetime) -> None:
    """One side's list, and the letter about it."""
    row = Shortlist(
        id=uuid5(plan.pk, str(who.pk)), organisation_id=current(), plan=plan, participant=who,
        asked_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    Listed.objects.bulk_create(
        Listed(organisation_id=current(), shortlist=row, about=one, turn=n)
        for n, one in enumerate(shown, start=1)
    )
    ask_whom(who, row.pk.hex, at)


@transaction.atomic
def put_in_order(
    *, shortlist: Shortlist, order: list[UUID], by: Actor, at: datetime
) -> Shortlist:  # fmt: skip
    """Whom somebody would rather have, the dearest first; said again, the newer order stands.

    `order` are keys of lines of their list; an empty one says that all are equal. Raises Refused.
    """
    rows = Shortlist.objects.owned().select_for_update(of=("self",))
    row = rows.select_related("plan", "participant__person").get(pk=shortlist.pk)
    today, who = clock.local_day(at), row.participant
    lines = {one.pk: one for one in Listed.objects.owned().filter(shortlist=row)}
    must(
        rules.why_not_order(
            is_draft=row.plan.is_draft, allows=pool.may_be_suggested(who, today),
            is_theirs=set(order) <= set(lines), is_once=len(set(order)) == len(order),
        )
    )  # fmt: skip
    Listed.objects.owned().filter(shortlist=row).update(place=None)
    for place, key in enumerate(order, start=1):
        lines[key].place = place
        lines[key].save(update_fields=["place"])
    row.answered_at = at
    row.save(update_fields=["answered_at"])
    if who.person:
        persons.met(person=who.person, at=at)
    history.note("put-in-order", row, by=by, at=at)
    return row
