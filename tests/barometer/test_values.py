"""Writing values: once, in their unit, never two in one cell, corrected beside the old one."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from favn.barometer import actions
from favn.barometer.actions import Aim, Cell
from favn.barometer.choices import Unit
from favn.barometer.models import CommitteeWord, Observation, Target
from favn.kit import history
from favn.kit.refusals import Conflict, Refused
from favn.people.organisations.models import Unit as Part
from tests.barometer.steps import GRADES, KINDERGARTEN, MINORITY, filled, neighbour

OBSERVE = "/barometer/boernehave/maaling/"


@pytest.fixture
def row(bench):
    return bench.gap(KINDERGARTEN)


def focus(bench, row):
    return next(c.group for c in bench.cells(row) if c.group.title == MINORITY)


def test_a_value_is_written_once_however_often_it_is_sent(bench, row, sofia):
    group = focus(bench, row)
    typed = filled(sofia.get(OBSERVE), group=str(group.pk), on="2013-11", value="87,3", base="4000")
    assert [sofia.post(OBSERVE, typed).status_code for _ in range(2)] == [302, 302]
    with bench.cast.acting(bench.by):
        cell = Observation.objects.get(group=group, on=date(2013, 11, 1))
        assert (str(cell.value), cell.decimals, cell.base) == ("87.3000", 1, 4000)
        assert history.of(cell).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "2012-11", "value": "86"}, "har allerede et tal for nov. 2012"),
        ({"on": "2013", "value": "861"}, "er over 100"),
        ({"on": "2013", "value": "-"}, "er ikke et tal"),
        ({"on": "sidste år", "value": "86"}, "er ikke en tid"),
        ({"on": "2013", "value": "86", "count": "40"}, "hvor mange tallet er en del af"),
        ({"on": "2013", "value": "86", "base": "100", "count": "40"}, "40 af 100 er 40"),
        ({"on": "2013", "value": ""}, "Skriv tallet"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(bench, row, sofia, typed, sentence):
    group = focus(bench, row)
    sent = filled(sofia.get(OBSERVE), group=str(group.pk)) | typed
    answer = sofia.post(OBSERVE, sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert len(bench.cells(row)) == 6


def test_a_group_of_another_scheme_is_refused(bench, row, sofia):
    other = bench.groups(bench.scheme(("Drenge", "one"), title="Køn"))[0]
    answer = sofia.post(OBSERVE, filled(sofia.get(OBSERVE), group=str(other.pk), on="2013",
                                        value="86"))  # fmt: skip
    assert answer.status_code == 422


def test_a_percent_sign_on_a_difference_is_refused(bench, sofia):
    bench.value((("2005-09", "13,1"),), Unit.POINTS, slug="merledighed")
    page = "/barometer/merledighed/maaling/"
    answer = sofia.post(page, filled(sofia.get(page), on="2012-09", value="10,8 %"))
    assert answer.status_code == 422
    assert "skrives i procentpoint, ikke med %" in answer.content.decode()


def test_a_correction_keeps_the_old_value_and_its_reason(bench, row, sofia):
    old = next(c for c in bench.cells(row) if str(c.value) == "82.0000")
    page = f"/barometer/maaling/{old.pk}/"
    typed = filled(sofia.get(page), value="81", reason="Talt to gange.") | {"verb": "correct"}
    assert [sofia.post(page, typed).status_code for _ in range(2)] == [302, 404]
    with bench.cast.acting(bench.by):
        now = Observation.objects.get(corrects=old)
        old.refresh_from_db()
        assert (str(now.value), now.reason, now.superseded_at) == (
            "81.0000",
            "Talt to gange.",
            None,
        )
        assert str(old.value) == "82.0000"
        assert old.superseded_at is not None
    assert "rettet fra 82\xa0% til 81\xa0%" in sofia.get("/barometer/boernehave/").content.decode()


def test_a_correction_without_a_reason_or_a_change_is_refused(bench, row, sofia):
    old = bench.cells(row)[0]
    page = f"/barometer/maaling/{old.pk}/"
    blank = filled(sofia.get(page), value="50", reason="") | {"verb": "correct"}
    assert sofia.post(page, blank).status_code == 422
    same = filled(sofia.get(page), reason="For en sikkerheds skyld") | {"verb": "correct"}
    answer = sofia.post(page, same)
    assert (answer.status_code, "ikke rettet noget" in answer.content.decode()) == (422, True)


def test_two_corrections_of_one_value_cannot_both_stand(bench, row):
    old = bench.cells(row)[0]
    for value, outcome in (("50", None), ("51", Conflict)):
        told = {
            "id": uuid.uuid4(), "observation": old, "cell": Cell(old.value - int(value), 0),
            "reason": "Rettet",
        }  # fmt: skip
        told["cell"] = Cell(type(old.value)(value), 0)
        if outcome is None:
            bench.do(actions.correct, **told)
        else:
            with pytest.raises(outcome):
                bench.do(actions.correct, **told)


def test_a_struck_value_can_be_seen_and_counts_no_more(bench, row, sofia):
    old = next(c for c in bench.cells(row) if str(c.value) == "84.0000")
    page = f"/barometer/maaling/{old.pk}/"
    sofia.post(page, {"verb": "strike", "reason": "Forkert gruppe."})
    shown = sofia.get("/barometer/boernehave/").content.decode()
    assert "84\xa0% er taget væk." in shown
    assert "Forkert gruppe." in shown
    assert "Undervejs var den" not in shown


def test_a_new_definition_needs_its_reason_and_a_later_day(bench, row, sofia):
    page = "/barometer/boernehave/definition/"
    typed = filled(sofia.get(page), valid_from="2013-01-01")
    answer = sofia.post(page, typed)
    assert "Det er grunden til, at serien får et brud" in answer.content.decode()
    early = typed | {"changed": "Kun heldags", "valid_from": "1999-01-01"}
    assert "senere dag end den forrige" in sofia.post(page, early).content.decode()
    good = typed | {"changed": "Kun heldags"}
    assert sofia.post(page, good).status_code == 302
    group = focus(bench, row)
    before = filled(sofia.get(OBSERVE), group=str(group.pk), on="2012", value="80")
    assert "gælder først senere" in sofia.post(OBSERVE, before).content.decode()


def test_a_difference_cannot_be_counted_in_percentage_points_again(bench, sofia):
    scheme = bench.two_groups()
    bench.indicator(slug="gab", measure="gap", scheme=scheme)
    page = "/barometer/gab/definition/"
    typed = filled(
        sofia.get(page), valid_from="2020-01-01", unit="points", says="x", source="y",
        origin="register",
    )  # fmt: skip
    answer = sofia.post(page, typed)
    assert "allerede forskelle" in answer.content.decode()


def test_a_target_is_a_path_and_one_per_time(bench, sofia):
    bench.value((("2010", "30"),), Unit.COUNT, slug="stillinger")
    page = "/barometer/stillinger/maal/"
    for _ in range(2):
        typed = filled(sofia.get(page), on="2010", value="30", is_each_period="on")
        last = sofia.post(page, typed)
    assert (last.status_code, "allerede et mål" in last.content.decode()) == (422, True)
    with bench.cast.acting(bench.by):
        assert Target.objects.get().is_each_period


def test_a_target_over_a_hundred_percent_is_refused(bench, row):
    definition = bench.definition(row)
    aim = Aim(date(2015, 1, 1), type(bench.cells(row)[0].value)("120"))
    with pytest.raises(Refused):
        bench.do(actions.set_target, id=uuid.uuid4(), definition=definition, aim=aim)


def test_bands_that_overlap_are_refused_where_they_are_made(bench, sofia):
    scheme = bench.scheme(title="Områder af jura")
    page = "/barometer/inddelinger/"
    for title, low, high, status in (("1–2", 1, 2, 302), ("2–3", 2, 3, 422), ("3+", 3, "", 302)):
        sent = {
            "verb": "group", "id": str(uuid.uuid4()), "scheme": str(scheme.pk), "title": title,
            "part": "one", "lowest": low, "highest": high,
        }  # fmt: skip
        assert sofia.post(page, sent).status_code == status, title
    names = [group.title for group in bench.groups(scheme)]
    assert names == ["1–2", "3+"]


def test_a_scheme_has_one_group_of_each_part_and_is_nobody_elses(bench, row, sofia):
    page = "/barometer/inddelinger/"
    sent = {
        "verb": "group", "id": str(uuid.uuid4()), "scheme": str(row.scheme_id), "title": "Andre",
        "part": "focus",
    }  # fmt: skip
    answer = sofia.post(page, sent)
    assert "allerede en gruppe med den rolle" in answer.content.decode()
    signe = neighbour(bench.cast)
    assert signe.post(page, sent | {"part": "one"}).status_code == 404
    assert "Minoriteten" not in signe.get(page).content.decode()


@pytest.fixture
def committee(bench):
    with bench.cast.acting(bench.by):
        return Part.objects.create(
            organisation=bench.cast.sundhavn, name="Socialudvalget", kind="committee"
        )


def test_a_planner_writes_a_committees_word_and_changes_it(bench, row, committee):
    birgitte = bench.cast.visit(bench.cast.birgitte)
    page = f"/barometer/{row.slug}/ord/"
    typed = filled(
        birgitte.get(page), unit=str(committee.pk), stance="not_recorded",
        text="Udvalget registrerer ikke herkomst.",
    )  # fmt: skip
    assert [birgitte.post(page, typed).status_code for _ in range(2)] == [302, 302]
    with bench.cast.acting(bench.by):
        word = CommitteeWord.objects.get()
    change = f"/barometer/ord/{word.pk}/"
    mine = filled(birgitte.get(change), text="Heller ikke fremover.")
    theirs = filled(birgitte.get(change), stance="proposal")
    assert birgitte.post(change, theirs).status_code == 302
    answer = birgitte.post(change, mine)
    assert answer.status_code == 409
    assert birgitte.post(change, filled(answer)).status_code == 302
    assert neighbour(bench.cast).get(change).status_code == 404


def test_a_printed_number_of_years_is_written_and_recomputed(bench, sofia):
    bench.value(GRADES, Unit.RATIO, slug="karakterer", parity=Decimal(100))
    page = "/barometer/karakterer/trykt/"
    bare = filled(sofia.get(page), kind="years", words="ca. 17 år", place="kapitel 2")
    assert "Skriv det trykte antal år" in sofia.post(page, bare).content.decode()
    typed = bare | {"years": "17"}
    assert [sofia.post(page, typed).status_code for _ in range(2)] == [302, 302]
    shown = sofia.get("/barometer/karakterer/").content.decode()
    assert shown.count("Trykt: ca. 17 år (kapitel 2).") == 1
    assert "giver 34,5 år" in shown
    assert "Aksen begynder ikke ved nul." in shown
    assert neighbour(bench.cast).get(page).status_code == 404
