"""The database is told whom the house acts for, before every statement and after rollbacks."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from favn.centre.models import Visit
from favn.kit.tenancy import NoTenant, acting_for, reading_unowned
from tests.cast import assemble

ASK = {
    "sqlite": "SELECT favn_organisation()",
    "postgresql": "SELECT current_setting('favn.organisation', true)",
}


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute(ASK[connection.vendor])
        return (cursor.fetchone()[0] or "").replace("-", "")


def test_every_statement_runs_for_the_tenant_of_its_moment(cast):
    here, there = cast.medborgerhuset.pk, cast.naboerne.pk
    assert told() == ""
    with acting_for(here):
        assert told() == here.hex
        with acting_for(there):
            assert told() == there.hex
        assert told() == here.hex
    assert told() == ""


def test_a_cursor_made_for_one_tenant_asks_for_the_next(cast):
    with acting_for(cast.medborgerhuset.pk):
        cursor = connection.cursor()
        cursor.execute(ASK[connection.vendor])
    with acting_for(cast.naboerne.pk), cursor:
        cursor.execute(ASK[connection.vendor])
        assert cursor.fetchone()[0].replace("-", "") == cast.naboerne.pk.hex


@pytest.mark.parametrize("how", ["error", "rollback"])
def test_what_was_told_in_a_transaction_that_is_taken_back_is_told_again(cast, how):
    with acting_for(cast.medborgerhuset.pk):
        assert told() == cast.medborgerhuset.pk.hex
        with pytest.raises(LookupError), transaction.atomic():
            with acting_for(cast.naboerne.pk):
                assert told() == cast.naboerne.pk.hex
            if how == "rollback":
                transaction.set_rollback(True)
            raise LookupError
        assert told() == cast.medborgerhuset.pk.hex


@pytest.mark.django_db(transaction=True)
def test_a_whole_transaction_taken_back_leaves_nobody_in_view():
    cast = assemble()
    with acting_for(cast.medborgerhuset.pk):
        told()
        with pytest.raises(LookupError), transaction.atomic():
            with acting_for(cast.naboerne.pk):
                told()
            raise LookupError
        assert told() == cast.medborgerhuset.pk.hex


@pytest.mark.django_db(transaction=True)
def test_a_commit_of_a_failed_transaction_forgets_what_was_told_in_it():
    """PostgreSQL answers such a commit with a rollback; the settings of the session go back too."""
    cast = assemble()
    here, there = cast.medborgerhuset.pk, cast.naboerne.pk
    with acting_for(here):
        told()
        with transaction.atomic():
            with acting_for(there):
                told()
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT no_such_column")
    with acting_for(there):
        assert told() == there.hex


def test_who_reads_only_unowned_tables_has_no_tenant_for_managers(cast):
    with acting_for(cast.medborgerhuset.pk), reading_unowned(), pytest.raises(NoTenant):
        Visit.objects.count()
