"""docs/coverage.md tells the truth about itself: 161 rows, sums that hold, tests that exist."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| ([^|]+) \| ([0-3]) \| ([^|]*) \| ([^|]*) \|$", TEXT, re.MULTILINE)


def test_every_system_is_graded_once():
    assert [int(row[0]) for row in ROWS] == list(range(1, 162))


def test_the_summary_is_the_sum_of_the_rows():
    printed = dict(re.findall(r"^\| ([0-3]) \| (\d+) \|$", TEXT, re.MULTILINE))
    assert printed == {g: str(n) for g, n in Counter(row[2] for row in ROWS).items()} | {
        g: "0" for g in "0123" if not any(row[2] == g for row in ROWS)
    }


def test_a_grade_above_none_names_a_page_and_a_test_that_exists():
    for number, _name, grade, page, tests in ROWS:
        if grade == "0":
            continue
        assert page.strip(), number
        names = [name for name in tests.split(",") if name.strip()]
        assert names, number
        assert [n for n in names if not (ROOT / n.strip()).is_file()] == [], number
