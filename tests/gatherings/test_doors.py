"""Who opens what: a volunteer counts and reads no contacts, another house sees nothing."""

import uuid

import pytest

from favn.gatherings import actions, queries
from tests.gatherings.steps import Calendar

READS = ("tilmeldte/", "tilmeldte.xlsx", "invitationer/")
WRITES = ("ret/", "igen/", "aflys/", "gange/")


@pytest.mark.parametrize(
    ("who", "sees", "reads", "writes", "counts"),
    [
        ("amina", 200, 403, 403, 200),
        ("mehmet", 200, 403, 403, 403),
        ("ida", 200, 200, 200, 200),
        ("sara", 403, 403, 403, 403),
        ("leila", 404, 404, 404, 404),
        ("birgitte", 404, 404, 404, 404),
        ("sofia", 403, 403, 403, 403),
    ],
)
def test_a_role_opens_what_it_may_and_another_house_finds_nothing(
    calendar, cast, who, sees, reads, writes, counts
):
    row = calendar.over()
    calendar.staff_sign_up(row)
    meeting = calendar.meeting(row)
    client = cast.visit(getattr(cast, who))
    page = f"/arrangementer/{row.pk}/"
    assert client.get(page).status_code == sees
    assert {client.get(page + tail).status_code for tail in READS} == {reads}
    assert {client.get(page + tail).status_code for tail in WRITES} == {writes}
    door = f"/arrangementer/gang/{meeting.pk}/"
    assert client.get(door).status_code == counts
    assert client.post(door, {"verb": "hold"}).status_code in {counts, 302 if counts == 200 else 0}
    assert client.get(f"{door}udeblevne/").status_code == reads


def test_a_sign_up_of_another_gathering_is_not_counted_or_moved_here(calendar, jonas):
    here, there = calendar.over("Her"), calendar.over("Der")
    other = calendar.staff_sign_up(there)
    door = f"/arrangementer/gang/{calendar.meeting(here).pk}/"
    tap = {"verb": "came", "signup": str(other.pk), "heads": 1}
    assert jonas.post(door, tap).status_code == 404
    page = f"/arrangementer/{here.pk}/tilmeldte/"
    assert jonas.post(page, {"verb": "leave", "signup": str(other.pk)}).status_code == 404
    assert jonas.post(page, {"verb": "leave", "signup": "vrøvl"}).status_code == 422
    assert jonas.post(page, {"verb": "findes-ikke"}).status_code == 404


def test_another_houses_rows_are_refused_by_the_border_itself(calendar, cast):
    theirs = Calendar(cast, "leila")
    row = theirs.gathering("Deres")
    with calendar.cast.acting(calendar.by):
        assert queries.gathering_with(row.pk) is None
        assert queries.by_slug(row.slug) is None
    with pytest.raises(Exception, match=r"does not exist|border|matching"):
        calendar.sign_up(row)
    assert theirs.states(row) == {}


def test_a_reader_cannot_announce(calendar, cast):
    row = calendar.draft()
    amina = cast.visit(cast.amina)
    assert amina.post(f"/arrangementer/{row.pk}/", {"verb": "announce"}).status_code == 403
    assert calendar.now(row).state == "draft"


def test_the_log_names_a_gathering_and_never_who_signed_up(calendar, jonas):
    row = calendar.gathering("Fest")
    calendar.sign_up(row, "Hemmelige Hodan")
    calendar.do(actions.add_kind, id=uuid.uuid4(), slug="tur", name="Gåtur")
    page = jonas.get("/haendelser/").content.decode()
    assert "Fest" in page
    assert "Hodan" not in page
