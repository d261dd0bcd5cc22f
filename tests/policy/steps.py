"""What people do with a count, in words that the tests share."""

import uuid
from datetime import date, datetime, time

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from favn.centre import actions as centre
from favn.kit import clock
from favn.policy import actions, queries
from favn.policy.models import CountDuty
from favn.policy.rules import quarter
from tests.cast import TODAY, join, organisation

Q4 = quarter(2026, 4)
FIGURES = ("centre.visits", "centre.guidances")
OWN, OTHER = "Beskæftigelsesforvaltningen", "Kulturforvaltningen"


def at(day: date = TODAY, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


def visits(cast, n: int, on: date = TODAY) -> None:
    """So many guests through Medborgerhuset's door."""
    with cast.acting(cast.amina):
        for _ in range(n):
            centre.count_visit(id=uuid.uuid4(), on=on, hour=10, by=cast.amina, at=at(TODAY))


def initiative(cast, plan, number=7, title="Hverdagshjælp", unit=OWN, funded=None):
    with cast.acting(cast.birgitte):
        return actions.add_initiative(
            id=uuid.uuid4(), plan=plan, number=number, title=title, owner=cast.units[unit],
            by=cast.birgitte, at=at(), funded=funded or cast.medborgerhuset,
        )  # fmt: skip


def ask(cast, row, association=None, figures=FIGURES, first=Q4, last=Q4) -> CountDuty:
    with cast.acting(cast.birgitte):
        return actions.ask_for_count(
            id=uuid.uuid4(), initiative=row, association=association or cast.medborgerhuset,
            wish=actions.Wish(figures, first, last, 20), by=cast.birgitte, at=at(),
        )  # fmt: skip


def standing(cast, duty, who=None, period=Q4):
    """How a quarter stands as somebody sees it; Jonas where nobody is named."""
    with cast.acting(who or cast.jonas):
        seen = CountDuty.objects.get_queryset().select_related("organisation", "addressed_to")
        return queries.standing_of(seen.get(pk=duty.pk), period, clock.today())


def sheet(cast, duty, period=Q4, version=None, note=""):
    """What Jonas sees on the page, everything approved."""
    with cast.acting(cast.jonas):
        live = queries.live_values(duty, period)
    numbers = {value.figure.id: value.total for value in live}
    seen = standing(cast, duty, period=period) if version is None else None
    return actions.Sheet(seen.version if seen else version or 0, numbers, list(numbers), note)


def send(cast, duty, period=Q4, **changes):
    with cast.acting(cast.jonas):
        return actions.send(
            id=changes.pop("id", uuid.uuid4()), duty=duty, period=period,
            sheet=changes.pop("sheet", None) or sheet(cast, duty, period, **changes),
            by=cast.jonas, at=clock.now(),
        )  # fmt: skip


def accept(cast, count, by=None):
    by = by or cast.birgitte
    with cast.acting(by):
        return actions.accept(
            id=uuid.uuid4(), count=count, version=count.version, by=by, at=clock.now()
        )


def ask_back(cast, count, question="Hvorfor er tallet så højt?"):
    with cast.acting(cast.birgitte):
        return actions.ask_back(
            id=uuid.uuid4(), count=count, version=count.version, question=question,
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip


def withdraw(cast, count, reason="Talt dobbelt i november"):
    with cast.acting(cast.jonas):
        return actions.withdraw(
            count=count, version=count.version, reason=reason, by=cast.jonas, at=clock.now()
        )


def cost(client, address) -> int:
    """How many queries a page takes; a session's first page also writes that it is used."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def neighbour(cast, role="planner"):
    """A browser of the planner in another municipality, who must see nothing of Sundhavn's."""
    other = organisation("fjordby", "Fjordby Kommune", "municipality")
    join(cast, "signe", other, role, None)
    return cast.visit(cast.signe)


def filled_at(client, page, **typed) -> dict[str, str]:
    """The page's form as a browser would send it back, with some fields typed over."""
    answer = client.get(page)
    form = answer.context.get("form") or answer.context["opening"]
    sent = {field.name: field.value() for field in form}
    return {name: "" if v is None else str(v) for name, v in sent.items()} | typed
