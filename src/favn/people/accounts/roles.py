"""Who may do what: one table of data, printed to the documentation and tested page by page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.people.accounts.areas import OF_PERSONS, WIDTHS, Area, Level, Scope
from favn.people.organisations.choices import Kind

__all__ = ["BY_KEY", "CHOICES", "OF_PERSONS", "ROLES", "Area", "Grant", "Level", "Role", "Scope"]


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of the table."""

    area: Area
    level: Level
    scope: Scope = Scope.ORGANISATION


@dataclass(frozen=True, slots=True)
class Role:
    """A role as people speak of it, with the one sentence that says what it may."""

    key: str
    name: str | Promise
    sentence: str | Promise
    home: str
    grants: tuple[Grant, ...]
    locks_after: int = 30
    """Minutes without a sign of life before the screen locks."""
    of: str = Kind.ASSOCIATION
    """The kind of organisation in which people have it."""

    def level(self, area: Area) -> Level | None:
        """The deepest level this role has in an area, whatever the scope."""
        return max((g.level for g in self.grants if g.area == area), default=None)

    def may(self, area: Area, level: Level) -> bool:
        """Whether the role reaches `level` in `area`."""
        reached = self.level(area)
        return reached is not None and reached >= level

    def scope(self, area: Area, level: Level = Level.COUNT) -> Scope | None:
        """Whose rows the role reaches in an area at that level at least: the widest it has.

        A counsellor writes their own cases and reads the team's: WRITE gives OWN, READ gives TEAM.
        """
        reached = [g.scope for g in self.grants if g.area == area and g.level >= level]
        return max(reached, key=WIDTHS.index, default=None)

    def gives(self, other: "Role") -> bool:
        """Whether whoever has it may invite a colleague as the other."""
        return self.may(Area.STAFF, Level.WRITE) and other.of == self.of

    @property
    def reads_by_unit(self) -> bool:
        """Whether it sees nothing of some area without a unit."""
        return any(grant.scope == Scope.UNIT for grant in self.grants)

    @property
    def opens_persons(self) -> bool:
        """Whether the role opens persons, and so needs a second factor and a screen that locks."""
        return any(self.may(area, Level.READ) for area in OF_PERSONS)


