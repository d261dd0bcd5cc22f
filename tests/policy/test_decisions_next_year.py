"""The decision log over New Year, typed wrong and put right, and kept from the other city.

Known answers from a city's action plan of 2025: decisions of 10 October and 4 December 2024, two
studies taken to information on 17 February, and three follow-ups adopted once, on 31 March.
"""

import uuid
from datetime import date

import pytest

from favn.kit import history
from favn.people.organisations.models import Unit
from favn.policy import queries
from favn.policy.models import Decision
from tests.policy.steps import initiative, neighbour

PAGE = "/planen/beslutninger/"
OLD, NEW = date(2026, 12, 30), date(2027, 4, 8)


@pytest.fixture
def birgitte(houses, studies, settings):
    settings.TODAY = OLD
    return houses.visit(houses.birgitte)


@pytest.fixture
def committee(houses):
    with houses.acting(houses.birgitte):
        return Unit.objects.create(
            organisation=houses.sundhavn, name="Beskæftigelsesudvalget", kind="committee"
        )


@pytest.fixture
def studies(houses, plan):
    titles = {20: "Undersøgelse blandt jøder", 21: "Undersøgelse blandt muslimer", 36: "Oplysning"}
    titles |= {27: "Dialog i skoler", 28: "Samtaler", 29: "Synlighed"}
    return {n: initiative(houses, plan, n, title) for n, title in titles.items()}


@pytest.fixture
def sent(committee):
    """The form as somebody fills it in."""

    def do(**changes):
        form = {"id": str(uuid.uuid4()), "body": str(committee.pk), "ruling": "noted"}
        form |= {"title": "De to undersøgelser", "on": "2026-12-17", "day_words": ""}
        return form | {"about": "20, 21", "born": ""} | changes

    return do


def text(client, page=PAGE):
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def only(houses):
    with houses.acting(houses.birgitte):
        return Decision.objects.owned().get()


def change(client, houses, sent, verb="change", **changes):
    row = only(houses)
    form = sent(verb=verb, version=row.version, reason="Skrevet to gange")
    return client.post(f"/planen/beslutning/{row.pk}/", form | changes)


def test_the_log_stands_year_by_year_and_no_decision_in_two(birgitte, settings, sent):
    for day, what in (("2026-10-10", "Aftalen"), ("2026-12-04", "Frie midler")):
        birgitte.post(PAGE, sent(on=day, title=what, ruling="approved", about="36"))
    assert "2026: 2 beslutninger" in text(birgitte)
    settings.TODAY = NEW
    birgitte.post(PAGE, sent(on="2027-02-17"))
    page = text(birgitte)
    places = [page.index(said) for said in ("2027: 1 beslutning<", "2026: 2 beslutninger")]
    assert places == sorted(places)
    assert page.count("Frie midler</span>") == 1


def test_a_study_is_taken_to_information_and_waits_until_follow_ups_are_adopted(
    birgitte, settings, sent
):
    """The chain study, taken to information, three follow-ups, told once and read from each."""
    waiting = "Taget til efterretning, uden opfølgning siden"
    assert waiting not in text(birgitte)
    birgitte.post(PAGE, sent())
    page = text(birgitte)
    assert waiting in page
    assert page.count("20. Undersøgelse blandt jøder</a>, 17. dec. 2026") == 1
    settings.TODAY = NEW
    adopted = sent(
        ruling="follow_up", on="2027-03-31", title="Tre nye indsatser", born="27, 28, 29",
        about="20",
    )  # fmt: skip
    birgitte.post(PAGE, adopted)
    page = text(birgitte)
    assert "20. Undersøgelse blandt jøder</a>, 17. dec." not in page
    assert "21. Undersøgelse blandt muslimer</a>, 17. dec. 2026" in page
    birgitte.post(PAGE, sent(on="2027-04-01", title="Igen", about="21", ruling="follow_up"))
    assert waiting not in text(birgitte)
    study = text(birgitte, "/planen/20/")
    assert "Taget til efterretning" in study
    assert "28. Samtaler" in study
    assert "20. Undersøgelse blandt jøder" in text(birgitte, "/planen/28/")


