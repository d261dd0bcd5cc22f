"""Which need goes with which offer, with reasons in words; only for who may see the whole list.

The weights stand here, so that a page can print them: a pair at all weighs most, then what both
say of place, of those it is for, of language and of time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.choices import LANGUAGES, Target
from favn.associations.choices.needs import Times, Way
from favn.associations.models import District, Match, Wish
from favn.associations.queries.needs import live_wishes, matches
from favn.kit import clock
from favn.statistics import matching
from favn.statistics.matching import Criterion, Giver, Pair, Question, Reason, Rule, Seeker
from favn.statistics.matching_left import Change, Left, Trials, why_left

RULES = (
    Rule("kind", "kind"),
    Rule("place", "place"),
    Rule("language", "language"),
    Rule("time", "time"),
    Rule("self", "party", "apart"),
    Rule("house", "house", "apart"),
)
CRITERIA = (
    Criterion("same_place", "place", 4),
    Criterion("same_target", "target", 3, enough=2),
    Criterion("same_language", "language", 2, enough=2),
    Criterion("same_time", "time", 1, enough=2),
)
EACH_PAIR = 20
ALSO_TRIED, MOST_HELP = 40, 3
"""For at most so many who are left it is tried what would help; the rest hear why alone."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A need and an offer that fit, and why."""

    need: Wish
    offer: Wish
    points: int
    reasons: tuple[Reason, ...]
    why: list[str]
    others: int
    """How many other open offers this need could have."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A need without an offer: why, and what would help."""

    need: Wish
    why: list[str]
    helps: list[str]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best plan for all open needs and offers."""

    pairs: list[Suggestion]
    left: list[LeftOver]
    free: list[tuple[Wish, int]]
    """Offers with places left, and how many."""
    in_order: int
    total: int


def weights() -> list[tuple[str, str]]:
    """What counts, in words, and how much."""
    words = {
        "same_place": _("Samme område"),
        "same_target": _("Samme målgruppe, op til to"),
        "same_language": _("Samme sprog, op til to"),
        "same_time": _("Samme tidspunkt, op til to"),
    }
    each = (_("At få et forslag overhovedet"), str(EACH_PAIR))
    return [each, *((words[c.key], str(c.points)) for c in CRITERIA)]


def suggestions(today: date) -> Suggestions:
    """The plan with the most points, inside the rules; live suggestions keep their places."""
    rows = list(live_wishes(today))
    needs = {str(w.pk): w for w in rows if w.way == Way.NEED}
    offers = {str(w.pk): w for w in rows if w.way == Way.OFFER}
    question = _question(needs, offers, list(matches()))
    plan = matching.best(question)
    possible = {s.id: len(found) for s, found in matching.possible(question)}
    names = _names(rows)
    pairs = [_suggestion(p, needs, offers, possible, names) for p in plan.pairs]
    trials = Trials(question)
    left = [
        _left(trials, plan, key, needs, offers, most=MOST_HELP if index < ALSO_TRIED else 0)
        for index, key in enumerate(plan.left)
    ]
    free = [(offers[key], many) for key, many in plan.free.items() if many]
    return Suggestions(pairs, left, free, matching.in_order(question), plan.total)


def facts_of(wish: Wish) -> dict[str, frozenset[str]]:
    """What a wish says, as the matching reads it; what it does not say fits everything."""
    return {
        "kind": frozenset((str(wish.matter_id),)),
        "place": frozenset((str(wish.district_id),) if wish.district_id else ()),
        "language": frozenset(wish.languages),
        "time": frozenset(wish.times),
        "target": frozenset(wish.targets),
        "party": frozenset((str(wish.party_id),)),
        "house": frozenset(("house",) if wish.is_office else ()),
    }


def _question(needs: dict[str, Wish], offers: dict[str, Wish], made: list[Match]) -> Question:
    """Open needs and offers; places that live suggestions hold are taken out of both."""
    held: dict[str, int] = {}
    busy: set[str] = set()
    for match in made:
        if not match.is_over:
            busy.add(str(match.need_id))
            held[str(match.offer_id)] = held.get(str(match.offer_id), 0) + 1
    seekers = [
        Seeker(key, facts_of(w), clock.day_of(w.created_at))
        for key, w in needs.items()
        if key not in busy
    ]
    givers = [
        Giver(key, facts_of(w), max(0, w.capacity - held.get(key, 0)), clock.day_of(w.created_at))
        for key, w in offers.items()
    ]
    forbidden = frozenset((str(m.need_id), str(m.offer_id)) for m in made)
    return Question(tuple(seekers), tuple(givers), RULES, CRITERIA, EACH_PAIR, forbidden=forbidden)


def reasons_for(need: Wish, offer: Wish) -> tuple[int, tuple[Reason, ...], list[str]]:
    """Points, reasons and sentences of a pair a person chose, whether it is suggested or not."""
    question = Question((), (), RULES, CRITERIA, EACH_PAIR)
    seeker, giver = Seeker("need", facts_of(need)), Giver("offer", facts_of(offer))
    reasons = matching.reasons_of(seeker, giver, CRITERIA)
    names = _names([need, offer])
    said = [_said(reason.key, reason.shared, names) for reason in reasons]
    return matching.points_of(seeker, giver, question), reasons, [_kind(need), *said]


def sentences(match: Match) -> list[str]:
    """Why a suggestion was made, as it was that day."""
    names = _names([match.need, match.offer])
    said = [_said(key, shared, names) for key, _points, shared in match.reasons]
    return [_kind(match.need), *said]


def _kind(need: Wish) -> str:
    return _("Begge handler om %(kind)s.") % {"kind": need.matter.name}


def _names(wishes: Iterable[Wish]) -> dict[str, str]:
    """Words for everything that may be shared."""
    names = {str(key): str(name) for key, name in (*LANGUAGES, *Times.choices, *Target.choices)}
    ids = {wish.district_id for wish in wishes if wish.district_id}
    names |= {str(d.pk): d.name for d in District.objects.owned().filter(pk__in=ids)}
    return names


def _said(key: str, shared: Iterable[str], names: dict[str, str]) -> str:
    """One reason as a sentence."""
    what = ", ".join(names.get(word, word) for word in shared)
    sentences = {
        "same_place": _("Begge er i %(what)s."),
        "same_target": _("Begge er for %(what)s."),
        "same_language": _("Begge taler %(what)s."),
        "same_time": _("Begge kan: %(what)s."),
    }
    told = what.lower() if key in ("same_target", "same_time", "same_language") else what
    return sentences[key] % {"what": told}


def _suggestion(
    pair: Pair,
    needs: dict[str, Wish],
    offers: dict[str, Wish],
    possible: dict[str, int],
    names: dict[str, str],
) -> Suggestion:
    need, offer = needs[pair.seeker], offers[pair.giver]
    why = [_kind(need), *(_said(r.key, r.shared, names) for r in pair.reasons)]
    return Suggestion(need, offer, pair.points, pair.reasons, why, possible[pair.seeker] - 1)


def _left(
    trials: Trials,
    plan: matching.Plan,
    key: str,
    needs: dict[str, Wish],
    offers: dict[str, Wish],
    *,
    most: int,
) -> LeftOver:
    question = trials.question
    found = why_left(question, plan, key, most=most, trials=trials)
    helps = [_helps(change, offers) for change in found.changes]
    return LeftOver(needs[key], _why(found, question), helps)


def _why(left: Left, question: Question) -> list[str]:
    """Why nothing was found, the commonest rule first."""
    if not question.givers:
        return [_("Ingen tilbyder noget lige nu.")]
    if left.possible:
        many = len(left.possible)
        text = ngettext(
            "Ét tilbud passer, men en anden har pladsen.",
            "%(n)s tilbud passer, men andre har pladserne.",
            many,
        )
        return [text % {"n": many}]
    words = {
        "kind": _("handler om noget andet"),
        "place": _("er et andet sted"),
        "language": _("taler ikke et af sprogene"),
        "time": _("er på andre tidspunkter"),
        "self": _("er jeres eget"),
        "house": _("er fra kommunen selv"),
    }
    ranked = sorted(left.blocked.items(), key=lambda pair: -pair[1])
    told = [
        ngettext("%(n)s tilbud %(why)s.", "%(n)s tilbud %(why)s.", n) % {"n": n, "why": words[key]}
        for key, n in ranked
    ]
    return told or [_("De tilbud, der passer, er sagt nej til.")]


def _helps(change: Change, offers: dict[str, Wish]) -> str:
    """One tried change as a sentence."""
    offer = offers[change.giver]
    said = {"title": offer.title, "who": offer.name}
    if change.kind == "place":
        return _("Hvis %(who)s kunne give “%(title)s” til én mere.") % said
    if change.kind == "allow":
        return _("Hvis nejet til “%(title)s” fra %(who)s blev taget op igen.") % said
    by_rule = {
        "kind": _("Hvis “%(title)s” fra %(who)s også kunne bruges. Det er en anden slags."),
        "place": _("Hvis I kunne bruge “%(title)s” fra %(who)s et andet sted."),
        "language": _("Hvis “%(title)s” fra %(who)s kunne bruges på et andet sprog."),
        "time": _("Hvis I kunne bruge “%(title)s” fra %(who)s på et andet tidspunkt."),
    }
    return by_rule.get(change.rule, _("Hvis “%(title)s” fra %(who)s kunne bruges.")) % said


def pair_with(today: date, need: UUID, offer: UUID) -> Suggestion | None:
    """One of today's suggestions, or None where it is not among them any more."""
    pairs = suggestions(today).pairs
    return next((p for p in pairs if (p.need.pk, p.offer.pk) == (need, offer)), None)
