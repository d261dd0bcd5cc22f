"""A person's own page: opened by a code from the staff, without an account, for a quarter.

It tells what is stored, who looked and why, which codes were given and used, and takes a yes back
in one press. Closed words open with a code from the one who wrote them; a second code adds its own.
Nothing of it is in an address, and nothing is kept by the browser.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from favn.kit import clock, looking
from favn.kit.addresses import client_of
from favn.kit.attempts import REFUSED, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import public
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with
from favn.people.persons import actions
from favn.people.persons import queries as persons
from favn.people.persons.actions import Opened, themselves
from favn.people.persons.choices import How
from favn.people.persons.models import Person
from favn.people.register import queries
from favn.people.register.forms import OwnCodeForm
from favn.people.register.forms.persons import not_here
from favn.people.register.views.consents import by_answer, withdrawn

KEY = "own_page"
STAYS = timedelta(minutes=15)
WAIT = 429


@contextmanager
def _theirs(organisation: Organisation) -> Iterator[None]:
    """Acting for the house, whoever is signed in; reading of oneself is no look-up."""
    with acting_for(organisation.pk), looking.by_themselves():
        yield


@public("a person's own page, opened by a code that the staff gave them")
@never_cache
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """A field for the code. A wrong, a used and an ended one get the same answer."""
    house = found(tenant_with(slug))
    form = OwnCodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and request.user.is_authenticated:
        form.add_error(None, _("Log ud først. Kun personen selv åbner sin side."))
    elif request.method == "POST" and form.is_valid():
        with _theirs(house):
            try:
                opened = actions.open_own_page(
                    typed=form.cleaned_data["code"],
                    address=client_of(request),
                    at=clock.now(),
                )
            except Refused as refused:
                opened, status = None, WAIT
                form.add_error("code", str(refused))
            if opened:
                return _opened(request, house, opened)
        if status != WAIT:
            form.add_error("code", not_here())
    if form.errors and status != WAIT:
        status = REFUSED
    return render(request, "register/enter.html", {"form": form, "house": house}, status=status)


def _opened(request: HttpRequest, house: Organisation, opened: Opened) -> HttpResponse:
    """Open for a quarter; where the page is open already, a second giver's words come along."""
    before = _person(request, house)
    givers = {str(opened.given_by)}
    if before is not None and before.pk == opened.person.pk:
        givers.update(request.session[KEY][3])
    until = clock.now() + STAYS
    request.session.cycle_key()
    kept = [str(house.pk), str(opened.person.pk), until.isoformat(), sorted(givers)]
    request.session[KEY] = kept
    return redirect("register:own-page-inside", house.slug)


def _person(request: HttpRequest, house: Organisation) -> Person | None:
    """Whose page is open in this browser, or None where none is, or its quarter is over.

    Nor is it open beside a signed-in member of staff, who would read every profession's words.
    """
    kept = request.session.get(KEY)
    if request.user.is_authenticated:
        return None
    if not kept or kept[0] != str(house.pk) or clock.now() >= datetime.fromisoformat(kept[2]):
        return None
    person = persons.person_with(UUID(kept[1]))
    return persons.who_stands(person) if person else None


@public("a person's own page, opened by a code that the staff gave them")
@never_cache
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is stored, who looked and why, and what was allowed, to be taken back."""
    house = found(tenant_with(slug))
    with _theirs(house):
        person = _person(request, house)
        if person is None:
            request.session.pop(KEY, None)
            return redirect("register:own-page", house.slug)
        if request.method == "POST":
            return _acted(request, house, person)
        parts = queries.stored(person, words_of=map(UUID, request.session[KEY][3]))
        context: dict[str, Any] = {
            "house": house,
            "parts": parts,
            "has_closed": queries.has_closed(parts),
            "looks": queries.looks(person),
            "codes": queries.codes(person),
            **by_answer(persons.standings(person)),
            "new_id": uuid4,
        }
        return render(request, "register/own_page.html", context)


def _acted(request: HttpRequest, house: Organisation, person: Person) -> HttpResponse:
    """Take a yes back, or close the page for whoever comes next."""
    if request.POST.get("verb") == "close":
        request.session.pop(KEY, None)
        return redirect("register:own-page", house.slug)
    verbs: dict[str, Verb] = {
        "withdraw": lambda: withdrawn(request, person, How.OWN_PAGE, by=themselves(person)),
    }
    attempt(request, verbs.get(request.POST.get("verb", "")))
    return redirect("register:own-page-inside", house.slug)
