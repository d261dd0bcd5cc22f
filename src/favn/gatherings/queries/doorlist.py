"""Who is expected at a meeting, who came, and how a party has come over time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from favn.gatherings.choices import Answer, Seat
from favn.gatherings.models import FollowUp, Gathering, Invitation, Meeting, Presence, SignUp
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Expected:
    """A sign-up at the door: how many it is for, and how many of them came."""

    signup: SignUp
    came: int

    @property
    def has_come(self) -> bool:
        """Whether at least one of them is here."""
        return self.came > 0

    @property
    def choices(self) -> range:
        """How many of them may be here."""
        return range(self.signup.persons + 1)


@dataclass(frozen=True, slots=True)
class At:
    """One meeting at the door."""

    meeting: Meeting
    expected: list[Expected]
    walk_ins: int

    @property
    def came(self) -> int:
        """Everybody who came."""
        return self.walk_ins + sum(one.came for one in self.expected)

    @property
    def persons(self) -> int:
        """Everybody who has a seat."""
        return sum(one.signup.persons for one in self.expected)

    @property
    def absent(self) -> list[Expected]:
        """Sign-ups of whom nobody came."""
        return [one for one in self.expected if not one.has_come]


def at_meeting(meeting: Meeting) -> At:
    """The door's list of one meeting: everybody with a seat by name, and how many came."""
    came: Counter[UUID | None] = Counter(
        Presence.objects.owned()
        .filter(meeting=meeting, voided_at=None)
        .values_list("signup_id", flat=True)
    )
    seated = Q(state=Seat.SEATED) | Q(pk__in=[pk for pk in came if pk])
    rows = SignUp.objects.owned().filter(seated, gathering=meeting.gathering)
    expected = [Expected(row, came[row.pk]) for row in rows.select_related("party")]
    expected.sort(key=lambda one: (one.signup.name.casefold(), one.signup.number))
    return At(meeting, expected, came[None])


@dataclass(frozen=True, slots=True)
class Turnout:
    """One meeting in numbers: how many have a seat, and how many came."""

    meeting: Meeting
    persons: int
    came: int


def turnout_of(gathering: Gathering) -> list[Turnout]:
    """Every meeting of a gathering in numbers, without a name."""
    came = Count("presences", filter=Q(presences__voided_at=None))
    seated = SignUp.objects.owned().filter(gathering=gathering, state=Seat.SEATED)
    persons = seated.aggregate(n=Sum("persons"))["n"] or 0
    rows = Meeting.objects.owned().filter(gathering=gathering).annotate(came=came)
    return [Turnout(row, persons, row.came) for row in rows.order_by("on", "starts")]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who was expected and did not come; `call` is the kind call, where one is planned."""

    signup: SignUp | None
    invitation: Invitation | None
    call: FollowUp | None

    @property
    def name(self) -> str:
        """Whom it is about."""
        row = self.invitation or self.signup
        return row.shown_name if row else ""

    @property
    def key(self) -> str:
        """How a form names it."""
        row = self.signup or self.invitation
        return str(row.pk) if row else ""

    @property
    def why(self) -> str:
        """What was expected: a seat, an answer, or nothing said."""
        if self.signup:
            return Seat.SEATED
        return self.invitation.answer if self.invitation else ""


def missing_at(meeting: Meeting) -> list[Missing]:
    """Those who had a seat, or were invited without saying no, and of whom nobody came."""
    calls = list(
        FollowUp.objects.owned()
        .filter(meeting=meeting)
        .select_related("party", "signup", "invitation__party")
    )
    by_signup = {c.signup_id: c for c in calls if c.signup_id}
    by_invitation = {c.invitation_id: c for c in calls if c.invitation_id}
    absent = [one.signup for one in at_meeting(meeting).absent]
    invited = _invited_who_did_not_come(meeting, {row.pk for row in absent})
    by_seat = {row.signup_id: row for row in invited if row.signup_id}
    found = [Missing(s, by_seat.get(s.pk), by_signup.get(s.pk)) for s in absent]
    found += [Missing(None, i, by_invitation.get(i.pk)) for i in invited if not i.signup_id]
    return found


def _invited_who_did_not_come(meeting: Meeting, absent: set[UUID]) -> list[Invitation]:
    here = Presence.objects.owned().filter(meeting=meeting, voided_at=None)
    parties = set(here.exclude(party=None).values_list("party_id", flat=True))
    rows = Invitation.objects.owned().filter(gathering=meeting.gathering)
    rows = rows.exclude(answer=Answer.NO).select_related("party", "signup")
    return [
        row
        for row in rows
        if row.party_id not in parties or row.party_id is None
        if row.signup_id is None or row.signup_id in absent
    ]


@dataclass(frozen=True, slots=True)
class Attended:
    """A party at one meeting: asked, answered, came, called."""

    meeting: Meeting
    was_asked: bool
    answer: str
    heads: int
    call: FollowUp | None


def attendance_of(party: Organisation, since: date | None = None) -> list[Attended]:
    """How a party has come to the organisation's held meetings, newest first.

    A meeting counts where the party was invited, had a seat, or came. For floors above.
    """
    heads = Count("presences", filter=Q(presences__party=party, presences__voided_at=None))
    rows = Meeting.objects.owned().filter(held_at__isnull=False).annotate(heads=heads)
    if since:
        rows = rows.filter(on__gte=since)
    asked = {i.gathering_id: i for i in Invitation.objects.owned().filter(party=party)}
    seated: set[Any] = set(
        SignUp.objects.owned().filter(party=party).values_list("gathering_id", flat=True)
    )
    calls = {c.meeting_id: c for c in FollowUp.objects.owned().filter(party=party)}
    return [
        Attended(row, row.gathering_id in asked, _answer(asked, row), row.heads, calls.get(row.pk))
        for row in rows.select_related("gathering__kind").order_by("-on", "-starts")
        if row.heads or row.gathering_id in asked or row.gathering_id in seated
    ]


def _answer(asked: dict[UUID, Invitation], row: Meeting) -> str:
    found = asked.get(row.gathering_id)
    return found.answer if found else ""
