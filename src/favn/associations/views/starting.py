"""Before the first talk: what the office itself stands on, and where the association stands."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations import queries
from favn.associations.actions import seats as actions
from favn.associations.choices.starting import (
    CARDS,
    OFFICE_AVOID,
    OFFICE_DO,
    OWN,
    STANDPOINT,
    Point,
)
from favn.associations.forms.starting import FindingForm
from favn.associations.models import Entry
from favn.associations.queries import seats
from favn.associations.views.seats import Seat, by_house
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.people.accounts.door import Request
from favn.people.organisations.models import Unit


@by_house
def ready(request: Request, seat: Seat, unit: UUID) -> HttpResponse:
    """An office's own ground: five points."""
    office = found(next((row for row in seat.offices if row.pk == unit), None))
    return _page(request, seat, OWN, office)


@by_house
def standpoint(request: Request, seat: Seat, entry: UUID) -> HttpResponse:
    """One association as the offices see it: four points and a conclusion."""
    row = found(queries.entry_of(entry))
    if row.merged_into is not None:
        return redirect("associations:house-standpoint", row.merged_into.pk)
    return _page(request, seat, STANDPOINT, row)


def _page(
    request: Request, seat: Seat, points: tuple[Point, ...], about: Unit | Entry
) -> HttpResponse:
    entry = about if isinstance(about, Entry) else None
    unit = about if isinstance(about, Unit) else None
    form, status = FindingForm(request.POST or None), 200
    if request.method == "POST":
        if not seat.offices:
            raise PermissionDenied(_("Din rolle skriver ikke for en forvaltning."))
        status = attempt(request, lambda: _find_out(request, points, form, about))
        if status == DONE:
            return redirect(request.path)
    rows = seats.findings_about(points, unit=unit, entry=entry)
    if status == CONFLICTED:  # what stands now is shown beside what was typed
        stands = next((row for point, row in rows if row and point.key == form.data["point"]), None)
        form = FindingForm(request.POST.dict() | {"seen": stands.pk if stands else ""})
    context = {
        "name": about.name,
        "entry": entry,
        "rows": [_row(point, found_out, form) for point, found_out in rows],
        "known": sum(row is not None for _point, row in rows),
        "may_write": bool(seat.offices),
        "do": OFFICE_DO,
        "avoid": OFFICE_AVOID,
        "cards": CARDS,
    }
    return render(request, "associations/ready.html", context, status=status)


def _row(point: Point, finding: Any, sent: FindingForm) -> dict[str, Any]:
    """A point with a form of its own; the one that was sent keeps what was typed."""
    initial = {"id": uuid4(), "point": point.key}
    if finding:
        initial |= {"known": finding.known, "text": finding.text, "seen": finding.pk}
    is_sent = sent.is_bound and sent.data.get("point") == point.key
    form = sent if is_sent else FindingForm(initial=initial, auto_id=f"{point.key}_%s")
    return {"point": point, "finding": finding, "form": form, "is_open": is_sent}


def _find_out(
    request: Request,
    points: tuple[Point, ...],
    form: FindingForm,
    about: Unit | Entry,
) -> str | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    found(next((point for point in points if point.key == said["point"]), None))
    actions.find_out(**said, about=about, by=request.account, at=clock.now())
    return _("Det er skrevet ned.")
