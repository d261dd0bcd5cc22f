"""The directory as the office sees it: the list, one association, a new one, a correction."""

import pytest

from favn.associations.models import District
from favn.kit.history import of
from tests.associations.steps import DIRECTORY, elsewhere, form_of
from tests.cast import new_id


def test_an_empty_directory_says_what_belongs_there(freja):
    assert "Ingen foreninger endnu" in freja.get(DIRECTORY).content.decode()


def test_an_association_is_added_once_and_stands_in_the_list(directory, freja):
    typed = form_of(freja.get(f"{DIRECTORY}ny/"), name="Somalisk Kvindeforening", targets=["women"])
    answers = [freja.post(f"{DIRECTORY}ny/", typed) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {"/foreninger/somalisk-kvindeforening/"}
    page = freja.get(DIRECTORY).content.decode()
    assert page.count("Somalisk Kvindeforening") == 1
    assert "Foreningen har aldrig bekræftet det, der står her." in page


def test_a_correction_that_somebody_overtook_is_shown_and_not_lost(directory, freja, cast):
    row = directory.add("Afrikansk Kulturforening", purpose="Musik")
    page = f"{DIRECTORY}{row.slug}/ret/"
    mine, theirs = (freja.get(page) for _ in range(2))
    assert freja.post(page, form_of(theirs, purpose="Musik og dans")).status_code == 302
    late = freja.post(page, form_of(mine, purpose="Musik og mad"))
    assert late.status_code == 409
    assert "Musik og mad" in late.content.decode()
    assert directory.entry(row.slug).purpose == "Musik og dans"
    assert freja.post(page, form_of(late)).status_code == 302
    assert directory.entry(row.slug).purpose == "Musik og mad"


def test_history_never_keeps_how_a_person_is_reached(directory, freja):
    row = directory.add("Vi Mødes", contact_name="Hodan Ali", email="hodan@mail.example")
    page = f"{DIRECTORY}{row.slug}/ret/"
    typed = form_of(freja.get(page), contact_name="Ayan Nur", email="ayan@mail.example")
    assert freja.post(page, typed).status_code == 302
    with directory.open():
        told = str(list(of(row).values_list("changes", flat=True)))
    assert "hodan" not in told.lower()
    assert "ayan" not in told.lower()


@pytest.mark.parametrize("page", ["", "ret/"])
def test_another_municipalitys_association_does_not_exist_here(directory, freja, cast, page):
    row = elsewhere(cast).add("Nordby Boldklub")
    assert freja.get(f"{DIRECTORY}{row.slug}/{page}").status_code == 404
    assert "Nordby Boldklub" not in freja.get(DIRECTORY).content.decode()


@pytest.mark.parametrize("who", ["rasmus", "birgitte"])
def test_colleagues_read_but_do_not_write(directory, cast, who):
    row = directory.add("Vi Mødes")
    client = cast.visit(getattr(cast, who))
    assert client.get(f"{DIRECTORY}{row.slug}/").status_code == 200
    assert client.get(f"{DIRECTORY}{row.slug}/ret/").status_code == 403
    assert "Ret siden" not in client.get(f"{DIRECTORY}{row.slug}/").content.decode()


def test_the_search_says_why_and_marks_what_it_found(directory, freja):
    directory.add("Somalisk Kvindeforening", purpose="Fællesskab og lektiehjælp.")
    directory.add("Havnens Boldklub", purpose="Fodbold for alle.")
    page = freja.get(DIRECTORY, {"q": "forening"}).content.decode()
    assert "<mark>Kvindeforening</mark>" in page
    assert "“forening” i “Kvindeforening”." in page
    assert "Havnens Boldklub" not in page
    assert (
        "“fodbodl” er læst som “Fodbold”."
        in freja.get(DIRECTORY, {"q": "fodbodl"}).content.decode()
    )


def test_the_search_knows_what_was_written_a_moment_ago(directory, freja):
    row = directory.add("Havnens Boldklub")
    assert "Ingen forening passer" in freja.get(DIRECTORY, {"q": "skak"}).content.decode()
    page = f"{DIRECTORY}{row.slug}/ret/"
    freja.post(page, form_of(freja.get(page), doings="Skak om søndagen"))
    assert "Havnens Boldklub" in freja.get(DIRECTORY, {"q": "skak"}).content.decode()


def test_the_list_is_narrowed_by_area_and_activity(directory, freja):
    freja.post(f"{DIRECTORY}omraader/", {"id": str(new_id()), "name": "Havnen", "row": 1,
                                         "column": 2})  # fmt: skip
    with directory.open():
        harbour = District.objects.owned().get()
    directory.add("Havnens Boldklub", district=harbour, activities=("sport",))
    directory.add("Bakkens Kor", activities=("culture",))
    page = freja.get(DIRECTORY, {"omraade": f"district:{harbour.pk}"}).content.decode()
    assert "Havnens Boldklub" in page
    assert "Bakkens Kor" not in page
    assert "Bakkens Kor" in freja.get(DIRECTORY, {"aktivitet": "activity:culture"}).content.decode()
    assert "Flest foreninger i Havnen: 1" in freja.get(DIRECTORY).content.decode()
    again = {"id": str(new_id()), "name": "havnen", "row": 1, "column": 1}
    assert "Området findes allerede." in freja.post(f"{DIRECTORY}omraader/", again).content.decode()


def test_a_cvr_number_with_two_digits_turned_is_refused(directory, freja):
    form = form_of(freja.get(f"{DIRECTORY}ny/"), name="Vi Mødes", cvr="12 43 56 78")
    answer = freja.post(f"{DIRECTORY}ny/", form)
    assert answer.status_code == 422
    assert "om to cifre er byttet om" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_is_gone_from_the_database_is_found_no_more(directory, freja):
    row = directory.add("Havnens Boldklub")
    directory.add("Bakkens Kor")
    assert "Boldklub" in freja.get(DIRECTORY, {"q": "bold"}).content.decode()
    with directory.open():
        row.delete()
    assert "Boldklub" not in freja.get(DIRECTORY).content.decode()
    assert "Ingen forening passer" in freja.get(DIRECTORY, {"q": "bold"}).content.decode()
