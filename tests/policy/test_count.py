"""One count: approve and send, accept or ask back, withdraw; and everything that can go wrong."""

import re
import uuid

import pytest
from django.utils import translation

from favn.kit.tenancy import acting_for
from favn.policy import queries
from favn.policy.choices import Stage
from favn.policy.models import Count, CountAnswer, CountLine
from favn.policy.rules import quarter
from tests.policy.steps import (
    OTHER,
    accept,
    ask,
    ask_back,
    cost,
    initiative,
    send,
    standing,
    visits,
    withdraw,
)


def page_of(duty, period="2026-Q4"):
    return f"/optaellinger/{duty.pk}/{period}/"


def hidden(page, verb):
    """The hidden fields of the form that sends `verb`, as a browser would send them."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(f for f in forms if re.search(rf'name="verb" value="{verb}"', f))
    inputs = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form)
    pairs = {re.search(r'name="([^"]+)"', i)[1]: re.search(r'value="([^"]*)"', i) for i in inputs}
    return {name: value[1] if value else "" for name, value in pairs.items()} | {"verb": verb}


def filled(client, address, verb, **typed):
    return hidden(client.get(address).content.decode(), verb) | typed


APPROVED = {"approve_0": "on", "approve_1": "on"}


@pytest.fixture
def jonas(houses):
    return houses.visit(houses.jonas)


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def test_each_number_stands_with_what_it_rests_on(jonas, duty):
    page = jonas.get(page_of(duty)).content.decode()
    assert "Hver gang en gæst kommer ind ad døren" in page
    assert "Hviler på 3 indtastninger" in page
    assert "/tal/centre.visits@medborgerhuset/2026-Q4/" in page
    assert "Øjebliksbillede" in page
    assert "Jeg godkender registrerede besøg (3)" in page
    assert "foreløbigt til og med i dag" in page


def test_approve_and_send(jonas, duty, houses):
    form = filled(jonas, page_of(duty), "send", **APPROVED, note="Efterårsferie")
    answer = jonas.post(page_of(duty), form, follow=True)
    assert "Optællingen er sendt til Sundhavn Kommune." in answer.content.decode()
    seen = standing(houses, duty, houses.birgitte)
    assert seen.stage == Stage.SENT
    assert [n.value for n in seen.sent] == [3, 0]


def test_sending_twice_is_one_count(jonas, duty, houses):
    form = filled(jonas, page_of(duty), "send", **APPROVED)
    for _ in range(2):
        assert jonas.post(page_of(duty), form).status_code == 302
    with houses.acting(houses.jonas):
        assert CountLine.objects.owned().count() == 2


def test_a_number_not_approved_is_named_and_the_note_is_kept(jonas, duty, houses):
    form = filled(jonas, page_of(duty), "send", approve_0="on", note="Gem mig")
    answer = jonas.post(page_of(duty), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search("Jeg godkender vejledninger .0..{,9}Sæt flueben ved tallet", page)
    assert "Gem mig" in page
    assert standing(houses, duty).stage == Stage.OWED


def test_a_number_that_moved_while_the_page_stood_open(jonas, duty, houses):
    form = filled(jonas, page_of(duty), "send", **APPROVED, note="Gem mig")
    visits(houses, 2)
    answer = jonas.post(page_of(duty), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "du så 3, nu er der 5" in page
    assert "Gem mig" in page
    assert not re.search(r'name="approve_0"[^>]*checked', page)
    assert hidden(page, "send")["seen_0"] == "5"
    assert standing(houses, duty).stage == Stage.OWED


def test_a_draft_keeps_the_note_and_the_municipality_sees_nothing(jonas, birgitte, duty):
    form = filled(jonas, page_of(duty), "send", note="Kun til os selv")
    jonas.post(page_of(duty), form | {"verb": "draft"})
    assert "Kun til os selv" in jonas.get(page_of(duty)).content.decode()
    page = birgitte.get(page_of(duty)).content.decode()
    assert "Kun til os selv" not in page
    assert "Ikke sendt endnu" in page


def test_sending_comes_before_keeping_the_draft(jonas, duty):
    page = jonas.get(page_of(duty)).content.decode()
    assert page.index("Send optællingen") < page.index("Gem bemærkningen uden at sende")


def test_after_sending_the_page_shows_then_and_now(jonas, duty, houses):
    send(houses, duty)
    page = jonas.get(page_of(duty)).content.decode()
    assert "de samme som dem, der er sendt" in page
    visits(houses, 1)
    page = jonas.get(page_of(duty)).content.decode()
    assert "Tallene har flyttet sig" in page
    assert "Send rettelse" in page


def test_the_municipality_sees_the_sent_number_never_the_live_one(birgitte, duty, houses):
    send(houses, duty)
    visits(houses, 39)
    page = birgitte.get(page_of(duty)).content.decode()
    assert '<span class="fv-digits">3</span>' in page
    assert ">42<" not in page
    assert "42 besøg" not in page
    told = re.sub(r"<[^>]+>|\s+", " ", page)
    assert re.search("Sendt af +Jonas, Medborgerhuset +Sendt +i dag kl.", told)


def test_accept(birgitte, duty, houses):
    send(houses, duty)
    form = filled(birgitte, page_of(duty), "accept")
    page = birgitte.post(page_of(duty), form, follow=True).content.decode()
    assert "Optællingen er godkendt" in page
    assert '<a href="/planen/status/2026/">Se udkast til status 2026</a>' in page
    assert birgitte.get("/planen/status/2026/").status_code == 200
    assert standing(houses, duty).stage == Stage.ACCEPTED


def test_accepting_twice_is_one_answer(birgitte, duty, houses):
    send(houses, duty)
    form = filled(birgitte, page_of(duty), "accept")
    for _ in range(2):
        assert birgitte.post(page_of(duty), form).status_code == 302
    with houses.acting(houses.birgitte):
        assert CountAnswer.objects.owned().count() == 1


def test_the_second_of_two_who_answer_gets_a_readable_conflict(birgitte, duty, houses):
    count = send(houses, duty)
    form = filled(birgitte, page_of(duty), "ask_back", question="Er ferien med?")
    accept(houses, count)
    answer = birgitte.post(page_of(duty), form)
    assert answer.status_code == 409
    assert "Birgitte har svaret imens: godkendt" in answer.content.decode()


def test_a_correction_meanwhile_keeps_the_question_that_was_typed(birgitte, duty, houses):
    send(houses, duty)
    form = filled(birgitte, page_of(duty), "ask_back", question="Er ferien med?")
    visits(houses, 1)
    send(houses, duty)
    answer = birgitte.post(page_of(duty), form)
    assert answer.status_code == 409
    assert "nye tal" in answer.content.decode()
    assert "Er ferien med?" in answer.content.decode()


def test_ask_back_needs_a_question(birgitte, duty, houses):
    send(houses, duty)
    form = filled(birgitte, page_of(duty), "ask_back", question="")
    answer = birgitte.post(page_of(duty), form)
    assert answer.status_code == 422
    assert "Skriv spørgsmålet" in answer.content.decode()


def test_the_question_reaches_the_association(jonas, birgitte, duty, houses):
    send(houses, duty)
    form = filled(birgitte, page_of(duty), "ask_back", question="Er ferien med?")
    birgitte.post(page_of(duty), form)
    assert "Er ferien med?" in jonas.get(page_of(duty)).content.decode()


def test_withdraw_with_a_reason(jonas, birgitte, duty, houses):
    accept(houses, send(houses, duty))
    form = filled(jonas, page_of(duty), "withdraw", reason="Talt dobbelt")
    assert jonas.post(page_of(duty), form).status_code == 302
    page = birgitte.get(page_of(duty)).content.decode()
    assert "Trukket tilbage i dag" in page
    assert "Talt dobbelt" in page
    assert "fv-digits" not in page
    assert "Registrerede besøg" not in page


def test_withdraw_needs_a_reason(jonas, duty, houses):
    send(houses, duty)
    answer = jonas.post(page_of(duty), filled(jonas, page_of(duty), "withdraw", reason=""))
    assert answer.status_code == 422
    assert "Skriv grunden" in answer.content.decode()


def test_an_old_page_cannot_withdraw_and_keeps_the_reason(jonas, duty, houses):
    send(houses, duty)
    form = filled(jonas, page_of(duty), "withdraw", reason="Talt dobbelt")
    visits(houses, 1)
    send(houses, duty)
    answer = jonas.post(page_of(duty), form)
    assert answer.status_code == 409
    assert "Talt dobbelt" in answer.content.decode()
    assert standing(houses, duty).stage == Stage.SENT


def test_the_conversation_tells_both_sides(jonas, birgitte, duty, houses):
    count = send(houses, duty)
    ask_back(houses, count)
    withdraw(houses, standing(houses, duty).count)
    own = jonas.get(page_of(duty)).content.decode()
    for told in ("Registrerede besøg: 3", "Spurgt tilbage", "Talt dobbelt i november"):
        assert told in own
    theirs = birgitte.get(page_of(duty)).content.decode()
    assert "Registrerede besøg: 3" not in theirs
    assert "Talt dobbelt i november" in theirs


def test_numbers_of_the_conversation_follow_the_language(duty, houses):
    send(houses, duty)
    with houses.acting(houses.jonas):
        CountLine.objects.owned().filter(figure="centre.visits").update(value=1234)
    seen = standing(houses, duty, who=houses.birgitte)
    with houses.acting(houses.birgitte):
        for language, said in (("da", "1.234"), ("en", "1,234")):
            with translation.override(language):
                assert said in queries.exchange_of(seen).events[-1].reason


def test_the_chair_reads_and_cannot_send(houses, duty):
    mehmet = houses.visit(houses.mehmet)
    page = mehmet.get(page_of(duty)).content.decode()
    assert "Den daglige leder godkender" in page
    assert mehmet.post(page_of(duty), {"verb": "send"}).status_code == 403


def test_the_office_reads_its_own_and_cannot_accept(houses, plan, duty):
    send(houses, duty)
    rasmus = houses.visit(houses.rasmus)
    assert "Planredaktøren godkender" in rasmus.get(page_of(duty)).content.decode()
    assert rasmus.post(page_of(duty), {"verb": "accept"}).status_code == 403
    theirs = ask(houses, initiative(houses, plan, 8, "Andre", OTHER))
    assert rasmus.get(page_of(theirs)).status_code == 404


@pytest.mark.parametrize("who", ["leila", "jonas", "birgitte"])
def test_foreign_and_unknown_are_404(houses, duty, who):
    client = houses.visit(getattr(houses, who))
    foreign = ask_of_naboerne(houses, duty) if who == "jonas" else duty
    wrong = [f"/optaellinger/{uuid.uuid4()}/2026-Q4/", page_of(duty, "2026-Q9")]
    wrong += [page_of(duty, "2026"), page_of(duty, "2026Q4"), page_of(duty, "2025-Q1")]
    if who != "birgitte":
        wrong.append(page_of(foreign))
    for address in wrong:
        assert client.get(address).status_code == 404, address
    assert client.post(wrong[0], {"verb": "send"}).status_code == 404


def ask_of_naboerne(houses, duty):
    with houses.acting(houses.birgitte):
        row = duty.initiative
    return ask(houses, row, houses.naboerne)


def test_an_unknown_verb_is_404(jonas, birgitte, duty):
    for client in (jonas, birgitte):
        assert client.post(page_of(duty), {"verb": "delete"}).status_code == 404


def test_the_municipality_cannot_send_for_the_association(birgitte, duty, houses):
    assert birgitte.post(page_of(duty), {"verb": "send", **APPROVED}).status_code == 404
    with acting_for(houses.medborgerhuset.pk):
        assert not Count.objects.owned().exists()


@pytest.mark.parametrize("who", ["jonas", "birgitte"])
def test_more_versions_do_not_cost_more_queries(houses, duty, who):
    send(houses, duty)
    client = houses.visit(getattr(houses, who))
    client.get(page_of(duty))
    one = cost(client, page_of(duty))
    for _ in range(2):
        visits(houses, 1)
        send(houses, duty)
    assert cost(client, page_of(duty)) == one


def test_a_quarter_that_is_over_is_sent_whole(houses, row, jonas):
    late = ask(houses, row, first=quarter(2026, 3), last=quarter(2026, 3))
    form = filled(jonas, page_of(late, "2026-Q3"), "send", **APPROVED)
    jonas.post(page_of(late, "2026-Q3"), form)
    assert standing(houses, late, period=quarter(2026, 3)).count.is_final
