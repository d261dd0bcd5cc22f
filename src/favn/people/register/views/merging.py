"""Two records of one person: side by side, what would move, and the way back."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.door import Request, only_forms
from favn.people.persons import queries, rules, walk
from favn.people.persons.actions.merging import FILLED, strictly_withdrawn
from favn.people.persons.choices import BY_PURPOSE, Contact
from favn.people.persons.models import Person
from favn.people.register.actions import merge as combine
from favn.people.register.actions import take_apart as take_two_apart
from favn.people.register.views.doors import the_person, writes

STAYS = ("address",)
"""Fields that move without being shown."""
REACHES = ("phone", "email")
"""Fields that nobody reads of a person who does not want to be reached."""


@writes
def merge(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """The record that stands and the one that goes into it; both must be open to the one who asks.

    Both come through the same door, so a merge never shows more than its two sides did.
    """
    keep, gone = _side(pk), _side(other)
    status = 200
    if request.method == "POST":
        verb: Verb = lambda: _merged(request, keep, gone)  # noqa: E731 - one verb
        status = attempt(request, verb)
        if status == DONE:
            return redirect("register:person", keep.pk)
        keep, gone = _side(pk), _side(other)
    why_not = rules.why_not_merge(
        keep.pk, gone.pk, gone=bool(keep.merged_into_id or gone.merged_into_id)
    )
    context = {
        "keep": keep,
        "gone": gone,
        "why_not": why_not,
        "moves": [] if why_not else walk.movable(gone),
        "fields": [] if why_not else _side_by_side(keep, gone),
        "stricter": [] if why_not else _stricter(keep, gone),
        "new_id": uuid4,
    }
    return render(request, "register/merge.html", context, status=status)


def _side(pk: UUID) -> Person:
    """One of the two, also where it stands behind another by now: the page then says so."""
    person = found(queries.person_with(pk))
    lookups.note(persons=(person.pk,))
    return person


def _merged(request: Request, keep: Person, gone: Person) -> str:
    combine(
        id=_sent_id(request),
        survivor=keep,
        loser=gone,
        versions=(_number(request, "keep_version"), _number(request, "gone_version")),
        by=request.account,
        at=clock.now(),
    )
    return _("De to er samlet. Du kan skille dem ad igen her på siden.")


def _sent_id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()


def _number(request: Request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _side_by_side(keep: Person, gone: Person) -> list[tuple[str, str, str]]:
    """Caption and both values, where they differ; an address is never shown."""
    found_ = []
    for name in ("name", "also_known_as", *FILLED, "contact", "safe_contact"):
        field: Any = Person._meta.get_field(name)
        mine, theirs = (_shown(person, name) for person in (keep, gone))
        if mine != theirs:
            found_.append((str(field.verbose_name).capitalize(), mine, theirs))
    return found_


def _shown(person: Person, name: str) -> str:
    value = person.birth if name == "born" else getattr(person, name)
    hidden = name in REACHES and not queries.may_contact(person, on=clock.today())
    if name in STAYS or hidden:
        return _("skrevet") if value else ""
    display = getattr(person, f"get_{name}_display", None)
    return str(display()) if display and value else ", ".join(str(value).splitlines())


def _stricter(keep: Person, gone: Person) -> list[str]:
    """Where the two say different things, and which of them stands."""
    said = [
        _("%(purpose)s: den ene har sagt ja, den anden nej. Nej gælder.")
        % {"purpose": BY_PURPOSE[key].title}
        for key, _to in strictly_withdrawn(keep, gone)
    ]
    if keep.contact != gone.contact:
        strict = rules.stricter(keep.contact, gone.contact, Contact.values)
        said.append(_("Kontakt: %(way)s gælder.") % {"way": Contact(strict).label})
    if keep.address_is_protected != gone.address_is_protected:
        said.append(_("Adressen er beskyttet hos den ene. Beskyttelsen gælder."))
    return said


@writes
@only_forms
def take_apart(request: Request, pk: UUID, merge: UUID) -> HttpResponse:
    """Undo a merge."""
    keep = the_person(pk)
    row = found(queries.merge_with(merge))
    found(row if row.survivor_id == keep.pk else None)
    who: dict[str, Any] = {"by": request.account, "at": clock.now()}
    attempt(request, lambda: _apart(take_two_apart(merge=row, **who)))
    return redirect("register:person", keep.pk)


def _apart(_row: Any) -> str:
    return _("De to er skilt ad. Hver har det, der var dens eget.")
