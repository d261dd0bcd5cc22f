"""What HTML cannot do alone: numbers and times in words, icons, bars, and parts with an inside.

Each part is one template in `templates/kit/`; what it takes stands in the comment at its top.
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Literal

import qrcode
from babel.dates import format_date, format_time
from babel.numbers import format_percent
from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.http import QueryDict
from django.middleware.csrf import get_token
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from favn.kit import clock

register = template.Library()
register.filter("day_of", clock.day_of)

SPRITE = "kit/dkfds/all-svg-icons.svg"
WITHHELD = {
    "too_few": gettext_lazy("Der er få personer her. Tallet holdes tilbage, så ingen kan kendes."),
    "total_too_few": gettext_lazy(
        "Der er så få personer i alt, at hele tallet holdes tilbage. Så kan ingen kendes."
    ),
    "breakdown_too_few": gettext_lazy(
        "Der er få personer i flere dele. Delene holdes tilbage, så ingen kan kendes."
    ),
    "period_scheme": gettext_lazy(
        "Antal personer vises kun for hele år. Ellers kan små tal regnes ud af hinanden."
    ),
    "open_year": gettext_lazy(
        "Antal mennesker i et år, der ikke er slut, vises kun for huset selv."
    ),
    "open_year_parts": gettext_lazy(
        "Hvad samtaler og tjek handlede om, vises først, når året er slut. Indtil da ser kun de,"
        " der selv fører dem, delene."
    ),
    "special_period": gettext_lazy(
        "Tal om rådgivning og sundhed vises for hele år, og i alt for et kvartal. I en kort periode"
        " kan ét tal være ét menneske."
    ),
}
"""Reasons of `favn.statistics.disclosure` and `kit.figures` in words; none tells a small cell
from its neighbour."""


# Numbers


@register.simple_tag
def number(value: float | None, decimals: int = 0) -> str:
    """9859 as “9.859” (English “9,859”); None as a dash. Rounded: Django cuts decimals off."""
    if value is None:
        return "–"
    return number_format(round(value, decimals), decimals, force_grouping=True)


@register.filter
def whole(value: Any) -> str:
    """A number without decimals, grouped; None as a dash; text is left as it is."""
    return number(value) if value is None or isinstance(value, (int, float)) else str(value)


@register.filter
def percent(value: float | None) -> str:
    """Whole percent: “12 %” (English “12%”) with a space that never breaks; None as a dash."""
    return "–" if value is None else format_percent(value / 100, locale=_locale())


@register.filter
def plain(value: Any) -> str:
    """A year or an id without grouping: 2026, never “2.026”."""
    return str(value)


@register.filter
def withheld_because(key: str) -> str:
    """The sentence for a reason of the disclosure control; a sentence is left as it is."""
    return str(WITHHELD.get(key, key))


@register.simple_tag
def withheld_reasons(rows: Any) -> list[str]:
    """Each reason once, in the order met, for the note under a table."""
    keys = dict.fromkeys(getattr(row, "withheld", None) for row in rows)
    return [withheld_because(key) for key in keys if key]


# Times


def language_now() -> Literal["da", "en"]:
    """The language of the page somebody prints from; its paper says in which it is written."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def _locale() -> str:
    return "en_GB" if (get_language() or "da").startswith("en") else "da"


