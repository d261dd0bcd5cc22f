"""The newsletter: asked for, said yes to by the link alone, sent once, and left in every letter."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from favn.publishing.actions import news as actions
from favn.publishing.models import NewsLetter, NewsReader
from tests.cast import NOW
from tests.publishing.papers import begin, freeze, words, write

ASK = "/nyhedsbrev/medborgerhuset/"
READER = "laila@x.example"


def letter(houses, **about):
    """A newsletter with something in each of its chapters."""
    report = begin(houses, houses.jonas, kind="letter", **about)
    for title in ("Siden sidst", "Det sker", "Et tal"):
        write(houses, houses.jonas, report, "Vi har fået nye gulve.", title=title)
    return report


@pytest.fixture
def edition(houses):
    return freeze(houses, houses.jonas, letter(houses, title="Nyt fra huset"))


def ask(houses, email=READER, **more):
    return houses.visit().post(ASK, {"email": email, **more}, follow=True).content.decode()


def own_page(letterbox, email=READER):
    """The address of the reader's own page, out of the last letter."""
    return re.search(r"https?://[^/]+(/nyhedsbrev/\S+)", letterbox.to(email)[-1])[1]


def says_yes(houses, letterbox, email=READER, **more):
    ask(houses, email, **more)
    page = own_page(letterbox, email)
    houses.visit().post(page, {"verb": "yes"})
    return page


def send(houses, edition, who=None):
    page = reverse("publishing:send-news", args=[edition.pk])
    return houses.visit(who or houses.jonas).post(page, follow=True)


def kept(houses):
    with houses.acting(houses.jonas):
        return list(NewsReader.objects.owned())


def test_a_house_without_a_newsletter_takes_no_address(houses):
    assert houses.visit().get(ASK).status_code == 404


def test_nobody_gets_it_who_has_not_said_yes_by_the_link(houses, edition, letterbox):
    assert "Se i din mail" in ask(houses)
    page = own_page(letterbox)
    assert "Ja, skriv til mig" in houses.visit().get(page).content.decode()
    # A mail program opens the link to look at it; that is no yes.
    send(houses, edition)
    assert len(letterbox.to(READER)) == 1
    houses.visit().post(page, {"verb": "yes"})
    send(houses, edition)
    assert "Nyt fra huset er kommet" in letterbox.to(READER)[-1]
    assert f"/rapport/medborgerhuset/{edition.report.slug}/1/" in letterbox.to(READER)[-1]


def test_each_newsletter_is_sent_to_each_reader_once(houses, edition, letterbox):
    says_yes(houses, letterbox)
    assert (
        "Send til 1"
        in houses.visit(houses.jonas).get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    )
    said = send(houses, edition).content.decode()
    assert "Send til 1" not in said
    assert "Sendt: 1" in said
    send(houses, edition)
    assert len(letterbox.to(READER)) == 2


def test_a_no_deletes_the_address_at_once_and_a_letter_that_waits_never_leaves(
    houses, edition, letterbox
):
    page = says_yes(houses, letterbox)
    with houses.acting(houses.jonas):
        assert actions.send(edition=edition, by=houses.jonas, at=NOW) == 1
    houses.visit().post(page, {"verb": "no"})
    with houses.acting(houses.jonas):
        actions.post_letters(site="https://favn.example", at=NOW)
    assert len(letterbox.to(READER)) == 1
    assert [(one.email, one.known_by) for one in kept(houses)] == [("", "")]
    assert "Adressen er slettet" in houses.visit().get(page).content.decode()


def test_every_letter_carries_the_way_out_of_it_also_for_the_mail_program(
    houses, edition, letterbox
):
    page = says_yes(houses, letterbox)
    send(houses, edition)
    letter = letterbox.letters[-1][1]
    assert letter["List-Unsubscribe"].strip("<>").endswith(page)
    assert page in letterbox.to(READER)[-1]


