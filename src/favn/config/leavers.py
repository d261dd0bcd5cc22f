"""What of the work of somebody who left can be given on, beside the tasks of the centre."""

from functools import partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from favn.centre.actions.teams import follow_owners
from favn.centre.queries.cases import open_in
from favn.kit import clock
from favn.kit.templatetags.kit import when
from favn.pathways.actions.handing_on import give_contacts, give_turns
from favn.pathways.queries.left_behind import contacts_left, turns_left
from favn.people.accounts.left import Carried, OfTeam
from favn.people.accounts.queries import colleagues_able
from favn.people.accounts.roles import Area
from favn.people.referrals.actions import give_referrals
from favn.people.referrals.queries import left_to_give


def _turns(n: int) -> str:
    return ngettext("%(n)s forløb i beskæftigelsen", "%(n)s forløb i beskæftigelsen", n) % {"n": n}


def _turn(row: Any) -> str:
    return _("henvist %(day)s") % {"day": when(row.referred_on)}


def _contacts(n: int) -> str:
    return ngettext("%(n)s kontakt i en ordning", "%(n)s kontakter i ordninger", n) % {"n": n}


def _contact(row: Any) -> str:
    said = {"scheme": row.scheme.name, "day": when(row.contacted_on)}
    return _("%(scheme)s, kontaktet %(day)s") % said


def _waiting(n: int) -> str:
    told = ngettext(
        "%(n)s henvisning, som ingen her kan sende igen",
        "%(n)s henvisninger, som ingen her kan sende igen",
        n,
    )
    return told % {"n": n}


def _referral(row: Any) -> str:
    return f"{row.get_way_display()}, {when(clock.day_of(row.offered_at))}"


def _with_turns() -> set[UUID]:
    """Referrals that go with the turn they began."""
    return {row.referral_id for row in turns_left() if row.referral_id}


def _give_referrals(**asked: Any) -> int:
    return give_referrals(but=_with_turns(), **asked)


LEFT_WORK = (
    Carried(
        "turns",
        rows=lambda: list(turns_left()),
        whose=attrgetter("owner"),
        told=_turns,
        line=_turn,
        takers=partial(colleagues_able, Area.PROGRAMME),
        nobody=gettext_lazy(
            "Ingen her fører forløb nu. De kan gives videre, når en kollega har fået den rolle."
        ),
        give=give_turns,
        along=_with_turns,
    ),
    Carried(
        "contacts",
        rows=lambda: list(contacts_left()),
        whose=attrgetter("owner"),
        told=_contacts,
        line=_contact,
        takers=partial(colleagues_able, Area.SCHEMES),
        nobody=gettext_lazy(
            "Ingen her fører ordninger nu. De kan gives videre, når en kollega har fået den rolle."
        ),
        give=give_contacts,
    ),
    Carried(
        "referrals",
        rows=lambda: list(left_to_give().exclude(pk__in=_with_turns())),
        whose=attrgetter("to"),
        told=_waiting,
        line=_referral,
        takers=partial(colleagues_able, Area.PERSONS),
        nobody=gettext_lazy(
            "Ingen her åbner personer nu. De kan gives videre, når en kollega har fået den rolle."
        ),
        give=_give_referrals,
    ),
)


def _cases(n: int) -> str:
    return ngettext("%(n)s åben sag", "%(n)s åbne sager", n) % {"n": n}


TEAM_WORK = (OfTeam(count=open_in, told=_cases, follow=follow_owners),)
"""What rooms above the ground floor keep in a team."""
