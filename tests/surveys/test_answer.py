"""The answering page: one section at a time, saved as one goes, sent once, corrected in time."""

import json
from datetime import timedelta

import pytest

from favn.kit import clock
from favn.kit.models import History
from favn.surveys import actions, queries
from favn.surveys.models import Answer, Reply, Submission
from tests.cast import TODAY
from tests.surveys.steps import (
    ANSWERS,
    KNOWN,
    LAST_DAY,
    fill,
    link,
    party,
    send,
    typed,
    values,
    words,
)


def kept(cast, wave, name="Naboerne"):
    """What stands in somebody's fields."""
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, party(name))
        return queries.values_of(queries.reply_of(asked))


def test_it_says_who_asks_why_until_when_and_who_will_see(anybody, page):
    text = words(anybody, page)
    assert "Vi spørger for at se, hvor vi kan hjælpe hinanden." in text
    assert "Sundhavn Kommune spørger Naboerne. Du kan svare til og med 10. dec. 2026." in text
    assert "Sundhavn Kommune kan se, hvem der har svaret hvad." in text
    assert "Vision 0 af 2" in text


def test_each_next_saves_and_leads_on(anybody, cast, wave, page):
    first = anybody.get(f"{page}1/")
    answer = anybody.post(f"{page}1/", typed(first, vision="4", motto="Sammen"))
    assert answer.url == f"{page}2/"
    assert kept(cast, wave)[KNOWN["vision"]].number == 4
    assert kept(cast, wave)[KNOWN["motto"]].words == "Sammen"


def test_stopped_and_opened_again_by_the_same_link_it_goes_on(anybody, cast, page):
    fill(anybody, page, ANSWERS[0])
    another = cast.visit()
    assert "Gå videre" in words(another, page)
    assert another.get(page).context["begin"] == 1  # the motto is still open, though optional
    assert another.get(f"{page}1/").context["form"]["q_vision"].value() == "4"


def test_an_answer_can_be_taken_back(anybody, cast, wave, page):
    fill(anybody, page, {"vision": "4"})
    shown = anybody.get(f"{page}1/")
    assert "Tag mit svar tilbage" in shown.content.decode()
    anybody.post(f"{page}1/", typed(shown, vision=""))
    assert KNOWN["vision"] not in kept(cast, wave)


def test_do_not_know_is_kept_apart_from_nothing(anybody, cast, wave, page):
    fill(anybody, page, {"vision": "~unknown"})
    assert kept(cast, wave)[KNOWN["vision"]].said == "unknown"
    assert KNOWN["motto"] not in kept(cast, wave)


def test_a_wrong_number_is_said_and_the_rest_is_kept(anybody, cast, wave, page):
    shown = anybody.get(f"{page}3/")
    answer = anybody.post(f"{page}3/", typed(shown, how=["salg"], members="mange"))
    assert answer.status_code == 422
    assert "Skriv et tal, for eksempel 12 eller 12,5." in answer.content.decode()
    assert "mange" in answer.content.decode()
    assert kept(cast, wave)[KNOWN["how"]].chosen == ("salg",)


def test_a_wrong_number_is_put_right_at_the_next_press(anybody, cast, wave, page):
    data = typed(anybody.get(f"{page}3/"), how=["salg"], members="mange")
    answer = anybody.post(f"{page}3/", data)
    assert answer.status_code == 422
    assert anybody.post(f"{page}3/", typed(answer, members="12")).status_code == 302
    assert kept(cast, wave)[KNOWN["members"]].number == 12


def test_a_wrong_number_does_not_stop_the_page_from_saving_itself(anybody, cast, wave, page):
    data = typed(anybody.get(f"{page}3/"), how=["salg"], members="mange") | {"verb": "save"}
    told = anybody.post(f"{page}3/", data, headers={"accept": "application/json"})
    assert told.status_code == 422
    body = json.loads(told.content)
    assert body["said"] == "Skriv et tal, for eksempel 12 eller 12,5."
    data |= body["fields"] | {"q_members": "12"}
    again = anybody.post(f"{page}3/", data, headers={"accept": "application/json"})
    assert again.status_code == 200
    assert kept(cast, wave)[KNOWN["members"]].number == 12


