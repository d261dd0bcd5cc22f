"""Both sides say whom they would rather have; a plan follows the points, or the wishes."""

import re
import uuid

import pytest

from favn.config import cli
from favn.kit.refusals import Refused
from favn.pathways.actions import plans, wishes
from favn.pathways.choices.pairs import PlanWay
from favn.pathways.models import Listed, Shortlist
from favn.pathways.queries import matching
from favn.pathways.queries.links import live_link, own_address
from favn.people.persons.choices import Act
from tests.cast import NOW, TODAY, join
from tests.pathways.mentoring import Mentoring


def page_of(plan):
    return f"/makkerskab/planer/{plan.pk}/"


@pytest.fixture
def four(network):
    """Amal and Bushra, Karen and Lone: everybody fits everybody, care fits care."""
    amal = network.mentee("Amal Haddad", trade="care", email="amal@x.example")
    bushra = network.mentee("Bushra Ali", trade="tech")
    karen = network.mentor("Karen Lund", trade="care", email="karen@x.example")
    lone = network.mentor("Lone Berg", trade="tech")
    return amal, bushra, karen, lone


def asked(network, plan):
    plan = network.fresh(plan)
    return network.do(wishes.ask, plan=plan, version=plan.version)


def wants(network, plan, who, *whom):
    """Somebody puts these in order."""
    with network.open():
        row = Shortlist.objects.owned().get(plan=plan, participant=who)
        keys = dict(Listed.objects.owned().filter(shortlist=row).values_list("about_id", "pk"))
        order = [keys[one.pk] for one in whom]
        return wishes.put_in_order(shortlist=row, order=order, by=who, at=NOW)


def test_one_press_asks_both_sides_by_letter_and_the_same_press_again_asks_nobody(
    network, four, ida, guest, letterbox
):
    plan = network.plan()
    for told in ("4 er spurgt, hvem de helst vil have.", "mindst to at vælge imellem, er spurgt"):
        sent = {"verb": "wishes", "version": network.fresh(plan).version}
        assert told in ida.post(page_of(plan), sent, follow=True).content.decode()
    (letter,) = letterbox.to("amal@x.example")
    page = re.search(r"http://\S+?(/makker/\S+/)", letter)[1]
    html = guest.get(page).content.decode()
    assert "Hvem vil du helst?" in html
    assert "Karen" in html
    for hidden in ("Lund", "karen@x.example"):
        assert hidden not in html


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_whom_a_person_decided_against_since_is_shown_to_neither(network, four, guest, side):
    amal, _bushra, karen, _lone = four
    plan = network.plan()
    asked(network, plan)
    who, other, stays = (amal, "Karen", "Lone") if side == "mentee" else (karen, "Amal", "Bushra")
    with network.open():
        page = own_address(live_link(who, NOW), network.house.slug)
    assert other in guest.get(page).content.decode()
    network.decide(plan, "forbid", amal, karen, why="De er i familie")
    told = guest.get(page).content.decode()
    assert other not in told
    assert stays in told


def test_the_order_is_given_on_the_own_page_each_place_once(network, four, guest):
    amal, _bushra, karen, lone = four
    plan = network.plan()
    asked(network, plan)
    with network.open():
        page = own_address(live_link(amal, NOW), network.house.slug)
        row = Shortlist.objects.owned().get(participant=amal)
        keys = dict(Listed.objects.owned().filter(shortlist=row).values_list("about_id", "pk"))
    fields = {who.pk: f"p_{keys[who.pk].hex}" for who in (karen, lone)}
    same = {"verb": "order", fields[karen.pk]: "1", fields[lone.pk]: "1"}
    answer = guest.post(page, same)
    assert answer.status_code == 422
    assert "Vælg hver plads én gang." in answer.content.decode()
    assert guest.post(page, {**same, fields[karen.pk]: "2"}).status_code == 302
    with network.open():
        assert matching.wishes_in(plan)[str(amal.pk)] == (str(lone.pk), str(karen.pk))
    assert "Vi har dine ønsker." in guest.get(page).content.decode()


