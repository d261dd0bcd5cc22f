"""The month or year a page of numbers is asked for, its name, and the ways to the others."""

from typing import Any

from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.statistics.figures import Period

EARLIEST = 2000
YEARS_BACK = 4


def asked_period(request: HttpRequest) -> Period:
    """The month or year of the address; this year where it names none."""
    this = clock.today().year
    year, month = (request.GET.get(name, "") for name in ("aar", "maaned"))
    number = int(year) if year.isdecimal() and len(year) == 4 else this
    number = number if EARLIEST <= number <= this else this
    if month.isdecimal() and len(month) < 3 and 1 <= int(month) <= 12:
        return Period(number, "month", int(month))
    return Period(number)


def is_open(period: Period) -> bool:
    """Whether it goes on today, so that it holds less than the same period of another year."""
    today = clock.today()
    if period.kind == "month":
        return (period.year, period.number) >= (today.year, today.month)
    return period.year >= today.year


def period_name(period: Period) -> str:
    """“2023”, “marts 2023”."""
    return f"{MONTHS[period.number]} {period.year}" if period.kind == "month" else str(period.year)


def year_tabs(period: Period) -> list[dict[str, Any]]:
    """The years beside each other as tabs."""
    this = clock.today().year
    years = range(max(EARLIEST, this - YEARS_BACK), this + 1)
    return [
        {"title": str(year), "url": f"?aar={year}", "is_here": year == period.year}
        for year in years
    ]


def month_tabs(period: Period) -> list[dict[str, Any]]:
    """The months of the year, and the whole of it."""
    whole = {
        "title": _("Hele året"), "url": f"?aar={period.year}", "is_here": period.kind == "year"
    }  # fmt: skip
    return [whole] + [
        {
            "title": str(name)[:3],
            "url": f"?aar={period.year}&maaned={number}",
            "is_here": period.kind == "month" and period.number == number,
        }
        for number, name in MONTHS.items()
    ]
