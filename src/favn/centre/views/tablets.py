"""The organisation's tablets, as the manager keeps them: add, give a PIN, take out of use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre import actions, queries
from favn.centre.forms.tablets import NewPinForm, TabletForm
from favn.centre.models import Tablet
from favn.kit import clock
from favn.kit.attempts import found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.persons.models import cleaned_code

tablets_door = requires(Area.TABLETS, Level.WRITE)


@tablets_door
def tablets(request: Request) -> HttpResponse:
    """All tablets with their state, and a new one, which gets its enrolment code at once."""
    form = TabletForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tablet = actions.add_tablet(**form.cleaned_data, by=request.account, at=clock.now())
            return _page(request, tablet, code=_code(request, tablet))
        except actions.Refused as refused:
            form.add_error("name", str(refused))
        except actions.Taken as taken:
            raise Http404 from taken
    rows = [(tablet, _state(tablet)) for tablet in queries.tablets()]
    status = 422 if form.errors else 200
    return render(request, "centre/tablets.html", {"rows": rows, "form": form}, status=status)


@tablets_door
def tablet(request: Request, pk: UUID) -> HttpResponse:
    """One tablet: a PIN for the shift, a new code for another device, or out of use at once."""
    row = found(queries.one_of(Tablet, pk))
    verb = request.POST.get("verb", "")
    try:
        if verb in ("pin", "make-pin"):
            return _with_pin(request, row, verb)
        if verb == "code":
            return _page(request, row, code=_code(request, row))
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("centre:tablet", pk=pk)
    if verb == "retire":
        actions.retire_tablet(tablet=row, by=request.account, at=clock.now())
        messages.success(request, _("Tavlen er taget ud af brug og kan ikke tælle mere."))
        return redirect("centre:tablets")
    return _page(request, row)


def _code(request: Request, row: Tablet) -> str:
    return _in_fours(actions.new_code(tablet=row, by=request.account, at=clock.now()))


def _in_fours(code: str) -> str:
    """A code as it is read aloud."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def _code_again(request: Request, row: Tablet) -> str:
    """The enrolment code that stood on the page before, while it still enrols this tablet.

    Only its fingerprint is kept, so the page itself carries it on.
    """
    code = cleaned_code(request.POST.get("shown", ""))
    return _in_fours(code) if queries.tablet_for_code(code, clock.now()) == row else ""


def _with_pin(request: Request, row: Tablet, verb: str) -> HttpResponse:
    """Set the shift's PIN, typed or made, and show it once; a code beside it stays."""
    form = NewPinForm({"pin": actions.new_pin()} if verb == "make-pin" else request.POST)
    code = _code_again(request, row)
    if form.is_valid():
        pin = form.cleaned_data["pin"]
        try:
            actions.set_pin(tablet=row, pin=pin, by=request.account, at=clock.now())
            return _page(request, row, pin=pin, code=code)
        except actions.Refused as refused:
            form.add_error("pin", str(refused))
    return _page(request, row, form=form, code=code, status=422)


def _page(request: Request, row: Tablet, status: int = 200, **shown: Any) -> HttpResponse:
    """One tablet's page; a code or PIN among `shown` stands there this once."""
    address = reverse("centre:tablet-enrol", args=[request.organisation.slug])
    context: dict[str, Any] = {
        "tablet": row,
        "state": _state(row),
        "form": NewPinForm(),
        "address": [f"{part}/" for part in request.build_absolute_uri(address)[:-1].split("/")],
        "goes": [
            _("Tabletten kan ikke tælle mere."),
            _("Dens koder virker ikke mere."),
        ],
        "stays": [_("Alt, hvad tavlen har talt."), _("Historikken over, hvem der gjorde hvad.")],
        "retire_fields": {"verb": "retire"},
    }
    return render(request, "centre/tablet.html", context | shown, status=status)


def _state(row: Tablet) -> tuple[str, str]:
    """In a word or two how the tablet stands, and how a tag shows it."""
    now = clock.now()
    if row.retired_at:
        return _("Taget ud af brug"), "neutral"
    if not row.token_hash:
        return _("Venter på tilmelding"), "warning"
    if row.is_open_at(now):
        return _("Åben"), "success"
    if row.has_pin_at(now):
        return _("Klar, låst"), "info"
    return _("Mangler vagtkode"), "warning"
