"""A closed policy of 2011–2014 beside the running plan, with the money that was printed for it.

Goals, sums and years are those a city printed in 2013; the words are our own. What the paper does
not say (two goals' numbers, what became of most recommendations) is left open and said.
"""

from datetime import date

from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import BIRGITTE
from favn.config.demo.places import account_of
from favn.config.demo.plan import unit
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation
from favn.policy import actions
from favn.policy.choices import Outcome, Ruling, Status, Step
from favn.policy.models import Amount, Goal, Initiative, Plan

TITLE, FIRST, LAST = "Inklusionspolitik", 2011, 2014
JOBS, CHILDREN, CULTURE = "Beskæftigelsesudvalget", "Børneudvalget", "Kulturudvalget"
SOCIAL, HEALTH = "Socialudvalget", "Sundhedsudvalget"
STREETS, FINANCE = "Teknik- og Miljøudvalget", "Økonomiudvalget"
UNNUMBERED = "Nummeret er ikke trykt; det er 6 eller 8"
GOALS = (
    ("1", "Flere unge godt ud af folkeskolen", "", ""),
    ("2", "Flere i arbejde", "", ""),
    ("3", "Ledere og medarbejdere, der ligner byen", "", ""),
    ("4", "Flere får noget ud af kommunens tilbud", "Udsatte grupper og områder",
     "Nummeret er udledt"),
    ("5", "En tryg by for alle grupper", "Udsatte grupper og områder", ""),
    ("", "Flere føler, at de hører til", "", UNNUMBERED),
    ("7", "Færre holdes ude på grund af fattigdom", "", "Intet tal måler det"),
    ("", "Færre oplever diskrimination", "", UNNUMBERED),
)  # fmt: skip
LINES = (
    (1, "Vækst ved mangfoldighed", JOBS, 2, "Samarbejde med virksomheder, der har skrevet under."),
    (2, "Tæt virksomhedsindsats for kvinder på kontanthjælp", JOBS, 2,
     "Tredive kvinder, hver med sin egen sagsbehandler."),
    (3, "Sprogundervisning tæt på boligområder", JOBS, 4, "En bro til almindelig undervisning."),
    (4, "Et godt ungdomsliv", JOBS, 6, "Dialog med unge og forældre om at bestemme selv."),
    (5, "Mod diskrimination, for demokrati", JOBS, 8, "Civilsamfund, natteliv og hadforbrydelser."),
    (6, "Lige muligheder i beskæftigelsesindsatsen", JOBS, 3, "Service og rekruttering uden skel."),
    (7, "Mangfoldighedsfest", JOBS, 6, "Foreninger viser byen, hvad de kan."),
    (8, "Støtte til ny ungdomsforening", JOBS, 6, "Start efter et råd, der blev lukket."),
    (9, "Socialrådgivere i institutioner og skoler", SOCIAL, 1, "Hjælp tæt på børnene."),
    (10, "Frivillige kulturguider", CULTURE, 4, "Guider følger børn og unge ud til tilbud."),
    (11, "Sundhedsformidling på flere sprog", HEALTH, 4, "Formidlere taler borgernes sprog."),
    (12, "Sprogpladser i daginstitutioner", CHILDREN, 1, "Børn fordeles, så sproget læres."),
    (13, "Løft af udsatte byområder", STREETS, 5, "Tryghed gennem byens rum."),
    (14, "Blandet rekruttering i kommunen", FINANCE, 3, "Ledere og ansatte, der ligner byen."),
    (15, "Strategi for ligestilling", JOBS, 8, "Et udkast lægges for byrådet i november 2013."),
)  # fmt: skip
BUDGETS_2013 = (
    (JOBS, 160_600_000), (CHILDREN, 218_000_000), (CULTURE, 14_900_000), (SOCIAL, 118_200_000),
    (HEALTH, 9_700_000), (STREETS, 27_100_000), (FINANCE, 18_200_000),
)  # fmt: skip
"""Sum 566.7 m, not printed; the last is without the programme for a safe city."""
ITEMS = (
    (1, 1, 2_000_000), (2, 1, 500_000), (3, 1, 1_800_000), (4, 1, 1_000_000), (5, 1, 2_000_000),
    (6, 2, 500_000), (7, 2, 1_000_000), (8, 2, 300_000),
)  # fmt: skip
"""Initiative, agreement, kroner in 2014."""
PANEL = "Ekspertpanelet for integration"
ADVICE = (
    (CHILDREN, "Styrk erhvervsskolernes undervisere i dansk som andetsprog."),
    (CHILDREN, "Lav forløb i udskolingen for unge, der vil på en erhvervsuddannelse."),
    (JOBS, "Find 7–10 virksomheder, der forpligter sig til praktik eller fritidsjob."),
    (JOBS, "Støt praktik, der deles mellem kommunen og private virksomheder."),
    (JOBS, "Lav en pakke med viden og undervisning om ligebehandling."),
    (JOBS, "Ansæt et hold unge, der sætter ligebehandling på dagsordenen."),
)  # fmt: skip


def write(city: Organisation) -> int:
    """The closed policy; how many initiatives it has."""
    with acting_for(city.pk):
        by = account_of(BIRGITTE)
        plan = actions.open_plan(
            id=known_id("closed plan"), slug="inklusionspolitik", title=TITLE, first_year=FIRST,
            last_year=LAST, by=by, at=moment(date(FIRST, 1, 5), 9),
        )  # fmt: skip
        goals = [_goal(plan, rank, *words, by) for rank, words in enumerate(GOALS)]
        initiatives = {line[0]: _initiative(plan, goals, line, by) for line in LINES}
        actions.promise(
            id=known_id("closed output"), initiative=initiatives[15], unit="strategier for byrådet",
            promised=1, years=(2013, 2013), by=by, at=moment(date(2013, 5, 1), 10),
        )  # fmt: skip
        _budgets(plan, by)
        _agreements(plan, initiatives, by)
        _advice(plan, initiatives, by)
        _round(plan, by)
    return len(initiatives)


