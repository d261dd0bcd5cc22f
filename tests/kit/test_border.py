"""The ways across the tenant border: closed, or known by name; and nobody goes round the managers.

On SQLite three ways of reading stay open, because it has no row-level security; none of writing.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from favn.config.trials import border
from favn.kit.border import owned_models
from favn.kit.models import Change
from favn.kit.records import ForeignTenant
from favn.kit.tenancy import acting_for

SOURCE = Path(__file__).parents[2] / "src" / "favn"
OPEN_ON_SQLITE = {"queryset without its manager", "raw queryset", "select by cursor"}
AROUND = re.compile(r"_base_manager\b|\.raw\(|\bcursor\(")
GUARDS = {
    "sqlite": "SELECT name FROM temp.sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity",
}
MAY_GO_AROUND = (
    "kit/border.py",
    "kit/planner.py",
    "kit/prepared.py",
    "kit/sqlite/",
    "config/trials/",
    "statistics/",
)
"""The border itself, ANALYZE, statements written once, the SQLite backend, and their trials;
the statistics floor knows no Django, its cursors are DuckDB's."""


@pytest.fixture
def across(db):
    return border.sides()


@pytest.mark.parametrize("name", border.WAYS)
def test_a_way_across_is_closed_or_known(across, name):
    known = OPEN_ON_SQLITE if connection.vendor == "sqlite" else set()
    assert border.is_open(name, across) is (name in known)


def test_the_known_ways_stay_within_the_bound():
    assert len(OPEN_ON_SQLITE) <= border.BOUND["sqlite"]
    assert len(border.WAYS) >= 16


@pytest.mark.parametrize("name", sorted(set(border.WAYS) - {"save a made up row"}))
def test_a_way_leads_somewhere_at_home(across, name):
    """A way that fails for another reason than the border would prove nothing."""
    home = replace(
        across,
        theirs=across.ours,
        their_activity=across.our_activity,
        their_session=across.our_session,
    )
    if name == "aggregate":
        home = replace(home, our_session=second_session(home))
    assert border.is_open(name, home)


def second_session(home):
    with acting_for(home.ours):
        session = border._session(home.ours, home.our_activity)
        session.save()
    return session.pk


def test_nobody_goes_round_the_managers():
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in SOURCE.rglob("*.py")
        if not str(path.relative_to(SOURCE)).startswith(MAY_GO_AROUND)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if AROUND.search(line)
    ]
    assert found == []


def test_a_mark_for_another_tenant_is_refused(across):
    with acting_for(across.ours), pytest.raises(ForeignTenant):
        Change(organisation_id=across.theirs, table="centre.visit", year=2026, month=1).save()


def test_every_owned_table_is_guarded(db):
    tables = {model._meta.db_table for model in owned_models()}
    with connection.cursor() as cursor:
        cursor.execute(GUARDS[connection.vendor])
        guards = {row[0] for row in cursor.fetchall()}
    if connection.vendor == "sqlite":
        events = ("INSERT", "UPDATE", "DELETE")
        assert {f"tenant_{table}_{event}" for table in tables for event in events} <= guards
    else:
        assert tables <= guards
