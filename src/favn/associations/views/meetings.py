"""Meetings of two sides, on their own page: called, held, called off, and as a calendar file."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from favn.associations.actions import meetings as actions
from favn.associations.forms.meetings import MeetForm, MeetOffForm
from favn.associations.models import Cooperation, Entry, Match, Meet
from favn.associations.queries import meetings as queries
from favn.associations.views.seats import Seat, seated
from favn.gatherings.actions import post_letters
from favn.gatherings.queries.calendar import calendar_of
from favn.gatherings.views.doors import calendar_file
from favn.kit import clock
from favn.kit.attempts import Verb, found
from favn.people.accounts.door import Request, site_of
from favn.people.accounts.models import Account
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Unit

About = Match | Cooperation


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of one page, with the forms that were sent to it."""

    request: HttpRequest
    seat: Seat
    about: About
    party: Entry | Unit | None
    form: MeetForm
    off: MeetOffForm

    @property
    def verbs(self) -> dict[str, Verb]:
        """What the page can do with them."""
        return {"meet": self._meet, "held": self._held, "call-off": self._call_off}

    def context(self, file: str) -> dict[str, Any]:
        """What the page shows; `file` names the page of a calendar file."""
        rows = queries.meets_of(self.about, clock.now())
        return {
            "meets": [
                (met, self.seat.at(file, self.about.pk, met.meet.pk), self._off_form(met.meet))
                for met in rows
            ],
            "meeting": self.form if self.party else None,
            "opens_gatherings": self._opens_gatherings(),
        }

    def _opens_gatherings(self) -> bool:
        """Whether whoever looks may also open the gathering itself."""
        seat = self.seat
        if not (seat.is_house and seat.membership):
            return False
        return seat.membership.may(Area.GATHERINGS, Level.READ)

    def _off_form(self, meet: Meet) -> MeetOffForm:
        asked = self.off.is_bound and self.off.data.get("meet") == str(meet.pk)
        return (
            self.off if asked else MeetOffForm(initial={"meet": meet.pk}, auto_id=f"{meet.pk}_%s")
        )

    def _writes_for(self) -> Entry | Unit:
        """The side one writes for. Raises Http404 for who only looks."""
        if self.party is None:
            raise Http404
        return self.party

    def _meet(self) -> str | None:
        party = self._writes_for()
        if not self.form.is_valid():
            return None
        by = self.seat.actor
        actions.meet(
            id=self.form.cleaned_data["id"], about=self.about, planned=self.form.planned(),
            own=party if isinstance(party, Unit) else None,
            own_mail=by.email if isinstance(by, Account) else "", by=by,
            said_by=self.seat.said_by("", party), at=clock.now(),
        )  # fmt: skip
        self._post()
        return _("Mødet står i kalenderen, og begge parter er inviteret.")

    def _held(self) -> str:
        self._writes_for()
        actions.held(meet=self._meet_named(), by=self.seat.actor, at=clock.now())
        return _("Godt. Mødet står som holdt.")

    def _call_off(self) -> str | None:
        self._writes_for()
        if not self.off.is_valid():
            return None
        reason = self.off.cleaned_data["reason"]
        actions.call_off(meet=self._meet_named(), reason=reason, by=self.seat.actor, at=clock.now())
        self._post()
        return _("Mødet er aflyst, og de inviterede får besked.")

    def _meet_named(self) -> Meet:
        try:
            pk = UUID(self.request.POST.get("meet", ""))
        except ValueError:
            return found(None)
        return found(queries.meet_with(self.about, pk))

    def _post(self) -> None:
        post_letters(site=site_of(self.request), at=clock.now())


def meetings_of(
    request: HttpRequest, seat: Seat, about: About, party: Entry | Unit | None
) -> Meetings:
    """The meetings of a page; `party` is the side one writes for, None for who only looks."""
    verb = request.POST.get("verb", "")
    form = MeetForm(request.POST if verb == "meet" else None)
    off = MeetOffForm(request.POST if verb == "call-off" else None)
    return Meetings(request, seat, about, party, form, off)


@seated
def cooperation_file(request: Request, seat: Seat, pk: object, meet: object) -> HttpResponse:
    """One meeting of a cooperation for one's own calendar."""
    return _file(seat.cooperation(pk), meet)


@seated
def match_file(request: Request, seat: Seat, pk: object, meet: object) -> HttpResponse:
    """One meeting about a suggestion for one's own calendar."""
    return _file(seat.match(pk), meet)


def _file(about: About, meet: object) -> HttpResponse:
    try:
        row = found(queries.meet_with(about, UUID(str(meet))))
    except ValueError:
        row = found(None)
    data = calendar_of([row.gathering], name=row.gathering.title, is_told=True)
    return calendar_file(data, "moede.ics")
