"""Sentences are read for the figures they compare, and left alone where they could mean two things.

Known answers: consistency.md, sections A, C, D and E; the sentences are our own.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.publishing.danish import PHRASES, READER
from favn.statistics.claims import Severity, read
from favn.statistics.claims.said import check_text


def wrong(text: str) -> dict[str, Severity]:
    """Code and severity of what does not fit."""
    return {f.code: f.severity for f in check_text(READER, text) if f.severity != Severity.HOLDS}


def fits(text: str) -> set[str]:
    """The codes of what was recomputed and holds."""
    return {f.code for f in check_text(READER, text) if f.severity == Severity.HOLDS}


WRONG = [
    ("said_up", "Antallet af områder steg fra 5 i 2012 til 3 i 2013."),
    ("said_down", "Der var et fald fra 877 til 902 vejledninger."),
    ("said_up", "Der var flere vejledninger i 2023: 902 mod 977 året før."),
    ("said_down", "Det blev færre: 1.502 samtaler mod 1.329 året før."),
    ("said_up", "Der kom flere kvinder (45) end mænd (55)."),
    ("said_change", "Samtalerne steg med 23 procent fra 1.329 til 1.502."),
    ("said_points", "Andelen faldt fra 63,1 % til 49,4 %, et fald på 13,7 procent."),
    ("said_points_change", "Andelen faldt fra 63,1 % til 49,4 %, et fald på 15 procentpoint."),
    ("said_points", "Forskellen er 17 procent: 25 procent mod 8 procent."),
    ("share", "7 af 31 kvinder (35 procent) er i job."),
    ("said_part", "33 af 31 kvinder er i job."),
    ("said_part", "830 børn, heraf er 900 startet i en forening."),
    ("said_fraction", "Over halvdelen (42 procent) har minoritetsbaggrund."),
    ("said_divided", "190 institutioner, fordelt på 126 skoler, 22 klubber og 32 centre."),
    ("said_times", "Tallet er fordoblet fra 12 til 20."),
    ("said_times", "Der kom mere end dobbelt så mange: 902 mod 877."),
    ("weekday", "Festen er onsdag den 22. november 2022."),
    ("said_no_day", "Festen er onsdag den 31. november 2022."),
    ("span", "Et femårigt projekt fra 2014 til 2017."),
]
RIGHT = [
    ("said_down", "Antallet af områder faldt fra 5 i 2012 til 3 i 2013."),
    ("said_up", "Der var flere vejledninger i 2023: 902 mod 877 året før."),
    ("said_up", "Der kom flere kvinder (55) end mænd (45)."),
    ("said_change", "Samtalerne steg med 13 procent fra 1.329 til 1.502."),
    ("said_points_change", "Andelen faldt fra 63,1 % til 49,4 %, et fald på 13,7 procentpoint."),
    ("share", "7 af 31 kvinder (23 procent) er i job."),
    ("said_part", "Aftalen er på 7,3 mio. kr., heraf 0,7 mio. kr. til en kampagne."),
    ("said_fraction", "Ca. en femtedel (83 af 452) nævner sprog."),
    ("said_fraction", "Tre ud af fire (72 procent) falder fra."),
    ("said_divided", "180 institutioner, fordelt på 126 skoler, 22 klubber og 32 centre."),
    ("said_divided", "31 unge, fordelt på 3 hold med 10, 12 og 9."),
    ("said_total", "126 skoler, 22 klubber og 32 centre, i alt 180 institutioner."),
    ("said_times", "Der kom dobbelt så mange: 902 mod 451."),
    ("weekday", "Festen er tirsdag den 22. november 2022."),
    ("span", "Et treårigt projekt fra 2014 til 2017."),
]


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_words_that_do_not_fit_their_figures_are_a_contradiction(code, text):
    assert wrong(text) == {code: Severity.CONTRADICTION}


@pytest.mark.parametrize(("code", "text"), RIGHT)
def test_words_that_fit_are_recomputed_and_silent(code, text):
    assert wrong(text) == {}
    assert code in fits(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # C17: “just under half” is 42 %.
        ("said_fraction", "Knap halvdelen (42 procent) har minoritetsbaggrund."),
        ("said_total", "12 kommuner og 32 foreninger, i alt 40 samarbejder."),
    ],
)
def test_words_that_stretch_are_doubtful(code, text):
    assert wrong(text) == {code: Severity.DOUBTFUL}


@pytest.mark.parametrize(
    "text",
    [
        "Det er ikke faldet fra 3 til 5.",
        "Åbent fra 10 til 14 hver tirsdag den 3. i måneden.",
        "Prisen er 200 kr. fra 1. januar til 31. december 2024.",
        "Antallet steg fra 2014 til 2017.",
        "Vi holdt 4 møder med 113 deltagere og 5 seminarer med 89 deltagere.",
        "31 kvinder har i gennemsnit fået hjælp i 16 år, hvoraf mindst 7 er i job.",
        "Unge mellem 14 og 20 år kan komme, og i hvert fald 7 kommer.",
        "Nogle er flere, andre færre: 5 mod 7.",
        "Se afsnit 3.2, side 12-14, og ring på 33 12 45 67.",
        "",
    ],
)
def test_what_could_be_meant_in_two_ways_is_left_alone(text):
    assert wrong(text) == {}


def test_about_thirty_years_is_arithmetic_on_two_points():
    """A2: 32.9 years; accepted, and doubtful with two points."""
    text = (
        "Overledigheden er faldet fra 13,1 procentpoint i 2005 til 10,8 procentpoint i 2012."
        " I samme tempo er den lukket om ca. {} år."
    )
    assert wrong(text.format(30)) == {"pace_weak": Severity.DOUBTFUL}
    assert wrong(text.format(12)) == {"pace": Severity.CONTRADICTION}


def test_seventeen_years_is_two_years_change_taken_for_one():
    """A1: 34.5 by end points."""
    text = (
        "Karaktererne i forhold til etsprogede er steget fra 92,7 % i 2010 til 93,1 % i 2012."
        " I det tempo er der ligestilling om ca. 17 år."
    )
    assert wrong(text) == {"pace_one_year": Severity.CONTRADICTION}


def test_an_abbreviation_ends_no_sentence():
    text = "Vi brugte ca. 250 søjler. Prisen var 2 mio. kr. I alt kom 8 pct. d. 3. Maj var bedst."
    assert len(READER.sentences(text)) == 2


def test_a_phrase_in_the_words_of_a_row_is_held_against_the_rows_share():
    """Section E: 83 of 452 is “about a fifth”."""
    row = "navn;værdi;tæller;nævner;ord\nSprog;{0};{0};452;ca. en femtedel\n"
    right, wrong_ = (list(PHRASES.judge(read(row.format(n).encode()).claims)) for n in (83, 183))
    assert [f.severity for f in right] == [Severity.HOLDS]
    assert [f.severity for f in wrong_] == [Severity.DOUBTFUL]


@given(st.integers(2, 10_000), st.integers(2, 10_000))
def test_a_direction_is_said_of_the_figures_and_nothing_else(before, after):
    if before == after or 1900 <= before <= 2100 or 1900 <= after <= 2100:
        return
    word, other = ("steg", "faldt") if after > before else ("faldt", "steg")
    assert wrong(f"Tallet {word} fra {before} til {after}.") == {}
    assert len(wrong(f"Tallet {other} fra {before} til {after}.")) == 1


@given(st.text(alphabet="fratil steg0123456789,.%()mod af heraf årpct–", max_size=200))
def test_any_text_is_read(text):
    check_text(READER, text)
