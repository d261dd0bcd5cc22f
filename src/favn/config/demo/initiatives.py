"""The forty-two initiatives of the invented city's running plan: numbers, periods and statuses.

Kinds, years and figures are as a city has printed them; the words are our own, and every party is
invented. Years are written as printed and moved so that the paper's year is the last November's.
"""

from dataclasses import dataclass, field

from favn.config.demo.people import MEDBORGERHUSET, NABOERNE
from favn.policy.choices import Hand, Status

JOBS, CHILDREN, CULTURE = "Beskæftigelsesforvaltningen", "Børneforvaltningen", "Kulturforvaltningen"
SOCIAL, HEALTH = "Socialforvaltningen", "Sundhedsforvaltningen"
STREETS, FINANCE = "Teknik- og Miljøforvaltningen", "Økonomiforvaltningen"
RUNNING, FINISHED, PLANNED = Status.RUNNING, Status.FINISHED, Status.PLANNED
SUPPLIER, PARTNER, RECEIVER = Hand.SUPPLIER, Hand.PARTNER, Hand.RECEIVER
PAPER_YEAR = 2025
"""The year in which the paper was printed that these facts were read from."""


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative. `said` is its status in words, `years_ago` how old it is; None where none."""

    number: int
    title: str
    office: str
    summary: str
    years: tuple[str, str]
    status: Status = PLANNED
    years_ago: int | None = None
    said: str = ""
    target: str = ""
    funded: str = ""
    parts: tuple[tuple[str, Hand], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One promise; revised as (promised, day, reason), delivered as (many, day, note)."""

    number: int
    unit: str
    years: tuple[int, int]
    promised: int | None
    revised: tuple[int, str, str] | None = None
    delivered: tuple[tuple[int, str, str], ...] = field(default=())


LAMP, TALK, GUESTS = "Oplysningscentret Lampen", "Foreningen Samtalen", "Gæstelærerne i Klassen"
COMPASS, ADVICE, DIALOGUE = "Analysehuset Kompas", "Rådgivningslinjen", "Legende Dialog"

