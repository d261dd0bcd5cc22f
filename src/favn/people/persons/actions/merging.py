"""Two records of one person become one, and apart again.

Nothing is deleted: the other record stays behind the one that stands, and all that moved is written
down. Where the two say different things about consent or contact, the stricter one stands.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history, walk
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.persons import queries, rules
from favn.people.persons.actions.consents import Said, say
from favn.people.persons.choices import Act, Contact, How, Tier
from favn.people.persons.models import Merge, Person

FILLED = (
    "born", "phone", "email", "address", "language", "interpreter_language", "interpreter_note",
)  # fmt: skip
"""Fields that are taken over where the survivor's are empty."""
STRICTER_IF_SET = ("address_is_protected", "needs_interpreter")


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
    keep, gone = _taken(survivor, versions[0]), _taken(loser, versions[1])
    must(_why_not(keep, gone))
    withdrawn = strictly_withdrawn(keep, gone)
    row.filled = {"kept": _kept(keep), "fields": sorted(_fill(keep, gone))}
    keep.save()
    gone.merged_into = keep
    gone.save(update_fields=["merged_into", "version"])
    row.moved = walk.move(gone, keep)
    if stands := insert(row):
        return stands
    for purpose, recipient in withdrawn:
        if not queries.consent_stands(keep, purpose, on=at.date(), recipient=recipient):
            continue
        said = Said(purpose, Act.WITHDRAWN, How.MERGE, recipient)
        say(id=uuid4(), person=keep, said=said, by=by, at=at, merge=row)
    history.note("merge", keep, by=by, at=at)
    history.note("merge", gone, by=by, at=at)
    return row


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


def _kept(keep: Person) -> dict[str, Any]:
    """What the survivor said in plain fields before, to be put back."""
    plain = ("contact", "tier", "born_is_guess", *STRICTER_IF_SET)
    return {name: getattr(keep, name) for name in plain} | {
        "more_languages": keep.more_languages,
        "last_contact_on": keep.last_contact_on.isoformat(),
    }


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
    keep.also_known_as = _lines(keep.also_known_as, gone.name, gone.also_known_as, but=keep.name)
    keep.safe_contact = _lines(keep.safe_contact, gone.safe_contact)
    return filled


def _lines(*texts: str, but: str = "") -> str:
    """Every line once, in order."""
    every = [line for text in texts for line in text.splitlines() if line and line != but]
    return "\n".join(dict.fromkeys(every))


@transaction.atomic
def take_apart(*, merge: Merge, by: Actor, at: datetime) -> Merge:
    """Undo: both records stand again, each with the rows that were its own. Raises Refused.

    What was written since stays with the survivor. A yes that the merge took away stands again.
    """
    row = Merge.objects.owned().select_related("survivor", "loser").get(pk=merge.pk)
    must(rules.why_not_apart(undone=row.undone_at is not None, erased=False))
    keep, gone = row.survivor, row.loser
    _unfill(keep, gone, row.filled)
    gone.merged_into = None
    for person in (keep, gone):
        person.version += 1
        person.save()
    walk.move_back(row.moved, gone, keep)
    _say_yes_again(row, keep, by=by, at=at)
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    history.note("take-apart", keep, by=by, at=at)
    history.note("take-apart", gone, by=by, at=at)
    return row


def _unfill(keep: Person, gone: Person, filled: dict[str, Any]) -> None:
    """Take out what came from the other, where nobody changed it since."""
    for name in filled["fields"]:
        if getattr(keep, name) == getattr(gone, name):
            setattr(keep, name, "")
    for name, value in filled["kept"].items():
        if name != "last_contact_on":
            setattr(keep, name, value)
    for name in ("also_known_as", "safe_contact"):
        came = {gone.name, *getattr(gone, name).splitlines()}
        rest = [line for line in getattr(keep, name).splitlines() if line not in came]
        setattr(keep, name, "\n".join(rest))


def _say_yes_again(row: Merge, keep: Person, *, by: Actor, at: datetime) -> None:
    """Whoever had said yes still says yes, unless they were asked again in the meantime."""
    for line in row.consents.filter(act=Act.WITHDRAWN):
        newest = queries.ledger(keep)
        same = [o for o in newest if (o.purpose, o.recipient) == (line.purpose, line.recipient)]
        if same and same[0].pk == line.pk and any(o.act == Act.GIVEN for o in same):
            said = Said(line.purpose, Act.GIVEN, How.MERGE, line.recipient)
            say(id=uuid4(), person=keep, said=said, by=by, at=at, merge=row)