def test_what_another_tab_wrote_in_the_wrong_field_is_not_overwritten(anybody, cast, wave, page):
    one, other = anybody.get(f"{page}3/"), anybody.get(f"{page}3/")
    anybody.post(f"{page}3/", typed(one, members="120"))
    answer = anybody.post(f"{page}3/", typed(other, members="mange"))
    assert answer.status_code == 422
    assert anybody.post(f"{page}3/", typed(answer, members="5")).status_code == 409
    assert kept(cast, wave)[KNOWN["members"]].number == 120


@pytest.mark.parametrize(("sent", "number"), [("1.200", 1200), ("12,5", 12.5), ("12.5", 12.5)])
def test_a_number_is_read_as_danes_write_it(anybody, cast, wave, page, sent, number):
    anybody.post(f"{page}3/", typed(anybody.get(f"{page}3/"), members=sent))
    assert kept(cast, wave)[KNOWN["members"]].number == number


@pytest.mark.parametrize("sent", ["nan", "inf", "1e400"])
def test_a_number_that_is_none_is_refused(anybody, page, sent):
    answer = anybody.post(f"{page}3/", typed(anybody.get(f"{page}3/"), members=sent))
    assert answer.status_code == 422


def test_both_an_answer_and_do_not_know_is_refused(anybody, page):
    shown = anybody.get(f"{page}3/")
    answer = anybody.post(f"{page}3/", typed(shown, how=["salg", "~unknown"]))
    assert answer.status_code == 422
    assert "ikke begge dele" in answer.content.decode()


def test_an_option_that_does_not_exist_is_refused(anybody, cast, wave, page):
    answer = anybody.post(f"{page}2/", typed(anybody.get(f"{page}2/"), has_plan="måske"))
    assert answer.status_code == 422
    assert kept(cast, wave) == {}


def test_an_answer_that_opens_a_question_shows_it_before_going_on(anybody, page):
    shown = anybody.get(f"{page}2/")
    assert "Hvor gammel er planen?" not in shown.content.decode()
    answer = anybody.post(f"{page}2/", typed(shown, has_plan="ja"))
    assert answer.url.startswith(f"{page}2/#id_q_plan_age")
    again = anybody.get(f"{page}2/")
    assert "Dit svar giver 1 spørgsmål mere her." in again.content.decode()
    assert anybody.post(f"{page}2/", typed(again, plan_age="3")).url == f"{page}3/"


def test_what_is_no_longer_asked_is_not_sent(anybody, cast, wave, page):
    fill(anybody, page, {"vision": "4"})
    anybody.post(f"{page}2/", typed(anybody.get(f"{page}2/"), has_plan="ja"))
    anybody.post(f"{page}2/", typed(anybody.get(f"{page}2/"), plan_age="3"))
    anybody.post(f"{page}2/", typed(anybody.get(f"{page}2/"), has_plan="nej"))
    anybody.post(f"{page}3/", typed(anybody.get(f"{page}3/"), how=["salg"], members="9"))
    assert send(anybody, page).status_code == 302
    assert set(values(cast, wave)) == {KNOWN[k] for k in ("vision", "has_plan", "how", "members")}


def test_it_saves_itself_and_moves_on(anybody, cast, wave, page):
    shown = anybody.get(f"{page}1/")
    data = typed(shown, vision="4") | {"verb": "save"}
    told = anybody.post(f"{page}1/", data, headers={"accept": "application/json"})
    assert told.status_code == 200
    body = json.loads(told.content)
    assert body["said"].startswith("Gemt kl.")
    data |= body["fields"] | {"q_vision": "5"}
    again = anybody.post(f"{page}1/", data, headers={"accept": "application/json"})
    assert again.status_code == 200
    assert kept(cast, wave)[KNOWN["vision"]].number == 5


