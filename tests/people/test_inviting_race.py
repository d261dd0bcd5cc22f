"""Two hands at once: one invitation, one account, and a sentence to the second."""

import pytest

from favn.kit import clock
from favn.kit.refusals import Conflict, Refused
from favn.people.accounts.actions.inviting import Colleague, come, invite_colleague, take_back
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Account, Invitation, Membership
from favn.people.organisations.models import Organisation
from tests import cast as roll
from tests.at_once import at_once as together
from tests.cast import join, new_id
from tests.hands import at_once, needs_two_writers

pytestmark = pytest.mark.django_db(transaction=True)
RITA = "rita@x.example"
PASSWORD = "fire helt almindelige ord"


@pytest.fixture(autouse=True)
def two_writers(transactional_db):
    needs_two_writers()


@pytest.fixture
def cast():
    return roll.assemble()


def invites(cast, by="jonas", role="nurse"):
    def verb(to=RITA):
        with cast.acting(getattr(cast, by)):
            return invite_colleague(
                id=new_id(), wanted=Colleague("Rita Holm", to, role),
                address_of=lambda secret: secret, by=getattr(cast, by), at=clock.now(),
            )  # fmt: skip

    return verb


def comes(cast, row, by="jonas"):
    def verb():
        with cast.acting(getattr(cast, by)):
            return come(invitation=row, password=PASSWORD, at=clock.now())

    return verb


def met(cast, *verbs):
    """What each answered, where both wait for the house."""
    held = Organisation.objects.filter(pk=cast.medborgerhuset.pk)
    said = at_once(lambda: cast.acting(cast.jonas), held, *verbs)
    wrong = [one for one in said if isinstance(one, Exception)]
    return [one for one in said if not isinstance(one, Exception)], wrong


def test_of_two_leaders_who_invite_one_address_at_once_the_second_is_told(cast):
    with cast.acting(cast.jonas):
        house = cast.medborgerhuset
        Membership.objects.create(organisation=house, account=cast.tove, role="manager")
    (_done,), (refused,) = met(cast, invites(cast), invites(cast, "tove", "desk"))
    assert isinstance(refused, Refused)
    assert "er allerede inviteret" in str(refused)
    with cast.acting(cast.jonas):
        assert Invitation.living().count() == 1


def test_one_link_pressed_twice_at_once_lets_one_in(cast):
    row = invites(cast)()
    (_done,), (refused,) = met(cast, comes(cast, row), comes(cast, row))
    assert isinstance(refused, Refused)
    assert Account.objects.filter(email=RITA).count() == 1


def test_taken_back_while_she_comes_one_of_the_two_holds(cast):
    row = invites(cast)()

    def takes():
        with cast.acting(cast.jonas):
            return take_back(invitation=row, by=cast.jonas, at=clock.now())

    done, (refused,) = met(cast, comes(cast, row), takes)
    assert isinstance(refused, Refused)
    with cast.acting(cast.jonas):
        is_in = Membership.objects.owned().filter(account__email=RITA).exists()
    assert is_in == isinstance(done[0], Membership)


def test_a_leader_who_is_out_while_he_invites_leaves_no_door_open(cast):
    with cast.acting(cast.jonas):
        house = cast.medborgerhuset
        Membership.objects.create(organisation=house, account=cast.tove, role="manager")
        own = Membership.objects.owned().select_related("account").get(account=cast.jonas)

    def ends():
        with cast.acting(cast.tove):
            return end_access(membership=own, by=cast.tove, at=clock.now())

    met(cast, invites(cast), ends)
    with cast.acting(cast.tove):
        assert not Invitation.living().exists()


def test_she_comes_to_two_houses_at_once_and_is_one(cast):
    """No row of one house is the other's to wait for: the address itself holds them apart."""
    row, other = invites(cast)(), invites(cast, "leila")()
    said = together(comes(cast, row), comes(cast, other, "leila"))
    wrong = [one for one in said if isinstance(one, Exception)]
    assert all(isinstance(one, Conflict) for one in wrong), said
    assert len(wrong) < 2
    assert Account.objects.filter(email=RITA).count() == 1


def test_she_says_yes_here_while_her_last_role_ends_there_and_stays_or_is_told(cast):
    """Nobody has a role with an account that is shut."""
    join(cast, "rita", cast.naboerne, "counsellor", None)
    rita = cast.rita
    row = invites(cast)(rita.email)
    with cast.acting(cast.leila):
        last = Membership.objects.owned().select_related("account").get(account=rita)

    def says_yes():
        with cast.acting(cast.jonas):
            return come(invitation=row, password=None, at=clock.now())

    def ends():
        with cast.acting(cast.leila):
            return end_access(membership=last, by=cast.leila, at=clock.now())

    held = Account.objects.filter(pk=rita.pk)
    came, _ended = at_once(lambda: cast.acting(cast.jonas), held, says_yes, ends)
    rita.refresh_from_db()
    with cast.acting(cast.jonas):
        is_in = Membership.objects.owned().filter(account=rita).exists()
    assert isinstance(came, Membership if is_in else Conflict)
    assert rita.is_active == is_in
