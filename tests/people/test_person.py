"""One person's page: what is known, how to reach them, and the step they stand on."""

from datetime import timedelta

import pytest
from django.db import connection

from favn.kit import clock, history
from favn.people.accounts.models import Lookup
from favn.people.persons import actions, queries
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How, Tier
from favn.people.persons.models import Person
from tests.cast import TODAY, new_id

SECRET = "Hemmeligvej 7"


@pytest.fixture
def huda(register):
    return register.add(
        "Huda Nasser", address=SECRET, address_is_protected=True, phone="50607080",
        safe_contact="Ring ikke. Skriv kun sms.", language="ar", needs_interpreter=True,
        interpreter_language="ku", interpreter_note="en kvinde",
    )  # fmt: skip


def test_what_to_be_careful_about_stands_first(register, huda):
    html = register.text(register.page(huda))
    assert html.index("Ring ikke") < html.index("50607080")
    assert "Adressen kommer aldrig på lister" in html


def test_the_interpreter_is_apart_from_the_language(register, huda):
    html = register.text(register.page(huda))
    assert "arabisk" in html
    assert "Ja, på kurdisk. en kvinde" in html


@pytest.mark.parametrize(
    ("born", "is_guess", "told"),
    [
        ("1987-04-02", False, "2. apr. 1987"),
        ("1987", True, "1987 (et skøn)"),
        ("1987", False, "1987"),
    ],
)
def test_a_day_of_birth_is_read_as_days_are(register, born, is_guess, told):
    person = register.add("Huda Nasser", born=born, born_is_guess=is_guess)
    assert f">{told}<" in register.text(register.page(person)).replace("\n", "").replace("  ", "")


def test_a_protected_address_is_on_no_page_and_in_no_file(register, huda):
    other = register.add("Huda Naser")
    pages = ["", "ret/", "familie/", "kort/", "samtykke/", "udtraek/", "udtraek/?fil=json", "slet/",
             "udtraek/?fil=pdf", f"saml/{other.pk}/"]  # fmt: skip
    for page in pages:
        assert SECRET.encode() not in register.client.get(register.page(huda, page)).content, page
    for page in ("/personer/", "/personer/frister/"):
        assert SECRET not in register.text(page)
    assert SECRET not in register.search("huda")


def test_the_address_is_shown_once_to_somebody_who_says_what_for(register, huda):
    address = register.page(huda, "adresse/")
    assert register.client.post(address, {"purpose": " "}).status_code == 302
    answer = register.client.post(address, {"purpose": "køre brevet ud"})
    assert SECRET in answer.content.decode()
    with register.acting():
        line = Lookup.objects.owned().first()
        assert line.purpose == "køre brevet ud"
    assert register.client.get(address).status_code == 405


def test_the_form_does_not_show_the_address_and_keeps_it(register, huda):
    form = register.client.get(register.page(huda, "ret/")).context["form"]
    typed = {n: v for n, v in form.initial.items() if v not in (None, False, [])}
    answer = register.client.post(register.page(huda, "ret/"), typed | {"phone": "50607081"})
    assert answer.status_code == 302
    row = register.again(huda)
    assert register.read(row, "address") == SECRET
    assert register.read(row, "phone") == "50607081"


def test_an_address_is_deleted_on_purpose(register, huda):
    typed = register.typed("Huda Nasser", version="1", forget_address="on")
    register.client.post(register.page(huda, "ret/"), typed)
    assert register.read(register.again(huda), "address") == ""


def test_whoever_says_no_to_contact_is_shown_without_a_phone(register, huda):
    register.say(huda, "contact", Act.DECLINED)
    html = register.text(register.page(huda))
    assert "vil ikke kontaktes" in html
    assert "50607080" not in html


def test_each_step_says_what_is_stored_and_the_page_where_one_stands(register, huda):
    html = register.text(register.page(huda))
    for sentence in ("Der gemmes kun, at der kom en gæst", "Intet navn.", "Intet om liv"):
        assert sentence in html
    assert html.index('aria-current="step"') < html.index("Rådgiveren må også skrive")


def test_a_case_needs_a_yes_and_the_step_is_logged_and_reversible(register, huda):
    step = register.page(huda, "trin/")
    answer = register.client.post(step, {"verb": "raise"}, follow=True)
    assert "skal først sige ja" in answer.content.decode()
    register.say(huda)
    register.client.post(step, {"verb": "raise"})
    assert register.again(huda).tier == Tier.CASE
    register.client.post(step, {"verb": "lower"})
    assert register.again(huda).tier == Tier.NAMED
    with register.acting():
        moves = [(line.verb, line.changes["tier"]) for line in history.of(huda) if line.changes]
    assert moves[:2] == [("lower", ["case", "named"]), ("raise", ["named", "case"])]


def test_a_yes_that_ran_out_opens_no_case(register, huda):
    with register.acting():
        said = actions.consents.Said("case", Act.GIVEN, "spoken", until=TODAY)
        actions.say(id=new_id(), person=huda, said=said, **register.who())
        assert queries.consent_stands(huda, "case", on=TODAY)
        assert not queries.consent_stands(huda, "case", on=TODAY.replace(day=20))


