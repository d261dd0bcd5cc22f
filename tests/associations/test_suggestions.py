"""What goes together: suggestions with reasons in words, who is left, and what a person decides."""

import uuid

import pytest

from favn.associations.choices.needs import Reply, Way
from favn.associations.models import District
from favn.associations.queries import suggestions
from favn.kit import clock
from tests.associations.pacts import HOUSE
from tests.associations.steps import elsewhere

PAGE = f"{HOUSE}forslag/"


def plan_of(pacts):
    with pacts.open():
        return suggestions.suggestions(clock.today())


def test_a_need_and_an_offer_that_fit_are_suggested_in_words(pacts, freja):
    with pacts.open():
        nord = District.objects.create(organisation=pacts.house, slug="nord", name="Nordbyen")
    said = {"district": nord, "languages": ("ar", "so"), "times": ("weekend",)}
    pacts.wish(pacts.ours, title="Køkken", **said)
    pacts.wish(pacts.unit, Way.OFFER, title="Skolekøkken", **said | {"languages": ("ar",)})
    (pair,) = plan_of(pacts).pairs
    assert pair.points == suggestions.EACH_PAIR + 4 + 2 + 1
    page = freja.get(PAGE).content.decode()
    assert "Begge handler om Lokale." in page
    assert "Begge er i Nordbyen." in page
    assert "Begge kan: lørdag og søndag i dagtimerne." in page


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ({"kind": "lokale"}, {"kind": "raad"}),
        ({"languages": ("so",)}, {"languages": ("ar",)}),
        ({"times": ("weekend",)}, {"times": ("evening",)}),
    ],
)
def test_what_breaks_a_rule_is_not_suggested_and_says_why(pacts, freja, need, offer):
    pacts.wish(pacts.ours, **need)
    pacts.wish(pacts.unit, Way.OFFER, **offer)
    plan = plan_of(pacts)
    assert plan.pairs == []
    (left,) = plan.left
    assert left.why
    assert left.helps, "the one rule in the way is named, and was tried"
    assert "Det ville hjælpe:" in freja.get(PAGE).content.decode()


def test_nobody_is_matched_with_oneself_nor_office_with_office(pacts, cast):
    pacts.wish(pacts.ours)
    pacts.wish(pacts.ours, Way.OFFER)
    pacts.wish(pacts.unit, kind="raad")
    pacts.wish(cast.units["Beskæftigelsesforvaltningen"], Way.OFFER, kind="raad")
    assert plan_of(pacts).pairs == []


def test_what_is_put_forward_takes_its_place(pacts, freja):
    need, other = pacts.wish(pacts.ours), pacts.wish(pacts.directory.add("Systuen"))
    offer = pacts.wish(pacts.unit, Way.OFFER, capacity=1)
    (first,) = plan_of(pacts).pairs
    sent = {"verb": "propose", "id": uuid.uuid4(), "need": first.need.pk, "offer": offer.pk}
    assert [freja.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    plan = plan_of(pacts)
    assert plan.pairs == []
    assert [row.need.pk for row in plan.left] == [({need.pk, other.pk} - {first.need.pk}).pop()]
    assert "Ét tilbud passer, men en anden har pladsen." not in str(plan.left[0].helps)


def test_two_a_person_decided_against_are_not_suggested_again(pacts, freja):
    need, offer = pacts.wish(pacts.ours), pacts.wish(pacts.unit, Way.OFFER)
    sent = {"verb": "aside", "id": uuid.uuid4(), "need": need.pk, "offer": offer.pk, "why": ""}
    assert freja.post(PAGE, sent).status_code == 422
    assert freja.post(PAGE, sent | {"why": "De prøvede i fjor"}).status_code == 302
    plan = plan_of(pacts)
    assert plan.pairs == []
    assert "blev taget op igen" in plan.left[0].helps[0]
    assert freja.post(PAGE, sent | {"verb": "propose"}).status_code == 422
    (url,) = [url for _row, url in freja.get(PAGE).context["aside"]]
    assert freja.post(url, {"verb": "take-up"}).status_code == 302
    assert "Lagt væk" not in freja.get(url).content.decode()


def test_a_no_gives_the_place_to_another(pacts):
    need, other = pacts.wish(pacts.ours), pacts.wish(pacts.directory.add("Systuen"))
    offer = pacts.wish(pacts.unit, Way.OFFER)
    (pair,) = plan_of(pacts).pairs
    match = pacts.proposed(pair.need, offer)
    pacts.answered(match, pacts.unit, says=Reply.NO, why="Det er for stort")
    (again,) = plan_of(pacts).pairs
    assert {pair.need.pk, again.need.pk} == {need.pk, other.pk}


def test_only_who_keeps_the_directory_puts_forward(pacts, cast):
    need, offer = pacts.wish(pacts.ours), pacts.wish(pacts.unit, Way.OFFER)
    sent = {"verb": "propose", "id": uuid.uuid4(), "need": need.pk, "offer": offer.pk}
    for who in ("rasmus", "birgitte"):
        client = cast.visit(getattr(cast, who))
        assert client.get(PAGE).status_code == 200
        assert client.post(PAGE, sent).status_code == 403


def test_another_municipalitys_need_is_not_there(pacts, freja, cast):
    need = pacts.wish(pacts.ours)
    sent = {"verb": "propose", "id": uuid.uuid4(), "need": need.pk, "offer": uuid.uuid4()}
    assert freja.post(PAGE, sent).status_code == 404
    theirs = cast.visit(elsewhere(cast).by)
    assert theirs.post(PAGE, sent | {"offer": need.pk}).status_code == 404
    assert str(need.pk) not in theirs.get(PAGE).content.decode()
