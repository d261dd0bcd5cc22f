"""What is due: whose time is over, and which rows have served. Never writes.

Persons are erased by the association's own clock; in a municipality they are only proposed, as a
public archive destroys nothing without its rule (arkivbekendtgørelsen § 5).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from favn.kit import clock, history
from favn.kit.tenancy import current
from favn.people.accounts import lookups, openings
from favn.people.organisations.models import Organisation
from favn.people.persons import queries
from favn.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class Clock:
    """One kind of row that goes by itself: what it is called, and which of them are due."""

    key: str
    title: str | Promise
    rows: Callable[[datetime], Any]
    let_go: Callable[[Any, datetime], int] | None = None
    """Where the rows stay and lose what leads to a person: the verb that does it, and how many."""

    def end(self, at: datetime) -> int:
        """End what is due at a moment; the answer is how many rows."""
        rows = self.rows(at)
        if self.let_go:
            return self.let_go(rows, at)
        done: int = rows.delete()[1].get(str(rows.model._meta.label), 0)
        return done


OWN = (
    Clock("lookups", _("opslag"), lookups.old),
    Clock("openings", _("åbninger uden for egen adgang"), openings.old),
    Clock("codes", _("koder til egen side"), queries.old_codes),
    Clock("tries", _("forkerte koder"), queries.old_tries),
    Clock("erasures", _("linjer om sletninger"), queries.old_erasures),
    Clock("history", _("linjer i hændelserne"), history.old),
    Clock("runs", _("linjer om frister"), queries.old_runs),
)
"""Of the ground floor, in this order: a look-up may hang on an opening. Rooms above add theirs."""
OTHERS: dict[str, str | Promise] = {
    "persons": _("personer"),
    "hand_overs": _("overdragelser, som intet ja bærer mere"),
    "again": _("personer, som en sikkerhedskopi havde hentet tilbage"),
}


def every_clock() -> tuple[Clock, ...]:
    """All clocks of the house but the persons' own, from the list in `config`."""
    found: tuple[Clock, ...] = import_string(settings.FAVN_CLOCKS)
    return found


def may_erase() -> bool:
    """Whether the clock itself ends persons here."""
    return not Organisation.objects.get(pk=current()).is_municipality


def persons(today: date) -> list[Person]:
    """Whom the clock ends: nobody's contact for so long, or kept by a law until now."""
    if not may_erase():
        return []
    return [*queries.due(today).persons, *queries.held_over(today)]


def counted(at: datetime) -> list[tuple[str, int]]:
    """How many of each kind are due, by name; nothing of those that have none."""
    found = [(str(OTHERS["persons"]), len(persons(clock.local_day(at))))]
    found += [(str(one.title), one.rows(at).count()) for one in every_clock()]
    return [(title, number) for title, number in found if number]


def told(done: dict[str, int]) -> list[tuple[str, int]]:
    """What a run did, in words."""
    titles = {**OTHERS, **{one.key: one.title for one in every_clock()}}
    return [(str(titles.get(key, key)), number) for key, number in done.items()]
