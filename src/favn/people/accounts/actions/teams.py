"""Teams of a house: who works in one, and closing one that is empty.

A team reads its own cases together, so what rooms above keep in it follows whoever moves, and
nothing open is left in one that is closed (`settings.FAVN_TEAM_WORK`).
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import ngettext

from favn.kit import history
from favn.kit.refusals import SOMEBODY_WAS_FIRST as FIRST
from favn.kit.refusals import Conflict, must
from favn.people.accounts import queries, rules
from favn.people.accounts.actions.leaving import hold_house, leads
from favn.people.accounts.left import OfTeam
from favn.people.accounts.models import Account, Membership
from favn.people.organisations.actions import close_unit
from favn.people.organisations.models import Unit


@transaction.atomic
def move_colleague(
    *, membership: Membership, to: Unit | None, by: Account, at: datetime
) -> Membership:
    """One role hangs on another team from now on, or on none; what is theirs goes along.

    `membership` is the row as the page was shown it. Raises Refused, and Conflict where it ended or
    was moved meanwhile.
    """
    hold_house()
    row = queries.membership_here(membership.pk)
    if row is None or row.unit_id != membership.unit_id:
        raise Conflict(FIRST)
    lacks = to is None and row.kind.reads_by_unit
    is_open = to is None or queries.is_open(to)
    must(rules.why_not_move(leads=leads(by), open=is_open, lacks_unit=lacks))
    left, row.unit = row.unit, to
    if left == to:
        return row
    row.save(update_fields=["unit"])
    changes = {"unit": [left.name if left else "", to.name if to else ""]}
    told = f"{row.account.name}, {row.kind.name}"
    history.note("move", row, by=by, at=at, changes=changes, reason=told)
    if left:
        _follow(left, by, at)
    return row


@transaction.atomic
def close_team(*, team: Unit, by: Account, at: datetime) -> Unit:
    """Nobody is put there any more, and its name stays where it was written. Raises Refused where
    somebody works there, is invited there, or something open is there.
    """
    hold_house()
    _follow(team, by, at)
    must(rules.why_not_close_team(leads=leads(by), left=told_of(team)))
    return close_unit(unit=team, by=by, at=at)


def told_of(team: Unit) -> list[str]:
    """What still hangs on a team, in words; nothing where it may be closed."""
    people = len({row.account_id for row in queries.of_team(team)})
    invited = len(queries.invited_to(team))
    said = [
        (people, ngettext("%(n)s kollega", "%(n)s kolleger", people) % {"n": people}),
        (invited, ngettext("%(n)s inviteret", "%(n)s inviterede", invited) % {"n": invited}),
    ]
    for one in _work():
        number = one.count(team)
        said.append((number, one.told(number)))
    return [words for number, words in said if number]


def _follow(team: Unit, by: Account, at: datetime) -> None:
    for one in _work():
        one.follow(team=team, by=by, at=at)


def _work() -> tuple[OfTeam, ...]:
    found: tuple[OfTeam, ...] = import_string(settings.FAVN_TEAM_WORK)
    return found
