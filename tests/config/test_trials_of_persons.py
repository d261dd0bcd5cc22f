"""Trials about persons hold on a sound house, and find the hole in one that has it.

Each hole is planted here: a log written afterwards, a seal that forgets its row, a door that lets
everybody in, a page that shows a name, a server that prints one.
"""

import shutil
import sys
import types

import duckdb
import pytest
from django.http import HttpResponse
from django.urls import path

from favn.config import urls
from favn.config.trials import (
    authz,
    authz_shares,
    canary,
    canary_search,
    ground,
    tamper,
    tamper_pages,
)
from favn.config.trials.authz_world import Place, Who
from favn.kit.encryption import field as sealing
from favn.people.accounts.door import requires
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import ROLES, Area, Level
from favn.people.persons.models import Person
from tests.config.conftest import figure_of

PLANTED = """
import sys
from favn.config.trials import server
server.FAVN = (sys.executable, "-c", '''
from favn.config import cli
start = cli.start_django
def planted():
    start()
{hole}
cli.start_django = planted
cli.main()
''')
"""
LOGGED_AFTERWARDS = """
    import threading
    from favn.people.accounts import lookups
    write = lookups.write
    lookups.write = lambda *words: threading.Timer(0.3, write, words).start()
"""
PRINTS_NAMES = """
    import logging
    from favn.people.persons.models import Person
    Person.__str__ = lambda self: self.name
    save = Person.save
    Person.save = lambda self, **more: (logging.error("saved %s", self), save(self, **more))
"""


# --- look-ups ------------------------------------------------------------------------------------


def test_whoever_was_shown_stands_in_the_log_when_the_server_is_killed(favn):
    result = favn("trial", "audit-gap", "--kills", "2", "--clients", "2")
    figure = figure_of(result)
    assert result.returncode == 0, result.stderr
    assert (figure["kills"], figure["without_row"]) == (2, 0)
    assert figure["rows"] >= figure["answers"] >= 4


def test_a_log_that_is_written_afterwards_is_found_out(favn):
    before = PLANTED.format(hole=LOGGED_AFTERWARDS)
    result = favn("trial", "audit-gap", "--kills", "1", "--clients", "2", before=before)
    assert result.returncode == 1, result.stderr
    assert figure_of(result)["without_row"] > 0


# --- sealed texts --------------------------------------------------------------------------------


@pytest.fixture
def spot(register):
    """The sealed name of one person."""
    register.add("Zahra Rezai")
    spots, _without = tamper.all_spots()
    return next(one for one in spots if one.name == "persons.Person.name")


def test_a_sealed_text_is_read_wrong_in_no_way(spot):
    tried = list(tamper.attempts_on(spot))
    assert len(tried) > 300
    assert {how for how, raised in tried if not raised} == set()
    assert {how for how, _raised in tried} == {*tamper.ATTACKS, "a bit flipped"}


def test_a_page_says_that_a_text_was_moved(spot):
    told = tamper_pages.tried([spot], quick=True)
    assert (told["without_a_sentence"], told["shown_wrong"]) == ([], [])


def test_an_older_text_of_the_same_place_is_read_and_that_is_said(spot):
    assert tamper.reads_older(spot)


def test_a_seal_that_forgets_its_row_is_found_out(register, monkeypatch):
    monkeypatch.setattr(sealing, "_bound", lambda *_: b"anywhere")
    register.add("Zahra Rezai")
    spots, _without = tamper.all_spots()
    one = next(spot for spot in spots if spot.name == "persons.Person.name")
    read_wrong = {how for how, raised in tamper.attempts_on(one) if not raised}
    assert {"the text of another row", "the text of another field"} <= read_wrong
    assert tamper_pages.tried([one], quick=True)["shown_wrong"]


# --- doors ---------------------------------------------------------------------------------------


@pytest.fixture
def zahra(register):
    """Somebody to be shown."""
    return register.add("Zahra Rezai")


@pytest.fixture
def hole(settings):
    """One more page in the house."""

    def dig(view):
        module = types.ModuleType("house_with_a_hole")
        module.urlpatterns = [*urls.urlpatterns, path("hul/", view, name="hole")]
        settings.ROOT_URLCONF = module

    return dig


def names(_request):
    """Everybody's name."""
    return HttpResponse(", ".join(person.name for person in Person.objects.owned()))


