"""Who knows whom: a drawing with its table, one office, and what must be handed over."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import contacts as actions
from favn.associations.forms.contacts import HandForm, KnowForm
from favn.associations.models import Contact
from favn.associations.queries import contacts as queries
from favn.associations.views import drawing
from favn.associations.views.doors import the_entry
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request, refusal, requires
from favn.people.accounts.roles import Area, Level, Scope
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices


@requires(Area.KNOWN, Level.WRITE)
def known(request: Request) -> HttpResponse:
    """Every office against every part of the municipality: where nobody knows anyone."""
    found_ = queries.matrix()
    rows = [(row.title or _("Uden område"), row.associations, row.known) for row in found_.rows]
    names = [unit.name for unit in found_.offices]
    short = [name.removesuffix("forvaltningen") for name in names]
    context = {
        "matrix": found_,
        "rows": [
            (row, row.title or _("Uden område"), _told(names, row.known)) for row in found_.rows
        ],
        "narrow": drawing.field(short, rows, 330),
        "wide": drawing.field(short, rows, 860),
        "offices": found_.offices,
        "left": queries.to_hand_over(),
    }
    return render(request, "associations/known.html", context)


def _told(names: list[str], known: tuple[int, ...]) -> str:
    """The offices that know somebody, each with how many."""
    return ", ".join(f"{name} {n}" for name, n in zip(names, known, strict=True) if n)


@requires(Area.KNOWN, Level.WRITE)
def office(request: Request, unit: UUID) -> HttpResponse:
    """Whom one office knows."""
    row = found(queries.unit_with(unit))
    context = {"unit": row, "contacts": queries.contacts_in(row)}
    return render(request, "associations/office.html", context)


@requires(Area.KNOWN, Level.WRITE)
def knows(request: Request, slug: str) -> HttpResponse:
    """Who knows one association, and one more who does."""
    entry, status = the_entry(slug), 200
    if entry.merged_into is not None:
        return redirect("associations:knows", entry.merged_into.slug)
    form = KnowForm(queries.colleagues(), _units(request), request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _know(request, form, slug))
        if status == DONE:
            return redirect(request.path)
    context = {"entry": entry, "contacts": queries.contacts_of(entry), "form": form}
    return render(request, "associations/knows.html", context, status=status)


def _units(request: Request) -> list[Unit]:
    """An office writes its own contacts; whoever keeps the directory writes everybody's."""
    if request.membership.kind.scope(Area.KNOWN, Level.WRITE) == Scope.UNIT:
        return [unit for unit in offices() if unit.pk == request.membership.unit_id]
    return offices()


def _know(request: Request, form: KnowForm, slug: str) -> str | None:
    if not form.is_valid():
        return None
    holder, unit = form.whom()
    data = form.cleaned_data
    actions.know(
        id=data["id"], entry=the_entry(slug), unit=unit, holder=holder, since=data["since"],
        about=data["about"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Kontakten er skrevet.")


@requires(Area.KNOWN, Level.WRITE)
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """Somebody else goes on with a contact, or nobody does."""
    row, status = found(queries.contact_with(pk)), 200
    units = _units(request)
    if row.unit not in units:
        raise PermissionDenied(refusal(request.membership))
    is_hand = request.POST.get("verb") == "hand"
    form = HandForm(queries.colleagues(), units, request.POST if is_hand else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "hand": lambda: _hand(request, row, form),
            "end": lambda: _end(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:knows", row.association.slug)
        row = found(queries.contact_with(pk))
    context = {"contact": row, "form": form}
    return render(request, "associations/hand_over.html", context, status=status)


def _hand(request: Request, row: Contact, form: HandForm) -> str | None:
    if not form.is_valid():
        return None
    to, unit = form.whom()
    actions.hand_over(
        id=form.cleaned_data["id"], contact=row, to=to, unit=unit, by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Kontakten er overdraget.")


def _end(request: Request, row: Contact) -> str:
    actions.end(contact=row, by=request.account, at=clock.now())
    return _("Kontakten er slut.")
