"""One initiative's answer: drafts that wait, handing in, two who write, and a question."""

import re
import uuid

import pytest
from django.core import mail

from favn.policy.choices import Said
from favn.policy.models import StatusDraft, StatusText
from tests.policy.round_steps import ask, close, hand_in, keep, link, open_round, owed
from tests.policy.steps import OTHER, OWN, initiative

PAGE = "/planen/runden/2026/7/"


@pytest.fixture
def round_(houses, plan, row):
    return open_round(houses, plan)


@pytest.fixture
def rasmus(houses):
    return houses.visit(houses.rasmus)


def words(client, address=PAGE):
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def typed(client, verb, **changes):
    form = client.get(PAGE).context["form"]
    sent = {field.name: field.value() for field in form}
    return {k: "" if v is None else str(v) for k, v in sent.items()} | {"verb": verb} | changes


def test_a_draft_waits_and_is_not_an_answer(rasmus, houses, round_, row):
    answer = rasmus.post(PAGE, typed(rasmus, "draft", text="Vi er"))
    assert answer.status_code == 302
    assert owed(houses, round_, row).said == Said.DRAFT
    assert rasmus.get(PAGE).context["form"]["text"].value() == "Vi er"
    with houses.acting(houses.birgitte):
        assert not StatusText.objects.owned().exists()


def test_handing_in_says_who_and_when_and_ends_the_draft(rasmus, houses, round_, row):
    rasmus.post(PAGE, typed(rasmus, "draft", text="Vi er"))
    rasmus.post(PAGE, typed(rasmus, "hand-in", text="Vi er i gang.", status="running"))
    assert "I gang Vi er i gang. Rasmus, i dag" in words(rasmus)
    with houses.acting(houses.birgitte):
        assert not StatusDraft.objects.owned().exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "Vi er i gang.", "status": ""}, "Vælg, hvor langt indsatsen er"),
        ({"text": "  ", "status": "running"}, "Skriv med en sætning, hvad der er sket"),
        ({"text": "x" * 4001, "status": "running"}, "Kort den ned til 4.000 tegn"),
        ({"text": "Vi er i gang.", "status": "snart"}, "Vælg en af mulighederne"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stands(rasmus, round_, changes, sentence):
    answer = rasmus.post(PAGE, typed(rasmus, "hand-in", **changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert changes["text"].strip() in page


def test_a_sign_the_paper_cannot_be_set_with_is_said_to_the_writer(rasmus, round_):
    answer = rasmus.post(PAGE, typed(rasmus, "hand-in", text="Klaret ✅", status="running"))
    assert answer.status_code == 422
    assert "Klaret ✅" in answer.content.decode()


def test_the_second_of_two_who_write_keeps_what_was_typed(rasmus, houses, round_, row):
    """The editor answers for the office while Rasmus has the page open."""
    sent = typed(rasmus, "hand-in", text="Rasmus' ord.", status="running")
    hand_in(houses, round_, row, "Birgittes ord.", by=houses.birgitte)
    answer = rasmus.post(PAGE, sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Birgitte har skrevet status imens" in page
    assert "Rasmus&#x27; ord." in page
    assert "Birgittes ord." in page
    again = {f.name: f.value() for f in answer.context["form"]} | {"verb": "hand-in"}
    assert rasmus.post(PAGE, again).status_code == 302
    assert "Rasmus&#x27; ord." in words(rasmus)


def test_two_drafts_of_one_office_do_not_hide_each_other(rasmus, houses, round_, row):
    sent = typed(rasmus, "draft", text="Den ene.")
    keep(houses, round_, row, "Den anden.", by=houses.birgitte)
    answer = rasmus.post(PAGE, sent)
    assert answer.status_code == 409
    assert "Birgitte har skrevet i kladden imens" in answer.content.decode()
    assert answer.context["form"]["text"].value() == "Den ene."


def test_the_same_answer_twice_is_one(rasmus, houses, round_, row):
    sent = typed(rasmus, "hand-in", text="Vi er i gang.", status="running")
    assert rasmus.post(PAGE, sent).status_code == 302
    assert rasmus.post(PAGE, sent).status_code == 302
    with houses.acting(houses.birgitte):
        assert StatusText.objects.owned().get().version == 1


def test_an_office_answers_only_for_its_own(rasmus, houses, plan, round_):
    initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)
    page = "/planen/runden/2026/8/"
    assert "Giv status" not in words(rasmus, page)
    assert (
        rasmus.post(page, {"verb": "hand-in", "text": "x", "status": "running"}).status_code == 403
    )


def test_the_question_stands_above_the_answer(rasmus, houses, round_, row):
    hand_in(houses, round_, row)
    ask(houses, round_, row, "Hvor mange kom?")
    assert "Birgitte spørger: Hvor mange kom?" in words(rasmus)
    rasmus.post(PAGE, typed(rasmus, "hand-in", text="Der kom 40."))
    assert "Birgitte spørger" not in words(rasmus)
    assert "Hvor mange kom? Besvaret i dag" in words(rasmus)


def test_the_question_is_mailed_where_the_office_was_sent_a_link(houses, round_, row):
    hand_in(houses, round_, row)
    link(houses, round_, OWN)
    birgitte = houses.visit(houses.birgitte)
    asking = {"verb": "ask", "id": str(uuid.uuid4()), "question": "Hvor mange kom?"}
    assert birgitte.post(PAGE, asking).status_code == 302
    *_link, letter = mail.outbox
    assert letter.to == ["kontor@sundhavn.example"]
    assert "Birgitte spørger om indsats 7, Hverdagshjælp:\n\nHvor mange kom?" in letter.body
    assert "Åbn det svarlink, I fik torsdag 19. november 2026" in letter.body


def test_only_the_editor_asks(rasmus, houses, round_, row):
    hand_in(houses, round_, row)
    assert rasmus.post(PAGE, {"verb": "ask", "question": "Hvad?"}).status_code == 403


def test_an_unknown_verb_or_number_is_not_found(rasmus, round_):
    assert rasmus.post(PAGE, {"verb": "slet"}).status_code == 404
    assert rasmus.get("/planen/runden/2026/99/").status_code == 404
    assert rasmus.get("/planen/runden/2031/").status_code == 404


def test_after_closing_there_is_no_form(rasmus, houses, round_, row):
    hand_in(houses, round_, row)
    close(houses, round_)
    assert "Skriv om" not in words(rasmus)
