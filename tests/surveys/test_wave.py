"""A wave: opened once, letters that arrive or not, who is missing by name, more time, closed."""

import re
import uuid
from datetime import timedelta
from email.header import decode_header, make_header

import pytest

from favn.kit import clock
from favn.kit.refusals import Refused
from favn.surveys import actions, queries
from favn.surveys.actions import Addressee
from favn.surveys.models import Asked, Letter, Wave
from tests.cast import TODAY
from tests.surveys import steps
from tests.surveys.steps import LAST_DAY, fill, link, send, words


@pytest.fixture
def leader(cast):
    return cast.visit(cast.birgitte)


@pytest.fixture
def at(wave):
    return f"/spoergeskemaer/runder/{wave.pk}/"


def press(client, at, verb, **more):
    return client.post(at, {"verb": verb, "id": uuid.uuid4()} | more, follow=True)


def text_of(letter):
    return letter[1].get_payload(decode=True).decode()


def subject_of(letter):
    return str(make_header(decode_header(letter[1]["Subject"])))


def opening(**more):
    return {
        "id": uuid.uuid4(), "title": "Tjek 2026", "last_day": LAST_DAY.isoformat(),
        "whom": "Naboerne; nabo@forening.example\n\nMadklubben",
    } | more  # fmt: skip


