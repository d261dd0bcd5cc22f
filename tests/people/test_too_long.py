"""A megabyte of text in any field about a person: a sentence at the field, and no row cut short."""

import pytest

from favn.centre.models import Case
from favn.people.persons.models import Consent, Person, Relation
from tests.cast import new_id

LONG = "x" * 1_000_000
FIELDS = ("name", "also_known_as", "born", "interpreter_note", "phone", "email", "address",
          "safe_contact")  # fmt: skip


def refused(register, page, /, **form):
    answer = register.client.post(page, form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "for lang" in html
    assert "error-message" in html
    return html


def number(register, model):
    with register.acting():
        return model.objects.owned().count()


@pytest.mark.parametrize("field", FIELDS)
def test_nobody_is_written_down_with_it(register, field):
    refused(register, "/personer/ny/", **register.typed(**{field: LONG}))
    assert number(register, Person) == 0


@pytest.mark.parametrize("field", FIELDS)
def test_what_stands_is_not_put_right_with_it(register, field):
    person = register.add("Samira Yusuf", phone="20304050")
    typed = register.typed(id=str(person.pk), version="1") | {field: LONG}
    refused(register, register.page(person, "ret/"), **typed)
    stands = register.again(person)
    assert register.read(stands, "name") == "Samira Yusuf"
    assert register.read(stands, "phone") == "20304050"
    assert stands.version == 1


@pytest.mark.parametrize("field", ["name", "phone", "note"])
def test_nobody_around_is_written_with_it(register, field):
    person = register.add("Samira Yusuf")
    form = {"id": str(new_id()), "name": "Hodan", "kind": "child", "verb": "add"} | {field: LONG}
    refused(register, register.page(person, "familie/"), **form)
    assert number(register, Relation) == 0


def test_a_search_for_it_finds_nobody_and_says_why(register):
    refused(register, "/personer/", q=LONG)


def test_a_yes_to_it_is_not_written(register):
    person = register.add("Samira Yusuf")
    form = {"id": str(new_id()), "purpose": "referral", "act": "given", "how": "spoken",
            "recipient": LONG, "verb": "say"}  # fmt: skip
    refused(register, register.page(person, "samtykke/"), **form)
    assert number(register, Consent) == 0


def test_no_case_is_about_it(register):
    person = register.add("Samira Yusuf")
    register.say(person)
    form = {"id": str(new_id()), "kind": "social", "origin": "self", "about": LONG}
    refused(register, register.page(person, "ny-sag/"), **form)
    assert number(register, Case) == 0


@pytest.mark.parametrize("signs", ["æ", "\u202e", "😀", "\U0001f468\u200d\U0001f469"])
def test_signs_of_many_bytes_are_counted_as_signs(register, signs):
    """A database that counts bytes would cut what the form let through."""
    name = ("S" + signs * 60)[:120]
    answer = register.client.post("/personer/ny/", register.typed(name))
    assert answer.status_code == 302
    assert len(register.names()) == 1
