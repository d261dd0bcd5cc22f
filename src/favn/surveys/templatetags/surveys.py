"""Shares as whole percent, and how a cell moved from one wave to the next."""

from dataclasses import dataclass

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit.templatetags.kit import percent
from favn.surveys.rules.shares import Cell

register = template.Library()


@register.filter
def part(share: float | None) -> str:
    """0.12 as “12 %”; None as a dash."""
    return percent(None if share is None else 100 * share)


@dataclass(frozen=True, slots=True)
class Change:
    """A change in count beside the change in share, in words; a dash where either is unknown."""

    count: str
    points: str


@register.simple_tag
def moved(now: Cell, then: Cell) -> Change:
    """From then to now: the count, and the share in percentage points."""
    count = "–" if now.count is None or then.count is None else _signed(now.count - then.count, 0)
    if now.share is None or then.share is None:
        return Change(count, "–")
    points = _signed(100 * (now.share - then.share), 1)
    return Change(count, _("%(n)s procentpoint") % {"n": points})


def _signed(value: float, decimals: int) -> str:
    """+3, −3 or 0."""
    sign = "+" if round(value, decimals) > 0 else "−" if round(value, decimals) < 0 else ""
    return sign + number_format(abs(round(value, decimals)), decimals, force_grouping=True)