def test_it_is_opened_once_with_one_on_each_line(leader, cast, check, version):
    data = opening()
    address = f"/spoergeskemaer/{check.pk}/runde/"
    assert [leader.post(address, data).status_code for _ in range(2)] == [302, 302]
    with cast.acting(cast.birgitte):
        asked = [(one.name, one.mail) for one in Asked.objects.owned()]
        assert asked == [("Naboerne", "nabo@forening.example"), ("Madklubben", "")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"whom": "A; ikke-en-mail\n; b@c.dk"}, "Linje 1: “ikke-en-mail” er ikke en e-mail."),
        ({"whom": "A; ikke-en-mail\n; b@c.dk"}, "Linje 2: Skriv et navn"),
        ({"whom": ""}, "Skriv mindst én, der skal svare."),
        ({"last_day": "2026-11-18"}, "Sidste dag at svare er allerede gået."),
        ({"title": ""}, "Giv runden et navn."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_asked(leader, cast, check, version, typed, said):
    answer = leader.post(f"/spoergeskemaer/{check.pk}/runde/", opening(**typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with cast.acting(cast.birgitte):
        assert not Wave.objects.owned().exists()


def test_a_draft_cannot_be_asked(leader, cast, check):
    steps.draft(cast, check)
    address = f"/spoergeskemaer/{check.pk}/runde/"
    assert "Udgiv en udgave af spørgeskemaet først." in words(leader, address)
    assert leader.post(address, opening()).status_code == 422


def test_nobody_is_written_to_before_somebody_presses(leader, at, letterbox):
    text = words(leader, at)
    assert "0 af 3 har svaret" in text
    assert "Send invitationer til 3" in text
    assert letterbox.letters == []


def test_an_invitation_leads_to_the_answers_without_an_account(leader, at, anybody, letterbox):
    answer = press(leader, at, "invited")
    assert "3 breve er sendt." in answer.content.decode()
    body = next(text for text in map(text_of, letterbox.letters) if "Hej Naboerne" in text)
    assert "torsdag 10. december 2026" in body
    path = re.search(r"http://localhost(/skema/\S+)", body)[1]
    assert anybody.get(path).status_code == 200


def test_the_same_press_writes_to_nobody_twice(leader, at, letterbox):
    data = {"verb": "invited", "id": uuid.uuid4()}
    leader.post(at, data)
    leader.post(at, data)
    assert len(letterbox.letters) == 3


def test_a_reminder_goes_only_to_the_missing_and_ends_their_old_link(
    leader, at, cast, wave, anybody, letterbox
):
    page = link(cast, wave)
    fill(anybody, page)
    send(anybody, page)
    press(leader, at, "invited")
    old = re.search(r"http://localhost(/skema/\S+)", text_of(letterbox.letters[0]))[1]
    assert len(letterbox.letters) == 2
    press(leader, at, "reminded")
    assert len(letterbox.letters) == 4
    assert subject_of(letterbox.letters[-1]) == "Påmindelse: Ressourcetjek 2026"
    answer = anybody.get(old)
    assert answer.status_code == 410
    assert "Der er sendt et nyere link." in answer.content.decode()
    assert anybody.get(page).status_code == 200  # a link given by hand goes on


def test_who_could_not_be_reached_is_named(leader, at, cast, wave, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with cast.acting(cast.birgitte):
        actions.ask_also(
            wave=wave, addressees=[Addressee("Uden mail")], by=cast.birgitte, at=clock.now()
        )
    answer = press(leader, at, "invited")
    said = "0 breve er sendt. 3 venter og går af sig selv. 1 fik det ikke."
    assert said in answer.content.decode()
    text = words(leader, f"{at}?vis=unreached")
    assert "Fik det ikke (1)" in text
    assert "ingen e-mail er kendt" in text
    assert "Venter på mailserveren" in words(leader, f"{at}?vis=all")


def test_a_letter_that_came_back_is_marked(leader, at, cast, wave, letterbox):
    press(leader, at, "invited")
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Madklubben"))
    answer = press(leader, at, "returned", asked=asked.pk)
    assert "mailen til Madklubben kom retur" in answer.content.decode()
    text = words(leader, f"{at}?vis=unreached")
    assert "Madklubben" in text
    assert "Naboerne" not in text


def test_the_link_of_a_letter_that_came_back_opens_nothing(
    leader, at, cast, wave, letterbox, anybody
):
    press(leader, at, "invited")
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Madklubben"))
    (letter,) = letterbox.to(asked.mail)
    path = re.search(r"(/skema/sundhavn/[\w-]+/)", letter)[1]
    assert anybody.get(path).status_code == 200
    press(leader, at, "returned", asked=asked.pk)
    assert anybody.get(path).status_code == 410


@pytest.mark.parametrize("wrong", ["returned", "withdraw"])
def test_where_a_letter_went_wrong_nobody_is_written_to_before_the_address_is_right(
    leader, at, cast, wave, letterbox, anybody, wrong
):
    press(leader, at, "invited")
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Madklubben"))
    press(leader, at, wrong, asked=asked.pk)
    text = words(leader, at)
    assert "1 skal have en anden adresse, før de kan få et brev." in text
    assert "Mind 2, der mangler" in text
    for errand in ("invited", "reminded"):
        press(leader, at, errand)
    assert len(letterbox.to(asked.mail)) == 1
    page = f"{at}adresse/{asked.pk}/"
    assert page in leader.get(f"{at}?vis=unreached").content.decode()
    data = {"shown": asked.mail, "mail": "ny@forening.example"}
    assert leader.post(page, data | {"mail": asked.mail}).status_code == 422
    assert [leader.post(page, data).status_code for _twice in range(2)] == [302, 302]
    answer = leader.post(page, data | {"mail": "min@forening.example"})
    assert answer.status_code == 409
    assert "ny@forening.example" in answer.content.decode()
    assert "Send invitation til 1" in words(leader, at)
    press(leader, at, "invited")
    (letter,) = letterbox.to("ny@forening.example")
    path = re.search(r"(/skema/sundhavn/[\w-]+/)", letter)[1]
    assert anybody.get(path).status_code == 200


def test_a_new_address_ends_the_links_that_were_mailed_to_the_old(
    leader, at, cast, wave, letterbox, anybody
):
    press(leader, at, "invited")
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Madklubben"))
    by_hand = link(cast, wave, "Madklubben")
    (letter,) = letterbox.to(asked.mail)
    path = re.search(r"(/skema/sundhavn/[\w-]+/)", letter)[1]
    leader.post(f"{at}adresse/{asked.pk}/", {"shown": asked.mail, "mail": "ny@forening.example"})
    assert [anybody.get(one).status_code for one in (path, by_hand)] == [410, 200]


def test_a_link_that_went_astray_is_closed_and_a_new_one_opens_what_was_saved(
    leader, at, cast, wave, anybody
):
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Naboerne"))
    paths = []
    for _twice in range(2):
        body = press(leader, at, "hand", asked=asked.pk).content.decode()
        paths += re.findall(r"http://localhost(/skema/sundhavn/[\w-]+/)", body)[:1]
        if len(paths) == 1:
            assert "Luk linket" in leader.get(at).content.decode()
            told = press(leader, at, "withdraw", asked=asked.pk).content.decode()
            assert "Links til Naboerne virker ikke mere" in told
    assert [anybody.get(path).status_code for path in paths] == [410, 200]


def test_a_link_is_shown_once_to_give_by_hand(leader, at, cast, wave, anybody):
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Naboerne"))
    body = press(leader, at, "hand", asked=asked.pk).content.decode()
    path = re.search(r"http://localhost(/skema/sundhavn/[\w-]+/)", body)[1]
    assert anybody.get(path).status_code == 200
    assert path not in leader.get(at).content.decode()


def test_the_missing_are_listed_by_name_and_those_who_sent_are_not(leader, at, cast, wave, anybody):
    page = link(cast, wave)
    fill(anybody, page)
    fill(anybody, link(cast, wave, "Madklubben"), {"vision": "3"})
    send(anybody, page)
    text = words(leader, at)
    assert "1 af 3 har svaret" in text
    assert "1 er begyndt uden at sende." in text
    assert "Mangler (2)" in text
    listed = text.split("De spurgte")[-1]
    assert "Madklubben" in listed
    assert "Naboerne" not in listed
    assert "Naboerne" in words(leader, f"{at}?vis=all")


def test_asking_more_asks_nobody_twice(leader, at, cast, wave):
    with cast.acting(cast.birgitte):
        mail = queries.asked_with(wave, steps.party("Naboerne")).mail
        again = [
            Addressee("Naboerne igen", ref_id=steps.party("Naboerne")),
            Addressee("Ny; her".replace(";", ""), mail),
        ]
        new = actions.ask_also(wave=wave, addressees=again, by=cast.birgitte, at=clock.now())
    assert new == 1
    assert "0 flere er spurgt" in press(leader, at, "ask", whom=f"Ny her; {mail}").content.decode()


def test_more_time_is_a_later_day_and_open_links_get_it(leader, at, cast, wave, anybody, settings):
    page = link(cast, wave)
    settings.TODAY = LAST_DAY + timedelta(days=1)
    assert "Fristen var" in words(anybody, page)
    leader = cast.visit(cast.birgitte)
    later = (LAST_DAY + timedelta(days=7)).isoformat()
    press(leader, at, "extend", revision=1, last_day=later)
    assert "Du kan svare til og med 17. dec. 2026." in words(anybody, page)
    answer = leader.post(at, {"verb": "extend", "revision": 2, "last_day": LAST_DAY.isoformat()})
    assert answer.status_code == 422


def test_closed_it_takes_no_letters_and_has_a_fingerprint(leader, at, cast, wave, anybody):
    page = link(cast, wave)
    fill(anybody, page)
    send(anybody, page)
    press(leader, at, "close")
    with cast.acting(cast.birgitte):
        row = queries.wave_with(wave.pk)
        assert len(row.fingerprint) == 64
        with pytest.raises(Refused):
            actions.hand_link(
                id=uuid.uuid4(), asked=row.asked.first(), by=cast.birgitte, at=clock.now()
            )
    assert leader.post(at, {"verb": "invited", "id": uuid.uuid4()}).status_code == 422
    assert "Runden blev lukket" in words(leader, at)


def test_one_reply_is_read_with_its_profile_and_corrections(leader, at, cast, wave, anybody):
    page = link(cast, wave)
    fill(anybody, page, {"vision": "4", "motto": "Sammen"})
    fill(anybody, page)
    send(anybody, page)
    fill(anybody, page, {"motto": "Sammen om byen"})
    send(anybody, page, who="Per Dahl")
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Naboerne"))
    text = words(leader, f"{at}svar/{asked.pk}/")
    assert "Svarene er givet af Per Dahl." in text
    assert "Vision 4,0 1 af 1 4,0–4,0" in text
    assert "Sammen om byen" in text
    assert text.endswith("Jeres motto Sammen")


def test_what_is_begun_is_not_read_by_those_who_ask(leader, at, cast, wave, anybody):
    fill(anybody, link(cast, wave), {"vision": "4", "motto": "Hemmelig kladde"})
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, steps.party("Naboerne"))
    assert "Hemmelig kladde" not in leader.get(f"{at}svar/{asked.pk}/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("sofia", 403), ("rasmus", 403), ("mehmet", 404)])
def test_names_are_for_readers_of_the_same_house(cast, at, name, status):
    assert cast.visit(getattr(cast, name)).get(at).status_code == status


def test_a_foreign_addressee_is_not_found(leader, at, cast, wave):
    assert leader.get(f"{at}svar/{uuid.uuid4()}/").status_code == 404
    assert leader.post(at, {"verb": "returned", "asked": uuid.uuid4()}).status_code == 404


def test_a_wave_of_a_thousand_is_paged_and_costs_the_same_queries(
    leader, at, cast, wave, django_assert_max_num_queries
):
    with cast.acting(cast.birgitte):
        more = [Addressee(f"Forening {n:04}") for n in range(1000)]
        actions.ask_also(wave=wave, addressees=more, by=cast.birgitte, at=clock.now())
        assert Letter.objects.owned().count() == 0
    leader.get(at)
    with django_assert_max_num_queries(30):
        body = leader.get(f"{at}?side=2").content.decode()
    assert "Forening 0050" in body
    assert TODAY < LAST_DAY