@register.filter
def hour(value: time | datetime) -> str:
    """“14.05” (English “14:05”), in local time."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    naive = local.replace(tzinfo=None)
    return format_time(naive, "H.mm" if _locale() == "da" else "H:mm", locale=_locale())


@register.filter
def long_day(value: date) -> str:
    """“torsdag 12. november 2026”."""
    pattern = "EEEE d. MMMM y" if _locale() == "da" else "EEEE d MMMM y"
    return format_date(value, pattern, locale=_locale())


def short_day(value: date) -> str:
    """“tors. 12. nov.”: for a list to choose from on a phone."""
    pattern = "EEE d. MMM" if _locale() == "da" else "EEE d MMM"
    return format_date(value, pattern, locale=_locale())


def _day(value: date) -> str:
    near = {clock.today(): _("i dag"), clock.today() - timedelta(days=1): _("i går")}
    return near.get(value) or plain_day(value)


def plain_day(value: date) -> str:
    """“8. aug. 1992”: a day far back, which is never “i går”."""
    return format_date(value, "d. MMM y" if _locale() == "da" else "d MMM y", locale=_locale())


@register.simple_tag(name="when")
@register.filter(name="when")
def when(value: date | datetime | None) -> str:
    """“i dag kl. 14.05”, “12. nov. 2026 kl. 9.10”; a date without the hour; None as a dash."""
    if value is None:
        return "–"
    if not isinstance(value, datetime):
        return _day(value)
    return _("%(day)s kl. %(hour)s") % {"day": _day(clock.day_of(value)), "hour": hour(value)}


# Small drawings


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the design system; with `label` it speaks, without it is decoration."""
    meaning = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="icon-svg" focusable="false"{}><use href="{}#{}"></use></svg>',
        flatatt(meaning),
        static(SPRITE),
        name,
    )


@register.simple_tag
def bar(share: float | None, upright: bool = False) -> SafeString:
    """A bar of `share` percent from a zero base; decoration beside a number that is written."""
    part = min(max(float(share or 0), 0), 100)
    place = (
        {"x": "0", "y": f"{100 - part:g}", "width": "100", "height": f"{part:g}"}
        if upright
        else {"x": "0", "y": "0", "width": f"{part:g}", "height": "100"}
    )
    return format_html(
        '<svg class="fv-bar{}" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><rect class="fv-bar-fill"{}></rect></svg>',
        " fv-bar-upright" if upright else "",
        flatatt(place),
    )


def _chart(rows: Any, **words: str) -> dict[str, Any]:
    """Rows (label, value, withheld) with their share of the largest in percent, and the words."""
    largest = max((row.value for row in rows if row.value), default=0)
    drawn = [
        {
            "label": str(row.label),
            "value": row.value,
            "share": 100 * (row.value or 0) / largest if largest else 0,
            "withheld": getattr(row, "withheld", None),
        }
        for row in rows
    ]
    return {**words, "rows": drawn, "reasons": withheld_reasons(rows)}


@register.inclusion_tag("kit/bars.html")
def bars(rows: Any, title: str, subtitle: str = "", header: str = "") -> dict[str, Any]:
    """Horizontal bars; `rows` have label and value."""
    return _chart(rows, title=title, subtitle=subtitle, header=header)


@register.inclusion_tag("kit/columns.html")
def columns(rows: Any, title: str, subtitle: str = "", header: str = "") -> dict[str, Any]:
    """Upright columns in the order given, as twelve months; `rows` have label and value."""
    return _chart(rows, title=title, subtitle=subtitle, header=header)


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """The text as a QR code that a camera or a hand scanner reads; one path, no picture file."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    dots = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    meaning = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="fv-qr" viewBox="0 0 {0} {0}" shape-rendering="crispEdges"{1}>'
        '<path d="{2}"></path></svg>',
        len(rows),
        flatatt(meaning),
        "".join(dots),
    )


# Forms

NATIVE = {
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.TimeInput: ("time", "%H:%M"),
}
KINDS = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    ((*NATIVE, forms.NumberInput), "short"),
)
LOOK = {
    "checkboxes": "form-checkbox",
    "radios": "form-radio",
    "checkbox": "form-checkbox",
    "select": "form-select",
}


@register.filter
def kind(field: BoundField) -> str:
    """Which control a field is: text, short, textarea, select, checkbox, checkboxes or radios."""
    widget = field.field.widget
    return next((name for types, name in KINDS if isinstance(widget, types)), "text")


@register.filter
def control(field: BoundField) -> Any:
    """The field's control dressed for the design system; dates and hours become native ones."""
    widget = field.field.widget
    what = kind(field)
    widget.attrs["class"] = LOOK.get(what, f"form-input fv-{what}")
    for native, (input_type, pattern) in NATIVE.items():
        if isinstance(widget, native):
            widget.input_type, widget.format = input_type, pattern
            break
    return field