def test_two_tabs_on_one_section_are_told_and_nothing_is_lost(anybody, cast, wave, page):
    one, other = anybody.get(f"{page}1/"), anybody.get(f"{page}1/")
    anybody.post(f"{page}1/", typed(one, vision="2"))
    answer = anybody.post(f"{page}1/", typed(other, vision="5"))
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "måske i en anden fane" in body
    assert "Sådan står svarene nu" in body
    assert kept(cast, wave)[KNOWN["vision"]].number == 2
    assert answer.context["form"]["q_vision"].value() == "5"
    anybody.post(f"{page}1/", typed(answer))
    assert kept(cast, wave)[KNOWN["vision"]].number == 5


def test_two_tabs_on_different_sections_do_not_disturb_each_other(anybody, page):
    one, other = anybody.get(f"{page}1/"), anybody.get(f"{page}2/")
    assert anybody.post(f"{page}1/", typed(one, vision="2")).status_code == 302
    assert anybody.post(f"{page}2/", typed(other, has_plan="nej")).status_code == 302


def test_the_same_section_sent_twice_is_one_answer(anybody, page):
    data = typed(anybody.get(f"{page}1/"), vision="2")
    assert anybody.post(f"{page}1/", data).status_code == 302
    assert anybody.post(f"{page}1/", data).status_code == 302


def test_what_is_missing_is_named_and_stops_the_sending(anybody, page):
    fill(anybody, page, {"vision": "4"})
    text = words(anybody, f"{page}oversigt/")
    assert "3 spørgsmål mangler svar" in text
    assert "Jeres motto" not in text.split("mangler svar")[1].split("Vision")[0]
    answer = send(anybody, page)
    assert answer.status_code == 422
    assert "Der mangler svar" in answer.content.decode()


def test_everything_is_summed_up_and_sent_once(anybody, cast, wave, page):
    fill(anybody, page)
    text = words(anybody, f"{page}oversigt/")
    assert "Hvordan finder I penge? Fonde, Salg" in text
    assert "Intet er sendt endnu." in text
    data = {"seen": anybody.get(f"{page}oversigt/").context["form"]["seen"].value(), "who": "Sara"}
    assert [anybody.post(f"{page}oversigt/", data).status_code for _ in range(2)] == [302, 302]
    with cast.acting(cast.birgitte):
        assert Submission.objects.owned().count() == 1
        assert Submission.objects.owned().get().who == "Sara"
    assert values(cast, wave)[KNOWN["how"]].chosen == ("fonde", "salg")


def test_what_changed_after_it_was_summed_up_is_shown_before_it_is_sent(anybody, page):
    fill(anybody, page)
    seen = anybody.get(f"{page}oversigt/").context["form"]["seen"].value()
    fill(anybody, page, {"vision": "1"})
    answer = anybody.post(f"{page}oversigt/", {"seen": seen, "who": ""})
    assert answer.status_code == 409
    assert "1 – slet ikke" in answer.content.decode()


def test_a_correction_counts_when_it_is_sent_and_the_first_is_kept(anybody, cast, wave, page):
    fill(anybody, page)
    send(anybody, page)
    fill(anybody, page, {"vision": "1"})
    assert "gælder, til du sender igen" in words(anybody, f"{page}oversigt/")
    assert values(cast, wave)[KNOWN["vision"]].number == 4
    send(anybody, page)
    assert values(cast, wave)[KNOWN["vision"]].number == 1
    assert "Sendt 2 gange. Kun den sidste gælder." in words(anybody, f"{page}oversigt/")
    with cast.acting(cast.birgitte):
        first = Submission.objects.owned().get(number=1)
        assert queries.answers_in(first)[KNOWN["vision"]].number == 4


def test_after_the_deadline_one_can_read_and_not_write(anybody, page, settings):
    fill(anybody, page)
    send(anybody, page)
    shown = anybody.get(f"{page}1/")
    settings.TODAY = LAST_DAY + timedelta(days=1)
    assert anybody.get(f"{page}1/").url == f"{page}oversigt/"
    text = words(anybody, f"{page}oversigt/")
    assert "Fristen var 10. dec. 2026. Der kan ikke svares mere." in text.replace(
        "i går", "10. dec. 2026"
    )
    assert "Fonde, Salg" in text
    told = anybody.post(
        f"{page}1/", typed(shown, vision="1"), headers={"accept": "application/json"}
    )
    assert told.status_code == 422
    assert send(anybody, page).status_code == 422


