"""What happens by itself: reminders, offers that run out, and words that are kept no longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from favn.gatherings import queries
from favn.gatherings.actions.inviting import nudge
from favn.gatherings.actions.letters import write_to_all
from favn.gatherings.actions.signups import lapse_offers
from favn.gatherings.choices import Letter as Why
from favn.gatherings.choices import Seat, State
from favn.gatherings.models import (
    FollowUp,
    Gathering,
    Invitation,
    Letter,
    Meeting,
    SignUp,
    SignUpTry,
)
from favn.gatherings.rules.events import why_not_nudge
from favn.kit import clock, history
from favn.kit.history import Actor

KEPT_DAYS = 14
"""Days after the last meeting that names and contacts are kept."""
CALLS_KEPT = timedelta(days=366)
REMIND_BEFORE = timedelta(hours=48)
NUDGE_BEFORE = timedelta(days=7)
TRIES_KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Done:
    """What one round did."""

    reminded: int
    nudged: int
    lapsed: int
    erased: int


def nightly(*, by: Actor, at: datetime) -> Done:
    """One round for the present tenant; it may run as often as one likes.

    Reminds two days before a meeting, nudges a week before, lets offers go on, erases old words.
    """
    lapsed = _lapsed(at)
    reminded = _remind(at)
    nudged = _nudged(by, at)
    return Done(reminded, nudged, lapsed, erase_old(by=by, at=at))


def _lapsed(at: datetime) -> int:
    late = SignUp.objects.owned().filter(state=Seat.OFFERED, offered_until__lte=at)
    found = late.count()
    for pk in set(late.values_list("gathering_id", flat=True)):
        lapse_offers(gathering=Gathering.objects.owned().get(pk=pk), at=at)
    return found


@transaction.atomic
def _remind(at: datetime) -> int:
    """Everybody with a seat hears once, from two days before each meeting; and once more where it
    was moved after they heard.
    """
    before = Letter.objects.owned().filter(why=Why.REMIND).count()
    soon = Meeting.objects.owned().filter(
        on__gte=at.date(), on__lte=(at + REMIND_BEFORE).date(), cancelled_at=None,
        gathering__state=State.ANNOUNCED,
    )  # fmt: skip
    for meeting in soon.select_related("gathering"):
        if at < meeting.starts_at <= at + REMIND_BEFORE:
            seated = SignUp.objects.owned().filter(gathering=meeting.gathering, state=Seat.SEATED)
            once = f"{meeting.pk.hex}-{meeting.sequence}" if meeting.sequence else meeting.pk.hex
            write_to_all(seated, Why.REMIND, at, once=once)
    return Letter.objects.owned().filter(why=Why.REMIND).count() - before


def _nudged(by: Actor, at: datetime) -> int:
    """Who has not answered is asked once more, from a week before."""
    soon = Gathering.objects.owned().filter(
        state=State.ANNOUNCED, meetings__on__gt=at.date(),
        meetings__on__lte=(at + NUDGE_BEFORE).date(),
    ).distinct()  # fmt: skip
    told = 0
    for gathering in soon:
        if why_not_nudge(gathering, queries.meetings_of(gathering), at):
            continue
        rows = Invitation.objects.owned().filter(gathering=gathering, answer="")
        if any(row.sent_to for row in rows.filter(nudged_at=None)):
            told += nudge(gathering=gathering, by=by, at=at)
    return told


@transaction.atomic
def erase_old(*, by: Actor, at: datetime) -> int:
    """Take names, contacts and needs away 14 days after the last meeting; counts stay.

    A call that is still owed keeps its contact until it is done. Answers how many rows.
    """
    SignUpTry.objects.owned().filter(at__lte=at - TRIES_KEPT).delete()
    last = clock.today() - timedelta(days=KEPT_DAYS)
    over = (
        Gathering.objects.owned().annotate(last=Max("meetings__on")).filter(last__lt=last)
    ).values_list("pk", flat=True)
    open_calls = FollowUp.objects.owned().filter(done_at=None)
    signups = SignUp.objects.owned().filter(gathering_id__in=over, erased_at=None)
    signups = signups.exclude(pk__in=open_calls.exclude(signup=None).values("signup_id"))
    invited = Invitation.objects.owned().filter(gathering_id__in=over, erased_at=None)
    invited = invited.exclude(pk__in=open_calls.exclude(invitation=None).values("invitation_id"))
    return _blank(list(signups), list(invited), by, at) + _blank_calls(at)


def _blank(signups: list[SignUp], invited: list[Invitation], by: Actor, at: datetime) -> int:
    for signup in signups:
        signup.name = signup.contact = signup.language = signup.access = ""
        signup.children = signup.parent_yes = ""
        signup.needs_interpreter, signup.erased_at = False, at
        signup.save()
        history.note("erase-words", signup, by=by, at=at)
    for row in invited:
        row.name = row.sent_to = row.phone = row.who_comes = row.invited_by = ""
        row.erased_at = at
        row.save()
        history.note("erase-words", row, by=by, at=at)
    return len(signups) + len(invited)


def _blank_calls(at: datetime) -> int:
    rows = FollowUp.objects.owned().filter(done_at__lte=at - CALLS_KEPT).exclude(called_by="")
    for row in rows:
        row.said = row.offered_text = row.who = row.called_by = ""
        row.save(update_fields=["said", "offered_text", "who", "called_by"])
    return len(rows)
