"""Erasing for good: what goes and what stays is said first, and published numbers hold."""

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.db import connection

from favn.centre.models import Visit
from favn.config.cli import parser
from favn.config.commands import retention as command
from favn.kit import clock, figures, history, store
from favn.kit.border import owned_models
from favn.kit.models import History
from favn.people.accounts import sessions
from favn.people.accounts.actions.openings import open_beyond
from favn.people.accounts.actions.reviews import decide
from favn.people.accounts.models import Lookup, LookupReview, Opening
from favn.people.persons import actions, erased, finding
from favn.people.persons.models import Card, Consent, Erasure, Person, Relation
from favn.people.register import actions as retention
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, new_id


@pytest.fixture
def samira(register):
    person = register.add("KANARIEFUGL Yusuf", phone="50607080")
    register.say(person)
    card = register.card(person)
    with register.acting():
        to = {"name": "KANARIE-hjælper", "kind": "friend"}
        actions.add_relation(id=new_id(), person=person, to=to, other=None, **register.who())
        for hour in (12, 13):
            visit = Visit(organisation=register.house, on=TODAY, hour=hour, card=card)
            visit.save()
            store.changed(visit)
    return person


def erase(register, person, typed="KANARIEFUGL Yusuf"):
    return register.client.post(register.page(person, "slet/"), {"typed_name": typed})


def test_the_page_says_what_goes_and_what_stays(register, samira):
    html = register.text(register.page(samira, "slet/"))
    goes, stays = html.split("Det bliver")
    for words in ("Samtykker (1)", "Familie og hjælpere (1)", "Navn, kontakt"):
        assert words in goes
    for words in ("Besøg med kort (2), uden vej tilbage", "Kort (1)", "Ikke hvem"):
        assert words in stays


@pytest.mark.parametrize("typed", ["", "Samira", "kanariefugl yusuf"])
def test_without_the_name_typed_nothing_happens(register, samira, typed):
    answer = erase(register, samira, typed)
    assert answer.status_code == 422
    assert "Skriv navnet" in answer.content.decode()
    assert register.again(samira) is not None


def test_erased_is_erased(register, samira):
    register.search("kanariefugl")
    assert erase(register, samira).status_code == 302
    with register.acting():
        for model in (Person, Consent, Relation):
            assert model.objects.count() == 0
        assert [row.criterion for row in Lookup.objects.all() if row.criterion] == []
    assert "Ingen med det navn" in register.search("kanariefugl")
    assert register.client.get(register.page(samira)).status_code == 404


def test_the_card_leads_to_nobody_and_its_paper_opens_nothing(register, samira):
    with register.acting():
        before = Card.objects.get()
    erase(register, samira)
    with register.acting():
        after = Card.objects.get()
    assert (after.pk, after.person_id) == (before.pk, None)
    assert after.code != before.code
    assert after.retired_at is not None


def test_the_figures_of_the_year_are_the_same(register, samira):
    year = Period.parse(str(TODAY.year))

    def counted():
        found = [figures.value(name, register.house.pk, year, edition=Edition.INTERNAL)
                 for name in ("centre.visits", "centre.guests")]  # fmt: skip
        return [value.total for value in found]

    before = counted()
    erase(register, samira)
    store.rebuild(register.house.pk)
    assert counted() == before == [2, 1]


def test_one_line_stays_that_names_nobody(register, samira):
    erase(register, samira)
    with register.acting():
        row = Erasure.objects.get()
        assert (row.why, row.by_label, row.person_id) == ("asked", "Sara", samira.pk)
        assert "KANARIE" not in str(row.tally)
        reasons = History.objects.values_list("reason", "changes")
        assert "KANARIE" not in str(list(reasons))


@pytest.mark.django_db(transaction=True)
def test_the_words_are_nowhere_on_the_disk(register, samira):
    register.search("kanariefugl")
    erase(register, samira)
    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        places = [database, Path(f"{database}-wal")]
        found = [p for p in places if p.exists() and b"KANARIE" in p.read_bytes()]
        assert found == []
    assert b"KANARIE" not in b"".join(
        Path(folder, name).read_bytes()
        for folder, _dirs, names in os.walk(conf.FAVN_STORE) for name in names
    )  # fmt: skip


def test_those_merged_into_the_person_go_too(register, samira):
    other = register.add("KANARIE-anden")
    with register.acting():
        actions.merge(id=new_id(), survivor=samira, loser=other,
                      versions=(register.again(samira).version, 1), **register.who())  # fmt: skip
    erase(register, samira)
    with register.acting():
        assert Person.objects.count() == 0
        assert Erasure.objects.count() == 2


def test_erased_stays_erased_after_a_restore(register, samira):
    erase(register, samira)
    with register.acting():
        back = Person(id=samira.pk, organisation=register.house, name="KANARIEFUGL Yusuf",
                      created_at=clock.now(), last_contact_on=TODAY)  # fmt: skip
        back.save(force_insert=True)
        assert retention.erase_again(**register.who()) == 1
        assert Person.objects.count() == 0
        assert finding.search("kanariefugl") == []
        assert retention.erase_again(**register.who()) == 0


