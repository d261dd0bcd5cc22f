"""The plan's money by committee: over New Year, typed wrong and put right, kept from others.

Known answers from a city's action plan of 2025: 200,000 kroner granted by one committee to
another's initiative, written once as 0.2 million, and a budget of 2026. Added by hand: 200,000 +
50,000 from one committee and 100,000 from another are 350,000.
"""

import re
import uuid
from datetime import date

import pytest

from favn.people.organisations.models import Unit
from favn.policy import queries
from favn.policy.models import Amount
from tests.policy.steps import OWN, neighbour

PAGE = "/planen/penge/"
OLD, NEW = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def birgitte(houses, row, settings):
    settings.TODAY = OLD
    return houses.visit(houses.birgitte)


@pytest.fixture
def committees(houses):
    with houses.acting(houses.birgitte):
        named = {"jobs": "Beskæftigelsesudvalget", "culture": "Kulturudvalget"}
        return {
            key: Unit.objects.create(organisation=houses.sundhavn, name=name, kind="committee")
            for key, name in named.items()
        }


def typed(**changes):
    """The form as somebody fills it in."""
    sent = {"id": str(uuid.uuid4()), "title": "Forløb", "kroner": "200.000", "step": "granted"}
    sent |= {"first_year": "2026", "last_year": "2026", "initiative": "", "unit": "", "pool": ""}
    return sent | {"part_of": "", "same_as": "", "note": ""} | changes


def text(client, page=PAGE):
    answer = client.get(page)
    assert answer.status_code == 200
    plain = answer.content.decode().replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(plain.split())


def only(houses):
    with houses.acting(houses.birgitte):
        return Amount.objects.owned().get()


def sums(houses, plan):
    with houses.acting(houses.birgitte):
        amounts = queries.amounts_of(plan)
        return {(s.step, s.first_year): s for s in queries.sums(amounts, amounts)}


def test_each_committees_money_is_summed_and_the_payer_need_not_be_the_owner(
    birgitte, houses, plan, row, committees
):
    jobs, culture = (str(committees[key].pk) for key in ("jobs", "culture"))
    birgitte.post(PAGE, typed(initiative=str(row.pk), unit=jobs, kroner="0,2 mio."))
    birgitte.post(PAGE, typed(title="Pulje", kroner="50.000", unit=jobs))
    birgitte.post(PAGE, typed(title="Kunst", kroner="100.000", unit=culture))
    total = sums(houses, plan)["granted", 2026]
    assert (total.kroner, total.payers) == (
        350_000, [("Beskæftigelsesudvalget", 250_000), ("Kulturudvalget", 100_000)],
    )  # fmt: skip
    page = text(birgitte)
    assert "Bevilget 2026: 350.000 kr." in page
    assert "<li>Beskæftigelsesudvalget: 250.000 kr.</li>" in page
    own = text(birgitte, "/planen/7/")
    assert f"Fra Beskæftigelsesudvalget. Indsatsen ejes af {OWN}." in own


def test_what_names_nobody_is_said_and_what_is_told_twice_is_given_once(
    birgitte, houses, plan, committees
):
    jobs = str(committees["jobs"].pk)
    birgitte.post(PAGE, typed(unit=jobs))
    first = only(houses)
    birgitte.post(PAGE, typed(unit=jobs, same_as=str(first.pk), title="Forløb, igen"))
    birgitte.post(PAGE, typed(title="Ukendt", kroner="1.000"))
    total = sums(houses, plan)["granted", 2026]
    assert total.payers == [("Beskæftigelsesudvalget", 200_000), ("Ikke oplyst", 1_000)]
    assert sum(kroner for _name, kroner in total.payers) == total.kroner


