"""favn retention: what is due ends, house by house; said before, done once, told after."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from favn.centre.models import Appointment, Duty
from favn.config.cli import CommandError, parser
from favn.config.commands import retention as command
from favn.kit.models import History
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import LookedAt, Lookup, Opening
from favn.people.persons.models import Erasure, OwnPageCode, OwnPageTry, Person, RetentionRun
from tests.cast import NOW, TODAY

LONG_AGO = TODAY.replace(year=2023)


def run(*words) -> int:
    return command.run(parser("retention").parse_args(["retention", *words]))


def person(house, name, last=TODAY):
    with acting_for(house.pk):
        row = Person(organisation=house, name=name, created_at=NOW, last_contact_on=last)
        row.save()
        return row


def look(house, at, opening=None):
    with acting_for(house.pk):
        row = Lookup(organisation=house, at=at, actor_id=uuid4(), actor_label="x", kind="read",
                     role="counsellor", page="p", status=200, opening=opening)  # fmt: skip
        row.save()
        LookedAt(organisation=house, lookup=row, person_id=uuid4()).save()
        return row


def count(house, *models):
    with acting_for(house.pk):
        return [model.objects.owned().count() for model in models]


@pytest.fixture
def due(cast):
    """In both associations and the municipality: one person due and one not."""
    for house in (cast.medborgerhuset, cast.naboerne, cast.sundhavn):
        person(house, "Carmen", LONG_AGO)
        person(house, "Samira")
    return cast


def test_a_dry_run_says_what_is_due_and_writes_nothing(due, capsys):
    before = count(due.medborgerhuset, Person, Erasure, RetentionRun, History)
    assert run("--dry-run") == 0
    told = capsys.readouterr().out
    assert "Medborgerhuset: 1 persons due" in told
    assert count(due.medborgerhuset, Person, Erasure, RetentionRun, History) == before


def test_the_run_ends_it_in_every_association_and_says_so(due, capsys):
    assert run() == 0
    told = capsys.readouterr().out
    for house in (due.medborgerhuset, due.naboerne):
        assert f"{house.name}: 1 persons ended" in told
        assert count(house, Person, Erasure) == [1, 1]
        with acting_for(house.pk):
            assert Person.objects.get().name == "Samira"
            assert Erasure.objects.get().by_label == "favn retention"
            assert RetentionRun.objects.get().done == {"persons": 1}
            assert History.objects.filter(verb="retain").count() == 1


def test_in_a_municipality_persons_are_only_proposed(due, capsys):
    run()
    assert "Sundhavn Kommune: 1 persons wait for an archive rule" in capsys.readouterr().out
    assert count(due.sundhavn, Person, Erasure) == [2, 0]


def test_a_second_run_does_nothing_twice(due, capsys):
    run()
    capsys.readouterr()
    assert run() == 0
    assert "Medborgerhuset: nothing is due" in capsys.readouterr().out
    assert count(due.medborgerhuset, Person, Erasure, RetentionRun) == [1, 1, 1]
    with acting_for(due.medborgerhuset.pk):
        assert RetentionRun.objects.get().done == {"persons": 1}
        assert History.objects.filter(verb="retain").count() == 1


def test_only_the_one_that_is_named(due, capsys):
    assert run("--organisation", "naboerne") == 0
    assert "Medborgerhuset" not in capsys.readouterr().out
    assert count(due.medborgerhuset, Person) == [2]
    with pytest.raises(CommandError, match="no organisation"):
        run("--organisation", "ukendt")


def test_look_ups_openings_codes_and_tries_go_when_their_time_is_over(cast):
    house = cast.medborgerhuset
    somebody = person(house, "Samira")
    with acting_for(house.pk):
        start = {"organisation": house, "account": cast.sara, "person_id": somebody.pk}
        for years in (6, 3):
            at = NOW - timedelta(days=366 * years)
            Opening(**start, at=at, ends_at=at, reason="Bad selv om det").save()
        code = {
            "organisation": house,
            "person": somebody,
            "given_by_id": cast.sara.pk,
            "until": NOW,
        }
        for name, days in (("a", 31), ("b", 29)):
            issued_at = NOW - timedelta(days=days)
            OwnPageCode(**code, code_hash=name, issued_at=issued_at).save()
        for minutes in (61, 5):
            row = OwnPageTry(organisation=house, bucket="x", at=NOW - timedelta(minutes=minutes))
            row.save()
        opening = Opening.objects.order_by("at").first()
    look(house, NOW - timedelta(days=732), opening)
    kept = look(house, NOW - timedelta(days=730))
    run()
    assert count(house, Opening, OwnPageCode, Lookup, LookedAt) == [1, 1, 1, 1]
    with acting_for(house.pk):
        assert Lookup.objects.get().pk == kept.pk
        assert RetentionRun.objects.get().done["lookups"] == 1


def test_a_duty_goes_after_two_years_where_nobody_has_an_appointment_in_it(cast):
    house = cast.medborgerhuset
    with acting_for(house.pk):
        start = {"organisation": house, "who": cast.nora, "starts": time(9), "ends": time(12)}
        for on in (date(2024, 11, 18), date(2024, 11, 19)):
            Duty(on=on, **start).save()
        given = Duty(on=LONG_AGO, **start)
        given.save()
        guest = person(house, "Samira")
        Appointment(organisation=house, duty=given, person=guest, starts=time(9)).save()
    run()
    with acting_for(house.pk):
        assert [duty.on for duty in Duty.objects.order_by("on")] == [LONG_AGO, date(2024, 11, 19)]


@pytest.mark.parametrize("years", [2, 5, 10])
def test_a_clock_that_jumps_leaves_nobody_over_time(due, settings, years):
    settings.TODAY = date(TODAY.year + years, 12, 1)
    run()
    assert count(due.medborgerhuset, Person) == [0]
    assert count(due.sundhavn, Person) == [2]
