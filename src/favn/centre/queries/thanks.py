"""A letter of thanks: what one volunteer gave in one year, by role, in true numbers alone."""

from datetime import date
from typing import Literal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.centre.models import Volunteer
from favn.centre.queries.hours import InRole, year_of
from favn.centre.rules.shifts import hours_words
from favn.kit.documents import Block, Document, Heading, Number, Paragraph, Table


def paper(
    who: Volunteer, year: int, house: str, on: date, language: Literal["da", "en"]
) -> Document | None:
    """The letter, or None where no hours of that year count: nobody is thanked for a number."""
    rows = year_of(who.person, year) if who.person else []
    if not rows:
        return None
    with translation.override(language):
        return Document(
            _("Tak til %(name)s") % {"name": who.name},
            tuple(_blocks(rows, year, house, on)),
            dated=date_format(on, "j. F Y"),
            author=house,
            language=language,
        )


def _blocks(rows: list[InRole], year: int, house: str, on: date) -> list[Block]:
    minutes, times = sum(r.minutes for r in rows), sum(r.times for r in rows)
    said = {"house": house, "year": year, "times": times}
    came = ngettext(
        "Du var frivillig i %(house)s %(times)s gang i %(year)s. Tak for din tid.",
        "Du var frivillig i %(house)s %(times)s gange i %(year)s. Tak for din tid.",
        times,
    )
    head = (_("Rolle"), _("Gange"), _("Tid"))
    lines = tuple((row.role, str(row.times), row.words) for row in rows)
    return [
        Paragraph(came % said),
        Number(hours_words(minutes), _("givet i %(year)s") % {"year": year}, on),
        Heading(_("Det, du gjorde")),
        Table(_("Dine roller i %(year)s") % {"year": year}, head, lines, widths=(4, 1.5, 3),
              numbers=(1, 2)),
        Paragraph(
            _(
                "Tiden er talt fra husets vagtplan, som du og huset har rettet den. En vagt, du"
                " ikke kom til, tæller ikke."
            ),
            small=True,
        ),
    ]  # fmt: skip
