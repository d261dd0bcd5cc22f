"""A hand-over between two organisations: only what was agreed, only while the person agrees."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from favn.kit import clock
from favn.kit.refusals import Conflict, Refused, insert
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Lookup
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How, Why
from favn.people.referrals import actions
from favn.people.referrals.models import HandOver, HandOverAnswer, Referral
from favn.people.register.actions import erase, keep_clocks, merge, say
from tests.cast import TODAY, new_id

HERE, THERE = "medborgerhuset", "Naboerne i Nord"
STREET = "Hemmeligvej 7, 2. th"
ERRAND = "Vil gerne øve dansk"


@pytest.fixture
def huda(register):
    return register.add(
        "Huda Nasser", phone="50607080", language="ar", needs_interpreter=True, address=STREET,
        address_is_protected=True, safe_contact="Ring ikke. Skriv kun sms.",
    )  # fmt: skip


@pytest.fixture
def kian(register):
    return register.cast.visit(register.cast.kian)


def send(register, person, agreed=("name", "errand"), errand=ERRAND, **more):
    form = {"id": str(new_id()), "to": str(register.cast.naboerne.pk), "errand": errand}
    address = f"/personer/{person.pk}/henvis/?vej=forening"
    return register.client.post(address, form | {"agreed": list(agreed)} | more)


def sent(register, person, **more):
    register.say(person, "referral", recipient=THERE)
    assert send(register, person, **more).status_code == 302
    with register.acting():
        return HandOver.objects.owned().select_related("referral").get()


def page(row):
    return f"/overdragelser/{row.pk}/"


def answer(client, row, to, **more):
    return client.post(page(row), {"id": str(new_id()), "to": to} | more)


def test_without_a_yes_to_that_house_nothing_crosses(register, huda, kian):
    register.say(huda, "referral", recipient="Et andet sted")
    assert send(register, huda).status_code == 422
    with register.acting():
        assert not HandOver.objects.exists()
    assert "Fra andre foreninger" not in register.text("/henvisninger/", client=kian)


def test_they_read_the_agreed_fields_and_no_others(register, huda, kian):
    row = sent(register, huda, agreed=("name", "errand"))
    html = register.text(page(row), client=kian)
    assert "Huda Nasser" in html
    assert ERRAND in html
    for word in ("50607080", "arabisk", "Skriv kun sms", "Hemmeligvej"):
        assert word not in html
    assert "Fra andre foreninger" in register.text("/henvisninger/", client=kian)


def test_the_sender_reads_which_fields_crossed(register, huda):
    row = sent(register, huda, agreed=("name", "errand"))
    html = register.text(f"/henvisninger/{row.referral_id}/")
    told = html.split("De felter, personen har sagt ja til:")[1].split("</p>")[0]
    assert "Navn" in told
    assert "Telefon" not in told


def test_with_the_phone_crosses_what_to_be_careful_about(register, huda, kian):
    row = sent(register, huda, agreed=("name", "language", "contact"))
    html = register.text(page(row), client=kian)
    assert "50607080" in html
    assert "Ring ikke. Skriv kun sms." in html
    assert "Tolk: arabisk" in html
    assert ERRAND not in html


def test_whoever_wants_no_contact_has_no_phone_to_cross(register, huda, kian):
    register.say(huda, "contact", Act.DECLINED)
    row = sent(register, huda, agreed=("name", "contact"))
    assert "50607080" not in register.text(page(row), client=kian)


@pytest.mark.parametrize(
    "errand",
    [
        STREET,
        "Bor på Hemmeligvej 7",
        "hemmeligvej  7, 2.TH",
        "Hent hende: HEMMELIGVEJ 7!",
        "på Hemmeligvej",
    ],
)
def test_a_protected_address_crosses_in_no_words(register, huda, errand):
    register.say(huda, "referral", recipient=THERE)
    reply = send(register, huda, errand=errand)
    assert reply.status_code == 422
    assert "beskyttede adresse" in reply.content.decode()
    with register.acting():
        assert not Referral.objects.owned().exists()


def test_an_address_is_never_a_field_that_may_cross(register, huda):
    register.say(huda, "referral", recipient=THERE)
    for name in ("address", "born", "phone"):
        assert send(register, huda, agreed=("name", name)).status_code == 422
    with register.acting(), pytest.raises(Refused, match="må ikke gives videre"):
        actions.hand_over(
            id=new_id(), person=huda, to=register.cast.naboerne, agreed=["address"],
            errand=ERRAND, **register.who(),
        )  # fmt: skip


@pytest.mark.parametrize("field", [{"agreed": []}, {"errand": " "}, {"to": "x"}, {"id": "x"}])
def test_bad_input_is_said_and_nothing_crosses(register, huda, field):
    register.say(huda, "referral", recipient=THERE)
    assert send(register, huda, **field).status_code == 422
    with register.acting():
        assert not HandOver.objects.exists()


def test_sent_twice_it_crosses_once(register, huda):
    register.say(huda, "referral", recipient=THERE)
    pk = str(new_id())
    for _ in range(2):
        assert send(register, huda, id=pk).status_code == 302
    with register.acting():
        assert HandOver.objects.owned().count() == Referral.objects.owned().count() == 1


def test_taken_back_it_is_gone_at_once(register, huda, kian):
    row = sent(register, huda)
    reply = register.client.post(f"/henvisninger/{row.referral_id}/", {"verb": "revoke"})
    assert reply.status_code == 302
    register.text(page(row), client=kian, status=404)
    assert answer(kian, row, "arrived").status_code == 404
    with register.cast.acting(register.cast.kian):
        assert not HandOver.objects.exists()
    with register.acting():
        left = HandOver.objects.owned().get()
        assert left.said == ""
        assert left.referral.not_so == "withdrawn"


def test_a_withdrawn_consent_ends_it_too(register, huda, kian):
    row = sent(register, huda)
    register.text(page(row), client=kian)
    with register.acting():
        line = row.referral.consent_id
    form = {"verb": "withdraw", "line": str(line), "id": str(new_id())}
    assert register.client.post(register.page(huda, "samtykke/"), form).status_code == 302
    register.text(page(row), client=kian, status=404)


def test_they_say_that_the_person_came_and_the_sender_writes_it_down(register, huda, kian):
    row = sent(register, huda)
    assert answer(kian, row, "arrived").status_code == 302
    html = register.text(f"/henvisninger/{row.referral_id}/")
    assert f"{THERE} svarer: Kommet." in html
    assert "Nyt svar" in register.text("/henvisninger/")
    taken = register.client.post(f"/henvisninger/{row.referral_id}/", {"verb": "take"})
    assert taken.status_code == 302
    with register.acting():
        assert Referral.objects.owned().get().state == "arrived"
    assert "Nyt svar" not in register.text("/henvisninger/")


def test_two_answers_are_written_down_as_two_steps(register, huda, kian):
    row = sent(register, huda)
    answer(kian, row, "arrived")
    answer(kian, row, "helped")
    register.client.post(f"/henvisninger/{row.referral_id}/", {"verb": "take"})
    with register.acting():
        referral = Referral.objects.owned().get()
        assert (referral.state, referral.arrived_on is not None) == ("helped", True)


def test_an_answer_holds_no_word_about_the_person(register, huda, kian):
    row = sent(register, huda)
    answer(kian, row, "ended", not_so="full")
    fields = {f.name for f in HandOverAnswer._meta.local_fields}
    assert not fields & {"person", "name", "text", "reason", "note"}
    assert "Der var ikke plads" not in register.text("/henvisninger/")


def test_they_cannot_skip_a_step(register, huda, kian):
    row = sent(register, huda)
    for to in ("helped", "offered", "x"):
        assert answer(kian, row, to).status_code == 422
    assert answer(kian, row, "ended").status_code == 422


def test_the_sender_and_a_third_house_cannot_open_the_receivers_page(register, huda):
    row = sent(register, huda)
    register.text(page(row), status=404)
    birgitte = register.cast.visit(register.cast.birgitte)
    assert birgitte.get(page(row)).status_code == 403
    leila = register.cast.visit(register.cast.leila)
    assert leila.get(page(row)).status_code == 403


def test_the_look_stands_in_the_receivers_log(register, huda, kian):
    row = sent(register, huda)
    register.text(page(row), client=kian)
    with register.cast.acting(register.cast.kian):
        line = Lookup.objects.owned().first()
        assert line.persons.get().person_id == huda.pk
        assert line.purpose == "overdragelse fra en anden forening"


def test_the_receiver_cannot_change_the_senders_row(register, huda):
    row = sent(register, huda)
    with register.cast.acting(register.cast.kian), transaction.atomic():
        try:
            touched = HandOver.objects.filter(pk=row.pk).update(agreed=["name", "contact"])
        except DatabaseError:
            touched = 0
    with register.acting():
        assert HandOver.objects.get(pk=row.pk).agreed == ["name", "errand"], touched


def test_what_crosses_is_sealed_in_the_database(register, huda):
    sent(register, huda)
    with register.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT said FROM referrals_handover")
        assert "Huda" not in cursor.fetchone()[0]


def test_an_erased_person_is_read_by_nobody_over_there(register, huda, kian):
    row = sent(register, huda)
    answer(kian, row, "arrived")
    with register.acting():
        erase(person=huda, why=Why.ASKED, **register.who())
    register.text(page(row), client=kian, status=404)
    with register.acting():
        left = HandOver.objects.owned().get()
        assert (left.person_id, left.said) == (None, "")


def test_the_person_reads_of_it_in_their_extract(register, huda):
    sent(register, huda)
    html = register.text(register.page(huda, "udtraek/"))
    assert "Overdragelser til andre" in html
    assert "Henvisninger" in html
    assert "Hemmeligvej" not in html


def test_a_yes_with_a_last_day_ends_by_itself(register, huda, kian, settings):
    last = TODAY + timedelta(days=7)
    with register.acting():
        said = Said("referral", Act.GIVEN, How.SPOKEN, THERE, last)
        persons.say(id=new_id(), person=huda, said=said, **register.who())
    assert send(register, huda).status_code == 302
    with register.acting():
        row = HandOver.objects.owned().get()
    settings.TODAY = last
    register.text(page(row), client=kian)
    settings.TODAY = last + timedelta(days=1)
    register.text(page(row), client=kian, status=404)
    assert "Fra andre foreninger" not in register.text("/henvisninger/", client=kian)


def test_a_merge_in_which_the_stricter_answer_stands_ends_it(register, huda, kian):
    row = sent(register, huda)
    other = register.add("Huda Naser")
    register.say(other, "referral", recipient=THERE)
    register.say(other, "referral", Act.WITHDRAWN, recipient=THERE)
    with register.acting():
        merge(id=new_id(), survivor=huda, loser=other, versions=(1, 1), **register.who())
    register.text(page(row), client=kian, status=404)


def test_a_no_written_at_the_desk_ends_what_they_read(register, huda, kian):
    row = sent(register, huda)
    form = {"id": str(new_id()), "purpose": "referral", "recipient": THERE, "act": "declined"}
    form |= {"how": "spoken", "verb": "say"}
    assert register.client.post(register.page(huda, "samtykke/"), form).status_code == 302
    assert kian.get(page(row)).status_code == 404


def test_a_no_to_contact_ends_what_carries_the_phone_and_nothing_else(register, huda, kian):
    line = register.say(huda, "contact")
    with_phone = sent(register, huda, agreed=("name", "contact"))
    assert send(register, huda, agreed=("name", "errand")).status_code == 302
    with register.acting():
        without = HandOver.objects.owned().exclude(pk=with_phone.pk).get()
    form = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    assert register.client.post(register.page(huda, "samtykke/"), form).status_code == 302
    assert kian.get(page(with_phone)).status_code == 404
    register.text(page(without), client=kian)


def test_a_no_to_contact_on_the_own_page_ends_it_too(register, huda, kian):
    line = register.say(huda, "contact")
    row = sent(register, huda, agreed=("name", "contact"))
    given = register.client.post(register.page(huda, "egen-side/"), {"id": str(new_id())})
    guest = register.cast.visit()
    guest.post("/min-side/medborgerhuset/", {"code": given.context["code"]})
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    assert guest.post("/min-side/medborgerhuset/side/", press).status_code == 302
    assert kian.get(page(row)).status_code == 404


@pytest.mark.parametrize("errand", ["Bor på Nygade 3", "Hjælp til bolig.\nNygade 3, kld."])
def test_an_address_protected_since_ends_what_names_it(register, kian, errand):
    person = register.add("Amal Said", address="Nygade 3\n2200 København")
    row = sent(register, person, errand=errand)
    register.text(page(row), client=kian)
    form = register.typed("Amal Said", version="1", address_is_protected="on", address="Nygade 3")
    assert register.client.post(register.page(person, "ret/"), form).status_code == 302
    assert kian.get(page(row)).status_code == 404


def test_an_address_protected_since_leaves_what_does_not_name_it(register, kian):
    person = register.add("Amal Said", address="Nygade 3")
    row = sent(register, person)
    form = register.typed("Amal Said", version="1", address_is_protected="on", address="Nygade 3")
    assert register.client.post(register.page(person, "ret/"), form).status_code == 302
    register.text(page(row), client=kian)


def test_taken_apart_a_hand_over_whose_yes_went_with_the_other_ends(register, huda, kian):
    other = register.add("Huda Naser")
    register.say(other, "referral", recipient=THERE)
    with register.acting():
        merged = merge(id=new_id(), survivor=huda, loser=other, versions=(1, 1), **register.who())
    assert send(register, huda).status_code == 302
    with register.acting():
        row = HandOver.objects.owned().get()
    register.text(page(row), client=kian)
    assert register.client.post(register.page(huda, f"skil/{merged.pk}/")).status_code == 302
    assert kian.get(page(row)).status_code == 404


def test_an_address_of_a_record_behind_the_protected_one_crosses_no_more_than_its_own(register):
    gone = register.add("Huda Nasser", address=STREET)
    keep = register.add("Huda Nasser", address="Nygade 3", address_is_protected=True)
    with register.acting():
        merge(id=new_id(), survivor=keep, loser=gone, versions=(1, 1), **register.who())
    register.say(keep, "referral", recipient=THERE)
    assert send(register, keep, errand=f"Hent hende på {STREET}").status_code == 422


def say_until(register, person, until, purpose="referral", recipient=THERE):
    with register.acting():
        said = Said(purpose, Act.GIVEN, How.SPOKEN, recipient, until)
        say(id=new_id(), person=person, said=said, **register.who())
        return HandOver.objects.owned().get().until


def test_a_yes_that_is_made_shorter_shortens_what_rests_on_it(register, huda):
    sent(register, huda, agreed=("name", "contact"))
    month, week = TODAY + timedelta(days=30), TODAY + timedelta(days=7)
    assert say_until(register, huda, month) == month
    assert say_until(register, huda, week, "contact", "") == week


def test_the_night_deletes_a_copy_whose_last_day_has_passed(register, huda, kian):
    row = sent(register, huda)
    say_until(register, huda, TODAY)
    night = clock.now() + timedelta(days=1)
    with register.acting():
        keep_clocks(by=register.cast.sara, at=clock.now())
        assert HandOver.objects.owned().get().said
        keep_clocks(by=register.cast.sara, at=night)
        over = HandOver.objects.owned().select_related("referral").get()
    assert (over.state, over.said) == ("revoked", "")
    assert over.referral.state == "offered"
    register.text(page(row), client=kian, status=404)


def test_a_second_answer_written_at_the_same_moment_says_so(register, huda, kian):
    """Two colleagues over there press at once; the later one learns of the other's answer."""
    row = sent(register, huda)
    there = register.cast.naboerne
    with acting_for(there.pk, register.cast.kian.pk):
        seen = HandOver.objects.get(pk=row.pk)
        first = HandOverAnswer(
            organisation=there, addressed_to=register.house, hand_over=seen, state="arrived",
            at=clock.now(), position=1,
        )  # fmt: skip
        first.save()
        again = HandOverAnswer(
            organisation=there, addressed_to=register.house, hand_over=seen, state="arrived",
            at=clock.now(), position=1,
        )  # fmt: skip
        with pytest.raises(Conflict, match="kun stå én gang"):
            insert(again)
        again.pk = first.pk
        assert insert(again) == first
