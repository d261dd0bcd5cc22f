"""Whom one may be in the demo, and the four steps that follow one number. All invented."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDBORGERHUSET = "medborgerhuset"
NABOERNE = "naboerne"
SUNDHAVN = "sundhavn"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person, with a role in one organisation (and a unit of it)."""

    name: str
    email: str
    organisation: str
    role: str
    story: str | Promise
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of “follow one number”."""

    title: str | Promise
    text: str | Promise
    email: str
    url_name: str
    of_this_year: bool = False
    """Whether the page's address ends in the present year."""


AMINA = Person(
    "Amina Warsame",
    "amina@medborgerhuset.example",
    MEDBORGERHUSET,
    "desk",
    _("Står i døren tirsdag og torsdag med en tablet i hånden."),
)
JONAS = Person(
    "Jonas Lindqvist",
    "jonas@medborgerhuset.example",
    MEDBORGERHUSET,
    "manager",
    _("Leder huset og skylder kommunen et tal hvert kvartal."),
)
MEHMET = Person(
    "Mehmet Aydın",
    "mehmet@medborgerhuset.example",
    MEDBORGERHUSET,
    "chair",
    _("Forperson. Vil vide, hvordan året går, uden at læse 40 sider."),
)
GRETHE = Person(
    "Grethe Bak",
    "grethe@medborgerhuset.example",
    MEDBORGERHUSET,
    "treasurer",
    _("Kasserer. Henter filen fra betalingstjenesten og rykker med et venligt brev."),
)
TARIQ = Person(
    "Tariq Nasser",
    "tariq@medborgerhuset.example",
    MEDBORGERHUSET,
    "network",
    _("Leder netværket af foreninger fra hele landet. Ved, hvem der kan lære hvem hvad."),
)
BIRGITTE = Person(
    "Birgitte Holm",
    "birgitte@sundhavn.example",
    SUNDHAVN,
    "planner",
    _("Samler status på planens indsatser fra syv forvaltninger."),
)
RASMUS = Person(
    "Rasmus Thorup",
    "rasmus@sundhavn.example",
    SUNDHAVN,
    "office",
    _("Følger forvaltningens egne indsatser."),
    unit="Beskæftigelsesforvaltningen",
)
SOFIA = Person(
    "Sofia Petrović",
    "sofia@sundhavn.example",
    SUNDHAVN,
    "analyst",
    _("Fører barometeret og spørger, hvad et tal hviler på, før hun tror på det."),
)
FREJA = Person(
    "Freja Dahlgaard",
    "freja@sundhavn.example",
    SUNDHAVN,
    "leisure",
    _("Kender foreningerne i byen og spørger, om to af dem er den samme."),
    unit="Kulturforvaltningen",
)
LEILA = Person(
    "Leila Haddad",
    "leila@naboerne.example",
    NABOERNE,
    "manager",
    _("Leder en anden forening, som aldrig må se Medborgerhusets tal."),
)
NADIA = Person(
    "Nadia Kowalska",
    "nadia@medborgerhuset.example",
    MEDBORGERHUSET,
    "desk",
    _("Frivillig i to huse. Vælger øverst på siden, hvilket af dem hun tæller for."),
)
SALMA = Person(
    "Salma Rahimi",
    "salma@medborgerhuset.example",
    MEDBORGERHUSET,
    "counsellor",
    _("Rådgiver med seks åbne sager. Kender folk ved navn og skriver kun det, der er brug for."),
    unit="Rådgivningen",
)
KAREN = Person(
    "Karen Friis",
    "karen@medborgerhuset.example",
    MEDBORGERHUSET,
    "nurse",
    _("Sygeplejerske med en halv time til hver."),
)
MAJA = Person(
    "Maja Lund",
    "maja@medborgerhuset.example",
    MEDBORGERHUSET,
    "counsellor",
    _("Rådgiver i samme team. Læser teamets sager, når en kollega er syg."),
    unit="Rådgivningen",
)
FREDERIK = Person(
    "Frederik Sand",
    "frederik@medborgerhuset.example",
    MEDBORGERHUSET,
    "lawyer",
    _("Frivillig jurist torsdag aften. Hans notater læses kun af jurister."),
)
IDA = Person(
    "Ida Storm",
    "ida@medborgerhuset.example",
    MEDBORGERHUSET,
    "coordinator",
    _("Sætter mentorer og mentees sammen. Ringer til dem, ingen har hørt fra længe."),
)
OMAR = Person(
    "Omar Jibril",
    "omar@naboerne.example",
    NABOERNE,
    "counsellor",
    _("Rådgiver i en anden forening. Ser ingen af Medborgerhusets mennesker."),
)
PETRA = Person(
    "Petra Vang",
    "petra@medborgerhuset.example",
    MEDBORGERHUSET,
    "programme",
    _("Følger kvinder fra jobcentrets henvisning til det, der kom ud af det. Glemmer ingen."),
)
SIGNE = Person(
    "Signe Ravn",
    "signe@sundhavn.example",
    SUNDHAVN,
    "caseworker",
    _("Henviser fra jobcentret og hører kun det, borgeren har sagt ja til."),
    unit="Beskæftigelsesforvaltningen",
)
YUSUF = Person(
    "Yusuf Dahir",
    "yusuf@naboerne.example",
    NABOERNE,
    "programme",
    _("Har tre i forløb i den anden forening."),
)
MILAN = Person(
    "Milan Novak",
    "milan@naboerne.example",
    NABOERNE,
    "coordinator",
    _("Har et lille netværk i den anden forening, med ét makkerskab."),
)
NANNA = Person(
    "Nanna Holst",
    "nanna@medborgerhuset.example",
    MEDBORGERHUSET,
    "volunteers",
    _("Leder de frivillige. Svarer den, der har ventet længst, og finder en afløser med ét tryk."),
)
BO = Person(
    "Bo Lindegaard",
    "bo@naboerne.example",
    NABOERNE,
    "volunteers",
    _("Har to frivillige i den anden forening."),
)
PEOPLE = (
    AMINA, SALMA, IDA, NANNA, MAJA, FREDERIK, KAREN, PETRA, JONAS, BIRGITTE, MEHMET, GRETHE, TARIQ,
    RASMUS, SIGNE, SOFIA, FREJA, LEILA, OMAR, YUSUF, MILAN, BO, NADIA,
)  # fmt: skip
ALSO = ((NADIA, NABOERNE, "desk"),)
"""Second memberships: who, where, as what."""

STEPS = (
    Step(
        _("Tæl en gæst"),
        _("Vær Amina i døren, og tryk på + ved et hold. Tallet på knappen flytter sig."),
        AMINA.email,
        "centre:today",
    ),
    Step(
        _("Se det i året, og send kvartalet"),
        _(
            "Vær Jonas. Tallet står i Centrets år. Åbn dette kvartals optælling til indsats 12,"
            " godkend, og send."
        ),
        JONAS.email,
        "policy:counts",
    ),
    Step(
        _("Godkend det i kommunen"),
        _("Vær Birgitte. Optællingen er kommet. Godkend den, og se den i udkastet til status."),
        BIRGITTE.email,
        "policy:counts",
    ),
    Step(
        _("Tryk på tallet"),
        _(
            "Tryk på tallet i udkastet. Siden fortæller, hvordan det er talt,"
            " og hvad det hviler på."
        ),
        BIRGITTE.email,
        "policy:status-draft",
        of_this_year=True,
    ),
)
