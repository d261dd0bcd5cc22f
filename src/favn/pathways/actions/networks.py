"""Local networks: opened, cut down, closed with somebody to take over, and their partners."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, Refused, insert, must, standing, taken
from favn.kit.tenancy import current
from favn.pathways.actions.asking import taken_back
from favn.pathways.actions.letters import tell_of_closing
from favn.pathways.actions.pairs import count_begun, end
from favn.pathways.choices.mentoring import LeftWhy, NetworkState, Standing
from favn.pathways.choices.pairs import LIVE, RUNNING, Ending, PlanState, State
from favn.pathways.models import (
    Application,
    Letter,
    Link,
    Network,
    Pair,
    Participant,
    Partner,
    Plan,
)
from favn.pathways.queries.letters import OF_A_CLOSING, to_tell
from favn.pathways.rules import mentoring as rules
from favn.pathways.rules.pairs import is_begun
from favn.people.accounts import links, mail
from favn.people.accounts.choices import Ended, Post
from favn.people.accounts.mail import Mail
from favn.people.organisations.models import Organisation

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


@transaction.atomic
def open_network(*, id: UUID, name: str, city: str, by: Actor, at: datetime) -> Network:
    """A new local network, once per `id`. Raises Refused where its name stands, Taken."""
    row = Network(id=id, organisation_id=current(), name=" ".join(name.split()), city=city.strip())
    if stands := standing(row):
        return stands
    row.slug, row.since = slugify(row.name.translate(DANISH))[:60], clock.local_day(at)
    if not row.slug or Network.objects.owned().filter(slug=row.slug).exists():
        raise Refused(_("Der er allerede et netværk med det navn, eller navnet er tomt."))
    return insert(row, lambda r: history.note("open", r, by=by, at=at)) or row


@transaction.atomic
def set_state(
    *, network: Network, state: NetworkState, why: str, silent_weeks: int, version: int, by: Actor,
    at: datetime,
) -> Network:  # fmt: skip
    """Open or cut down, and why; closing has a verb of its own. Raises Refused, Conflict."""
    row = taken(network, version)
    must(rules.why_not_set(row.state, state))
    before = row.state
    if before != state:
        row.state, row.since, row.heir = state, clock.local_day(at), None
    row.why, row.silent_weeks = why.strip(), silent_weeks
    row.save()
    history.note("change", row, by=by, at=at, changes={"state": [before, str(state)]})
    return row


@dataclass(frozen=True, slots=True)
class Signups:
    """What becomes of the sign-ups nobody has taken in: another network's, or told and let go.

    `site` is the beginning of the address in what they are written.
    """

    to: Network | None = None
    are_ended: bool = False
    site: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closing did: how many went to the heir, how many pairs ended, who left.

    `signups` are those that went to another network, or that are told; `to_call` have no mail.
    Of the people `mailed` are written to, and `unreached` are to be called.
    """

    handed: int
    ended: int
    left: int
    signups: int = 0
    are_moved: bool = False
    to_call: int = 0
    mailed: int = 0
    unreached: int = 0


@transaction.atomic
def close(
    *, network: Network, heir: Network | None, ends_all: bool, why: str, version: int, by: Actor,
    at: datetime, signups: Signups | None = None,
) -> Closed:  # fmt: skip
    """Close a network: everybody goes to the heir with their pairs, or all of it is ended.

    Nobody is lost silently: each of them is written to, and the answer counts them.
    Raises Refused, Conflict.
    """
    signups = signups or Signups()
    _live(network)
    row = _taken(network, version, heir, signups.to)
    _must_be_decided(row, has_heir=heir is not None or ends_all, signups=signups)
    Plan.objects.owned().filter(network=row).update(state=PlanState.DONE)
    done = _hand_over(row, heir, at) if heir else _end_all(row, by, at)
    before, row.state = row.state, NetworkState.CLOSED
    row.since, row.why, row.heir = clock.local_day(at), why.strip(), heir
    row.save()
    done = _with_letters(row, _with_signups(row, signups, done, at))
    changes = {
        "state": [before, "closed"], "handed": [0, done.handed], "ended": [0, done.ended],
        "signups": [0, done.signups],
    }  # fmt: skip
    history.note("close", row, by=by, at=at, changes=changes)
    return done


def _taken(network: Network, version: int, *others: Network | None) -> Network:
    """The network as it is now, and those that take over from it. Raises Refused, Conflict."""
    now = _all_held(network, *others)
    row = now[network.pk]
    if row.version != version:
        raise Conflict(SOMEBODY_WAS_FIRST)
    row.version += 1
    must(_("Netværket er lukket.") if row.is_closed else None)
    for other in others:
        if other and (other.pk == row.pk or now[other.pk].is_closed):
            raise Refused(_("Vælg et andet netværk, der ikke er lukket."))
    return row


def _must_be_decided(row: Network, *, has_heir: bool, signups: Signups) -> None:
    """Nobody in it is left without an answer. Raises Refused."""
    people = Participant.objects.owned().filter(network=row).exclude(standing=Standing.LEFT)
    # Whoever is asking two of them is done first, and their pair is among the live.
    list(people.order_by("pk").select_for_update(no_key=True).only("pk"))
    must(
        rules.why_not_close(
            pairs=Pair.objects.owned().filter(network=row, state__in=LIVE).count(),
            waiting=people.count(), has_heir=has_heir, signups=_signups(row).count(),
            signups_decided=signups.to is not None or signups.are_ended,
        )
    )  # fmt: skip


