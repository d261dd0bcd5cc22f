"""A volunteer's own page: my shifts, a free one, a swap, a no in time, my hours and my thanks."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.actions import shifts as actions
from favn.centre.actions import trades
from favn.centre.choices import Asking
from favn.centre.forms.shifts import OfferForm
from favn.centre.models import Volunteer, VolunteerLink
from favn.centre.queries import hours, thanks
from favn.centre.queries import volunteers as people
from favn.centre.queries.own_shifts import Asked, calendar_of, page_of
from favn.centre.queries.trades import trade_with
from favn.centre.rules.shifts import why_not_answer, why_not_offer, why_not_own
from favn.centre.views.volunteer_doors import (
    acted,
    the_call,
    the_day,
    the_hours,
    the_shift,
    the_trade,
)
from favn.centre.views.volunteer_hours import correcting
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id
from favn.kit.documents.files import attached
from favn.kit.refusals import must
from favn.people.accounts.door import by_link, link_to

own_door = by_link(VolunteerLink, "a volunteer comes by a link of their own, without an account")


@own_door
def own(request: HttpRequest, link: VolunteerLink) -> HttpResponse:
    """What I am asked, my shifts, free ones in my roles, and my hours, in that order."""
    who, status = link.volunteer, 200
    if request.method == "POST":
        status = acted(request, _verbs(request, who))
        if status == DONE:
            return redirect(request.path)
    today, page = clock.today(), page_of(who, clock.now())
    context: dict[str, Any] = {
        "house": link.organisation, "who": who, "key": uuid4, "now": clock.now(),
        "page": page, "asked": [(one, _offer_form(one, request)) for one in page.asked],
        "hours": hours.hours_of(who, today),
        "years": hours.years_of(who.person) if who.person else [],
        "says_yes": people.says_yes(who, today),
        "feed": link_to(request, link.organisation, "centre:my-calendar")(link.secret),
        "secret": link.secret,
    }  # fmt: skip
    return render(request, "centre/my_shifts.html", context, status=status)


def _verbs(request: HttpRequest, who: Volunteer) -> dict[str, Verb]:
    """One of one's own shifts, or of those one is asked to take."""
    return {
        "take": lambda: _took(request, who),
        "no": lambda: _said_no(request, who),
        "swap": lambda: _asked(request, who),
        "stop": lambda: _stopped(request, who),
        "accept": lambda: _accepted(request, who),
        "offer": lambda: _offered(request, who),
        "agree": lambda: _agreed(request, who),
        "withdraw": lambda: _withdrawn(request, who),
        **dict.fromkeys(("more", "less", "absent", "came"), lambda: _corrected(request, who)),
    }


def _the_shift(request: HttpRequest) -> Any:
    return the_shift(str(the_day(request.POST.get("on", ""))), asked_id(request, "shift"))


def _took(request: HttpRequest, who: Volunteer) -> str:
    actions.take(manned=_the_shift(request), who=who, by=who, at=clock.now())
    return _("Vagten er din. Tak.")


def _said_no(request: HttpRequest, who: Volunteer) -> str:
    manned = _the_shift(request)
    actions.say_no(manned=manned, who=who, by=who, at=clock.now())
    if manned.shift.on <= clock.today():
        return _("Du er meldt fra. Det er i dag, så ring også til huset.")
    return _("Du er meldt fra. Tak, fordi du sagde det i tide.")


def _asked(request: HttpRequest, who: Volunteer) -> str:
    actions.ask_swap(
        id=asked_id(request, "id"), manned=_the_shift(request), who=who, at=clock.now()
    )
    return _("De andre er spurgt. Vagten er din, til en af dem siger ja.")


def _stopped(request: HttpRequest, who: Volunteer) -> str:
    call = the_call(asked_id(request, "call"))
    if call.giver_id != who.pk:
        raise Http404
    actions.stop_asking(call=call, by=who, at=clock.now())
    return _("De andre bliver ikke spurgt mere. Vagten er din.")


def _accepted(request: HttpRequest, who: Volunteer) -> str:
    actions.accept(call=the_call(asked_id(request, "call")), who=who, by=who, at=clock.now())
    return _("Vagten er din. Tak, fordi du hjælper.")


def _offer_form(asked: Asked, request: HttpRequest) -> OfferForm | None:
    """Which of one's own shifts one would give; None where none would do."""
    if not asked.could_give:
        return None
    is_sent = request.POST.get("verb") == "offer"
    is_sent = is_sent and request.POST.get("call") == str(asked.call.pk)
    return OfferForm(asked.could_give, asked.call.pk, request.POST if is_sent else None)


def _offered(request: HttpRequest, who: Volunteer) -> str | None:
    done = _("Dit tilbud er sendt. Du har stadig din egen vagt, til der er sagt ja.")
    stands = trade_with(asked_id(request, "id"))
    if stands and stands.offerer_id == who.pk:
        return done
    call = the_call(asked_id(request, "call"))
    must(why_not_answer(is_open=call.state == Asking.OPEN, is_mine=call.giver_id == who.pk))
    page = page_of(who, clock.now())
    form = next((_offer_form(a, request) for a in page.asked if a.call.pk == call.pk), None)
    must(why_not_offer(could_give=form is not None))
    if form is None or not form.is_valid():
        return None
    trades.offer(
        id=form.cleaned_data["id"], call=call, back=form.chosen_one(), who=who, at=clock.now()
    )
    return done


def _agreed(request: HttpRequest, who: Volunteer) -> str:
    trade = the_trade(asked_id(request, "trade"))
    if trade.call.giver_id != who.pk:
        raise Http404
    trades.agree(trade=trade, by=who, at=clock.now())
    return _("I har byttet. Begge får et brev om det.")


def _withdrawn(request: HttpRequest, who: Volunteer) -> str:
    trade = the_trade(asked_id(request, "trade"))
    if trade.offerer_id != who.pk:
        raise Http404
    trades.withdraw(trade=trade, by=who, at=clock.now())
    return _("Tilbuddet er trukket tilbage. Vagten er din.")


def _corrected(request: HttpRequest, who: Volunteer) -> str | None:
    row = the_hours(asked_id(request, "hours"))
    if who.person_id is None or row.person_id != who.person_id:
        raise Http404
    must(why_not_own(row.on, clock.today()))
    verb = correcting(request, who)
    return verb() if verb else None


@own_door
def calendar(_request: HttpRequest, link: VolunteerLink) -> HttpResponse:
    """My shifts for my own calendar."""
    name = _("Mine vagter: %(who)s") % {"who": link.organisation.name}
    data = calendar_of(link.volunteer, clock.now(), name)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vagter.ics"'
    return answer


@own_door
def letter(_request: HttpRequest, link: VolunteerLink, year: int) -> HttpResponse:
    """My letter of thanks for a year; a year without hours is 404."""
    house = link.organisation.name
    paper = thanks.paper(link.volunteer, year, house, clock.today(), "da")
    if paper is None:
        raise Http404
    return attached(paper, f"tak-{year}", "pdf")
