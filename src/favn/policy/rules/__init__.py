"""May anyone change the plan, or ask for, send, answer or withdraw this count now?

Each answer is a sentence, or nothing.

Also the calendar of quarters, which every deadline hangs on. Pure: nothing is read here.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from favn.policy.choices import MOVES, Side, Stage
from favn.statistics.figures import Figure, Period

LONGEST_DEADLINE = 366
LONGEST_PLAN = 10
MOST_QUARTERS = 40
"""Ten years; a longer duty is a typing mistake."""


def quarter(year: int, number: int) -> Period:
    """One quarter as a period."""
    return Period(year, "quarter", number)


def quarter_on(day: date) -> Period:
    """The quarter a day falls in."""
    return quarter(day.year, (day.month + 2) // 3)


def quarters_between(first: Period, last: Period) -> list[Period]:
    """Both ends included, oldest first; empty where `last` comes before `first`."""
    span = range(first.year * 4 + first.number - 1, last.year * 4 + last.number)
    return [quarter(n // 4, n % 4 + 1) for n in span]


def first_day(period: Period) -> date:
    """The day a quarter begins."""
    return date(period.year, period.months[0], 1)


def last_day(period: Period) -> date:
    """The day a quarter ends."""
    month = period.months[-1]
    following = date(period.year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def due_on(period: Period, days: int) -> date:
    """The last day a quarter's count is on time."""
    return last_day(period) + timedelta(days=days)


def through(period: Period, today: date) -> date:
    """How far a count sent today reaches; the quarter's last day where it is final."""
    return min(today, last_day(period))


def why_not_years(first: int, last: int) -> str | None:
    """A plan runs forwards, and not for ever."""
    if last < first:
        return _("Det sidste år ligger før det første. Skriv et senere år.")
    if last - first >= LONGEST_PLAN:
        return _("Det er over ti år. Skriv et tidligere sidste år.")
    return None


def why_not_open(first: int, last: int, others: Iterable[tuple[str, int, int]]) -> str | None:
    """Two plans of one year would hide each other; `others` are title, first and last year."""
    for title, start, end in others:
        if first <= end and start <= last:
            return _("“%(title)s” gælder allerede %(first)s–%(last)s. Vælg andre år.") % {
                "title": title,
                "first": start,
                "last": end,
            }
    return None


def why_not_period(starts_on: date | None, ends_on: date | None) -> str | None:
    """An initiative ends after it begins; either end may be unknown."""
    if starts_on and ends_on and ends_on < starts_on:
        return _("Indsatsen slutter, før den begynder. Skriv en senere slutdag.")
    return None


def is_outside(starts_on: date | None, ends_on: date | None, years: tuple[int, int]) -> bool:
    """Whether an initiative reaches out of its plan's years; that is said, and not forbidden."""
    first, last = years
    early = starts_on is not None and starts_on.year < first
    return early or (ends_on is not None and ends_on.year > last)


def why_not_numbered(is_taken: bool, free: int) -> str | None:
    """A number stands once in a plan, for everybody speaks of initiatives by number."""
    if not is_taken:
        return None
    return _("Nummeret er taget af en anden indsats. Nummer %(free)s er ledigt.") % {"free": free}


def can_be_asked(figure: Figure) -> bool:
    """Events add up quarter by quarter; different persons never do."""
    return figure.counts != "persons"


def why_not_ask(figures: Sequence[Figure]) -> str | None:
    """Only events can be counted per quarter."""
    if not figures:
        return _("Vælg mindst ét tal, som foreningen skal sende.")
    persons = [str(figure.title) for figure in figures if not can_be_asked(figure)]
    if persons:
        return _(
            "%(titles)s kan ikke sendes pr. kvartal: Forskellige mennesker findes kun inden for"
            " ét kalenderår og kan aldrig lægges sammen. Vælg et tal, der tæller hændelser."
        ) % {"titles": ", ".join(persons)}
    return None


def why_not_ask_again(already: Sequence[Figure]) -> str | None:
    """One number of one quarter is owed once: two duties would be two answers."""
    if not already:
        return None
    return _(
        "Foreningen er allerede bedt om %(titles)s til denne indsats i nogle af kvartalerne. Vælg"
        " andre tal eller kvartaler, eller stop den gamle optælling først."
    ) % {"titles": ", ".join(str(figure.title) for figure in already)}


def why_not_span(first: Period, last: Period) -> str | None:
    """A duty runs forwards, and not for ever."""
    quarters = quarters_between(first, last)
    if not quarters:
        return _("Det sidste kvartal ligger før det første. Vælg et senere kvartal.")
    if len(quarters) > MOST_QUARTERS:
        return _("Det er over ti år. Vælg et tidligere sidste kvartal.")
    return None


def why_not_stop(ended: bool) -> str | None:
    """A duty ends once."""
    return _("Optællingen er allerede stoppet.") if ended else None


def why_not_move(before: Stage, after: Stage, side: Side) -> str | None:
    """Only the moves of the table, and only by the side it names."""
    if MOVES.get((before, after)) == side:
        return None
    return _("Optællingen er “%(stage)s” og kan ikke gøres til “%(after)s”.") % {
        "stage": before.label,
        "after": after.label,
    }


def why_not_send(stage: Stage, period: Period, *, today: date, ended: bool = False) -> str | None:
    """A quarter that has begun, and a duty that still stands."""
    if today < first_day(period):
        return _("Kvartalet er ikke begyndt endnu. Optællingen kan sendes, når det er i gang.")
    if ended and stage in (Stage.OWED, Stage.DRAFT):
        return _("Kommunen beder ikke længere om denne optælling.")
    return why_not_move(stage, Stage.SENT, Side.ASSOCIATION)