def test_the_same_address_asked_again_is_one_reader_and_one_letter_a_day(
    houses, edition, letterbox
):
    ask(houses)
    assert ask(houses, "Laila@X.example") == ask(houses)
    assert len(kept(houses)) == 1
    assert len(letterbox.to(READER)) == 1


def test_who_fills_in_the_form_again_and_again_is_stopped(houses, edition, letterbox):
    for n in range(30):
        ask(houses, f"a{n}@x.example")
    assert "Prøv igen om ti minutter" in ask(houses, "en.til@x.example")
    # An address that is known gets the same answer: nobody learns who reads it.
    assert "Prøv igen om ti minutter" in ask(houses, "a0@x.example")
    assert len(kept(houses)) == 30


def test_an_address_without_a_yes_goes_after_a_week(houses, edition, letterbox):
    ask(houses)
    with houses.acting(houses.jonas):
        ends = NewsReader.Privacy.ends
        assert not ends.rows(NewsReader, NOW + timedelta(days=6)).exists()
        due = ends.rows(NewsReader, NOW + timedelta(days=9))
        assert ends.let_go(due, NOW + timedelta(days=9)) == 1
        assert NewsLetter.objects.owned().get().reader is None


def test_a_story_is_never_in_the_letter(houses, edition, letterbox):
    says_yes(houses, letterbox)
    with houses.acting(houses.jonas):
        told = [*edition.chapters, {"title": "", "text": "", "story": str(edition.pk), "number": 1}]
        type(edition).objects.owned().filter(pk=edition.pk).update(chapters=told)
    send(houses, edition)
    assert letterbox.to(READER)[-1].count("\n- ") == len(edition.chapters)


def test_only_a_public_newsletter_in_its_newest_edition_is_sent(houses, edition, letterbox):
    says_yes(houses, letterbox)
    newer = freeze(houses, houses.jonas, edition.report)
    assert "Der er en nyere udgave" in send(houses, edition).content.decode()
    inside = letter(houses, title="Kun os", edition="internal")
    page = send(houses, freeze(houses, houses.jonas, inside))
    assert "Udgaven er ikke offentlig" in words(page.content.decode())
    send(houses, newer)
    assert len(letterbox.to(READER)) == 2


def test_nobody_reads_the_addresses_and_another_house_sends_nothing(houses, edition, letterbox):
    says_yes(houses, letterbox)
    assert (
        READER
        not in houses.visit(houses.jonas).get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    )
    assert send(houses, edition, houses.leila).status_code == 404
    assert send(houses, edition, houses.amina).status_code == 403


def test_who_calls_is_taken_off(houses, edition, letterbox):
    says_yes(houses, letterbox)
    page = reverse("publishing:end-news", args=[edition.pk])
    answer = houses.visit(houses.jonas).post(page, {"email": READER}, follow=True)
    assert "Får nyhedsbrevet nu: 0." in answer.content.decode()


def test_two_requests_at_once_write_one_reader_down(houses, edition):
    with houses.acting(houses.jonas):
        asked = {"house": houses.medborgerhuset, "email": READER, "at": NOW}
        assert actions.written_down(**asked).pk == actions.written_down(**asked).pk


def test_who_asks_again_has_a_week_from_then(houses, edition, letterbox):
    ask(houses)
    with houses.acting(houses.jonas):
        later = NOW + timedelta(days=5)
        row = actions.ask(house=houses.medborgerhuset, email=READER, at=later)
        ends = NewsReader.Privacy.ends
        assert not ends.rows(NewsReader, NOW + timedelta(days=9)).filter(pk=row.pk).exists()


# What one is written to about


@pytest.fixture
def year(houses, edition):
    """A public report beside the newsletter: from now on there are two things to choose from."""
    report = begin(houses, houses.jonas, kind="other", title="Vores år", edition="public")
    write(houses, houses.jonas, report, "Vi har fået nye gulve.")
    return freeze(houses, houses.jonas, report)


