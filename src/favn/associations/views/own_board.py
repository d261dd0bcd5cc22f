"""The board: who sits now, who sat on a day, seats, changes, and what the statutes ask."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import own_board as actions
from favn.associations.choices import Seat
from favn.associations.forms.own_board import (
    BylawsForm,
    ChangeBoardForm,
    DayForm,
    EndForm,
    SeatForm,
)
from favn.associations.models import BoardTerm, Bylaws
from favn.associations.queries import own_board as queries
from favn.associations.views.doors import for_all
from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.kit.kept import keep
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation


def may_write(request: Request) -> bool:
    """Whether the role may change the board."""
    return request.membership.may(Area.BOARD, Level.WRITE)


@requires(Area.BOARD, Level.READ)
def board(request: Request) -> HttpResponse:
    """Who sits, whose time is over, who sat on a day, and who sat before."""
    today = clock.today()
    form = DayForm(request.GET, auto_id="filter_%s")
    day = form.wanted()
    sitting = queries.board_now()
    rules = queries.bylaws_on(today)
    seats = [one for one in sitting if one.seat != Seat.SUBSTITUTE]
    context = {
        "sitting": sitting, "before": queries.those_before(), "day": day, "form": form,
        "then": queries.board_on(day) if day else [], "overnight": queries.overnight(today),
        "overdue": [one for one in sitting if one.is_overdue], "bylaws": rules,
        "size": len(seats), "is_small": bool(rules and sitting and len(seats) < rules.board_least),
        "lacks_employee": bool(
            rules and rules.has_employee and sitting
            and not any(one.seat == Seat.EMPLOYEE for one in sitting)
        ),
        "may_write": may_write(request),
        "speaks_for_us": request.membership.may(Area.ENTRY, Level.WRITE),
        "sees_members": request.membership.may(Area.MEMBERS, Level.READ),
        "sees_network": request.membership.may(Area.NETWORK, Level.READ),
        "house": request.organisation, "today": today,
    }  # fmt: skip
    return render(request, "associations/sitting_board.html", context)


@requires(Area.BOARD, Level.WRITE)
def new_seat(request: Request) -> HttpResponse:
    """Somebody takes a seat."""
    form, status = SeatForm(request.POST or None, initial={"since": clock.today()}), 200
    if request.method == "POST":
        status = attempt(request, lambda: _seat(request, form))
        if status == DONE:
            return redirect("associations:board")
    return render(request, "associations/new_seat.html", {"form": form}, status=status)


def _seat(request: Request, form: SeatForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.seat(
        id=data["id"], who=form.who(), since=data["since"], by=request.account, at=clock.now()
    )
    return _("Personen sidder nu i bestyrelsen.")


@requires(Area.BOARD, Level.WRITE)
def end_seat(request: Request, pk: UUID) -> HttpResponse:
    """Somebody leaves the board."""
    row, status = found(queries.term_with(pk)), 200
    initial = {"version": row.version, "on": clock.today()}
    form = EndForm(request.POST or None, initial=initial)
    if request.method == "POST":
        status = attempt(request, lambda: _end(request, row, form))
        if status == DONE:
            return redirect("associations:board")
    context = {"term": row, "form": form}
    return render(request, "associations/end_seat.html", context, status=status)


def _end(request: Request, row: BoardTerm, form: EndForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.end_term(
        term=row, version=data["version"], on=data["on"], because=data["because"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Personen er gået ud. Perioden står stadig under dem, der sad før.")


@requires(Area.BOARD, Level.WRITE)
def change_board(request: Request) -> HttpResponse:
    """Several go and several come, in one step."""
    status = 200
    form = ChangeBoardForm(queries.board_now(), request.POST or None, initial={"on": clock.today()})
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, form))
        if status == DONE:
            return redirect("associations:board")
    return render(request, "associations/change_board.html", {"form": form}, status=status)


def _change(request: Request, form: ChangeBoardForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.change_board(
        id=data["id"], on=data["on"], leaving=form.leaving(), arriving=form.arriving(),
        because=data["because"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Bestyrelsen er skiftet. De gamle står stadig med deres dage.")


@requires(Area.BOARD, Level.READ)
def bylaws(request: Request) -> HttpResponse:
    """What the statutes ask, edition by edition; a new edition for whoever writes."""
    status, form = 200, None
    if may_write(request):
        first = BylawsForm.of(queries.bylaws().first(), clock.today())
        form = BylawsForm(request.POST or None, initial=first)
        if request.method == "POST":
            status = attempt(request, lambda: _bylaws(request, form))
            if status == DONE:
                return redirect("associations:bylaws")
    editions = [(row, facts_of(row)) for row in queries.bylaws()]
    context = {"editions": editions, "form": form}
    return render(request, "associations/bylaws.html", context, status=status)


def facts_of(row: Bylaws) -> list[tuple[str, object]]:
    """What an edition asks, as name and text."""
    return [
        (_("Indkaldes, dage før"), row.notice_days),
        (_("Forslag, dage før"), row.proposal_days),
        (_("Betalt, dage før"), row.paid_days),
        (_("Medlem, dage før"), row.member_days),
        (_("Stemmeret"), ", ".join(row.voters)),
        (_("Fuldmagter pr. medlem"), row.proxies_each),
        (_("Bestyrelsens størrelse"), f"{row.board_least}–{row.board_most}"),
        (_("Valgt for, år"), row.term_years),
        (_("Medarbejderplads"), _("ja") if row.has_employee else _("nej")),
    ]


def _bylaws(request: Request, form: BylawsForm) -> str | None:
    if not form.is_valid():
        return None
    asks = dict(form.cleaned_data)
    pk, adopted_on = asks.pop("id"), asks.pop("adopted_on")
    actions.set_bylaws(id=pk, adopted_on=adopted_on, asks=asks, by=request.account, at=clock.now())
    return _("Vedtægternes regler er skrevet.")


@for_all
def public_board(request: HttpRequest, house: Organisation) -> HttpResponse:
    """Who sits in the board; by name only those who said yes."""
    rows = found(queries.named_to_all() or None)
    context = {"house": house, "rows": rows}
    return keep(render(request, "associations/public_board.html", context), house.pk)
