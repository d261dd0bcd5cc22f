"""`favn account`: both sides start with it, and the log shows who was let in by the machine."""

import getpass

import pytest

from favn.config import cli
from favn.kit import history
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account, Membership
from favn.people.organisations.models import Organisation, Unit
from favn.policy import actions
from tests.cast import NOW, new_id
from tests.policy.steps import OWN, accept, ask, initiative, send

PASSWORD = "en-lang-adgangskode-til-test"
OFFICE = ("--organisation", "sundhavn", "--role", "office")


@pytest.fixture(autouse=True)
def machine(monkeypatch):
    monkeypatch.setattr(cli, "start_django", lambda: None)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: PASSWORD)


def account(*words, email="ny@sundhavn.example"):
    return cli.run(["account", email, "--name", "Ny Person", *words])


def membership(slug, email="ny@sundhavn.example"):
    organisation = Organisation.objects.get(slug=slug)
    with acting_for(organisation.pk):
        return Membership.objects.select_related("unit").get(account__email=email)


def told(row):
    with acting_for(row.organisation_id):
        return [(line.verb, line.actor_label, line.changes) for line in history.of(row)]


def test_an_association_and_a_municipality_start(db):
    assert account(
        "--organisation", "huset", "--organisation-name", "Huset", "--role", "manager",
        email="leder@hus.example",
    ) == cli.DONE  # fmt: skip
    assert account(
        "--organisation", "byen", "--organisation-name", "Byen", "--kind", "municipality",
        "--role", "planner", email="plan@by.example",
    ) == cli.DONE  # fmt: skip
    row = membership("byen", "plan@by.example")
    assert told(row) == [("invite", "favn account", {"role": ["", "planner"], "unit": ["", ""]})]
    assert membership("huset", "leder@hus.example").unit is None


def test_an_office_account_sees_its_own_offices_counts(houses):
    with houses.acting(houses.birgitte):
        plan = actions.open_plan(
            id=new_id(), title="Plan", first_year=2026, last_year=2027, by=houses.birgitte, at=NOW
        )
    row = initiative(houses, plan)
    assert account(*OFFICE, "--unit", OWN.lower()) == cli.DONE
    assert membership("sundhavn").unit == row.owner
    accept(houses, send(houses, ask(houses, row)))
    client = houses.visit(Account.objects.get(email="ny@sundhavn.example"))
    assert "Godkendt i dag" in client.get("/planen/7/").content.decode()


def test_a_new_unit_is_made_and_the_log_shows_both(houses):
    assert account(*OFFICE, "--unit", "Socialforvaltningen") == cli.DONE
    row = membership("sundhavn")
    assert (row.unit.name, row.unit.kind) == ("Socialforvaltningen", "office")
    assert [verb for verb, _, _ in told(row.unit)] == ["add"]
    log = houses.visit(houses.birgitte).get("/haendelser/").content.decode()
    assert log.count("favn account") == 2
    jonas = houses.visit(houses.jonas).get("/haendelser/").content.decode()
    assert "favn account" not in jonas


def test_an_office_without_a_unit_is_refused_with_the_way_out(houses, capsys):
    for words in ((), ("--unit", " ")):
        assert account(*OFFICE, *words) == cli.WRONG_CALL
        assert "--unit 'Kulturforvaltningen'" in capsys.readouterr().err
    assert not Account.objects.filter(email="ny@sundhavn.example").exists()


def test_the_same_call_twice_changes_nothing(houses):
    for _ in range(2):
        assert account(*OFFICE, "--unit", "Kulturforvaltningen") == cli.DONE
    assert len(told(membership("sundhavn"))) == 1


def test_an_account_moves_to_another_office(houses):
    email = houses.rasmus.email
    assert account(*OFFICE, "--unit", "Kulturforvaltningen", email=email) == cli.DONE
    row = membership("sundhavn", email)
    assert row.unit.name == "Kulturforvaltningen"
    changes = {"role": ["office", "office"]}
    changes["unit"] = ["Beskæftigelsesforvaltningen", "Kulturforvaltningen"]
    assert told(row)[0] == ("invite", "favn account", changes)


def test_a_unit_of_another_organisation_is_never_used(houses):
    words = ("--organisation", "fjordby", "--organisation-name", "Fjordby")
    words += ("--kind", "municipality", "--role", "office", "--unit", "Kulturforvaltningen")
    assert account(*words) == cli.DONE
    unit = membership("fjordby").unit
    assert unit.organisation.slug == "fjordby"
    with acting_for(houses.sundhavn.pk):
        assert not Unit.objects.filter(pk=unit.pk).exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--organisation", "sundhavn", "--role", "king"), "There is no role"),
        (("--organisation", "ukendt", "--role", "planner"), "--organisation-name"),
    ],
)
def test_a_wrong_call_says_what_to_mend(houses, capsys, words, sentence):
    assert account(*words) == cli.WRONG_CALL
    assert sentence in capsys.readouterr().err


def test_a_role_ends_from_the_machine_and_the_log_says_so(houses, capsys):
    words = ["account", houses.jonas.email, "--organisation", "medborgerhuset", "--role", "manager"]
    assert cli.run([*words, "--ends"]) == cli.DONE
    assert "no longer manager" in capsys.readouterr().out
    assert Account.objects.get(pk=houses.jonas.pk).is_active is False
    assert cli.run([*words, "--ends"]) == cli.NO
    assert "is not manager" in capsys.readouterr().err


def test_a_new_account_needs_a_name(houses, capsys):
    words = ["account", "ny@sundhavn.example", *OFFICE, "--unit", OWN]
    assert cli.run(words) == cli.WRONG_CALL
    assert "--name" in capsys.readouterr().err
