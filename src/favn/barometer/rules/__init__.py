"""May a value, a group, a definition or a comparison stand like this? A sentence, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.barometer.choices import HIGHEST, WHOLE, Measure, Part, Unit

MOST = Decimal(10) ** 9


def why_not_value(unit: str, value: Decimal) -> str | None:
    """What a unit cannot hold: over 100 percent, below zero, half a person."""
    highest = HIGHEST.get(Unit(unit))
    if highest is not None and value > highest:
        return _(
            "%(value)s er over %(highest)s. Et tal i %(unit)s kan ikke være større."
            " Se efter et komma på et forkert sted."
        ) % {"value": said(value), "highest": highest, "unit": _unit(unit)}
    if value < 0 and unit not in (Unit.POINTS, Unit.DKK):
        return _("%(value)s er under nul, og det kan et tal i %(unit)s ikke være.") % {
            "value": said(value),
            "unit": _unit(unit),
        }
    if unit in WHOLE and value != value.to_integral_value():
        return _("%(value)s er ikke et helt tal, og %(unit)s tælles i hele.") % {
            "value": said(value),
            "unit": _unit(unit),
        }
    if unit == Unit.LEVEL and value < 1:
        return _("Niveauerne går fra 1 til 5.")
    return _("Tallet er for stort til at være rigtigt.") if abs(value) > MOST else None


def why_not_counts(
    unit: str, value: Decimal, decimals: int, base: int | None, count: int | None
) -> str | None:
    """A numerator and a denominator must give the share that stands beside them."""
    if count is not None and base is None:
        return _("Skriv også, hvor mange tallet er en del af, når du skriver antallet.")
    if base == 0:
        return _("Basis er 0. En andel af ingen findes ikke.")
    if count is None or base is None:
        return None
    if count > base:
        return _("Antallet %(count)s er større end basis %(base)s.") % {
            "count": said(count),
            "base": said(base),
        }
    share = Decimal(100 * count) / base
    half = Decimal(1).scaleb(-decimals) / 2
    if unit == Unit.PERCENT and abs(share - value) > half:
        return _("%(count)s af %(base)s er %(share)s %%, ikke %(value)s %%.") % {
            "count": said(count),
            "base": said(base),
            "share": said(round(share, max(decimals, 1))),
            "value": said(value),
        }
    return None


def why_not_sign(unit: str, has_percent: bool) -> str | None:
    """A difference of percentages is never written with “%”."""
    if has_percent and unit == Unit.POINTS:
        return _(
            "En forskel mellem to procenter skrives i procentpoint, ikke med %. Skriv kun tallet."
        )
    if has_percent and unit not in (Unit.PERCENT, Unit.RATIO):
        return _("Tallet her er ikke i procent. Skriv det uden %.")
    return None


@dataclass(frozen=True, slots=True)
class Band:
    """A group that is a span of numbers, both ends included."""

    title: str
    lowest: int | None
    highest: int | None


def why_not_bands(bands: Sequence[Band]) -> str | None:
    """Bands that share a number would count the same one twice."""
    spans = sorted(
        (
            (b.lowest or 0, b.highest, b.title)
            for b in bands
            if (b.lowest, b.highest) != (None, None)
        ),
        key=lambda span: span[0],
    )
    for low, high, title in spans:
        if high is not None and high < low:
            return _("“%(title)s” slutter, før det begynder.") % {"title": title}
    for (_low, high, before), (low, _high, after) in pairwise(spans):
        if high is None or low <= high:
            return _(
                "“%(before)s” og “%(after)s” dækker begge %(number)s. Så tælles det to gange."
                " Lad det ene bånd slutte, før det næste begynder."
            ) % {"before": before, "after": after, "number": low}
    return None


def why_not_compared(from_number: int, to_number: int, changed: str) -> str | None:
    """Two versions of a definition measure two things."""
    if from_number == to_number:
        return None
    why = changed.rstrip(".") or _("definitionen er en anden")
    return _("De to målinger kan ikke sammenlignes: %(why)s.") % {"why": lowered(why)}


def why_not_measured(measure: str, unit: str, parts: Sequence[str]) -> str | None:
    """A gap needs two groups with a part in it, and values that are not differences already."""
    if measure == Measure.GAP and not {Part.FOCUS, Part.BESIDE} <= set(parts):
        return _(
            "En forskel kræver en inddeling, hvor én gruppe er den, målet handler om, og én er"
            " den, der sammenlignes med."
        )
    if measure == Measure.GAP and unit == Unit.POINTS:
        return _("Tallene er allerede forskelle. Vælg “Tallet selv”.")
    if measure == Measure.AREAS and unit != Unit.LEVEL:
        return _("Områder på fem niveauer tælles i enheden “Niveau 1–5”.")
    return None


def why_not_published(n_definitions: int, n_observations: int) -> str | None:
    """The public sees only what says how it is counted."""
    if not n_definitions:
        return _("Skriv først, hvordan indikatoren er talt.")
    return None if n_observations else _("Skriv mindst én måling først.")


def said(value: Decimal | float, decimals: int | None = None) -> str:
    """A number as the reader's language writes it, with the decimals it was given."""
    if decimals is None and isinstance(value, Decimal):
        decimals = max(0, -int(value.normalize().as_tuple().exponent))
    # Django cuts decimals off; a number is rounded first.
    rounded = f"{value:.{decimals or 0}f}"
    return number_format(rounded, decimals or 0, force_grouping=True)


def lowered(words: str) -> str:
    """The words as they go on in a sentence: a first capital is lowered, names of one word not."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _unit(unit: str) -> str:
    return lowered(str(Unit(unit).label))
