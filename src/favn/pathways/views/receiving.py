"""A person whom a job centre handed over is received into the programme."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.pathways.actions import receiving as actions
from favn.pathways.forms.programme import NEW, ReceiveForm
from favn.pathways.queries.programme import received
from favn.pathways.views.programme_doors import writes
from favn.people.accounts import lookups
from favn.people.accounts.door import Request
from favn.people.persons.actions import Wanted
from favn.people.persons.models import Person
from favn.people.persons.queries import known_as
from favn.people.referrals import queries as referrals
from favn.people.referrals.choices import FIELDS
from favn.people.referrals.models import HandOver
from favn.statistics.agreement import Described


@writes
def receive(request: Request, pk: UUID) -> HttpResponse:
    """What the job centre lets this house read, and the form that makes a turn of it.

    At most five who may be the same person are offered first. Taken back it is 404; where
    somebody has received it, the turn is shown.
    """
    row = found(referrals.hand_over_with(pk))
    if request.method == "GET" and (stands := received(row)):
        return redirect("pathways:turn", stands.pk)
    lookups.note(persons=row.about_persons, purpose=_("henvisning til beskæftigelsesforløbet"))
    said = row.contents()
    likes = _likes(said.get("name", ""))
    start = {"name": said.get("name", ""), "on": clock.day_of(row.sent_at), "person": NEW}
    named = [(str(one.pk), _told(one)) for one in likes]
    form = ReceiveForm(request.POST or None, initial=start, likes=named)
    status = 200
    if request.method == "POST":
        known = {str(one.pk): one for one in likes}
        status = attempt(request, lambda: _received(request, row, form, known))
        if status == DONE:
            return redirect("pathways:turn", found(received(row)).pk)
    facts = [(str(FIELDS[name]), words) for name, words in said.items()]
    context: dict[str, Any] = {"row": row, "facts": facts, "form": form, "likes": likes}
    return render(request, "pathways/receive.html", context, status=status)


def _likes(name: str) -> list[Person]:
    """At most five who are here already and may be the one who is sent."""
    return [one.person for one in known_as(Described((name,)))] if name else []


def _told(person: Person) -> str:
    return _("Ja, det er %(name)s (%(born)s)") % {
        "name": person.name,
        "born": person.born[:4] or _("fødselsår ikke oplyst"),
    }


def _received(
    request: Request, row: HandOver, form: ReceiveForm, known: dict[str, Person]
) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    turn = actions.receive(
        id=data["id"], row=row, person=known.get(data["person"]),
        wanted=Wanted(data["name"], language=data["language"]), on=data["on"],
        years=data["years"], by=request.account, at=clock.now(),
    )  # fmt: skip
    if turn.pk != data["id"]:
        messages.info(
            request, _("En anden har modtaget henvisningen. Det, du skrev, er ikke gemt.")
        )
        return ""
    return _("Modtaget. Spørg personen, om huset må skrive i forløbet, før I begynder.")