def why_not_correct(stage: Stage, *, differs: bool) -> str | None:
    """A number that stands is not sent again unchanged; an answer to a question may be."""
    if stage in (Stage.SENT, Stage.ACCEPTED) and not differs:
        return _("Tallene er de samme som dem, der er sendt. Der er ikke noget at rette.")
    return None


def why_not_draft(stage: Stage) -> str | None:
    """A draft is kept only until the count is sent the first time."""
    if stage not in (Stage.OWED, Stage.DRAFT):
        return _("Optællingen er sendt. Send en rettelse, eller træk den tilbage.")
    return None


def why_not_approve(unapproved: Sequence[str]) -> str | None:
    """Every number is approved by the one who sends it."""
    if not unapproved:
        return None
    return _("Sæt flueben ved hvert tal, du godkender. Der mangler: %(titles)s.") % {
        "titles": ", ".join(unapproved)
    }


def why_not_withdraw(stage: Stage) -> str | None:
    """Only what was sent can be taken back."""
    if stage in (Stage.OWED, Stage.DRAFT):
        return _("Optællingen er ikke sendt, så der er ikke noget at trække tilbage.")
    if stage == Stage.WITHDRAWN:
        return _("Optællingen er allerede trukket tilbage.")
    return why_not_move(stage, Stage.WITHDRAWN, Side.ASSOCIATION)


def why_not_remind(*, days_late: int, reminded_today: bool) -> str | None:
    """Only what is late, and at most once a day."""
    if not days_late:
        return _(
            "Optællingen er ikke forsinket. En påmindelse kan sendes, når fristen er overskredet."
        )
    if reminded_today:
        return _("Der er allerede sendt en påmindelse i dag. Vent til i morgen.")
    return None


def why_not_answer(stage: Stage) -> str | None:
    """One answer to each version that was sent."""
    if stage == Stage.WITHDRAWN:
        return _("Foreningen har trukket optællingen tilbage. Vent, til den bliver sendt igen.")
    if stage == Stage.ACCEPTED:
        return _("Optællingen er allerede godkendt.")
    if stage == Stage.ASKED_BACK:
        return _("Der er allerede stillet et spørgsmål. Vent, til foreningen sender igen.")
    return why_not_move(stage, Stage.ACCEPTED, Side.MUNICIPALITY)


# The yearly round


def why_not_open_round(
    year: int, years: tuple[int, int], last_day: date, today: date, *, is_open: bool
) -> str | None:
    """One round a year, inside the plan's years, with days left to answer in."""
    if not years[0] <= year <= years[1]:
        return _("Planen gælder %(first)s–%(last)s. Vælg et af de år.") % {
            "first": years[0],
            "last": years[1],
        }
    if is_open:
        return _("Der er allerede en statusrunde for %(year)s.") % {"year": year}
    if last_day <= today:
        return _("Fristen skal ligge efter i dag, så forvaltningerne kan nå at svare.")
    return None


def why_not_say(year: int, *, is_closed: bool) -> str | None:
    """A closed round is frozen; what happened since stands in the next one."""
    if not is_closed:
        return None
    return _("Statusrunden for %(year)s er lukket, og teksten er frosset.") % {"year": year}


def why_not_into_merged(is_merged: bool) -> str | None:
    """What went into another initiative is told there."""
    if not is_merged:
        return None
    return _("Indsatsen er lagt ind i en anden. Giv status på den i stedet.")


def why_not_give(status: str, text: str) -> str | None:
    """A status says how far it is, and what happened."""
    if not status:
        return _("Vælg, hvor langt indsatsen er, før du afleverer.")
    if not text.strip():
        return _("Skriv med en sætning, hvad der er sket, før du afleverer.")
    return None


def why_not_question(is_given: bool, is_waiting: bool) -> str | None:
    """One question at a time, about something that was handed in."""
    if not is_given:
        return _("Forvaltningen har ikke afleveret endnu, så der er ikke noget at spørge til.")
    if is_waiting:
        return _("Der er allerede stillet et spørgsmål. Vent på svaret.")
    return None


def why_not_link(is_closed: bool) -> str | None:
    """Links open a round that still runs."""
    return _("Statusrunden er lukket. Der kan ikke svares mere.") if is_closed else None


def why_not_close(lacking: Sequence[tuple[str, Sequence[int]]]) -> str | None:
    """Nothing without a status is published; `lacking` are offices with their numbers."""
    if not lacking:
        return None
    said = "; ".join(f"{name}: {', '.join(map(str, numbers))}" for name, numbers in lacking)
    return _(
        "Runden kan ikke lukkes endnu. Disse indsatser har ingen status: %(said)s. Mind"
        " forvaltningen om det, eller skriv selv status på indsatsens side."
    ) % {"said": said}


def why_not_hear(unit: UUID, case_of: UUID, on: date, year: int) -> str | None:
    """Another committee's case, in the year that the statement is about."""
    if unit == case_of:
        return _("Sagen er udvalgets egen. En høring handler om et andet udvalgs sag.")
    if on.year != year:
        return _("Udtalelsen handler om %(year)s. Skriv en dag i det år.") % {"year": year}
    return None


def why_not_none_heard(hearings: int) -> str | None:
    """None can be said only where none stands."""
    if not hearings:
        return None
    return _("Der står allerede høringer for året, så der var ikke 0 sager.")


def why_not_treat(before: Sequence[str], *, is_closed: bool, is_treated: bool) -> str | None:
    """The paper is closed first, then goes from committee to committee in its order."""
    if not is_closed:
        return _("Luk runden først. Udvalgene behandler det frosne papir.")
    if before:
        return _("%(name)s skal behandle papiret først.") % {"name": before[0]}
    return _("Behandlingen er allerede noteret.") if is_treated else None
