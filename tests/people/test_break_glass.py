"""Opening a person beyond one's role: with a reason, for four hours, told at once, seen later."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from favn.kit.models import History
from favn.kit.refusals import Refused, Taken
from favn.kit.tenancy import acting_for
from favn.people.accounts import lookups
from favn.people.accounts.actions import leave_for
from favn.people.accounts.actions.openings import LASTS, open_beyond
from favn.people.accounts.models import Lookup, Membership, Opening
from favn.people.accounts.openings import opening_of, openings
from favn.people.persons.models import Person
from tests.cast import NOW, TODAY

REASON = "Rådgiveren er syg, og der er frist i dag"


def somebody(cast, house):
    with acting_for(house.pk):
        person = Person(organisation=house, name="Zahra", created_at=NOW, last_contact_on=TODAY)
        person.save()
    return person


@pytest.fixture
def zahra(houses):
    return somebody(houses, houses.medborgerhuset)


def page(person):
    return f"/adgang/{person.pk}/"


def posted(client, person, reason=REASON, id=None, **more):
    form = {"id": id or uuid4(), "reason": reason, **more}
    return client.post(page(person), form)


def open_for(cast, account, person, at=NOW, id=None):
    with cast.acting(account):
        return open_beyond(id=id or uuid4(), account=account, person=person, reason=REASON, at=at)


def running(cast, account, person, at):
    with cast.acting(account):
        return opening_of(account=account, person_id=person.pk, at=at)


def test_with_a_reason_it_opens_for_four_hours(houses, zahra):
    opening = open_for(houses, houses.sara, zahra)
    assert opening.ends_at - opening.at == LASTS == timedelta(hours=4)
    assert running(houses, houses.sara, zahra, NOW) == opening
    assert running(houses, houses.sara, zahra, NOW + timedelta(hours=3, minutes=59)) == opening


@pytest.mark.parametrize("late", [timedelta(hours=4), timedelta(hours=4, seconds=1), timedelta(9)])
def test_after_four_hours_nothing_is_open(houses, zahra, late):
    open_for(houses, houses.sara, zahra)
    assert running(houses, houses.sara, zahra, NOW + late) is None


def test_it_is_open_for_nobody_else_and_to_nobody_else(houses, zahra):
    open_for(houses, houses.sara, zahra)
    assert running(houses, houses.nora, zahra, NOW) is None
    assert running(houses, houses.sara, somebody(houses, houses.medborgerhuset), NOW) is None
    assert running(houses, houses.kian, zahra, NOW) is None


@pytest.mark.parametrize("reason", ["", "   ", "haster", "a \n\t b  c   d"])
def test_without_a_reason_nothing_opens(houses, zahra, reason):
    answer = posted(houses.visit(houses.sara), zahra, reason)
    assert answer.status_code == 422
    assert "Skriv, hvorfor du skal se personen nu" in answer.content.decode()
    with houses.acting(houses.sara):
        assert not Opening.objects.exists()
        with pytest.raises(Refused):
            open_beyond(id=uuid4(), account=houses.sara, person=zahra, reason=reason, at=NOW)
    assert mail.outbox == []


def test_the_page_asks_and_says_who_will_know(houses, zahra):
    html = houses.visit(houses.sara).get(page(zahra)).content.decode()
    for words in ("fire timer", "Lederen får besked", "Personen kan selv læse"):
        assert words in html


def test_the_leader_is_told_by_mail_without_names_of_guests_and_reasons(houses, zahra):
    assert posted(houses.visit(houses.sara), zahra).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == [houses.jonas.email]
    assert "Sara" in letter.body
    assert REASON not in letter.body
    assert str(zahra.pk) not in letter.body
    assert "Zahra" not in letter.body
    with houses.acting(houses.sara):
        assert Opening.objects.get().told == 1


def test_as_many_are_told_as_are_opened(houses):
    client = houses.visit(houses.sara)
    for _ in range(3):
        posted(client, somebody(houses, houses.medborgerhuset))
    assert len(mail.outbox) == 3


def test_mail_that_cannot_go_undoes_nothing_and_leaves_later(houses, zahra, letterbox, settings):
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert posted(houses.visit(houses.sara), zahra).status_code == 302
    html = houses.visit(houses.jonas).get("/opslag/uden-for-adgang/").content.decode()
    assert REASON in html
    settings.EMAIL_PORT = up
    leave_for(houses.medborgerhuset, at=NOW)
    assert len(letterbox.to(houses.jonas.email)) == 1


def test_sent_twice_it_is_one(houses, zahra):
    client, key = houses.visit(houses.sara), uuid4()
    for _ in range(2):
        assert posted(client, zahra, id=key).status_code == 302
    with houses.acting(houses.sara):
        assert Opening.objects.count() == 1
    assert len(mail.outbox) == 1


def test_an_id_of_another_house_is_not_found(houses, zahra):
    theirs = open_for(houses, houses.kian, zahra)
    assert posted(houses.visit(houses.sara), zahra, id=theirs.pk).status_code == 404
    with pytest.raises(Taken):
        open_for(houses, houses.sara, zahra, id=theirs.pk)


def test_nobody_opens_a_person_of_another_house_or_one_who_is_not(houses):
    theirs = somebody(houses, houses.naboerne)
    for person in (theirs, Person(id=uuid4())):
        client = houses.visit(houses.sara)
        assert client.get(page(person)).status_code == 404
        assert posted(client, person).status_code == 404
    with houses.acting(houses.sara):
        assert not Opening.objects.exists()
        assert {row.status for row in Lookup.objects.owned()} == {404}


def test_every_look_up_while_it_is_open_says_why(houses, zahra):
    posted(houses.visit(houses.sara), zahra)
    html = houses.visit(houses.sara).get(page(zahra)).content.decode()
    assert re.search(r"Adgangen er åben til kl\. \d\d\.\d\d", html)
    with houses.acting(houses.sara):
        told = lookups.told(zahra.pk)
        assert [(line.why, line.is_beyond) for line in told] == [(REASON, True), (REASON, True)]
        assert Lookup.objects.filter(opening__isnull=False).count() == 2


def test_history_keeps_that_it_was_opened(houses, zahra):
    open_for(houses, houses.sara, zahra)
    with houses.acting(houses.sara):
        assert History.objects.filter(verb="open-beyond").count() == 1


def test_the_leader_sees_every_one_and_the_other_house_none(houses, zahra):
    open_for(houses, houses.sara, zahra)
    assert REASON in houses.visit(houses.jonas).get("/opslag/uden-for-adgang/").content.decode()
    other = houses.visit(houses.leila).get("/opslag/uden-for-adgang/").content.decode()
    assert REASON not in other
    with houses.acting(houses.leila):
        assert not openings().exists()


@pytest.mark.parametrize("who", ["amina", "mehmet", "ida"])
def test_a_role_without_cases_or_health_cannot_open_at_all(houses, zahra, who):
    assert posted(houses.visit(getattr(houses, who)), zahra).status_code == 403


def test_without_a_second_factor_nothing_opens(houses, zahra):
    answer = posted(houses.visit(houses.jonas, factor=False), zahra)
    assert answer["Location"].startswith("/konto/to-trin/")
    assert mail.outbox == []


def test_afterwards_one_is_led_back_to_the_person_and_never_off_the_site(houses, zahra):
    client = houses.visit(houses.sara)
    assert posted(client, zahra, next="/i-dag/")["Location"] == "/i-dag/"
    assert posted(client, zahra, next="//evil.example")["Location"] == page(zahra)


def test_where_the_only_leader_opens_the_chair_of_the_board_is_told(houses, zahra):
    jonas = houses.visit(houses.jonas)
    assert "Du leder selv huset" in jonas.get(page(zahra)).content.decode()
    posted(jonas, zahra)
    (letter,) = mail.outbox
    assert letter.to == [houses.mehmet.email]
    assert "leder huset og har selv åbnet en person" in letter.body
    assert REASON not in letter.body
    assert str(zahra.pk) not in letter.body


def test_another_leader_is_told_rather_than_the_board(houses, zahra):
    with houses.acting(houses.jonas):
        Membership.objects.owned().filter(account=houses.ida).update(role="manager")
    posted(houses.visit(houses.jonas), zahra)
    assert [letter.to for letter in mail.outbox] == [[houses.ida.email]]


def test_where_nobody_else_can_be_told_the_page_says_so(houses, zahra):
    with houses.acting(houses.jonas):
        Membership.objects.owned().filter(account=houses.mehmet).delete()
    jonas = houses.visit(houses.jonas)
    form = {"id": uuid4(), "reason": REASON}
    answer = jonas.post(page(zahra), form, follow=True)
    assert "Mailen kom ikke af sted" in answer.content.decode()
    assert mail.outbox == []
    html = jonas.get("/opslag/uden-for-adgang/").content.decode()
    assert "Mailen kom ikke af sted" in html


def test_the_chair_is_told_and_opens_no_log(houses, zahra):
    posted(houses.visit(houses.jonas), zahra)
    mehmet = houses.visit(houses.mehmet)
    for address in ("/opslag/", "/opslag/uden-for-adgang/", page(zahra)):
        assert mehmet.get(address).status_code == 403, address


def test_the_reason_is_read_in_the_log_and_not_in_the_database(houses, zahra):
    posted(houses.visit(houses.sara), zahra)
    with houses.acting(houses.sara):
        opening = Opening.objects.get()
        looked = Lookup.objects.owned().order_by("at").last()
        for row, name in ((opening, "reason"), (looked, "purpose")):
            assert row.__dict__[name].startswith("v1.")
            assert getattr(row, name) == REASON


def test_a_form_that_stood_open_after_its_four_hours_opens_nothing_and_says_so(houses, zahra):
    opening = open_for(houses, houses.sara, zahra)
    with pytest.raises(Refused, match="for gammel"):
        open_for(houses, houses.sara, zahra, at=NOW + LASTS, id=opening.pk)
    other = somebody(houses, houses.medborgerhuset)
    with pytest.raises(Refused, match="for gammel"):
        open_for(houses, houses.sara, other, id=opening.pk)
