"""The day book, a page a day, and the list of who is in the house right now."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre.actions import daybook as actions
from favn.centre.forms.daybook import ArriveForm, PageForm
from favn.centre.queries import daybook as queries
from favn.centre.rules.daybook import why_not_write
from favn.centre.views.answers import asked_day
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.DESK, Level.WRITE)
def day_book(request: Request) -> HttpResponse:
    """A day's page with what the day before handed on; POST writes it."""
    on, today, status = asked_day(request), clock.today(), 200
    page, stands = queries.page_of(on), None
    form = PageForm(page, request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _write(request, on, form))
        if status == DONE:
            return redirect(f"{reverse('centre:day-book')}?dag={on.isoformat()}")
        if status == CONFLICTED:
            stands = queries.page_of(on)
            form = PageForm(stands, initial=_typed(request))
    context: dict[str, Any] = {
        "on": on, "page": page, "stands": stands, "form": form,
        "before": queries.page_before(on), "why_not": why_not_write(on, today),
        "days": queries.days_written(today), "is_today": on == today,
        "yesterday": today - timedelta(days=1),
    }  # fmt: skip
    return render(request, "centre/day_book.html", context, status=status)


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("happened", "handed_on")}


def _write(request: Request, on: Any, form: PageForm) -> str | None:
    if not form.is_valid():
        return None
    actions.write_page(on=on, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Siden er gemt.")


@requires(Area.DESK, Level.WRITE)
def in_house(request: Request) -> HttpResponse:
    """Who chose to be seen, for the fire list; POST adds somebody, or lets them go."""
    today, status = clock.today(), 200
    verb = request.POST.get("verb", "")
    form = ArriveForm(request.POST if verb == "arrive" else None)
    if request.method == "POST":
        verbs = {"arrive": lambda: _arrive(request, form), "leave": lambda: _leave(request)}
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:in-house")
    context = {"present": queries.present(today), "form": form, "now": clock.now()}
    return render(request, "centre/in_house.html", context, status=status)


def _arrive(request: Request, form: ArriveForm) -> str | None:
    if not form.is_valid():
        return None
    actions.arrive(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Navnet står på listen, til I trykker Gået, og senest til i nat.")


def _leave(request: Request) -> str:
    try:
        key = UUID(request.POST.get("guest", ""))
    except ValueError:
        return found(None)
    row = found(queries.guest_with(key, clock.today()))
    actions.leave(row=row, by=request.account, at=clock.now())
    return _("Navnet er slettet.")
