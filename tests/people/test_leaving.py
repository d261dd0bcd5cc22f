"""Somebody works here no more: out with the next request, back only by a new invitation."""

from datetime import timedelta

import pytest

from favn.kit import clock, history
from favn.kit.models import History
from favn.kit.refusals import Refused
from favn.people.accounts import queries
from favn.people.accounts.actions import NewAccount, invite
from favn.people.accounts.actions.leaving import end_access, let_go
from favn.people.accounts.models import Account, Membership, ScreenPin
from tests.cast import join

STAFF = "/konto/medarbejdere/"


def seat(cast, name):
    account = getattr(cast, name)
    with cast.acting(cast.jonas):
        return Membership.objects.owned().filter(account=account).first()


def page(cast, name):
    return f"{STAFF}{seat(cast, name).pk}/"


def end(cast, name, typed=None, by="jonas"):
    answer = cast.visit(getattr(cast, by)).post(page(cast, name), {"typed": typed or name})
    return answer.status_code, answer.content.decode()


def test_access_ends_with_the_next_request(houses):
    client = houses.visit(houses.sara)
    assert client.get("/min-dag/").status_code == 200
    assert end(houses, "sara")[0] == 302
    assert client.get("/min-dag/").status_code in (302, 403)
    assert Account.objects.get(pk=houses.sara.pk).is_active is False
    with houses.acting(houses.jonas):
        line = history.of(seat_gone(houses))[0]
        assert (line.verb, line.reason, line.actor_label) == (
            "end-access",
            "Sara, Rådgiver",
            "Jonas",
        )


def seat_gone(cast):
    """History of a row that is gone is asked for by its key."""
    line = History.objects.owned().get(verb="end-access")
    return Membership(pk=line.record_id, organisation=cast.medborgerhuset)


@pytest.mark.parametrize("typed", ["Tove", "x" * 1_000_000, "  "])
def test_another_name_ends_nothing(houses, typed):
    status, html = end(houses, "sara", typed)
    assert status == 422
    assert "navnet" in html or "for lang" in html or "Skriv noget" in html
    assert seat(houses, "sara")


def test_nobody_ends_their_own_access(houses):
    assert end(houses, "jonas")[0] == 422
    assert "Dig selv" in houses.visit(houses.jonas).get(STAFF).content.decode()
    assert seat(houses, "jonas")


@pytest.mark.parametrize("who", ["amina", "sara", "nora", "mehmet", "leila"])
def test_only_the_leader_of_the_house_ends_it(houses, who):
    address = page(houses, "tove")
    client = houses.visit(getattr(houses, who))
    assert client.post(address, {"typed": "Tove"}).status_code in (403, 404)
    assert "Tove" not in client.get(STAFF).content.decode()
    assert seat(houses, "tove")


def test_two_leaders_cannot_end_each_other_and_leave_the_house_without_one(houses):
    """Who waited for the other's lock comes with what their page was shown before it."""
    with houses.acting(houses.jonas):
        Membership.objects.create(
            organisation=houses.medborgerhuset, account=houses.tove, role="manager"
        )
        mine = Membership.objects.owned().get(account=houses.jonas)
        hers = Membership.objects.owned().get(account=houses.tove, role="manager")
        end_access(membership=mine, by=houses.tove, at=clock.now())
        with pytest.raises(Refused, match="ikke adgang til det mere"):
            end_access(membership=hers, by=houses.jonas, at=clock.now())
        assert Membership.objects.owned().filter(pk=hers.pk).exists()


def test_a_role_in_another_house_stays(houses):
    with houses.acting(houses.leila):
        Membership.objects.create(
            organisation=houses.naboerne, account=houses.sara, role="counsellor"
        )
    end(houses, "sara")
    client = houses.visit(houses.sara)
    assert client.get("/min-dag/").status_code == 200
    assert "Naboerne" in client.get("/min-dag/").content.decode()


def test_one_of_two_roles_ends(houses):
    with houses.acting(houses.jonas):
        Membership.objects.create(
            organisation=houses.medborgerhuset, account=houses.sara, role="nurse"
        )
        row = Membership.objects.owned().get(account=houses.sara, role="nurse")
        end_access(membership=row, by=houses.jonas, at=clock.now())
        with pytest.raises(Refused, match="allerede sluttet"):
            end_access(membership=row, by=houses.jonas, at=clock.now())
    assert seat(houses, "sara").role == "counsellor"


def test_whoever_comes_back_is_invited_anew_with_a_new_password(houses):
    end(houses, "sara")
    again = invite(NewAccount(
        email=houses.sara.email, name="Sara", organisation="medborgerhuset", role="counsellor",
        password="en helt anden lang adgangskode",
    ))  # fmt: skip
    assert again.pk == houses.sara.pk
    stands = Account.objects.get(pk=again.pk)
    assert stands.is_active
    assert stands.check_password("en helt anden lang adgangskode")


def test_what_recognised_them_goes_at_once_and_the_address_after_a_year(houses):
    ScreenPin.objects.create(account=houses.sara, sealed="x", set_at=clock.now())
    end(houses, "sara")
    assert not ScreenPin.objects.exists()
    year, more = (clock.now() + timedelta(days=days) for days in (364, 370))
    with houses.acting(houses.leila):  # Another house neither counts them nor lets them go.
        assert not queries.left_long_ago(more).exists()
    with houses.acting(houses.jonas):
        assert not queries.left_long_ago(year).exists()
        assert let_go(queries.left_long_ago(more), more) == 1
        assert let_go(queries.left_long_ago(more), more) == 0
    stands = Account.objects.get(pk=houses.sara.pk)
    assert (stands.name, stands.email) == ("Sara", f"{stands.pk.hex}@left.invalid")


def test_the_page_names_everybody_once_for_each_role(houses):
    join(houses, "rita", houses.medborgerhuset, "nurse", None)
    html = houses.visit(houses.jonas).get(STAFF).content.decode()
    assert "Rita" in html
    assert "Kian" not in html


def test_the_look_ups_of_one_who_left_are_still_found_by_name(houses):
    houses.visit(houses.sara).get("/personer/")
    end(houses, "sara")
    client = houses.visit(houses.jonas)
    html = client.get("/opslag/").content.decode()
    assert f'<option value="{houses.sara.pk}">Sara</option>' in html
    found = client.get("/opslag/", {"who": str(houses.sara.pk)})
    assert found.status_code == 200
    assert "Sara" in found.content.decode().partition("<table")[2]


def test_a_page_about_persons_is_kept_by_no_browser(houses):
    """The Back button of a shared computer shows nothing after somebody signed out."""
    assert "no-store" in houses.visit(houses.sara).get("/personer/")["Cache-Control"]
