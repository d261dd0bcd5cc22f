"""Who works together with whom, and where nobody does: the drawing, its table, and the gaps."""

import uuid

import pytest

from favn.associations.actions import agreements, board
from favn.associations.queries.together import together
from favn.kit import clock
from tests.associations.pacts import HOUSE
from tests.associations.steps import elsewhere, form_of

MAP = f"{HOUSE}kort/"


def district(pacts, name, column):
    with pacts.open():
        return board.add_district(
            id=uuid.uuid4(), name=name, row=1, column=column, by=pacts.by, at=clock.now()
        )


@pytest.fixture
def city(pacts):
    """Two areas: in one an association has an agreement, in the other nobody works with anybody."""
    west, east = (district(pacts, name, n) for n, name in enumerate(("Vest", "Øst"), 1))
    busy = pacts.directory.add("Systuen", district=west)
    begun = pacts.directory.add("Trommelyd", district=west)
    for name in ("Håbet", "Sejlerne"):
        pacts.directory.add(name, district=east)
    pacts.agreed(row=pacts.aligned(pacts.cooperation(one=busy)))
    pacts.cooperation(one=begun, title="Byens musikdag")
    return busy, begun


def test_pairs_stand_with_what_they_do_and_how_far_it_is(city, freja):
    page = freja.get(MAP).content.decode()
    assert page.count("<line ") == 4, "two pairs, for a phone and for a desk"
    assert "1 par har en aftale. Ingen arbejder sammen med nogen i Øst" in page
    for words in ("Systuen", "Fest i gården", "Trommelyd", "Byens musikdag", "Aftale gælder"):
        assert words in page
    assert "stroke-dasharray" in page


def test_where_nobody_works_together_stands_by_name(city, pacts, freja):
    with pacts.open():
        told = together()
    assert [(p.name, p.total, p.busy) for p in told.places] == [
        ("Øst", 2, 0), ("Uden område", 1, 0), ("Vest", 2, 2),
    ]  # fmt: skip
    assert [name for name, _slug in told.places[0].alone] == ["Håbet", "Sejlerne"]
    assert "Kulturforvaltningen" not in [unit.name for unit in told.idle]
    page = freja.get(MAP).content.decode()
    assert "Forvaltninger uden samarbejde:" in page
    assert 'href="/foreninger/haabet/"' in page


def test_what_has_ended_is_a_gap_again(city, pacts, freja):
    with pacts.open():
        (tie, _other) = together().ties
        agreements.end(cooperation=tie.rows[0], reason="Flyttet", by=pacts.by, said_by="Freja",
                       at=clock.now())  # fmt: skip
        assert [t.other.name for t in together().ties] == ["Trommelyd"]


def test_two_associations_stand_in_the_table(pacts, freja):
    one, other = (pacts.directory.add(name) for name in ("Systuen", "Trommelyd"))
    pacts.cooperation(one=one, two=other, title="Fælles bazar")
    assert "Fælles bazar" in freja.get(MAP).content.decode()


def test_every_line_is_counted_and_areas_that_are_not_named_are(city, pacts, freja):
    pacts.cooperation(one=city[0], title="Bazar")
    for n, name in enumerate(("Engen", "Havnen", "Nord", "Syd"), 3):
        pacts.directory.add(f"Kor {name}", district=district(pacts, name, n))
    page = " ".join(freja.get(MAP).content.decode().split())
    assert 'Par, der arbejder sammen <span class="fv-count">3 linjer' in page
    assert "Ingen arbejder sammen med nogen i Øst, Engen, Havnen og 2 områder til" in page


def test_two_names_of_one_association_do_not_work_together(pacts, freja):
    one, other = (pacts.directory.add(name) for name in ("Systuen", "Systuen i Vest"))
    pacts.cooperation(one=one, two=other, title="Fælles bazar")
    page = "/foreninger/systuen/samme/systuen-i-vest/"
    freja.post(page, form_of(freja.get(page)) | {"verb": "same"})
    with pacts.open():
        assert together().ties == ()


def test_with_none_it_says_how_one_begins(pacts, freja):
    assert "Ingen arbejder sammen endnu" in freja.get(MAP).content.decode()


def test_who_may_read_cooperations_sees_it_and_no_other_house(city, cast, pacts):
    assert cast.visit(cast.birgitte).get(MAP).status_code == 200
    assert cast.visit(cast.amina).get(MAP).status_code == 403
    gro = cast.visit(elsewhere(cast).by)
    assert "Systuen" not in gro.get(MAP).content.decode()


def test_it_costs_the_same_with_many(city, pacts, freja, django_assert_max_num_queries):
    for number in range(12):
        one = pacts.directory.add(f"Forening {number}")
        pacts.cooperation(one=one, title=f"Sammen {number}")
    with django_assert_max_num_queries(16):
        assert "Sammen 11" in freja.get(MAP).content.decode()


def test_an_associations_page_shows_what_it_does_with_whom(city, freja):
    page = freja.get("/foreninger/trommelyd/").content.decode()
    assert "Byens musikdag" in page
    assert "Afstemmer forventninger" in page
    assert "Ingen samarbejder endnu" in freja.get("/foreninger/haabet/").content.decode()