def test_the_pages_of_persons_open_for_whom_the_table_says(zahra):
    told = authz.tried(each=1, only="/personer/<uuid:pk>/slet/")
    assert told["deviations"] == []
    assert told["holds"]
    assert told["roles"] == len(ROLES)
    assert told["matrix"]["desk@medborgerhuset"] == {"refused": 2}
    assert told["matrix"]["counsellor@naboerne"] == {"not there": 2}
    assert told["matrix"]["nobody"] == {"to sign in": 2}


def test_a_door_that_lets_everybody_in_is_found_out(zahra, monkeypatch):
    monkeypatch.setattr(Membership, "may", lambda *_: True)
    told = authz.tried(each=1, only="/personer/<uuid:pk>/ret/")
    assert not told["holds"]
    wrong = "\n".join(told["deviations"])
    assert f"desk@medborgerhuset: GET /personer/{zahra.pk}/ret/ must stay shut" in wrong
    assert "shows persons.Person.name" in wrong


def test_a_page_without_a_door_is_found_out(zahra, hole):
    hole(lambda request: HttpResponse("ingen dør"))
    assert authz.tried(each=1, only="/hul/")["without_a_door"] == ["hul/"]


def test_a_page_that_shows_names_behind_the_wrong_door_is_found_out(zahra, hole):
    hole(requires(Area.DESK, Level.WRITE, about_persons=True)(names))
    told = authz.tried(each=1, only="/hul/")
    assert "desk@medborgerhuset: GET /hul/ shows persons.Person.name" in told["deviations"]


def test_a_page_that_opens_another_houses_row_is_found_out(zahra, settings):
    module = types.ModuleType("house_with_a_hole")
    open_to_all = requires(Area.PERSONS, Level.READ, about_persons=True)(
        lambda request, pk: HttpResponse("åben", status=200 if pk == zahra.pk else 404)
    )
    hole = path("hul/<uuid:pk>/", open_to_all, name="person")
    module.urlpatterns = [*urls.urlpatterns, hole]
    settings.ROOT_URLCONF = module
    told = authz.tried(each=1, only="/hul/")
    where = f"/hul/{zahra.pk}/"
    wrong = f"counsellor@naboerne: GET {where} is another house's, and answered 200"
    assert wrong in told["deviations"]
    assert not any("counsellor@medborgerhuset" in line for line in told["deviations"])
    assert told["foreign_ids"] > 0


@pytest.fixture
def parts(start, tmp_path, monkeypatch):
    """A database that several processes may copy."""
    shutil.copyfile(start, tmp_path / "favn.sqlite3")
    monkeypatch.setenv("FAVN_HOME", str(tmp_path))
    monkeypatch.setenv("FAVN_DATABASE_URL", f"sqlite:///{tmp_path / 'favn.sqlite3'}")
    monkeypatch.setattr(ground, "close", lambda: None)
    pages = {route: [Place(f"/{route}")] for route in ("livez", "konto/login/")}
    return authz_shares.Plan(pages, [Who("nobody")], {})


def test_asked_in_parts_nothing_is_asked_twice_or_left_out(parts):
    one, other = authz_shares.asked(parts, 2)
    assert (one.requests, other.requests) == (2, 2)
    whole = one + other
    assert whole.requests == sum(whole.tally["nobody"].values()) == 4
    assert whole.wrong == []


