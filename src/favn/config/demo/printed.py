"""Numbers that three papers printed, and where the demo's reports give the same. Facts only.

Ids, values, units and qualifiers are those of the papers; the words are our own. A number without
a place is not in the report, and says why where the reason is known. Of the centre's year every
number that was printed stands in `printed_2023.csv`, one a line.
"""

from collections.abc import Iterator
from pathlib import Path

from favn.config.demo import closed_plan
from favn.config.demo.initiatives import LINES, PAPER_YEAR
from favn.config.demo.people import SUNDHAVN
from favn.config.demo.places import COMMITTEES
from favn.config.demo.plan import shift
from favn.publishing.comparing import Printed, read

Fact = tuple[str, str, str, str]
"""What the id ends in, the number in words, its value, and the part or line it stands in."""

YEAR = Path(__file__).with_name("printed_2023.csv")
IN_BAROMETER = "Rapporten har det ikke med. Det hører til barometret."
MILLIONS = "mio_DKK"

OWNERS: tuple[Fact, ...] = (
    ("bif", "Indsatser i Beskæftigelse", "29", "Beskæftigelsesforvaltningen"),
    ("buf", "Indsatser i Børn", "1", "Børneforvaltningen"),
    ("kff", "Indsatser i Kultur", "3", "Kulturforvaltningen"),
    ("suf", "Indsatser i Sundhed", "2", "Sundhedsforvaltningen"),
    ("tmf", "Indsatser i Teknik og Miljø", "1", "Teknik- og Miljøforvaltningen"),
    ("okf", "Indsatser i Økonomi", "4", "Økonomiforvaltningen"),
    ("sof", "Indsatser i Social", "2", "Socialforvaltningen"),
)
ADDED = "Favn lægger skoler, klubber og fritidshjem sammen: 126 + 22 + 32 = 180."
PROMISES = (
    (1, "i01-workplaces", "Arbejdspladser, der skal støttes", "35", "arbejdspladser", "Lovet", ""),
    (1, "i01-workshops-orig", "Workshops ventet først", "18", "workshops", "Lovet", ""),
    (1, "i01-workshops-rev", "Workshops ventet nu", "15", "workshops", "Lovet", ""),
    (6, "i06-schools", "Skoler med temauge", "12", "skoler", "Leveret", ""),
    (7, "i07-weekends", "Kursusweekender", "3", "kursusweekender", "Leveret", ""),
    (8, "i08-games", "Spil delt ud", "1530", "spil", "Leveret", ""),
    (8, "i08-schools", "Skoler, der fik spil", "126", "skoler, klubber og fritidshjem", "Leveret",
     ADDED),
    (13, "i13-posters", "Plakatsøjler i brug", "250", "plakatsøjler", "Leveret", ""),
    (28, "i28-dialogues", "Dialogforløb for elever", "6", "dialogforløb", "Lovet", ""),
    (28, "i28-days", "Kursusdage", "3", "kursusdage", "Lovet", ""),
    (31, "i31-signatories", "Steder under charteret", "61", "underskrifter", "Leveret", ""),
    (33, "i33-clubs", "Klubber i partnerskab", "3", "foreninger", "Leveret", ""),
)  # fmt: skip
OLDER = {8, 13}
"""Initiatives whose promise lies two years before the paper."""
BUDGETS = ("biu", "160.6"), ("buu", "218.0"), ("kfu", "14.9"), ("su", "118.2"), ("sou", "9.7"), (
    "tmu", "27.1"), ("ou", "18.2")  # fmt: skip
ITEMS = ("a1-b1", "2.0"), ("a1-b2", "0.5"), ("a1-b3", "1.8"), ("a1-b4", "1.0"), (
    "a1-b5", "2.0"), ("a2-b1", "0.5"), ("a2-b2", "1.0"), ("a2-b3", "0.3")  # fmt: skip
GUIDES: tuple[Fact, ...] = (
    ("groups", "Guidernes lokale grupper", "12", "Lokale grupper"),
    ("volunteers", "Frivillige guider", "162", "Frivillige guider"),
    ("children", "Børn fulgt af guider", "830", "Børn, der blev fulgt"),
    ("joined", "Af dem i en forening", "600", "Børn, der begyndte i en forening"),
)


def rows() -> list[Printed]:
    """All of them, with the running plan's years where they stand in the demo."""
    return [*_centre(), *_status(), *_inclusion()]


def _listed(
    prefix: str, facts: tuple[Fact, ...], place: str, period: str = "", unit: str = "count"
) -> Iterator[Printed]:
    """Facts of one table; `place` holds the part's name as {}."""
    for name, what, value, part in facts:
        where = place.replace("{}", part)
        yield Printed(f"{prefix}{name}", what, period, value, unit, "exact", where)


def _centre() -> list[Printed]:
    """Every number of the centre's year, as it was printed and where Favn has the same."""
    return read(YEAR.read_text(encoding="utf-8").splitlines(), {})


