"""A day and an amount as a payment provider writes them; what cannot be read is said."""

import re
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal
from django.utils.translation import gettext as _

DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%d.%m.%y", "%d/%m/%y")
HOUR = re.compile(r"[T ]\s*\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$")
WORDS = re.compile(r"\b(kr\.?|dkk|eur|sek|nok)(?=\W|$)", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?\d[\d.,]*")
MOST = Decimal(100_000)


class Unclear(ValueError):
    """A cell that cannot be read; the sentence stands beside its line."""


def day(value: object, today: date) -> date:
    """A day that has been. Raises Unclear."""
    text = HOUR.sub("", str(value).strip())
    for pattern in DAYS:
        try:
            found = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found > today:
            raise Unclear(_("Dagen %(day)s er ikke kommet endnu.") % {"day": text})
        return found
    raise Unclear(_("“%(text)s” er ikke en dag.") % {"text": text[:20]})


def money(value: object) -> Decimal:
    """An amount above zero with at most two decimals, “1.200,00”, “200.00”, “kr. 200”.

    Raises Unclear.
    """
    amount = _decimal(value)
    if amount < 0:
        raise Unclear(_("Penge, der er gået ud igen. Tag betalingen ud på medlemmets egen side."))
    if amount == 0 or amount > MOST or amount != round(amount, 2):
        raise Unclear(_("“%(text)s” kan ikke være et kontingent.") % {"text": str(value)[:20]})
    return amount.quantize(Decimal("0.01"))


def _decimal(value: object) -> Decimal:
    if isinstance(value, int | float):
        return Decimal(str(value))
    text = WORDS.sub("", str(value)).replace("\xa0", "").replace("−", "-")
    text = "".join(text.split())
    if not NUMBER.fullmatch(text):  # a number of Python's own, such as 1e3, is none of a bank's
        raise Unclear(_("“%(text)s” er ikke et beløb.") % {"text": str(value)[:20]})
    for language in ("da", "en"):  # strict, so that “200.00” is never twenty thousand
        try:
            return parse_decimal(text, locale=language, strict=True)
        except NumberFormatError:
            continue
    raise Unclear(_("“%(text)s” er ikke et beløb.") % {"text": str(value)[:20]})