LINES = (
    Line(1, "Virksomhedsforløb mod ubevidst forskelsbehandling", JOBS,
         "Korte forløb, hvor virksomheder ser på egne vaner ved ansættelser. Mentorer og"
         " beskæftigelsesforløb bringer kvinder frem til virksomhederne.",
         ("2024-06", "2026"), RUNNING, 0,
         "Tre virksomheder sprang fra, og tilpasningen tog længere tid. Målet for i år er sat ned."
         " Tallene fra Medborgerhuset står herunder.",
         "arbejdspladser i byen", MEDBORGERHUSET,
         parts=(("Foreningen Åbne Døre", SUPPLIER), ("Talentværkstedet", SUPPLIER))),
    Line(2, "Støtte til forening for unge minoriteters deltagelse", JOBS,
         "Tilskud til møder og fællesskaber for unge.", ("2024", "2026"), RUNNING, 0,
         "Foreningen holder sine aktiviteter. Der mangler et tal for et kvartal.",
         "unge med minoritetsbaggrund", NABOERNE),
    Line(3, "Støtte til oplysning om jødisk liv", JOBS,
         "Åbent hus om søndagen, foredrag og besøg af skoler.", ("2024", "2027"), RUNNING, 1,
         "Huset tager imod både borgere og skoleklasser.", "borgere, elever og lærere",
         parts=((LAMP, RECEIVER),)),
    Line(4, "Støtte til LGBTQ+ med minoritetsbaggrund", JOBS,
         "Råd og netværk indadtil, oplysning udadtil.", ("2023", "2026"), RUNNING, 1,
         "Begge spor kører.", "LGBTQ+-personer med minoritetsbaggrund",
         parts=(("Foreningen Regnbuen", RECEIVER),)),
    Line(5, "Faste møder i følgegruppen", JOBS,
         "Op til 30 aktører giver kommunen råd.", ("2024", ""), RUNNING, 0,
         "Gruppen er samlet igen og har mødtes tre gange.", "aktører med viden om området"),
    Line(6, "Temauge om dialog på skoler", JOBS,
         "En uge, hvor unge taler med klasser om tro og hverdag.", ("2024", "2025"), FINISHED, 0,
         "Ugen er holdt to år i træk.", "elever og forældre", parts=((TALK, SUPPLIER),)),
    Line(7, "Uddannelse af frivilligt dialogkorps", JOBS,
         "Frivillige lærer at føre svære samtaler.", ("2024", "2025"), FINISHED, 0,
         "Korpset er uddannet og var med i temaugen. Antallet af frivillige er ikke oplyst.",
         "frivillige", parts=((TALK, SUPPLIER),)),
    Line(8, "Samtalespil til skoler og fritidstilbud", JOBS,
         "Et kortspil, der åbner for en samtale om fordomme.", ("2023", "2023"), FINISHED, 1,
         "Spillet er delt ud. Vi ved ikke, hvor meget det bliver brugt.",
         "elever i 4.–10. klasse", parts=((TALK, SUPPLIER),)),
    Line(9, "Indsatser for grønlændere i job og uddannelse", JOBS,
         "Formålet er, at flere kommer i job eller uddannelse.", ("", ""),
         target="grønlændere i byen"),
    Line(10, "Venskabsbyaftale med Nuuk", JOBS,
         "Et samarbejde på tre områder mellem de to byer.", ("2024-10", ""), RUNNING, 0,
         "Aftalen er godkendt. Områderne er foreløbige.", "grønlændere, arbejdsliv og turisme"),
    Line(11, "Viden om grønlandske borgere til jobcentermedarbejdere", JOBS,
         "Et materiale til dem, der taler med borgerne.", ("", ""), FINISHED, 1,
         "Materialet er lavet. Hvornår, og hvem det har nået, er ikke oplyst.",
         "medarbejdere i jobcentret"),
    Line(12, "Aktivitetspulje til civilsamfundet", JOBS,
         "En pulje, som foreninger kunne søge i to måneder.", ("2024-12-20", "2026"), RUNNING, 0,
         "Fire af seks ansøgninger fik penge. Tallene fra Medborgerhuset står herunder.",
         "civilsamfund, nyankomne, elever og unge", MEDBORGERHUSET),
    Line(13, "Kampagne for gratis rådgivning om diskrimination", JOBS,
         "Plakater i hele byen om, hvor man kan få råd.", ("2023", "2023"), FINISHED, 1,
         "Kampagnen er gennemført. Om flere ringede, er ikke målt.", "alle borgere",
         parts=((ADVICE, PARTNER),)),
    Line(14, "Værested for LGBT+-flygtninge", JOBS,
         "Et sted at være og få vejledning, i Medborgerhusets lokaler.", ("2024", "2026"),
         RUNNING, 0, "Værestedet er åbent. Hvad der sker bagefter, er ikke aftalt.",
         "LGBT+-personer med flygtningebaggrund", MEDBORGERHUSET),
    Line(15, "Flere dialogworkshops i Åben Skole", JOBS,
         "Ekstra tilskud, fordi skolerne efterspurgte flere.", ("2024", "2025"), RUNNING, 0,
         "Pengene er givet begge år. Antallet af workshops er ikke oplyst.",
         "elever i folkeskoler, friskoler og privatskoler"),
    Line(16, "Gæstelærere om religion i skoler", JOBS,
         "To gæstelærere med hver sin tro møder klassen.", ("2024", "2025"), RUNNING, 0,
         "Der er givet tilskud begge år.", "elever i 3.–10. klasse",
         parts=((GUESTS, SUPPLIER),)),
    Line(17, "Barometer for politisk vold og dialogmøder", JOBS,
         "En analyse, og fem møder om det, den viste.", ("2024", "2024"), FINISHED, 1,
         "Møderne er holdt. Analysen siger, at accepten er steget, men giver intet tal.",
         "beboere i udsatte områder og fagfolk", parts=(("Fonden Fællesskab", PARTNER),)),
    Line(18, "Interaktivt materiale til synagogen", JOBS,
         "Materiale om antisemitisme til besøgende klasser.", ("2024", ""), FINISHED, 1,
         "Materialet bruges. Hvornår det blev færdigt, er ikke oplyst.", "elever og besøgende",
         parts=((LAMP, RECEIVER),)),
    Line(19, "Kampagne om antisemitisme på sociale medier", JOBS,
         "Korte film, især til unge.", ("2024-12", "2024-12"), FINISHED, 1,
         "Kampagnen kørte i slutningen af året.", "borgere, især unge", parts=((LAMP, RECEIVER),)),
    Line(20, "Undersøgelse blandt københavnske jøder", JOBS,
         "Femten samtaler om hverdagen efter oktober 2023.", ("2024", "2025-02"), FINISHED, 0,
         "Undersøgelsen er færdig og har ført til tre nye indsatser.", "jøder i byen",
         parts=((COMPASS, SUPPLIER),)),
    Line(21, "Undersøgelse blandt københavnske muslimer", JOBS,
         "Femten samtaler om hverdagen efter oktober 2023.", ("2024", "2025-02"), FINISHED, 0,
         "Undersøgelsen er færdig og har ført til tre nye indsatser, de samme som i nr. 20.",
         "muslimer i byen, især kvinder med tørklæde", parts=((COMPASS, SUPPLIER),)),
    Line(22, "Grønlandsk kunst i jobcentret", JOBS,
         "Et kunstværk i venteområdet.", ("2024", ""), FINISHED, 1,
         "Værket hænger i jobcentret. Dagen er ikke oplyst.", "brugere og medarbejdere"),
    Line(23, "Rejsehold om religiøs sameksistens", JOBS,
         "Et hold, der kommer ud og taler om tro og tolerance.", ("2025-06", "2025"), RUNNING, 0,
         "Holdet er uddannet og tager imod bestillinger.",
         "lokaludvalg, skoler og foreninger", parts=((ADVICE, PARTNER),)),
    Line(24, "Forundersøgelse om efterværn efter hadforbrydelser", JOBS,
         "Hvad den ramte har brug for bagefter.", ("2025", "2025-12"), RUNNING, 0,
         "Rapporten er skrevet og skal for udvalget.", "ofre for hadforbrydelser og medarbejdere",
         parts=(("Undersøgelseskontoret", SUPPLIER),)),
    Line(25, "Handleplanen på nettet", JOBS,
         "Planen kan læses digitalt.", ("2025-06", ""), FINISHED, 0,
         "Planen kom på nettet midt på året.", "borgere"),
    Line(26, "Arbejdsgruppe om overgange fra Grønland", JOBS,
         "Byer og myndigheder om en bedre overgang.", ("2025", ""), Status.DELAYED, 0,
         "Starten er udskudt på grund af valg. Arbejdet bliver taget op igen.", "grønlændere"),
    Line(27, "Kampagne i busser om plads til alle", JOBS,
         "En film på skærmene i busserne.", ("2025-12-01", "2025-12-21"), PLANNED, 0,
         "Filmen er klar, og dagene er aftalt.", "alle, der kører med bus",
         parts=((ADVICE, PARTNER),)),
    Line(28, "Håndtering af konflikter og mobning blandt børn og unge", JOBS,
         "Forløb for elever, kurser for fagfolk og oplysning.", ("2025", "2025-12"), RUNNING, 0,
         "Tre spor er i gang. Kursusdagene ligger sidst på året.",
         "elever og fagfolk i dagtilbud, skole og fritid",
         parts=((DIALOGUE, SUPPLIER), ("Konfliktværkstedet", SUPPLIER))),
    Line(29, "Mere synlighed om indsatserne", JOBS,
         "En lille pulje til at vise, hvad der allerede findes.", ("2025", "2025"),
         Status.UNUSED, 0, "Ingen søgte. Pengene er ikke brugt.", "følgegruppen og andre aktører"),
    Line(30, "Undervisningsforløb i Åben Skole mod diskrimination", CHILDREN,
         "Forløb, som skolerne bestiller.", ("2025", "2025"), RUNNING, 0,
         "Pengene går til forløb i år.", "elever i alle trin, offentlige og private skoler",
         parts=((GUESTS, SUPPLIER), (DIALOGUE, SUPPLIER))),
    Line(31, "Charter for natteliv uden diskrimination", CULTURE,
         "Barer og spillesteder skriver under på, at alle er velkomne.", ("2024-02", ""),
         RUNNING, 1, "En prøve er gennemført. Næste skridt er flere steder og kurser.",
         "spillesteder og gæster"),
    Line(32, "Natteværter hjælper gæster efter diskrimination", CULTURE,
         "Værterne lærer at støtte gæster, der er blevet afvist eller krænket.", ("", ""),
         target="gæster i nattelivet"),
    Line(33, "Partnerskaber med foreninger mod diskrimination", CULTURE,
         "Tre idrætsforeninger prøver en model af.", ("2025", "2026-01"), RUNNING, 1,
         "Foreningerne er valgt. Det sidste af teksten mangler i papiret.", "idrætsforeninger"),
    Line(34, "Mål om mindre oplevet diskrimination på arbejdspladsen", HEALTH,
         "Måling hvert tredje år, og fire tiltag.", ("2025", "2028"), RUNNING, 1,
         "Målingen er gjort. Der er ikke sat et tal for, hvor lavt det skal være.",
         "ansatte og ledere"),
    Line(35, "Mål om lige adgang til sundhedstilbud", HEALTH,
         "Hvert år ses der på, hvem der bruger tilbuddene, og hvem der mangler.", ("2018", ""),
         RUNNING, 1, "Årets gennemgang er lavet. Det sidste af teksten mangler i papiret.",
         "borgere med minoritetsbaggrund, især ældre"),
    Line(36, "Oplysning til udlejere om forskelsbehandling", STREETS,
         "Oplysning til private udlejere om, hvad loven siger.", ("2025-11", "2025-12"),
         PLANNED, 0, "Materialet sendes ud sidst på året.", "private udlejere og lejere"),
    Line(37, "Materiale om bias til ledere og ansættelsesudvalg", FINANCE,
         "Et e-kursus og fem ark.", ("2023", "2023"), FINISHED, 1,
         "Materialet er udgivet. Hvor meget det bruges, er ikke målt.", "ledere",
         parts=(("Lederskolen", SUPPLIER),)),
    Line(38, "Spørgsmål om diskrimination i trivselsundersøgelsen", FINANCE,
         "Medarbejderne bliver spurgt, om de har oplevet diskrimination.", ("2023", ""),
         FINISHED, 1, "Spørgsmålet er med i målingen.", "alle ansatte"),
    Line(39, "Gennemgang af retningslinjer om krænkende adfærd", FINANCE,
         "Lokale retningslinjer bliver set efter.", ("", ""), FINISHED, 1,
         "Gjort i egen forvaltning. De andre er opfordret til det.", "arbejdspladser i kommunen"),
    Line(40, "E-læring om bias til alle ansatte", FINANCE,
         "Et kort kursus, som er frivilligt at tage.", ("2025", "2025-12"), RUNNING, 0,
         "Tretten har prøvet kurset. Papiret siger både, at det er på vej, og at det er lavet.",
         "alle ansatte"),
    Line(41, "Tilbud til grønlandske børn og udsatte voksne", SOCIAL,
         "Penge afsat i næste års budget.", ("2026", ""), PLANNED, 0,
         "Indsatsen begynder med det nye budget.", "anbragte børn og udsatte voksne",
         parts=(("Klubben Nordlys", PARTNER), ("Foreningen Videre", PARTNER))),
    Line(42, "Særlig enhed med viden om grønlandske forhold", SOCIAL,
         "En enhed i staten, som kommunen bruger.", ("2025-05-01", ""), FINISHED, 0,
         "Enheden er i drift.", "børn og forældre med tilknytning til Grønland"),
)  # fmt: skip

