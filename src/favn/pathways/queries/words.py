"""Reasons, rules and changes of a match as sentences a coordinator reads. Never writes."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from favn.pathways.choices.mentoring import Goal, Times, Trade
from favn.pathways.models.mentoring import NAMES, begun
from favn.pathways.queries.matching import EACH_PAIR
from favn.statistics.matching import WISHED

WORDS: dict[str, Mapping[str, object]] = {
    "trade": dict(Trade.choices),
    "goal": dict(Goal.choices),
    "time": dict(Times.choices),
    "tongue": NAMES,
}


def criterion(key: str) -> str:
    """What counts, for the page of the weights."""
    return {
        "trade": _("Samme fag"),
        "goal": _("Det, menteen vil nå, og mentoren kan hjælpe med (op til to)"),
        "tongue": _("Et fælles sprog ud over dansk og engelsk"),
        "time": _("Et tidspunkt, begge kan (op til to)"),
        "waited": _("Hver måned, menteen har ventet (op til tolv)"),
        "wish": _("Hver af de to, der har sat den anden på sin ønskeliste"),
    }[key]


def weights(points: Mapping[str, int]) -> list[tuple[str, str]]:
    """(what counts, how much) of one version of the weights."""
    each = (_("At få en mentor overhovedet"), str(EACH_PAIR))
    return [each, *((criterion(key), str(n)) for key, n in points.items())]


def reason(key: str, shared: Iterable[str]) -> str:
    """Why two fit, in one sentence."""
    shared = list(shared)
    if key == "waited":
        n = len(shared)
        return ngettext("Har ventet %(n)s måned.", "Har ventet %(n)s måneder.", n) % {"n": n}
    if key == WISHED:
        return _wished(shared)
    words = ", ".join(begun(WORDS[key].get(word, word)) for word in shared)
    return {
        "trade": _("Samme fag: %(what)s."),
        "goal": _("Mentoren kan hjælpe med: %(what)s."),
        "tongue": _("Begge taler %(what)s."),
        "time": _("Begge kan: %(what)s."),
    }[key] % {"what": words}


def _wished(who: list[str]) -> str:
    """Who of the two put the other on their list: the mentee seeks, the mentor gives."""
    if len(who) > 1:
        return _("De har begge ønsket hinanden.")
    return (
        _("Menteen har ønsket mentoren.") if "seeker" in who else _("Mentoren har ønsket menteen.")
    )


def reasons(rows: Iterable[tuple[str, int, list[str]]]) -> list[str]:
    """The same for reasons as a pair keeps them: [criterion, points, [shared]]."""
    return [reason(key, shared) for key, _points, shared in rows]


def broken(key: str) -> str:
    """What is in the way between two."""
    return {
        "language": _("De har ikke et sprog til fælles."),
        "time": _("De kan ikke på de samme tidspunkter."),
        "woman": _("Menteen vil have en kvinde som mentor."),
        "certificate": _("Mentorens attest er ikke set."),
        "self": _("Det er den samme person."),
    }[key]


def shown_reasons(rows: Iterable[tuple[str, int, list[str]]]) -> list[str]:
    """The same for the two themselves: how long somebody has waited, and whom somebody wished for,
    is the coordinator's.
    """
    return [reason(key, shared) for key, _p, shared in rows if key not in ("waited", WISHED)]


def ruled_out(key: str, n: int, of: int) -> str:
    """How many mentors one rule takes from somebody's list."""
    if n == of:
        return _nobody_left(key, n)
    words = {
        "language": _("taler ikke et af sprogene"),
        "time": _("kan ikke på tidspunkterne"),
        "woman": _("er ikke en kvinde"),
        "certificate": _("har ingen attest, der er set"),
        "self": _("er den samme person"),
    }
    text = ngettext("%(n)s mentor %(why)s.", "%(n)s mentorer %(why)s.", n)
    return text % {"n": n, "why": words[key]}


def _nobody_left(key: str, n: int) -> str:
    """That one rule takes every mentor."""
    words = {
        "language": _("taler et af sprogene"),
        "time": _("kan på tidspunkterne"),
        "woman": _("er en kvinde"),
        "certificate": _("har en attest, der er set"),
        "self": _("er en anden person"),
    }
    return _("Ingen af mentorerne med plads (%(n)s) %(what)s.") % {"n": n, "what": words[key]}


def emptied(key: str, n: int) -> str:
    """That one rule alone leaves somebody's list empty, for so many."""
    rules = {
        "language": _("Kravet om et fælles sprog"),
        "time": _("Kravet om et fælles tidspunkt"),
        "woman": _("Ønsket om en kvinde"),
        "certificate": _("Kravet om en attest"),
        "self": _("Reglen om, at ingen er sin egen mentor,"),
    }
    text = ngettext(
        "%(rule)s tømmer alene listen for %(n)s mentee.",
        "%(rule)s tømmer alene listen for %(n)s mentees.",
        n,
    )
    return text % {"rule": rules[key], "n": n}


def change(kind: str, rule: str, name: str) -> str:
    """One change that was tried and would give a mentee a mentor."""
    if kind == "place":
        return _("Hvis %(who)s kunne tage én mere.") % {"who": name}
    if kind == "allow":
        return _("Hvis nejet til %(who)s blev taget op igen.") % {"who": name}
    return {
        "language": _("Hvis menteen også kunne bruge et af de sprog, %(who)s taler."),
        "time": _("Hvis menteen også kunne mødes, når %(who)s kan."),
        "woman": _("Hvis menteen også sagde ja til %(who)s."),
        "certificate": _("Hvis du så en attest fra %(who)s."),
    }[rule] % {"who": name}


def said(what: str, mentee: str, mentor: str) -> str:
    """What happened during a run."""
    names = {"mentee": mentee, "mentor": mentor}
    return {
        "gone": _(
            "%(mentee)s og %(mentor)s passede sammen, men en af dem gik ud eller blev optaget, mens"
            " planen blev regnet. Den blev regnet igen uden."
        ),
        "changed": _(
            "Planen blev ændret, mens den blev regnet. Den blev regnet igen med det, der står nu."
        ),
        "dropped": _(
            "Låsen mellem %(mentee)s og %(mentor)s kan ikke holde: en af dem er gået ud eller"
            " optaget."
        ),
    }[what] % names


def nobody() -> str:
    """That there is no mentor at all."""
    return _("Ingen mentor har plads lige nu.")


def taken(possible: int) -> str:
    """That some fit, and others have them."""
    text = ngettext(
        "Én mentor passer, men en anden har pladsen.",
        "%(n)s mentorer passer, men andre har pladserne.",
        possible,
    )
    return text % {"n": possible}


def all_declined() -> str:
    """That those who fit were said no to."""
    return _("De mentorer, der passer, er sagt nej til.")


SINCE = {
    "asked": gettext_lazy("Menteen er spurgt."),
    "left": gettext_lazy("En af de to er gået ud, siden planen blev regnet."),
    "paused": gettext_lazy("En af de to holder pause, siden planen blev regnet."),
    "no": gettext_lazy("En af de to har taget sit ja tilbage."),
    "full": gettext_lazy("Mentoren er blevet optaget."),
    "forbidden": gettext_lazy("De to må ikke sættes sammen."),
    "over": gettext_lazy("De to har været spurgt før, og det er slut."),
}
"""Why two of a plan can no longer be asked."""
