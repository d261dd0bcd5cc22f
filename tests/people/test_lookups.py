"""The log of look-ups: every answer about persons stands there before it leaves."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from favn.kit import kept, looking
from favn.kit.encryption import Unreadable
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.models import LookedAt, Lookup
from favn.people.accounts.queries import memberships_by_key
from tests.cast import NOW


@pytest.fixture
def zahra():
    return uuid4()


def rows(cast, who=None):
    with cast.acting(who or cast.sara):
        return list(Lookup.objects.owned().prefetch_related("persons"))


def whom(cast, row):
    with cast.acting(cast.sara):
        return {line.person_id for line in row.persons.all()}


def test_a_page_about_a_person_says_who_when_as_what_and_whom(pages, zahra):
    assert pages.visit(pages.sara).get(f"/p/{zahra}/").status_code == 200
    (row,) = rows(pages)
    assert (row.actor_id, row.actor_label) == (pages.sara.pk, "Sara")
    assert (row.role, row.kind, row.page, row.status) == ("counsellor", Look.READ, "person", 200)
    assert timezone.localdate(row.at) == NOW.date()
    assert whom(pages, row) == {zahra}


def test_a_page_that_says_nothing_is_logged_all_the_same(pages):
    pages.visit(pages.sara).get("/p/tavs/")
    assert [row.page for row in rows(pages)] == ["silent"]


def test_a_post_is_a_change(pages, zahra):
    pages.visit(pages.sara).post(f"/p/{zahra}/")
    assert [row.kind for row in rows(pages)] == [Look.CHANGE]


def test_a_search_keeps_what_was_typed_but_not_in_the_clear(pages, zahra):
    other = uuid4()
    pages.visit(pages.sara).get(f"/p/soeg/?q=Zahra&hit={zahra}&hit={other}")
    (row,) = rows(pages)
    assert row.kind == Look.SEARCH
    assert "Zahra" not in row.__dict__["criterion"]
    assert row.criterion == "Zahra"
    assert whom(pages, row) == {zahra, other}


def test_what_was_typed_can_be_taken_out_and_the_look_up_stays(pages, zahra):
    client = pages.visit(pages.sara)
    client.get(f"/p/soeg/?q=Zahra&hit={zahra}")
    client.get(f"/p/soeg/?q=Farah&hit={uuid4()}")
    with pages.acting(pages.sara):
        lookups.forget_words(zahra)
    assert {row.criterion for row in rows(pages)} == {None, "Farah"}


def test_what_was_typed_cannot_be_moved_to_another_look_up(pages):
    client = pages.visit(pages.sara)
    client.get("/p/soeg/?q=Zahra")
    client.get("/p/soeg/?q=Farah")
    first, second = rows(pages)
    first.__dict__["criterion"] = second.__dict__["criterion"]
    with pytest.raises(Unreadable):
        str(first.criterion)


def test_a_print_says_what_for(pages, zahra):
    pages.visit(pages.sara).get(f"/p/{zahra}/print/")
    (row,) = rows(pages)
    assert (row.kind, row.purpose) == (Look.PRINT, "Brev til kommunen")


def test_a_page_that_raises_is_logged_with_what_it_had_opened(pages, zahra):
    with pytest.raises(ZeroDivisionError):
        pages.visit(pages.sara).get(f"/p/{zahra}/fejl/")
    (row,) = rows(pages)
    assert row.status == 500
    assert whom(pages, row) == {zahra}


def test_an_attempt_that_finds_nobody_is_logged(pages, zahra):
    assert pages.visit(pages.sara).get(f"/p/{zahra}/vaek/").status_code == 404
    assert [row.status for row in rows(pages)] == [404]


def test_an_attempt_by_a_role_without_access_is_logged(pages, zahra):
    assert pages.visit(pages.amina).get(f"/p/{zahra}/").status_code == 403
    assert [(row.status, row.role) for row in rows(pages)] == [(403, "desk")]


def test_a_page_that_does_not_declare_persons_cannot_open_one(pages, zahra):
    with pytest.raises(looking.Unlogged):
        pages.visit(pages.sara).get(f"/p/{zahra}/uden/")


def test_a_stream_cannot_open_persons_after_the_log_was_written(pages, zahra):
    answer = pages.visit(pages.sara).get(f"/p/{zahra}/sent/")
    with pytest.raises(looking.Unlogged):
        b"".join(answer.streaming_content)


def test_a_person_who_reads_their_own_page_is_nobodys_look_up(pages, zahra):
    assert pages.visit().get(f"/p/{zahra}/egen/").status_code == 200
    assert rows(pages) == []


def test_who_looked_at_a_person_is_told_newest_first(pages, zahra):
    for who in (pages.sara, pages.ida):
        pages.visit(who).get(f"/p/{zahra}/")
    pages.visit(pages.sara).get(f"/p/{uuid4()}/")
    with pages.acting(pages.sara):
        assert [row.actor_label for row in lookups.lookups_of(zahra)] == ["Ida", "Sara"]


def test_another_house_never_sees_the_look_ups(pages, zahra):
    pages.visit(pages.sara).get(f"/p/{zahra}/")
    with pages.acting(pages.kian):
        assert not lookups.lookups_of(zahra).exists()
        assert not LookedAt.objects.exists()


def test_a_long_purpose_is_cut_and_the_page_answers(pages):
    answer = pages.visit(pages.sara).get("/p/soeg/", {"q": "x" * 1_000_000})
    assert answer.status_code == 200
    assert len(rows(pages)[0].criterion) == lookups.LONGEST


def test_outside_pages_nobody_looks():
    looking.saw(uuid4())
    lookups.note(Look.READ)


def test_the_person_is_told_dates_and_purposes_and_no_name_of_staff(pages, zahra):
    pages.visit(pages.sara).get(f"/p/{zahra}/print/")
    pages.visit(pages.amina).get(f"/p/{zahra}/print/")
    with pages.acting(pages.sara):
        (line,) = lookups.told(zahra)
    assert (line.what, line.role, line.why) == ("Udskrift", "Rådgiver", "Brev til kommunen")
    assert "Sara" not in str(line)


def test_every_planted_look_up_is_told(pages, zahra):
    for _ in range(7):
        pages.visit(pages.sara).get(f"/p/{zahra}/")
    with pages.acting(pages.sara):
        assert len(lookups.told(zahra)) == 7


def test_what_is_older_than_two_years_goes_and_nothing_else(pages, zahra):
    client = pages.visit(pages.sara)
    client.get(f"/p/{zahra}/")
    client.get("/p/tavs/")
    with pages.acting(pages.sara):
        Lookup.objects.filter(page="person").update(at=NOW - timedelta(days=732))
        assert lookups.remove_old(at=NOW) == 1
        assert [row.page for row in Lookup.objects.owned()] == ["silent"]
        assert not LookedAt.objects.exists()


def test_a_look_up_is_written_in_one_journey_however_many_it_shows(pages):
    """PostgreSQL is a server away: a row, its fifty persons, beginning and commit are one."""
    request = SimpleNamespace(
        account=pages.sara,
        membership=memberships_by_key(pages.sara.pk)[0],
        resolver_match=SimpleNamespace(view_name="persons", route="personer/"),
    )
    sheet = lookups.Sheet(kind=Look.LIST, status=200)
    sheet.add(tuple(uuid4() for _ in range(50)))
    with pages.acting(pages.sara), CaptureQueriesContext(connection) as asked:
        row = lookups.write(request, sheet)
    inserts = [one["sql"] for one in asked if "INSERT" in one["sql"]]
    assert len(inserts) == (1 if connection.vendor == "postgresql" else 2)
    assert whom(pages, row) == set(sheet.opened)


def test_looking_is_no_change_of_what_the_house_shows_everybody(pages, zahra):
    connection.check_constraints()  # PostgreSQL tells of earlier writes at commit, or here
    before = kept.versions()
    pages.visit(pages.sara).get(f"/p/{zahra}/")
    connection.check_constraints()
    assert kept.versions() == before
