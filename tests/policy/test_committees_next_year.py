"""The committees that treat the year's paper: after New Year, under a new plan, typed wrong and
put right, and kept from the other city.

Known order from a city's status of 2025: the committees first, then the city council.
"""

import uuid
from datetime import date

import pytest

from favn.kit import clock, history
from favn.policy import actions, queries
from favn.policy.models import CommitteeStep
from tests.policy.round_steps import close, committee, hand_in, open_round
from tests.policy.steps import neighbour

PAGE, ALL = "/planen/runden/2026/", "/planen/runden/"
CLOSED, NEW = date(2026, 12, 30), date(2027, 1, 20)
NAMES = ("Socialudvalget", "Kulturudvalget", "Byrådet")


@pytest.fixture
def units(houses):
    return [committee(houses, name) for name in NAMES]


@pytest.fixture
def round_(houses, plan, row, units, settings):
    """Of 2026, closed in the last days of the year; the council is the last of two."""
    opened = open_round(houses, plan, committees=[units[0], units[2]])
    hand_in(houses, opened, row)
    settings.TODAY = CLOSED
    close(houses, opened)
    settings.TODAY = NEW
    return opened


@pytest.fixture
def birgitte(houses, round_):
    return houses.visit(houses.birgitte)


def text(client, page=PAGE):
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def steps(houses, round_):
    with houses.acting(houses.birgitte):
        return queries.steps_of(round_)


def post(client, houses, round_, verb, place=0, page=PAGE, **typed):
    step = steps(houses, round_)[place]
    sent = {"verb": verb, "step": str(step.pk), "version": step.version, "reason": "Forkert møde"}
    return client.post(page, sent | {"outcome": "Taget til efterretning"} | typed)


def order(client, houses, round_, units, seen=None):
    now = " ".join(str(step.unit_id) for step in steps(houses, round_))
    sent = {f"committee_{n}": str(unit.pk) for n, unit in enumerate(units, start=1)}
    return client.post(PAGE, {"verb": "order", "seen": now if seen is None else seen} | sent)


def test_last_years_paper_is_treated_after_new_year_in_its_order(birgitte, houses, round_):
    assert "Socialudvalget: ikke behandlet" in text(birgitte)
    late = post(birgitte, houses, round_, "treat", 1, on="2027-01-12")
    assert late.status_code == 404, "the council's form is not there yet"
    assert post(birgitte, houses, round_, "treat", on="2027-01-12").status_code == 302
    done = post(birgitte, houses, round_, "treat", 1, on="2027-01-19", outcome="Godkendt")
    assert done.status_code == 302
    page = text(birgitte)
    assert "Socialudvalget: 12. jan. 2027, Taget til efterretning" in page
    assert "Byrådet: i går, Godkendt" in page