def test_the_deadline_is_midnight_in_denmark(cast, wave):
    assert wave.deadline.isoformat() == "2026-12-11T00:00:00+01:00"
    with cast.acting(cast.birgitte):
        asked = queries.asked_with(wave, party("Naboerne"))
        second = timedelta(seconds=1)
        assert actions.answering.why_not_answer(asked, wave.deadline - second) is None
        assert "Fristen var" in actions.answering.why_not_answer(asked, wave.deadline)


def test_what_was_begun_and_never_sent_is_said_not_to_count(anybody, page, settings):
    fill(anybody, page, {"vision": "4"})
    settings.TODAY = LAST_DAY + timedelta(days=1)
    assert "blev ikke sendt og tæller ikke med" in words(anybody, f"{page}oversigt/")


def test_a_closed_wave_takes_nothing(anybody, cast, wave, page):
    fill(anybody, page)
    with cast.acting(cast.birgitte):
        actions.close_wave(wave=wave, by=cast.birgitte, at=clock.now())
    assert send(anybody, page).status_code == 422
    assert "Runden er lukket. Der kan ikke svares mere." in words(anybody, page)


def test_long_after_the_deadline_the_link_is_shut(anybody, page, settings):
    settings.TODAY = LAST_DAY + timedelta(days=92)
    answer = anybody.get(page)
    assert answer.status_code == 410
    assert "linket er lukket" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "1/", "oversigt/"])
def test_a_guess_and_a_foreign_house_are_not_found(anybody, page, path):
    token = page.rstrip("/").rpartition("/")[2]
    for address in ("/skema/sundhavn/gaet/", f"/skema/medborgerhuset/{token}/", "/skema/x/y/"):
        assert anybody.get(address + path).status_code == 404


def test_a_section_that_does_not_exist_is_not_found(anybody, page):
    assert anybody.get(f"{page}9/").status_code == 404
    assert anybody.get(f"{page}0/").status_code == 404


def test_the_page_is_never_cached_and_keeps_whoever_is_signed_in_outside(cast, page):
    client = cast.visit(cast.birgitte)
    answer = client.get(page)
    assert answer["Cache-Control"] == "no-store"
    assert "Planen" not in answer.content.decode().split("<main")[0]


def test_the_token_and_the_words_are_not_in_the_database(cast, anybody, wave, page):
    fill(anybody, page, {"vision": "4", "motto": "HEMMELIGT ORD"})
    fill(anybody, page)
    send(anybody, page)
    token = page.rstrip("/").rpartition("/")[2]
    with cast.acting(cast.birgitte):
        reply = Reply.objects.owned().values_list("values", flat=True).get()
        sealed = list(
            Answer.objects.owned().filter(words__isnull=False).values_list("words", flat=True)
        )
        letters = [letter.token_hash for letter in wave.asked.first().letters.all()]
        lines = [str(line.changes) + line.actor_label for line in History.objects.get_queryset()]
    assert "HEMMELIGT" not in reply
    assert len(sealed) == 1
    assert not any("HEMMELIGT" in text for text in sealed)
    assert token not in letters
    assert not any("Naboerne" in line for line in lines)


def test_opening_is_remembered_once(anybody, cast, wave, page):
    anybody.get(page)
    anybody.get(page)
    with cast.acting(cast.birgitte):
        letter = queries.asked_with(wave, party("Naboerne")).letters.get()
        assert History.objects.get_queryset().filter(record_id=letter.pk, verb="open").count() == 1


def test_two_addressees_never_see_each_others_answers(anybody, cast, wave, page):
    fill(anybody, page, {"vision": "4"})
    other = link(cast, wave, "Madklubben")
    assert cast.visit().get(f"{other}1/").context["form"]["q_vision"].value() is None


def test_today_is_before_the_deadline():
    assert TODAY < LAST_DAY
