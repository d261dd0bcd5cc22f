"""May a shift be taken, given on, called off, or its hours be put right? A sentence, or nothing."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

OWN_CORRECTION = timedelta(days=31)
"""How long a volunteer puts their own hours right; afterwards the staff does."""
LONGEST = 16 * 60
AN_HOUR = 60
MOST_PLACES = 50
FIRST_YEAR = 2000
YEARS_AHEAD = 2


def begins(on: date, starts: time) -> datetime:
    """The moment a shift begins, local and naive as the rota writes it."""
    return datetime.combine(on, starts)


def why_not_stand(*, is_over: bool, is_off: bool) -> str | None:
    """Nothing changes on a shift that has begun, or does not take place."""
    if is_off:
        return _("Vagten er aflyst.")
    if is_over:
        return _("Vagten er begyndt eller forbi. Ret timerne i stedet.")
    return None


def why_not_take(
    *, has_role: bool, has_certificate: bool, has_it: bool, free: int, clashes: bool
) -> str | None:
    """A free place goes to somebody in the role, whose list is whole, who is not elsewhere then."""
    if has_it:
        return _("Du står allerede på vagten.")
    if not has_role:
        return _("Vagten hører til en rolle, du ikke har.")
    if not has_certificate:
        return _("Børneattesten er for gammel. Huset skal se en ny, før du tager vagter med børn.")
    if clashes:
        return _("Du har en anden vagt på samme tid.")
    if free < 1:
        return _("Vagten er lige blevet taget af en anden. Tak, fordi du ville.")
    return None


def why_not_answer(*, is_open: bool, is_mine: bool) -> str | None:
    """The first who says yes has it; the next is thanked. Nobody takes their own place."""
    if is_mine:
        return _("Det er din egen vagt. Træk spørgsmålet tilbage, hvis du selv tager den.")
    if not is_open:
        return _("Tak, fordi du ville. En anden sagde ja lige før dig, så vagten er taget.")
    return None


def why_not_give(*, has_it: bool, is_asked: bool) -> str | None:
    """One gives on what one has, and asks once."""
    if not has_it:
        return _("Du står ikke på vagten mere.")
    if is_asked:
        return _("De andre er allerede spurgt. Du får et brev, når en af dem siger ja.")
    return None


def why_not_trade(*, has_giver: bool, is_twice: bool) -> str | None:
    """One trades with somebody, and offers the same shift once."""
    if not has_giver:
        return _("Pladsen er tom, så der er ingen at bytte med. Tag vagten, hvis du kan.")
    if is_twice:
        return _("Du har allerede tilbudt den vagt. Du får et brev, når der er svaret.")
    return None


def why_not_offer(*, could_give: bool) -> str | None:
    """To trade one needs a shift of one's own that the other may take."""
    if not could_give:
        return _("Du har ingen vagt, som den anden kan tage. Du kan tage vagten uden at bytte.")
    return None


def why_not_back(name: str, *, fits: bool) -> str | None:
    """What is offered in return is a shift the giver may take."""
    if not fits:
        return _("%(name)s kan ikke tage den vagt. Vælg en anden af dine.") % {"name": name}
    return None


def why_not_agree(*, is_open: bool) -> str | None:
    """An offer is taken while it stands."""
    if not is_open:
        return _("Tilbuddet gælder ikke mere. Se på siden, hvem der har vagten nu.")
    return None


def why_not_offerer(name: str, *, can: bool) -> str | None:
    """Whoever offered still has the shift, and can still take the other."""
    if not can:
        return _("%(name)s kan ikke bytte den vagt mere. Du har stadig din egen.") % {"name": name}
    return None


def why_not_ask(*, free: int, is_asked: bool) -> str | None:
    """Others are asked where a place is empty, once."""
    if free < 1:
        return _("Alle pladser på vagten er besat.")
    if is_asked:
        return _("De frivillige er allerede spurgt om den vagt.")
    return None


def why_not_rota(starts: time, ends: time, first_on: date, last_on: date | None) -> str | None:
    """A shift ends after it begins, on the same day; a rota does not end before it begins."""
    if ends <= starts:
        return _("Vagten slutter, før den begynder. Ret klokkeslættene.")
    if last_on and last_on < first_on:
        return _("Den sidste dag ligger før den første. Ret en af dem.")
    return None


def why_not_ahead(on: date, today: date) -> str | None:
    """What is planned lies ahead, and not so far that the year must be a slip of the hand."""
    if on < today:
        return _("Dagen er gået. Vælg en dag, der ikke er forbi.")
    return why_not_far(on, today)


def why_not_far(on: date, today: date) -> str | None:
    """Nobody plans further than the year after next."""
    if on.year > today.year + YEARS_AHEAD:
        return _("Dagen ligger for langt ude i fremtiden. Ret året.")
    return None


def why_not_fewer(places: int, taken: int) -> str | None:
    """No place is taken away under somebody."""
    if places < taken:
        return _("Der står flere på vagten. Meld først en af dem fra.")
    return None


def why_not_hours(minutes: int, on: date, today: date) -> str | None:
    """Between a quarter and sixteen hours, on a day that has come."""
    if not 15 <= minutes <= LONGEST:
        return _("Skriv mellem et kvarter og seksten timer. Kom den frivillige ikke, så sig det.")
    if on > today:
        return _("Dagen ligger i fremtiden. Timer skrives, når de er givet.")
    if on.year < FIRST_YEAR:
        return _("Året kan ikke være rigtigt. Skriv den dag, timerne blev givet.")
    return None


def why_not_own(on: date, today: date) -> str | None:
    """A volunteer puts their own hours right for a month."""
    if on < today - OWN_CORRECTION:
        return _("Det er over en måned siden. Ring til huset, så retter de timerne.")
    return None


def hours_words(minutes: int) -> str:
    """“3 timer”, “1 time og 30 minutter”: exactly, never rounded."""
    whole, rest = divmod(minutes, 60)
    parts = []
    if whole or not rest:
        parts.append(_("1 time") if whole == 1 else _("%(n)s timer") % {"n": whole})
    if rest:
        parts.append(_("%(n)s minutter") % {"n": rest})
    return _(" og ").join(parts)
