"""What stands about somebody in a network: put right after a talk, into the pool, out again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must, taken
from favn.pathways.actions.joining import Wish
from favn.pathways.choices.mentoring import LeftWhy, Standing
from favn.pathways.choices.pairs import LIVE
from favn.pathways.models import Link, Participant
from favn.pathways.rules import mentoring as rules
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.persons import actions as persons
from favn.people.persons.rules import tidy, why_not_named, why_not_noted


@dataclass(frozen=True, slots=True)
class Told:
    """What a coordinator writes after a short talk."""

    wish: Wish
    called: str
    talked_on: date | None = None
    note: str = ""
    needs_certificate: bool = False
    certificate_seen_on: date | None = None

    def values(self, side: str) -> dict[str, Any]:
        """Field → value as a row holds it."""
        return self.wish.values(side) | {
            "called": tidy(self.called),
            "note": tidy(self.note),
            "interviewed_on": self.talked_on,
            "needs_certificate": self.needs_certificate,
            "certificate_seen_on": self.certificate_seen_on,
        }


@transaction.atomic
def write_down(
    *, who: Participant, version: int, told: Told, by: Actor, at: datetime
) -> Participant:
    """What was said in the talk; whoever was talked with is in the pool. Raises Refused, Conflict.

    History names the fields and none of the words.
    """
    today = clock.local_day(at)
    must(rules.why_not_ready(list(told.wish.languages), list(told.wish.times)))
    must(why_not_named(tidy(told.called)) or why_not_noted(told.note, told.wish.about))
    must(rules.why_not_seen(told.certificate_seen_on, today))
    must(rules.why_not_seen(told.talked_on, today))
    row = taken(who, version)
    before = row.standing
    must(rules.why_not_become(before, Standing.READY) if before == Standing.LEFT else None)
    values = told.values(row.side)
    named = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in named:
        setattr(row, name, values[name])
    if before == Standing.SIGNED and row.interviewed_on:
        row.standing = Standing.READY
    row.save()
    if row.person and told.talked_on == today:
        persons.met(person=row.person, at=at)
    changes = {"fields": named, "standing": [before, str(row.standing)]}
    history.note("write-down", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def move(*, who: Participant, to: Standing, version: int, by: Actor, at: datetime) -> Participant:
    """Take a break, or come back from one. Raises Refused, Conflict."""
    row = taken(who, version)
    must(rules.why_not_become(row.standing, to))
    return _moved(row, to, by, at)


def _moved(row: Participant, to: Standing, by: Actor, at: datetime) -> Participant:
    before, row.standing = row.standing, to
    row.save(update_fields=["standing", "version"])
    history.note("move", row, by=by, at=at, changes={"standing": [before, str(to)]})
    return row


@transaction.atomic
def leave(*, who: Participant, why: LeftWhy, version: int, by: Actor, at: datetime) -> Participant:
    """Out of the network; their link opens nothing any more. Raises Refused, Conflict."""
    row = taken(who, version)
    live = row.as_mentor if row.is_mentor else row.as_mentee
    must(rules.why_not_leave(live.filter(state__in=LIVE).count()))
    must(rules.why_not_become(row.standing, Standing.LEFT))
    row.left_on, row.left_why = clock.local_day(at), why
    row.save(update_fields=["left_on", "left_why"])
    links.end(Link.objects.owned().filter(participant=row), Ended.WITHDRAWN, at=at)
    return _moved(row, Standing.LEFT, by, at)