def test_the_budget_of_one_year_is_never_added_to_the_next(birgitte, houses, plan, settings):
    assert birgitte.get(PAGE).context["form"]["first_year"].value() == 2026
    birgitte.post(PAGE, typed(step="budgeted"))
    settings.TODAY = NEW
    assert birgitte.get(PAGE).context["form"]["first_year"].value() == 2027
    birgitte.post(PAGE, typed(step="budgeted", first_year="2027", last_year="2027"))
    found = {key: total.kroner for key, total in sums(houses, plan).items()}
    assert found == {("budgeted", 2026): 200_000, ("budgeted", 2027): 200_000}
    birgitte.post(PAGE, typed(title="Tre år", last_year="2027", kroner="90.000"))
    page = text(birgitte)
    assert "Bevilget 2026–2027: 90.000 kr." in page
    assert "400.000" not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Skriv"),
        ({"title": "x" * 161}, "160"),
        ({"kroner": "-200.000"}, "Skriv beløbet som hele kroner"),
        ({"kroner": "−5"}, "Skriv beløbet som hele kroner"),
        ({"kroner": "0,0 mio."}, "over 0 kr."),
        ({"kroner": "200,50"}, "Skriv beløbet som hele kroner"),
        ({"first_year": "0"}, "fire tal"),
        ({"last_year": "99999"}, "fire tal"),
        ({"first_year": "9" * 5000}, "fire tal"),
        ({"first_year": "2062", "last_year": "2062"}, "Planen gælder 2025–2027"),
        ({"first_year": "2016", "last_year": "2016"}, "Planen gælder 2025–2027"),
        ({"first_year": "2027", "last_year": "2027", "step": "spent"}, "Året er ikke begyndt"),
        ({"note": "a\x00b"}, "ul"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_what_cannot_be_is_not_counted(birgitte, houses, plan, wrong, sentence):
    answer = birgitte.post(PAGE, typed() | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sums(houses, plan) == {}


def test_the_same_money_from_two_windows_is_asked_about(birgitte, houses, plan):
    birgitte.post(PAGE, typed())
    again = birgitte.post(PAGE, typed(title="  forløb "))
    assert again.status_code == 422
    assert "Det beløb står her allerede." in again.content.decode()
    assert birgitte.post(PAGE, typed(same_as=str(only(houses).pk))).status_code == 302
    assert birgitte.post(PAGE, typed(title="Et andet forløb")).status_code == 302
    assert sums(houses, plan)["granted", 2026].kroner == 400_000


def change(client, houses, verb="change", **changes):
    row = only(houses)
    form = typed(verb=verb, version=row.version, reason="Skrevet to gange")
    return client.post(f"/planen/beloeb/{row.pk}/", form | changes)


def test_a_year_typed_wrong_is_put_right_and_moves_the_sum(birgitte, houses, plan):
    birgitte.post(PAGE, typed(first_year="2025", last_year="2025"))
    assert change(birgitte, houses).status_code == 302
    assert {key: s.kroner for key, s in sums(houses, plan).items()} == {("granted", 2026): 200_000}
    assert change(birgitte, houses, first_year="2062", last_year="2062").status_code == 422


def test_two_on_one_page_and_the_second_is_told(birgitte, houses):
    birgitte.post(PAGE, typed())
    assert change(birgitte, houses, kroner="300.000").status_code == 302
    for verb in ("change", "strike"):
        late = change(birgitte, houses, verb, version=1, kroner="400.000")
        assert late.status_code == 409
        for version in ("", "x", "0", "9" * 30):
            late = change(birgitte, houses, verb, version=version, kroner="400.000")
            assert late.status_code in (409, 422)
    assert change(birgitte, houses, "burn").status_code == 404
    assert only(houses).kroner == 300_000
    assert change(birgitte, houses, "strike").status_code == 302
    assert "Ingen beløb endnu" in text(birgitte)


def test_the_other_city_sees_and_changes_nothing(birgitte, houses, row):
    birgitte.post(PAGE, typed())
    signe, rasmus = neighbour(houses), houses.visit(houses.rasmus)
    for verb in ("change", "strike"):
        assert change(signe, houses, verb, kroner="1").status_code == 404
        assert change(rasmus, houses, verb, kroner="1").status_code == 403
    assert signe.get(PAGE).status_code == 404
    assert re.search(r"Forløb<br>", text(rasmus))
    assert only(houses).version == 1
