"""Who knows whom with absurd input, in two tabs, beside another house, and after New Year."""

from datetime import date

import pytest

from favn.associations.models import Contact
from favn.associations.queries import contacts as queries
from favn.people.accounts.models import Membership
from tests.associations.steps import DIRECTORY, elsewhere, form_of
from tests.cast import new_id

KNOWN = f"{DIRECTORY}kender/"


@pytest.fixture
def entry(directory):
    return directory.add("Somalisk Kvindeforening")


def hand(contact):
    return f"{DIRECTORY}kontakt/{contact.pk}/"


def handed(client, contact, cast, to="freja"):
    unit = str(cast.units["Kulturforvaltningen"].pk)
    return form_of(client.get(hand(contact)), holder=str(getattr(cast, to).pk), unit=unit) | {
        "verb": "hand"
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"about": ""}, "Skriv med få ord"),
        ({"about": "x" * 201}, "Teksten er for lang."),
        ({"since": "2026-11-20"}, "Dagen ligger i fremtiden."),
        ({"since": "0026-01-05"}, "Det årstal kan ikke passe."),
        ({"since": ""}, "Skriv dagen som"),
        ({"holder": ""}, "Vælg fra listen."),
        ({"holder": "mehmet"}, "Vælg fra listen."),
        ({"unit": "Rådgivningen"}, "Vælg fra listen."),
        ({"id": "x"}, "Siden er for gammel."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(entry, directory, freja, cast, typed, said):
    """A colleague and an office of another house are not in the list."""
    foreign = {"mehmet": str(cast.mehmet.pk), "Rådgivningen": str(cast.units["Rådgivningen"].pk)}
    typed = {name: foreign.get(value, value) for name, value in typed.items()}
    page = f"{DIRECTORY}{entry.slug}/kender/"
    whole = {"holder": str(cast.freja.pk), "unit": str(cast.units["Kulturforvaltningen"].pk),
             "since": "2026-01-05", "about": "Lokaler"}  # fmt: skip
    answer = freja.post(page, form_of(freja.get(page)) | whole | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with directory.open():
        assert not queries.contacts().exists()


def test_a_contact_of_another_municipality_is_neither_seen_handed_on_nor_ended(
    entry, directory, cast
):
    contact = directory.knows(entry, cast.freja)
    gro = cast.visit(elsewhere(cast).by)
    assert gro.get(hand(contact)).status_code == 404
    for verb in ("hand", "end"):
        assert gro.post(hand(contact), {"verb": verb, "id": str(new_id())}).status_code == 404
    assert "Somalisk" not in gro.get(KNOWN).content.decode()
    with directory.open():
        assert queries.contacts().get().ended_on is None


def test_a_page_from_before_the_contact_was_handed_on_ends_nothing(entry, directory, freja, cast):
    contact = directory.knows(entry, cast.rasmus)
    late = handed(freja, contact, cast)
    assert freja.post(hand(contact), handed(freja, contact, cast)).status_code == 302
    for sent in ({"verb": "end"}, late):
        answer = freja.post(hand(contact), sent)
        assert answer.status_code == 409
        assert "Kontakten er slut." in answer.content.decode(), "the page as it stands now"
    with directory.open():
        assert queries.contacts().get().holder == "Freja"


def test_who_knows_it_now_stands_first_and_last_years_after(entry, directory, freja, cast, moving):
    moving(date(2026, 12, 30))
    first = directory.knows(entry, cast.rasmus, about="Job")
    moving(date(2027, 1, 8))
    freja.post(hand(first), handed(freja, first, cast, "birgitte"))
    with directory.open():
        second = queries.contacts().get()
    moving(date(2027, 12, 31))
    freja.post(hand(second), handed(freja, second, cast))
    with directory.open():
        told = [(row.holder, row.since, row.ended_on) for row in queries.contacts_of(entry)]
    assert told == [
        ("Freja", date(2027, 12, 31), None),
        ("Birgitte", date(2027, 1, 8), date(2027, 12, 31)),
        ("Rasmus", date(2026, 12, 30), date(2027, 1, 8)),
    ]
    moving(date(2028, 1, 2))
    text = freja.get(f"{DIRECTORY}{entry.slug}/kender/").content.decode()
    assert "31. dec. 2027" in text
    assert "slut 8. jan. 2027" in text


@pytest.fixture
def twins(directory, entry, freja, cast):
    """Somalisk Kvindeforening and SKF were joined; Rasmus knows SKF."""
    twin = directory.add("SKF")
    contact = directory.knows(twin, cast.rasmus, about="Job")
    page = f"{DIRECTORY}{entry.slug}/samme/skf/"
    freja.post(page, form_of(freja.get(page)) | {"verb": "same"})
    return contact


def test_a_contact_with_one_that_was_joined_is_one_with_the_one_that_stands(
    twins, entry, directory, freja, cast
):
    office = freja.get(f"{KNOWN}{twins.unit_id}/").content.decode()
    assert f"{DIRECTORY}{entry.slug}/kender/" in office
    assert "SKF" not in office
    with directory.open():
        Membership.objects.owned().filter(account=cast.rasmus).delete()
    assert "Somalisk Kvindeforening</a>: Rasmus" in freja.get(KNOWN).content.decode()
    answer = freja.post(hand(twins), handed(freja, twins, cast))
    assert answer["Location"] == f"{DIRECTORY}{entry.slug}/kender/"
    assert freja.get(f"{DIRECTORY}skf/kender/")["Location"] == answer["Location"]
    text = freja.get(answer["Location"]).content.decode()
    assert "Freja" in text


def test_an_association_that_has_closed_is_handed_to_nobody(entry, directory, freja, cast):
    directory.knows(entry, cast.rasmus)
    with directory.open():
        Membership.objects.owned().filter(account=cast.rasmus).delete()
        assert len(queries.to_hand_over()) == 1
        entry.closed_on = date(2026, 11, 1)
        entry.save()
        assert queries.to_hand_over() == []
        assert Contact.objects.owned().count() == 1
