"""May somebody put those they were shown in an order now? A sentence, or nothing."""

from django.utils.translation import gettext as _


def why_not_order(
    *, is_draft: bool, allows: bool, is_theirs: bool, is_once: bool
) -> str | None:  # fmt: skip
    """While the plan is worked on, by whoever says yes to be suggested, each place once."""
    if not is_draft:
        return _("Parrene er sat sammen. Du hører fra os, hvis der er et forslag til dig.")
    if not allows:
        return _("Du har ikke sagt ja til at blive foreslået. Sig ja til teksten først.")
    if not is_theirs:
        return _("Siden er for gammel. Åbn den igen.")
    return None if is_once else _("To kan ikke have den samme plads. Vælg hver plads én gang.")