def _absent(key: str, what: str, value: str, unit: str, reason: str) -> Printed:
    return Printed(key, what, "", value, unit, "exact", "", reason)


def _status() -> Iterator[Printed]:
    year, titles = PAPER_YEAR + shift(), {line.number: line.title for line in LINES}
    plan = f"@{SUNDHAVN}/handleplan/"
    initiatives = f"policy.initiatives{plan}{year}"
    by_office = f"{initiatives}?by=office"
    yield Printed(
        "cph2025-initiatives-total", "Indsatser i planen", "2025", "42", "count", "exact",
        initiatives,
    )  # fmt: skip
    yield from _listed("cph2025-initiatives-", OWNERS, f"{by_office} | kun {{}}", "2025")
    yield Printed(
        "cph2025-administrations-named", "Forvaltninger nævnt øverst", "2025", "5", "count",
        "exact", f"{by_office} | antal", "Overskriften nævner fem; indsatserne ejes af syv.",
    )  # fmt: skip
    for number, name, what, value, unit, column, reason in PROMISES:
        when = year - 2 if number in OLDER else year
        part = f"{number}. {titles[number]}: {unit}"
        place = f"policy.outputs{plan}{when}?by=output | kun {part} | {column}"
        yield Printed(f"cph2025-{name}", what, "", value, "count", "exact", place, reason)
    for key, what, value, unit, step, number in (
        ("i29-pool", "Sat af til synlighed", "50000", "DKK", "budgeted", 29),
        ("i30-budget", "Sat af til Åben Skole", "0.2", MILLIONS, "granted", 30),
    ):
        place = f"policy.{step}{plan}{year}?by=initiative | kun {number}. {titles[number]}"
        yield Printed(f"cph2025-{key}", what, "2025", value, unit, "exact", place)
    other = "Rapporten viser papirets år og året to år før."
    yield _absent("cph2025-i17-events", "Dialogmøder", "5", "count", other)
    yield _absent("cph2025-i22-budget", "Kunst i jobcentret", "200000", "DKK", other)
    yield _absent("cph2025-i34-share", "Ansatte udsat for forskel", "8", "percent", IN_BAROMETER)
    applied = "Rapporten viser bevilgede og budgetterede penge, ikke ansøgte."
    yield _absent("cph2025-i12-applied-amount", "Ansøgt i puljen", "524625", "DKK", applied)


def _inclusion() -> Iterator[Printed]:
    plan = f"@{SUNDHAVN}/inklusionspolitik/"
    spent, frame = f"policy.budgeted{plan}2013?by=payer", f"policy.budgeted{plan}2014"
    by_initiative = f"{frame}?by=initiative"
    names = {line[0]: f"{line[0]}. {line[1]}" for line in closed_plan.LINES}

    def said(name: str, what: str, value: str, unit: str, place: str) -> Printed:
        return Printed(f"incl2013-{name}", what, "2013", value, unit, "exact", place)

    for committee, (name, value) in zip(COMMITTEES, BUDGETS, strict=True):
        yield said(f"budget-{name}", committee, value, MILLIONS, f"{spent} | kun {committee}")
    yield said("committees", "Udvalg med udgifter", "7", "count", f"{spent} | antal")
    goals = f"policy.goals{plan}2013?by=goal"
    yield said("goals", "Mål i politikken", "8", "count", goals)
    yield said("fin-total", "Ramme for begge aftaler", "9.1", MILLIONS, frame)
    first, second = "Aftale 1: aktører og civilsamfund", "Aftale 2: lige muligheder"
    yield said("a1-total", "Aftale 1 i alt", "7.3", MILLIONS, f"tabel: Økonomi / {first}")
    yield said("a2-total", "Aftale 2 i alt", "1.8", MILLIONS, f"tabel: Økonomi / {second}")
    for number, (name, value) in enumerate(ITEMS, 1):
        part = names[number]
        yield said(name, part, value, MILLIONS, f"{by_initiative} | kun {part}")
    yield said("agreement-initiatives", "Aftalte indsatser", "8", "count",
               f"{by_initiative} | antal")  # fmt: skip
    yield from _listed("incl2013-kfu-guides-", GUIDES, "tabel: Kulturudvalget / {}", "2012")
    inside = "Pengene ligger inden i indsats 5 og står ikke for sig i rapporten."
    yield _absent("incl2013-a1-b5-rumour", "Kampagne mod rygter", "0.7", MILLIONS, inside)
    source = "Rapporten viser rammen og ikke, hvor den kommer fra."
    yield _absent("incl2013-fin-pool", "Af puljen", "3.5", MILLIONS, source)
    yield _absent("incl2013-fin-income", "Af indtægter", "5.6", MILLIONS, source)
    index = "index_0_100"
    yield _absent("incl2013-inclusion-total", "Oplevet inklusion", "74", index, IN_BAROMETER)
    yield _absent("incl2013-parity-school", "År til ens karakterer", "17", "count", IN_BAROMETER)
