"""The log: what was done in one's own organisation, in words, and nobody else's."""

import ast
from pathlib import Path

from favn.centre import actions
from favn.config.log import THINGS, VERBS
from favn.config.named import NAMINGS
from favn.kit.models import History
from favn.people.persons.choices import Act
from favn.policy import actions as policy
from favn.policy.choices import Verdict
from tests.cast import NOW, new_id
from tests.policy.round_steps import ask, hand_in, open_round
from tests.policy.steps import initiative
from tests.publishing.papers import begin, write
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
                verb = call.args[0]
                if not isinstance(verb, ast.JoinedStr):
                    yield from (p.value for p in ast.walk(verb) if isinstance(p, ast.Constant))


def test_every_verb_and_every_table_has_its_word():
    used = set(verbs_in_use()) | set(Verdict) | {f"consent-{act}" for act in Act}
    assert len(used) > 10
    assert used <= set(VERBS)
    assert {"centre.visit", "policy.count"} <= set(THINGS)


def test_a_line_names_its_initiative_its_round_and_its_report(houses):
    with houses.acting(houses.birgitte):
        plan = policy.open_plan(
            id=new_id(), slug="plan", title="Plan for fællesskab", first_year=2025,
            last_year=2027, by=houses.birgitte, at=NOW,
        )  # fmt: skip
    row = initiative(houses, plan)
    round_ = open_round(houses, plan)
    hand_in(houses, round_, row)
    ask(houses, round_, row)
    page = houses.visit(houses.birgitte).get("/haendelser/").content.decode()
    assert '<a href="/planen/7/">7. Hverdagshjælp</a>' in page
    assert '<a href="/planen/runden/2026/">Status 2026</a>' in page
    assert '<a href="/planen/">Plan for fællesskab</a>' in page
    assert "Spurgt forvaltningen: indsats" in page


def test_a_guest_and_an_entry_are_never_named():
    assert {table.partition(".")[0] for table in NAMINGS} == {
        "associations", "barometer", "gatherings", "policy", "publishing", "surveys",
    }  # fmt: skip
    assert not set(NAMINGS) & {"gatherings.signup", "gatherings.invitation", "surveys.asked",
        "associations.member", "associations.boardmember", "associations.payment",
    }  # fmt: skip
    assert set(NAMINGS) <= set(THINGS)


def test_a_chapter_is_named_with_its_report(houses):
    report = begin(houses, houses.birgitte, title="Status med ord")
    write(houses, houses.birgitte, report, "Et ord")
    page = houses.visit(houses.birgitte).get("/haendelser/").content.decode()
    assert f'<a href="/rapporter/{report.pk}/' in page
    assert ", Status med ord</a>" in page


def test_a_neighbours_record_is_never_named(houses):
    """The name is looked up inside the present organisation, whatever a line says."""
    with houses.acting(houses.birgitte):
        plan = policy.open_plan(
            id=new_id(), slug="plan", title="Hemmelig plan", first_year=2025, last_year=2027,
            by=houses.birgitte, at=NOW,
        )  # fmt: skip
    with houses.acting(houses.jonas):
        line = History(
            organisation_id=houses.medborgerhuset.pk, at=NOW, actor_id=houses.jonas.pk,
            actor_label="Jonas", verb="open", table="policy.plan", record_id=plan.pk,
        )  # fmt: skip
        line.save(force_insert=True)
    page = houses.visit(houses.jonas).get("/haendelser/").content.decode()
    assert "plan" in page
    assert "Hemmelig plan" not in page


def test_long_logs_come_in_pages(houses, django_assert_max_num_queries):
    visits(houses, 60)
    jonas = houses.visit(houses.jonas)
    with django_assert_max_num_queries(12):
        page = jonas.get("/haendelser/")
    assert "Side 1 af 2" in page.content.decode()
