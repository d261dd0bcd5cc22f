"""Opens the names and mail addresses of those who speak for an association.

They lie encrypted, but are no records of the register of persons: whoever reads them reads about an
association. So no look-up is written; who may see which stands in `queries.entries`.
"""

from favn.kit.encryption import EncryptedTextField, words_of
from favn.kit.encryption.field import Sealed
from favn.people.organisations.models import OwnedRecord


def words(record: OwnedRecord, name: str) -> str:
    """The words of one encrypted field. Raises Unreadable, KeyMissing."""
    field = record._meta.get_field(name)
    assert isinstance(field, EncryptedTextField)
    text = record.__dict__.get(field.attname) or ""
    if isinstance(text, Sealed):
        return words_of(text, field, record.pk, record.organisation_id)
    return str(text)