def _signups(row: Network) -> QuerySet[Application]:
    """Those nobody has taken in or put away."""
    return Application.objects.owned().filter(network=row, settled_at=None)


def _with_signups(row: Network, said: Signups, done: Closed, at: datetime) -> Closed:
    """To another network; or a mail says that it closed, and who has none is called.

    The words of a sign-up go when its mail has left; until then it stands on the list.
    """
    if said.to:
        moved = _signups(row).update(network=said.to)
        return replace(done, signups=moved, are_moved=True)
    told = list(_signups(row))
    for one in told:
        one.carry(_told_by_mail(one, row, said.site, at))
        one.save(update_fields=["mail", "reached"])
    return replace(done, signups=len(told), to_call=sum(not one.is_mail for one in told))


def _with_letters(row: Network, done: Closed) -> Closed:
    """How many of the people are written to, and how many stand on the list of those to call."""
    waiting = Letter.objects.owned().filter(
        why__in=OF_A_CLOSING, once__contains=row.pk.hex, state=Post.WAITING
    )
    return replace(done, mailed=waiting.count(), unreached=to_tell(row).count())


def _told_by_mail(one: Application, row: Network, site: str, at: datetime) -> Mail | None:
    house = Organisation.objects.get(pk=current())
    words = {
        "called": one.name.split()[0], "network": row, "house": house,
        "address": site + reverse("pathways:public", args=[house.slug]),
    }  # fmt: skip
    subject = f"Netværket er lukket – {house.name}"
    to = one.contact if one.is_mail else ""
    return mail.write(to, subject, "pathways/letters/signup-closed.txt", words, at=at)


def _all_held(*networks: Network | None) -> dict[UUID, Network]:
    """The networks as they are now; nobody closes any of them meanwhile.

    Their rows are locked, always in the same order: two closings that name each other take turns.
    Their keys are not, so that whoever only points at a network need not wait for it.
    """
    wanted = [one.pk for one in networks if one]
    rows = Network.objects.owned().filter(pk__in=wanted).order_by("pk")
    return {one.pk: one for one in rows.select_for_update(no_key=True)}


def _live(network: Network) -> list[Pair]:
    """The pairs that live, ours until the end; taken before the people, as whoever ends one does.

    Those asked while we waited for the people are held when this is asked again.
    """
    rows = Pair.objects.owned().filter(network=network, state__in=LIVE).order_by("pk")
    held = rows.select_for_update(of=("self",), no_key=True)
    return list(held.select_related("mentee", "mentor"))


def _hand_over(row: Network, heir: Network, at: datetime) -> Closed:
    """Everybody who is here, and their live pairs, to another network; each is told which."""
    people = Participant.objects.owned().filter(network=row).exclude(standing=Standing.LEFT)
    there = Participant.objects.owned().filter(network=heir).exclude(standing=Standing.LEFT)
    sides = set(there.values_list("person_id", "side"))
    twins = [p.pk for p in people if (p.person_id, p.side) in sides]
    if twins:
        raise Refused(
            _("%(n)s er med i begge netværk. Lad dem gå ud af det ene først.") % {"n": len(twins)}
        )
    live = Pair.objects.owned().filter(network=row, state__in=LIVE)
    count_begun(pairs=live, at=at)  # Who has begun, began here.
    handed = live.update(network=heir)
    for who in people.select_related("person"):
        who.network = heir
        who.save(update_fields=["network"])
        tell_of_closing(who, row, at)
    return Closed(handed, 0, 0)


def _end_all(row: Network, by: Actor, at: datetime) -> Closed:
    """What runs is broken with that reason, what has not begun is taken back, everybody is out.

    Each is told in one letter, whether they had somebody or waited.
    """
    today, ended = clock.local_day(at), 0
    for pair in _live(row):
        if pair.state in RUNNING and is_begun(pair.started_on, today):
            pair.version += 1
            end(pair, State.BROKEN, Ending.CLOSED, today, by, at)
        else:
            taken_back(pair, pair.version, by, at)
        ended += 1
    people = Participant.objects.owned().filter(network=row).exclude(standing=Standing.LEFT)
    for who in people.select_related("person"):
        tell_of_closing(who, row, at)
    links.end(Link.objects.owned().filter(participant__in=people), Ended.WITHDRAWN, at=at)
    left = people.update(standing=Standing.LEFT, left_on=today, left_why=LeftWhy.CLOSED)
    return Closed(0, ended, left)


@transaction.atomic
def add_partner(
    *, id: UUID, network: Network, party: Organisation, role: str, by: Actor, at: datetime
) -> Partner:
    """Somebody works with the network, once per `id`. Raises Refused, Taken."""
    row = Partner(id=id, organisation_id=current(), network=network, party=party, role=role)
    if stands := standing(row):
        return stands
    same = Partner.objects.owned().filter(network=network, party=party, role=role, ended_on=None)
    must(_("Partneren står der allerede.") if same.exists() else None)
    row.since = clock.local_day(at)
    return insert(row, lambda r: history.note("add", r, by=by, at=at)) or row


@transaction.atomic
def end_partner(*, partner: Partner, by: Actor, at: datetime) -> Partner:
    """They work together no longer; twice is once."""
    row = Partner.objects.owned().select_for_update().get(pk=partner.pk)
    if row.ended_on is None:
        row.ended_on = clock.local_day(at)
        row.save(update_fields=["ended_on"])
        history.note("end", row, by=by, at=at)
    return row
