"""The ledger: one purpose at a time, the words that were heard, taken back in one press."""

import json
from datetime import timedelta

import pytest

from favn.people.persons import queries
from favn.people.persons.actions import say
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import PURPOSES, Act, How
from favn.people.persons.models import Consent
from tests.cast import TODAY, new_id


@pytest.fixture
def samira(register):
    return register.add("Samira Yusuf")


def typed(purpose="case", **fields):
    start = {
        "verb": "say",
        "id": str(new_id()),
        "purpose": purpose,
        "act": "given",
        "how": "spoken",
    }
    return start | fields


def lines(register, person):
    with register.acting():
        return queries.ledger(person)


def stands(register, person, purpose="case", recipient=""):
    with register.acting():
        return queries.consent_stands(person, purpose, on=TODAY, recipient=recipient)


def test_a_yes_keeps_the_words_that_were_read_aloud_and_their_version(register, samira):
    page = register.page(samira, "samtykke/")
    assert str(PURPOSES[0].wording) in register.text(page)
    assert register.client.post(page, typed()).url == page
    (line,) = lines(register, samira)
    assert line.wording == str(PURPOSES[0].wording)
    assert (line.wording_version, line.by_label) == (1, "Sara")
    assert stands(register, samira)


def test_one_purpose_says_nothing_about_another(register, samira):
    register.client.post(register.page(samira, "samtykke/"), typed("contact"))
    assert not stands(register, samira, "case")


def test_a_referral_is_a_yes_to_one_place(register, samira):
    page = register.page(samira, "samtykke/")
    answer = register.client.post(page, typed("referral"))
    assert answer.status_code == 422
    assert "Skriv, hvem det gælder" in answer.content.decode()
    register.client.post(page, typed("referral", recipient="Naboerne i Nord"))
    assert stands(register, samira, "referral", "Naboerne i Nord")
    assert not stands(register, samira, "referral", "Sundhavn Kommune")


@pytest.mark.parametrize("typed_name", ["naboerne i nord", "  NABOERNE  i Nord "])
def test_a_house_in_favn_is_known_however_its_name_is_typed(register, samira, typed_name):
    page = register.page(samira, "samtykke/")
    assert '<option value="Naboerne i Nord">' in register.text(page)
    register.client.post(page, typed("referral", recipient=typed_name))
    assert stands(register, samira, "referral", "Naboerne i Nord")


@pytest.mark.parametrize("away", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_an_answer_never_leads_to_another_site(register, samira, away):
    page = register.page(samira, "samtykke/")
    answer = register.client.post(f"{page}?videre={away}", typed())
    assert answer.url == page


def test_withdrawal_is_one_press_that_says_what_stops_and_stops_it(register, samira):
    line = register.say(samira)
    page = register.page(samira, "samtykke/")
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    html = register.client.post(page, press, follow=True).content.decode()
    assert "Trukket tilbage. Ingen skriver mere i sagen." in html
    assert not stands(register, samira)
    answer = register.client.post(register.page(samira, "trin/"), {"verb": "raise"}, follow=True)
    assert "skal først sige ja" in answer.content.decode()


def test_pressed_twice_it_is_taken_back_once(register, samira):
    line = register.say(samira)
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    for _ in range(2):
        register.client.post(register.page(samira, "samtykke/"), press)
    assert [one.act for one in lines(register, samira)] == [Act.WITHDRAWN, Act.GIVEN]


def test_nothing_is_taken_back_that_was_never_given(register, samira):
    line = register.say(samira, act=Act.DECLINED)
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    answer = register.client.post(register.page(samira, "samtykke/"), press, follow=True)
    assert "intet ja at trække tilbage" in answer.content.decode()


def test_a_line_of_the_ledger_is_never_changed(register, samira):
    line = register.say(samira)
    with register.acting(), pytest.raises(TypeError, match="never changed"):
        line.save()


def test_an_end_in_the_past_is_refused(register, samira):
    answer = register.client.post(register.page(samira, "samtykke/"), typed(until="2020-01-01"))
    assert answer.status_code == 422
    assert "Dagen er gået" in answer.content.decode()


def test_the_receipt_says_what_was_answered_and_how_to_take_it_back(register, samira):
    line = register.say(samira)
    page = register.page(samira, f"samtykke/{line.pk}/")
    html = register.text(page)
    for words in ("Samira Yusuf", str(PURPOSES[0].wording), "Det koster intet"):
        assert words in html
    answer = register.client.get(f"{page}?fil=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"Samira" not in answer["Content-Disposition"].encode()


def test_a_receipt_says_until_when_a_yes_with_a_last_day_holds(register, samira):
    without = register.say(samira)
    assert "Det gælder til og med" not in register.text(
        register.page(samira, f"samtykke/{without.pk}/")
    )
    form = typed(until="2026-12-01")
    assert register.client.post(register.page(samira, "samtykke/"), form).status_code == 302
    with register.acting():
        line = Consent.objects.owned().get(until__isnull=False)
    html = register.text(register.page(samira, f"samtykke/{line.pk}/"))
    assert "Det gælder til og med tirsdag 1. december 2026" in html


def test_the_receipt_comes_in_english_too(register, samira):
    line = register.say(samira)
    register.client.post("/sprog/setlang/", {"language": "en"})
    assert "Receipt for your answer" in register.text(register.page(samira, f"samtykke/{line.pk}/"))


def test_the_receipt_of_another_person_is_not_found(register, samira):
    line = register.say(register.add("Fatuma Farah"))
    assert register.client.get(register.page(samira, f"samtykke/{line.pk}/")).status_code == 404
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    page = register.page(samira, "samtykke/")
    assert register.client.post(page, press).status_code == 404


@pytest.mark.parametrize("press", [{"verb": "x"}, {"verb": "withdraw", "line": "x"}, {}])
def test_nonsense_is_not_found_and_writes_nothing(register, samira, press):
    page = register.page(samira, "samtykke/")
    assert register.client.post(page, press).status_code == 404
    assert lines(register, samira) == []


def test_the_ledger_keeps_its_order_whatever_the_clock_says(register, samira):
    for act in (Act.GIVEN, Act.WITHDRAWN, Act.GIVEN):
        register.say(samira, act=act)
    assert [one.act for one in reversed(lines(register, samira))] == ["given", "withdrawn", "given"]
    assert stands(register, samira)
    with register.acting():
        assert json.dumps(sorted(Consent.objects.values_list("position", flat=True))) == "[1, 2, 3]"


def test_a_yes_that_ran_out_is_called_so_and_has_nothing_to_take_back(register):
    person = register.add("Samira Yusuf")
    with register.acting():
        said = Said("case", Act.GIVEN, How.SPOKEN, until=TODAY)
        say(id=new_id(), person=person, said=said, **register.who())
    page = register.page(person, "samtykke/")
    assert "til og med i dag" in register.text(page)
    with register.acting():
        Consent.objects.owned().update(until=TODAY - timedelta(days=1))
    html = register.text(page)
    assert "Udløbet" in html
    assert "Træk tilbage" not in html


def test_what_was_never_asked_stands_in_one_line(register):
    person = register.add("Samira Yusuf")
    register.say(person)
    html = register.text(register.page(person, "samtykke/"))
    assert html.count("Ikke spurgt om:") == 1
    assert "Frivillig" in html.partition("Ikke spurgt om:")[2].partition("</p>")[0]
