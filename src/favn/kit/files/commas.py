"""Text whose lines are rows, by the separator most of them have."""

import csv
from typing import Any

from django.utils.translation import gettext as _

from favn.kit.files.kinds import MOST_CELLS
from favn.kit.files.unreadable import Unreadable


def rows_of(text: str) -> list[tuple[int, list[Any]]]:
    """Rows by the separator that most lines have; numbers stay as they are written."""
    lines = text.splitlines()
    if len(lines) > MOST_CELLS + 1000:  # a title, notes and empty lines beside the numbers
        raise Unreadable(_("Filen har over 60.000 tal. Hent kun de rækker og år, du skal bruge."))
    sign = max((";", "\t", ","), key=lambda s: sum(line.count(s) for line in lines[:50]))
    csv.field_size_limit(100_000)
    try:
        found = list(csv.reader(lines, delimiter=sign))
    except csv.Error as error:
        raise Unreadable(_("Filen kan ikke læses som CSV. Gem den igen som CSV.")) from error
    rows = [(n, [v if v.strip() else None for v in row]) for n, row in enumerate(found, 1)]
    return [(n, row) for n, row in rows if any(row)]