def test_the_paper_is_treated_under_the_next_plan_too(birgitte, houses, round_, settings):
    """The plan of 2025–2027 ends; its last round is still open when the next plan begins."""
    settings.TODAY = date(2027, 11, 20)
    with houses.acting(houses.birgitte):
        plan = queries.present_plan(clock.today())
    last = open_round(houses, plan, year=2027, last_day=date(2027, 12, 30))
    settings.TODAY = date(2028, 1, 10)
    with houses.acting(houses.birgitte):
        actions.open_plan(
            id=uuid.uuid4(), slug="naeste", title="Den næste plan", first_year=2028,
            last_year=2030, by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    page = text(birgitte, ALL)
    assert 'href="/planen/runden/2027/"' in page
    assert 'href="/planen/runden/2026/"' in page
    assert 'href="/planer/plan/7/"' in text(birgitte, "/planen/runden/2027/7/")
    with houses.acting(houses.birgitte):
        (row,) = queries.live_initiatives(plan)
    hand_in(houses, last, row)
    close(houses, last)
    assert "Det går fremad." in text(birgitte, "/planen/status/2027/")
    assert post(birgitte, houses, round_, "treat", on="2028-01-09").status_code == 302
    assert "Socialudvalget: i går" in text(birgitte)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "dag-måned-år"),
        ({"on": "2027-01-21"}, "Dagen ligger i fremtiden"),
        ({"on": "2026-12-29"}, "Runden var ikke lukket endnu"),
        ({"on": "9999-01-01"}, "årstal kan ikke passe"),
        ({"on": "0000-01-01"}, "dag-måned-år"),
        ({"outcome": " "}, "Skriv, hvad udvalget besluttede."),
        ({"outcome": "\u200b"}, "Skriv, hvad udvalget besluttede."),
        ({"outcome": "x" * 201}, "Teksten er for lang."),
        ({"outcome": "a\x00b"}, "tegn, der ikke kan gemmes"),
    ],
)
def test_what_cannot_be_is_not_noted(birgitte, houses, round_, wrong, sentence):
    answer = post(birgitte, houses, round_, "treat", **{"on": "2027-01-12"} | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert steps(houses, round_)[0].treated_on is None


def test_days_follow_the_order_of_the_committees(birgitte, houses, round_):
    post(birgitte, houses, round_, "treat", on="2027-01-12")
    early = post(birgitte, houses, round_, "treat", 1, on="2027-01-11")
    assert "Udvalget før har behandlet papiret senere" in early.content.decode()
    post(birgitte, houses, round_, "treat", 1, on="2027-01-14")
    moved = post(birgitte, houses, round_, "correct", on="2027-01-15")
    assert "Det næste udvalg har behandlet papiret før" in moved.content.decode()


def test_a_day_typed_wrong_is_put_right(birgitte, houses, round_):
    post(birgitte, houses, round_, "treat", on="2026-12-30", outcome="Godkent")
    right = {"on": "2027-01-12", "outcome": "Godkendt"}
    assert post(birgitte, houses, round_, "correct", **right).status_code == 302
    assert "Socialudvalget: 12. jan. 2027, Godkendt" in text(birgitte)
    with houses.acting(houses.birgitte):
        (line,) = history.of(round_).filter(verb="correct")
    assert line.changes["treated_on"] == ["2026-12-30", "2027-01-12"]
    stale = post(birgitte, houses, round_, "correct", version=1, **right)
    assert stale.status_code == 409
    for version in ("", "x", "0", "9" * 30):
        answer = post(birgitte, houses, round_, "correct", version=version, on="2027-01-13")
        assert answer.status_code in (409, 422)
    assert steps(houses, round_)[0].treated_on == date(2027, 1, 12)


def test_a_treatment_that_was_none_is_taken_back_the_last_one_first(birgitte, houses, round_):
    post(birgitte, houses, round_, "treat", on="2027-01-12")
    post(birgitte, houses, round_, "treat", 1, on="2027-01-14")
    assert post(birgitte, houses, round_, "untreat", 0).status_code == 404
    assert post(birgitte, houses, round_, "untreat", 1, reason="").status_code == 422
    assert post(birgitte, houses, round_, "untreat", 1).status_code == 302
    assert "Byrådet: ikke behandlet" in text(birgitte)
    assert post(birgitte, houses, round_, "treat", 1, on="2027-01-15").status_code == 302


def test_a_committee_that_was_forgotten_is_put_in_before_the_council(
    birgitte, houses, round_, units
):
    post(birgitte, houses, round_, "treat", on="2027-01-12")
    social, culture, council = units
    wrong = order(birgitte, houses, round_, [council, social])
    assert wrong.status_code == 422
    assert "bliver stående først" in wrong.content.decode()
    assert order(birgitte, houses, round_, [social, culture, council]).status_code == 302
    assert [step.unit.name for step in steps(houses, round_)] == list(NAMES)
    assert post(birgitte, houses, round_, "treat", 1, on="2027-01-14").status_code == 302
    page = text(birgitte)
    places = [page.index(f"<li>{name}") for name in NAMES]
    assert places == sorted(places)


def test_two_who_choose_the_order_and_the_second_is_told(birgitte, houses, round_, units):
    seen = " ".join(str(step.unit_id) for step in steps(houses, round_))
    order(birgitte, houses, round_, units)
    assert order(birgitte, houses, round_, units[:1], seen=seen).status_code == 409
    assert order(birgitte, houses, round_, units[:1], seen="x").status_code == 422
    assert len(steps(houses, round_)) == 3
    twice = order(birgitte, houses, round_, [units[0], units[0], units[2]])
    assert twice.status_code == 302
    assert len(steps(houses, round_)) == 2


def test_the_other_city_sees_and_changes_nothing_and_offices_only_read(
    birgitte, houses, round_, units
):
    signe, rasmus = neighbour(houses), houses.visit(houses.rasmus)
    page = text(rasmus)
    assert "Socialudvalget: ikke behandlet" in page
    assert "Ret udvalgenes rækkefølge" not in page
    for verb in ("treat", "correct", "untreat"):
        assert post(signe, houses, round_, verb, on="2027-01-12").status_code == 404
        assert post(rasmus, houses, round_, verb, on="2027-01-12").status_code == 403
    assert order(signe, houses, round_, units).status_code == 404
    assert order(rasmus, houses, round_, units).status_code == 403
    with houses.acting(houses.birgitte):
        assert set(CommitteeStep.objects.owned().values_list("version", flat=True)) == {1}
