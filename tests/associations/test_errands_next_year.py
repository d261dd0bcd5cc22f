"""Errands and “same association?” with absurd input, two names of one, and over New Year."""

import re
from datetime import date

import pytest

from favn.associations.actions import errands as actions
from favn.associations.models import Errand, Verdict
from favn.associations.queries import errands as queries
from favn.kit import clock
from tests.associations.steps import DIRECTORY, elsewhere, form_of
from tests.cast import new_id

INBOX = "/henvendelser/"
PUBLIC = "/foreningerne/sundhavn/henvendelse/"
OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)


@pytest.fixture
def entry(directory, cast):
    return directory.add("Medborgerhuset", party=cast.medborgerhuset, email="hus@m.example")


def answered(client, errand, **typed):
    page = f"{INBOX}{errand.pk}/"
    said = {"verb": "answer", "decision": "granted", "answer": "I får salen."}
    return client.post(page, form_of(client.get(page)) | said | typed)


def same(freja, one, other, verb="same", **typed):
    page = f"{DIRECTORY}{one.slug}/samme/{other.slug}/"
    return freja.post(page, form_of(freja.get(page)) | {"verb": verb} | typed)


# Absurd input


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "støtte"}, "Vælg fra listen."),
        ({"subject": "x" * 161}, "Teksten er for lang."),
        ({"text": "x" * 4001}, "Teksten er for lang."),
        ({"text": "Tak\x00"}, "tegn, der ikke kan gemmes"),
        ({"amount": "-5"}, "Skriv beløbet i hele kroner."),
        ({"amount": "9" * 30}, "Skriv beløbet i hele kroner."),
        ({"kind": "support", "amount": ""}, "Skriv, hvor mange kroner I søger."),
        ({"persons": "0"}, "Skriv et helt tal."),
        ({"email": "os"}, "Skriv hele mailadressen"),
        ({"id": "x"}, "Siden er for gammel."),
    ],
)
def test_an_errand_that_cannot_be_is_told_and_not_sent(directory, cast, typed, said):
    guest = cast.visit()
    whole = {"said_name": "Vi Mødes", "kind": "room", "subject": "Lokale", "text": "Vi er 20.",
             "email": "vi@m.example"}  # fmt: skip
    answer = guest.post(PUBLIC, form_of(guest.get(PUBLIC)) | whole | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with directory.open():
        assert not Errand.objects.owned().exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"follow_up_on": "2026-01-05"}, "Dagen for opfølgning er gået."),
        ({"follow_up_on": "9999-12-31"}, "Det årstal kan ikke passe."),
        ({"decision": "måske"}, "Vælg fra listen."),
        ({"decision": "refused", "reason": " "}, "Skriv begrundelsen."),
        ({"answer": "x" * 4001}, "Teksten er for lang."),
        ({"version": "mange"}, "Siden er for gammel."),
    ],
)
def test_an_answer_that_cannot_be_is_told_and_mailed_to_nobody(
    directory, entry, freja, letterbox, typed, said
):
    """An association would be told that it hears again on a day that has gone."""
    errand = directory.asks(entry, email="hus@m.example")
    answer = answered(freja, errand, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert letterbox.to("hus@m.example") == []


@pytest.mark.parametrize("query", ["?q=%00", f"?q={'x' * 500}", "?slags=penge", "?side=9999999"])
def test_an_absurd_search_of_the_inbox_is_no_error(directory, entry, freja, query):
    directory.asks(entry)
    assert freja.get(f"{INBOX}{query}").status_code == 200


def test_ids_in_what_is_posted_are_looked_for_in_ones_own_house(directory, entry, freja, cast):
    errand, other = directory.asks(entry), elsewhere(cast)
    theirs = other.asks(other.add("Nordby Kor"))
    gro = cast.visit(other.by)
    for verb in ("take-on", "belongs", "answer", "close", "mail", "returned", "x"):
        assert gro.post(f"{INBOX}{errand.pk}/", {"verb": verb}).status_code == 404
    for slug in ("nordby-kor", "", "x" * 300):
        sent = {"verb": "belongs", "entry": slug}
        assert freja.post(f"{INBOX}{errand.pk}/", sent).status_code == 404
    assert other.errand(theirs.pk).state == directory.errand(errand.pk).state == "sent"


# Same association?


def test_a_decision_is_taken_back_on_its_own_page_alone(directory, freja, cast):
    """The id that is posted is of these two, or of nobody."""
    one, two, three = (directory.add(name) for name in ("Kor", "Koret", "Dans"))
    same(freja, one, two, "apart")
    with directory.open():
        verdict = Verdict.objects.owned().get()
    sent = {"verb": "back", "verdict": str(verdict.pk)}
    assert freja.post(f"{DIRECTORY}{one.slug}/samme/{three.slug}/", sent).status_code == 404
    for wrong in ("x", "", str(new_id())):
        page = f"{DIRECTORY}{one.slug}/samme/{two.slug}/"
        assert freja.post(page, sent | {"verdict": wrong}).status_code == 404
    with directory.open():
        assert Verdict.objects.owned().get().undone_at is None
    assert freja.post(f"{DIRECTORY}{two.slug}/samme/{one.slug}/", sent).status_code == 302


def test_one_and_itself_are_no_pair_and_a_reason_has_an_end(directory, freja):
    one, two = directory.add("Kor"), directory.add("Koret")
    assert "Det er den samme side." in same(freja, one, one).content.decode()
    long = same(freja, one, two, why="x" * 301)
    assert long.status_code == 422
    assert "Teksten er for lang." in long.content.decode()
    with directory.open():
        assert not Verdict.objects.owned().exists()


def test_a_decision_that_is_taken_back_takes_the_name_from_wherever_it_went_along(directory, freja):
    """Dans was joined with Koret, and Koret with Kor, which was called Dansen before."""
    kor, koret, dans = (
        directory.add("Kor", other_names="Dansen"), directory.add("Koret"),
        directory.add("Dans", other_names="Dansen\nTrin"),
    )  # fmt: skip
    same(freja, koret, dans)
    with directory.open():
        first = Verdict.objects.owned().get()
    same(freja, kor, koret)
    assert directory.entry(kor.slug).names == ["Kor", "Dansen", "Koret", "Dans", "Trin"]
    sent = {"verb": "back", "verdict": str(first.pk)}
    page = f"{DIRECTORY}{koret.slug}/samme/{dans.slug}/"
    assert freja.post(page, sent).status_code == 302
    assert directory.entry(kor.slug).names == ["Kor", "Dansen", "Koret"]
    assert directory.entry(koret.slug).names == ["Koret"]
    assert directory.entry(dans.slug).merged_into_id is None


@pytest.fixture
def joined(directory, entry, freja):
    """Huset asked last year and was then joined with Medborgerhuset, which asked before."""
    twin = directory.add("Huset", email="hus@m.example")
    before, errand = (
        directory.asks(entry, subject="Køkken"), directory.asks(twin, email="hus@m.example")
    )  # fmt: skip
    same(freja, entry, twin)
    return twin, before, errand


def test_an_errand_of_one_that_was_joined_is_of_the_one_that_stands(
    joined, directory, entry, freja, letterbox
):
    _twin, before, errand = joined
    page = freja.get(f"{INBOX}{errand.pk}/").content.decode()
    assert f'href="/foreninger/{entry.slug}/"' in page
    assert "Køkken" in page, "what it asked before under its other name"
    assert "Huset, " not in re.sub(r"<[^>]+>", "", page)
    answered(freja, errand)
    (words,) = letterbox.to("hus@m.example")
    assert "Hej Medborgerhuset" in words
    with directory.open():
        known = queries.who(queries.errand_with(errand.pk))
    assert [one.pk for one in known.earlier] == [before.pk]


def test_a_page_from_before_the_two_were_joined_gives_the_errand_to_the_one_that_stands(
    directory, entry, freja
):
    twin = directory.add("Huset")
    with directory.open():
        errand = actions.send(
            id=new_id(), wish=actions.Wish("room", "Lokale", "Vi er 20.", email="x@x.example",
                                           said_name="Huset"),
            entry=None, link=None, by=directory.by, at=clock.now(),
        )  # fmt: skip
    same(freja, entry, twin)
    freja.post(f"{INBOX}{errand.pk}/", {"verb": "belongs", "entry": twin.slug})
    assert directory.errand(errand.pk).entry_id == entry.pk


# Over New Year


def test_an_answer_is_put_right_after_its_day_and_that_day_is_promised_no_more(
    directory, entry, freja, letterbox, moving
):
    moving(OLD)
    errand = directory.asks(entry, email="hus@m.example")
    answered(freja, errand, follow_up_on="2027-01-04")
    moving(NEW)
    assert answered(freja, errand, answer="I får den lille sal.").status_code == 302
    row = directory.errand(errand.pk)
    assert (row.answer, row.follow_up_on) == ("I får den lille sal.", date(2027, 1, 4))
    first, again = letterbox.to("hus@m.example")
    assert "Vi vender tilbage til jer mandag 4. januar 2027." in first
    assert "I får den lille sal." in again
    assert "Vi vender tilbage" not in again
    assert answered(freja, errand, follow_up_on="2027-01-05").status_code == 422


def test_what_was_asked_last_year_waits_is_answered_and_followed_up_in_the_new(
    directory, entry, freja, letterbox, moving
):
    moving(OLD)
    errand = directory.asks(entry, email="hus@m.example")
    answered(freja, errand, decision="partly", reason="Kun tirsdag", follow_up_on="2027-01-08")
    late = directory.asks(entry, subject="Et sent brev")
    (words,) = letterbox.to("hus@m.example")
    assert "8. januar 2027" in words
    moving(date(2027, 1, 7))
    assert "Følg op (0)" in freja.get(INBOX).content.decode()
    assert "Et sent brev" in freja.get(INBOX).content.decode()
    moving(NEW)
    page = freja.get(f"{INBOX}?vis=foelg-op").content.decode()
    assert "Følg op (1)" in page
    assert "30. dec. 2026" in page
    assert answered(freja, errand, follow_up_on="").status_code == 302
    assert "Følg op (0)" in freja.get(INBOX).content.decode()
    with directory.open():
        every = list(queries.pile("besvaret", NEW))
    assert [one.pk for one in every] == [errand.pk]
    assert directory.errand(late.pk).state == "sent"
