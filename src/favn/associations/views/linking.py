"""The office mails an association the link to its own pages, from wherever it waits for it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from favn.associations.actions import seats as actions
from favn.associations.forms.starting import SeatLinkForm
from favn.associations.models import Entry
from favn.associations.queries import seats
from favn.associations.views.seats import Seat
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.history import Actor
from favn.people.accounts import mail
from favn.people.accounts.door import link_to

VERB = "link"
Shown = list[tuple[Entry, Any, SeatLinkForm]]


def link_form(request: HttpRequest) -> SeatLinkForm:
    """The form that was sent, or an empty one."""
    return SeatLinkForm(request.POST if request.POST.get("verb") == VERB else None)


def links_of(seat: Seat, entries: Iterable[Entry | None], sent: SeatLinkForm) -> Shown:
    """Each association with its last link and the form that sends a new one; for offices only."""
    if not (seat.is_house and seat.offices):
        return []
    asked = sent.data.get("entry", "") if sent.is_bound else ""
    return [
        (
            entry,
            seats.seat_link_of(entry),
            sent if asked == str(entry.pk) else SeatLinkForm(initial={"email": entry.email}),
        )
        for entry in entries
        if entry
    ]


def send_link(
    request: HttpRequest, seat: Seat, entries: Iterable[Entry | None], sent: SeatLinkForm, why: str
) -> str | None:
    """Mail the link to the association the form names; others are 404. Raises PermissionDenied."""
    if not (seat.is_house and seat.offices):
        raise PermissionDenied(_("Kun en forvaltning sender links."))
    named = {str(entry.pk): entry for entry in entries if entry}
    entry = found(named.get(request.POST.get("entry", "")))
    if not sent.is_valid():
        return None
    return send_place_link(
        request, entry, id=sent.cleaned_data["id"], sent_to=sent.cleaned_data["email"], why=why,
        by=seat.actor,
    )  # fmt: skip


def send_place_link(
    request: HttpRequest, entry: Entry, *, id: UUID, sent_to: str, why: str, by: Actor
) -> str:
    """Mail an association the link to its own pages; what to say of it. Raises Refused."""
    link = actions.send_seat_link(
        id=id, entry=entry, sent_to=sent_to, why=why,
        address_of=link_to(request, entry.organisation, "associations:link-place"),
        by=by, at=clock.now(),
    )  # fmt: skip
    mail.leave(link, at=clock.now())
    if why := mail.told(link, link.sent_to):
        messages.warning(request, why)
        return ""
    return _("Linket er sendt til %(to)s.") % {"to": link.sent_to}


def take_back(request: HttpRequest, seat: Seat, entries: Iterable[Entry | None]) -> str:
    """Make the link of the association the form names worthless. Raises PermissionDenied."""
    if not (seat.is_house and seat.offices):
        raise PermissionDenied(_("Kun en forvaltning sender links."))
    named = {str(entry.pk): entry for entry in entries if entry}
    entry = found(named.get(request.POST.get("entry", "")))
    actions.withdraw_seat_link(entry=entry, by=seat.actor, at=clock.now())
    return _("Linket er trukket tilbage. Den, der har det, kan ikke bruge det mere.")