def test_a_wish_is_a_point_and_the_plan_says_what_each_way_costs(network, four, ida):
    """By points care goes with care. One wish on both sides is 2 × 4, the field of two pairs 2 × 6.

    So the points keep the fields, and the page says that two would rather have each other.
    """
    amal, bushra, karen, lone = four
    plan = network.plan()
    assert network.planned(plan) == {(amal.pk, karen.pk), (bushra.pk, lone.pk)}
    asked(network, plan)
    wants(network, plan, amal, lone)
    wants(network, plan, lone, amal)
    plan = network.run(plan)
    assert network.planned(plan) == {(amal.pk, karen.pk), (bushra.pk, lone.pk)}
    both = plan.compared
    assert (both["most"]["blocking"], both["stable"]["blocking"]) == (1, 0)
    assert both["most"]["points"] - both["stable"]["points"] == 2 * 6 - 2 * 4
    wants(network, plan, bushra, karen)
    wants(network, plan, karen, bushra)
    plan = network.run(plan)
    assert network.planned(plan) == {(amal.pk, lone.pk), (bushra.pk, karen.pk)}
    assert plan.compared["most"] == plan.compared["stable"]
    html = ida.get(page_of(plan)).content.decode()
    assert "Hvad hver måde giver" in html


def test_the_stable_plan_follows_the_wishes_where_the_points_would_not(network, four, ida):
    """Amal and Lone wish each other; with a weight of 0 the points part them, and that blocks."""
    amal, bushra, karen, lone = four
    points = matching.FIRST_POINTS | {"wish": 0}
    network.do(plans.weigh, id=uuid.uuid4(), points=points, why="", after=0)
    plan = network.plan()
    asked(network, plan)
    wants(network, plan, amal, lone)
    wants(network, plan, lone, amal)
    plan = network.run(plan)
    assert network.planned(plan) == {(amal.pk, karen.pk), (bushra.pk, lone.pk)}
    assert plan.compared["most"]["blocking"] == 1
    sent = {"verb": "run", "version": plan.version, "way": "stable"}
    assert ida.post(page_of(plan), sent).status_code == 302
    plan = network.fresh(plan)
    assert plan.way == PlanWay.STABLE
    assert network.planned(plan) == {(amal.pk, lone.pk), (bushra.pk, karen.pk)}
    lost = plan.compared["most"]["points"] - plan.compared["stable"]["points"]
    assert lost == 2 * matching.FIRST_POINTS["trade"]
    assert plan.compared["stable"]["firsts"] == 1
    html = ida.get(page_of(plan)).content.decode()
    assert "Ingen to ville hellere have hinanden" in html
    again = network.run(plan)
    assert again.way == PlanWay.STABLE


def test_nobody_wishes_after_the_plan_is_put_away_or_a_yes_is_taken_back(network, four, guest):
    amal, _bushra, _karen, lone = four
    plan = network.plan()
    asked(network, plan)
    network.says(amal.person, Act.WITHDRAWN)
    with pytest.raises(Refused, match="ikke sagt ja til at blive foreslået"):
        wants(network, plan, amal, lone)
    network.says(amal.person)
    plan = network.fresh(plan)
    network.do(plans.put_away, plan=plan, version=plan.version)
    with pytest.raises(Refused, match="Parrene er sat sammen"):
        wants(network, plan, amal, lone)
    assert "Hvem vil du helst?" not in guest.get(network.page_of(amal)).content.decode()


def test_who_takes_a_yes_back_is_shown_to_nobody_from_then(network, four, guest):
    amal, _bushra, karen, _lone = four
    plan = network.plan()
    asked(network, plan)
    page = network.page_of(amal)
    assert "Karen" in guest.get(page).content.decode()
    network.says(karen.person, Act.WITHDRAWN)
    assert "Karen" not in guest.get(page).content.decode()


def test_somebody_with_one_choice_is_not_asked_to_choose(network, letterbox):
    network.mentee(email="amal@x.example")
    network.mentor()
    plan = network.plan()
    assert asked(network, plan) == 0
    cli.run(["mentoring", "--site", "https://favn.example"])
    assert letterbox.to("amal@x.example") == []


def test_another_house_asks_nobody_here(network, four, cast):
    plan = network.plan()
    join(cast, "nils", cast.naboerne, "coordinator", None)
    Mentoring(cast, "nils", "Nord")
    sent = {"verb": "wishes", "version": plan.version}
    assert cast.visit(cast.nils).post(page_of(plan), sent).status_code == 404
    assert network.count(Shortlist) == 0


def test_the_order_of_the_day_does_not_change_what_is_planned(network, four):
    plan = network.plan()
    asked(network, plan)
    with network.open():
        found = matching.asked(network.fresh(plan), TODAY)
        assert matching.solved(found).compared == {}
        assert set(matching.solved(found, PlanWay.STABLE).compared) == {"most", "stable"}
