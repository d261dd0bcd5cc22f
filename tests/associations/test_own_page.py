"""The association's own page by its account: in another tenant's directory, on its entry alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from favn.associations.models import Statutes
from tests.associations.steps import DIRECTORY, form_of

OWN = "/vores-side/"


@pytest.fixture
def entry(directory, cast):
    return directory.add("Medborgerhuset", party=cast.medborgerhuset, email="hus@x.example")


@pytest.fixture
def mehmet(cast):
    return cast.visit(cast.mehmet)


def test_a_chair_finds_corrects_and_confirms_the_page(directory, entry, mehmet):
    assert "Sundhavn Kommune" in mehmet.get(OWN).content.decode()
    page = f"{OWN}{entry.pk}/"
    typed = form_of(mehmet.get(f"{page}ret/"), email="ny@hus.example", purpose="Et hus for alle")
    assert mehmet.post(f"{page}ret/", typed)["Location"] == page
    row = directory.entry(entry.slug)
    assert (row.email, row.freshness) == ("ny@hus.example", "fresh")
    assert row.confirmed_by == "Mehmet, Medborgerhuset"


def test_without_a_page_the_next_step_is_said(mehmet):
    assert "Foreningen står ikke i en oversigt endnu" in mehmet.get(OWN).content.decode()


@pytest.mark.parametrize("part", ["", "ret/", "bestyrelse/", "vedtaegter/", "henvendelse/"])
def test_another_associations_page_does_not_exist(directory, entry, cast, mehmet, part):
    other = directory.add("Naboerne", party=cast.naboerne)
    assert mehmet.get(f"{OWN}{entry.pk}/{part}").status_code == 200
    assert mehmet.get(f"{OWN}{other.pk}/{part}").status_code == 404


def test_a_volunteer_at_the_door_has_no_such_page(entry, cast):
    assert cast.visit(cast.amina).get(f"{OWN}{entry.pk}/").status_code == 403


def test_a_board_that_changed_overnight_keeps_who_sat_there(directory, entry, mehmet):
    page = f"{OWN}{entry.pk}/bestyrelse/"
    for name in ("Ali Hassan", "Sara Nur"):
        typed = form_of(mehmet.get(page), name=name, since="2026-11-01")
        assert mehmet.post(page, typed | {"verb": "seat"}).status_code == 302
    with directory.open():
        old = list(entry.board.all())
    for member in old:
        mehmet.post(page, {"verb": "leave", "member": str(member.pk)})
    typed = form_of(mehmet.get(page), name="Ny Formand", seat="chair", since="2026-11-19")
    mehmet.post(page, typed | {"verb": "seat"})
    shown = mehmet.get(page).content.decode()
    assert "Ny Formand" in shown
    assert "Ali Hassan" not in shown
    with directory.open():
        assert {m.called for m in entry.board.exclude(left_on=None)} == {"Ali Hassan", "Sara Nur"}


def test_a_name_is_shown_to_others_only_where_the_person_agreed(entry, mehmet):
    page = f"{OWN}{entry.pk}/bestyrelse/"
    typed = form_of(mehmet.get(page), name="Ali", since="2026-11-01", shown="public")
    answer = mehmet.post(page, typed | {"verb": "seat"})
    assert answer.status_code == 422
    assert "når personen selv har sagt ja" in answer.content.decode()


def test_statutes_stand_beside_the_older_ones_and_come_back_as_they_were(directory, entry, mehmet):
    page = f"{OWN}{entry.pk}/vedtaegter/"
    for day, text in (("2020-03-01", "§ 1 gammel"), ("2024-03-01", "§ 1 ny")):
        assert mehmet.post(page, form_of(mehmet.get(page), adopted_on=day, text=text)).status_code
    with directory.open():
        newest = Statutes.objects.owned().first()
        assert Statutes.objects.owned().count() == 2
    assert mehmet.get(f"{page}{newest.pk}/").content.decode() == "§ 1 ny"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"ikke en pdf", "Filen er ikke en PDF"), (b"%PDF-1.4 i stykker", "kan ikke l\u00e6ses")],
)
def test_a_file_that_is_no_pdf_is_refused(entry, mehmet, content, said):
    page = f"{OWN}{entry.pk}/vedtaegter/"
    typed = form_of(mehmet.get(page), adopted_on="2024-03-01")
    answer = mehmet.post(page, typed | {"file": SimpleUploadedFile("v.pdf", content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_statutes_of_tomorrow_are_refused(entry, mehmet):
    page = f"{OWN}{entry.pk}/vedtaegter/"
    typed = form_of(mehmet.get(page), adopted_on="2026-11-20", text="§ 1")
    assert mehmet.post(page, typed).status_code == 422


def test_the_office_keeps_the_same_parts(entry, freja):
    for part in ("bestyrelse/", "vedtaegter/", "ret/"):
        assert freja.get(f"{DIRECTORY}{entry.slug}/{part}").status_code == 200
