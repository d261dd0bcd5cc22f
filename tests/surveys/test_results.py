"""Results: who was asked and answered, what the silent could change; protected; compared."""

import csv
import io
import uuid
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from favn.kit import clock
from favn.surveys import actions, queries
from favn.surveys.actions import Addressee
from favn.surveys.actions.answering import mark_of, section_mark
from favn.surveys.choices import Asks, Ref
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Section, Sheet
from tests.surveys import steps
from tests.surveys.steps import KNOWN, fill, link, party, send, words


@pytest.fixture
def answered(cast, wave):
    """Two of three have answered: one by “ved ikke”."""
    for name, vision in (("Naboerne", "4"), ("Madklubben", "~unknown")):
        client, page = cast.visit(), link(cast, wave, name)
        fill(client, page, {"vision": vision}, {"has_plan": "nej"},
             {"how": ["fonde", "salg"], "members": "120"})  # fmt: skip
        assert send(client, page).status_code == 302
    return wave


def of(cast, wave, key, *, exact=True, by=None):
    with cast.acting(by or cast.birgitte):
        return queries.results(queries.wave_with(wave.pk), exact=exact).of(KNOWN[key])


def test_every_question_says_asked_answered_unknown_skipped_and_away(cast, answered):
    tally = of(cast, answered, "vision").tally
    assert (tally.asked, tally.answered, tally.unknown, tally.away) == (3, 1, 1, 1)
    assert of(cast, answered, "motto").tally.silent == 2


def test_shares_stand_with_the_lowest_and_highest_possible_of_all(cast, answered):
    """Two of two say no; the third might: at least 2/3, at most all (honest numbers, rule 12)."""
    no = next(r.cell for r in of(cast, answered, "has_plan").rows if r.cell.key == "nej")
    assert (no.count, no.share) == (2, 1)
    assert (round(no.lowest, 3), no.highest) == (0.667, 1)


def test_a_mean_stands_with_what_it_could_be(cast, answered):
    """4 of one; the third could have said 1 or 5: between 2.5 and 4.5."""
    mean = of(cast, answered, "vision").mean
    assert (mean.value, mean.lowest, mean.highest) == (4, 2.5, 4.5)


def test_whoever_was_not_asked_is_not_in_the_base(cast, answered):
    tally = of(cast, answered, "plan_age").tally
    assert (tally.replied, tally.away) == (0, 1)


def test_a_several_answers_table_looks_different(cast, answered):
    client = cast.visit(cast.birgitte)
    text = words(client, f"/spoergeskemaer/runder/{answered.pk}/resultat/")
    assert "Svar (flere kan vælges)" in text
    assert "De kan ikke lægges sammen." in text
    assert "Spurgt: 3. Svar: 1. Ved ikke: 1." in text


def test_without_answers_the_page_says_so(cast, wave):
    client = cast.visit(cast.birgitte)
    assert "Ingen svar endnu" in words(client, f"/spoergeskemaer/runder/{wave.pk}/resultat/")


def test_the_files_hold_the_same_numbers(cast, answered):
    client = cast.visit(cast.sofia)
    at = f"/spoergeskemaer/runder/{answered.pk}/resultat"
    rows = list(csv.DictReader(io.StringIO(client.get(f"{at}.csv").content.decode("utf-8-sig"))))
    no = next(r for r in rows if r["key"] == "has_plan" and r["answer"] == "nej")
    assert (no["count"], no["asked"], no["away"]) == ("2", "3", "1")
    book = load_workbook(io.BytesIO(client.get(f"{at}.xlsx").content), read_only=True)
    assert len(list(book.active.iter_rows())) == len(rows) + 1
    assert client.get(f"{at}.pdf").status_code == 404


def test_a_formula_in_a_question_stays_text(cast, check):
    evil = replace(steps.scale(), texts={"da": "=HYPERLINK(1)"})
    version = steps.published(cast, check, Sheet((Section("s", {"da": "S"}, {}, (evil,)),)))
    wave = steps.open_wave(cast, version)
    answer = cast.visit(cast.birgitte).get(f"/spoergeskemaer/runder/{wave.pk}/resultat.csv")
    assert "'=HYPERLINK(1)" in answer.content.decode()


# Persons