def _goal(plan: Plan, rank: int, number: str, title: str, focus: str, note: str, by: Actor) -> Goal:
    return actions.add_goal(
        id=known_id("goal", rank), plan=plan, number=number, title=title, focus=focus, note=note,
        by=by, at=moment(date(FIRST, 1, 5), 10),
    )  # fmt: skip


def _initiative(
    plan: Plan, goals: list[Goal], line: tuple[int, str, str, int, str], by: Actor
) -> Initiative:
    number, title, owner, goal, summary = line
    is_agreed = number <= len(ITEMS)
    row = actions.add_initiative(
        id=known_id("closed initiative", number), plan=plan, number=number, title=title,
        owner=unit(owner), goal=goals[goal - 1], summary=summary, by=by,
        starts_on=date(2014, 1, 1) if is_agreed else None,
        ends_on=date(2014, 12, 31) if is_agreed else None, at=moment(date(2013, 5, 1), 10),
    )  # fmt: skip
    said = "Aftalt for 2014. Hvad der skete siden, siger papiret ikke."
    actions.write_status(
        initiative=row, year=2013, status=Status.PLANNED if is_agreed else Status.RUNNING,
        text=said if is_agreed else "Nævnt i udvalgets redegørelse for 2013.", version=0, by=by,
        at=moment(date(2013, 11, 1), 10),
    )  # fmt: skip
    return row


def _amount(plan: Plan, name: str, title: str, kroner: int, by: Actor, **more: object) -> Amount:
    facts: dict[str, object] = {"initiative": None, "pool": "", "note": "", "unit": None}
    facts |= {"step": Step.BUDGETED, "first_year": 2014, "last_year": 2014} | more
    return actions.add_amount(
        id=known_id("closed amount", name), plan=plan, title=title, kroner=kroner, by=by,
        at=moment(date(2013, 5, 1), 11), **facts,
    )  # fmt: skip


def _budgets(plan: Plan, by: Actor) -> None:
    """What seven committees said that they use in 2013."""
    for name, kroner in BUDGETS_2013:
        note = "Uden programmet for en sikker by." if name == FINANCE else ""
        _amount(
            plan, name, f"{name}s inklusionsindsats", kroner, by, unit=unit(name), note=note,
            first_year=2013, last_year=2013,
        )  # fmt: skip


def _agreements(plan: Plan, initiatives: dict[int, Initiative], by: Actor) -> None:
    """Two agreements inside one frame that both of them print, so that it must count once."""
    jobs = unit(JOBS)
    frame = _amount(plan, "frame", "Ramme for begge aftaler", 9_100_000, by, unit=jobs)
    _amount(
        plan, "frame again", "Ramme, trykt igen i den anden aftale", 9_100_000, by, same_as=frame,
    )  # fmt: skip
    both = {
        1: _amount(plan, "1", "Aftale 1: aktører og civilsamfund", 7_300_000, by, part_of=frame),
        2: _amount(plan, "2", "Aftale 2: lige muligheder", 1_800_000, by, part_of=frame),
    }
    pool, income = "Tværgående inklusions- og mangfoldighedspulje", "Forventede indtægter"
    _amount(plan, "pool", "Af puljen", 3_500_000, by, part_of=frame, pool=pool)
    _amount(plan, "income", "Af integrationsindtægter", 5_600_000, by, part_of=frame, pool=income)
    for number, agreement, kroner in ITEMS:
        item = _amount(
            plan, f"item {number}", initiatives[number].title, kroner, by,
            initiative=initiatives[number], part_of=both[agreement],
        )  # fmt: skip
        if number == 5:
            _amount(
                plan, "rumours", "Heraf kampagne mod rygter", 700_000, by, part_of=item,
                initiative=initiatives[5],
            )  # fmt: skip
    minute = actions.Minute(
        jobs, Ruling.ALLOCATED, date(2013, 5, 1), "To aftaler om otte indsatser i 2014",
        "Papiret siger april og maj",
    )  # fmt: skip
    actions.decide(
        id=known_id("closed decision"), plan=plan, minute=minute, by=by,
        about=[initiatives[number] for number, _agreement, _kroner in ITEMS],
        at=moment(date(2013, 5, 1), 15),
    )  # fmt: skip


def _advice(plan: Plan, initiatives: dict[int, Initiative], by: Actor) -> None:
    """Six recommendations; the paper says of one what became of it."""
    at = moment(date(2013, 11, 1), 10)
    rows = [
        actions.recommend(
            id=known_id("advice", text), plan=plan, panel=PANEL, year=2013, text=text,
            addressee=unit(addressee), by=by, at=at,
        )
        for addressee, text in ADVICE
    ]  # fmt: skip
    actions.answer_recommendation(
        recommendation=rows[2], version=1, outcome=Outcome.PARTLY, initiative=initiatives[1],
        answer="Samarbejdet med virksomhederne fortsætter. Om tallet blev nået, er ikke oplyst.",
        by=by, at=at,
    )  # fmt: skip


def _round(plan: Plan, by: Actor) -> None:
    """The statuses of 2013 as the one round of the policy, closed and open to everybody."""
    row = actions.open_round(
        id=known_id("closed round"), plan=plan, year=2013, last_day=date(2013, 10, 31),
        committees=(), by=by, at=moment(date(2013, 9, 1), 9),
    )  # fmt: skip
    actions.close_round(round=row, by=by, at=moment(date(2013, 11, 2), 12))
    actions.publish_plan(plan=plan, by=by, at=moment(date(2013, 11, 20), 10))
