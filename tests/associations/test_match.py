"""One suggestion: both answer, a meeting is set, and a cooperation begins."""

from datetime import timedelta

import pytest

from favn.associations.choices.needs import Reply, Way
from favn.associations.queries import sheets
from tests.associations.pacts import HOUSE, as_called
from tests.associations.steps import form_of
from tests.cast import TODAY


@pytest.fixture
def match(pacts):
    need = pacts.wish(pacts.ours, title="Køkken til fest")
    return pacts.proposed(need, pacts.wish(pacts.unit, Way.OFFER, title="Skolekøkken"))


def test_both_say_yes_meet_and_begin_once(pacts, match, mehmet, freja, place):
    ours, theirs = f"{place}forslag/{match.pk}/", f"{HOUSE}forslag/{match.pk}/"
    assert "Forslag til jer" in mehmet.get(f"{place}plads/").content.decode()
    assert mehmet.post(ours, {"verb": "reply", "says": "yes"}).status_code == 302
    assert mehmet.post(ours, {"verb": "begin"}).status_code == 422
    assert freja.post(theirs, {"verb": "reply", "says": "yes"}).status_code == 302
    meeting = as_called(freja.get(theirs), on=TODAY + timedelta(days=8), place="Kulturhuset")
    assert freja.post(theirs, meeting).status_code == 302
    assert "Kulturhuset" in mehmet.get(ours).content.decode()
    assert "27. nov. 2026" in freja.get(f"{HOUSE}forslag/").content.decode()
    begun = {client.post(page, {"verb": "begin"})["Location"].split("/")[-2]
             for client, page in ((mehmet, ours), (freja, theirs))}  # fmt: skip
    assert len(begun) == 1
    with pacts.open():
        (row,) = sheets.cooperations()
    assert [side.name for side in sheets.sides_of(row)] == ["Medborgerhuset", "Kulturforvaltningen"]


def test_a_no_has_a_reason_that_the_other_sees(match, mehmet, freja, place):
    ours = f"{place}forslag/{match.pk}/"
    assert mehmet.post(ours, {"verb": "reply", "says": "no"}).status_code == 422
    mehmet.post(ours, {"verb": "reply", "says": "no", "why": "Vi har fundet et andet"})
    assert "Vi har fundet et andet" in freja.get(f"{HOUSE}forslag/{match.pk}/").content.decode()


def test_advice_stands_where_it_helps_each_in_its_own_words(pacts, match, mehmet, freja, place):
    pacts.answered(match, pacts.ours, pacts.unit)
    office = freja.get(f"{HOUSE}forslag/{match.pk}/").content.decode()
    ours = mehmet.get(f"{place}forslag/{match.pk}/").content.decode()
    assert "Den, man lytter til, er ikke altid valgt" in office
    assert "Den, man lytter til, er ikke altid valgt" not in ours
    assert "kommunen betaler jeres udgifter" in ours


def test_two_meetings_set_at_once_both_stand_and_the_same_one_twice_is_one(pacts, match, freja):
    pacts.answered(match, pacts.ours, pacts.unit)
    page = f"{HOUSE}forslag/{match.pk}/"
    mine, theirs = (as_called(freja.get(page), place=place) for place in ("Hos os", "Rådhuset"))
    for sent in (mine, mine, theirs):
        assert freja.post(page, sent).status_code == 302
    shown = freja.get(page)
    assert len(shown.context["meets"]) == 2
    assert "Hos os" in shown.content.decode()
    assert "Rådhuset" in shown.content.decode()


def test_a_suggestion_is_only_for_its_two(pacts, match, cast):
    stranger = pacts.directory.add("Naboerne", party=cast.naboerne)
    by_link = cast.visit()
    path = pacts.link(stranger)
    assert by_link.get(f"{path}forslag/{match.pk}/").status_code == 404
    assert by_link.post(f"{path}forslag/{match.pk}/", {"verb": "reply"}).status_code == 404
    rasmus = cast.visit(cast.rasmus)
    assert rasmus.get(f"{HOUSE}forslag/{match.pk}/").status_code == 200
    reply = {"verb": "reply", "says": Reply.YES}
    assert rasmus.post(f"{HOUSE}forslag/{match.pk}/", reply).status_code == 404


def test_who_begins_without_a_suggestion_names_two_parties(pacts, freja):
    page = f"{HOUSE}ny/"
    sent = form_of(freja.get(page), title="Fælles have", matter=str(pacts.kinds["raad"].pk),
                   first=str(pacts.ours.pk))  # fmt: skip
    refused = freja.post(page, sent | {"office": "", "second": ""})
    assert refused.status_code == 422
    assert "Vælg enten en forvaltning eller en forening" in refused.content.decode()
    answers = [freja.post(page, sent | {"office": str(pacts.unit.pk)}) for _ in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
