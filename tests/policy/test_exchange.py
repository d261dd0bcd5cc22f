"""The conversation about a count: every sending keeps its own words, questions stand between."""

import re

from favn.policy.models import CountSending
from tests.policy.steps import ask_back, neighbour, send, standing, visits, withdraw

QUESTION = "Er efterårsferien talt med?"


def page_of(cast, duty, who):
    answer = cast.visit(who).get(f"/optaellinger/{duty.pk}/2026-Q4/")
    assert answer.status_code == 200
    return answer.content.decode()


def conversation(page):
    """The lines of the conversation as they are read aloud."""
    told = re.search(r'<ol class="fv-timeline">(.*?)</ol>', page, re.DOTALL)[1]
    lines = re.findall(r"<li>(.*?)</li>", told, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def asked_and_answered(houses, duty):
    """Jonas sends, Birgitte asks, Jonas answers with a correction."""
    ask_back(houses, send(houses, duty, note="Huset holdt ferie i uge 42."), QUESTION)
    visits(houses, 1)
    return send(houses, duty, note="Nej, nu er den med.")


def test_both_sides_read_the_same_words_in_the_order_they_were_said(houses, duty):
    asked_and_answered(houses, duty)
    own = conversation(page_of(houses, duty, houses.jonas))
    theirs = conversation(page_of(houses, duty, houses.birgitte))
    assert own[:3] == theirs[:3]
    first, question, second = theirs[:3]
    for said in ("Sendt, 1. udgave – Jonas, Medborgerhuset", "uge 42", "Registrerede besøg: 3"):
        assert said in first
    assert f"Spurgt tilbage – Birgitte, Sundhavn Kommune “{QUESTION}”" in question
    for said in ("Sendt, 2. udgave", "“Nej, nu er den med.”", "Registrerede besøg: 4"):
        assert said in second


def test_the_note_is_the_answer_where_the_municipality_asked(houses, duty):
    assert "Bemærkning til kommunen" in page_of(houses, duty, houses.jonas)
    ask_back(houses, send(houses, duty), QUESTION)
    page = page_of(houses, duty, houses.jonas)
    assert "Jeres svar på kommunens spørgsmål" in page
    assert f"Kommunen spørger: “{QUESTION}” Skriv ikke navne på gæster." in page
    assert 'href="#send">Svar nedenfor' in page
    assert "Send svaret" in page
    send(houses, duty, note="Ja.")
    visits(houses, 1)
    assert "Bemærkning til kommunen" in page_of(houses, duty, houses.jonas)


def test_a_new_sending_begins_with_an_empty_note(houses, duty):
    send(houses, duty, note="Huset holdt ferie i uge 42.")
    visits(houses, 1)
    assert "uge 42.</textarea>" not in page_of(houses, duty, houses.jonas)


def test_what_is_taken_back_takes_its_words_along(houses, duty):
    withdraw(houses, asked_and_answered(houses, duty))
    theirs = " ".join(conversation(page_of(houses, duty, houses.birgitte)))
    assert QUESTION in theirs
    assert "Talt dobbelt i november" in theirs
    assert "uge 42" not in theirs
    assert "nu er den med" not in theirs
    own = " ".join(conversation(page_of(houses, duty, houses.jonas)))
    assert "uge 42" in own
    send(houses, duty, note="Talt igen.")
    theirs = conversation(page_of(houses, duty, houses.birgitte))
    assert "Sendt, 3. udgave" in theirs[-1]
    assert "uge 42" not in " ".join(theirs)


def test_the_words_are_seen_by_the_two_sides_alone(houses, duty):
    asked_and_answered(houses, duty)
    foreign = neighbour(houses)
    for who in (houses.leila, houses.signe):
        with houses.acting(who):
            assert not CountSending.objects.get_queryset().exists()
    assert foreign.get(f"/optaellinger/{duty.pk}/2026-Q4/").status_code == 404
    with houses.acting(houses.birgitte):
        assert CountSending.objects.get_queryset().count() == 2
        assert not CountSending.objects.owned().exists()


def test_the_municipality_sees_first_who_sent_it_and_when(houses, duty):
    send(houses, duty, note="Huset holdt ferie i uge 42.")
    page = page_of(houses, duty, houses.birgitte)
    facts = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL))
    assert facts["Sendt af"] == "Jonas, Medborgerhuset"
    assert facts["Sendt"].startswith("i dag kl.")
    assert facts["Udgave"] == "1"
    assert facts["Dækker til og med"] == "i dag"
    assert page.index("Sendt af") < page.index("Tallene, som de blev sendt")


def test_a_preliminary_count_stands_with_the_version_that_holds(houses, duty):
    asked_and_answered(houses, duty)
    seen = standing(houses, duty, houses.birgitte)
    with houses.acting(houses.birgitte):
        sending = CountSending.objects.get_queryset().get(version=seen.version)
    assert sending.number == 2
