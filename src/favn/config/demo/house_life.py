"""The house's own life in the demo world: money, grants and their reports, stories, ideas, the day.

Funders, amounts, stories and ideas are invented; what is counted for the grants is what the house
has counted. Sundhavn is both a funder and the one that asks for counts.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from favn.centre.actions import daybook, ideas
from favn.centre.actions import money as book
from favn.centre.models import Idea
from favn.config.demo.fixed import CLOSED_YEAR, about, dice, known_id
from favn.config.demo.people import AMINA, GRETHE, JONAS, MEDBORGERHUSET, SUNDHAVN
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Organisation
from favn.publishing import actions, drawn, queries, rules, starts
from favn.publishing.actions import stories
from favn.publishing.actions.funders import Letter
from favn.publishing.actions.stories import Yes
from favn.publishing.models import Funding, Question, Report
from favn.publishing.queries import funders
from favn.publishing.queries.stories import stand_of
from favn.statistics.figures import Period

CLOSED = {
    "public": 4_150_000, "funds": 2_380_000, "cafe": 1_240_000, "cost-centre": 4_420_000,
    "cost-network": 1_190_000, "cost-cafes": 2_050_000,
}  # fmt: skip
"""The closed year in whole kroner, invented: the printed bars have no amounts."""
YEARLY = {
    "public": 4_300_000, "funds": 2_150_000, "fees": 38_400, "cost-centre": 4_510_000,
    "cost-network": 1_050_000, "cost-cafes": 1_640_000,
}  # fmt: skip
MONTHLY = {"cafe": 78_000, "lunch": 31_000, "catering": 22_000}
MINUTES = 47
WRITTEN = "Flere kom om aftenen, og flere blev hængende. Det er det, pengene skulle."
ASIDE = "Besøgene gik som lovet. Det tog længere tid at finde frivillige til fredagen."
QUESTIONS = (
    ("learned", "Hvad har I lært?",
     "At ringe dagen før. Så kommer næsten alle, og de, der ikke kan, når at sige det."),
    ("after", "Hvad sker der, når pengene er brugt?", ""),
)  # fmt: skip
STORIES = (
    ("coffee", "Nu brygger jeg kaffen",
     ("Jeg kom for at få hjælp til ét brev. I dag åbner jeg døren om tirsdagen og brygger kaffen."
      " De nye spørger mig, hvor de skal gå hen.\n\nDet tog et år. Først drak jeg kaffen, så"
      " vaskede jeg kopperne, og en dag havde jeg nøglen i lommen. Min søn siger, at jeg taler"
      " dansk som en skranke. Det tager jeg som ros."), ("web", "year", "letter", "funder")),
    ("sewing", "En frakke til min søn",
     ("I systuen lærte jeg at lægge en frakke op. Den første var til min søn. Den næste var til"
      " en anden mor."), ("funder",)),
)  # fmt: skip
DRAWN = "coffee"
SEEN = "En tegning af et bord med en kaffekande og tre fyldte kopper"
IDEAS = (
    ("saturday", "هل يمكن أن تفتحوا مساء السبت؟", "arabisk", "coming", "Åbent lørdag aften",
     "Vi prøver fra januar: lørdag til klokken 21."),
    ("stroller", "Der mangler et sted til barnevogne.", "", "done", "Plads til barnevogne",
     "Der er nu et skur ved bagdøren."),
    ("printer", "Можна поставити ще один принтер?", "ukrainsk", "not", "En printer mere",
     "Vi har ikke råd i år. Brug den på kontoret, og spørg i døren."),
    ("music", "Kan vi spille musik i køkkenet?", "", "", "", ""),
)  # fmt: skip
HAPPENED = (
    "Stille formiddag, travl eftermiddag. Lektiecaféen manglede stole.",
    "Varmen i køkkenet gik ud klokken 14. Systuen flyttede ind i salen.",
    "Besøg af en skoleklasse. Alle rum var i brug til klokken 18.",
)
HANDED_ON = ("Lån ti stole i salen.", "Viceværten kommer klokken 10.", "Køb mælk.")


def write(organisations: dict[str, Organisation]) -> str:
    """Everything, in Medborgerhuset; says what was written."""
    house, city = organisations[MEDBORGERHUSET], organisations[SUNDHAVN]
    with acting_for(house.pk):
        lines = _money()
        grants = _grants(city)
        _stories()
        _ideas()
        _days()
        _sent(grants["evening"], house)
    told = f"{lines} amounts, {len(grants)} grants, {len(STORIES)} stories, {len(IDEAS)} ideas"
    return f"{MEDBORGERHUSET}: {told}"


def _money() -> int:
    """The closed year, and every month since the year after it; how many lines."""
    today, lines = clock.today(), 0
    for kind, kroner in CLOSED.items():
        lines += _enter(kind, CLOSED_YEAR, None, 100 * kroner)
    for year in range(today.year - 1, today.year + 1):
        for kind, kroner in YEARLY.items():
            lines += _enter(kind, year, None, 100 * kroner)
        last = today.month - 1 if year == today.year else 12
        for month in range(1, last + 1):
            throw = dice(MEDBORGERHUSET, "money", year, month)
            for kind, kroner in MONTHLY.items():
                lines += _enter(
                    kind, year, month, 100 * about(throw, kroner) + throw.choice((0, 50))
                )
    return lines


def _enter(kind: str, year: int, month: int | None, ore: int) -> int:
    key = known_id(MEDBORGERHUSET, "money", kind, year, month)
    book.enter(
        id=key, kind=kind, year=year, month=month, ore=ore, note="",
        by=account_of(GRETHE), at=clock.now(),
    )  # fmt: skip
    return 1


def _grants(city: Organisation) -> dict[str, Funding]:
    """Three grants: one reported on, one due soon with what is missing, one of the municipality."""
    year = clock.today().year
    evening = _grant("evening", Letter(
        "Fonden Lys i Vinduet", "Åben dør om aftenen", 45_000_000, date(year - 1, 1, 1),
        date(year, 12, 31), reference="LV-2041",
    ))  # fmt: skip
    _promise(evening, "visits", "Besøg i døren", 12_000, ("centre.visits", "", ""))
    _promise(evening, "sewing", "Deltagelser i systuen", 900, _activity("systuen"))
    _promise(evening, "friends", "Nye venskaber", 50, ("", "", ""))
    young = _grant("young", Letter(
        "Puljen for Unge og Fællesskab", "Ungecafé og lektiehjælp", 62_500_000,
        date(year, 1, 1), date(year + 1, 12, 31),
    ))  # fmt: skip
    _promise(young, "youth", "Deltagelser i ungecaféen", 1_500, _activity("ungecafe"))
    _promise(young, "homework", "Deltagelser i lektiecaféen", 2_500, _activity("lektiecafe"))
    town = _grant("town", Letter(
        city.name, "Drift af huset", 240_000_000, date(year, 1, 1), date(year, 12, 31), city,
    ))  # fmt: skip
    _promise(town, "visits", "Besøg i døren", 9_000, ("centre.visits", "", ""))
    _promise(town, "guests", "Forskellige gæster med kort", 300, ("centre.guests", "", ""))
    grants = {"evening": evening, "young": young, "town": town}
    _questions(list(grants.values()))
    for grant in (young, town):
        _owe(grant, Period(year), clock.today() + timedelta(days=24))
    return grants


def _activity(slug: str) -> tuple[str, str, str]:
    return "centre.participations", "activity", slug


def _grant(name: str, letter: Letter) -> Funding:
    key = known_id(MEDBORGERHUSET, "funding", name)
    return actions.take_on(id=key, letter=letter, by=account_of(JONAS), at=clock.now())


def _promise(
    grant: Funding, name: str, words: str, target: int, counted_by: tuple[str, str, str]
) -> None:
    actions.promise(
        id=known_id(grant.pk, "promise", name), funding=grant, words=words, target=target,
        due_on=grant.last_on, counted_by=counted_by, by=account_of(JONAS), at=clock.now(),
    )  # fmt: skip


def _owe(grant: Funding, period: Period, due_on: date) -> None:
    actions.owe(
        id=known_id(grant.pk, "owed", period), funding=grant, period=period, due_on=due_on,
        by=account_of(JONAS), at=clock.now(),
    )  # fmt: skip


def _questions(grants: list[Funding]) -> list[Question]:
    """Every grant asks the first; the second is not answered for this year yet."""
    by, at, year = account_of(JONAS), clock.now(), clock.today().year
    found = []
    for name, words, answer in QUESTIONS:
        key = known_id(MEDBORGERHUSET, "question", name)
        question = actions.add_question(id=key, words=words, by=by, at=at)
        found.append(question)
        for about_year in (year - 1, year) if answer else ():
            actions.write_answer(
                question=question, year=about_year, version=0, text=answer, by=by, at=at
            )
        for grant in grants if answer else grants[1:]:
            actions.ask(funding=grant, question=question, by=by, at=at)
    return found


def _sent(grant: Funding, house: Organisation) -> None:
    """Last year's report to the first funder, written and sent in three quarters of an hour."""
    by, sent_at = account_of(JONAS), clock.now()
    year = clock.today().year - 1
    _owe(grant, Period(year), date(year + 1, 3, 1))
    owed = grant.owed.get()
    chapters = starts.funder_chapters(grant, funders.promises_of(grant), owed.period, house)
    report = actions.open_funder_report(
        id=known_id(grant.pk, "report"), owed=owed, title=f"{grant}, {year}", chapters=chapters,
        questions=funders.questions_of(grant), by=by, at=sent_at - timedelta(minutes=MINUTES),
    )  # fmt: skip
    _written(report, sent_at)
    actions.freeze(
        id=known_id(grant.pk, "edition"), report=report,
        seen=queries.stand_of(report, queries.chapters_of(report)),
        membership=Membership.objects.owned().select_related("organisation").get(account=by),
        by=by, at=sent_at,
    )  # fmt: skip


