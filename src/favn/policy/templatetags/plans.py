"""Addresses inside a plan, amounts in kroner, and years as people write them."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.policy.views.doors import at

register = template.Library()


@register.simple_tag(takes_context=True, name="at")
def address_in_plan(context: Context, name: str, *args: Any) -> str:
    """{% at "initiative" 7 %}: in the plan of the page (`slug`; empty for the present)."""
    return at(name, context.get("slug") or "", *args)


@register.simple_tag(name="at_plan")
def address_of_plan(name: str, slug: str, *args: Any) -> str:
    """{% at_plan "initiative" slug 7 %}: in a plan that is named."""
    return at(name, slug, *args)


@register.filter
def kroner(value: int) -> str:
    """7300000 as “7.300.000 kr.”, never broken over two lines."""
    return _("%(n)s\u00a0kr.") % {"n": number_format(value, force_grouping=True)}


@register.simple_tag
def years(first: int, last: int) -> str:
    """“2026” or “2024–2026”."""
    return str(first) if first == last else f"{first}–{last}"
