"""Writing somebody down: the name is enough, and whoever is here already comes first."""

import pytest

from favn.kit import history
from favn.kit.encryption import keys
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Why
from favn.people.persons.models import Card, Person
from favn.people.persons.rules import LONGEST_NAME
from favn.people.register.actions import erase


def test_one_name_is_enough(register):
    typed = register.typed("Hawa")
    answer = register.client.post("/personer/ny/", typed)
    assert answer.url == f"/personer/{typed['id']}/"
    assert register.names() == ["Hawa"]


def test_the_page_says_what_is_stored_at_this_step(register):
    assert "Intet om liv og helbred" in register.text("/personer/ny/")


def test_the_same_form_twice_writes_one_person(register):
    typed = register.typed()
    for _ in range(2):
        assert register.client.post("/personer/ny/", typed).status_code == 302
    assert register.names() == ["Samira Yusuf"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Ét navn er nok"),
        ("\u200b \u202e", "Ét navn er nok"),
        ("!?", "Ét navn er nok"),
        ("x" * (LONGEST_NAME + 1), "for lang"),
        ("x" * 1_000_000, "for lang"),
        ("Sam\0ira", "tegn, der ikke kan gemmes"),
        ("Samira 010190-1234", "CPR-nummer"),
    ],
)
def test_a_name_that_is_none_is_refused_at_its_field(register, name, sentence):
    answer = register.client.post("/personer/ny/", register.typed(name))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert register.names() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202eSamira\u202c\u200b Yusuf", "Samira Yusuf"),
        ("  Samira \t Yusuf ", "Samira Yusuf"),
        ("José", "José"),
        ("نیم‌فاصله", "نیم‌فاصله"),
        ("Samira 😀", "Samira 😀"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("{{7*7}}", "{{7*7}}"),
    ],
)
def test_signs_that_turn_or_hide_are_taken_away_and_the_rest_is_text(register, typed, kept):
    answer = register.client.post("/personer/ny/", register.typed(typed), follow=True)
    assert register.names() == [kept]
    html = answer.content.decode()
    assert "<script>alert" not in html
    assert "<bdi>" in html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1987", "1987"), ("2/4-1987", "1987-04-02"), ("1987-4-2", "1987-04-02"),
     ("", ""), ("2099", None), ("1850", None), ("31.2.1987", None), ("omkring 1990", None)],
)  # fmt: skip
def test_a_birth_is_a_year_or_a_day_or_nothing(register, typed, kept):
    answer = register.client.post("/personer/ny/", register.typed(born=typed))
    with register.acting():
        stands = [person.born for person in Person.objects.present()]
    assert stands == ([] if kept is None else [kept])
    assert answer.status_code == (422 if kept is None else 302)


@pytest.mark.parametrize("field", ["phone", "safe_contact", "also_known_as", "interpreter_note"])
def test_a_cpr_number_stands_in_no_field(register, field):
    answer = register.client.post("/personer/ny/", register.typed(**{field: "0101901234"}))
    assert answer.status_code == 422
    assert "CPR-numre" in answer.content.decode()


def test_whoever_is_here_already_comes_first_with_the_reason(register):
    known = register.add("Mohammed Al-Hassan", born="1987")
    answer = register.client.post("/personer/ny/", register.typed("Muhamad Hasan", born="1987"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Er det en af dem?" in html
    assert f"/personer/{known.pk}/" in html
    assert "samme fødselsår" in html
    assert len(register.names()) == 1


def test_never_more_than_five_are_shown(register):
    for n in range(9):
        register.add("Mohammed Al-Hassan", born=f"198{n}")
    answer = register.client.post("/personer/ny/", register.typed("Mohammed Al-Hassan"))
    assert len(answer.context["likes"]) == 5


def test_a_new_person_after_all_is_written_with_all_that_was_typed(register):
    register.add("Mohammed Al-Hassan", born="1987")
    typed = register.typed("Muhamad Hasan", born="1987", phone="20112233", language="ar")
    answer = register.client.post("/personer/ny/", typed)
    again = dict(answer.context["typed"]) | {"is_new": "1"}
    assert register.client.post("/personer/ny/", again).status_code == 302
    with register.acting():
        row = Person.objects.get(pk=typed["id"])
        assert (row.name, row.phone, row.language) == ("Muhamad Hasan", "20112233", "ar")


def test_a_common_name_alone_is_no_reason_where_the_year_differs(register):
    register.add("Anne Jensen", born="1950")
    answer = register.client.post("/personer/ny/", register.typed("Anna Jensen", born="1999"))
    assert answer.status_code == 302


def test_the_card_that_was_shown_gets_the_name(register):
    card = register.card()
    typed = register.typed() | {"card": card.code}
    register.client.post("/personer/ny/", typed)
    with register.acting():
        assert str(Card.objects.get(pk=card.pk).person_id) == typed["id"]
        assert [line.verb for line in history.of(card)] == ["link", "issue"]


def test_the_id_of_the_neighbours_person_is_not_found(register):
    theirs = register.cast.visit(register.cast.kian)
    typed = register.typed()
    theirs.post("/personer/ny/", typed)
    assert register.client.post("/personer/ny/", typed).status_code == 404
    assert register.client.get(f"/personer/{typed['id']}/").status_code == 404


def test_history_tells_no_name(register):
    person = register.add("KANARIEFUGL", phone="50607080")
    with register.acting():
        (line,) = history.of(person)
        assert "KANARIE" not in f"{line.changes} {line.reason}"


def test_without_the_key_nothing_is_written_and_a_sentence_says_why(register):
    keys.place().unlink()
    answer = register.client.post("/personer/ny/", register.typed())
    assert answer.status_code == 422
    assert "Nøglen til de beskyttede oplysninger mangler" in answer.content.decode()
    with register.acting():
        assert Person.objects.count() == 0
    assert register.cast.visit(register.cast.amina).get("/i-dag/").status_code == 200


def test_an_id_that_is_none_is_refused(register):
    answer = register.client.post("/personer/ny/", register.typed() | {"id": "x"})
    assert answer.status_code == 422


def test_the_name_that_was_looked_up_while_writing_goes_with_the_person(register):
    register.add("Samira Yusuf")
    form = register.typed("Samira Yussuf")
    register.client.post("/personer/ny/", form)
    register.client.post("/personer/ny/", form | {"is_new": "1"})
    with register.acting():
        assert "Samira Yussuf" in [row.criterion for row in Lookup.objects.all()]
        person = Person.objects.get(pk=form["id"])
        erase(person=person, why=Why.MISTAKE, **register.who())
        assert [row.criterion for row in Lookup.objects.all() if row.criterion] == []


def test_a_form_that_is_sent_again_brings_nobody_back_who_was_erased(register):
    form = register.typed("Samira Yusuf")
    register.client.post("/personer/ny/", form)
    with register.acting():
        erase(person=Person.objects.get(pk=form["id"]), why=Why.ASKED, **register.who())
    answer = register.client.post("/personer/ny/", form)
    assert answer.status_code == 422
    assert "Personen er slettet" in answer.content.decode()
    assert register.names() == []
