"""The lists of the room as files: who signed up, as a workbook."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from favn.gatherings.models import SignUp
from favn.kit.spreadsheets import safe
from favn.people.persons.choices import LANGUAGES


def signups_workbook(rows: Iterable[SignUp]) -> bytes:
    """Every sign-up as one line, in the order they came; texts can be no formulas."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("Tilmeldte")
    sheet.append(
        [
            _("Nr."), _("Navn"), _("Kontakt"), _("Antal"), _("Står som"), _("Forening"),
            _("Tolk"), _("Skal bruge"), _("Børn"),
        ]
    )  # fmt: skip
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(_line(row))
    for letter, width in zip("ABCDEFGHI", (6, 26, 30, 8, 22, 28, 16, 40, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _line(row: SignUp) -> list[str | int]:
    spoken = str(dict(LANGUAGES).get(row.language, _("ja"))) if row.needs_interpreter else ""
    party = row.party.name if row.party else ""
    texts = (row.get_state_display(), party, spoken, row.access, row.children)
    name, contact = safe(row.shown_name), safe(row.contact)
    return [row.number, name, contact, row.persons, *(safe(str(text)) for text in texts)]
