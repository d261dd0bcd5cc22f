"""Expectations: each side writes for itself, both are shown at once, and no words are lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.choices.cooperation import Apart, Subject
from favn.associations.forms.sheets import key_of
from favn.associations.models import Writing
from favn.associations.queries import sheets
from favn.associations.rules.cooperation import apart
from favn.kit.refusals import Conflict
from tests.associations.pacts import HOUSE


@pytest.fixture
def talk(pacts):
    return pacts.cooperation()


def sent(page, **texts):
    """The form of a page with some subjects typed."""
    names = {f"text_{key_of(getattr(Subject, n.upper()))}": text for n, text in texts.items()}
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields} | names
    return {n: "" if v is None else v for n, v in said.items()}


def test_neither_sees_the_others_sheet_before_both_have_handed_in(
    pacts, talk, mehmet, freja, place
):
    ours, theirs = f"{place}{talk.pk}/", f"{HOUSE}{talk.pk}/"
    form = sent(mehmet.get(f"{ours}ark/"), aim="Naboer kender hinanden", ours="Vi laver mad")
    assert mehmet.post(f"{ours}ark/", form | {"verb": "hand-in"}).status_code == 302
    for client, page in ((freja, theirs), (mehmet, ours)):
        assert "Begge afleverer først" in client.get(f"{page}afstemt/").content.decode()
    for page in ("", "ark/", "afstemt/", "aftale/ny/"):
        assert "Vi laver mad" not in freja.get(f"{theirs}{page}").content.decode()
    form = sent(freja.get(f"{theirs}ark/"), aim="Færre klager", ours="Vi giver et lokale")
    assert freja.post(f"{theirs}ark/", form | {"verb": "hand-in"}).status_code == 302
    for client, page in ((freja, theirs), (mehmet, ours)):
        text = client.get(f"{page}afstemt/").content.decode()
        assert "Vi laver mad" in text
        assert "Vi giver et lokale" in text


def test_an_empty_sheet_cannot_be_handed_in(talk, mehmet, place):
    page = f"{place}{talk.pk}/ark/"
    answer = mehmet.post(page, sent(mehmet.get(page), aim="Fest") | {"verb": "hand-in"})
    assert answer.status_code == 422
    assert "hvad I selv gør" in answer.content.decode()
    assert "Fest" in mehmet.get(page).content.decode()


def test_what_one_does_stands_beside_what_the_other_expects(pacts, talk):
    pacts.write(talk, 1, Subject.OURS, "Finde borde")
    pacts.write(talk, 2, Subject.THEIRS, "Finde borde og stole")
    pacts.write(talk, 2, Subject.OURS, "Nøgle til salen")
    with pacts.open():
        lines = {line.subject: line for line in sheets.side_by_side(talk)}
    mine, theirs = lines[Subject.OURS], lines[Subject.THEIRS]
    assert mine.title == "Det gør Medborgerhuset"
    assert (mine.first, mine.second, mine.apart) == (
        "Finde borde", "Finde borde og stole", Apart.ALIKE,
    )  # fmt: skip
    assert (theirs.first, theirs.second, theirs.apart) == ("", "Nøgle til salen", Apart.ONE)


def test_two_colleagues_who_write_the_same_line_lose_no_words(pacts, talk, cast, place):
    page = f"{HOUSE}{talk.pk}/ark/"
    one, two = cast.visit(cast.freja), cast.visit(cast.freja)
    first, late = (
        sent(one.get(page), aim="Flere medlemmer"),
        sent(two.get(page), aim="Flere unge", money="5.000 kr."),
    )
    assert one.post(page, first | {"verb": "save"}).status_code == 302
    answer = two.post(page, late | {"verb": "save"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Flere medlemmer" in text
    assert "Flere unge" in text
    with pacts.open():
        sheet = sheets.sheet_of(talk, sheets.sides_of(talk)[1])
    assert sheet.text(Subject.AIM) == "Flere medlemmer"
    assert sheet.text(Subject.MONEY) == "5.000 kr.", "the line nobody else wrote is saved"
    assert two.post(page, sent(answer) | {"verb": "save"}).status_code == 302
    with pacts.open():
        again = sheets.sheet_of(talk, sheets.sides_of(talk)[1])
    assert again.text(Subject.AIM) == "Flere unge"
    assert [old.text for old in again.earlier[Subject.AIM]] == ["Flere medlemmer"]


def test_both_sides_write_what_they_agree_upon_and_see_each_other(pacts, mehmet, freja, place):
    row = pacts.aligned()
    ours, theirs = f"{place}{row.pk}/afstemt/", f"{HOUSE}{row.pk}/afstemt/"
    mine, other = sent(mehmet.get(ours), aim="Tre fester"), sent(freja.get(theirs), aim="To fester")
    assert mehmet.post(ours, mine).status_code == 302
    late = freja.post(theirs, other)
    text = late.content.decode()
    assert late.status_code == 409
    assert "Det står der nu, skrevet af Mehmet, Medborgerhuset" in text
    assert "To fester" in text
    assert "Tre fester" in text
    assert freja.post(theirs, sent(late)).status_code == 302
    page = mehmet.get(ours).content.decode()
    assert "To fester" in page
    assert "Tre fester" in page, "what stood before is kept under earlier texts"


def test_a_word_one_adds_stands_on_both_sheets(talk, mehmet, freja, place):
    page = f"{place}{talk.pk}/ark/"
    assert mehmet.post(page, {"verb": "word", "word": " Familie "}).status_code == 302
    assert mehmet.post(page, {"verb": "word", "word": "familie"}).status_code == 422
    for text in (mehmet.get(page), freja.get(f"{HOUSE}{talk.pk}/ark/")):
        assert "“familie”" in text.content.decode()
        assert "“frivillig”" in text.content.decode()


def test_who_only_looks_never_writes_and_sees_nothing_early(pacts, talk, cast):
    pacts.write(talk, 1, Subject.AIM, "Hemmelig indtil videre")
    for who in ("birgitte", "rasmus"):
        client = cast.visit(getattr(cast, who))
        assert client.get(f"{HOUSE}{talk.pk}/").status_code == 200
        assert "Hemmelig" not in client.get(f"{HOUSE}{talk.pk}/afstemt/").content.decode()
        assert client.get(f"{HOUSE}{talk.pk}/ark/").status_code == 403
    pacts.aligned(pacts.cooperation(title="Anden fest"))
    row = pacts.aligned(pacts.cooperation(title="Tredje"))
    assert cast.visit(cast.birgitte).post(f"{HOUSE}{row.pk}/afstemt/", {}).status_code == 403


def test_a_number_of_a_text_exists_once_also_where_nobody_locked(pacts, talk):
    """Two who write on top of the same text at once: the second meets the first one's number."""
    pacts.write(talk, 1, Subject.AIM, "Den første")
    with pytest.raises(Conflict):
        pacts.write(talk, 1, Subject.AIM, "Den anden", number=0)
    with pacts.open():
        assert Writing.objects.owned().filter(cooperation=talk).count() == 1


