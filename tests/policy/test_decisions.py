"""Decisions with body and day: a study, what a committee did with it, and what came out of it.

Known answer from a city's action plan of 2025: two studies, taken to information on one day, and
three follow-ups adopted once (numbers 27 to 29), which both studies tell of and which are not six.
"""

import uuid
from datetime import date

import pytest

from favn.kit import clock
from favn.kit.refusals import Conflict, Refused
from favn.people.organisations.models import Unit
from favn.policy import actions, queries
from favn.policy.choices import Outcome, Ruling
from favn.policy.models import Decision
from tests.policy.steps import OTHER, filled_at, initiative, neighbour

PAGE = "/planen/beslutninger/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


@pytest.fixture
def committee(houses):
    with houses.acting(houses.birgitte):
        return Unit.objects.create(
            organisation=houses.sundhavn, name="Beskæftigelsesudvalget", kind="committee"
        )


@pytest.fixture
def studies(houses, plan):
    return {n: initiative(houses, plan, n, f"Nr. {n}") for n in (20, 21, 27, 28, 29)}


def decide(houses, plan, committee, about, born=(), **more):
    minute = {"ruling": Ruling.NOTED, "on": date(2026, 2, 17), "title": "Undersøgelserne"} | more
    with houses.acting(houses.birgitte):
        return actions.decide(
            id=uuid.uuid4(), plan=plan, minute=actions.Minute(body=committee, **minute),
            about=about, born=born, by=houses.birgitte, at=clock.now(),
        )  # fmt: skip


def test_two_studies_and_three_follow_ups_are_one_decision(
    houses, plan, birgitte, committee, studies
):
    both, born = [studies[20], studies[21]], [studies[n] for n in (27, 28, 29)]
    decide(houses, plan, committee, both)
    decide(
        houses, plan, committee, both, born, ruling=Ruling.FOLLOW_UP, on=date(2026, 3, 31),
        title="Tre nye indsatser", day_words="Året er ikke trykt",
    )  # fmt: skip
    page = birgitte.get(PAGE).content.decode()
    assert page.count("Opfølgning vedtaget</strong>") == 1
    assert page.count("Førte til") == 3
    study = birgitte.get("/planen/20/").content.decode()
    parts = ["31. mar. 2026", "Opfølgning vedtaget", "Året er ikke trykt", "27. Nr. 27"]
    places = [study.index(part) for part in (*parts, "17. feb. 2026", "Taget til efterretning")]
    assert places == sorted(places)
    child = birgitte.get("/planen/28/").content.decode()
    assert "Om <a" in child
    assert "20. Nr. 20" in child


def test_a_decision_is_written_in_the_browser_once(houses, plan, birgitte, committee, studies):
    typed = {
        "body": str(committee.pk), "ruling": "follow_up", "title": "Nye indsatser",
        "on": "2026-03-31", "about": "20 og 21", "born": "27, 28, 29",
    }  # fmt: skip
    sent = filled_at(birgitte, PAGE, **typed)
    assert [birgitte.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    with houses.acting(houses.birgitte):
        (ruled,) = queries.decisions_of(plan)
    assert [i.number for i in ruled.about] == [20, 21]
    assert [i.number for i in ruled.born] == [27, 28, 29]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"about": "99"}, "Planen har ingen indsats 99"),
        ({"about": "alle"}, "Skriv numre på indsatser"),
        ({"about": ""}, "Skriv nummeret"),
        ({"born": "20"}, "både være det"),
        ({"body": str(uuid.uuid4())}, "findes ikke længere"),
        ({"on": "31/3"}, "dag-måned-år"),
        ({"ruling": "sold"}, "valgmulighed"),
    ],
)
def test_a_mistake_names_the_mend(houses, plan, birgitte, committee, studies, typed, sentence):
    good = {"body": str(committee.pk), "ruling": "noted", "title": "x", "on": "2026-03-31"}
    answer = birgitte.post(PAGE, filled_at(birgitte, PAGE, **good, about="20") | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with houses.acting(houses.birgitte):
        assert Decision.objects.owned().count() == 0


def test_a_decision_joins_initiatives_of_one_plan(houses, plan, committee, studies):
    with houses.acting(houses.birgitte):
        old = actions.open_plan(
            id=uuid.uuid4(), slug="gammel", title="Gammel", first_year=2011, last_year=2014,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    with pytest.raises(Refused, match="samme plan"):
        decide(houses, old, committee, [studies[20]])


def advise(houses, plan, text="Find ti virksomheder."):
    with houses.acting(houses.birgitte):
        return actions.recommend(
            id=uuid.uuid4(), plan=plan, panel="Panelet", year=2026, text=text,
            addressee=houses.units[OTHER], by=houses.birgitte, at=clock.now(),
        )  # fmt: skip


def test_a_recommendation_says_to_whom_and_what_became_of_it(houses, plan, birgitte, row):
    advice = advise(houses, plan)
    page = birgitte.get("/planen/anbefalinger/").content.decode()
    assert "Ikke besvaret" in page
    assert f"Panelet, 2026. Rettet til {OTHER}." in page
    there = f"/planen/anbefaling/{advice.pk}/"
    bare = filled_at(birgitte, there, outcome="partly")
    assert "mindst én sætning" in birgitte.post(there, bare).content.decode()
    birgitte.post(there, bare | {"answer": "Fire er fundet.", "initiative": str(row.pk)})
    page = birgitte.get("/planen/anbefalinger/").content.decode()
    assert "Fulgt delvist</strong> (i dag): Fire er fundet." in page
    assert "7. Hverdagshjælp" in page


def test_two_who_answer_and_the_second_keeps_the_words(houses, plan, birgitte):
    advice = advise(houses, plan)
    there = f"/planen/anbefaling/{advice.pk}/"
    mine = filled_at(birgitte, there, outcome="declined", answer="Mit svar")
    with houses.acting(houses.birgitte):
        said = {"by": houses.birgitte, "at": clock.now(), "recommendation": advice}
        actions.answer_recommendation(
            version=1, outcome=Outcome.FOLLOWED, answer="Deres svar", **said
        )
        with pytest.raises(Conflict):
            actions.answer_recommendation(version=1, outcome=Outcome.PARTLY, answer="x", **said)
    answer = birgitte.post(there, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mit svar</textarea>" in page
    assert "Deres svar" in page


def test_offices_read_and_only_planners_write(houses, plan, committee, row):
    advice = advise(houses, plan)
    rasmus, signe = houses.visit(houses.rasmus), neighbour(houses)
    for page in (PAGE, "/planen/anbefalinger/"):
        assert rasmus.get(page).status_code == 200
        assert rasmus.post(page, {}).status_code == 403
        assert houses.visit(houses.jonas).get(page).status_code == 403
        assert signe.get(page).status_code == 404
    assert rasmus.get(f"/planen/anbefaling/{advice.pk}/").status_code == 403
    assert signe.get(f"/planen/anbefaling/{advice.pk}/").status_code == 404
