"""Two records of one person become one; `parting` is the way back.

Nothing is deleted: the other record stays behind the one that stands, and all that moved is written
down. Where the two say different things about consent or contact, the stricter one stands.
"""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.persons import queries, rules, walk
from favn.people.persons.actions.consents import Said, say
from favn.people.persons.actions.holding import held
from favn.people.persons.choices import Act, Contact, How, Tier
from favn.people.persons.models import Consent, Merge, Person

FILLED = (
    "born", "phone", "email", "address", "language", "interpreter_language", "interpreter_note",
)  # fmt: skip
"""Fields that are taken over where the survivor's are empty."""
STRICTER_IF_SET = ("address_is_protected", "needs_interpreter")
PLAIN = ("contact", "tier", "born_is_guess", "more_languages", *STRICTER_IF_SET)
LINES = ("also_known_as", "safe_contact")
"""Fields in which both records' lines stand together."""


@transaction.atomic
def merge(
    *,
    id: UUID,
    survivor: Person,
    loser: Person,
    versions: tuple[int, int],
    by: Actor,
    at: datetime,
) -> Merge:
    """The loser's rows become the survivor's, once per `id`. Raises Refused, Conflict, Taken.

    `versions` are those of survivor and loser as they were seen. That the one who asks may open
    both is the caller's to hold.
    """
    row = Merge(id=id, organisation_id=current(), survivor=survivor, loser=loser, at=at)
    row.by_id, row.by_label = by.actor_id, by.actor_label
    if stands := standing(row):
        return stands
    must(_why_not(survivor, loser))
    held(survivor, loser)
    keep, gone = _taken(survivor, versions[0]), _taken(loser, versions[1])
    withdrawn = strictly_withdrawn(keep, gone)
    row.before = json.dumps(_filled(keep, gone), ensure_ascii=False)
    keep.save()
    gone.merged_into = keep
    gone.save(update_fields=["merged_into", "version"])
    row.moved, row.version = walk.move(gone, keep), keep.version
    if stands := insert(row):
        return stands
    _withdraw(row, keep, withdrawn, by=by, at=at)
    history.note("merge", keep, by=by, at=at)
    history.note("merge", gone, by=by, at=at)
    return row


def _withdraw(
    row: Merge, keep: Person, keys: list[tuple[str, str]], *, by: Actor, at: datetime
) -> None:
    """What one of the two refused is refused, in a line of the merge's own."""
    for purpose, recipient in keys:
        if queries.consent_stands(keep, purpose, on=at.date(), recipient=recipient):
            said = Said(purpose, Act.WITHDRAWN, How.MERGE, recipient)
            say(id=uuid4(), person=keep, said=said, by=by, at=at, merge=row)


def _why_not(keep: Person, gone: Person) -> str | None:
    is_gone = keep.merged_into_id is not None or gone.merged_into_id is not None
    return rules.why_not_merge(keep.pk, gone.pk, gone=is_gone)


def _taken(person: Person, version: int) -> Person:
    """The row as it was seen, ours until the end. Raises Conflict."""
    rows = Person.objects.owned().filter(pk=person.pk, version=version)
    if not rows.update(version=version + 1):
        raise Conflict(_("En af de to er rettet siden. Se, hvad der står nu, og saml dem så."))
    return Person.objects.owned().get(pk=person.pk)


def strictly_withdrawn(keep: Person, gone: Person) -> list[tuple[str, str]]:
    """Purposes and recipients that one record allows and the other refused: no stands."""
    said: dict[tuple[str, str], set[str]] = {}
    for person in (keep, gone):
        for one in queries.standings(person):
            if one.line:
                said.setdefault((one.purpose.key, one.recipient), set()).add(one.line.act)
    return [key for key, acts in said.items() if Act.GIVEN in acts and len(acts) > 1]


def _filled(keep: Person, gone: Person) -> dict[str, Any]:
    """Take over what the survivor lacks; the answer is how they were, to be put back."""
    before: dict[str, Any] = {"was": _plain(keep), "position": _position()}
    before["lines"] = {name: getattr(keep, name) for name in LINES}
    before["fields"] = sorted(_fill(keep, gone))
    return before | {"is": _plain(keep)}


def _plain(keep: Person) -> dict[str, Any]:
    """What the survivor says in plain fields, before and after, so that it can be put back."""
    said = {name: getattr(keep, name) for name in PLAIN}
    return said | {"last_contact_on": keep.last_contact_on.isoformat()}


def _position() -> int:
    """The last line of the ledger before the merge writes any of its own."""
    last = Consent.objects.owned().order_by().aggregate(last=Max("position"))["last"]
    return last or 0


def _fill(keep: Person, gone: Person) -> set[str]:
    """Take over what the survivor lacks; the answer names the fields."""
    filled = {name for name in FILLED if not getattr(keep, name) and getattr(gone, name)}
    for name in filled:
        setattr(keep, name, getattr(gone, name))
    if "born" in filled:
        keep.born_is_guess = gone.born_is_guess
    for name in STRICTER_IF_SET:
        setattr(keep, name, getattr(keep, name) or getattr(gone, name))
    keep.contact = rules.stricter(keep.contact, gone.contact, Contact.values)
    keep.tier = rules.stricter(keep.tier, gone.tier, Tier.values)
    keep.more_languages = sorted({*keep.more_languages, *gone.more_languages})
    keep.last_contact_on = max(keep.last_contact_on, gone.last_contact_on)
    keep.also_known_as = lines(keep.also_known_as, gone.name, gone.also_known_as, but=keep.name)
    keep.safe_contact = lines(keep.safe_contact, gone.safe_contact)
    return filled


def lines(*texts: str, but: str = "") -> str:
    """Every line once, in order."""
    every = [line for text in texts for line in text.splitlines() if line and line != but]
    return "\n".join(dict.fromkeys(every))
