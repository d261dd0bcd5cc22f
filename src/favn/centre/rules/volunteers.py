"""May somebody sign up, begin in a role, stop, or be counted on the way? A sentence, or nothing."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from favn.centre.choices import Item, Stage

KEPT_DAYS = 60
"""How long what somebody wrote is kept where nobody takes it in."""
MOST_WORDS = 600
MOST_SHIFTS = 31


def why_not_wish(wanted: Collection[str], offered: Collection[str]) -> str | None:
    """Whoever signs up names a role the house has, or none."""
    if set(wanted) - set(offered):
        return _("En af rollerne findes ikke mere. Vælg igen.")
    return None


def why_not_take_in(*, is_settled: bool, is_here: bool, took_back: bool) -> str | None:
    """Once, as somebody who is no volunteer already and whose newest word is no no."""
    if is_settled:
        return _("Henvendelsen er lagt væk.")
    if is_here:
        return _("Personen er frivillig i forvejen. Læg henvendelsen væk, og ring til personen.")
    if took_back:
        return _(
            "Personen har trukket sit ja tilbage, efter at der blev skrevet. Spørg personen, og"
            " skriv svaret på personens side."
        )
    return None


def why_not_bring_in(*, is_here: bool, says_yes: bool) -> str | None:
    """From the person's page: with their yes, and once."""
    if is_here:
        return _("Personen er frivillig i forvejen.")
    if not says_yes:
        return _("Læs teksten op, og skriv, hvordan personen sagde ja.")
    return None


def why_not_change(stage: str) -> str | None:
    """Who has stopped is written in anew, and not changed."""
    if stage == Stage.LEFT:
        return _("Den frivillige er stoppet. Skriv personen ind igen, hvis han eller hun vil.")
    return None


def why_not_on_day(on: date | None, today: date) -> str | None:
    """What was seen or said, was so today at the latest."""
    if on and on > today:
        return _("Dagen ligger i fremtiden. Ret den.")
    return None


def why_not_begin(
    name: str, lacks: Collection[Item], *, talked: bool, has_it: bool, consents: bool
) -> str | None:
    """Nobody begins before the talk and the list; with children never without a certificate."""
    if has_it:
        return _("Den frivillige har rollen i forvejen.")
    if not consents:
        return _("Personen siger ikke ja til at være frivillig mere. Spørg, og skriv svaret.")
    if not talked:
        return _("Skriv først, hvornår I har talt sammen.")
    if Item.CERTIFICATE in lacks:
        return _(
            "“%(role)s” er sammen med børn. Se en gyldig børneattest, og skriv dagen, før den"
            " frivillige begynder."
        ) % {"role": name}
    if lacks:
        return _("Der mangler noget, før den frivillige kan begynde som “%(role)s”: %(what)s.") % {
            "role": name,
            "what": ", ".join(str(item.label).lower() for item in lacks),
        }
    return None


def why_not_walk(*, was_guest: bool, is_volunteer: bool, allows: bool) -> str | None:
    """A step is counted of a guest who became a volunteer, and said yes to be counted so."""
    if not was_guest:
        return _("Vejen tæller kun dem, der var gæster i huset først.")
    if not is_volunteer:
        return _("Personen skal have en rolle, før skridtet tæller.")
    if not allows:
        return _("Spørg først, om personen vil tælles med. Skriv svaret på personens side.")
    return None


def why_not_role(name: str, about: str, others: Collection[str]) -> str | None:
    """A role has a name of its own, and one line."""
    if not name or not about:
        return _("Skriv rollens navn, og hvad man gør.")
    if name.casefold() in {other.casefold() for other in others}:
        return _("Der er allerede en rolle med det navn.")
    return None


def why_not_retire(held: int, rotas: int) -> str | None:
    """A role that somebody has, or the rota asks for, is ended there first."""
    if held:
        return _("Nogen har rollen. Slut den hos dem først.")
    if rotas:
        return _("Vagtplanen bruger rollen. Slut dens vagter først.")
    return None
