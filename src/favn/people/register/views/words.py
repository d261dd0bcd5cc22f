"""What stands about a person, as pages say it. A protected address is never among it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import clock
from favn.kit.models import History
from favn.people.persons import queries
from favn.people.persons.choices import LANGUAGES
from favn.people.persons.models import Person

TONGUES: dict[str, str | Promise] = dict(LANGUAGES)
VERBS: dict[str, str | Promise] = {
    "add": gettext_lazy("Oprettet"),
    "revise": gettext_lazy("Rettet"),
    "raise": gettext_lazy("Fik en sag"),
    "lower": gettext_lazy("Sagen lukket ned"),
    "merge": gettext_lazy("Samlet"),
    "take-apart": gettext_lazy("Skilt ad igen"),
    "give-code": gettext_lazy("Fik en kode til egen side"),
    "open-own-page": gettext_lazy("Egen side åbnet med koden"),
}
"""What history calls each verb of a person, on their page."""


def facts_of(person: Person) -> list[tuple[str, str]]:
    """Name and value of all that is known, without what is empty."""
    pairs = [
        (_("Kaldes også"), ", ".join(person.also_known_as.splitlines())),
        (_("Født"), person.birth),
        (_("Taler helst"), str(TONGUES.get(person.language, ""))),
        (_("Taler også"), ", ".join(str(TONGUES[c]) for c in person.more_languages)),
        (_("Tolk"), _interpreter(person)),
    ]
    return [(name, value) for name, value in pairs if value]


def _interpreter(person: Person) -> str:
    if not person.needs_interpreter:
        return ""
    tongue = str(TONGUES.get(person.interpreter_language or person.language, ""))
    said = [_("Ja, på %(tongue)s") % {"tongue": tongue} if tongue else _("Ja")]
    return ". ".join([*said, person.interpreter_note] if person.interpreter_note else said)


def contact_of(person: Person) -> list[tuple[str, str]]:
    """How to reach somebody; nothing where they do not want to be reached."""
    if not queries.may_contact(person, on=clock.today()):
        return [(_("Kontakt"), _("Personen vil ikke kontaktes."))]
    shown = "" if person.address_is_protected else ", ".join(person.address.splitlines())
    pairs = [
        (_("Kontakt"), str(person.get_contact_display())),
        (_("Telefon"), person.phone),
        (_("Mail"), person.email),
        (_("Adresse"), shown),
    ]
    return [(name, value) for name, value in pairs if value]


def said_verb(line: History) -> dict[str, Any]:
    """One line of a person's history; names and texts are never in it."""
    return {
        "at": line.at,
        "actor_label": line.actor_label,
        "verb": VERBS.get(line.verb, line.verb),
        "reason": line.reason,
    }
