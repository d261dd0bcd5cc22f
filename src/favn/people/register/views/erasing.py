"""Erasing a person after saying what goes and what stays; and whose time is over."""

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.refusals import must
from favn.kit.templatetags.kit import when
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.persons import queries, walk
from favn.people.persons.actions import tell_of_contact
from favn.people.persons.choices import Why
from favn.people.persons.models import Person
from favn.people.register import actions
from favn.people.register import due as clocks
from favn.people.register.views.doors import must_keep_privacy, the_person, writes

PER_PAGE = 50


@writes
def erase(request: Request, pk: UUID) -> HttpResponse:
    """What goes, what stays as a number, and the name typed before it happens."""
    must_keep_privacy(request)
    row = the_person(pk, purpose=_("sletning"))
    goes, stays = _told(row)
    error, status = "", 200
    if request.method == "POST":
        is_named = " ".join(request.POST.get("typed_name", "").split()) == row.name
        error = "" if is_named else _("Skriv navnet, som det står på siden.")
        status = attempt(request, lambda: None if error else _erased(request, row))
        if status == DONE:
            return redirect("register:persons")
    busy = walk.busy_with(*queries.ids_of(row))
    context = {"person": row, "goes": goes, "stays": stays, "error": error, "busy": busy}
    return render(request, "register/erase.html", context, status=status)


def _erased(request: Request, row: Person) -> str:
    line = actions.erase(person=row, why=Why.ASKED, by=request.account, at=clock.now())
    held_until = line.held_until
    if held_until is None:
        return _("Personen er slettet. Tallene i årets tal er de samme.")
    return _(
        "Personen er slettet. Sundhedsjournalen gemmes til %(day)s, for det kræver loven. Tallene i"
        " årets tal er de samme."
    ) % {"day": when(held_until)}


def _told(row: Person) -> tuple[list[str], list[str]]:
    """What disappears and what is kept, by name and number."""
    counted = walk.tally(*queries.ids_of(row))
    goes = [_("Navn, kontakt, sprog og alt andet i personens registrering")]
    until, held = _kept_by_law(row)
    goes += [
        f"{path.name} ({number - held.get(path.name, 0)})"
        for path, number in counted
        if not path.is_kept and number > held.get(path.name, 0)
    ]
    stays = [_record_stays(until, held)] if until else []
    stays += [
        _("%(name)s (%(number)s), uden vej tilbage til personen")
        % {"name": path.name, "number": number}
        for path, number in counted
        if path.is_kept and path.name not in held
    ]
    stays += [
        _("At en person blev slettet i dag, og hvorfor. Ikke hvem."),
        _("De tal, huset har offentliggjort"),
    ]
    return goes, stays


def _kept_by_law(row: Person) -> tuple[date | None, dict[str, int]]:
    """Until when a law keeps some of it, and how many rows of each name."""
    until, kept = walk.held(*queries.ids_of(row))
    if until is None or until <= clock.today():
        return None, {}
    return until, {path.name: number for path, number in kept}


def _record_stays(until: date, held: dict[str, int]) -> str:
    rows = ", ".join(f"{name} ({number})" for name, number in held.items())
    return _(
        "Sundhedsjournalen og navnet, til %(day)s: %(rows)s. Loven kræver det. Kun den"
        " sundhedsfaglige kan læse det, og derefter slettes det af sig selv."
    ) % {"day": when(until), "rows": rows}


@requires(Area.PRIVACY, Level.WRITE, about_persons=True)
def due(request: Request) -> HttpResponse:
    """Whose time is over, how long each kind of row is kept, and the act that ends it.

    Names are shown to those who may open persons; others see only dates.
    """
    told, soon = queries.due(clock.today()), queries.due_soon(clock.today())
    run = queries.last_run()
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "": lambda: _erased_due(request, told.persons),
            "contact": lambda: _told_of_contact(request, [*told.persons, *soon]),
        }
        attempt(request, verbs.get(request.POST.get("verb", "")))
        return redirect("register:due")
    lookups.note(Look.LIST)
    page = Paginator(told.persons, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "due": told,
        "page": page,
        "sees_names": request.membership.may(Area.PERSONS, Level.READ),
        "clocks": [(p.name, p.model.Privacy.kept) for p in reversed(walk.paths())],  # type: ignore[attr-defined]
        "erasures": queries.erasures()[:20],
        "soon": soon,
        "held": queries.held(),
        "rows_due": [
            (t, n) for t, n in clocks.counted(clock.now()) if t != clocks.OTHERS["persons"]
        ],
        "run": run,
        "run_did": clocks.told(run.done) if run else [],
        "ends_itself": clocks.may_erase(),
    }
    return render(request, "register/due.html", context)


def _ticked(request: Request, persons: list[Person]) -> list[Person]:
    """Those who were ticked, as far as they still stand in the list. Raises Refused, Http404."""
    ticked = set(request.POST.getlist("person"))
    must(None if ticked else _("Sæt kryds ved dem, det gælder."))
    return found([person for person in persons if str(person.pk) in ticked] or None)


def _erased_due(request: Request, persons: list[Person]) -> str:
    chosen = _ticked(request, persons)
    for person in chosen:
        actions.erase(person=person, why=Why.DUE, by=request.account, at=clock.now())
    return _("Slettet: %(n)s. Tallene i årets tal er de samme.") % {"n": len(chosen)}


def _told_of_contact(request: Request, persons: list[Person]) -> str:
    chosen = _ticked(request, persons)
    for person in chosen:
        tell_of_contact(person=person, by=request.account, at=clock.now())
    return _("Skrevet: kontakt i dag med %(n)s. Fristen begynder forfra.") % {"n": len(chosen)}