OF_HEALTH = (
    Grant(Area.PERSONS, Level.WRITE),
    Grant(Area.HEALTH, Level.WRITE, Scope.OWN),
    Grant(Area.FIGURES, Level.COUNT),
)
"""What every health professional may; a doctor's record is only kept longer."""
ROLES: tuple[Role, ...] = (
    Role(
        "desk",
        _("Frivillig i døren"),
        _("Tæller gæster og vejledninger og retter det, der blev talt forkert."),
        "centre:today",
        (
            Grant(Area.DESK, Level.WRITE),
            Grant(Area.FIGURES, Level.COUNT),
            Grant(Area.GATHERINGS, Level.COUNT),
            Grant(Area.ATTENDANCE, Level.WRITE),
        ),
    ),
    Role(
        "manager",
        _("Daglig leder"),
        _("Ser husets tal og indtastninger, godkender og sender optællinger, tilmelder tavler."),
        "centre:today",
        (
            Grant(Area.DESK, Level.WRITE),
            Grant(Area.PRIVACY, Level.WRITE),
            Grant(Area.TIMETABLE, Level.WRITE),
            Grant(Area.TABLETS, Level.WRITE),
            Grant(Area.FIGURES, Level.READ),
            Grant(Area.COUNTS, Level.WRITE),
            Grant(Area.REPORTS, Level.WRITE),
            Grant(Area.PERSONS, Level.COUNT),
            Grant(Area.CASES, Level.COUNT),
            Grant(Area.HEALTH, Level.COUNT),
            Grant(Area.LAW, Level.COUNT),
            Grant(Area.PROGRAMME, Level.COUNT),
            Grant(Area.VOLUNTEERS, Level.COUNT),
            Grant(Area.CHAPTERS, Level.WRITE),
            Grant(Area.LOG, Level.READ),
            Grant(Area.LOOKUPS, Level.WRITE),
            Grant(Area.SCREENS, Level.WRITE),
            Grant(Area.STAFF, Level.WRITE),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.ATTENDANCE, Level.WRITE),
            *(Grant(area, Level.WRITE) for area in (Area.MONEY, Area.IDEAS)),
        ),
    ),
    Role(
        "counsellor",
        _("Rådgiver"),
        _(
            "Fører sine egne sager, læser holdets undtagen de juridiske, og opretter og åbner"
            " personer."
        ),
        "centre:my-day",
        (
            Grant(Area.PERSONS, Level.WRITE),
            Grant(Area.CASES, Level.WRITE, Scope.OWN),
            Grant(Area.CASES, Level.READ, Scope.TEAM),
            Grant(Area.PRIVACY, Level.WRITE),
            Grant(Area.FIGURES, Level.COUNT),
        ),
        locks_after=10,
    ),
    Role(
        "nurse",
        _("Sundhedsfaglig"),
        _("Fører sine egne sundhedstjek, og opretter og åbner personer. Ser ingen sager."),
        "centre:my-day",
        OF_HEALTH,
        locks_after=10,
    ),
    Role(
        "doctor",
        _("Læge"),
        _("Fører sine egne sundhedstjek som en sundhedsfaglig. Lægens journal gemmes i ti år."),
        "centre:my-day",
        OF_HEALTH,
        locks_after=10,
    ),
    Role(
        "lawyer",
        _("Juridisk rådgiver"),
        _(
            "Fører sine egne sager, og skriver og læser notater om jura. Ingen andre læser en"
            " juridisk sag. Åbner personer."
        ),
        "centre:my-day",
        (
            Grant(Area.PERSONS, Level.WRITE),
            Grant(Area.CASES, Level.WRITE, Scope.OWN),
            Grant(Area.LAW, Level.WRITE, Scope.OWN),
            Grant(Area.PRIVACY, Level.WRITE),
            Grant(Area.FIGURES, Level.COUNT),
        ),
        locks_after=10,
    ),
    Role(
        "coordinator",
        _("Koordinator"),
        _(
            "Sætter mentorer og mentees sammen og følger op på dem. Opretter og åbner personer på"
            " hold og forløb. Ser ingen sager og intet om sundhed."
        ),
        "pathways:table",
        (
            Grant(Area.MENTORING, Level.WRITE),
            Grant(Area.PERSONS, Level.WRITE),
            Grant(Area.SCHEMES, Level.WRITE),
            Grant(Area.FIGURES, Level.COUNT),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.ATTENDANCE, Level.WRITE),
        ),
        locks_after=10,
    ),
    Role(
        "volunteers",
        _("Projektleder for frivillige"),
        _(
            "Tager imod nye frivillige, fører roller, vagtplan og timer, og finder afløsere."
            " Opretter og åbner personer. Ser ingen sager og intet om sundhed."
        ),
        "centre:volunteers",
        (
            Grant(Area.VOLUNTEERS, Level.WRITE),
            Grant(Area.PERSONS, Level.WRITE),
            Grant(Area.FIGURES, Level.CODED),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.ATTENDANCE, Level.WRITE),
        ),
        locks_after=10,
    ),
    Role(
        "programme",
        _("Beskæftigelsesmedarbejder"),
        _(
            "Fører beskæftigelsesforløbet fra henvisning til udfald, og følger jobmatch. Opretter"
            " og åbner personer. Ser ingen sager og intet om sundhed."
        ),
        "pathways:turns",
        (
            Grant(Area.PERSONS, Level.WRITE),
            Grant(Area.PROGRAMME, Level.WRITE),
            Grant(Area.SCHEMES, Level.WRITE),
            Grant(Area.FIGURES, Level.COUNT),
        ),
        locks_after=10,
    ),
    Role(
        "chair",
        _("Forperson"),
        _(
            "Følger husets tal, ser, hvad foreningen har sendt videre, og spørger med"
            " spørgeskemaer. Holder foreningens egen side i kommunens oversigt ved lige. Fører"
            " bestyrelsen og generalforsamlingen, og læser medlemslisten. Får besked, når lederen"
            " selv åbner en person uden for sin adgang."
        ),
        "publishing:year-now",
        (
            Grant(Area.ENTRY, Level.WRITE),
            Grant(Area.BOARD, Level.WRITE),
            Grant(Area.MEMBERS, Level.READ),
            Grant(Area.NETWORK, Level.READ),
            Grant(Area.LOOKUPS, Level.COUNT),
            Grant(Area.FIGURES, Level.CODED),
            Grant(Area.COUNTS, Level.READ),
            Grant(Area.REPORTS, Level.READ),
            Grant(Area.GATHERINGS, Level.COUNT),
            Grant(Area.SURVEYS, Level.WRITE),
            *(Grant(area, Level.READ) for area in (Area.MONEY, Area.IDEAS)),
        ),
    ),
    Role(
        "treasurer",
        _("Kasserer"),
        _(
            "Fører medlemslisten og kontingentet, læser betalinger ind, og sender påmindelser og"
            " kvitteringer."
        ),
        "associations:members",
        (
            Grant(Area.MEMBERS, Level.WRITE),
            Grant(Area.BOARD, Level.READ),
            Grant(Area.REPORTS, Level.READ),
            Grant(Area.MONEY, Level.WRITE),
        ),
        locks_after=10,
    ),
    Role(
        "network",
        _("Projektleder for netværket"),
        _(
            "Fører netværket af medlemsforeninger og kompetencekartoteket, giver foreningerne"
            " deres egne link, og holder netværkets møder."
        ),
        "associations:network",
        (
            Grant(Area.NETWORK, Level.WRITE),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.FIGURES, Level.CODED),
            Grant(Area.REPORTS, Level.READ),
        ),
    ),
    Role(
        "planner",
        _("Planredaktør i kommunen"),
        _(
            "Fører planen og statusrunden, beder om optællinger, godkender dem eller spørger"
            " tilbage. Skriver udvalgenes ord om barometerets tal, og spørger med spørgeskemaer."
        ),
        "policy:plan",
        (
            Grant(Area.PLAN, Level.WRITE),
            Grant(Area.STATUS, Level.WRITE),
            Grant(Area.DIRECTORY, Level.READ),
            Grant(Area.COOPERATION, Level.READ),
            Grant(Area.COUNTS, Level.WRITE, Scope.ADDRESSED),
            Grant(Area.BAROMETER, Level.WRITE),
            Grant(Area.REPORTS, Level.WRITE),
            Grant(Area.SURVEYS, Level.WRITE),
            Grant(Area.CHAPTERS, Level.WRITE),
            Grant(Area.LOG, Level.READ),
            Grant(Area.SCREENS, Level.WRITE),
            Grant(Area.STAFF, Level.WRITE),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.ATTENDANCE, Level.WRITE),
        ),
        of=Kind.MUNICIPALITY,
    ),
    Role(
        "office",
        _("Medarbejder i en forvaltning"),
        _(
            "Giver status på egen forvaltnings indsatser, skriver egen forvaltnings kapitler, læser"
            " planen og de optællinger, der hører til."
        ),
        "policy:plan",
        (
            Grant(Area.PLAN, Level.READ),
            Grant(Area.DIRECTORY, Level.READ),
            Grant(Area.KNOWN, Level.WRITE, Scope.UNIT),
            Grant(Area.COOPERATION, Level.WRITE, Scope.UNIT),
            Grant(Area.STATUS, Level.WRITE, Scope.UNIT),
            Grant(Area.COUNTS, Level.READ, Scope.UNIT),
            Grant(Area.BAROMETER, Level.READ),
            Grant(Area.REPORTS, Level.READ),
            Grant(Area.CHAPTERS, Level.WRITE, Scope.UNIT),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.ATTENDANCE, Level.WRITE),
        ),
        of=Kind.MUNICIPALITY,
    ),
    Role(
        "caseworker",
        _("Sagsbehandler i jobcentret"),
        _(
            "Opretter og åbner de personer, jobcentret selv henviser, og overdrager dem til en"
            " forening, når de siger ja. Ser intet af det, foreningen skriver."
        ),
        "register:referrals",
        (Grant(Area.PERSONS, Level.WRITE),),
        locks_after=10,
        of=Kind.MUNICIPALITY,
    ),
    Role(
        "analyst",
        _("Statistiker i kommunen"),
        _(
            "Fører barometeret: definitioner, målinger, rettelser, mål og filer udefra. Læser"
            " planen, rapporterne og spørgeskemaernes resultater."
        ),
        "barometer:register",
        (
            Grant(Area.BAROMETER, Level.WRITE),
            Grant(Area.PLAN, Level.READ),
            Grant(Area.REPORTS, Level.READ),
            Grant(Area.SURVEYS, Level.CODED),
        ),
        of=Kind.MUNICIPALITY,
    ),
    Role(
        "leisure",
        _("Fritidskonsulent i kommunen"),
        _(
            "Fører oversigten over foreninger, svarer på deres henvendelser, afgør, om to er den"
            " samme, og ser, hvem i kommunen der kender hvem. Inviterer og spørger dem."
        ),
        "associations:directory",
        (
            Grant(Area.DIRECTORY, Level.WRITE),
            Grant(Area.ERRANDS, Level.WRITE),
            Grant(Area.KNOWN, Level.WRITE),
            Grant(Area.COOPERATION, Level.WRITE),
            Grant(Area.GATHERINGS, Level.WRITE),
            Grant(Area.ATTENDANCE, Level.WRITE),
            Grant(Area.SURVEYS, Level.WRITE),
            Grant(Area.PLAN, Level.READ),
            Grant(Area.REPORTS, Level.READ),
        ),
        of=Kind.MUNICIPALITY,
    ),
)
BY_KEY: dict[str, Role] = {role.key: role for role in ROLES}
CHOICES = [(role.key, role.name) for role in ROLES]
