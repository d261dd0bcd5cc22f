"""Promised, lowered with a reason, delivered: one unit at a time, and counts that flow in.

Known answer from a city's action plan of 2025: 18 workshops lowered to 15, 35 workplaces.
"""

import uuid
from datetime import timedelta

import pytest

from favn.kit import clock, history
from favn.kit.refusals import Conflict, Refused
from favn.policy import actions, queries
from favn.policy.models import Output
from tests.cast import TODAY
from tests.policy.steps import OTHER, accept, ask, cost, initiative, neighbour, send, visits

PAGE = "/planen/7/loefter/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


@pytest.fixture
def promise(houses, row):
    """Promises something as Birgitte."""

    def do(unit="workshops", promised=18, years=(2026, 2026), of=row):
        with houses.acting(houses.birgitte):
            return actions.promise(
                id=uuid.uuid4(), initiative=of, unit=unit, promised=promised, years=years,
                by=houses.birgitte, at=clock.now(),
            )  # fmt: skip

    return do


def act(houses, verb, **values):
    """Something Birgitte does to a promise, today."""
    by_id = {} if verb in (actions.follow_count, actions.strike_delivery) else {"id": uuid.uuid4()}
    with houses.acting(houses.birgitte):
        return verb(**by_id | values, by=houses.birgitte, at=clock.now())


def lowered(houses, output, promised=15, reason="tre virksomheder sprang fra", version=1):
    return act(
        houses, actions.revise, output=output, version=version, promised=promised, on=TODAY,
        reason=reason,
    )  # fmt: skip


def shown(houses, who, number=7):
    return houses.visit(who).get(f"/planen/{number}/").content.decode()


def test_eighteen_workshops_lowered_to_fifteen_keep_both_numbers_and_the_reason(houses, promise):
    lowered(houses, promise())
    promise("arbejdspladser", 35, (2025, 2027))
    page = shown(houses, houses.birgitte)
    assert "15 workshops er lovet, leveret er ikke oplyst" in page
    assert "35 arbejdspladser er lovet, leveret er ikke oplyst" in page
    assert "Lovet først" in page
    assert "Ændret til 15 (i dag): tre virksomheder sprang fra" in page


def test_units_are_never_mixed(houses, promise):
    """Fifteen workshops and thirty-five workplaces are two charts and never fifty."""
    for unit, many in (("workshops", 15), ("arbejdspladser", 35)):
        act(houses, actions.deliver, output=promise(unit, many), delivered=many, on=TODAY)
    page = shown(houses, houses.birgitte)
    assert page.count("<figure") == 2
    assert "15 af 15 workshops er leveret" in page
    assert "35 af 35 arbejdspladser er leveret" in page
    assert ">50<" not in page


