"""New collaborations: by the stated definition, with the list behind, and onward to the plan."""

import uuid
from functools import partial

import pytest
from django.db import connection

from favn.associations.actions import agreements as actions
from favn.associations.choices.cooperation import Happened
from favn.associations.figures import COLLABORATIONS
from favn.associations.models import Collaboration
from favn.associations.queries.agreements import for_plan
from favn.associations.rules.reviews import months_later
from favn.kit import clock, figures
from favn.policy import actions as policy
from favn.policy.models import Delivery, Initiative, Plan
from favn.statistics.figures import Edition, Period
from tests import cast as roll
from tests.associations.pacts import HOUSE, Pacts
from tests.at_once import at_once
from tests.cast import NOW, TODAY

AGO = months_later(TODAY, -7)
THEN = NOW.replace(year=AGO.year, month=AGO.month, day=AGO.day)
PAGE = f"{HOUSE}talt/{AGO.year}/"


def counted(pacts, year=AGO.year):
    value = figures.value(
        COLLABORATIONS.id, pacts.house.pk, Period(year), by="matter", edition=Edition.PUBLIC
    )
    return value.total, {row.label: row.value for row in value.rows}


@pytest.fixture
def initiative(pacts):
    with pacts.open():
        return an_initiative(pacts)


def an_initiative(pacts):
    plan = Plan.objects.create(
        organisation=pacts.house, slug="plan", title="Planen", first_year=2024, last_year=2028
    )
    return Initiative.objects.create(
        organisation=pacts.house, plan=plan, number=7, title="Foreninger som partnere"
    )


def test_an_agreement_counts_when_one_side_has_said_that_something_happened(pacts):
    assert counted(pacts) == (0, {})
    row = pacts.agreed(at=THEN)
    assert counted(pacts)[0] == 0, "nobody has told yet"
    pacts.tell(row, 2, Happened.PARTLY)
    assert counted(pacts) == (1, {"Lokale": 1})


def test_a_no_from_both_does_not_count_and_a_corrected_yes_is_taken_back(pacts):
    row = pacts.agreed(at=THEN)
    pacts.tell(row, 1, Happened.YES)
    assert counted(pacts)[0] == 1
    pacts.tell(row, 1, Happened.NO, number=1)
    pacts.tell(row, 2, Happened.NO)
    assert counted(pacts)[0] == 0


def test_a_second_version_is_no_second_collaboration(pacts):
    row = pacts.agreed(at=THEN)
    pacts.tell(row, 1)
    version = pacts.agreement(row, 1, why="Længere")
    for place in (1, 2):
        pacts.say(version, place)
    assert counted(pacts)[0] == 1


def test_the_page_says_the_definition_and_lists_what_is_behind(pacts, freja):
    row = pacts.agreed(at=THEN)
    pacts.agreed(at=THEN, row=pacts.aligned(pacts.cooperation(title="Ikke talt endnu")))
    pacts.tell(row, 1)
    page = freja.get(PAGE).content.decode()
    assert str(COLLABORATIONS.definition) in page
    assert "Fest i gården" in page
    assert "Ikke talt endnu" not in page
    assert "1 aftale fra året tæller ikke endnu" in page


def test_the_published_forty_stand_beside_with_their_doubt(pacts, freja):
    """KEM 2017: 40 collaborations, 32 associations, five municipalities, three years."""
    page = freja.get(PAGE).content.decode()
    assert "40 nye samarbejder med 32 foreninger" in page
    assert 40 / 5 == 8
    assert 40 / 32 == 1.25
    assert "kan tallet ikke sættes over for dem her" in page


def test_a_year_that_is_none_is_not_found(pacts, freja):
    assert freja.get(f"{HOUSE}talt/1999/").status_code == 404
    assert freja.get(f"{HOUSE}talt/{TODAY.year + 1}/").status_code == 404


