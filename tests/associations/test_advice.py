"""Advice to associations: asked for, given, written on the association's page, and counted.

The number it is set beside is the 33 of city-inclusion-status-2013, “ProjektVærkstedet”.
"""

import uuid
from datetime import timedelta

import pytest

from favn.associations.actions import sameness
from favn.associations.models import Advice
from favn.kit import clock
from tests.associations.steps import elsewhere, form_of
from tests.cast import TODAY

YEAR = f"/foreninger/raad/{TODAY.year}/"


@pytest.fixture
def entry(directory):
    return directory.add("Syrisk Hus", email="hus@x.example")


def page(entry):
    return f"/foreninger/{entry.slug}/raad/"


def advise(client, entry, at="", **typed):
    here = page(entry) + at
    said = form_of(client.get(here), **({"subject": "project"} | typed)) | {"verb": "advise"}
    return client.post(here, said)


def counted(client):
    shown = client.get(YEAR)
    return shown.context["advised"].total, shown.context["sessions"].total


def test_an_association_asks_is_advised_and_is_counted_once(directory, entry, freja):
    errand = directory.asks(entry, kind="advice", subject="Hvordan skriver vi vedtægter?")
    there = freja.get(f"/henvendelser/{errand.pk}/").content.decode()
    at = f"?henvendelse={errand.pk}"
    assert f"{page(entry)}{at}" in there
    led = freja.get(f"{page(entry)}{at}").content.decode()
    assert "Foreningen bad om det i henvendelsen “Hvordan skriver vi vedtægter?”." in led
    assert advise(freja, entry, at, subject="board", next_step="Retter § 4").status_code == 302
    advise(freja, entry, subject="money", on=(TODAY - timedelta(days=2)).isoformat())
    advise(freja, directory.add("Cykelhjælpen"))
    assert counted(freja) == (2, 3)
    text = freja.get(YEAR).content.decode()
    assert "Vedtægter og bestyrelse" in text
    assert "33 foreninger" in text
    there = freja.get(f"/henvendelser/{errand.pk}/").content.decode()
    assert "Vedtægter og bestyrelse, i dag" in there
    assert "Rådgivning: 2 gange" in freja.get(f"/foreninger/{entry.slug}/").content.decode()


def test_the_same_form_twice_counts_once_and_a_struck_one_not_at_all(entry, freja):
    said = form_of(freja.get(page(entry)), subject="project") | {"verb": "advise"}
    for _twice in range(2):
        assert freja.post(page(entry), said).status_code == 302
    advise(freja, entry)
    assert counted(freja) == (1, 2)
    lacking = freja.post(page(entry), {"verb": "strike", "advice": said["id"], "because": ""})
    assert lacking.status_code == 422
    strike = {"verb": "strike", "advice": said["id"], "because": "Det var en anden forening."}
    freja.post(page(entry), strike)
    assert counted(freja) == (1, 1)
    assert "Det var en anden forening." in freja.get(page(entry)).content.decode()


def test_two_names_of_one_association_count_once_and_two_again_when_taken_apart(
    directory, entry, freja
):
    twin = directory.add("Foreningen Syrisk Hus")
    advise(freja, entry)
    advise(freja, twin)
    assert counted(freja) == (2, 2)
    with directory.open():
        verdict = sameness.decide(
            id=uuid.uuid4(), one=entry, other=twin, is_same=True, likeness=None, why="",
            by=directory.by, at=clock.now(),
        )  # fmt: skip
    assert counted(freja) == (1, 2)
    assert freja.get(page(twin))["Location"] == page(entry)
    with directory.open():
        sameness.take_back(verdict=verdict, by=directory.by, at=clock.now())
    assert counted(freja) == (2, 2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"on": "2027-01-01"}, "Dagen er ikke kommet endnu."), ({"on": "i går"}, "Skriv dagen"),
     ({"subject": "vejret"}, "Vælg fra listen.")],
)  # fmt: skip
def test_what_cannot_be_is_said(entry, freja, typed, said):
    answer = advise(freja, entry, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_next_year_begins_with_nobody(entry, freja, moving):
    advise(freja, entry)
    moving(TODAY.replace(year=TODAY.year + 1))
    shown = freja.get(f"/foreninger/raad/{TODAY.year + 1}/")
    assert shown.context["advised"].total == 0
    assert "Ingen forening er rådgivet endnu" in shown.content.decode()
    assert freja.get(f"/foreninger/raad/{TODAY.year + 2}/").status_code == 404


def test_another_municipality_has_its_own_and_only_whoever_answers_errands_sees_it(
    directory, entry, freja, cast
):
    advise(freja, entry)
    other = elsewhere(cast)
    gro = cast.visit(other.by)
    assert gro.get(page(entry)).status_code == 404
    assert counted(gro) == (0, 0)
    with directory.open():
        row = Advice.objects.owned().get()
    theirs = other.add("Nordby Kor")
    foreign = gro.post(page(theirs), {"verb": "strike", "advice": row.pk, "because": "x"})
    assert foreign.status_code == 404
    for who in ("rasmus", "sofia", "mehmet"):
        assert cast.visit(getattr(cast, who)).get(YEAR).status_code == 403