def _written(report: Report, at: datetime) -> None:
    """Every help text written over, as by its writer."""
    for chapter in queries.chapters_of(report):
        words = {"Kort fortalt": WRITTEN, "Lovet og talt": ASIDE, "Pengene": "225.000"}
        text = rules.HELP.sub(words.get(chapter.title, ""), chapter.text)
        if text != chapter.text:
            actions.write_chapter(
                chapter=chapter, version=chapter.version, title=chapter.title,
                author=chapter.author, text=text, by=account_of(JONAS), at=at,
            )  # fmt: skip


def _stories() -> None:
    """Two stories; one may stand anywhere, the other in reports to funders alone."""
    by, at, today = account_of(JONAS), clock.now(), clock.today()
    for name, title, text, places in STORIES:
        key = known_id(MEDBORGERHUSET, "story", name)
        row = stories.tell(id=key, title=title, text=text, by=by, at=at)
        yes = Yes("self", "paper", today, date(today.year + 2, 12, 31), places)
        if name == DRAWN:
            yes = replace(yes, has_picture=True)
            stories.put_picture(story=row, picture=_table(), says=SEEN, by=by, at=at)
        row.refresh_from_db()
        seen = stand_of(row)
        yes_id = known_id(row.pk, "consent")
        stories.take_yes(id=yes_id, story=row, yes=yes, seen=seen, by=by, at=at)