def test_deliveries_add_up_and_one_may_be_taken_out(houses, birgitte, promise):
    output = promise()
    page = f"/planen/loefte/{output.pk}/"
    for many in ("4", "5"):
        form = {f.name: f.value() or "" for f in birgitte.get(page).context["forms"]["deliver"]}
        sent = form | {"verb": "deliver", "delivered": many, "on": str(TODAY)}
        assert [birgitte.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert "9 af 18 workshops er leveret" in shown(houses, houses.birgitte)
    last = birgitte.get(page).context["promise"].deliveries[1]
    wrong = birgitte.post(page, {"verb": "strike", "delivery": str(last.pk), "reason": ""})
    assert wrong.status_code == 422
    birgitte.post(page, {"verb": "strike", "delivery": str(last.pk), "reason": "Talt to gange"})
    left = 9 - last.delivered
    assert f"{left} af 18 workshops er leveret" in shown(houses, houses.birgitte)
    unknown = {"verb": "strike", "delivery": str(uuid.uuid4()), "reason": "x"}
    assert birgitte.post(page, unknown).status_code == 404


def test_what_was_never_promised_in_numbers_says_so(houses, promise):
    output = promise("spil", None)
    assert "hverken lovet eller leveret er oplyst" in shown(houses, houses.birgitte)
    act(houses, actions.deliver, output=output, delivered=1530, on=TODAY)
    assert "1.530 spil er leveret, intet tal var lovet" in shown(houses, houses.birgitte)


def test_accepted_counts_flow_in_as_delivered(houses, row, duty, promise):
    output = promise("besøg", 10)
    act(houses, actions.follow_count, output=output, duty=duty, figure="centre.visits", version=1)
    assert "10 besøg er lovet, leveret er ikke oplyst" in shown(houses, houses.birgitte)
    count = send(houses, duty)
    assert "leveret er ikke oplyst" in shown(houses, houses.birgitte)
    accept(houses, count)
    page = shown(houses, houses.birgitte)
    assert "3 af 10 besøg er leveret" in page
    assert "4. kvartal 2026" in page
    visits(houses, 2)
    assert "3 af 10 besøg er leveret" in shown(houses, houses.birgitte)


def test_only_quarters_of_the_promised_years_count(houses, duty, promise):
    output = promise("besøg", 10, (2027, 2027))
    act(houses, actions.follow_count, output=output, duty=duty, figure="centre.visits", version=1)
    accept(houses, send(houses, duty))
    assert "leveret er ikke oplyst" in shown(houses, houses.birgitte)


def test_an_office_that_may_not_see_the_counts_does_not_see_them_here(houses, plan, promise):
    theirs = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    visits(houses, 3)
    duty = ask(houses, theirs)
    output = promise("besøg", 10, of=theirs)
    act(houses, actions.follow_count, output=output, duty=duty, figure="centre.visits", version=1)
    accept(houses, send(houses, duty))
    assert "3 af 10 besøg" in shown(houses, houses.birgitte, 8)
    page = shown(houses, houses.rasmus, 8)
    assert "3 af 10" not in page
    assert "ses af indsatsens egen forvaltning" in page


def test_a_number_is_the_delivery_of_one_promise_only(houses, plan, duty, promise):
    first, second = promise("besøg", 10), promise("gæster", 10)
    follow = {"duty": duty, "figure": "centre.visits", "version": 1}
    act(houses, actions.follow_count, output=first, **follow)
    assert act(houses, actions.follow_count, output=first, **follow).version == 2
    with pytest.raises(Refused, match="tælle to gange"):
        act(houses, actions.follow_count, output=second, **follow)
    with pytest.raises(Refused, match="ikke bedt om det tal"):
        act(houses, actions.follow_count, output=second, **follow | {"figure": "centre.guests"})
    other = promise("besøg", 5, of=initiative(houses, plan, 8, "Nr. 8"))
    with pytest.raises(Refused, match="ikke bedt om det tal"):
        act(houses, actions.follow_count, output=other, **follow)


def test_what_is_counted_is_not_told_by_hand_too(houses, duty, promise):
    follow = {"duty": duty, "figure": "centre.visits", "version": 1}
    counted, told = promise("besøg", 10), promise("gæster", 10)
    act(houses, actions.follow_count, output=counted, **follow)
    with pytest.raises(Refused, match="tælle to gange"):
        act(houses, actions.deliver, output=counted, delivered=3, on=TODAY)
    act(houses, actions.deliver, output=told, delivered=3, on=TODAY)
    with pytest.raises(Refused, match="Tag dem ud først"):
        act(houses, actions.follow_count, output=told, **follow | {"figure": "centre.guidances"})


def test_a_promise_is_written_once_in_the_browser(birgitte, houses, row):
    form = {f.name: f.value() or "" for f in birgitte.get(PAGE).context["form"]}
    sent = form | {"unit": "skoler", "promised": "12"}
    assert [birgitte.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    with houses.acting(houses.birgitte):
        assert Output.objects.owned().count() == 1
    again = birgitte.post(PAGE, sent | {"id": str(uuid.uuid4())})
    assert "Ret løftet i stedet" in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"unit": ""}, "Skriv, hvad der loves"),
        ({"promised": "mange"}, "Skriv et helt tal"),
        ({"promised": "-1"}, "Skriv et helt tal"),
        ({"promised": "99999999999999"}, "Skriv et helt tal"),
        ({"last_year": "2001"}, "ligger før det første"),
    ],
)
def test_a_mistake_names_the_mend(birgitte, row, typed, sentence):
    form = {f.name: f.value() or "" for f in birgitte.get(PAGE).context["form"]}
    answer = birgitte.post(PAGE, form | {"unit": "skoler"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_two_who_change_a_promise_and_the_second_keeps_the_words(birgitte, houses, promise):
    output = promise()
    page = f"/planen/loefte/{output.pk}/"
    form = {f.name: f.value() or "" for f in birgitte.get(page).context["forms"]["revise"]}
    lowered(houses, output)
    mine = form | {"verb": "revise", "promised": "12", "on": str(TODAY), "reason": "Min grund"}
    answer = birgitte.post(page, mine)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Birgitte har ændret løftet imens" in text
    assert 'value="Min grund"' in text
    with pytest.raises(Conflict):
        lowered(houses, output, 9)
    with pytest.raises(Refused, match="allerede 15"):
        lowered(houses, output, 15, version=2)


def test_a_revision_has_a_reason_and_a_day_that_has_come(birgitte, houses, promise):
    output = promise()
    page = f"/planen/loefte/{output.pk}/"
    form = {f.name: f.value() or "" for f in birgitte.get(page).context["forms"]["revise"]}
    late = form | {"verb": "revise", "promised": "12", "reason": "x"}
    late |= {"on": str(TODAY + timedelta(days=1))}
    assert "fremtiden" in birgitte.post(page, late).content.decode()
    bare = form | {"verb": "revise", "promised": "12", "on": str(TODAY)}
    assert "Skriv grunden" in birgitte.post(page, bare).content.decode()
    with houses.acting(houses.birgitte):
        assert queries.revisions_of(output) == []


def test_every_step_stands_in_history(houses, promise):
    output = promise()
    lowered(houses, output)
    act(houses, actions.deliver, output=output, delivered=4, on=TODAY)
    with houses.acting(houses.birgitte):
        told = {line.verb: (line.changes, line.reason) for line in history.of(output)}
    assert told == {
        "promise": ({"promised": ["", 18]}, ""),
        "revise": ({"promised": [18, 15]}, "tre virksomheder sprang fra"),
        "deliver": ({"delivered": ["", 4]}, ""),
    }


def test_only_the_planner_and_only_of_the_own_city(houses, birgitte, promise):
    page = f"/planen/loefte/{promise().pk}/"
    assert houses.visit(houses.rasmus).get(page).status_code == 403
    assert neighbour(houses).get(page).status_code == 404
    assert birgitte.get(f"/planen/loefte/{uuid.uuid4()}/").status_code == 404
    assert birgitte.post(page, {"verb": "sell"}).status_code == 404


def test_more_promises_cost_the_page_no_more_queries(houses, birgitte, promise):
    lowered(houses, promise())
    one = cost(birgitte, "/planen/7/")
    for unit in ("skoler", "klubber"):
        lowered(houses, promise(unit))
    assert cost(birgitte, "/planen/7/") == one
