"""A person is sent on: the list of what waits, a new referral, and its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.persons import queries as persons
from favn.people.persons.models import Person
from favn.people.referrals import actions, queries
from favn.people.referrals.choices import FIELDS, PRINTED, State, Way
from favn.people.referrals.models import Referral
from favn.people.register.forms.referrals import (
    FromForm,
    HandOverForm,
    InsideForm,
    PlaceForm,
    StepForm,
)
from favn.people.register.views.doors import the_person, ways_with, writes

LOOKS = {
    State.OFFERED: "info",
    State.ARRIVED: "success",
    State.HELPED: "success",
    State.ENDED: "warning",
}
"""How each step looks."""


@writes
def referrals(request: Request) -> HttpResponse:
    """What waits for oneself first, then what one sent, and what others let this house read."""
    lookups.note(Look.LIST)
    sent = queries.sent(request.account)
    news = queries.news_for(sent)
    context = {
        "received": [_row(row) for row in queries.received(request.account)],
        "sent": [_row(row) | {"news": news.get(row.pk)} for row in sent],
        "open_to_us": queries.open_to_us(),
    }
    return render(request, "register/referrals.html", context)


def _row(row: Referral) -> dict[str, Any]:
    """A referral as a list shows it."""
    return {"row": row, "look": LOOKS[State(row.state)]}


WAYS = ("kollega", "ud", "ind", "forening")


@writes
def refer(request: Request, pk: UUID) -> HttpResponse:
    """A new referral of one person; `?vej=` chooses to whom."""
    person = the_person(pk)
    way = request.GET.get("vej", WAYS[0])
    if way not in WAYS:
        raise Http404
    places = persons.allowed_recipients(person, "referral", on=clock.today())
    form = _form(request, way, places)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _offered(request, person, way, form))
        if status == DONE:
            return redirect("register:referral", form.cleaned_data["id"])
    context = {
        "person": person,
        "form": form,
        "way": way,
        "tabs": _tabs(way),
        "places": places,
        "can_send": way in {"kollega", "ind"} or bool(_choices(form)),
    }
    return render(request, "register/refer.html", context, status=status)


def _form(request: Request, way: str, places: list[str]) -> Any:
    """The form of one way, bound where something was sent."""
    shared: dict[str, Any] = {"data": request.POST or None, "initial": {"id": uuid4()}}
    made: dict[str, Callable[[], forms.Form]] = {
        "kollega": lambda: InsideForm(**shared, account=request.account),
        "ud": lambda: PlaceForm(**shared, places=_outside(places)),
        "ind": lambda: FromForm(**shared),
        "forening": lambda: HandOverForm(**shared, others=_allowed_others(places)),
    }
    return made[way]()


def _outside(places: list[str]) -> list[str]:
    """Places that are nobody in Favn; to those in Favn goes a hand-over instead of a paper."""
    inside = {one.name for one in queries.others()}
    return [place for place in places if place not in inside]


def _allowed_others(places: list[str]) -> list[Any]:
    return [one for one in queries.others() if one.name in places]


def _choices(form: Any) -> list[Any]:
    field = form.fields["place" if "place" in form.fields else "to"]
    return list(field.choices)


def _tabs(way: str) -> list[dict[str, Any]]:
    titles = (_("En kollega"), _("Et sted ude"), _("Ind udefra"), _("En anden forening"))
    pairs = zip(WAYS, titles, strict=True)
    return [{"title": title, "url": f"?vej={key}", "is_here": key == way} for key, title in pairs]


def _offered(request: Request, person: Person, way: str, form: Any) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    who: dict[str, Any] = {"id": data["id"], "person": person}
    who |= {"by": request.account, "at": clock.now()}
    if way == "forening":
        to = form.others[data["to"]]
        actions.hand_over(**who, to=to, agreed=data["agreed"], errand=data["errand"])
        return _("Overdraget til %(name)s. De ser kun det, du valgte.") % {"name": to.name}
    offer = form.offer(request.account) if way == "ind" else form.offer()
    actions.offer(**who, wanted=offer)
    return _("Henvisningen er skrevet.")


@writes
def referral(request: Request, pk: UUID) -> HttpResponse:
    """One referral for the two it is between: why, how far it came, and the next step."""
    row = found(queries.referral_with(pk, request.account))
    person = the_person(found(row.person).pk)
    steps = queries.next_steps(row)
    is_step = request.POST.get("verb") == "step"
    form = StepForm(
        request.POST if is_step else None, steps=steps, initial={"version": row.version}
    )
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "step": lambda: _stepped(request, row, form),
            "revoke": lambda: _revoked(request, row),
            "take": lambda: _taken(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("register:referral", row.pk)
        row = found(queries.referral_with(pk, request.account))
    return render(
        request, "register/referral.html", _page(request, row, person, form), status=status
    )


def _page(request: Request, row: Referral, person: Person, form: StepForm) -> dict[str, Any]:
    hand_over = queries.hand_over_of(row) if row.way == Way.ACROSS else None
    return {
        "row": row,
        "person": person,
        "ways": ways_with(request, person),
        "look": LOOKS[State(row.state)],
        "steps": _steps(row),
        "form": form,
        "may_step": bool(queries.next_steps(row)) and row.way != Way.ACROSS,
        "hand_over": hand_over,
        "agreed": [FIELDS[name] for name in hand_over.agreed] if hand_over else [],
        "answers": queries.answers_to(hand_over) if hand_over else [],
        "news": queries.news_of(row),
        "prints": row.way in PRINTED,
        "why_not_print": queries.why_not_print(row, on=clock.today()),
        "lines": history.of(row),
    }


def _steps(row: Referral) -> list[dict[str, Any]]:
    """The three steps and where it stands."""
    order = [State.OFFERED, State.ARRIVED, State.HELPED]
    reached = order.index(State(row.state)) if row.state in order else 0
    reached = max(reached, 1) if row.arrived_on else reached
    texts = (
        _("Personen har fået tilbuddet."),
        _("Modtageren har skrevet, at personen kom."),
        _("Modtageren har skrevet, at personen fik hjælp."),
    )
    return [
        {"title": step.label, "text": text, "is_done": n <= reached, "is_now": n == reached}
        for n, (step, text) in enumerate(zip(order, texts, strict=True))
    ]


def _stepped(request: Request, row: Referral, form: StepForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.move(
        referral=row, version=data["version"] or 0, to=State(data["to"]), not_so=data["not_so"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Skrevet: %(state)s.") % {"state": State(data["to"]).label}


def _revoked(request: Request, row: Referral) -> str:
    hand_over = found(queries.hand_over_of(row))
    actions.revoke(row=hand_over, by=request.account, at=clock.now())
    return _("Trukket tilbage. %(name)s kan ikke læse mere.") % {"name": row.place}


def _taken(request: Request, row: Referral) -> str:
    moved = actions.take_answer(
        referral=row, version=row.version, by=request.account, at=clock.now()
    )
    return _("Skrevet: %(state)s.") % {"state": moved.get_state_display()}
