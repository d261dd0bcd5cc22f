"""The paper of a hand-over inside Favn: what was shared, with whom, on which yes, and the way back.

Whoever wrote the hand-over prints it for the person, who takes it along.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from favn.people.accounts.models import Lookup
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import BY_PURPOSE, Act, How, Why
from favn.people.referrals import actions
from favn.people.register.actions import erase
from tests.cast import TODAY, new_id

THERE = "Naboerne i Nord"
STREET = "Hemmeligvej 7, 2. th"
ERRAND = "Vil gerne øve dansk"
BACK = "Sådan trækker du det tilbage"


@pytest.fixture
def huda(register):
    return register.add(
        "Huda Nasser", phone="50607080", language="ar", address=STREET, address_is_protected=True,
        safe_contact="Ring ikke. Skriv kun sms.",
    )  # fmt: skip


def across(register, person, *agreed, until=None):
    """A hand-over to the other house, on the person's yes to it."""
    with register.acting():
        said = Said("referral", Act.GIVEN, How.SPOKEN, THERE, until)
        persons.say(id=new_id(), person=person, said=said, **register.who())
        return actions.hand_over(
            id=new_id(), person=person, to=register.cast.naboerne, agreed=agreed, errand=ERRAND,
            **register.who(),
        )  # fmt: skip


def page(row, rest=""):
    return f"/henvisninger/{row.pk}/{rest}"


def words(answer):
    """What stands on the paper, with every space one."""
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def paper(register, row):
    return words(register.client.get(page(row, "papir/")))


def test_the_paper_is_linked_beside_the_hand_over(register, huda):
    row = across(register, huda, "name", "errand")
    html = register.text(page(row))
    assert html.index("Overdragelsen") < html.index("Hent personens papir")
    assert f'href="{page(row, "papir/")}"' in html


def test_it_tells_what_was_shared_with_whom_on_which_yes_and_the_way_back(register, huda):
    text = paper(register, across(register, huda, "name", "errand"))
    assert f"Fra Medborgerhuset til {THERE}" in text
    assert "Huda Nasser" in text
    assert ERRAND in text
    assert "huset giver mit navn og mit ærinde videre" in text
    assert f"Tekst nummer {BY_PURPOSE['referral'].version}" in text
    assert text.index("Dit ja") < text.index(BACK) < text.index("/min-side/medborgerhuset/")


def test_what_was_not_agreed_is_not_on_it_and_an_address_never(register, huda):
    text = paper(register, across(register, huda, "name", "errand"))
    for secret in ("50607080", "arabisk", "Skriv kun sms", "Hemmeligvej"):
        assert secret not in text
    with_phone = paper(register, across(register, huda, "name", "language", "contact"))
    assert "50607080" in with_phone
    assert "arabisk" in with_phone
    assert "Hemmeligvej" not in with_phone


def test_it_shows_what_crossed_and_not_what_is_known_since(register, huda):
    row = across(register, huda, "name", "contact")
    form = register.typed("Huda Ali", version="1", phone="11223344")
    assert register.client.post(register.page(huda, "ret/"), form).status_code == 302
    text = paper(register, row)
    assert "Huda Nasser" in text
    assert "11223344" not in text


def test_it_is_logged_as_printed(register, huda):
    row = across(register, huda, "name", "errand")
    paper(register, row)
    with register.acting():
        line = Lookup.objects.owned().first()
        assert (line.kind, line.purpose) == ("print", f"overdragelse til {THERE}")
        assert line.persons.get().person_id == huda.pk


def test_taken_back_the_paper_says_since_when_and_holds_no_word_of_it(register, huda):
    row = across(register, huda, "name", "errand")
    register.client.post(page(row), {"verb": "revoke"})
    text = paper(register, row)
    assert "Trukket tilbage" in text
    assert "indholdet er slettet" in text
    for gone in ("Huda", ERRAND, BACK):
        assert gone not in text


def test_a_yes_that_ended_by_itself_has_no_paper_that_says_it_stands(register, huda, settings):
    last = TODAY + timedelta(days=7)
    row = across(register, huda, "name", "errand", until=last)
    assert "Det gælder til og med torsdag 26. november 2026" in paper(register, row)
    settings.TODAY = last + timedelta(days=1)
    answer = register.client.get(page(row, "papir/"))
    assert answer.status_code == 302
    html = register.text(page(row))
    assert "Papiret kan ikke hentes" in html
    assert "Hent personens papir" not in html


@pytest.mark.parametrize("name", ["kian", "nora", "lars"])
def test_the_other_house_and_a_colleague_it_is_not_between_find_no_paper(register, huda, name):
    row = across(register, huda, "name", "errand")
    client = register.cast.visit(getattr(register.cast, name))
    assert client.get(page(row, "papir/")).status_code == 404


def test_without_a_role_for_persons_it_stays_shut(register, huda):
    row = across(register, huda, "name", "errand")
    for name in ("amina", "birgitte"):
        client = register.cast.visit(getattr(register.cast, name))
        assert client.get(page(row, "papir/")).status_code == 403


def test_of_somebody_erased_there_is_no_paper(register, huda):
    row = across(register, huda, "name", "errand")
    with register.acting():
        erase(person=huda, why=Why.ASKED, **register.who())
    assert register.client.get(page(row, "papir/")).status_code == 404


def test_in_english_the_paper_is_english(register, huda):
    row = across(register, huda, "name", "errand")
    with translation.override("da"):  # the request leaves its own language behind
        answer = register.client.get(page(row, "papir/"), headers={"accept-language": "en"})
    assert "How you take it back" in words(answer)
    assert PdfReader(BytesIO(answer.content)).trailer["/Root"]["/Lang"] == "en"
