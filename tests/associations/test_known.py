"""Who knows whom: by office, by association, in a drawing; and what a colleague leaves behind."""

import re

import pytest

from favn.associations.queries import contacts as queries
from favn.associations.views import drawing
from favn.people.accounts.models import Membership
from tests.associations.steps import DIRECTORY, elsewhere, form_of

KNOWN = f"{DIRECTORY}kender/"


@pytest.fixture
def entry(directory):
    return directory.add("Somalisk Kvindeforening")


def test_a_contact_is_written_once_and_stands_on_both_pages(directory, entry, freja, cast):
    page = f"{DIRECTORY}{entry.slug}/kender/"
    office = cast.units["Kulturforvaltningen"]
    typed = form_of(freja.get(page), holder=str(cast.freja.pk), unit=str(office.pk),
                    since="2026-01-05", about="Lokaler")  # fmt: skip
    assert [freja.post(page, typed).status_code for _ in range(2)] == [302, 302]
    assert freja.get(page).content.decode().count("Lokaler") == 1
    assert "Lokaler" in freja.get(f"{KNOWN}{office.pk}/").content.decode()


def test_the_matrix_shows_where_nobody_knows_anyone(directory, entry, freja, cast):
    directory.add("Ukendt Forening")
    directory.knows(entry, cast.freja)
    with directory.open():
        (row,) = queries.matrix().rows
    assert (row.associations, row.unknown) == (2, 1)
    assert sorted(row.known) == [0, 1]
    assert "Ingen i kommunen kender 1 af 2 foreninger" in freja.get(KNOWN).content.decode()


def test_a_leaning_heading_ends_inside_the_drawing():
    names = ["Beskæftigelses", "Børne", "Kultur", "Teknik- og Miljø", "Økonomi"]
    drawn = drawing.field(names, [("Nordby", 3, (0, 1, 0, 2, 0))], 330)
    at = [float(x) for x in re.findall(r"translate\((\d+) 100", drawn)]
    assert all(x + 4.2 * len(name) <= 335 for x, name in zip(at, names, strict=True))


def test_a_contact_with_one_that_was_joined_counts_for_the_one_that_stands(
    directory, entry, freja, cast
):
    twin = directory.add("SKF")
    directory.knows(twin, cast.freja)
    page = f"{DIRECTORY}{entry.slug}/samme/skf/"
    freja.post(page, form_of(freja.get(page)) | {"verb": "same"})
    with directory.open():
        assert queries.matrix().unknown == 0


def test_when_a_colleague_leaves_the_contacts_are_handed_over(directory, entry, freja, cast):
    contact = directory.knows(entry, cast.rasmus, about="Job til medlemmer")
    assert "Skal overdrages" not in freja.get(KNOWN).content.decode()
    with directory.open():
        Membership.objects.owned().filter(account=cast.rasmus).delete()
    page = freja.get(KNOWN).content.decode()
    assert "Skal overdrages" in page
    assert "Rasmus" in page
    hand = f"{DIRECTORY}kontakt/{contact.pk}/"
    unit = cast.units["Kulturforvaltningen"]
    typed = form_of(freja.get(hand), holder=str(cast.freja.pk), unit=str(unit.pk))
    assert [freja.post(hand, typed | {"verb": "hand"}).status_code for _ in range(2)] == [302, 302]
    assert "Skal overdrages" not in freja.get(KNOWN).content.decode()
    with directory.open():
        now, before = queries.contacts_of(entry).order_by("ended_on")[0:2][::-1]
        stands = queries.contacts().get()
    assert (stands.holder, stands.about, stands.after_id) == (
        "Freja", "Job til medlemmer", contact.pk
    )  # fmt: skip
    assert {now.pk, before.pk} == {stands.pk, contact.pk}


def test_whoever_signs_in_no_more_is_left_too(directory, entry, cast, freja):
    directory.knows(entry, cast.rasmus)
    type(cast.rasmus).objects.filter(pk=cast.rasmus.pk).update(is_active=False)
    assert "Skal overdrages" in freja.get(KNOWN).content.decode()


def test_a_contact_ends_without_anybody_after(directory, entry, freja, cast):
    contact = directory.knows(entry, cast.rasmus)
    assert freja.post(f"{DIRECTORY}kontakt/{contact.pk}/", {"verb": "end"}).status_code == 302
    with directory.open():
        assert queries.contacts().count() == 0


def test_an_office_writes_its_own_contacts_alone(directory, entry, cast):
    rasmus = cast.visit(cast.rasmus)
    page = f"{DIRECTORY}{entry.slug}/kender/"
    form = rasmus.get(page).context["form"]
    assert [name for _key, name in form.fields["unit"].choices[1:]] == [
        "Beskæftigelsesforvaltningen"
    ]
    typed = form_of(rasmus.get(page), holder=str(cast.rasmus.pk), about="x", since="2026-01-01",
                    unit=str(cast.units["Kulturforvaltningen"].pk))  # fmt: skip
    assert rasmus.post(page, typed).status_code == 422
    others = directory.knows(entry, cast.freja, office=1)
    assert rasmus.get(f"{DIRECTORY}kontakt/{others.pk}/").status_code == 403


def test_a_foreign_contact_and_office_do_not_exist(cast, freja):
    other = elsewhere(cast)
    assert freja.get(f"{KNOWN}{cast.units['Rådgivningen'].pk}/").status_code == 404
    assert freja.get(f"{DIRECTORY}{other.add('Nordby Kor').slug}/kender/").status_code == 404


def test_an_empty_directory_says_what_belongs_there(freja):
    assert "Ingen foreninger endnu" in freja.get(KNOWN).content.decode()
