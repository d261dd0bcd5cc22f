"""The house's own register: who may see it, who may write, and what stays with the house."""

import uuid

import pytest

from favn.barometer import queries
from favn.barometer.models import Indicator
from tests.barometer.steps import KINDERGARTEN, cost, filled, neighbour

PAGE = "/barometer/"
NEW = "/barometer/ny/"


def test_the_register_shows_what_is_not_public_yet(bench, sofia):
    bench.gap(KINDERGARTEN, public=False)
    page = sofia.get(PAGE).content.decode()
    assert "Ikke offentlig" in page
    assert "Forskellen faldt" in page


def test_an_empty_register_says_what_belongs_there(bench, sofia):
    assert "Ingen indikatorer endnu" in sofia.get(PAGE).content.decode()


def test_an_indicator_is_made_defined_measured_and_published_in_the_browser(bench, sofia):
    typed = filled(
        sofia.get(NEW), title="Børn i klub", goal=str(bench.goal.pk), measure="value", wish="up"
    )
    assert [sofia.post(NEW, typed).status_code for _ in range(2)] == [302, 302]
    with bench.cast.acting(bench.by):
        row = Indicator.objects.get()
    assert row.slug == "boern-i-klub"
    assert "Skriv først, hvordan" in publish(sofia, row).content.decode()
    page = f"/barometer/{row.slug}/definition/"
    counted = filled(
        sofia.get(page), valid_from="2024-01-01", unit="percent", says="Andelen i klub.",
        source="Registret", origin="register",
    )  # fmt: skip
    assert sofia.post(page, counted).status_code == 302
    assert "Skriv mindst én måling" in publish(sofia, row).content.decode()
    page = f"/barometer/{row.slug}/maaling/"
    measured = filled(sofia.get(page), on="2025", value="39,0", base="1000")
    assert sofia.post(page, measured).status_code == 302
    assert publish(sofia, row, follow=True).status_code == 200
    public = bench.cast.visit().get("/barometeret/sundhavn/boern-i-klub/").content.decode()
    assert "39,0\xa0% i 2025. Det er den eneste måling." in public


def test_nothing_that_decides_a_judgement_is_chosen_beforehand(bench, sofia):
    row = bench.indicator()
    form = sofia.get(f"/barometer/{row.slug}/definition/").context["form"]
    assert [form[name].initial for name in ("unit", "origin")] == [None, None]
    assert form.fields["unit"].choices[0] == form.fields["origin"].choices[0] == ("", "Vælg")
    assert sofia.get(NEW).context["form"].fields["wish"].choices[0] == ("", "Vælg")
    unsaid = filled(sofia.get(NEW), title="Børn i klub", measure="value")
    assert "Vælg en af mulighederne." in sofia.post(NEW, unsaid).content.decode()


def publish(client, row, **more):
    return client.post(f"/barometer/{row.slug}/", {"verb": "publish"}, **more)


def test_a_published_indicator_can_be_taken_away_again(bench, sofia):
    row = bench.gap(KINDERGARTEN)
    sofia.post(f"/barometer/{row.slug}/", {"verb": "withdraw"})
    assert bench.cast.visit().get(f"/barometeret/sundhavn/{row.slug}/").status_code == 404


def test_two_who_change_one_indicator_are_told(bench, sofia):
    row = bench.gap(KINDERGARTEN)
    page = f"/barometer/{row.slug}/ret/"
    mine = filled(sofia.get(page), title="Mit navn")
    theirs = filled(sofia.get(page), title="Deres navn")
    assert sofia.post(page, theirs).status_code == 302
    answer = sofia.post(page, mine)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Deres navn" in text
    assert "Mit navn" in text
    assert sofia.post(page, filled(answer)).status_code == 302


def test_the_groups_of_a_measured_indicator_stay(bench, sofia):
    row = bench.gap(KINDERGARTEN)
    page = f"/barometer/{row.slug}/ret/"
    answer = sofia.post(page, filled(sofia.get(page), scheme="", measure="value"))
    assert answer.status_code == 422
    assert "Lav en ny indikator" in answer.content.decode()


def test_addresses_of_other_pages_are_never_given_away(bench):
    with bench.cast.acting(bench.by):
        assert queries.slug_for("Ny") == "ny-2"
        assert queries.slug_for("Ærø & Øerne") == "aeroe-oeerne"
        assert queries.slug_for("!!!") == "indikator"


@pytest.mark.parametrize("who", ["amina", "jonas", "mehmet", "leila"])
def test_an_association_has_no_barometer(bench, who):
    assert bench.cast.visit(getattr(bench.cast, who)).get(PAGE).status_code == 403


def test_an_office_reads_and_does_not_write(bench):
    row = bench.gap(KINDERGARTEN)
    rasmus = bench.cast.visit(bench.cast.rasmus)
    page = rasmus.get(f"/barometer/{row.slug}/").content.decode()
    assert "Forskellen faldt" in page
    assert "Skriv en måling" not in page
    assert rasmus.get(NEW).status_code == 403
    assert rasmus.post(f"/barometer/{row.slug}/", {"verb": "withdraw"}).status_code == 403


def test_a_neighbouring_municipality_never_sees_or_changes_them(bench):
    row = bench.gap(KINDERGARTEN)
    signe = neighbour(bench.cast)
    assert "Forskellen" not in signe.get(PAGE).content.decode()
    for tail in ("", "ret/", "definition/", "maaling/", "maal/", "ord/"):
        assert signe.get(f"/barometer/{row.slug}/{tail}").status_code == 404, tail
    cell = bench.cells(row)[0]
    assert signe.get(f"/barometer/maaling/{cell.pk}/").status_code == 404
    sent = {"verb": "strike", "reason": "Ikke vores"}
    assert signe.post(f"/barometer/maaling/{cell.pk}/", sent).status_code == 404
    mine = filled(signe.get(NEW), title="Vores", goal=str(bench.goal.pk), measure="value",
                  wish="up", id=str(uuid.uuid4()))  # fmt: skip
    assert signe.post(NEW, mine).status_code == 422


def test_the_same_address_may_be_used_by_two_municipalities(bench):
    bench.gap(KINDERGARTEN)
    signe = neighbour(bench.cast)
    typed = filled(signe.get(NEW), title="Boernehave", measure="value", wish="none")
    assert signe.post(NEW, typed).headers["Location"] == "/barometer/boernehave/definition/"


def test_more_indicators_ask_no_more_of_the_database(bench, sofia):
    bench.gap(KINDERGARTEN)
    one = cost(sofia, PAGE)
    for n in range(3):
        bench.gap(KINDERGARTEN, slug=f"flere-{n}", title=f"Flere {n}")
    assert cost(sofia, PAGE) == one
