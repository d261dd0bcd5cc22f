"""Campaigns: channel, days, message and partner; over New Year, mistyped, and kept from others.

Known answers from a city's action plan of 2025: a film on screens in buses 1–21 December, and
social media from the end of November and December, with words agreed with an advice line and
the police.
"""

import uuid
from datetime import date

import pytest

from favn.kit import history
from favn.people.organisations.models import Organisation
from favn.policy.models import Campaign
from tests.policy.steps import cost, initiative, neighbour

PAGE = "/planen/kampagner/"
OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)


@pytest.fixture
def birgitte(houses, row, settings):
    settings.TODAY = OLD
    return houses.visit(houses.birgitte)


@pytest.fixture
def sent(row):
    """The form as somebody fills it in."""

    def do(**changes):
        form = {"id": str(uuid.uuid4()), "initiative": str(row.pk), "channel": "bus"}
        form |= {"message": "Her er plads til alle", "partner": "", "new_partner": ""}
        form |= {"first_day": "2026-12-01", "last_day": "2026-12-21", "agreed_with": ""}
        return form | changes

    return do


def only(houses):
    with houses.acting(houses.birgitte):
        return Campaign.objects.owned().get()


def text(client, page=PAGE):
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def change(client, houses, sent, verb="change", **changes):
    row = only(houses)
    form = sent(verb=verb, version=row.version, result="", reason="Filmen blev ikke færdig")
    return client.post(f"/planen/kampagne/{row.pk}/", form | changes)


