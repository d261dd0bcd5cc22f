"""What a form says where a field cannot be used: which field it is, and how to mend it.

Django's own sentences tell neither; and a hidden field is mended by opening the page again.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

Sentences = dict[str, Any]
STALE = {"required": _("Siden er for gammel. Åbn den igen."), "invalid": _("Åbn siden igen.")}


def of_text(missing: Any, too_long: Any) -> Sentences:
    """For a field one types into; `too_long` may use %(limit_value)d."""
    unreadable = _("Teksten har et tegn, der ikke kan gemmes. Skriv den igen.")
    return {
        "required": missing,
        "max_length": too_long,
        "null_characters_not_allowed": unreadable,
    }


def of_list(missing: Any, gone: Any = None) -> Sentences:
    """For a choice; `gone` where what was chosen is no longer in the list."""
    return {"required": missing, "invalid_choice": gone or missing}


def of_name(missing: Any) -> Sentences:
    """For the name of a thing."""
    return of_text(missing, _("Navnet er for langt. Skriv højst %(limit_value)d tegn."))


def of_code(missing: Any) -> Sentences:
    """For a code that stands on a card or a screen."""
    return of_text(missing, _("Koden er for lang. Skriv kun det, der står som kode."))
