"""A person decides whether two associations are one: remembered, and possible to take back.

Joined entries keep their rows and point straight at the one that stands. What was written on one is
read on that, so that taking the decision back leaves everything where it was.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.advice import recount_both
from favn.associations.models import Entry, Verdict
from favn.associations.queries.sameness import Likeness, joined_with, verdict_between
from favn.associations.rules import sameness as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current


@transaction.atomic
def decide(
    *,
    id: UUID,
    one: Entry,
    other: Entry,
    is_same: bool,
    likeness: Likeness | None,
    why: str,
    by: Actor,
    at: datetime,
) -> Verdict:
    """Keep a decision about two entries, once per `id`; where they are one, `other` joins `one`.

    Raises Refused, and Conflict where a colleague decided meanwhile.
    """
    kept, joins = _locked(one.pk, other.pk)
    row = Verdict(
        id=id, organisation_id=current(), one=kept, other=joins, is_same=is_same, why=why,
        weight=likeness.weight if likeness else 0.0,
        reasons=[list(said) for said in likeness.reasons] if likeness else [],
        names_before=kept.other_names, at=at, by_label=by.actor_label,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    must(rules.why_not_joined(kept.pk, joins.pk, kept.merged_into_id, joins.merged_into_id))
    if verdict_between(kept.pk, joins.pk):
        raise Conflict(_("En kollega har afgjort det imens."))
    if stands := insert(row):
        return stands
    if is_same:
        _join(kept, joins)
    verb = "join" if is_same else "keep-apart"
    for entry, with_ in ((kept, joins), (joins, kept)):
        history.note(verb, entry, by=by, at=at, changes={"with": ["", with_.name]})
    return row


def _locked(one: UUID, other: UUID) -> tuple[Entry, Entry]:
    """Both in the same order whichever is to stay, so that two who decide never wait in a ring."""
    rows = Entry.objects.owned().select_for_update().filter(pk__in=(one, other)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[one], found[other]


def _join(kept: Entry, joins: Entry) -> None:
    known = {name.casefold() for name in kept.names}
    new = [name for name in joins.names if name.casefold() not in known]
    kept.other_names = "\n".join([*kept.names[1:], *new])
    kept.version += 1
    kept.save(update_fields=["other_names", "version"])
    joins.merged_into, joins.version = kept, joins.version + 1
    joins.save(update_fields=["merged_into", "version"])
    Entry.objects.owned().filter(merged_into=joins).update(merged_into=kept)
    recount_both(kept, joins)


@transaction.atomic
def take_back(*, verdict: Verdict, by: Actor, at: datetime) -> Verdict:
    """As if it was never decided; the two may be asked about again. Twice does it once.

    Names that somebody wrote on the entry since the two were joined stay.
    """
    row = Verdict.objects.owned().select_for_update().get(pk=verdict.pk)
    if row.undone_at is not None:
        return row
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    one, other = _locked(row.one_id, row.other_id)
    if row.is_same:
        _part(one, other, row)
    changes: dict[str, Any] = {"with": [other.name, ""]}
    history.note("take-back", one, by=by, at=at, changes=changes)
    return row


def _part(one: Entry, other: Entry, verdict: Verdict) -> None:
    had = {name.casefold() for name in verdict.names_before.splitlines()}
    gone = {name.casefold() for name in other.names} - had
    one.other_names = "\n".join(n for n in one.names[1:] if n.casefold() not in gone)
    one.version += 1
    one.save(update_fields=["other_names", "version"])
    other.merged_into, other.version = None, other.version + 1
    other.save(update_fields=["merged_into", "version"])
    Entry.objects.owned().filter(pk__in=joined_with(other)).update(merged_into=other)
    _forgotten_above(one, gone)
    recount_both(one, other)


def _forgotten_above(one: Entry, gone: set[str]) -> None:
    """Names went along when `one` was itself joined with another later; they leave that one too,
    but for those it had before.
    """
    joins = Verdict.objects.owned().filter(other=one, is_same=True, undone_at=None)
    for verdict in joins.filter(one=one.merged_into_id):
        row = Entry.objects.owned().select_for_update().get(pk=verdict.one_id)
        had = {name.casefold() for name in verdict.names_before.splitlines()}
        kept = [n for n in row.names[1:] if n.casefold() not in gone or n.casefold() in had]
        row.other_names, row.version = "\n".join(kept), row.version + 1
        row.save(update_fields=["other_names", "version"])
