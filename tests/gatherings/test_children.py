"""Holiday activities: children come without their parents, so a parent says yes first."""

from datetime import timedelta

import pytest

from favn.gatherings import actions
from favn.gatherings.models import SignUp
from favn.gatherings.rules.children import PARENT_YES
from favn.kit.refusals import Refused
from tests.cast import NOW
from tests.gatherings.steps import filled

PAGE = "/tag-del/medborgerhuset/svoemmetur/tilmeld/"
SAID = {"children": "Ali 8 år, Sara 10 år", "parent_yes": str(PARENT_YES)}


@pytest.fixture
def swim(calendar):
    return calendar.gathering("Svømmetur", kind="ferieaktivitet", for_children=True)


def typed(guest, **more):
    told = {"name": "Hodan", "contact": "20112233", "persons": 2, "children": SAID["children"]}
    return filled(guest.get(PAGE), **(told | {"parent_yes": "on"} | more))


def only(calendar):
    with calendar.cast.acting(calendar.by):
        return SignUp.objects.owned().get()


def test_a_parent_says_yes_and_the_words_are_kept_with_the_children(calendar, swim, guest):
    answer = guest.post(PAGE, typed(guest), follow=True)
    assert "Du har sagt ja til, at Ali 8 år, Sara 10 år er med" in answer.content.decode()
    row = only(calendar)
    assert (row.parent_yes, row.parent_yes_at is not None) == (str(PARENT_YES), True)


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("parent_yes", "En forælder skal sige ja, før børnene kan være med."),
        ("children", "Skriv, hvad børnene hedder, og hvor gamle de er."),
    ],
)
def test_without_a_yes_or_a_name_no_child_is_written_in(calendar, swim, guest, left_out, sentence):
    answer = guest.post(PAGE, typed(guest, **{left_out: None}))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    with calendar.cast.acting(calendar.by):
        assert SignUp.objects.owned().count() == 0


def test_neither_staff_nor_an_invitation_goes_round_a_parent(calendar, swim):
    with pytest.raises(Refused, match="lad en forælder sige ja først"):
        calendar.staff_sign_up(swim)
    assert calendar.staff_sign_up(swim, said=SAID).parent_yes_at == NOW


def test_one_child_more_is_one_more_yes(calendar, swim, guest):
    row = calendar.sign_up(swim, persons=2, said=SAID)
    with pytest.raises(Refused, match="Dit ja gælder de børn, du skrev"):
        calendar.alone(actions.change_persons, signup=row, persons=3, version=row.version)
    own = f"/tag-del/medborgerhuset/min/{row.code}/"
    assert "Ret antallet" not in guest.get(own).content.decode()


def test_the_door_names_the_children_and_the_paper_whom_to_ring(calendar, jonas):
    row = calendar.over("Svømmetur", kind="ferieaktivitet", for_children=True)
    before = NOW - timedelta(days=15)
    calendar.sign_up(row, contact="20112233", persons=2, said=SAID, at=before)
    page = f"/arrangementer/gang/{calendar.meeting(row).pk}/"
    assert "Ali 8 år, Sara 10 år (Hodan)" in jonas.get(page).content.decode()
    assert "20112233" in jonas.get(f"{page}liste/").content.decode()
    late = jonas.post(page, {"verb": "one-more", "id": "5b0d2c94-7f42-4a1c-8c38-3f7e6bb1a001"})
    assert "lad en forælder sige ja først" in late.content.decode()


def test_who_has_a_seat_without_a_yes_is_named_at_the_door(calendar, jonas):
    row = calendar.over("Svømmetur", kind="ferieaktivitet")
    calendar.sign_up(row, "Piotr", at=NOW - timedelta(days=15))
    with calendar.cast.acting(calendar.by):
        type(row).objects.owned().filter(pk=row.pk).update(for_children=True)
    text = jonas.get(f"/arrangementer/gang/{calendar.meeting(row).pk}/").content.decode()
    assert "En forælder har ikke sagt ja for: Piotr" in text


def test_the_childrens_names_go_with_the_others_and_the_number_stays(calendar):
    row = calendar.over("Svømmetur", days_ago=16, kind="ferieaktivitet", for_children=True)
    calendar.sign_up(row, persons=2, said=SAID, at=NOW - timedelta(days=21))
    calendar.do(actions.erase_old)
    gone = only(calendar)
    assert (gone.children, gone.parent_yes, gone.persons) == ("", "", 2)


def test_the_page_says_so_and_another_house_has_none_of_it(cast, calendar, swim, guest):
    assert (
        "En forælder siger ja" in guest.get("/tag-del/medborgerhuset/svoemmetur/").content.decode()
    )
    assert guest.get(PAGE.replace("medborgerhuset", "naboerne")).status_code == 404
    with cast.acting(cast.leila):
        assert SignUp.objects.owned().count() == 0
