"""Needs and offers: the house's list, kinds, one's own, the network's, everybody's."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.choices.needs import Standing, Way
from favn.associations.queries import needs as queries
from favn.associations.rules.needs import LONGEST, standing_of, why_not_until
from tests.associations.pacts import HOUSE
from tests.associations.steps import form_of
from tests.cast import TODAY

NEEDS = f"{HOUSE}behov/"


def typed(page, pacts, **said):
    said.setdefault("matter", str(pacts.kinds["lokale"].pk))
    return form_of(page, title="Køkken til 30", **said)


def test_a_house_without_kinds_is_told_where_to_begin(freja):
    page = freja.get(NEEDS).content.decode()
    assert "Begynd med slagsene" in page
    assert freja.post(f"{HOUSE}slags/", {"verb": "begin"}).status_code == 302
    assert "Viden om sprog og kultur" in freja.get(f"{HOUSE}slags/").content.decode()


def test_kinds_are_added_once_and_retired_without_being_lost(pacts, freja):
    page = f"{HOUSE}slags/"
    typed_once = form_of(freja.get(page), name="Børnepasning") | {"verb": "add"}
    assert [freja.post(page, typed_once).status_code for _ in range(2)] == [302, 302]
    again = form_of(freja.get(page), name="børnepasning") | {"verb": "add"}
    assert freja.post(page, again).status_code == 422
    wish = pacts.wish(pacts.ours)
    for _ in range(2):
        freja.post(page, {"verb": "retire", "kind": pacts.kinds["lokale"].pk})
    assert "Lokale" not in str(freja.get(f"{NEEDS}nyt/").context["form"].fields["matter"].choices)
    assert "Lokale" in freja.get(f"{NEEDS}{wish.pk}/").content.decode()
    freja.post(page, {"verb": "restore", "kind": pacts.kinds["lokale"].pk})
    assert "Lokale" in str(freja.get(f"{NEEDS}nyt/").context["form"].fields["matter"].choices)


def test_a_need_is_written_once_and_stands_in_the_list(pacts, mehmet, place, freja):
    sent = typed(mehmet.get(f"{place}behov/nyt/"), pacts)
    assert [mehmet.post(f"{place}behov/nyt/", sent).status_code for _ in range(2)] == [302, 302]
    assert freja.get(NEEDS).content.decode().count("Køkken til 30") == 1
    with pacts.open():
        (row,) = queries.wishes_of(pacts.ours)
    assert (row.created_by, row.name) == ("Mehmet, Medborgerhuset", "Medborgerhuset")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "Vælg en dag, der ikke er gået."), (400, "Vælg en dag inden for et år.")],
)
def test_a_day_that_makes_no_sense_is_refused_in_words(pacts, mehmet, place, days, sentence):
    page = f"{place}behov/nyt/"
    answer = mehmet.post(
        page, typed(mehmet.get(page), pacts, expires_on=TODAY + timedelta(days=days))
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_need_that_ran_out_stands_grey_and_can_be_renewed(pacts, freja, mehmet, place, moving):
    row = pacts.wish(pacts.ours, title="Gammelt behov", expires_on=TODAY + timedelta(days=3))
    moving(TODAY + timedelta(days=4))
    page = freja.get(NEEDS)
    assert page.context["page"].paginator.count == 0
    assert "Udløbet" in page.content.decode()
    form = form_of(mehmet.get(f"{place}behov/{row.pk}/"))
    longer = form | {"verb": "change", "expires_on": TODAY + timedelta(days=60)}
    assert mehmet.post(f"{place}behov/{row.pk}/", longer).status_code == 302
    assert freja.get(NEEDS).context["page"].paginator.count == 1


def test_two_who_change_it_at_once_both_see_both(pacts, cast, place):
    row = pacts.wish(pacts.ours, title="Køkken")
    page = f"{place}behov/{row.pk}/"
    client = cast.visit(cast.mehmet)
    mine, theirs = (form_of(client.get(page)) | {"verb": "change"} for _ in range(2))
    assert client.post(page, theirs | {"title": "Køkken til 20"}).status_code == 302
    late = client.post(page, mine | {"title": "Køkken til 30"})
    text = late.content.decode()
    assert late.status_code == 409
    assert "Køkken til 20" in text
    assert "Køkken til 30" in text


def test_what_is_taken_down_stays_down(pacts, mehmet, place):
    row = pacts.wish(pacts.ours)
    page = f"{place}behov/{row.pk}/"
    sent = form_of(mehmet.get(page)) | {"verb": "change", "title": "Andet"}
    assert mehmet.post(page, {"verb": "close", "why": "Vi fandt et"}).status_code == 302
    assert mehmet.post(page, sent).status_code == 422
    assert "Vi fandt et" in mehmet.get(page).content.decode()


def test_the_network_sees_what_is_meant_for_it_and_everybody_the_public_part(pacts, cast, place):
    other = pacts.directory.add("Systuen i Vest")
    for shown in ("public", "network", "office"):
        pacts.wish(other, title=f"kun {shown}", shown=shown)
    seen = cast.visit(cast.mehmet).get(f"{place}netvaerk/").content.decode()
    open_to_all = cast.visit().get("/foreningerne/sundhavn/behov/").content.decode()
    assert [f"kun {s}" in seen for s in ("public", "network", "office")] == [True, True, False]
    assert [f"kun {s}" in open_to_all for s in ("public", "network", "office")] == [
        True, False, False,
    ]  # fmt: skip


def test_an_office_writes_for_itself_and_not_for_another(pacts, cast):
    rasmus = cast.visit(cast.rasmus)
    sent = typed(rasmus.get(f"{NEEDS}nyt/"), pacts)
    assert rasmus.post(f"{NEEDS}nyt/", sent).status_code == 302
    with pacts.open():
        (row,) = queries.wishes_of(cast.units["Beskæftigelsesforvaltningen"])
    other = pacts.wish(pacts.unit)
    assert rasmus.get(f"{NEEDS}{row.pk}/").status_code == 200
    assert rasmus.get(f"{NEEDS}{other.pk}/").status_code == 404
    assert cast.visit(cast.birgitte).get(f"{NEEDS}nyt/").status_code == 403


def test_the_list_costs_the_same_with_many(pacts, freja, django_assert_max_num_queries):
    for number in range(12):
        pacts.wish(pacts.ours, title=f"Behov {number}")
    with django_assert_max_num_queries(20):
        assert freja.get(NEEDS).context["page"].paginator.count == 12


@given(st.integers(0, 20_000), st.integers(-400, 400))
def test_a_wish_stands_to_its_last_day_and_never_longer_than_a_year(shift, days):
    today = TODAY + timedelta(days=shift)
    ends = today + timedelta(days=days)
    assert (standing_of(None, ends, today) == Standing.FADED) == (days < 0)
    assert (why_not_until(ends, today) is None) == (0 <= days <= LONGEST)


def test_a_need_is_met_once(pacts, mehmet, place):
    page = f"{place}behov/nyt/"
    sent = typed(mehmet.get(page), pacts, way=Way.NEED.value, capacity=3)
    answer = mehmet.post(page, sent)
    assert answer.status_code == 422
    assert "kan kun dækkes én gang" in answer.content.decode()