def test_a_part_that_breaks_off_fails_the_trial(parts, monkeypatch):
    monkeypatch.setattr(authz_shares, "PART", (sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(RuntimeError, match="broke off"):
        authz_shares.asked(parts, 2)


# --- words ---------------------------------------------------------------------------------------


def test_words_are_found_in_no_file_but_where_a_hole_was_planted(favn):
    result = favn("trial", "canary", "--quick", before=PLANTED.format(hole=PRINTS_NAMES))
    figure = figure_of(result)
    assert result.returncode == 1, result.stderr
    printed = ["what the server printed"]
    assert figure["forbidden"]["persons.Person.name"] == printed
    elsewhere = {name: k for name, k in figure["forbidden"].items() if k != printed}
    assert (elsewhere, figure["sealed_not_reached"]) == ({}, [])
    assert figure["broken"] > 0
    assert int(figure["searched"]["letters"].split()[0]) > 0


@pytest.mark.parametrize(
    ("name", "kind"), [("a.eml", "letters"), ("a.log", "what the server printed"), ("x/a", "x")]
)
def test_a_word_in_any_file_is_found_however_it_is_written(tmp_path, name, kind):
    word = ground.word()
    for way in canary_search.writings(word):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"\0before " + way.upper() + b" after")
        places = canary_search.places(tmp_path, "")
        assert canary_search.found(places, [word, ground.word()]) == {word: {kind}}


def test_a_word_in_the_statistics_store_is_found_though_it_is_packed(tmp_path):
    word = ground.word()
    file = tmp_path / "part.parquet"
    rows = f"SELECT '{word}' || range AS kind FROM range(2000)"
    duckdb.execute(f"COPY ({rows}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
    found = canary_search.found(canary_search.places(tmp_path, ""), [word])
    assert found == {word: {"statistics store"}}


def test_a_field_in_the_clear_is_called_by_its_name(zahra):
    planted = canary.Planted()
    word = planted.new("register:revise reason")
    stored, found = {word: {"kit.History.reason"}}, {word: {"database"}}
    told = canary.judged(planted, stored, found)
    assert told["forbidden"] == {"kit.History.reason": ["database"]}
    assert not told["holds"]


def test_a_sealed_field_that_got_no_word_is_told_and_the_trial_does_not_hold():
    """What any model seals must be reached, or stands by name, with why no form writes it."""
    planted = canary.Planted()
    word = planted.new("surveys:wave whom")
    told = canary.judged(planted, {word: {"surveys.Asked.name"}}, {})
    assert told["sealed"] == len([*told["sealed_not_reached"], *told["not_walked"]]) + 1
    assert all(told["not_walked"].values())
    rooms = {name.partition(".")[0] for name in told["sealed_not_reached"]}
    assert rooms >= {"associations", "gatherings", "pathways", "persons", "centre"}
    assert not told["holds"]


@pytest.mark.parametrize(
    ("where", "field", "kind", "is_forbidden"),
    [
        ("gatherings:cancel reason", "kit.History.reason", "database", False),
        ("register:revise reason", "kit.History.reason", "database", True),
        ("gatherings:join name", "gatherings.SignUp.name", "letters", False),
        ("gatherings:join name", "gatherings.SignUp.name", "backup", True),
        ("gatherings:join access", "gatherings.SignUp.access", "letters", True),
        ("centre:shift note", "centre.Shift.note", "letters", False),
        ("centre:shift note", "centre.Shift.note", "database", True),
    ],
)
def test_a_word_may_be_read_where_its_field_says_so_and_nowhere_else(
    where, field, kind, is_forbidden
):
    planted = canary.Planted()
    word = planted.new(where)
    told = canary.judged(planted, {word: {field}}, {word: {kind}})
    assert (told["forbidden"] == {field: [kind]}) is is_forbidden
    assert (told["allowed"] == {field: [kind]}) is not is_forbidden


@pytest.mark.parametrize(("also", "is_forbidden"), [("", False), ("persons.Person.name", True)])
def test_a_networks_name_is_nobodys_word_unless_a_sealed_field_has_it_too(also, is_forbidden):
    planted = canary.Planted()
    word = planted.new("pathways:networks name")
    fields = {"pathways.Network.name", "pathways.Network.slug", "kit.History.changes"}
    told = canary.judged(planted, {word: fields | ({also} - {""})}, {word: {"database"}})
    assert bool(told["forbidden"]) is is_forbidden


@pytest.mark.parametrize(("also", "is_forbidden"), [("", False), ("persons.Person.name", True)])
def test_a_letter_that_waits_makes_no_secret_of_what_it_copies(also, is_forbidden):
    planted = canary.Planted()
    word = planted.new("associations:public-errand subject")
    fields = {"associations.Errand.subject", "accounts.Mail.subject", "accounts.Mail.text"}
    told = canary.judged(planted, {word: fields | ({also} - {""})}, {word: {"database"}})
    assert bool(told["forbidden"]) is is_forbidden


def test_a_word_about_a_person_in_a_networks_history_is_forbidden():
    planted = canary.Planted()
    word = planted.new("pathways:pair words")
    told = canary.judged(planted, {word: {"kit.History.changes"}}, {word: {"database"}})
    assert told["forbidden"] == {"kit.History.changes": ["database"]}


def test_a_sealed_word_copied_into_an_open_field_is_called_by_that_fields_name():
    planted = canary.Planted()
    word = planted.new("gatherings:join name")
    stored = {word: {"gatherings.SignUp.name", "gatherings.Gathering.title"}}
    told = canary.judged(planted, stored, {word: {"database"}})
    assert told["forbidden"] == {"gatherings.Gathering.title": ["database"]}