def test_two_tabs_the_second_hears_of_the_first_and_nothing_is_lost(register, huda):
    first = register.typed("Huda Nasser", version="1", phone="11111111")
    second = register.typed("Huda Nasser", version="1", phone="22222222")
    page = register.page(huda, "ret/")
    assert register.client.post(page, first).status_code == 302
    answer = register.client.post(page, second)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "En anden har rettet personen" in html
    assert "22222222" in html
    assert register.read(register.again(huda), "phone") == "11111111"
    again = second | {"version": str(answer.context["form"]["version"].value())}
    assert register.client.post(page, again).status_code == 302
    assert register.read(register.again(huda), "phone") == "22222222"


@pytest.mark.parametrize("version", ["", "0", "x", "99999999999999999999"])
def test_a_stale_or_broken_version_changes_nothing(register, huda, version):
    typed = register.typed("Andet Navn", version=version)
    assert register.client.post(register.page(huda, "ret/"), typed).status_code in (409, 422)
    assert register.names() == ["Huda Nasser"]


def test_every_page_of_another_houses_person_is_not_found(register, huda):
    other = register.add("Samira")
    theirs = register.cast.visit(register.cast.kian)
    pages = ["", "ret/", "familie/", "kort/", "samtykke/", "udtraek/", "slet/",
             f"saml/{other.pk}/", f"samtykke/{new_id()}/"]  # fmt: skip
    for page in pages:
        answer = theirs.get(register.page(huda, page))
        assert answer.status_code == 404, page
        assert b"Huda" not in answer.content
    for page in ("ret/", "trin/", "adresse/", "egen-side/", "slet/", f"skil/{new_id()}/"):
        assert theirs.post(register.page(huda, page), {"verb": "raise"}).status_code == 404, page
    assert register.names() == ["Huda Nasser", "Samira"]


def test_a_tampered_name_is_an_error_and_never_wrong_text(register, huda):
    other = register.add("Samira Yusuf")
    with register.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE persons_person SET name = (SELECT name FROM persons_person p"
                       " WHERE p.phone = %s)", [_raw(register, other)])  # fmt: skip
    answer = register.client.get(register.page(huda))
    assert answer.status_code == 500
    assert "ændret eller flyttet" in answer.content.decode()
    assert "Samira" not in answer.content.decode()


def _raw(register, person):
    with register.acting():
        return str(Person.objects.filter(pk=person.pk).values_list("phone", flat=True).get())


def test_every_look_is_logged_before_the_answer(register, huda):
    register.text(register.page(huda))
    with register.acting():
        line = Lookup.objects.owned().first()
        assert {row.person_id for row in line.persons.all()} == {huda.pk}
        assert (line.role, line.status) == ("counsellor", 200)


def test_somebody_who_came_again_has_more_time(register, huda):
    with register.acting():
        Person.objects.filter(pk=huda.pk).update(last_contact_on=TODAY.replace(year=2024))
        actions.met(person=huda, at=clock.now())
    assert register.again(huda).last_contact_on == TODAY


def test_whoever_wants_no_contact_has_nothing_to_reach_them_by_in_the_form(register):
    person = register.add("Huda Nasser", phone="50607080", email="h@x.example", address="Nygade 3")
    assert "50607080" in register.text(register.page(person, "ret/"))
    register.say(person, "contact", Act.DECLINED)
    html = register.text(register.page(person, "ret/"))
    for word in ("50607080", "h@x.example", "Nygade"):
        assert word not in html
    assert "Der står noget, som er skjult" in html
    form = register.typed("Huda Nasser", version="1")
    assert register.client.post(register.page(person, "ret/"), form).status_code == 302
    row = register.again(person)
    assert register.read(row, "phone") == "50607080"
    assert register.read(row, "address") == "Nygade 3"


def test_what_is_hidden_can_be_deleted_or_written_over(register):
    person = register.add("Huda Nasser", phone="50607080", email="h@x.example")
    register.say(person, "contact", Act.DECLINED)
    form = register.typed("Huda Nasser", version="1", phone="11223344")
    register.client.post(register.page(person, "ret/"), form)
    assert register.read(register.again(person), "phone") == "11223344"
    form = register.typed("Huda Nasser", version="2", forget_reach="on")
    register.client.post(register.page(person, "ret/"), form)
    row = register.again(person)
    assert (register.read(row, "phone"), register.read(row, "email")) == ("", "")


def test_a_yes_to_contact_that_has_run_out_hides_the_phone(register, settings):
    person = register.add("Huda Nasser", phone="50607080")
    with register.acting():
        said = Said("contact", Act.GIVEN, How.SPOKEN, until=TODAY)
        actions.say(id=new_id(), person=person, said=said, **register.who())
    assert "50607080" in register.text(register.page(person))
    settings.TODAY = TODAY + timedelta(days=1)
    html = register.text(register.page(person))
    assert "50607080" not in html
    assert "Personen vil ikke kontaktes" in html
