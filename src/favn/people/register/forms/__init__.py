"""What is typed about a person, those around them, and what they allow."""

from favn.people.register.forms.consents import ConsentForm
from favn.people.register.forms.persons import (
    CardForm,
    OwnCodeForm,
    PersonForm,
    PurposeForm,
    RelationForm,
    SearchForm,
)

__all__ = [
    "CardForm",
    "ConsentForm",
    "OwnCodeForm",
    "PersonForm",
    "PurposeForm",
    "RelationForm",
    "SearchForm",
]
