"""Every address of the house's barometer, whichever are added: whose it is, and who may write.

The addresses are taken from the room itself, so that none is forgotten.
"""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from favn.barometer import actions
from favn.barometer.choices import Stance
from favn.barometer.models import Upload
from favn.barometer.urls import PUBLIC, urlpatterns
from favn.people.organisations.models import Unit
from tests.barometer.steps import KINDERGARTEN, neighbour
from tests.barometer.test_uploads import CITIES, send
from tests.cast import TODAY

HOUSE = [one for one in urlpatterns if not str(one.pattern).startswith(PUBLIC)]
OF_ONE = [one.name for one in HOUSE if "<" in str(one.pattern)]
READ = {"register", "indicator"}


@pytest.fixture
def address(bench, sofia):
    """Name → its address for a record of Sundhavn's."""
    row = bench.gap(KINDERGARTEN)
    with bench.cast.acting(bench.by):
        unit = Unit.objects.create(
            organisation=bench.cast.sundhavn, name="Kulturudvalget", kind="committee"
        )
    word = bench.do(
        actions.say, id=uuid.uuid4(), indicator=row, unit=unit, stance=Stance.NOT_US,
        text="Vi driver biblioteker.", on=date(2026, 3, 1),
    )  # fmt: skip
    send(sofia, CITIES)
    with bench.cast.acting(bench.by):
        upload = Upload.objects.get()
    known = {
        "slug": row.slug, "word": word.pk, "upload": upload.pk,
        "observation": bench.cells(row)[0].pk,
    }  # fmt: skip

    def found(name):
        pattern = next(one.pattern for one in HOUSE if one.name == name)
        return reverse(f"barometer:{name}", kwargs={k: known[k] for k in pattern.converters})

    return found


@pytest.mark.parametrize("name", OF_ONE)
def test_a_record_of_another_municipality_is_not_there(bench, address, name):
    signe = neighbour(bench.cast)
    assert signe.get(address(name)).status_code == 404
    assert signe.post(address(name), {"verb": "withdraw", "on": TODAY}).status_code == 404


@pytest.mark.parametrize("name", [one.name for one in HOUSE if one.name not in READ])
def test_who_may_only_read_never_reaches_a_page_that_writes(bench, address, name):
    rasmus = bench.cast.visit(bench.cast.rasmus)
    assert rasmus.get(address(name)).status_code == 403
    assert rasmus.post(address(name), {}).status_code == 403


@pytest.mark.parametrize("name", [one.name for one in HOUSE])
def test_nobody_comes_in_without_a_session(bench, address, name):
    assert bench.cast.visit().get(address(name)).status_code == 302
