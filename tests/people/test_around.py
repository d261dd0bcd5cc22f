"""The household and the helpers of one person."""

import pytest

from favn.people.persons import queries
from tests.cast import new_id


@pytest.fixture
def samira(register):
    return register.add("Samira Yusuf")


def typed(name="Hodan Yusuf", **fields):
    return {"verb": "add", "id": str(new_id()), "name": name, "kind": "child"} | fields


def around(register, person):
    with register.acting():
        return [(row.name, row.kind) for row in queries.around(person)]


def test_somebody_around_stands_on_the_persons_page(register, samira):
    page = register.page(samira, "familie/")
    sent = typed(calls_for="on", phone="11223344")
    for _ in range(2):
        assert register.client.post(page, sent).url == page
    html = register.text(register.page(samira))
    for words in ("Hodan Yusuf", "Barn", "Ringer for personen.", "11223344"):
        assert words in html
    assert around(register, samira) == [("Hodan Yusuf", "child")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"name": ""}, "Ét navn er nok"), ({"kind": "x"}, "Vælg fra listen"),
     ({"note": "0101901234"}, "CPR-numre")],
)  # fmt: skip
def test_a_mistake_is_named_and_nothing_is_written(register, samira, fields, sentence):
    answer = register.client.post(register.page(samira, "familie/"), typed(**fields))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert around(register, samira) == []


def test_whoever_is_around_no_more_is_taken_off_the_list(register, samira):
    page = register.page(samira, "familie/")
    sent = typed()
    register.client.post(page, sent)
    register.client.post(page, {"verb": "end", "relation": sent["id"]})
    assert around(register, samira) == []
    assert "Ingen endnu" in register.text(page)


def test_the_relation_of_another_person_is_not_found(register, samira):
    other = register.add("Fatuma Farah")
    sent = typed()
    register.client.post(register.page(other, "familie/"), sent)
    for relation in (sent["id"], "x", str(new_id())):
        press = {"verb": "end", "relation": relation}
        page = register.page(samira, "familie/")
        assert register.client.post(page, press).status_code == 404
    assert around(register, other) == [("Hodan Yusuf", "child")]
