"""Where it is for children, a parent says yes first: what to, and a sentence where nobody did."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARENT_YES = gettext_lazy(
    "Jeg er forælder eller har forældremyndigheden. Jeg siger ja til, at børnene er med uden mig,"
    " og at huset skriver deres navne og mit nummer ned, til det er forbi."
)
"""What a parent says yes to; kept with the sign-up in the words they read."""


def why_not_alone(for_children: bool, parent_yes: str, children: str) -> str | None:
    """No child is written in without a name to call and a parent's yes."""
    if for_children and not (parent_yes and children.strip()):
        return _("Det er for børn. Skriv børnenes navne, og lad en forælder sige ja først.")
    return None


def why_not_more(for_children: bool) -> str | None:
    """A yes is about the children it names; one more child is one more yes."""
    if for_children:
        return _("Dit ja gælder de børn, du skrev. Meld fra, og meld til igen med de rette navne.")
    return None
