"""The plan's money: totals say what they left out; links that would count twice are refused.

Known answers from a city's inclusion status of 2013 (agreements of 9.1 million, one item's 0.7
inside 2.0) and from its action plan of 2025 (200,000 granted by a committee to another's
initiative).
"""

import uuid

import pytest

from favn.kit import clock, history
from favn.kit.refusals import Conflict, Refused
from favn.policy import actions, queries
from favn.policy.choices import Step
from favn.policy.models import Amount
from tests.policy.steps import OTHER, OWN, cost, initiative, neighbour

PAGE = "/planen/penge/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


@pytest.fixture
def add(houses, plan):
    """Adds an amount as Birgitte; 2026 and budgeted where nothing else is said."""

    def do(title, kroner, **more):
        facts = {"initiative": None, "unit": None, "pool": "", "note": ""}
        facts |= {"step": Step.BUDGETED, "first_year": 2026, "last_year": 2026}
        facts |= {"part_of": None, "same_as": None} | more
        facts = {"id": uuid.uuid4(), "plan": plan} | facts
        with houses.acting(houses.birgitte):
            return actions.add_amount(
                title=title, kroner=kroner, by=houses.birgitte, at=clock.now(), **facts
            )

    return do


def sums(houses, plan):
    with houses.acting(houses.birgitte):
        amounts = queries.amounts_of(plan)
        return {(s.step, s.first_year): s for s in queries.sums(amounts, amounts)}


def typed(**changes):
    """The form as somebody fills it in."""
    sent = {"id": str(uuid.uuid4()), "title": "Tilskud", "kroner": "200.000", "step": "granted"}
    sent |= {"first_year": "2026", "last_year": "2026", "initiative": "", "unit": "", "pool": ""}
    return sent | {"part_of": "", "same_as": "", "note": ""} | changes


def test_nine_point_one_million_printed_twice_stands_once_and_says_why(houses, plan, birgitte, add):
    frame = add("Ramme", 9_100_000)
    add("Ramme igen", 9_100_000, same_as=frame)
    first = add("Aftale 1", 7_300_000, part_of=frame)
    add("Aftale 2", 1_800_000, part_of=frame)
    item = add("Mod diskrimination", 2_000_000, part_of=first)
    add("Mod rygter", 700_000, part_of=item)
    found = sums(houses, plan)[Step.BUDGETED, 2026]
    assert (found.kroner, len(found.left_out)) == (9_100_000, 5)
    page = birgitte.get(PAGE).content.decode()
    assert "Budgetteret 2026: 9.100.000\N{NO-BREAK SPACE}kr." in page.replace("&nbsp;", "\xa0")
    assert "5 beløb er ikke lagt til" in page
    assert "det samme som “Ramme”" in page
    assert "en del af “Aftale 1”" in page
    assert "18.200.000" not in page