PROMISES = (
    Told(1, "workshops", (2025, 2025), 18,
         (15, "2025-08-20", "tre virksomheder sprang fra, og tilpasningen tog længere tid")),
    Told(1, "arbejdspladser", (2024, 2026), 35),
    Told(5, "møder i følgegruppen", (2024, 2025), None, None,
         ((1, "2024-04-03", ""), (1, "2024-10-07", ""), (1, "2025-05-26", ""))),
    Told(6, "skoler", (2024, 2025), None, None, ((12, "2025-06-30", "forskellige skoler"),)),
    Told(7, "kursusweekender", (2024, 2025), 3, None, ((3, "2025-03-31", ""),)),
    Told(8, "spil", (2023, 2023), None, None, ((1530, "2023-12-31", "delt ud, brugen ikke målt"),)),
    Told(8, "skoler, klubber og fritidshjem", (2023, 2023), None, None,
         ((126, "2023-12-31", "skoler"), (22, "2023-12-31", "ungdomsklubber"),
          (32, "2023-12-31", "fritidshjem"))),
    Told(12, "besøg", (2025, 2025), 9000),
    Told(13, "plakatsøjler", (2023, 2023), None, None, ((250, "2023-12-31", "omtrent"),)),
    Told(17, "dialogmøder", (2024, 2024), 5, None, ((5, "2024-12-15", ""),)),
    Told(28, "dialogforløb", (2025, 2025), 6),
    Told(28, "kursusdage", (2025, 2025), 3),
    Told(31, "underskrifter", (2024, 2025), None, None, ((61, "2025-09-30", "tre områder"),)),
    Told(33, "foreninger", (2025, 2026), 3, None, ((3, "2025-10-01", "valgt"),)),
)  # fmt: skip