def test_what_is_noted_again_after_its_follow_up_waits_again(
    houses, plan, birgitte, settings, sent
):
    birgitte.post(PAGE, sent(on="2026-10-01", about="20", ruling="follow_up", title="Opfølgning"))
    birgitte.post(PAGE, sent(about="20"))
    with houses.acting(houses.birgitte):
        found = queries.not_followed_up(queries.decisions_of(plan))
    assert [(i.number, day) for i, day in found] == [(20, date(2026, 12, 17))]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "Skriv dagen for mødet."),
        ({"on": "2026-12-31"}, "Dagen ligger i fremtiden"),
        ({"on": "2126-12-17"}, "Dagen ligger i fremtiden"),
        ({"on": "9999-12-17"}, "årstal kan ikke passe"),
        ({"on": "0000-12-17"}, "dag-måned-år"),
        ({"on": "1926-12-17"}, "Er årstallet rigtigt?"),
        ({"title": ""}, "Skriv kort"),
        ({"title": " \u200b "}, "Skriv kort"),
        ({"title": "x" * 201}, "Teksten er for lang"),
        ({"title": "a\x00b"}, "tegn, der ikke kan gemmes"),
        ({"about": "20210"}, "højst fire cifre"),
        ({"about": "9" * 5000}, "højst fire cifre"),
        ({"about": "0"}, "Planen har ingen indsats 0"),
        ({"born": "20"}, "både være det"),
        ({"body": ""}, "Vælg det udvalg"),
        ({"ruling": ""}, "Vælg, hvad udvalget gjorde"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_what_cannot_be_names_the_mend_and_keeps_the_rest(birgitte, houses, sent, wrong, sentence):
    answer = birgitte.post(PAGE, sent(day_words="Måneden er trykt") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Måneden er trykt"' in page
    with houses.acting(houses.birgitte):
        assert not Decision.objects.owned().exists()


def test_two_who_write_the_same_minutes_write_one_decision(birgitte, sent):
    birgitte.post(PAGE, sent())
    again = birgitte.post(PAGE, sent(title="  de to   UNDERSØGELSER "))
    assert again.status_code == 422
    assert "Udvalgets beslutning står her allerede" in again.content.decode()
    assert birgitte.post(PAGE, sent(title="En anden sag", about="36")).status_code == 302
    assert "2026: 2 beslutninger" in text(birgitte)


def test_a_year_typed_wrong_is_put_right_and_moves_the_decision(birgitte, houses, sent):
    birgitte.post(PAGE, sent(on="2025-12-17", about="36"))
    assert "2025: 1 beslutning<" in text(birgitte)
    own = f"/planen/beslutning/{only(houses).pk}/"
    assert own in text(birgitte)
    stands = birgitte.get(own).context["form"]
    assert (stands["about"].value(), str(stands["on"].value())) == ("36", "2025-12-17")
    assert change(birgitte, houses, sent).status_code == 302
    page = text(birgitte)
    assert "2026: 1 beslutning<" in page
    assert "2025:" not in page
    with houses.acting(houses.birgitte):
        (line,) = history.of(only(houses)).filter(verb="correct")
    assert line.changes == {"on": ["2025-12-17", "2026-12-17"], "about": ["36", "20, 21"]}
    assert "De to undersøgelser" not in text(birgitte, "/planen/36/")
    assert "De to undersøgelser" in text(birgitte, "/planen/21/")


def test_a_correction_is_held_to_what_a_decision_is(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    for wrong in ({"on": "2027-01-01"}, {"born": "20"}, {"about": "99"}, {"title": ""}):
        assert change(birgitte, houses, sent, **wrong).status_code == 422
    assert only(houses).version == 1
    with houses.acting(houses.birgitte):
        assert only(houses).touched.count() == 2


def test_what_was_written_twice_is_taken_out_and_stays_in_history(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    row = only(houses)
    assert change(birgitte, houses, sent, "strike", reason=" ").status_code == 422
    assert change(birgitte, houses, sent, "strike").status_code == 302
    assert "Ingen beslutninger endnu" in text(birgitte)
    assert "Taget til efterretning" not in text(birgitte, "/planen/20/")
    assert birgitte.get(f"/planen/beslutning/{row.pk}/").status_code == 404
    assert birgitte.post(PAGE, sent()).status_code == 302
    with houses.acting(houses.birgitte):
        assert [line.reason for line in history.of(row).filter(verb="strike")] == [
            "Skrevet to gange"
        ]


def test_two_on_one_page_and_the_second_keeps_the_words(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    assert change(birgitte, houses, sent, title="Den første").status_code == 302
    answer = change(birgitte, houses, sent, version=1, title="Den anden", about="36")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Den anden"' in page
    assert "Den første" in page
    assert change(birgitte, houses, sent, "strike", version=1).status_code == 409
    assert change(birgitte, houses, sent, "burn").status_code == 404
    for version in ("", "x", "0", "9" * 30):
        answer = change(birgitte, houses, sent, version=version, title="Ny")
        assert answer.status_code in (409, 422)
    assert only(houses).title == "Den første"


def test_the_other_city_sees_and_changes_nothing_and_offices_only_read(birgitte, houses, sent):
    birgitte.post(PAGE, sent())
    own = f"/planen/beslutning/{only(houses).pk}/"
    rasmus, signe = houses.visit(houses.rasmus), neighbour(houses)
    page = text(rasmus)
    assert "De to undersøgelser" in page
    assert own not in page
    assert [rasmus.get(own).status_code, signe.get(own).status_code] == [403, 404]
    for verb in ("change", "strike"):
        assert change(signe, houses, sent, verb).status_code == 404
    assert only(houses).version == 1
