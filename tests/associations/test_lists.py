"""A messy list: read whole, doubts first, taken in one go, and taken back."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from favn.associations.actions.freshness import confirm
from favn.associations.imports import Unreadable, columns, read
from favn.associations.models import Entry, ReadLine
from favn.kit import clock
from tests.associations.steps import DIRECTORY, elsewhere, form_of, mailed_link

LISTS = f"{DIRECTORY}lister/"
MESSY = [
    ["Foreningsliste Kultur og Fritid", None, None, None, None, None],
    [None, None, None, None, None, None],
    ["Nr.", "Foreningens navn", "Formand", "Adresse", "Mailadresse", "CVR-nr."],
    [
        1,
        "Somalisk Kvindeforening",
        "Hodan Ali",
        "Havnegade 12, 4600 Køge",
        "skf@mail.example",
        None,
    ],
    [2, " Kurdisk  Kulturforening ", "Azad Barzani", "Kirkevej 3", "", 10150817.0],
    [3, "Kurdisk Kulturfor.", "Azad Barzani", "Kirkevej 3", "azad@mail.example", None],
    [4, "Boldklubben", None, None, "ikke en mail", None],
    [5, None, None, None, "ensom@x.example", None],
    [None, None, None, None, None, None],
]


def workbook(rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def sent(freja, data, name="liste.xlsx"):
    return freja.post(LISTS, {"file": SimpleUploadedFile(name, data)})


def names(directory):
    with directory.open():
        return sorted(Entry.objects.present().values_list("name", flat=True))


def choose(freja, page, line, choice):
    return freja.post(page, {"verb": "choose", "line": str(line), "choice": choice})


def chosen(directory, line):
    """What a line is said to be the same as; empty where nobody has decided."""
    with directory.open():
        return ReadLine.objects.owned().get(number=line).chosen


def test_headings_some_lines_down_are_found_and_cells_taken_apart():
    sheet = read(workbook(MESSY))
    assert sheet.columns == {
        "name": "Foreningens navn",
        "contact_name": "Formand",
        "address": "Adresse",
        "email": "Mailadresse",
        "cvr": "CVR-nr.",
    }
    assert sheet.unread == ["Nr."]
    said = [line.said for line in sheet.lines]
    assert (said[0]["address"], said[0]["postcode"], said[0]["town"]) == (
        "Havnegade 12",
        "4600",
        "Køge",
    )
    assert (said[1]["name"], said[1]["cvr"]) == ("Kurdisk Kulturforening", "10150817")
    assert [(line.number, bool(line.faults)) for line in sheet.lines] == [
        (4, False), (5, False), (6, False), (7, True), (8, True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "tom"), (b"a;b\n1;2\n", "Ingen kolonne"), (b"%PDF-1.4", "PDF"),
     (b"Navn;Mail\n", "ingen foreninger"), (b"\x00\x01\x02", "hverken")],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_what_to_do(data, said):
    with pytest.raises(Unreadable, match=said):
        read(data)


def test_headings_are_found_however_offices_space_and_hyphen_them():
    sheet = read(b"Forenings navn;E-mail;Post-nr.\nSejlerne;a@b.example;4600\n")
    assert sheet.columns == {"name": "Forenings navn", "email": "E-mail", "postcode": "Post-nr."}


def test_a_list_without_names_is_told_what_its_headings_say():
    with pytest.raises(Unreadable, match=r"Øverst i filen står: Klubber, By\."):
        read(b"Oversigt 2026;\nKlubber;By\nSejlerne;Havn\n")


def test_a_list_with_faults_alone_offers_nothing_to_take(directory, freja):
    page = sent(freja, workbook([["Forening", "Mail"], ["Sejlerne", "ikke en mail"]]))["Location"]
    shown = freja.get(page).content.decode()
    assert "Tag listen med" not in shown
    assert "Ret regnearket, og læs det igen." in shown


def test_a_csv_in_latin_letters_is_read():
    sheet = read("Forening;By\nÅens Sejlere;Køge\n".encode("cp1252"))
    assert sheet.lines[0].said["name"] == "Åens Sejlere"


def test_a_list_that_is_too_long_says_how_much_of_it_was_read(monkeypatch):
    monkeypatch.setattr(columns, "MOST_LINES", 2)
    sheet = read(b"Forening\nEt\nTo\nTre\n")
    assert [line.said["name"] for line in sheet.lines] == ["Et", "To"]
    assert "de første 2 af 3 linjer" in sheet.notes[0]


def test_nothing_is_written_before_somebody_took_it(directory, freja):
    directory.add("Somalisk kvinde forening", email="skf@mail.example")
    data = workbook(MESSY)
    page = sent(freja, data)["Location"]
    shown = freja.get(page).content.decode()
    assert names(directory) == ["Somalisk kvinde forening"]
    assert "er ikke en hel mailadresse" in shown
    assert "Linje 4: Somalisk Kvindeforening" in shown
    assert "Linje 6: Kurdisk Kulturfor." in shown
    assert "(linje 5)" in shown
    assert "Tag listen med" not in shown
    assert sent(freja, data, "samme fil.xlsx")["Location"] == page


def test_doubts_are_settled_and_the_list_is_taken_in_one_go(directory, freja):
    stands = directory.add("Somalisk kvinde forening", email="skf@mail.example")
    page = sent(freja, workbook(MESSY))["Location"]
    assert freja.post(page, {"verb": "take"}).status_code == 422
    assert choose(freja, page, 4, str(stands.pk)).status_code == 302
    assert choose(freja, page, 6, "5").status_code == 302
    assert [freja.post(page, {"verb": "take"}).status_code for _ in range(2)] == [302, 302]
    assert names(directory) == ["Kurdisk Kulturforening", "Somalisk kvinde forening"]
    row = directory.entry(stands.slug)
    assert row.names[1:] == ["Somalisk Kvindeforening"]
    assert (row.address, row.email) == ("Havnegade 12", "skf@mail.example")
    kurdish = directory.entry("kurdisk-kulturforening")
    assert (kurdish.email, kurdish.names[1:]) == ("azad@mail.example", ["Kurdisk Kulturfor."])


def test_all_with_the_same_number_as_just_one_are_decided_with_one_press(directory, freja):
    named = {"10150817": "Kurdisk Kulturforening", "35408002": "Sejlerne"}
    stands = [directory.add(name, cvr=cvr) for cvr, name in named.items()]
    directory.add("Havnens Skakklub", email="skak@mail.example")
    page = sent(freja, workbook([
        ["Forening", "CVR", "Mail"], *([name, cvr, ""] for cvr, name in named.items()),
        ["Havnens skakklub", "", "skak@mail.example"],
    ]))["Location"]  # fmt: skip
    assert "2 linjer har samme CVR-nummer" in freja.get(page).content.decode()
    shown = freja.post(page, {"verb": "certain"}, follow=True).content.decode()
    assert "2 linjer er afgjort." in shown
    assert "Afgør den ene tvivl herunder" in shown, "without a number each is looked at by itself"
    choose(freja, page, 4, "skip")
    assert freja.post(page, {"verb": "take"}).status_code == 302
    assert names(directory) == ["Havnens Skakklub", *named.values()]
    assert [directory.entry(row.slug).version for row in stands] == [row.version for row in stands]
    assert freja.post(page, {"verb": "certain"}).status_code == 422


def test_a_section_with_its_associations_number_is_no_certain_twin(directory, freja):
    for name in ("Kurdisk Kulturforening", "Sejlerne"):
        directory.add(name, cvr={"K": "10150817", "S": "35408002"}[name[0]])
    page = sent(freja, workbook([
        ["Forening", "CVR"], ["Kurdisk Kulturforening Ungdom", "10150817"],
        ["Sejlernes ungdomsafdeling", "35408002"],
    ]))["Location"]  # fmt: skip
    shown = freja.get(page).content.decode()
    assert "2 tvivl at afgøre" in shown
    assert "samme CVR-nummer som netop én" not in shown


def test_the_number_of_an_association_under_another_name_is_looked_at_by_itself(directory, freja):
    stands = [directory.add("Sejlklubben Neptun", cvr="10150817"),
              directory.add("Sejlerne", cvr="35408002")]  # fmt: skip
    page = sent(freja, workbook([
        ["Forening", "CVR"], ["Kurdisk Kulturforening", "10150817"], ["Sejlerne", "35408002"],
    ]))["Location"]  # fmt: skip
    freja.post(page, {"verb": "certain"})
    shown = freja.get(page).content.decode()
    assert "1 tvivl at afgøre" in shown
    assert "Samme som Sejlklubben Neptun" in shown
    assert [chosen(directory, n) for n in (2, 3)] == ["", str(stands[1].pk)]


def test_a_number_that_two_entries_carry_is_looked_at_though_one_of_them_contradicts(
    directory, freja
):
    directory.add("Kurdisk Kulturforening", cvr="10150817")
    directory.add("Lyngby Kor", cvr="10150817", phone="11223344", email="kor@lyngby.example",
                  address="Andengade 9", postcode="2800")  # fmt: skip
    page = sent(freja, workbook([
        ["Forening", "CVR", "Telefon", "Mail", "Adresse", "Postnr"],
        ["Kurdisk Kulturforening", "10150817", "55667788", "k@mail.example", "Kirkevej 3", "4600"],
    ]))["Location"]  # fmt: skip
    assert "Lyngby Kor" not in freja.get(page).content.decode(), "it is none of the doubts"
    freja.post(page, {"verb": "certain"})
    assert chosen(directory, 2) == ""


def test_a_number_is_one_lines_own_only_among_the_lines_that_are_taken(directory, freja):
    stands = directory.add("Kurdisk Kulturforening", cvr="10150817")
    page = sent(freja, workbook([
        ["Forening", "CVR"], ["Kurdisk Kulturforening", "10150817"],
        ["Kurdisk Kulturfor.", "10150817"],
    ]))["Location"]  # fmt: skip
    freja.post(page, {"verb": "certain"})
    assert [chosen(directory, n) for n in (2, 3)] == ["", ""]
    choose(freja, page, 2, "skip")
    freja.post(page, {"verb": "certain"})
    assert chosen(directory, 3) == str(stands.pk)


def test_a_line_above_that_is_left_out_is_nobodys_twin(directory, freja):
    page = sent(freja, workbook([
        ["Forening", "CVR"], ["Åens Sejlere", "10150817"], ["Åens Sejlere", "10150817"],
    ]))["Location"]  # fmt: skip
    choose(freja, page, 2, "skip")
    freja.post(page, {"verb": "certain"})
    assert chosen(directory, 3) == ""
    choose(freja, page, 2, "add")
    freja.post(page, {"verb": "certain"})
    assert chosen(directory, 3) == "2"
    assert freja.post(page, {"verb": "take"}).status_code == 302
    assert names(directory) == ["Åens Sejlere"]


def test_the_list_is_taken_back_and_the_directory_is_as_it_was(directory, freja):
    stands = directory.add("Somalisk kvinde forening", email="skf@mail.example")
    page = sent(freja, workbook(MESSY))["Location"]
    choose(freja, page, 4, str(stands.pk))
    choose(freja, page, 6, "5")
    for verb in ("take", "back", "take", "back"):
        assert freja.post(page, {"verb": verb}).status_code == 302
    assert names(directory) == ["Somalisk kvinde forening"]
    row = directory.entry(stands.slug)
    assert (row.names, row.address) == ([stands.name], "")
    assert row.version == stands.version + 4, "a version that was shown never comes again"
    assert freja.post(page, {"verb": "discard"})["Location"] == LISTS


def test_an_address_that_is_taken_out_again_opens_nothing(directory, freja, letterbox, cast):
    stands = directory.add("Kurdisk Kulturforening", cvr="10150817")
    page = sent(freja, workbook(MESSY))["Location"]
    for line in (5, 6):
        choose(freja, page, line, str(stands.pk))
    freja.post(page, {"verb": "take"})
    freja.post(f"{DIRECTORY}{stands.slug}/spoerg/", {"verb": "ask", "press": "1"})
    link = mailed_link(letterbox, "azad@mail.example")
    assert cast.visit().get(link).status_code == 200
    assert freja.post(page, {"verb": "back"}).status_code == 302
    assert directory.entry(stands.slug).email == ""
    assert cast.visit().get(link).status_code == 410


def test_what_an_association_confirmed_is_not_taken_out_again(directory, freja):
    stands = directory.add("Kurdisk Kulturforening", cvr="10150817")
    page = sent(freja, workbook(MESSY))["Location"]
    choose(freja, page, 5, str(stands.pk))
    choose(freja, page, 6, "skip")
    freja.post(page, {"verb": "take"})
    row = directory.entry(stands.slug)
    with directory.open():
        confirm(entry=row, version=row.version, by=directory.by, who="Formanden",
                at=clock.now() + timedelta(hours=1))  # fmt: skip
    assert freja.post(page, {"verb": "back"}).status_code == 409
    assert directory.entry(stands.slug).address == "Kirkevej 3"


def test_an_association_that_is_asked_in_a_check_is_not_taken_back(directory, freja, checks):
    page = sent(freja, workbook([["Forening"], ["Åens Sejlere"]]))["Location"]
    freja.post(page, {"verb": "take"})
    with directory.open():
        row = Entry.objects.owned().get()
    checks.start(row)
    assert freja.post(page, {"verb": "back"}).status_code == 409
    assert names(directory) == ["Åens Sejlere"]


def test_two_lists_that_wait_do_not_write_the_same_association_twice(directory, freja):
    pages = [
        sent(freja, workbook([["Forening", "Mailadresse"], ["Åens Sejlere", "aa@x.example"], row]))
        for row in (["Nordens Kor", None], ["Sydens Teater", None])
    ]
    first, second = (page["Location"] for page in pages)
    assert freja.post(first, {"verb": "take"}).status_code == 302
    assert freja.post(second, {"verb": "take"}).status_code == 422
    shown = freja.get(second).content.decode()
    assert "Linje 2: Åens Sejlere" in shown
    assert names(directory) == ["Nordens Kor", "Åens Sejlere"]
    choose(freja, second, 2, str(directory.entry("aaens-sejlere").pk))
    assert freja.post(second, {"verb": "take"}).status_code == 302
    assert names(directory) == ["Nordens Kor", "Sydens Teater", "Åens Sejlere"]


def test_a_choice_that_is_gone_is_said_and_an_empty_one_is_no_choice(directory, freja):
    stands = directory.add("Kurdisk Kulturforening", cvr="10150817")
    page = sent(freja, workbook(MESSY))["Location"]
    assert choose(freja, page, 5, "").status_code == 422
    choose(freja, page, 5, str(stands.pk))
    choose(freja, page, 6, "skip")
    with directory.open():
        Entry.objects.owned().filter(pk=stands.pk).delete()
    answer = freja.post(page, {"verb": "take"})
    assert answer.status_code == 422
    assert "Linje 5 er den samme som en forening, der ikke er der mere" in answer.content.decode()


def test_a_line_that_is_the_same_as_a_line_that_is_left_out_is_said(directory, freja):
    page = sent(freja, workbook(MESSY))["Location"]
    choose(freja, page, 5, "skip")
    choose(freja, page, 6, "5")
    assert freja.post(page, {"verb": "take"}).status_code == 422


def test_an_entry_that_was_changed_since_holds_the_list_back(directory, freja):
    page = sent(freja, workbook([["Forening"], ["Åens Sejlere"]]))["Location"]
    freja.post(page, {"verb": "take"})
    change = f"{DIRECTORY}aaens-sejlere/ret/"
    freja.post(change, form_of(freja.get(change), purpose="Vi sejler"))
    answer = freja.post(page, {"verb": "back"})
    assert answer.status_code == 409
    assert names(directory) == ["Åens Sejlere"]
    assert freja.post(page, {"verb": "discard"}).status_code == 422


@pytest.mark.parametrize("choice", ["11111111-1111-4111-8111-111111111111", "99"])
def test_a_line_is_the_same_only_as_one_it_was_likened_to(directory, freja, cast, choice):
    foreign = elsewhere(cast).add("Kurdisk Kulturforening")
    page = sent(freja, workbook(MESSY))["Location"]
    assert choose(freja, page, 6, choice).status_code == 422
    assert choose(freja, page, 6, str(foreign.pk)).status_code == 422
    assert choose(freja, page, 400, "add").status_code == 404


def test_a_foreign_list_does_not_exist(freja, cast):
    other = elsewhere(cast)
    page = sent(cast.visit(other.by), workbook(MESSY))["Location"]
    assert freja.get(page).status_code == 404
    assert "liste.xlsx" not in freja.get(LISTS).content.decode()


def test_the_area_of_a_line_is_found_by_its_name(directory, freja):
    freja.post(f"{DIRECTORY}omraader/", {"id": "11111111-1111-4111-8111-111111111112",
                                         "name": "Vestbyen", "row": 1, "column": 1})  # fmt: skip
    page = sent(freja, workbook([["Forening", "Bydel"], ["Åens Sejlere", "VESTBYEN"]]))["Location"]
    freja.post(page, {"verb": "take"})
    assert directory.entry("aaens-sejlere").district.name == "Vestbyen"