def ticks(page):
    """What is ticked on a page, by name of field."""
    return re.findall(r'value="(wants_\w+)"[^>]*\bchecked', page)


def test_where_a_house_has_but_one_thing_nothing_is_asked(houses, edition):
    assert "Skriv til mig om" not in houses.visit().get(ASK).content.decode()


def test_who_chose_reports_alone_gets_those_and_no_newsletter(houses, edition, year, letterbox):
    page = says_yes(houses, letterbox, wants=["wants_reports"])
    assert ticks(houses.visit().get(page).content.decode()) == ["wants_reports"]
    assert "Får nyhedsbrevet nu: 0." in send(houses, edition).content.decode()
    assert "Sendt: 1" in send(houses, year).content.decode()
    assert "Vores år er kommet" in letterbox.to(READER)[-1]
    assert len(letterbox.to(READER)) == 2


def test_the_choice_is_changed_by_the_link_and_a_letter_that_waits_follows_it(
    houses, edition, year, letterbox
):
    page = says_yes(houses, letterbox, wants=["wants_letters", "wants_reports"])
    with houses.acting(houses.jonas):
        assert actions.send(edition=edition, by=houses.jonas, at=NOW) == 1
    told = houses.visit().post(page, {"verb": "choose", "wants": ["wants_reports"]}, follow=True)
    assert ticks(told.content.decode()) == ["wants_reports"]
    with houses.acting(houses.jonas):
        actions.post_letters(site="https://favn.example", at=NOW)
    assert len(letterbox.to(READER)) == 1
    assert "Sendt: 1" in send(houses, year).content.decode()


@pytest.mark.parametrize("wants", [[], ["wants_everything"], ["email"]])
def test_who_chooses_nothing_or_what_is_not_there_keeps_what_was_chosen(
    houses, edition, year, letterbox, wants
):
    page = says_yes(houses, letterbox, wants=["wants_letters"])
    told = houses.visit().post(page, {"verb": "choose", "wants": wants})
    assert told.status_code == 422
    assert kept(houses)[0].chosen == ["wants_letters"]
    assert kept(houses)[0].is_reading, "choosing nothing is no way out by mistake"


def test_somebody_else_who_types_the_address_does_not_choose_for_its_owner(
    houses, edition, year, letterbox
):
    says_yes(houses, letterbox, wants=["wants_letters"])
    ask(houses, wants=["wants_reports"])
    assert kept(houses)[0].chosen == ["wants_letters"]


def test_who_has_said_no_cannot_choose_any_more(houses, edition, year, letterbox):
    page = says_yes(houses, letterbox, wants=["wants_letters"])
    houses.visit().post(page, {"verb": "no"})
    told = houses.visit().post(page, {"verb": "choose", "wants": ["wants_reports"]}, follow=True)
    assert "Adressen er slettet" in told.content.decode()
    assert kept(houses)[0].chosen == ["wants_letters"]


def test_a_report_to_a_funder_is_sent_to_no_reader(houses, edition, year, letterbox):
    says_yes(houses, letterbox, wants=["wants_letters", "wants_reports"])
    with houses.acting(houses.jonas):
        type(year.report).objects.owned().filter(pk=year.report_id).update(kind="funder")
    said = send(houses, year).content.decode()
    assert "En rapport til en bevillingsgiver sendes ikke" in said
    assert len(letterbox.to(READER)) == 1


def test_next_year_the_choice_still_stands_and_the_new_report_is_told_of_once(
    houses, edition, year, letterbox, settings
):
    says_yes(houses, letterbox, wants=["wants_reports"])
    send(houses, year)
    settings.TODAY = NOW.date().replace(year=NOW.year + 1)
    send(houses, freeze(houses, houses.jonas, year.report))
    send(houses, year)
    assert len(letterbox.to(READER)) == 3
