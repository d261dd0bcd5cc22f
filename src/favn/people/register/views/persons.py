"""One person: written down, shown, put right, moved a step."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, only_forms
from favn.people.accounts.roles import Area, Level
from favn.people.persons import actions, queries
from favn.people.persons.choices import STORED, Tier
from favn.people.persons.models import Person, card_with
from favn.people.persons.queries import known_as
from favn.people.referrals import queries as referrals
from favn.people.register.actions import revise as put_right
from favn.people.register.forms import PersonForm, PurposeForm
from favn.people.register.views.doors import reads, the_person, ways_with, writes
from favn.people.register.views.reasons import Row, rows_of
from favn.people.register.views.words import contact_of, facts_of, said_verb
from favn.statistics.agreement import Described


@writes
def new_person(request: Request) -> HttpResponse:
    """The form; then, where somebody like that is here already, at most five of them first."""
    form = PersonForm(request.POST or None, initial={"id": uuid4()})
    if request.method != "POST":
        return _new_page(request, form, [], 200)
    if not form.is_valid():
        return _new_page(request, form, [], 422)
    likes = [] if "is_new" in request.POST else _already_here(form)
    if likes:
        who = [form.cleaned_data["id"]]
        lookups.note(Look.SEARCH, persons=who, criterion=form.cleaned_data["name"])
        return _new_page(request, form, likes, 200)
    status = attempt(request, lambda: _added(request, form))
    if status != DONE:
        return _new_page(request, form, [], status)
    return redirect("register:person", form.cleaned_data["id"])


def _already_here(form: PersonForm) -> list[Row]:
    """At most five who may be the one that is being written down; not the row of this very form."""
    wanted = form.wanted()
    names = (wanted.name, *wanted.also_known_as.splitlines())
    told = Described(names, wanted.born, wanted.phone, wanted.email, wanted.born_is_guess)
    found_ = [one for one in known_as(told) if one.person.pk != form.cleaned_data["id"]]
    return rows_of(found_)


def _added(request: Request, form: PersonForm) -> str:
    who: dict[str, Any] = {"by": request.account, "at": clock.now()}
    person = actions.add_person(id=form.cleaned_data["id"], wanted=form.wanted(), **who)
    if card := card_with(request.POST.get("card", "")).first():
        actions.link_card(card=card, person=person, **who)
    return _("Gemt. Der står kun det, du skrev.")


def _new_page(request: Request, form: PersonForm, likes: list[Row], status: int) -> HttpResponse:
    context = {
        "form": form,
        "likes": likes,
        "typed": _typed(request) if likes else [],
        "card": request.POST.get("card", ""),
        "stored": {key: text for key, _name, text in STORED}[Tier.NAMED],
    }
    return render(request, "register/new_person.html", context, status=status)


def _typed(request: Request) -> list[tuple[str, str]]:
    """All that was typed, to be sent again as it is."""
    names = (name for name in request.POST if name not in {"csrfmiddlewaretoken", "is_new"})
    return [(name, value) for name in names for value in request.POST.getlist(name)]


@reads
def person(request: Request, pk: UUID) -> HttpResponse:
    """Who it is, how to reach them, what is stored, and what may be done."""
    row = the_person(pk)
    likes = rows_of(queries.look_alikes(row))
    context = {
        "person": row,
        "new_id": uuid4,
        "purpose_form": PurposeForm(),
        "facts": facts_of(row),
        "contact": contact_of(row),
        "steps": _steps(row),
        "around": queries.around(row),
        "cards": queries.cards_of(row),
        "standings": queries.standings(row),
        "likes": likes,
        "merges": queries.merges_of(row),
        "lines": [said_verb(line) for line in history.of(row)[:10]],
        "may_write": request.membership.may(Area.PERSONS, Level.WRITE),
        "keeps_privacy": request.membership.may(Area.PRIVACY, Level.WRITE),
        "ways": ways_with(request, row),
        "referrals": referrals.of_person(row),
        "account": request.account,
        "case_allowed": queries.consent_stands(row, "case", on=clock.today()),
    }
    return render(request, "register/person.html", context)


def _steps(row: Person) -> list[dict[str, Any]]:
    """The four steps, what is stored at each, and where the person stands."""
    return [
        {"key": key, "title": name, "text": text, "is_now": key == row.tier}
        for key, name, text in STORED
    ]


@writes
def revise(request: Request, pk: UUID) -> HttpResponse:
    """Put right what stands; where somebody was first, what was typed stays in the form."""
    row = the_person(pk)
    form = PersonForm(request.POST or None, person=row, initial=PersonForm.start(row))
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _revised(request, row, form))
        if status == DONE:
            return redirect("register:person", row.pk)
        if status == CONFLICTED:
            row = the_person(pk)
            typed = request.POST.copy()
            typed["version"] = str(row.version)
            form = PersonForm(typed, person=row)
    context = {"person": row, "form": form, "now": facts_of(row) if status == CONFLICTED else []}
    return render(request, "register/revise.html", context, status=status)


def _revised(request: Request, row: Person, form: PersonForm) -> str | None:
    if not form.is_valid():
        return None
    version = form.cleaned_data["version"]
    who: dict[str, Any] = {"by": request.account, "at": clock.now()}
    put_right(person=row, version=version, wanted=form.wanted(), **who)
    return _("Gemt.")


@writes
@only_forms
def step(request: Request, pk: UUID) -> HttpResponse:
    """From a name to a case, and back."""
    row = the_person(pk)
    who: dict[str, Any] = {"person": row, "by": request.account, "at": clock.now()}
    verbs: dict[str, Verb] = {
        "raise": lambda: _raised(who),
        "lower": lambda: _lowered(who),
    }
    attempt(request, verbs.get(request.POST.get("verb", "")))
    return redirect("register:person", row.pk)


def _raised(who: dict[str, Any]) -> str:
    actions.raise_to_case(**who)
    return _("Personen har nu en sag. Kun de, der hjælper, kan læse den.")


def _lowered(who: dict[str, Any]) -> str:
    actions.lower(**who)
    return _("Sagen er lukket ned. Nu står der kun navn og kontakt.")


@writes
@only_forms
def address(request: Request, pk: UUID) -> HttpResponse:
    """A protected address, shown once on this screen to somebody who said what for."""
    row = the_person(pk)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv, hvad du skal bruge adressen til."))
        return redirect("register:person", row.pk)
    purpose = form.cleaned_data["purpose"]
    lookups.note(Look.READ, purpose=purpose)
    context = {"person": row, "purpose": purpose}
    return render(request, "register/address.html", context)