def test_a_campaign_is_written_once_and_found_from_plan_and_initiative(birgitte, houses, sent):
    form = sent(new_partner="Rådgivningslinjen", agreed_with="Rådgivningslinjen og politiet")
    assert [birgitte.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    page = text(birgitte)
    for said in (
        "Her er plads til alle",
        "Skærme i busser, 1. dec. 2026 til og med 21. dec. 2026.",
        "Sammen med Rådgivningslinjen.",
        "Teksten er aftalt med Rådgivningslinjen og politiet.",
        "Gennemført",
        "1 er begyndt.",
        "7. Hverdagshjælp",
    ):
        assert said in page
    assert f'href="{PAGE}"' in text(birgitte, "/planen/")
    own = text(birgitte, "/planen/7/")
    assert "Her er plads til alle" in own
    assert f'href="{PAGE}?indsats=7#ny"' in own
    with houses.acting(houses.birgitte):
        row = Campaign.objects.owned().get()
        chosen = birgitte.get(f"{PAGE}?indsats=7").context["form"]["initiative"].value()
        assert chosen == str(row.initiative_id)


def test_a_campaign_over_new_year_counts_in_the_year_it_began_alone(birgitte, settings, sent):
    birgitte.post(PAGE, sent(first_day="2026-12-15", last_day="2027-01-10"))
    birgitte.post(PAGE, sent(first_day="2027-03-01", last_day="2027-03-14"))
    assert "1 er begyndt." in text(birgitte)
    settings.TODAY = NEW
    page = text(birgitte)
    assert "Kørte ind i 2027" in page
    assert "Kører nu" in page
    assert "Ingen er begyndt endnu. 1 er på vej." in page
    assert "1 er begyndt." in text(birgitte, f"{PAGE}?aar=2026")
    settings.TODAY = date(2027, 3, 2)
    assert "Kampagner i 2027" in text(birgitte)
    assert "1 er begyndt." in text(birgitte)
    settings.TODAY = date(2028, 1, 1)
    assert "1 er begyndt." in text(birgitte, f"/planer/plan{PAGE.removeprefix('/planen')}")


def test_the_last_day_is_the_whole_day(birgitte, settings, sent):
    birgitte.post(PAGE, sent(first_day="2026-12-31", last_day="2026-12-31"))
    for day, said in (
        (date(2026, 12, 30), "På vej"),
        (date(2026, 12, 31), "Kører nu"),
        (date(2027, 1, 1), "Gennemført"),
    ):
        settings.TODAY = day
        page = text(birgitte, f"{PAGE}?aar=2026")
        assert said in page
    assert "Ingen kampagner i 2027" in text(birgitte)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"message": ""}, "Skriv det, kampagnen siger."),
        ({"message": " \u200b "}, "Skriv det, kampagnen siger."),
        ({"message": "x" * 301}, "Teksten er for lang."),
        ({"message": "a\x00b"}, "tegn, der ikke kan gemmes"),
        ({"channel": ""}, "Vælg fra listen."),
        ({"channel": "zeppelin"}, "Vælg fra listen."),
        ({"first_day": ""}, "Skriv dagen som"),
        ({"first_day": "2026-13-01"}, "Skriv dagen som"),
        ({"last_day": "2026-11-30"}, "slutter, før den begynder"),
        ({"last_day": "2029-12-21"}, "over to år"),
        ({"first_day": "0026-12-01"}, "årstal kan ikke passe"),
        ({"last_day": "9999-12-21"}, "årstal kan ikke passe"),
        ({"first_day": "2023-12-01", "last_day": "2023-12-21"}, "Planen gælder 2025–2027"),
        ({"first_day": "2062-12-01", "last_day": "2062-12-21"}, "Planen gælder 2025–2027"),
        ({"initiative": ""}, "Vælg den indsats"),
        ({"initiative": str(uuid.uuid4())}, "findes ikke længere"),
        ({"partner": "x"}, "findes ikke længere"),
        ({"new_partner": "x" * 121}, "Teksten er for lang."),
        ({"agreed_with": "x" * 201}, "Teksten er for lang."),
        ({"id": "x"}, "Siden er for gammel."),
    ],
)
def test_what_cannot_be_names_the_mend_and_keeps_the_rest(birgitte, houses, sent, wrong, sentence):
    answer = birgitte.post(PAGE, sent(**{"agreed_with": "Politiet"} | wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "agreed_with" in wrong or 'value="Politiet"' in page
    with houses.acting(houses.birgitte):
        assert not Campaign.objects.owned().exists()


def test_one_partner_is_chosen_or_written_and_not_both(birgitte, houses, sent):
    both = sent(partner=str(houses.medborgerhuset.pk), new_partner="Politiet")
    assert "Vælg en på listen, eller skriv" in birgitte.post(PAGE, both).content.decode()
    assert not Organisation.objects.filter(name="Politiet").exists()


def test_the_same_with_other_spaces_is_the_same_and_a_new_channel_is_another(
    birgitte, houses, sent
):
    birgitte.post(PAGE, sent())
    again = birgitte.post(PAGE, sent(message="  her er  PLADS til alle", new_partner="Ny partner"))
    assert again.status_code == 422
    assert "står her allerede på den kanal" in again.content.decode()
    assert not Organisation.objects.filter(name="Ny partner").exists()
    assert birgitte.post(PAGE, sent(channel="social")).status_code == 302
    next_year = sent(first_day="2027-12-01", last_day="2027-12-21")
    assert birgitte.post(PAGE, next_year).status_code == 302
    partner = sent(channel="poster", new_partner="Rådgivnings  linjen")
    birgitte.post(PAGE, partner)
    assert Organisation.objects.filter(name="Rådgivnings linjen").exists()


def test_a_year_typed_wrong_is_put_right_and_moves_the_campaign(birgitte, houses, sent):
    birgitte.post(PAGE, sent(first_day="2025-12-01", last_day="2025-12-21"))
    assert "Ingen kampagner i 2026" in text(birgitte)
    answer = change(birgitte, houses, sent, result="4.000 så filmen.")
    assert answer["Location"] == f"{PAGE}?aar=2026"
    page = text(birgitte)
    assert "Det kom der ud af den: 4.000 så filmen." in page
    assert "?aar=2025" not in page
    with houses.acting(houses.birgitte):
        (line,) = history.of(only(houses)).filter(verb="correct")
    assert line.changes["first_day"] == ["2025-12-01", "2026-12-01"]


def test_nothing_came_of_what_has_not_begun(birgitte, houses, sent):
    days = {"first_day": "2027-03-01", "last_day": "2027-03-14"}
    birgitte.post(PAGE, sent(**days))
    answer = change(birgitte, houses, sent, result="Mange så den.", **days)
    assert answer.status_code == 422
    assert "Kampagnen er ikke begyndt." in answer.content.decode()


def test_one_that_did_not_run_is_called_off_with_why_and_may_run_after_all(
    birgitte, houses, sent, settings
):
    birgitte.post(PAGE, sent(first_day="2027-01-05", last_day="2027-02-05"))
    assert (
        "Skriv grunden" in change(birgitte, houses, sent, "call-off", reason=" ").content.decode()
    )
    assert change(birgitte, houses, sent, "call-off").status_code == 302
    page = text(birgitte, f"{PAGE}?aar=2027")
    assert "Aflyst i dag: Filmen blev ikke færdig" in page
    assert "Ingen er begyndt endnu. 1 blev aflyst." in page
    assert change(birgitte, houses, sent, "call-off").status_code == 422
    assert change(birgitte, houses, sent, "again").status_code == 302
    assert "Aflyst" not in text(birgitte, f"{PAGE}?aar=2027")
    settings.TODAY = date(2027, 2, 6)
    late = change(birgitte, houses, sent, "call-off")
    assert "Skriv i stedet, hvad der kom ud af den." in late.content.decode()


def test_one_written_by_a_mistake_is_taken_out_and_counts_nowhere(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    row = only(houses)
    assert change(birgitte, houses, sent, "strike", reason="").status_code == 422
    assert change(birgitte, houses, sent, "strike", reason="To gange").status_code == 302
    assert birgitte.get(f"/planen/kampagne/{row.pk}/").status_code == 404
    assert "Ingen kampagner i 2026" in text(birgitte)
    assert birgitte.post(PAGE, sent()).status_code == 302
    with houses.acting(houses.birgitte):
        assert {line.reason for line in history.of(row)} == {"", "To gange"}


def test_two_on_one_page_and_the_second_keeps_the_words(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    assert change(birgitte, houses, sent, message="Den første").status_code == 302
    stale = {"version": 1, "message": "Den anden"}
    answer = change(birgitte, houses, sent, **stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Den anden"' in page
    assert "Den første" in page
    for verb in ("call-off", "again", "strike"):
        assert change(birgitte, houses, sent, verb, version=1).status_code == 409
    for version in ("", "x", "0", "9" * 30):
        answer = change(birgitte, houses, sent, version=version, message="Ny")
        assert answer.status_code in (409, 422)
    assert change(birgitte, houses, sent, "burn").status_code == 404
    assert only(houses).message == "Den første"


@pytest.mark.parametrize("aar", ["1999", "x", "²", "9" * 500, "-1", ""])
def test_a_year_without_campaigns_shows_the_present_one(birgitte, aar):
    assert "Ingen kampagner i 2026" in text(birgitte, f"{PAGE}?aar={aar}&indsats=x")


def test_the_other_city_sees_and_changes_nothing_and_offices_only_read(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    own = f"/planen/kampagne/{only(houses).pk}/"
    rasmus, signe = houses.visit(houses.rasmus), neighbour(houses)
    page = text(rasmus)
    assert "Her er plads til alle" in page
    assert "Skriv en kampagne" not in page
    assert "Ret kampagnen" not in page
    assert [rasmus.post(PAGE, sent()).status_code, rasmus.get(own).status_code] == [403, 403]
    assert houses.visit(houses.jonas).get(PAGE).status_code == 403
    assert [signe.get(address).status_code for address in (PAGE, own)] == [404, 404]
    for verb in ("change", "call-off", "again", "strike"):
        assert change(signe, houses, sent, verb).status_code == 404
    assert only(houses).version == 1


def test_more_campaigns_cost_no_more_queries(birgitte, houses, plan, sent):
    birgitte.post(PAGE, sent())
    one = cost(birgitte, PAGE)
    for number in (8, 9):
        other = initiative(houses, plan, number, f"Nr. {number}")
        birgitte.post(PAGE, sent(initiative=str(other.pk), new_partner=f"Partner {number}"))
    assert cost(birgitte, PAGE) == one