def test_collaborations_of_an_initiative_are_told_once_as_a_count(pacts, cast, initiative):
    row = pacts.agreed(at=THEN, initiative=initiative)
    pacts.tell(row, 1)
    with pacts.open():
        output = policy.promise(
            id=uuid.uuid4(), initiative=initiative, unit="nye samarbejder", promised=10,
            years=(2026, 2027), by=cast.birgitte, at=clock.now(),
        )  # fmt: skip
    birgitte = cast.visit(cast.birgitte)
    assert "7. Foreninger som partnere: 1 samarbejde" in birgitte.get(PAGE).content.decode()
    sent = {"initiative": initiative.pk, "output": output.pk}
    assert cast.visit(cast.freja).post(f"{HOUSE}talt/planen/", sent).status_code == 403
    assert birgitte.post(f"{HOUSE}talt/planen/", sent).status_code == 302
    assert birgitte.post(f"{HOUSE}talt/planen/", sent).status_code == 404
    with pacts.open():
        (delivery,) = Delivery.objects.owned()
        assert (delivery.delivered, delivery.output) == (1, output)
        assert "Fest" not in delivery.note, "a count, never what or who"
        policy.strike_delivery(
            delivery=delivery, reason="For tidligt", by=cast.birgitte, at=clock.now()
        )
    assert "1 samarbejde er ikke skrevet" in birgitte.get(PAGE).content.decode()


@pytest.fixture
def output(pacts, cast, initiative):
    with pacts.open():
        return policy.promise(
            id=uuid.uuid4(), initiative=initiative, unit="nye samarbejder", promised=10,
            years=(2026, 2027), by=cast.birgitte, at=clock.now(),
        )  # fmt: skip


def told(pacts, cast, initiative, output):
    with pacts.open():
        return actions.tell_plan(
            initiative=initiative, output=output, by=cast.birgitte, at=clock.now()
        )


def strike(pacts, cast, delivery):
    with pacts.open():
        policy.strike_delivery(
            delivery=delivery, reason="For tidligt", by=cast.birgitte, at=clock.now()
        )


def test_what_was_struck_can_be_told_again_on_the_same_day(pacts, cast, initiative, output):
    pacts.tell(pacts.agreed(at=THEN, initiative=initiative), 1)
    strike(pacts, cast, told(pacts, cast, initiative, output))
    assert told(pacts, cast, initiative, output).struck_on is None
    with pacts.open():
        assert for_plan() == []


def test_one_that_counts_no_more_is_said_beside_the_promise_it_was_told_in(
    pacts, cast, initiative, output
):
    row = pacts.agreed(at=THEN, initiative=initiative)
    pacts.tell(row, 1)
    delivery = told(pacts, cast, initiative, output)
    said = "1 samarbejde er skrevet som leveret, men tæller ikke mere"
    birgitte = cast.visit(cast.birgitte)
    assert said not in birgitte.get(PAGE).content.decode()
    pacts.tell(row, 1, Happened.NO, number=1)
    assert said in birgitte.get(PAGE).content.decode()
    strike(pacts, cast, delivery)
    assert said not in birgitte.get(PAGE).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_plan_at_once_under_two_promises_tell_it_once():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: SQLite's tests share one connection")
    cast = roll.assemble()
    pacts = Pacts(cast)
    with pacts.open():
        initiative = an_initiative(pacts)
        outputs = [
            policy.promise(
                id=uuid.uuid4(), initiative=initiative, unit=unit, promised=10,
                years=(2026, 2027), by=cast.birgitte, at=clock.now(),
            )
            for unit in ("nye samarbejder", "aftaler")
        ]  # fmt: skip
    pacts.tell(pacts.agreed(at=THEN, initiative=initiative), 1)
    results = at_once(*(partial(told, pacts, cast, initiative, output) for output in outputs))
    assert [type(result) for result in results if result is not None] == [Delivery]
    with pacts.open():
        assert Delivery.objects.owned().count() == 1


def test_an_initiative_without_a_promise_says_where_it_is_written(pacts, cast, initiative):
    pacts.tell(pacts.agreed(at=THEN, initiative=initiative), 1)
    page = cast.visit(cast.birgitte).get(PAGE).content.decode()
    assert "Skriv løftet på indsatsens side først." in page


def test_the_count_names_nobody():
    assert set(Collaboration.Privacy.statistical.values()) == {"cooperation__matter__slug"}
