"""All that is stored of a person, for the person: on the page, as data, on paper."""

import json

import pytest
from django.utils.functional import Promise

from favn.centre.models import Visit
from favn.kit.store import privacy
from favn.people.persons import walk
from favn.people.referrals.actions import hand_over
from favn.people.register import queries
from favn.people.register.actions import merge
from tests.cast import TODAY, new_id


@pytest.fixture
def samira(register):
    person = register.add("KANARIE-navn", also_known_as="KANARIE-kaldes", phone="20112233",
                          email="kanarie@eksempel.invalid", safe_contact="KANARIE-pas-på",
                          interpreter_note="KANARIE-tolk", address="KANARIE-adresse", born="1987",
                          more_languages=("ar", "en"))  # fmt: skip
    register.say(person, "referral", recipient="KANARIE-modtager")
    card = register.card(person)
    with register.acting():
        Visit.objects.create(organisation=register.house, on=TODAY, hour=13, card=card)
    return person


EVERYTHING = ("KANARIE-navn", "KANARIE-kaldes", "20112233", "kanarie@eksempel.invalid",
              "KANARIE-pas-på", "KANARIE-tolk", "KANARIE-adresse", "KANARIE-modtager",
              "1987")  # fmt: skip


def test_every_word_that_was_written_is_in_the_page_and_in_the_data(register, samira):
    html = register.text(register.page(samira, "udtraek/"))
    data = register.client.get(register.page(samira, "udtraek/?fil=json"))
    parts = json.loads(data.content)
    for words in EVERYTHING:
        assert words in html, words
        assert words in data.content.decode(), words
    assert {"Om dig", "Samtykker", "Kort", "Besøg med kort", "Hvem har set på dig"} <= set(parts)
    assert parts["Besøg med kort"] == [{"Dag": "2026-11-19", "Klokkeslæt": 13}]


def test_the_page_speaks_words_and_not_codes(register, samira):
    html = register.text(register.page(samira, "udtraek/"))
    assert "arabisk, engelsk" in html
    assert "False" not in html
    assert "T14:05" not in html


def test_the_paper_is_a_pdf(register, samira):
    answer = register.client.get(register.page(samira, "udtraek/?fil=pdf"))
    assert answer.content.startswith(b"%PDF")


def test_nobody_of_the_house_is_named_and_no_other_person(register, samira):
    register.add("Fatuma Farah")
    register.text(register.page(samira))
    said = register.client.get(register.page(samira, "udtraek/?fil=json")).content.decode()
    assert "Sara" not in said
    assert "Rådgiver" in said
    assert "Fatuma" not in said


def test_the_person_learns_who_looked_by_role_day_and_purpose(register, samira):
    nora = register.cast.visit(register.cast.nora)
    register.text(register.page(samira), client=nora)
    data = register.client.get(register.page(samira, "udtraek/?fil=json"))
    looked = json.loads(data.content)["Hvem har set på dig"]
    assert {line["Hvem"] for line in looked} == {"Sundhedsfaglig"}
    data = register.client.get(register.page(samira, "udtraek/?fil=json"))
    looked = json.loads(data.content)["Hvem har set på dig"]
    purposes = {line["Hvem"]: line["Til hvad"] for line in looked}
    assert purposes["Rådgiver"] == "udtræk til personen selv"


def test_only_roles_that_keep_privacy_hand_it_out(register, samira):
    nora = register.cast.visit(register.cast.nora)
    assert nora.get(register.page(samira, "udtraek/")).status_code == 403


def test_another_kind_of_file_is_not_found(register, samira):
    assert register.client.get(register.page(samira, "udtraek/?fil=exe")).status_code == 404


def test_a_protected_address_stays_off_the_paper_though_only_the_other_record_protects(register):
    """Two records of one person: the one that stands is protected, the one behind it is not."""
    street = "KANARIE-vej 7"
    gone = register.add("Samira Yusuf", address=street)
    keep = register.add("Samira Yusuf", address=street, address_is_protected=True)
    with register.acting():
        merge(id=new_id(), survivor=keep, loser=gone, versions=(1, 1), **register.who())
    for rest in ("udtraek/", "udtraek/?fil=json"):
        said = register.client.get(register.page(keep, rest)).content.decode()
        assert "Beskyttet" in said
        assert street not in said


def test_what_was_handed_over_is_closed_to_other_staff_and_said_in_words_to_the_person(register):
    person = register.add("Huda Nasser")
    register.say(person, "referral", recipient="Naboerne i Nord")
    with register.acting():
        hand_over(
            id=new_id(), person=person, to=register.cast.naboerne, agreed=["name", "errand"],
            errand="KANARIE-ærinde", **register.who(),
        )  # fmt: skip
        assert "KANARIE-ærinde" not in str(queries.extract(person))
        parts = queries.stored(person, words_of=[register.cast.sara.pk])
        rows = next(part.rows for part in parts if part.title == "Overdragelser til andre")
    assert rows[0]["indhold"] == "Navn: Huda Nasser\nHvad personen ønsker hjælp til: KANARIE-ærinde"


def captions(path):
    """What the person reads beside each value of a kind of row."""
    unsaid = {"id", "organisation", *(privacy(path.model, "unsaid") or ())}
    said = privacy(path.model, "captions") or {}
    for field in path.model._meta.local_fields:
        if field.name not in unsaid and not field.is_relation:
            yield field.name, said.get(field.name) or field.verbose_name


@pytest.mark.parametrize("path", walk.paths(), ids=lambda p: f"{p.model._meta.label}-{p.way}")
def test_no_value_stands_beside_the_name_of_a_column(path):
    assert [name for name, said in captions(path) if not isinstance(said, Promise)] == []


def test_the_lines_of_a_text_stay_lines(register):
    zahra = register.add("Zahra", safe_contact="Ring ikke.\nSkriv kun.")
    html = register.text(register.page(zahra, "udtraek/"))
    assert "Ring ikke.<br>Skriv kun." in html
