"""Reasons, rules and changes of a match as sentences a coordinator reads. Never writes."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from favn.pathways.choices.mentoring import Goal, Times, Trade
from favn.pathways.models import Participant
from favn.pathways.models.mentoring import NAMES, OTHER, begun
from favn.pathways.queries.matching import EACH_PAIR, MONTHS, Fit
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
        if n == len(MONTHS):  # No more are counted, and somebody may have waited longer.
            return _("Har ventet %(n)s måneder eller mere.") % {"n": n}
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


def reasons(
    mentee: Participant, mentor: Participant, rows: Iterable[tuple[str, int, list[str]]]
) -> list[str]:
    """Why two fit, as a pair keeps it: [criterion, points, [shared]]; what both speak stands first.

    Danish gives no point and is what most talk in, so it is told with the languages that give some.
    """
    both = [
        str(NAMES[code]) for code in mentee.languages if code in mentor.languages and _is_one(code)
    ]
    spoken = [_("Begge taler %(what)s.") % {"what": ", ".join(both)}] if both else []
    return spoken + [
        reason(key, shared) for key, _points, shared in rows if not (both and key == "tongue")
    ]


def why(mentee: Participant, fit: Fit) -> list[str]:
    """The same for a mentor who is looked at."""
    return reasons(mentee, fit.mentor, [(r.key, r.points, list(r.shared)) for r in fit.reasons])


def _is_one(code: str) -> bool:
    return code in NAMES and code != OTHER


def broken(key: str) -> str:
    """What is in the way between two."""
    return {
        "language": _("De har ikke et sprog til fælles."),
        "time": _("De kan ikke på de samme tidspunkter."),
        "woman": _("Menteen vil have en kvinde som mentor."),
        "certificate": _("Mentorens attest er ikke set."),
        "self": _("Det er den samme person."),
    }[key]


def shown_reasons(
    mentee: Participant, mentor: Participant, rows: Iterable[tuple[str, int, list[str]]]
) -> list[str]:
    """The same for the two themselves: how long somebody has waited, and whom somebody wished for,
    is the coordinator's.
    """
    told = [row for row in rows if row[0] not in ("waited", WISHED)]
    return reasons(mentee, mentor, told)


def ruled_out(key: str, n: int, of: int, mentee: Participant) -> str:
    """How many mentors one rule takes from a mentee's list."""
    if n == of:
        return _nobody_left(key, n, mentee)
    names = {"n": n, "what": _tongues(mentee)}
    return {
        "language": ngettext(
            "%(n)s mentor taler ikke %(what)s.", "%(n)s mentorer taler ikke %(what)s.", n
        ),
        "time": ngettext(
            "%(n)s mentor kan ikke på tidspunkterne.",
            "%(n)s mentorer kan ikke på tidspunkterne.",
            n,
        ),
        "woman": ngettext("%(n)s mentor er ikke en kvinde.", "%(n)s mentorer er ikke kvinder.", n),
        "certificate": ngettext(
            "%(n)s mentor har ingen attest, der er set.",
            "%(n)s mentorer har ingen attest, der er set.",
            n,
        ),
        "self": ngettext(
            "%(n)s mentor er den samme person.", "%(n)s mentorer er den samme person.", n
        ),
    }[key] % names


def _nobody_left(key: str, n: int, mentee: Participant) -> str:
    """That one rule takes every mentor."""
    words = {
        "language": _("taler %(what)s") % {"what": _tongues(mentee)},
        "time": _("kan på tidspunkterne"),
        "woman": _("er en kvinde"),
        "certificate": _("har en attest, der er set"),
        "self": _("er en anden person"),
    }
    return _("Ingen af mentorerne med plads (%(n)s) %(what)s.") % {"n": n, "what": words[key]}


def _tongues(who: Participant) -> str:
    """Somebody's languages by name; one that is on no list has none."""
    names = [str(NAMES[code]) for code in who.languages if _is_one(code)]
    return _(" eller ").join(names) or _("et af sprogene")


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


def change(kind: str, rule: str, mentor: Participant) -> str:
    """One change that was tried and would give a mentee a mentor."""
    names = {"who": mentor.name, "what": _tongues(mentor)}
    if kind == "place":
        return _("Hvis %(who)s kunne tage én mere.") % names
    if kind == "allow":
        return _("Hvis nejet til %(who)s blev taget op igen.") % names
    return {
        "language": _("Hvis menteen også kunne bruge %(what)s sammen med %(who)s."),
        "time": _("Hvis menteen også kunne mødes, når %(who)s kan."),
        "woman": _("Hvis menteen også sagde ja til %(who)s."),
        "certificate": _("Hvis du så en attest fra %(who)s."),
    }[rule] % names


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


def suggested(mentor: str) -> str:
    """Whom the plan has for somebody who waits."""
    return _("Foreslået: %(who)s") % {"who": mentor}


def left() -> str:
    """That the plan has nobody."""
    return _("Står uden. Se hvorfor")


def not_counted() -> str:
    """That the plan was run before somebody came, or no longer holds for them."""
    return _("Regn planen igen")


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