def test_steps_years_and_plans_are_never_added_together(houses, plan, add):
    add("Søgt", 524_625, step=Step.APPLIED)
    add("Givet", 200_000, step=Step.GRANTED)
    add("Givet året før", 50_000, step=Step.GRANTED, first_year=2025, last_year=2025)
    with houses.acting(houses.birgitte):
        old = actions.open_plan(
            id=uuid.uuid4(), slug="gammel", title="Gammel", first_year=2011, last_year=2014,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    add("Dengang", 1_000, plan=old, first_year=2013, last_year=2013)
    assert {key: s.kroner for key, s in sums(houses, plan).items()} == {
        ("applied", 2026): 524_625, ("granted", 2026): 200_000, ("granted", 2025): 50_000,
    }  # fmt: skip
    assert [s.kroner for s in sums(houses, old).values()] == [1_000]


def test_the_payer_may_be_another_than_the_owner_and_that_is_said(houses, birgitte, row, add):
    add("Forløb", 200_000, initiative=row, unit=houses.units[OTHER], step=Step.GRANTED)
    page = birgitte.get("/planen/7/").content.decode()
    assert f"Fra {OTHER}." in page
    assert f"Indsatsen ejes af {OWN}." in page


def test_initiatives_without_an_amount_are_said(houses, plan, birgitte, row, add):
    initiative(houses, plan, 8, "Åbent bibliotek")
    add("Forløb", 200_000, initiative=row)
    page = birgitte.get(PAGE).content.decode()
    assert "1 af 2 indsatser har intet beløb" in page
    assert "8. Åbent bibliotek" in page
    assert "Intet beløb er oplyst" in birgitte.get("/planen/8/").content.decode()


def test_an_amount_is_added_in_the_browser_once(houses, plan, birgitte, row):
    sent = typed(kroner="0,2 mio.", initiative=str(row.pk))
    assert [birgitte.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    with houses.acting(houses.birgitte):
        (amount,) = queries.amounts_of(plan)
    assert (amount.kroner, amount.initiative) == (200_000, row)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kroner": "mange"}, "Skriv beløbet som hele kroner"),
        ({"kroner": "1.5"}, "Skriv beløbet som hele kroner"),
        ({"kroner": "0"}, "over 0 kr."),
        ({"kroner": "9.999.999.999.999"}, "nul for meget"),
        ({"kroner": "9" * 30}, "Skriv beløbet som hele kroner"),
        ({"last_year": "2025"}, "ligger før det første"),
        ({"first_year": "1815"}, "fire tal"),
        ({"step": ""}, "Vælg, om beløbet er"),
        ({"part_of": str(uuid.uuid4())}, "findes ikke længere"),
        ({"unit": "x"}, "findes ikke længere"),
    ],
)
def test_a_mistake_names_the_mend_and_keeps_the_rest(houses, plan, birgitte, wrong, sentence):
    answer = birgitte.post(PAGE, typed(note="Det, jeg skrev.") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Det, jeg skrev."' in page
    with houses.acting(houses.birgitte):
        assert queries.amounts_of(plan) == []


def test_many_huge_amounts_still_sum(houses, plan, birgitte, add):
    for n in range(12):
        add(f"Nr. {n}", 10**12)
    assert sums(houses, plan)[Step.BUDGETED, 2026].kroner == 12 * 10**12
    assert "12.000.000.000.000" in birgitte.get(PAGE).content.decode()


def change(houses, amount, version=None, **values):
    names = (
        "initiative", "title", "step", "kroner", "first_year", "last_year", "unit", "pool",
        "part_of", "same_as", "note",
    )  # fmt: skip
    with houses.acting(houses.birgitte):
        row = Amount.objects.owned().get(pk=amount.pk)
        every = {name: getattr(row, name) for name in names} | values
        return actions.change_amount(
            amount=row, version=version or row.version, by=houses.birgitte, at=clock.now(), **every
        )


def test_amounts_in_a_ring_are_refused(houses, add):
    whole = add("Hele", 100)
    part = add("Del", 100, part_of=whole)
    with pytest.raises(Refused, match="i ring"):
        change(houses, whole, part_of=part)
    with pytest.raises(Refused, match="i ring"):
        change(houses, whole, same_as=part)
    with pytest.raises(Refused, match="i ring"):
        change(houses, whole, part_of=whole)


def test_the_ring_is_said_at_the_field_in_the_browser(houses, birgitte, add):
    whole = add("Hele", 100)
    part = add("Del", 100, part_of=whole)
    page = f"/planen/beloeb/{whole.pk}/"
    form = {f.name: f.value() or "" for f in birgitte.get(page).context["form"]}
    answer = birgitte.post(page, form | {"verb": "change", "part_of": str(part.pk)})
    assert answer.status_code == 422
    assert "i ring" in answer.content.decode()


def test_a_correction_may_not_leave_its_parts_hanging(houses, add):
    whole = add("Hele", 100)
    add("Del", 80, part_of=whole)
    with pytest.raises(Refused, match="passer ikke til det længere"):
        change(houses, whole, kroner=79)
    with pytest.raises(Refused, match="passer ikke til det længere"):
        change(houses, whole, step=Step.SPENT)
    with pytest.raises(Refused, match="en del af det"), houses.acting(houses.birgitte):
        actions.strike_amount(amount=whole, reason="x", by=houses.birgitte, at=clock.now())


def test_an_amount_of_another_plan_is_not_linked(houses, plan, add):
    with houses.acting(houses.birgitte):
        old = actions.open_plan(
            id=uuid.uuid4(), slug="gammel", title="Gammel", first_year=2011, last_year=2014,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    there = add("Dengang", 1_000, plan=old, first_year=2013, last_year=2013)
    with pytest.raises(Refused, match="samme plan"):
        add("Nu", 100, part_of=there)


def test_a_struck_amount_counts_nowhere_but_stays_in_history(houses, plan, birgitte, add):
    amount = add("Fejl", 100)
    page = f"/planen/beloeb/{amount.pk}/"
    assert "Skriv grunden" in birgitte.post(page, {"verb": "strike"}).content.decode()
    birgitte.post(page, {"verb": "strike", "version": 1, "reason": "Skrevet to gange"})
    assert sums(houses, plan) == {}
    assert birgitte.get(page).status_code == 404
    with houses.acting(houses.birgitte):
        assert {line.verb: line.reason for line in history.of(amount)} == {
            "add": "", "strike": "Skrevet to gange",
        }  # fmt: skip


def test_two_who_correct_and_the_second_keeps_the_words(houses, birgitte, add):
    amount = add("Tilskud", 100)
    page = f"/planen/beloeb/{amount.pk}/"
    mine = {f.name: f.value() or "" for f in birgitte.get(page).context["form"]}
    change(houses, amount, kroner=300)
    answer = birgitte.post(page, mine | {"verb": "change", "title": "Min titel"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Birgitte har rettet beløbet imens" in text
    assert 'value="Min titel"' in text
    assert "300" in text
    with pytest.raises(Conflict):
        change(houses, amount, version=1, kroner=5)


def test_the_same_correction_twice_writes_once(houses, add):
    amount = add("Tilskud", 100)
    assert change(houses, amount, kroner=200).version == 2
    assert change(houses, amount, version=1, kroner=200).version == 2


def test_offices_read_the_money_and_only_planners_write_it(houses, plan, birgitte, add):
    amount = add("Tilskud", 100)
    rasmus = houses.visit(houses.rasmus)
    page = rasmus.get(PAGE).content.decode()
    assert "Tilskud" in page
    assert "Tilføj beløb" not in page
    assert rasmus.post(PAGE, typed()).status_code == 403
    assert rasmus.get(f"/planen/beloeb/{amount.pk}/").status_code == 403
    assert houses.visit(houses.jonas).get(PAGE).status_code == 403
    signe = neighbour(houses)
    assert signe.get(f"/planen/beloeb/{amount.pk}/").status_code == 404
    assert signe.get(PAGE).status_code == 404


def test_more_amounts_cost_no_more_queries(birgitte, add):
    whole = add("Hele", 10**6)
    one = cost(birgitte, PAGE)
    for n in range(4):
        add(f"Del {n}", 100, part_of=whole)
    assert cost(birgitte, PAGE) == one
