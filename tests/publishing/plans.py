"""A plan with something in it, for tests about what a report takes from it."""

from datetime import timedelta

from favn.kit import clock
from favn.policy import actions
from favn.policy.choices import Section, Status, Step
from tests.cast import new_id
from tests.policy.steps import OTHER, OWN, at, initiative

PLAN = "@sundhavn/handleplan/2026"
BY_STATUS = f"policy.initiatives{PLAN}?by=status"
BUDGET = f"policy.budgeted{PLAN}"


def opened(cast, slug="handleplan"):
    """Sundhavn's plan of 2025 to 2027 with two initiatives, one of each office."""
    with cast.acting(cast.birgitte):
        plan = actions.open_plan(
            id=new_id(), slug=slug, title="Handleplan", first_year=2025, last_year=2027,
            by=cast.birgitte, at=at(),
        )  # fmt: skip
    rows = [
        initiative(cast, plan, 1, "Åbne klubber", OTHER),
        initiative(cast, plan, 2, "Job med mening", OWN),
    ]
    return plan, rows


def said(cast, row, status=Status.RUNNING, year=2026):
    with cast.acting(cast.birgitte):
        actions.write_status(
            initiative=row, year=year, status=status, text="Det går.", version=0,
            by=cast.birgitte, at=at(),
        )  # fmt: skip


def amount(cast, plan, title, kroner, **more):
    facts = {"initiative": None, "unit": None, "pool": "", "note": "", "part_of": None}
    facts |= {"same_as": None, "step": Step.BUDGETED, "first_year": 2026, "last_year": 2026} | more
    with cast.acting(cast.birgitte):
        return actions.add_amount(
            id=new_id(), plan=plan, title=title, kroner=kroner, by=cast.birgitte, at=clock.now(),
            **facts,
        )  # fmt: skip


def promised(cast, row, unit, number):
    with cast.acting(cast.birgitte):
        return actions.promise(
            id=new_id(), initiative=row, unit=unit, promised=number, years=(2026, 2026),
            by=cast.birgitte, at=at(),
        )  # fmt: skip


def statement(cast, plan, committee, /, **sections):
    """A round of this year with one committee's words."""
    with cast.acting(cast.birgitte):
        row = actions.open_round(
            id=new_id(), plan=plan, year=2026, last_day=at().date() + timedelta(days=20),
            committees=[committee], by=cast.birgitte, at=at(),
        )  # fmt: skip
        words = {Section(name): text for name, text in sections.items()}
        actions.write_statement(
            round=row, unit=committee, sections=words, version=0, by=cast.birgitte, at=at()
        )