def words_of_the_house(register) -> str:
    """Every text of every row of the house, opened: what a restored backup may give back."""
    found = []
    with register.acting():
        for model in owned_models():
            for row in model._default_manager.owned():
                found += [str(getattr(row, field.attname)) for field in model._meta.local_fields]
    return " ".join(found)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the SQLite file as a backup does")
@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_forgets_again_words_and_all(register, samira, tmp_path):
    """backup → erase → restore → favn retention: the canary stands nowhere."""
    register.search("kanariefugl")
    register.say(samira, "referral", recipient="KANARIE-klinikken")
    with register.acting():
        history.note("revise", samira, reason="KANARIE-grund", **register.who())
        open_beyond(id=new_id(), account=register.cast.nora, person=samira, at=clock.now(),
                    reason="KANARIE ringede selv og bad")  # fmt: skip
    backup = sqlite3.connect(tmp_path / "backup.sqlite3")
    connection.connection.backup(backup)
    erase(register, samira)
    assert "KANARIE" not in words_of_the_house(register)
    backup.backup(connection.connection)
    finding.forget_all()
    assert words_of_the_house(register).count("KANARIE") >= 5
    assert command.run(parser("retention").parse_args(["retention"])) == 0
    assert "KANARIE" not in words_of_the_house(register)
    assert register.names() == []
    with register.acting():
        assert Erasure.objects.get().why == "asked"


@pytest.mark.django_db(transaction=True)
def test_the_file_of_erasures_names_nobody_and_is_its_owners_alone(register, samira):
    erase(register, samira)
    text = erased.place().read_text()
    assert str(samira.pk) in text
    assert "KANARIE" not in text
    assert erased.place().stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(transaction=True)
def test_a_line_that_was_cut_off_loses_no_other(register, samira):
    erase(register, samira)
    with erased.place().open("a") as handle:
        handle.write('{"id": "')
    with register.acting():
        assert [line.person_id for line in erased.lines(register.house.pk)] == [samira.pk]
        assert list(erased.lines(register.cast.naboerne.pk)) == []
        Erasure.objects.owned().delete()
        assert actions.carry_over(at=clock.now()) == 1
        assert actions.carry_over(at=clock.now()) == 0


def test_a_line_the_file_lacks_is_carried_into_it(register, samira):
    with register.acting():
        actions.erase(person=samira, why="asked", **register.who())
        erased.place().unlink(missing_ok=True)
        actions.carry_over(at=clock.now())
        assert [line.person_id for line in erased.lines(register.house.pk)] == [samira.pk]


def test_words_typed_about_the_erased_are_gone_from_the_log(register, samira):
    with register.acting():
        open_beyond(id=new_id(), account=register.cast.nora, person=samira, at=clock.now(),
                    reason="KANARIE ringede selv og bad")  # fmt: skip
    register.text(register.page(samira, "slet/"))
    with register.acting():
        look = Lookup.objects.owned().first()
        decide(lookup=look, verdict="asked", note="KANARIE spurgt", by=register.cast.jonas,
               at=clock.now())  # fmt: skip
    erase(register, samira)
    assert "KANARIE" not in words_of_the_house(register)
    with register.acting():
        assert Opening.objects.get().reason is None
        assert LookupReview.objects.get().note is None


def test_others_are_untouched(register, samira):
    other = register.add("Fatuma Farah")
    register.say(other)
    erase(register, samira)
    assert register.names() == ["Fatuma Farah"]
    with register.acting():
        assert Consent.objects.get().person_id == other.pk


def test_a_relation_to_the_erased_keeps_its_own_person(register, samira):
    other = register.add("Fatuma Farah")
    with register.acting():
        to = {"name": "Søster", "kind": "sibling"}
        actions.add_relation(id=new_id(), person=other, to=to, other=samira, **register.who())
    erase(register, samira)
    with register.acting():
        assert Relation.objects.get().other_id is None


def test_only_roles_that_keep_privacy_erase(register, samira):
    nora = register.cast.visit(register.cast.nora)
    answer = nora.post(register.page(samira, "slet/"), {"typed_name": "KANARIEFUGL Yusuf"})
    assert answer.status_code == 403
    assert register.again(samira) is not None


def test_what_waits_behind_a_locked_screen_about_the_erased_is_thrown_away(register, samira):
    other = register.add("Huda Nasser")
    clients = [register.cast.visit(register.cast.nora) for _ in range(2)]
    for client, person in zip(clients, (samira, other), strict=True):
        session = client.session
        session[sessions.HELD] = {"path": register.page(person, "ret/"), "fields": []}
        session.save()
    erase(register, samira)
    assert [sessions.HELD in client.session for client in clients] == [False, True]


def test_a_line_older_than_any_backup_leaves_the_file_and_is_not_written_back(register, samira):
    at = clock.now() + timedelta(days=366 * 5 + 1)
    with register.acting():
        line = actions.erase(person=samira, why="asked", **register.who())
        erased.keep([line])
        retention.keep_clocks(by=register.cast.sara, at=at)
        assert Erasure.objects.owned().count() == 0
        retention.keep_clocks(by=register.cast.sara, at=at)
        assert list(erased.lines(register.house.pk)) == []
        assert Erasure.objects.owned().count() == 0
