"""The person a verb writes about, ours until the end of the transaction.

What was asked of the person (have they said yes? are they still there?) then holds until it is
written: a yes that is taken back in another window waits, and so does a merge.
"""

from django.utils.translation import gettext as _

from favn.kit.refusals import Refused, must
from favn.people.persons import rules
from favn.people.persons.models import Person


def held(*persons: Person) -> None:
    """Lock the rows of these persons, always in the same order, inside a transaction.

    SQLite lets one writer in at a time and needs no more. Raises Refused where one of them is
    erased or stands behind another.
    """
    wanted = {person.pk for person in persons}
    rows = Person.objects.owned().filter(pk__in=wanted).order_by("pk")
    merged = rows.select_for_update(no_key=True).values_list("merged_into_id", flat=True)
    found = list(merged)
    if len(found) < len(wanted):
        raise Refused(_("Personen er slettet imens."))
    must(rules.why_not_touch(gone=any(into is not None for into in found)))
