"""The log: what was done in one's own organisation, in words, and nobody else's."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from favn.centre import actions
from favn.config.log import BY_ROOM, ROOMS, words_of
from favn.config.named import NAMINGS
from favn.kit.models import History
from favn.people.persons.choices import Act
from favn.policy import actions as policy
from favn.policy.choices import Verdict
from favn.surveys.choices import Errand
from tests.associations.steps import Society
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


GIVEN = {
    "f'consent-{row.act}'": [f"consent-{act}" for act in Act],
    "str(verdict)": list(Verdict),
    "str(kind)": ["lock", "forbid"],
    "str(errand)": list(Errand),
    "str(Errand.HANDED)": [Errand.HANDED],
}
"""Verbs that come out of a list of choices."""
FOR_ANOTHER = {"hand_on": "hand-on"}
"""Functions of a lower room that write a verb about the tables of whoever calls them."""
NOTES = {"history.note", *FOR_ANOTHER}
OF_ANOTHER = {"register": "persons"}
"""A room that writes history about tables of a room below."""


def room_of(path):
    parts = path.relative_to(SOURCE).parts
    room = parts[1] if parts[0] == "people" else parts[0]
    return OF_ANOTHER.get(room, room)


def constants(node):
    return {p.value for p in ast.walk(node) if isinstance(p, ast.Constant) and p.value}


def spoken(node, function, calls):
    """Every verb an expression may come to: constants, choices, a local name, an argument that one
    of the `calls` of its function gives."""
    if ast.unparse(node) in GIVEN:
        return set(map(str, GIVEN[ast.unparse(node)]))
    if not isinstance(node, ast.Name):
        return constants(node)
    names = [arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)]
    if node.id in names:
        place = names.index(node.id)
        said = [c.args[place] for c in calls if len(c.args) > place]
        said += [k.value for c in calls for k in c.keywords if k.arg == node.id]
        return set().union(*map(constants, said))
    told = [a.value for a in ast.walk(function) if isinstance(a, ast.Assign)
            and ast.unparse(a.targets[0]) == node.id]  # fmt: skip
    return set().union(*map(constants, told))


def acting():
    """(path, tree) of every module that writes to the history, or stands beside one that does."""
    places = {path.parent for path in SOURCE.rglob("*.py") if "history.note(" in read(path)}
    for path in sorted(path for place in places for path in place.glob("*.py")):
        yield path, ast.parse(read(path))


def read(path):
    return path.read_text(encoding="utf-8")


def calls_in(modules):
    """Every call of a folder by what is called: one module may hand a verb to another."""
    calls = {}
    for path, tree in modules:
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                calls.setdefault((path.parent, ast.unparse(call.func)), []).append(call)
    return calls


def verbs_in_use():
    """(room, where, verbs) of every call that writes to the history, wherever it stands."""
    modules = list(acting())
    calls = calls_in(modules)
    for path, function, call in noting(modules):
        said = calls.get((path.parent, function.name), ())
        verb = FOR_ANOTHER.get(ast.unparse(call.func))
        where = f"{path.relative_to(SOURCE)}:{call.lineno}"
        yield room_of(path), where, {verb} if verb else spoken(call.args[0], function, said)


def noting(modules):
    """(path, function, call) of each such call; one for another counts where it is asked for."""
    for path, tree in modules:
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and function.name not in FOR_ANOTHER:
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and ast.unparse(call.func) in NOTES:
                        yield path, function, call


@pytest.fixture(scope="module")
def used():
    """Read when the first test asks: not by every process that only looks for tests."""
    return list(verbs_in_use())


def test_every_verb_an_action_writes_can_be_read_out_of_the_source(used):
    assert len(used) > 150
    assert [where for _room, where, verbs in used if not verbs] == []


def test_every_verb_has_the_words_of_its_room(used):
    unsaid = [
        (where, verb) for room, where, verbs in used for verb in verbs
        if room not in BY_ROOM or not BY_ROOM[room].knows(verb)
    ]  # fmt: skip
    assert unsaid == []


def test_no_room_has_words_for_a_verb_or_a_table_it_has_not(used):
    for words in ROOMS:
        told = {verb for room, _where, verbs in used for verb in verbs if room == words.room}
        assert set(words.verbs) <= told, words.room
        tables = {model._meta.model_name for model in apps.get_app_config(words.room).get_models()}
        assert set(words.things) <= tables, words.room


def test_the_same_verb_is_told_as_each_room_tells_it():
    assert words_of("policy.recommendation").verb("answer") == "Anbefaling besvaret"
    assert words_of("gatherings.invitation").verb("answer") == "Svar på invitation"
    assert words_of("associations.errand").verb("answer") == "Besvaret"
    assert words_of("surveys.asked").verb("handed") == "Link givet i hånden"


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
        "associations", "barometer", "centre", "gatherings", "pathways", "policy", "publishing",
        "surveys",
    }  # fmt: skip
    of_centre = {table for table in NAMINGS if table.startswith("centre.")}
    assert of_centre == {"centre.rota", "centre.volunteerrole"}
    assert not set(NAMINGS) & {"gatherings.signup", "gatherings.invitation", "surveys.asked",
        "associations.member", "associations.boardmember", "associations.payment",
    }  # fmt: skip
    assert [table for table in NAMINGS if not words_of(table).thing(table)] == []


def test_a_chapter_is_named_with_its_report(houses):
    report = begin(houses, houses.birgitte, title="Status med ord")
    write(houses, houses.birgitte, report, "Et ord")
    page = houses.visit(houses.birgitte).get("/haendelser/").content.decode()
    assert f'<a href="/rapporter/{report.pk}/' in page
    assert ", Status med ord</a>" in page


def test_a_record_the_reader_may_not_open_is_named_and_leads_nowhere(houses):
    society = Society(houses)
    society.bylaws()
    page = f"/generalforsamling/{society.assembly().pk}/"
    jonas = houses.visit(houses.jonas)
    shown = jonas.get("/haendelser/").content.decode()
    assert jonas.get(page).status_code == 403
    assert "Generalforsamling 2027" in shown
    assert page not in shown


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
