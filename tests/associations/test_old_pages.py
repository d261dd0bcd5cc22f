"""Numbers that pages post along and that are none: an old page, never an error."""

import pytest

from favn.associations.rules.check_sheets import THEIRS
from favn.kit import clock
from favn.surveys import actions as surveys
from favn.surveys import queries as asking
from tests.associations.pacts import HOUSE

ABSURD = ("9" * 5000, "99999999999", "٣", "-1", "x", "")


@pytest.mark.parametrize("version", ABSURD)
def test_an_entry_is_not_confirmed_by_a_page_without_a_version(directory, cast, version):
    row = directory.add("Medborgerhuset", party=cast.medborgerhuset)
    answer = cast.visit(cast.mehmet).post(f"/vores-side/{row.pk}/", {"version": version})
    assert answer.status_code == 409
    assert directory.entry(row.slug).confirmed_at is None


@pytest.mark.parametrize("version", [*ABSURD, None])
def test_a_member_does_not_come_back_by_a_page_without_a_version(society, grete, version):
    row = society.member("Ali", "ali@x.example")
    page = f"/medlemmer/{row.pk}/"
    sent = {"verb": "back"} | ({} if version is None else {"version": version})
    assert grete.post(page, sent).status_code in (302, 409, 422)


@pytest.mark.parametrize("number", ABSURD[:-1])
def test_an_agreement_has_no_such_edition(pacts, freja, number):
    row = pacts.agreed()
    assert freja.get(f"{HOUSE}{row.pk}/aftale/", {"udgave": number}).status_code == 404


@pytest.mark.parametrize("revision", ABSURD)
def test_a_sheet_is_not_changed_by_a_page_without_a_revision(checks, directory, cast, revision):
    checks.make()
    with directory.open():
        row = asking.questionnaire_named(THEIRS)
        draft = surveys.begin_version(questionnaire=row, by=cast.birgitte, at=clock.now())
    page = f"/spoergeskemaer/{row.pk}/{draft.number}/"
    answer = cast.visit(cast.birgitte).post(page, {"verb": "publish", "revision": revision})
    assert answer.status_code in (409, 422)
    with directory.open():
        assert asking.last_published(row).number == 1
