"""May two be asked, may one answer, may a pair be moved, may a meeting be written down?"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit.templatetags.kit import when
from favn.pathways.choices.mentoring import Standing
from favn.pathways.choices.pairs import (
    MOVES,
    OVER,
    WHEN_BROKEN,
    WHEN_ENDED,
    Ruling,
    Says,
    State,
    Wait,
)

ANSWER_DAYS = 7
"""So many days somebody is given to answer, before they are reminded."""
LONGEST = timedelta(days=731)
NEVER_BEGAN = timedelta(days=62)
"""So long after its first day one may find out that a pair never met, and take the number back."""
MOST_IN_A_RUN = 6_000
"""So many on each side the server computes; a larger pool is for `favn match`."""
SOON = 150_000
"""Mentees times mentors, up to which a page waits for its plan: well under a second."""


def why_not_ask(
    *, mentee: str, mentor: str, allowed: bool, is_paired: bool, places: int, forbidden: str,
    broken: str = "", is_over: bool = False,
) -> str | None:  # fmt: skip
    """Both must be in the pool, have said yes to be suggested, and have a place for each other.

    `forbidden` and `broken` say what a person decided, and which rule is in the way; or nothing.
    `is_over` says that they were asked before, and nobody has locked them together since.
    """
    is_ready = (mentee, mentor) == (Standing.READY, Standing.READY)
    stops = (
        (Standing.LEFT in (mentee, mentor), _("En af de to er gået ud. Regn planen igen.")),
        (not is_ready, _("En af de to er ikke i puljen lige nu. Regn planen igen.")),
        (not allowed, _("En af de to har taget sit ja til at blive foreslået tilbage.")),
        (is_paired, _("Menteen er allerede spurgt eller i gang med en mentor.")),
        (places < 1, _("Mentoren har ikke plads til flere lige nu.")),
        (bool(forbidden), _("De to må ikke sættes sammen: %(why)s") % {"why": forbidden}),
        (
            is_over,
            _("De to har været spurgt før. Lås dem sammen i planen, hvis de vil prøve igen."),
        ),
        (bool(broken), _("De to kan ikke sættes sammen: %(why)s") % {"why": broken}),
    )
    return next((sentence for holds, sentence in stops if holds), None)


def why_not_two(*, sides_fit: bool, is_one_network: bool) -> str | None:
    """A mentee and a mentor of the same network."""
    if not sides_fit:
        return _("Vælg en mentee og en mentor.")
    return None if is_one_network else _("De to er ikke i samme netværk. Vælg en anden mentor.")


def why_not_answer(state: str, now: str) -> str | None:
    """While it is open one may answer, and change one's mind; a no that ended it stands."""
    if state in OVER:
        return _("Forslaget er ikke længere åbent.")
    if state not in (State.ASKED, State.AGREED):
        return _("I er allerede i gang. Ring til koordinatoren, hvis noget skal ændres.")
    if now == Says.NO:
        return _("Du har sagt nej. Ring til koordinatoren, hvis du har ombestemt dig.")
    return None


def why_not_go_on(says: str, *, may_go_on: bool) -> str | None:
    """A yes needs that both may still be suggested to each other; why they may not is not told."""
    if says != Says.YES or may_go_on:
        return None
    return _("Forslaget kan ikke gå videre lige nu. Ring til koordinatoren.")


def why_not_begin(*, both_allow: bool, forbidden: str) -> str | None:
    """Nobody begins whose yes to be suggested was taken back, or whom a person decided against."""
    if forbidden:
        return _("De to må ikke sættes sammen: %(why)s") % {"why": forbidden}
    if both_allow:
        return None
    return _("En af de to har taget sit ja til at blive foreslået tilbage. Tag forslaget tilbage.")


def why_not_move(now: str, to: str) -> str | None:
    """Only along the ways of the table."""
    if to in MOVES[now]:
        return None
    if now == State.ASKED and to == State.STARTED:
        return _("Begge skal sige ja, før de kan begynde.")
    return _("Det kan ikke gøres fra “%(now)s”.") % {"now": State(now).label}


def is_begun(started_on: date | None, today: date) -> bool:
    """Whether the day two agreed to begin on has come."""
    return started_on is not None and started_on <= today


def why_not_take_back(
    state: str, started_on: date | None, today: date, *, has_life: bool
) -> str | None:
    """A suggestion comes to nothing until the two have begun, also after the agreement.

    Nor have two begun who never met, whatever the agreement says: for two months from its day,
    while neither a meeting nor an answer about how it goes (`has_life`) is written.
    """
    if state != State.STARTED:
        return why_not_move(state, State.DECLINED)
    if has_life:
        return _("De har mødtes, eller en af dem har svaret. Afbryd makkerskabet i stedet.")
    if started_on and today > started_on + NEVER_BEGAN:
        return _("Det er for længe siden, de begyndte. Afbryd makkerskabet i stedet.")
    return None


def why_not_before(started_on: date | None, today: date) -> str | None:
    """What has not begun has no break and no end; it can only come to nothing."""
    if is_begun(started_on, today):
        return None
    return _("De er ikke begyndt endnu. Skriv, at det ikke blev til noget, hvis de ikke begynder.")


def why_not_end(to: str, ending: str) -> str | None:
    """An ending has a reason of its kind."""
    fits = WHEN_ENDED if to == State.ENDED else WHEN_BROKEN
    return None if ending in fits else _("Vælg, hvorfor det sluttede.")


