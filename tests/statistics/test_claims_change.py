"""Pace, status words, definitions, age and targets. Known answers: consistency.md, A and B."""

import pytest

from favn.statistics.claims import Severity
from tests.statistics.claim_tables import contradictions, found, held

GRADES = """navn;værdi;enhed;gruppe;periode;forbehold
År til ligestilling i karakterer i samme tempo;{};år;tosprogede;2012;ca.
Karakterer i forhold til etsprogede;92,7;%;tosprogede;2010;
Karakterer i forhold til etsprogede;92,8;%;tosprogede;2011;
Karakterer i forhold til etsprogede;93,1;%;tosprogede;2012;
"""


def test_seventeen_years_is_the_two_year_change_taken_for_one():
    """A1: 34.5 by end points, 27 to 46 by rounding, 17.25 where two years are read as one."""
    finding = found(GRADES.format(17))["pace_one_year"]
    assert finding.severity == Severity.CONTRADICTION
    told = [finding.numbers[k] for k in ("computed", "lowest", "highest", "one_year")]
    assert told == [34.5, 27.4, 46.3, 17.25]


def test_years_that_follow_from_three_points_hold():
    assert held(GRADES.format(35))["pace"].numbers["computed"] == 34.5
    assert contradictions(GRADES.format(70)) == {"pace"}


EXCESS = """navn;værdi;enhed;gruppe;periode;forbehold
År til ligestilling i ledighed i samme tempo;{};år;ikke-vestlig;2012;ca.
Overledighed;13,1;pp;ikke-vestlig;2005-09;
Overledighed;10,8;pp;ikke-vestlig;2012-09;
"""


def test_about_thirty_years_fits_and_two_points_are_too_few():
    """A2: 32.9 years, 31.4 to 34.5 by rounding: accepted as "about 30", on weak ground."""
    finding = found(EXCESS.format(30))["pace_weak"]
    assert finding.severity == Severity.DOUBTFUL
    assert [finding.numbers[k] for k in ("computed", "lowest", "highest")] == [32.9, 31.4, 34.5]


def test_a_gap_that_widens_has_no_year():
    table = EXCESS.format(30).replace("13,1", "9,1")
    assert contradictions(table) == {"pace_widens"}


def test_years_without_their_series_cannot_be_judged():
    table = "\n".join(EXCESS.format(30).splitlines()[:2])
    assert found(table)["pace_no_series"].severity == Severity.UNJUDGED


def care(minority: tuple[float, ...], majority: tuple[float, ...]) -> str:
    times = ("2011-02", "2011-11", "2012-11")
    rows = [
        f"Passes,{value},percent,{group},{time}"
        for group, values in (("minority", minority), ("majority", majority))
        for time, value in zip(times, values, strict=True)
    ]
    return "\n".join(["name,value,unit,group,period", *rows])


@pytest.mark.parametrize(
    ("minority", "majority", "years"),
    [
        ((82, 84, 86.1), (97, 96, 97.2), (5.0, 12.3)),
        ((57, 56, 59.2), (77, 77, 77.3), (6.2, 16.7)),
        ((36, 36, 39), (64, 65, 65.5), (10.6, 30.9)),
    ],
)
def test_years_to_parity_depend_on_the_window(minority, majority, years):
    """A3: kindergarten 5.0 or 12.3, after-school 16.7 or 6.2, club 30.9 or 10.6."""
    finding = found(care(minority, majority))["windows_differ"]
    assert (finding.numbers["shortest"], finding.numbers["longest"]) == years


INCLUSION = """navn;værdi;enhed;gruppe;periode;afsnit
Oplevet inklusion;75;indeks;majoritet;2012;K
Oplevet inklusion;68;indeks;minoritet;2012;K
Ændring siden start;{};point;minoritet;2011/2012;K
Ændring siden start;2;point;majoritet;2011/2012;K
"""


def test_changes_of_two_groups_say_that_the_gap_moved():
    """A4: +3 and +2 make 8 into 7."""
    finding = found(INCLUSION.format(3))["gap_moved"]
    assert (finding.numbers["before"], finding.numbers["now"]) == (8, 7)
    assert "gap_moved" not in found(INCLUSION.format(2))