def persons(cast, counts):
    """A wave among persons: so many for each answer to one question."""
    row = steps.questionnaire(cast, asks=Asks.PERSONS, key="frivillige")
    sheet = Sheet((Section("s", {"da": "S"}, {}, (steps.one(),)),))
    version = steps.published(cast, row, sheet)
    total = sum(counts.values())
    with cast.acting(cast.birgitte):
        wave = actions.open_wave(
            id=uuid.uuid4(), version=version, title="Frivillige", last_day=steps.LAST_DAY,
            addressees=[Addressee(f"Nr. {n}", "", Ref.PERSON, uuid.uuid4()) for n in range(total)],
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip
        said = [key for key, n in counts.items() for _ in range(n)]
        for asked, key in zip(queries.asked_in(wave), said, strict=True):
            answer_by_api(asked, key)
    return wave


def answer_by_api(asked, key):
    section = asked.wave.version.sheet.sections[0]
    value = Value(said="unknown") if key == "~" else Value(chosen=(key,))
    said = actions.keep(
        asked=asked, section=section, typed={KNOWN["has_plan"]: value},
        seen=section_mark(section, {}), at=clock.now(),
    )  # fmt: skip
    actions.hand_in(asked=asked, seen=mark_of(said), who="", at=clock.now())


def counts(result):
    return {row.cell.key: row.cell.count for row in result.rows}


def test_persons_small_groups_are_held_back_with_enough_beside_them(cast):
    wave = persons(cast, {"ja": 12, "nej": 3})
    assert counts(of(cast, wave, "has_plan")) == {"ja": 12, "nej": 3}
    assert counts(of(cast, wave, "has_plan", exact=False)) == {"ja": None, "nej": None}


def test_persons_large_groups_are_shown(cast):
    wave = persons(cast, {"ja": 12, "nej": 8})
    assert counts(of(cast, wave, "has_plan", exact=False)) == {"ja": 12, "nej": 8}


def test_few_who_do_not_know_hide_themselves_and_one_more(cast):
    """2 of 22 do not know: the smallest answer goes with them, and no share gives them away."""
    wave = persons(cast, {"ja": 14, "nej": 6, "~": 2})
    result = of(cast, wave, "has_plan", exact=False)
    assert counts(result) == {"ja": 14, "nej": None}
    assert not result.shows_answered
    assert all(row.cell.share is None and row.cell.highest is None for row in result.rows)


def test_a_file_of_persons_is_protected_for_everybody(cast):
    wave = persons(cast, {"ja": 12, "nej": 3})
    at = f"/spoergeskemaer/runder/{wave.pk}/resultat.csv"
    rows = csv.DictReader(
        io.StringIO(cast.visit(cast.birgitte).get(at).content.decode("utf-8-sig"))
    )
    assert [row["count"] for row in rows] == ["", ""]


def test_a_persons_reply_is_logged_when_it_is_opened(cast):
    wave = persons(cast, {"ja": 1})
    with cast.acting(cast.birgitte):
        asked = queries.asked_in(wave).first()
    at = f"/spoergeskemaer/runder/{wave.pk}"
    client = cast.visit(cast.birgitte)
    assert client.get(f"{at}/svar/{asked.pk}/").url == f"{at}/menneske/{asked.pk}/"
    assert "Har I en handleplan? Ja" in words(client, f"{at}/menneske/{asked.pk}/")
    without = cast.visit(cast.birgitte, factor=False).get(f"{at}/menneske/{asked.pk}/")
    assert without.status_code == 302
    assert "/konto/" in without.url


# Compared


def next_wave(cast, check, sheet):
    version = steps.published(cast, check, sheet)
    wave = steps.open_wave(cast, version, title="Ressourcetjek 2027")
    client, page = cast.visit(), link(cast, wave)
    fill(client, page, {"vision": "5"}, {"has_plan": "nej"}, {"how": ["salg"], "members": "1"})
    send(client, page)
    return wave


def changed(**more):
    sheet = steps.whole()
    return sheet.with_item(replace(sheet.item(KNOWN["vision"]), **more))


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({}, ""),
        ({"texts": {"da": "Nye ord"}, "is_comparable": True}, ""),
        ({"texts": {"da": "Nye ord"}, "is_comparable": False}, "mærket, så tallene ikke"),
        ({"highest": 7}, "Svarmulighederne er lavet om"),
    ],
)
def test_waves_compare_only_where_the_question_does(cast, check, answered, more, refused):
    later = next_wave(cast, check, changed(**more))
    client = cast.visit(cast.sofia)
    text = words(client, f"/spoergeskemaer/runder/{later.pk}/resultat/?mod={answered.pk}")
    if refused:
        assert refused in text
    else:
        assert "4 1 (100 %) 0 (0 %) −1 −100,0 procentpoint" in text


def test_a_question_that_was_away_a_while_does_not_compare(cast, check, answered):
    sheet = steps.whole()
    gone = sheet.with_section(replace(sheet.sections[0], items=sheet.sections[0].items[1:]))
    steps.published(cast, check, gone)
    later = next_wave(cast, check, sheet)
    with cast.acting(cast.birgitte):
        now = queries.results(queries.wave_with(later.pk), exact=True)
        before = queries.results(queries.wave_with(answered.pk), exact=True)
        vision = next(c for c in queries.compared(now, before) if c.now.item.key == "vision")
    assert "været væk i en udgave imellem" in vision.refused
    assert vision.pairs == []


def test_a_profile_is_a_mean_by_subject_with_what_it_could_be(cast, answered):
    with cast.acting(cast.birgitte):
        wave = queries.wave_with(answered.pk)
        strong = queries.profile_of(wave, party("Naboerne"))[0]
        unknown = queries.profile_of(wave, party("Madklubben"))[0]
        assert queries.profile_of(wave, party("Sprogvennerne")) == []
    assert (strong.title, strong.mean, strong.answered) == ("Vision", 4, 1)
    assert strong.band.texts["da"] == "Stærk"
    assert (unknown.mean, unknown.unknown, unknown.missing) == (None, 1, 0)


@pytest.mark.parametrize(("name", "status"), [("mehmet", 404), ("leila", 403), ("rasmus", 403)])
def test_results_stay_in_the_house(cast, answered, name, status):
    client = cast.visit(getattr(cast, name))
    for ending in ("/", ".csv", ".xlsx"):
        at = f"/spoergeskemaer/runder/{answered.pk}/resultat{ending}"
        assert client.get(at).status_code == status
