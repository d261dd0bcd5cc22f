"""Which database a test runs on, where the whole run is split between the two.

A page that works on one database works on the other but for what the database itself does. So
every test runs once, and those of the borders, the cellar, the desk and the trials run on both:

- on SQLite: what reads no database, the commands, the rooms that mostly read (barometer,
  publishing, the plan), and what runs on both;
- on PostgreSQL, which is the stricter: all else that reads the database.

The browser's journeys go over SQLite. Without `FAVN_TEST_PART`, as under a bare pytest or `make
test ARGS=--both`, nothing is left out.
"""

import os

import pytest

PART = os.environ.get("FAVN_TEST_PART", "")
SQLITE, POSTGRES = "sqlite", "postgresql"
READS = {"db", "transactional_db", "django_db_setup"}
"""Fixtures of those that read a database."""
ON_BOTH = (
    "kit/", "centre/test_today", "centre/test_tablets", "centre/test_guidance",
    "config/test_trials.py", "config/test_retention_command",
    "people/test_inviting.py", "people/test_inviting_comes",
    "people/test_lookups", "policy/test_counts",
)  # fmt: skip
"""Beginnings of the files whose tests run on both, where they read it."""
ABOUT_SQLITE = (
    "config/test_trials.py::test_a_sqlite",
    "config/test_trials.py::test_the_running_sqlite",
)
"""Of those, what asks the library of SQLite itself."""
ON_SQLITE = (
    "house/", "statistics/", "browser/", "config/", "people/test_erase", "barometer/",
    "publishing/", "policy/",
)  # fmt: skip
ON_POSTGRES = (
    "config/test_roles_by_page", "config/test_demo", "config/test_page_cache",
    "policy/test_another_municipality", "policy/test_actions", "policy/test_sent",
    "publishing/test_story_race",
)  # fmt: skip

DEAR = ("built", "real_house")
"""Fixtures that take half a minute; the tests of each stay together, so it is made once."""


def group(item: pytest.Item) -> str:
    """The group whose tests one worker runs; empty for a test that any worker may run."""
    return next((name for name in DEAR if name in getattr(item, "fixturenames", ())), "")


LONGEST = "browser/test_person_pages"


def waits(item: pytest.Item) -> bool:
    """Whether a test may come after those of half a minute and more: the walk through all pages
    about persons, and each journey with a house of its own. Begun last, they would keep one worker
    busy while the others are done.
    """
    file = item.nodeid.partition("::")[0].removeprefix("tests/")
    return not file.startswith(LONGEST) and "home" not in getattr(item, "fixturenames", ())


def belongs(item: pytest.Item, part: str) -> bool:
    """Whether a test runs in this part."""
    name = item.nodeid.removeprefix("tests/")
    file = name.partition("::")[0]
    if part == POSTGRES and name.startswith(ABOUT_SQLITE):
        return False
    reads = READS & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
    if not part or (reads and file.startswith(ON_BOTH)):
        return True
    over_sqlite = file.startswith(ON_SQLITE) and not file.startswith(ON_POSTGRES)
    return (part == SQLITE) == (over_sqlite or not reads)
