"""The pages of the device itself, all under /tavle/: enrol, PIN, today's buttons, and lock."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre import actions
from favn.centre.choices import Source
from favn.centre.forms.tablets import EnrolForm, PinForm
from favn.centre.views import taps
from favn.centre.views.answers import no, wants_json
from favn.centre.views.desk import buttons_of, counting
from favn.centre.views.tablet_door import (
    TabletRequest,
    enrolled,
    give,
    kept_by_nobody,
    unlocked,
)
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import only_forms, public
from favn.people.organisations.queries import tenant_with


@public("a device that is not yet anybody's types its one-time code")
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    """Type the code once; the device is a tablet from then on."""
    organisation = found(tenant_with(slug))
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with acting_for(organisation.pk):
                tablet, token = actions.enrol(code=form.cleaned_data["code"], at=clock.now())
                return give(redirect("centre:tablet-pin"), tablet, token)
        except actions.Refused as refused:
            form.add_error("code", str(refused))
    context = {"form": form, "organisation_name": organisation.name}
    status = 422 if form.errors else 200
    return kept_by_nobody(render(request, "centre/tablet_enrol.html", context, status=status))


@enrolled
def pin(request: TabletRequest) -> HttpResponse:
    """Type the shift's PIN; five wrong ones close the tablet for five minutes."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlock(
                tablet=request.tablet, pin=form.cleaned_data["pin"].strip(), at=clock.now()
            )
            return redirect("centre:board")
        except actions.Refused as refused:
            form.add_error("pin", str(refused))
    if request.method == "GET" and request.tablet.is_open_at(clock.now()):
        return redirect("centre:board")
    context = {"form": form, "tablet": request.tablet}
    return render(request, "centre/tablet_pin.html", context, status=422 if form.errors else 200)


@unlocked
def board(request: TabletRequest) -> HttpResponse:
    """Today's buttons."""
    return board_page(request)


def board_page(request: TabletRequest, problem: str = "") -> HttpResponse:
    """The counting page; with `problem`, what was typed stands and 422 says it was not counted."""
    context = {
        "tablet": request.tablet,
        "late_on": None,
        "says_login": _("Skriv vagtkoden igen for at sende dem."),
    }
    context |= buttons_of(clock.today(), request, problem)
    context |= counting(request, request.tablet, "centre:board-count", "centre:board-undo")
    return render(request, "centre/board.html", context, status=422 if problem else 200)


@only_forms
@unlocked
def count(request: TabletRequest) -> HttpResponse:
    """One tap on the tablet: today only, and never guidance."""
    actions.saw(tablet=request.tablet, on=clock.today())
    if request.POST.get("on") or taps.kind_sent(request) == "guidance":
        result = _("Tavlen tæller kun dagens besøg og hold.")
        return no(result) if wants_json(request) else board_page(request, result)
    counted = taps.counted(request, by=request.tablet, source=Source.TABLET)
    if answer := taps.answer_script(request, counted):
        return answer
    if isinstance(counted, str):
        return board_page(request, counted)
    return redirect(f"{reverse('centre:board')}?talt={taps.logbook_of(counted)}:{counted.pk}")


@only_forms
@unlocked
def undo(request: TabletRequest) -> HttpResponse:
    """Take the tablet's own last tap back."""
    result = taps.undone(request, by=request.tablet)
    if answer := taps.answer_script(request, result):
        return answer
    if isinstance(result, str):
        messages.error(request, result)
    else:
        messages.success(request, _("Fortrudt. Tallet er talt ned igen."))
    return redirect("centre:board")


@only_forms
@enrolled
def lock(request: TabletRequest) -> HttpResponse:
    """End of the shift."""
    actions.lock(tablet=request.tablet, at=clock.now())
    return redirect("centre:tablet-pin")
