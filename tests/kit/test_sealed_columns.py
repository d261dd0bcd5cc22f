"""Sealed words have no order and no form in the database: whoever asks for one is told so."""

import pytest
from django.core.exceptions import FieldError
from django.db.models import Count, F, Max
from django.db.models.functions import Lower

from favn.kit.tenancy import acting_for
from favn.people.persons.models import Consent, Person
from tests.cast import NOW, TODAY

SORTED = {
    "by name": lambda: Person.objects.order_by("name"),
    "backwards": lambda: Person.objects.order_by("-name"),
    "as an expression": lambda: Person.objects.order_by(F("name").asc()),
    "in small letters": lambda: Person.objects.order_by(Lower("name")),
    "under another name": lambda: Person.objects.annotate(called=F("name")).order_by("called"),
    "along a key": lambda: Consent.objects.order_by("person__name"),
    "beside what may be sorted": lambda: Person.objects.order_by("created_at", "phone"),
    "made into something": lambda: Person.objects.annotate(low=Lower("name")),
}


@pytest.fixture
def house(cast):
    """Two persons of a house that acts."""
    with acting_for(cast.medborgerhuset.pk):
        for name in ("Bo", "Ada"):
            Person.objects.create(
                organisation=cast.medborgerhuset, name=name, created_at=NOW, last_contact_on=TODAY
            )
        yield


@pytest.mark.parametrize("way", SORTED)
def test_rows_are_never_sorted_by_sealed_words(house, way):
    with pytest.raises(FieldError, match="is encrypted and has no order"):
        list(SORTED[way]())


def test_neither_the_last_nor_the_largest_of_them_is_asked_for(house):
    with pytest.raises(FieldError, match="sort or change the words afterwards"):
        Person.objects.latest("name")
    with pytest.raises(FieldError, match="has no order"):
        Person.objects.aggregate(Max("name"))


def test_a_model_that_sorts_itself_by_them_is_refused(house, monkeypatch):
    monkeypatch.setattr(Person._meta, "ordering", ["name"])
    with pytest.raises(FieldError, match="has no order"):
        list(Person.objects.all())


def test_what_needs_no_words_is_answered(house):
    rows = Person.objects.filter(name__isnull=False).order_by("created_at", "pk")
    assert sorted(person.name for person in rows) == ["Ada", "Bo"]
    assert Person.objects.aggregate(n=Count("name"))["n"] == 2