@register.filter
def first_id(field: BoundField) -> str:
    """The id an error should lead to: the control, or the first of several."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag(takes_context=True)
def csrf(context: Context) -> SafeString:
    """The hidden token; unlike Django's own tag it also works inside an include with `only`."""
    request = getattr(context, "request", None) or context.get("request")
    return hidden(csrfmiddlewaretoken=get_token(request)) if request else SafeString("")


@register.simple_tag
def hidden(**values: Any) -> SafeString:
    """Hidden inputs by name; dates as 2026-11-21, numbers without grouping, None left out."""
    pairs = ((name, _as_text(value)) for name, value in values.items() if value is not None)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


# Parts with an inside: {% section "Titel" %}…{% endsection %}


def _part(name: str, context: Context, content: str, **values: Any) -> SafeString:
    values["content"] = mark_safe(content)  # noqa: S308 - rendered by the surrounding template
    values["request"] = getattr(context, "request", None)
    # Made only where a part asks for it: a page with a token is one person's and is never kept.
    return render_to_string(name, {**values, "token": partial(csrf, context)})


@register.simple_block_tag(takes_context=True)
def section(
    context: Context, content: str, title: str, lead: str = "", anchor: str = ""
) -> SafeString:
    """A part of a page with its heading."""
    return _part("kit/section.html", context, content, title=title, lead=lead, anchor=anchor)


@register.simple_block_tag(takes_context=True)
def grid(context: Context, content: str, of: str = "cards") -> SafeString:
    """Parts beside each other: `of` is cards, numbers, tiles or counters."""
    return _part("kit/grid.html", context, content, of=of)


@register.simple_block_tag(takes_context=True)
def card(
    context: Context, content: str, title: str = "", url: str = "", anchor: str = ""
) -> SafeString:
    """A framed part."""
    return _part("kit/card.html", context, content, title=title, url=url, anchor=anchor)


@register.simple_block_tag(takes_context=True)
def actions(context: Context, content: str) -> SafeString:
    """Buttons in a row, under each other on a phone."""
    return _part("kit/actions.html", context, content)


@register.simple_block_tag(takes_context=True)
def more(context: Context, content: str, title: str, is_open: bool = False) -> SafeString:
    """What is folded away until somebody asks."""
    return _part("kit/more.html", context, content, title=title, is_open=is_open)


@register.simple_block_tag(takes_context=True)
def table(
    context: Context,
    content: str,
    caption: str,
    headers: Any = (),
    count: int | None = None,
    numbers: str = "",
    alike: bool = False,
) -> SafeString:
    """A table whose rows are the inside; `headers` is a list or “Dag|Hold|Antal”."""
    names = list(headers) if isinstance(headers, (list, tuple)) else str(headers).split("|")
    right = [part.strip() for part in numbers.split(",") if part]
    given = {"caption": caption, "heads": names, "count": count, "right": right, "alike": alike}
    return _part("kit/table.html", context, content, **given)


@register.simple_block_tag(takes_context=True)
def post(context: Context, content: str, action: str) -> SafeString:
    """A bare form that posts: token and your own hidden fields and buttons inside."""
    return _part("kit/post.html", context, content, action=action)


@register.simple_block_tag(takes_context=True)
def form(context: Context, content: str, form: forms.Form, submit: str, **more: Any) -> SafeString:
    """A whole form; see `kit/form.html` for action, why, cancel, key, is_final and the rest."""
    return _part("kit/form.html", context, content, form=form, submit=submit, **more)


# The page


@register.simple_tag
def unseen(text: str) -> SafeString:
    """Words for screen readers only: {% unseen "om Sprogcafé" %}."""
    return format_html('<span class="sr-only">{}</span>', text)


@register.simple_tag(takes_context=True)
def page_title(context: Context) -> str:
    """What the page wrote in its block `title`, so that <title> and heading cannot differ."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks else None
    return mark_safe(block.nodelist.render(context).strip()) if block else ""  # noqa: S308


@register.simple_tag(takes_context=True)
def with_query(context: Context, **values: Any) -> str:
    """The present address with some of its query replaced; None removes one."""
    request = getattr(context, "request", None) or context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in values.items():
        query.pop(name, None)
        if value is not None:
            query[name] = _as_text(value)
    return f"?{query.urlencode()}"