def youth(word: str, *rows: tuple[int, float, int]) -> str:
    lines = [f"I gang eller færdige;{v};%;{base or ''};{year};{word}" for year, v, base in rows]
    return "\n".join(["navn;værdi;enhed;nævner;år;status", *lines])


def test_a_word_for_a_change_is_tested_where_there_is_a_base():
    """A7: 79.6 of 3,820 to 77.2 of 3,962 is -2.4 points, 95 % -4.2 to -0.6, p 0.010."""
    table = youth("Tilbagegang", (2011, 79.6, 3820), (2012, 77.2, 3962))
    numbers = held(table)["status_noise"].numbers
    assert (numbers["lowest"], numbers["highest"], numbers["p"]) == (-4.2, -0.6, 0.01)


def test_a_word_on_noise_is_a_contradiction():
    """A7: Danish 83.7 of 11,978 to 83.3 of 12,329 has p 0.40."""
    table = youth("Tilbagegang", (2011, 83.7, 11978), (2012, 83.3, 12329))
    assert contradictions(table) == {"status_noise"}
    unchanged = youth("Uændret", (2011, 83.7, 11978), (2012, 83.3, 12329))
    assert "status_noise" in held(unchanged)


@pytest.mark.parametrize(
    ("before", "after", "needed"),
    [(50, 49, 19_206), (86, 84, 2_449)],
)
def test_a_word_without_a_base_says_how_many_it_would_take(before, after, needed):
    """B1: about 19,200 in each year; B3: about 2,450."""
    table = youth("Fremgang", (2011, before, 0), (2012, after, 0))
    assert found(table)["status_no_base"].numbers["needed"] == needed


def test_one_rule_for_all_words():
    """B4: -2 is “maintained” while -1 is “progress”."""
    table = "navn;værdi;enhed;år;status\nSkoler;50;%;2011;\nSkoler;49;%;2012;Fremgang\n"
    table += "Klasser;86;%;2011;\nKlasser;84;%;2012;Mål fastholdt\n"
    numbers = found(table)["status_threshold"].numbers
    assert (numbers["still"], numbers["moved"]) == (2, 1)


def test_a_share_may_fall_while_the_count_stands():
    """A7: in progress 65.3 % of 3,820 to 62.9 % of 3,962 is 2,494 to 2,492 persons."""
    numbers = found(youth("", (2011, 65.3, 3820), (2012, 62.9, 3962)))["share_beside_count"].numbers
    assert (numbers["count_before"], numbers["count_after"]) == (2494, 2492)


def test_two_definitions_are_not_one_series():
    """A5: 8 % in 2025 asks about more than 5 % in 2023."""
    table = (
        "navn;værdi;enhed;år\nAnsatte udsat for diskrimination eller forskelsbehandling;8;%;2025\n"
    )
    table += "Ansatte udsat for diskrimination;5;%;2023\n"
    assert "definition_changed" in found(table)


def test_measures_that_stand_side_by_side_are_no_versions_of_each_other():
    rows = [
        f"{name} ungdomsuddannelse for unge;{value};%;{year}"
        for year in (2011, 2012)
        for name, value in (("Færdige med", 14), ("I gang med", 63))
    ]
    assert "definition_changed" not in found("\n".join(["navn;værdi;enhed;år", *rows]))


def test_old_data_in_a_new_report_is_pointed_out():
    """B6: 1.5 % from 2010 in a report about 2013."""
    table = "navn;værdi;enhed;år\nLedere;1,5;%;2010\nSøgende;11;%;2013\nBesøg;4;antal;2013\n"
    assert found(table)["old_data"].numbers == {"newest": 2010, "report": 2013, "age": 3}


def test_a_target_is_held_against_what_was_measured():
    """B5: 30, 24 and 7 against 30 a year: 61 of 90, 68 %."""
    rows = [f"IO-stillinger;{v};{y};" for y, v in ((2010, 30), (2011, 24), (2012, 7))]
    table = "\n".join(["navn;værdi;år;forbehold", "Mål IO-stillinger;30;2010-2012;mål", *rows])
    numbers = found(table)["target_missed"].numbers
    assert [numbers[k] for k in ("reached", "of", "total", "wanted", "share")] == [1, 3, 61, 90, 68]


def test_a_share_above_a_hundred_gets_no_test():
    table = youth("Fremgang", (2011, 79.6, 3820), (2012, 103.5, 3962))
    assert contradictions(table) == {"outside_hundred"}
