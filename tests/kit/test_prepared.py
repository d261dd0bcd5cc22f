"""Statements written once say what Django's own would have said, every time they are used."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Membership
from favn.people.accounts.queries import memberships_by_key
from favn.people.accounts.sessions import SessionStore
from tests.cast import NOW
from tests.publishing.taps import visits


def plain(account):
    with acting_for(None, account.pk):
        rows = Membership.objects.filter(account=account).select_related("organisation", "unit")
        return [(m.pk, m.role, m.organisation.name, m.unit and m.unit.name) for m in rows]


def test_everybodys_memberships_are_those_of_the_plain_query(cast):
    for account in cast.people.values():
        found = [
            (m.pk, m.role, m.organisation.name, m.unit and m.unit.name)
            for m in memberships_by_key(account.pk)
        ]
        assert found == plain(account)


def test_an_account_that_was_closed_has_none_at_once(cast):
    assert memberships_by_key(cast.jonas.pk)
    cast.jonas.is_active = False
    cast.jonas.save()
    assert memberships_by_key(cast.jonas.pk) == []


def test_a_session_is_found_until_it_runs_out(db):
    store = SessionStore()
    store["who"] = "jonas"
    store.save()
    assert SessionStore(store.session_key)["who"] == "jonas"
    Session.objects.filter(pk=store.session_key).update(expire_date=timezone.now())
    assert "who" not in SessionStore(store.session_key)


def test_a_row_that_was_inserted_is_read_back_as_it_was(houses):
    first, second = visits(houses, 2, cards=1)
    for visit in (first, second):
        with houses.acting(houses.jonas):
            read = type(visit).objects.get(pk=visit.pk)
        for field in visit._meta.concrete_fields:
            assert getattr(read, field.attname) == getattr(visit, field.attname), field.name
    assert NOW.date() == first.on
