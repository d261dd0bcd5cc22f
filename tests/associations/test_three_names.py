"""The same association under three names and two CVR numbers: from a messy list to one page, and
all the way back.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from favn.associations.models import Entry, Verdict
from favn.associations.queries import sameness
from tests.associations.steps import DIRECTORY, form_of
from tests.associations.test_lists import LISTS, workbook

ROWS = [
    ["Foreningens navn", "CVR-nr.", "Adresse", "Mail"],
    ["Somalisk Kvindeforening", "10150817", "Kirkevej 30, 4690 Sundhavn", "skf@mail.example"],
    ["SKF", "10103940", "Kirkevej 30, 4690 Sundhavn", "skf@mail.example"],
    ["Somalisk Kvinde foren. i Sundhavn", None, "Kirkevj. 30", None],
    ["Nordens Kor", None, "Havnegade 1", "kor@mail.example"],
]
NAMES = [row[0] for row in ROWS[1:]]


@pytest.fixture
def page(freja):
    """The list, with every line looked at and called new."""
    file = SimpleUploadedFile("liste.xlsx", workbook(ROWS))
    page = freja.post(LISTS, {"file": file})["Location"]
    shown = freja.get(page).content.decode()
    assert "De har hver sit CVR-nummer." in shown
    for line in range(2, 6):
        freja.post(page, {"verb": "choose", "line": str(line), "choice": "add"})
    assert freja.post(page, {"verb": "take"}).status_code == 302
    return page


def present(directory):
    with directory.open():
        return sorted(Entry.objects.present().values_list("name", flat=True))


def join(freja, slug, other):
    pair = f"{DIRECTORY}{slug}/samme/{other}/"
    sent = form_of(freja.get(pair), why="Formanden siger det") | {"verb": "same"}
    assert freja.post(pair, sent).status_code == 302


def take_back(directory, freja, slug):
    with directory.open():
        found = list(Verdict.objects.owned().filter(undone_at=None).select_related("one", "other"))
    for row in found:
        pair = f"{DIRECTORY}{slug}/samme/{row.other.slug}/"
        assert freja.post(pair, {"verb": "back", "verdict": str(row.pk)}).status_code == 302


def test_a_list_has_it_three_times_a_person_makes_it_one_and_both_are_taken_back(
    directory, freja, page
):
    assert present(directory) == sorted(NAMES)
    with directory.open():
        pairs = [{p.one.name, p.likeness.entry.name} for p in sameness.undecided_pairs()]
    assert {"SKF", "Somalisk Kvindeforening"} in pairs
    assert not any("Nordens Kor" in pair for pair in pairs)
    join(freja, "somalisk-kvindeforening", "skf")
    join(freja, "somalisk-kvindeforening", "somalisk-kvinde-foren-i-sundhavn")
    assert present(directory) == ["Nordens Kor", "Somalisk Kvindeforening"]
    row = directory.entry("somalisk-kvindeforening")
    assert (row.names, row.cvr) == (NAMES[:1] + NAMES[1:3], "10150817")

    assert freja.post(page, {"verb": "back"}).status_code == 409, "a decision rests on it"
    assert present(directory) == ["Nordens Kor", "Somalisk Kvindeforening"]
    take_back(directory, freja, "somalisk-kvindeforening")
    assert present(directory) == sorted(NAMES)
    assert freja.post(page, {"verb": "back"}).status_code == 302
    assert present(directory) == []


def test_what_was_written_after_the_decision_was_taken_back_holds_the_list(directory, freja, page):
    join(freja, "somalisk-kvindeforening", "skf")
    take_back(directory, freja, "somalisk-kvindeforening")
    change = f"{DIRECTORY}skf/ret/"
    freja.post(change, form_of(freja.get(change), purpose="Vi mødes"))
    assert freja.post(page, {"verb": "back"}).status_code == 409
    assert present(directory) == sorted(NAMES)