def test_a_page_that_was_open_when_a_word_came_still_saves(talk, mehmet, freja, place):
    old = sent(freja.get(f"{HOUSE}{talk.pk}/ark/"), aim="Fest")
    mehmet.post(f"{place}{talk.pk}/ark/", {"verb": "word", "word": "nabo"})
    assert freja.post(f"{HOUSE}{talk.pk}/ark/", old | {"verb": "save"}).status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("", " ", Apart.EMPTY),
        ("Mad", "", Apart.ONE),
        ("Det koster 5.000 kr.", "Det koster 8.000 kr.", Apart.NUMBERS),
        ("Vi betaler 5.000 kr.", "Vi betaler 5000 kr.", Apart.ALIKE),
        ("Vi laver maden", "Kommunen bestiller mad udefra", Apart.DIFFERENT),
        ("Borde og stole", "stolene og bordene", Apart.ALIKE),
    ],
)
def test_how_far_apart_two_texts_are(one, other, found):
    assert apart(one, other) == found


@given(st.text(max_size=60), st.text(max_size=60))
def test_how_far_apart_is_the_same_both_ways_and_a_text_is_like_itself(one, other):
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) == (Apart.ALIKE if one.strip() else Apart.EMPTY)


def test_a_dropped_talk_is_not_written_on(pacts, talk, mehmet, place):
    page = f"{place}{talk.pk}/"
    form = sent(mehmet.get(f"{page}ark/"), aim="Fest")
    assert mehmet.post(page, {"verb": "end", "reason": ""}).status_code == 422
    assert mehmet.post(page, {"verb": "end", "reason": "Vi mangler tid"}).status_code == 302
    assert "Blev ikke til noget" in mehmet.get(page).content.decode()
    assert mehmet.post(f"{page}ark/", form | {"verb": "save"}).status_code == 422


def test_an_unknown_verb_does_nothing(talk, mehmet, place):
    assert mehmet.post(f"{place}{talk.pk}/ark/", {"verb": "explode"}).status_code == 404
