"""Text that the database holds without being able to read it: AES-256-GCM, keys in a file apart.

    class Person(OwnedRecord):
        name = EncryptedTextField(max_length=120)

Each text is bound to its table, column, row and organisation: moved or changed it is refused and
never read wrong. Without the key file nothing is written over, and what needs no key goes on.
"""

from favn.kit.encryption.field import (
    EncryptedTextField,
    UnloggedJSONField,
    UnloggedTextField,
    Unreadable,
    encrypted_fields,
    words_of,
)
from favn.kit.encryption.keys import KeyMissing, KeyUnknown, add_key, ring

__all__ = [
    "EncryptedTextField",
    "KeyMissing",
    "KeyUnknown",
    "UnloggedJSONField",
    "UnloggedTextField",
    "Unreadable",
    "add_key",
    "encrypted_fields",
    "ring",
    "words_of",
]
