"""Finding a person: by a part of the name as it sounds, by a helper, by a card."""

import pytest

from favn.kit.tenancy import acting_for
from favn.people.accounts.choices import Look
from favn.people.accounts.models import Lookup
from favn.people.persons import actions, finding
from favn.people.persons.models import Relation
from tests.cast import new_id


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Mohammed Al-Hassan", "muhamad hasan"),
        ("محمد الحسن", "Mohamed Hassan"),
        ("Cabdiraxmaan Xasan", "abdi rahman"),
        ("ሰላም ተስፋይ", "selam"),
        ("Олена Коваленко", "olena kovalenko"),
        ("Åse Nørgaard", "aase noergård"),
        ("Hawa", "hawa"),
        ("Nguyễn Thị Lan", "nguyen lan"),
        ("Somchai Prasert", "som"),
    ],
)
def test_a_name_is_found_as_it_sounds_and_as_it_begins(register, written, sought):
    register.add(written)
    register.add("Kirsten Holm")
    html = register.search(sought)
    assert written in html
    assert "Navnet" in html


def test_a_search_that_finds_nobody_shows_the_way_on(register):
    html = register.search("Zarathustra")
    assert "Ingen med det navn" in html
    assert "/personer/ny/" in html


def test_an_empty_search_says_what_to_write(register):
    answer = register.client.post("/personer/", {"q": " "})
    assert answer.status_code == 422
    assert "Skriv en del af navnet" in answer.content.decode()


def test_no_name_ever_stands_in_an_address(register):
    register.add("Samira Yusuf")
    assert 'method="post"' in register.text("/personer/")
    assert "Samira" in register.text("/personer/?q=Yusuf")  # one of those seen last; not searched
    with register.acting():
        assert Lookup.objects.owned().first().kind == Look.LIST


def test_a_search_is_logged_with_what_was_typed_and_whom_it_showed(register):
    person = register.add("Samira Yusuf")
    register.search("samira")
    with register.acting():
        line = Lookup.objects.owned().filter(kind=Look.SEARCH).get()
        assert line.criterion == "samira"
        assert {row.person_id for row in line.persons.all()} == {person.pk}


def test_a_helper_leads_to_the_person_and_says_under_which_name(register):
    person = register.add("Samira Yusuf")
    to = {"name": "Kirsten Holm", "kind": "volunteer"}
    with register.acting():
        actions.add_relation(id=new_id(), person=person, to=to, other=None, **register.who())
    html = register.search("kirsten")
    assert "Samira Yusuf" in html
    assert "Fundet under navnet “Kirsten Holm”" in html
    with register.acting():
        row = Relation.objects.get()
        actions.end_relation(relation=row, **register.who())
    assert "Ingen med det navn" in register.search("kirsten")


def test_a_scanned_card_leads_to_its_person_and_a_nameless_one_to_nobody(register):
    person = register.add("Samira Yusuf")
    named, nameless = register.card(person), register.card()
    answer = register.client.post("/personer/", {"q": named.grouped_code.lower()})
    assert answer.url == f"/personer/{person.pk}/"
    assert "Kortet har intet navn" in register.search(nameless.code)


def test_what_was_changed_elsewhere_is_found_at_the_next_search(register):
    person = register.add("Samira Yusuf")
    register.search("samira")
    with register.acting():
        wanted = actions.Wanted("Fatuma Farah")
        actions.revise(person=person, version=1, wanted=wanted, **register.who())
    assert "Fatuma Farah" in register.search("fatuma")
    assert "Ingen med det navn" in register.search("samira")


def test_the_neighbours_people_are_not_found_here(register):
    with acting_for(register.cast.naboerne.pk):
        actions.add_person(id=new_id(), wanted=actions.Wanted("Samira Yusuf"), **register.who())
    assert "Ingen med det navn" in register.search("samira")
    theirs = register.cast.visit(register.cast.kian)
    assert "Samira Yusuf" in theirs.post("/personer/", {"q": "samira"}).content.decode()


def test_at_most_twenty_are_shown_and_the_page_says_that_there_are_more(register):
    for n in range(23):
        register.add(f"Amina Nummer{'abcdefghijklmnopqrstuvw'[n]}")
    html = register.search("amina")
    assert html.count("/personer/") - html.count("/personer/ny/") >= 20
    assert "Der er flere" in html


def test_more_persons_do_not_ask_the_database_more(register, django_assert_num_queries):
    for name in ("Amina Ali", "Samira Yusuf"):
        register.add(name)
    register.search("amina")
    with register.acting():
        finding.search("amina")
        for n in range(12):
            register.add(f"Amina Ali {n}")
        assert len(finding.search("amina")) == 13
        with django_assert_num_queries(2):
            assert len(finding.search("amina")) == 13


@pytest.mark.parametrize("who", ["amina", "jonas", "mehmet", "birgitte"])
def test_only_roles_that_open_persons_search_them(register, who):
    person = register.add("Samira Yusuf")
    client = register.cast.visit(getattr(register.cast, who))
    for answer in (
        client.get("/personer/"),
        client.post("/personer/", {"q": "samira"}),
        client.get(f"/personer/{person.pk}/"),
        client.get("/personer/ny/"),
    ):
        assert answer.status_code == 403
        assert "Samira" not in answer.content.decode()


DAY_OF_BIRTH = {"born": "1992-08-08", "born_is_guess": True}


def pages_that_say_a_birth(register):
    """Every page of the room on which a day of birth is read."""
    one = register.add("Samira Yusuf", phone="20304050", **DAY_OF_BIRTH)
    two = register.add("Samira Yussuf", phone="20304050", born="1992-08-07")
    yield register.search("Samira")
    yield register.text(register.page(one))
    yield register.text(register.page(two, f"saml/{one.pk}/"))
    yield register.text(register.page(one, "udtraek/"))


def test_a_day_of_birth_is_said_as_people_say_it_wherever_it_stands(register):
    for html in pages_that_say_a_birth(register):
        assert "8. aug. 1992" in html
        assert "1992-08-0" not in html


def test_a_day_of_birth_is_put_right_as_people_type_it(register):
    person = register.add("Samira Yusuf", **DAY_OF_BIRTH)
    html = register.text(register.page(person, "ret/"))
    assert 'value="08-08-1992"' in html
    typed = register.typed(version=person.version, id=str(person.pk), born="08-08-1992")
    register.client.post(register.page(person, "ret/"), typed)
    assert register.read(register.again(person), "born") == "1992-08-08"
