"""Sign-ups by the public page: who they may already be, and taking them in or putting them away."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, found
from favn.pathways.actions import joining
from favn.pathways.models import Application, Participant
from favn.pathways.queries import pool
from favn.pathways.views.doors import acted, reads, writes
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.persons.queries import known_as, person_with
from favn.people.register.views.reasons import Row, rows_of
from favn.statistics.agreement import Described

PER_PAGE = 50


@reads
def signups(request: Request) -> HttpResponse:
    """Those nobody has taken in, the oldest first."""
    page = Paginator(pool.applications(), PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "pathways/signups.html", {"page": page, "house": request.organisation})


@writes
def signup(request: Request, pk: UUID) -> HttpResponse:
    """One of them: what they said, whom they resemble, and what to do."""
    row, status = found(pool.application_with(pk)), 200
    if request.method == "POST":
        made: list[Participant] = []
        verbs: dict[str, Verb] = {
            "take": lambda: _taken_in(request, row, made),
            "away": lambda: _put_away(request, row),
        }
        status = acted(request, verbs)
        if status == DONE:
            if made:
                return redirect("pathways:talk", made[0].pk)
            return redirect("pathways:signups")
    likes = [] if row.settled_at else _likes(row)
    context = {
        "row": row, "likes": likes, "network": row.network,
        "is_old_text": row.consent_version < pool.text_now(),
    }  # fmt: skip
    return render(request, "pathways/signup.html", context, status=status)


def _likes(row: Application) -> list[Row]:
    """At most five of the house's persons who may be the same."""
    phone, mail = ("", row.contact) if row.is_mail else (row.contact, "")
    found_ = known_as(Described((row.name,), "", phone, mail, False))
    lookups.note(Look.SEARCH, persons=[one.person.pk for one in found_], criterion=row.name)
    return rows_of(found_)


def _taken_in(request: Request, row: Application, made: list[Participant]) -> str:
    """As the person that was pressed, or as somebody new; a person of another house is 404."""
    person = None
    if request.POST.get("person"):
        person = found(person_with(asked_id(request, "person")))
        if person.merged_into_id:
            person = None
    who = joining.take_in(application=row, person=person, by=request.account, at=clock.now())
    made.append(who)
    return _("%(name)s er taget ind. Tal sammen, og skriv, hvad I aftaler.") % {"name": who.name}


def _put_away(request: Request, row: Application) -> str:
    joining.put_away(application=row, by=request.account, at=clock.now())
    messages.info(request, _("Navn og ønsker er slettet."))
    return _("Tilmeldingen er lagt væk.")
