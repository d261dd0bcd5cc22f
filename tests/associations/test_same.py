"""“Samme forening?”: reasons in words, a person decides, remembered, and taken back."""

import pytest

from favn.associations import queries
from favn.associations.models import Verdict
from favn.associations.queries import sameness
from favn.kit.models import History
from tests.associations.steps import DIRECTORY, elsewhere, form_of

BOARD = ("Hodan Ali", "Ayan Nur", "Sahra Abdi", "Fadumo Warsame")


@pytest.fixture
def three(directory):
    """One association under three names and two CVR numbers, and one that only looks like it."""
    return [
        directory.add("Somalisk Kvindeforening", cvr="10150817", email="skf@mail.example",
                      board=BOARD),
        directory.add("SKF", cvr="10103940", email="skf@mail.example", board=BOARD[:3]),
        directory.add("Somalisk Kvinde foren. i Sundhavn", board=("Hodan Cali", *BOARD[1:2])),
        directory.add("Somalisk Ungdomsforening", board=("Ali Yusuf", "Omar Jama", "Asha Said")),
    ]  # fmt: skip


def told(directory, row):
    with directory.open():
        return {one.entry.name: " ".join(one.told) for one in sameness.likenesses(row)}


def decide(freja, one, other, verb, why=""):
    page = f"{DIRECTORY}{one.slug}/samme/{other.slug}/"
    return freja.post(page, form_of(freja.get(page), why=why) | {"verb": verb})


def test_the_other_names_are_found_with_reasons_and_the_section_is_not(directory, three):
    found = told(directory, three[0])
    assert set(found) == {"SKF", "Somalisk Kvinde foren. i Sundhavn"}
    assert "“SKF” er forbogstaverne i det andet navn." in found["SKF"]
    assert "De har hver sit CVR-nummer." in found["SKF"]
    assert "3 personer sidder i begge bestyrelser (af 3)." in found["SKF"]
    assert "2 personer" in found["Somalisk Kvinde foren. i Sundhavn"]


def test_no_name_of_a_board_stands_on_the_page(freja, three):
    page = freja.get(f"{DIRECTORY}{three[0].slug}/samme/{three[3].slug}/").content.decode()
    assert "Ingen sidder i begge bestyrelser." in page


def test_three_become_one_with_every_name_and_errand(directory, freja, three, cast):
    directory.asks(three[1], email="x@x.example")
    directory.knows(three[2], cast.freja)
    for other in three[1:3]:
        assert decide(freja, three[0], other, "same", "Formanden siger det").status_code == 302
    row = directory.entry(three[0].slug)
    assert row.names == ["Somalisk Kvindeforening", "SKF", "Somalisk Kvinde foren. i Sundhavn"]
    page = freja.get(f"{DIRECTORY}{row.slug}/").content.decode()
    assert "Et lokale om tirsdagen" in page
    assert "Sprogcafé" in page
    assert freja.get(f"{DIRECTORY}skf/")["Location"].endswith("/somalisk-kvindeforening/")
    assert freja.get(DIRECTORY).content.decode().count("foreninger/skf/") == 0
    assert "Somalisk Kvindeforening" in freja.get(DIRECTORY, {"q": "skf"}).content.decode()


def test_a_decision_is_remembered_and_not_asked_again(directory, freja, three):
    assert decide(freja, three[0], three[1], "apart", "To bestyrelser").status_code == 302
    assert "SKF" not in told(directory, three[0])
    assert "Somalisk Kvindeforening" not in told(directory, three[1])
    with directory.open():
        pairs = [{p.one.name, p.likeness.entry.name} for p in sameness.undecided_pairs()]
    assert {"SKF", "Somalisk Kvindeforening"} not in pairs
    assert "To bestyrelser" in freja.get(f"{DIRECTORY}{three[0].slug}/").content.decode()