def why_not_start(started_on: date, asked_on: date, today: date) -> str | None:
    """They begin after they were asked, and no later than a month from now."""
    if started_on < asked_on:
        return _("De kan ikke være begyndt, før de blev spurgt.")
    if started_on > today + timedelta(days=31):
        return _("Vælg en dag inden for en måned.")
    return None


def why_not_end_plan(planned_end: date | None, started_on: date) -> str | None:
    """A planned end lies after the beginning, and within two years of it."""
    if planned_end and planned_end <= started_on:
        return _("Slutdagen skal ligge efter den dag, de begynder.")
    if planned_end and planned_end > started_on + LONGEST:
        return _("Vælg en slutdag inden for to år.")
    return None


def why_not_end_on(
    on: date, started_on: date | None, today: date, last_met_on: date | None = None
) -> str | None:
    """Nothing ends before it began, before a meeting that was written, or in the future."""
    if started_on and on < started_on:
        return _("Forløbet kan ikke slutte, før det begyndte.")
    if last_met_on and on < last_met_on <= today:
        return _("Der er skrevet et møde efter den dag. Tag det ud, eller vælg en senere dag.")
    return _("Dagen ligger i fremtiden.") if on > today else None


def why_not_mend(state: str) -> str | None:
    """Only what ended or broke has a day that may be wrong."""
    if state in (State.ENDED, State.BROKEN):
        return None
    return _("Makkerskabet er ikke slut, så der er ingen dag at rette.")


def why_not_mend_on(on: date, before: date | None, next_asked_on: date | None) -> str | None:
    """Another day than the one that stands, and none after the mentee was asked about another."""
    if on == before:
        return _("Den dag står der allerede. Vælg en anden dag.")
    if next_asked_on and on > next_asked_on:
        return _("Menteen blev spurgt om en anden den %(day)s. Vælg den dag eller en før.") % {
            "day": when(next_asked_on)
        }
    return None


def why_not_unsaid(sent: Sequence[str], lost: int, *, knows: bool) -> str | None:
    """What does not follow the new day is said first, and done when somebody has read it.

    `sent` is where numbers that change have gone, `lost` how many answers go.
    """
    if knows or not (sent or lost):
        return None
    told = [_("Tallene er sendt: %(where)s. De ændrer sig ikke.") % {"where": "; ".join(sent)}]
    gone = ngettext(
        "%(n)s svar passer ikke til den nye dag og bliver slettet.",
        "%(n)s svar passer ikke til den nye dag og bliver slettet.",
        lost,
    ) % {"n": lost}
    said = [*(told if sent else []), *([gone] if lost else [])]
    return " ".join([*said, _("Sæt kryds, hvis dagen skal rettes alligevel.")])


def why_not_met(
    on: date, started_on: date | None, ended_on: date | None, today: date
) -> str | None:
    """A meeting lies between the beginning and the end, and not ahead."""
    if started_on is None or on < started_on:
        return _("Mødet ligger, før I begyndte. Se datoen efter.")
    if on > today:
        return _("Dagen ligger i fremtiden. Skriv mødet, når I har mødtes.")
    if ended_on and on > ended_on:
        return _("Mødet ligger, efter at forløbet sluttede.")
    return None


def why_not_run(mentees: int, mentors: int) -> str | None:
    """The server answers others meanwhile, so a pool has an upper end, and is parted above it."""
    if max(mentees, mentors) <= MOST_IN_A_RUN:
        return None
    return _(
        "Puljen er for stor til at regne på siden: højst %(most)s på hver side. Del den i flere"
        " netværk, eller regn den med “favn match”."
    ) % {"most": MOST_IN_A_RUN}


def takes_long(mentees: int, mentors: int) -> bool:
    """Whether a plan of so many is computed beside the request instead of in it."""
    return mentees * mentors > SOON


def why_not_call(state: str) -> str | None:
    """Whoever is in a pair that goes on may ask to be called about it."""
    return _("Det er slut. Ring selv til koordinatoren.") if state in OVER else None


def why_not_rule(kind: str, why: str, *, places: int) -> str | None:
    """A person decides with a reason; a lock needs a place."""
    if not why.strip():
        return _("Skriv kort, hvorfor. Det står ved forslaget.")
    if kind == Ruling.LOCK and places < 1:
        return _("Mentoren har ikke plads til flere i planen. Fjern en anden lås først.")
    return None


def silent_days(last_on: date, today: date, weeks: int) -> int:
    """For how many days nobody has met, where it is longer than the network allows; else 0."""
    days = (today - last_on).days
    return days if days > weeks * 7 else 0


def wait_of(days: int) -> Wait:
    """The band of a wait in days; each day is in one band alone."""
    bands = ((30, Wait.MONTH), (91, Wait.QUARTER), (183, Wait.HALF))
    return next((band for end, band in bands if days < end), Wait.MORE)


def why_not_unsay_meeting(*, is_mine_alone: bool) -> str:
    """A sentence where somebody else has told of the meeting, too; else nothing."""
    return "" if is_mine_alone else _("Andre har også skrevet mødet. Ring til koordinatoren.")


def waited(days: int) -> str:
    """How long, in words."""
    if days < 14:
        return ngettext("%(n)s dag", "%(n)s dage", days) % {"n": days}
    if days < 120:
        return ngettext("%(n)s uge", "%(n)s uger", days // 7) % {"n": days // 7}
    months = int(days / 30.44)
    return ngettext("%(n)s måned", "%(n)s måneder", months) % {"n": months}
