"""Two records that were merged come apart: each with what was its own.

Where nobody touched the one that stood, both are exactly as they were. Where somebody did, what
they wrote stays, and nothing that protects the person is loosened at either: neither a protected
address, nor a way to be reached, nor a no.
"""

import json
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, must
from favn.people.persons import queries, rules, walk
from favn.people.persons.actions.consents import Said, say
from favn.people.persons.actions.holding import held
from favn.people.persons.actions.merging import lines
from favn.people.persons.actions.people import case_rows
from favn.people.persons.choices import Act, Contact, How, Tier
from favn.people.persons.models import Merge, Person


@transaction.atomic
def take_apart(*, merge: Merge, by: Actor, at: datetime) -> Merge:
    """Undo the newest merge of a person: both records stand again. Raises Refused.

    What was written since stays with the survivor. A yes that the merge took away stands again as
    it was said; what was refused since is refused by both.
    """
    rows = Merge.objects.owned().select_related("survivor", "loser")
    must(_why_not(rows.get(pk=merge.pk)))
    held(merge.survivor)
    row = rows.get(pk=merge.pk)  # As it stands now that nobody else changes it.
    must(_why_not(row))
    keep, gone = row.survivor, _loser(row)
    before = json.loads(row.before)
    refused = queries.refused_since(keep, before["position"])
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    walk.move_back(row.moved, gone, keep)
    _tell_apart(row, keep, gone, before)
    _refuse_for_both(gone, refused, by=by, at=at)
    row.undone_at, row.before = at, ""
    row.save(update_fields=["undone_at", "before"])
    history.note("take-apart", keep, by=by, at=at)
    history.note("take-apart", gone, by=by, at=at)
    return row


def _loser(row: Merge) -> Person:
    """The record behind; it is erased only with the one that stands, or after they came apart."""
    if row.loser is None:
        raise Refused(_("Personen er slettet imens."))
    return row.loser


def _why_not(row: Merge) -> str | None:
    newest = queries.merges_of(row.survivor)[:1]
    return rules.why_not_apart(
        undone=row.undone_at is not None,
        survivor_gone=row.survivor.merged_into_id is not None,
        is_newest=[one.pk for one in newest] == [row.pk],
    )


def _tell_apart(row: Merge, keep: Person, gone: Person, before: dict[str, Any]) -> None:
    """Give each their own words; an earlier merge then finds the survivor as it left them."""
    is_untouched = keep.version == row.version
    tier, set_by_merge = keep.tier, before["is"]["tier"]
    if is_untouched:
        _put_back(keep, before)
    else:
        _take_out(keep, gone, before)
        _guard_both(keep, gone, before)
    keep.tier = before["was"]["tier"] if tier == set_by_merge else tier
    if case_rows(keep):
        keep.tier = Tier.CASE
    for person in (keep, gone):
        person.version += 1
        person.save()
    if is_untouched:
        earlier = Merge.objects.owned().filter(survivor=keep, undone_at=None)
        earlier.filter(version=row.version - 1).update(version=keep.version)


def _put_back(keep: Person, before: dict[str, Any]) -> None:
    """The survivor as they were, to the letter; only a contact since then is still the last one."""
    for name in before["fields"]:
        setattr(keep, name, "")
    for name, value in (before["was"] | before["lines"]).items():
        if name != "last_contact_on":
            setattr(keep, name, value)
    if keep.last_contact_on.isoformat() == before["is"]["last_contact_on"]:
        keep.last_contact_on = date.fromisoformat(before["was"]["last_contact_on"])


def _take_out(keep: Person, gone: Person, before: dict[str, Any]) -> None:
    """Take out what came from the other and still stands as it came. Warnings stay."""
    was = before["was"]
    for name in before["fields"]:
        if getattr(keep, name) == getattr(gone, name):
            setattr(keep, name, "")
    if not keep.born:
        keep.born_is_guess = was["born_is_guess"]
    own = before["lines"]["also_known_as"].splitlines()
    came = {gone.name, *gone.also_known_as.splitlines()}.difference(own)
    rest = [line for line in keep.also_known_as.splitlines() if line not in came]
    keep.also_known_as = "\n".join(rest)
    theirs = set(gone.more_languages).difference(was["more_languages"])
    keep.more_languages = [tongue for tongue in keep.more_languages if tongue not in theirs]


def _guard_both(keep: Person, gone: Person, before: dict[str, Any]) -> None:
    """What was made stricter while the two were one is stricter at both."""
    by_merge = before["is"]
    if keep.address_is_protected and not by_merge["address_is_protected"]:
        gone.address_is_protected = True
    if keep.contact != by_merge["contact"]:
        gone.contact = rules.stricter(gone.contact, keep.contact, Contact.values)
    known = {*before["lines"]["safe_contact"].splitlines(), *gone.safe_contact.splitlines()}
    since = [line for line in keep.safe_contact.splitlines() if line not in known]
    if since:
        gone.safe_contact = lines(gone.safe_contact, *since)


def _refuse_for_both(
    gone: Person, refused: list[tuple[str, str]], *, by: Actor, at: datetime
) -> None:
    """Whoever said no while the two were one said it of both."""
    for purpose, recipient in refused:
        if queries.consent_stands(gone, purpose, on=at.date(), recipient=recipient):
            said = Said(purpose, Act.WITHDRAWN, How.MERGE, recipient)
            say(id=uuid4(), person=gone, said=said, by=by, at=at)