def test_a_decision_is_taken_back_and_everything_is_where_it_was(directory, freja, three):
    before = [(row.names, row.merged_into_id) for row in three]
    decide(freja, three[0], three[1], "same")
    with directory.open():
        verdict = Verdict.objects.owned().get()
    page = f"{DIRECTORY}{three[0].slug}/samme/skf/"
    for _ in range(2):
        assert freja.post(page, {"verb": "back", "verdict": str(verdict.pk)}).status_code == 302
    now = [directory.entry(row.slug) for row in three]
    assert [(row.names, row.merged_into_id) for row in now] == before
    assert "SKF" in told(directory, three[0])


def test_why_somebody_decided_is_sealed_and_stands_nowhere_in_the_clear(directory, freja, three):
    decide(freja, three[0], three[1], "same", "Formanden Hodan siger det")
    with directory.open():
        assert not History.objects.filter(reason__contains="Hodan").exists()
        assert Verdict.objects.owned().get().why == "Formanden Hodan siger det"


def test_one_under_three_names_keeps_what_was_written_on_each(directory, freja, three, cast):
    kept, middle, first = three[0], three[1], three[2]
    decide(freja, middle, first, "same")
    decide(freja, kept, middle, "same")
    assert directory.entry(first.slug).merged_into_id == kept.pk
    with directory.open():
        verdict = Verdict.objects.owned().get(one=kept)
    page = f"{DIRECTORY}{kept.slug}/samme/{middle.slug}/"
    freja.post(page, {"verb": "back", "verdict": str(verdict.pk)})
    assert directory.entry(first.slug).merged_into_id == middle.pk
    assert directory.entry(middle.slug).merged_into_id is None


def test_a_colleague_who_decided_first_is_not_overruled(directory, freja, three):
    page = f"{DIRECTORY}{three[0].slug}/samme/skf/"
    late = form_of(freja.get(page)) | {"verb": "apart"}
    decide(freja, three[1], three[0], "same")
    assert freja.post(page, late).status_code in (409, 422)
    with directory.open():
        assert [v.is_same for v in Verdict.objects.owned()] == [True]


def test_the_list_of_pairs_puts_the_likeliest_first(directory, freja, three):
    directory.add("Somalisk kvindeforening", phone="11223344", email="skf@mail.example")
    directory.add("Somalisk Kvindeforening!", phone="11223344", email="skf@mail.example")
    page = freja.get(f"{DIRECTORY}dubletter/").content.decode()
    assert "Sandsynligvis den samme" in page
    assert "Ungdomsforening" not in page


def test_a_board_that_changed_overnight_is_still_found_by_its_name(directory):
    directory.add("Kurdisk Kulturhus", address="Havnegade 12", postcode="4600", board=BOARD)
    row = directory.add("Kurdisk Kulturhus", address="Havnegd. 12", postcode="4600",
                        board=("A Bo", "C Du", "E Fo"))  # fmt: skip
    found = told(directory, row)
    assert "Ingen sidder i begge bestyrelser." in found["Kurdisk Kulturhus"]


def test_another_municipalitys_association_is_never_a_candidate(directory, cast, three):
    other = elsewhere(cast)
    twin = other.add("Somalisk Kvindeforening", email="skf@mail.example", board=BOARD)
    assert told(other, twin) == {}
    with directory.open():
        assert queries.entry_with(twin.slug).pk == three[0].pk


def test_a_foreign_pair_is_not_found(freja, three, cast):
    twin = elsewhere(cast).add("Nordby Kor")
    page = f"{DIRECTORY}{three[0].slug}/samme/{twin.slug}/"
    assert freja.get(page).status_code == 404
    assert freja.post(page, {"verb": "same"}).status_code == 404


def test_either_of_two_may_be_the_one_that_stays_and_the_errand_follows(directory, freja, three):
    errand = directory.asks(three[1], email="x@x.example")
    page = f"{DIRECTORY}{three[0].slug}/samme/skf/?henvendelse={errand.pk}"
    shown = freja.get(page)
    turned = shown.context["turned_url"]
    assert "Behold SKF i stedet" in shown.content.decode()
    answer = freja.post(turned, form_of(freja.get(turned)) | {"verb": "same"})
    assert answer["Location"].endswith(f"/henvendelser/{errand.pk}/")
    assert directory.entry(three[0].slug).merged_into_id == three[1].pk
