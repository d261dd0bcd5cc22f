"""The log: what was done in one's own organisation, in words, and nobody else's."""

import ast
from pathlib import Path

from favn.centre import actions
from favn.config.log import THINGS, VERBS
from favn.policy.choices import Verdict
from tests.cast import NOW
from tests.publishing.taps import visits

SOURCE = Path(__file__).parents[2] / "src" / "favn"


def test_a_correction_stands_with_who_and_why(houses):
    (visit,) = visits(houses, 1)
    with houses.acting(houses.jonas):
        actions.void(entry=visit, why="wrong", by=houses.amina, at=NOW, reason="to på én gang")
    page = houses.visit(houses.jonas).get("/haendelser/").content.decode()
    for word in ("Taget ud af optællingen", "besøg", "Amina", "to på én gang"):
        assert word in page


def test_the_other_house_reads_its_own(houses):
    visits(houses, 1)
    assert "Intet er sket endnu" in houses.visit(houses.leila).get("/haendelser/").content.decode()


def test_the_door_does_not_read_the_log(houses):
    assert houses.visit(houses.amina).get("/haendelser/").status_code == 403


def verbs_in_use():
    """Every constant that may be the first word of `history.note`, wherever it stands."""
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "history.note":
                parts = ast.walk(call.args[0])
                yield from (p.value for p in parts if isinstance(p, ast.Constant))


def test_every_verb_and_every_table_has_its_word():
    used = set(verbs_in_use()) | set(Verdict)
    assert len(used) > 10
    assert used <= set(VERBS)
    assert {"centre.visit", "policy.count"} <= set(THINGS)


def test_long_logs_come_in_pages(houses, django_assert_max_num_queries):
    visits(houses, 60)
    jonas = houses.visit(houses.jonas)
    with django_assert_max_num_queries(12):
        page = jonas.get("/haendelser/")
    assert "Side 1 af 2" in page.content.decode()