def _table() -> str:
    """A drawing of a table with a pot and cups, in the place of a photograph of somebody."""
    image = Image.new("RGB", (960, 540), "#f3ead8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 360, 960, 540), fill="#b5835a")
    draw.rounded_rectangle((140, 130, 320, 400), 40, fill="#0b4a54")
    draw.arc((280, 190, 400, 330), -90, 90, fill="#0b4a54", width=22)
    for left in (450, 610, 770):
        draw.rounded_rectangle((left, 290, left + 110, 400), 18, fill="#ffffff", outline="#0b4a54")
        draw.arc((left + 90, 310, left + 140, 370), -90, 90, fill="#0b4a54", width=8)
        draw.ellipse((left + 12, 284, left + 98, 308), fill="#5b3a21")
    out = BytesIO()
    image.save(out, "PNG")
    return drawn.jpeg(out.getvalue())


def _ideas() -> None:
    """An open box with three answers, and one idea that waits."""
    by, at = account_of(JONAS), clock.now()
    ideas.set_box(is_open=True, by=by, at=at)
    for name, words, language, state, title, answer in IDEAS:
        key = known_id(MEDBORGERHUSET, "idea", name)
        row: Idea = ideas.put(id=key, words=words, language=language, by=by, at=at)
        if state:
            ideas.say(
                idea=row, version=1, state=state, title=title, answer=answer, is_shown=True,
                by=by, at=at,
            )  # fmt: skip


def _days() -> None:
    """Pages of the last three days, and three guests who chose to be seen today."""
    by, at, today = account_of(AMINA), clock.now(), clock.today()
    pairs = zip(HAPPENED, HANDED_ON, strict=True)
    for back, (happened, handed_on) in enumerate(pairs, start=1):
        daybook.write_page(
            on=today - timedelta(days=back), version=0, happened=happened, handed_on=handed_on,
            by=by, at=at,
        )  # fmt: skip
    for name, persons in (("Halima", 3), ("Andrii", 1), ("Leyla", 2)):
        key = known_id(MEDBORGERHUSET, "here", name)
        daybook.arrive(id=key, name=name, persons=persons, by=by, at=at)
