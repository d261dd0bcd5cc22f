"""Who has signed up, who is in the pool, and who waits for how long. Never writes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from favn.pathways.choices.mentoring import LeftWhy, Side, Standing
from favn.pathways.choices.pairs import LIVE
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import Application, Letter, Network, Outcome, Pair, Participant
from favn.pathways.rules.pairs import waited
from favn.people.persons.choices import BY_PURPOSE, Act
from favn.people.persons.models import Person
from favn.people.persons.queries import consent_stands, ledger, who_allow

PURPOSE = "mentoring"
MOST_SHOWN = 50
IN_PAIRS = "makkerskab"
"""Asked for like a standing: those who were asked, or are in a pair that runs."""


def applications() -> QuerySet[Application]:
    """Sign-ups that nobody has taken in or put away, the oldest first."""
    return Application.objects.owned().filter(settled_at=None).select_related("network")


def application_with(pk: UUID) -> Application | None:
    """One sign-up of the present tenant, settled or not."""
    rows = Application.objects.owned().select_related("network", "participant")
    return rows.filter(pk=pk).first()


def participants() -> QuerySet[Participant]:
    """Everybody, with their person and network."""
    return Participant.objects.owned().select_related("person", "network")


def participant_with(pk: UUID) -> Participant | None:
    """One of the present tenant's own."""
    return participants().filter(pk=pk).first()


def here(network: Network | None = None) -> QuerySet[Participant]:
    """Those who have not left, of one network or of all."""
    rows = participants().exclude(standing=Standing.LEFT)
    return rows.filter(network=network) if network else rows


def at_step(step: str) -> QuerySet[Participant]:
    """Everybody at one step, or all who have not left; a mentee in a pair waits in no pool."""
    if step == IN_PAIRS:
        live = Pair.objects.owned().filter(state__in=LIVE)
        both = Q(pk__in=live.values("mentee")) | Q(pk__in=live.values("mentor"))
        return here().filter(both)
    if step == Standing.READY:
        return here().filter(standing=step).exclude(as_mentee__state__in=LIVE)
    return participants().filter(standing=step) if step else here()


def signed(network: Network | None = None) -> QuerySet[Participant]:
    """Those taken in who wait for a talk."""
    return here(network).filter(standing=Standing.SIGNED)


def waiting_mentees(network: Network | None = None) -> QuerySet[Participant]:
    """Mentees in the pool without a mentor, who has waited longest first."""
    rows = here(network).filter(side=Side.MENTEE, standing=Standing.READY)
    return rows.exclude(as_mentee__state__in=LIVE).order_by("waiting_since", "pk")


def mentors_with_places(network: Network | None = None) -> list[tuple[Participant, int]]:
    """Mentors in the pool and how many more each can follow; who is full is left out."""
    rows = here(network).filter(side=Side.MENTOR, standing=Standing.READY)
    counted = rows.annotate(taken=Count("as_mentor", filter=Q(as_mentor__state__in=LIVE)))
    return [(one, one.places - one.taken) for one in counted if one.places > one.taken]


def places_of(mentor: Participant) -> int:
    """How many more mentees a mentor can follow now."""
    return mentor.places - mentor.as_mentor.filter(state__in=LIVE).count()


def text_now() -> int:
    """Which version of the words one says yes to is today's."""
    return BY_PURPOSE[PURPOSE].version


def allowed(today: date) -> set[UUID]:
    """Keys of the persons who may be suggested today: they said yes to today's text."""
    return who_allow(PURPOSE, on=today, least=text_now())


def with_old_yes(today: date) -> list[Participant]:
    """Those here whose yes is to an earlier text, and whom nobody has asked about today's yet.

    They are asked before anything is shared, once, whoever has waited longest first.
    """
    old = who_allow(PURPOSE, on=today) - allowed(today)
    letters = Letter.objects.owned().filter(why=Why.CONSENT, once__endswith=f"/{text_now()}")
    rows = here().exclude(pk__in=letters.values("participant"))
    return list(rows.filter(person__in=old)) if old else []


def took_back(person: Person, since: datetime) -> bool:
    """Whether the newest that somebody said of it, after a moment, is a no."""
    said = (line for line in ledger(person) if line.purpose == PURPOSE)
    newest = next((line for line in said if not (line.merge and line.merge.undone_at)), None)
    return newest is not None and newest.act != Act.GIVEN and newest.at > since


def says_yes(who: Participant, today: date) -> bool:
    """Whether one says yes, to whichever text; somebody erased does not."""
    return who.person is not None and consent_stands(who.person, PURPOSE, on=today)


def may_be_suggested(who: Participant, today: date) -> bool:
    """Whether one says yes to today's text; somebody erased does not. For lists see `allowed`."""
    least = text_now()
    return who.person is not None and consent_stands(who.person, PURPOSE, on=today, least=least)


def may_be_asked_how(row: Outcome, today: date) -> bool:
    """Whether one side may be asked how it goes: they say yes, and so does whom it is about.

    What a mentor is asked is the mentee's life. Who left because they took it back is not asked.
    """
    both = {row.participant, row.pair.mentee}
    return all(
        who.left_why != LeftWhy.CONSENT and may_be_suggested(who, today) for who in both
    )  # fmt: skip


def both_allow(pair: Pair, today: date) -> bool:
    """Whether both of a pair still say yes; somebody erased does not.

    To be put together needs a yes to today's text; two who meet said yes to what they have shared.
    """
    asks = says_yes if pair.is_running else may_be_suggested
    return asks(pair.mentee, today) and asks(pair.mentor, today)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits: for how many days, that in words, and as a part of the longest."""

    who: Participant
    days: int
    told: str
    share: int
    said: str = ""
    """What the newest plan says of them."""
    is_left: bool = False
    """Whether that plan had nobody for them."""


def lined_up(rows: list[Participant], today: date) -> list[Waiting]:
    """The same, each with their wait; the longest fills the bar."""
    days = [max(0, (today - one.waiting_since).days) for one in rows]
    most = max([*days, 1])
    return [
        Waiting(one, n, waited(n), round(100 * n / most)) for one, n in zip(rows, days, strict=True)
    ]


def median_wait(network: Network | None, today: date) -> int | None:
    """Days that half of those who wait, or one more, have waited at least; None for nobody."""
    since = waiting_mentees(network).values_list("waiting_since", flat=True)
    half = max(0, since.count() - 1) // 2
    middle = list(since[half : half + 1])
    return (today - middle[0]).days if middle else None


def places_left(network: Network | None = None) -> int:
    """How many more mentees the mentors in the pool can follow, without reading each of them."""
    rows = here(network).filter(side=Side.MENTOR, standing=Standing.READY)
    free = F("places") - Count("as_mentor", filter=Q(as_mentor__state__in=LIVE))
    counted = rows.order_by().select_related(None).annotate(free=free).filter(free__gt=0)
    return sum(counted.values_list("free", flat=True))


def withdrawn(today: date, network: Network | None = None) -> list[Participant]:
    """At most fifty still here who took their yes to be suggested back, or never said it."""
    may, rows = allowed(today), here(network).exclude(person=None)
    keys = [pk for pk, person in rows.values_list("pk", "person_id") if person not in may]
    return list(rows.filter(pk__in=keys[:MOST_SHOWN]))
