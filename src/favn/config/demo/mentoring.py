"""Mentors and mentees of the demo: a network at work in every state, one cut down, one closed.

All invented: names are put together from common first names and surnames, addresses end in
`.invalid`. A second association has a small network of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from favn.config.demo.fixed import dice, known_id, moment
from favn.config.demo.people import IDA, LEILA, MEDBORGERHUSET, NABOERNE
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.pathways.actions import asking, joining, networks, outcomes, pairs, plans, pool, runs
from favn.pathways.actions.asking import Answer
from favn.pathways.actions.joining import Signed, Wish
from favn.pathways.actions.pairs import Terms
from favn.pathways.actions.pool import Told
from favn.pathways.choices.mentoring import NetworkState, PartnerRole, Side
from favn.pathways.choices.outcomes import Moment
from favn.pathways.choices.pairs import Ending, NoWhy, Says, State, Way
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models import Network, Outcome, Pair, Participant
from favn.pathways.queries import matching
from favn.people.organisations.actions import add_party
from favn.people.organisations.models import Organisation

MENTEES = (
    "Hodan Jama", "Leyla Demir", "Olena Bondar", "Selam Haile", "Rojin Aslan", "Amal Haddad",
    "Zahra Karimi", "Fatima Noor", "Priya Nathan", "Ioana Popa", "Tigist Alemu", "Saba Khan",
    "Nadia Orlova", "Maryam Azizi", "Halima Osman", "Elif Kaya", "Iryna Melnyk", "Rahel Tesfay",
    "Dilan Yilmaz", "Rania Saleh", "Parwin Ahmadi", "Ayaan Farah", "Meena Raj", "Elena Rusu",
    "Hiwot Girma", "Sana Iqbal", "Darya Volkova", "Nilofar Rahimi", "Ubah Ali", "Gülay Öztürk",
    "Kateryna Shevchuk", "Senait Berhane", "Berfin Çelik", "Mona Farouk", "Shirin Jafari",
    "Ifrah Nur", "Lakshmi Devan", "Mirela Ionescu", "Bethlehem Worku", "Ayesha Siddiqui",
)  # fmt: skip
MENTORS = (
    "Karen Dahl", "Mette Winther", "Lone Berg", "Susanne Krogh", "Birgit Toft", "Camilla Juul",
    "Pia Lauridsen", "Hanne Vang", "Tove Skov", "Charlotte Ravn", "Gitte Hald", "Anja Bisgaard",
    "Nermin Yildirim", "Samira Haddad", "Ewa Nowak", "Line Kragh", "Ulla Bech", "Dorthe Friis",
    "Merete Holst", "Vibeke Munk", "Signe Aagaard", "Henrik Lykke", "Jens Peter Vad",
    "Farah Mansour", "Anne-Mette Kold", "Rikke Thorup", "Stine Falk", "Bodil Riis", "Emine Arslan",
    "Joan Storgaard",
)  # fmt: skip
SKETCHED = 16
"""Of each side in a sketch: enough for a pair in every state, and some who wait."""
TONGUES = ("so", "tr", "uk", "ti", "ku", "ar", "fa", "so", "ta", "ro", "am", "ur", "ru", "fa")
TRADES = ("care", "children", "office", "tech", "shop", "kitchen", "service", "culture", "")
GOALS = ("job", "trainee", "education", "danish", "network", "society")
TIMES = ("daytime", "evening", "weekend")
SAID = (
    "Jeg har arbejdet som revisor og vil gerne tilbage til tal.",
    "Jeg vil øve samtaler til job og lære, hvordan man skriver en ansøgning.",
    "Jeg drømmer om at blive social- og sundhedshjælper.",
    "Jeg vil gerne kende flere danskere og tale mere dansk.",
)
OFFERS = (
    "Jeg har ledet et plejehjem i ti år og kender mange, der ansætter.",
    "Jeg er lærer og kan hjælpe med at finde vej i uddannelserne.",
    "Jeg kom selv til Danmark som ung og ved, hvor svær begyndelsen er.",
    "Jeg arbejder med regnskab og hjælper gerne med ansøgninger.",
)


@dataclass
class Desk:
    """One house writing its mentors and mentees."""

    by: Actor
    now: datetime
    network: Network
    left: list[Participant] = field(default_factory=list)
    """Mentees whom none of the mentors that were free fitted; they wait."""
    is_sketch: bool = False
    """Only one of what there are several of."""

    def some(self, number: int) -> int:
        """So many of a sort; of a sketch one."""
        return 1 if self.is_sketch else number

    def two(
        self, mentees: Iterator[Participant], mentors: list[Participant]
    ) -> tuple[Participant, Participant]:
        """The next mentee, and the first free mentor whom no hard rule keeps apart from her."""
        for mentee in mentees:
            for mentor in mentors:
                if not matching.broken_now(mentee, mentor, clock.today()):
                    mentors.remove(mentor)
                    return mentee, mentor
            self.left.append(mentee)
        raise LookupError("No two of the demo fit together any more: give them more times.")

    def ago(self, days: int) -> datetime:
        """A moment so many days back."""
        return moment(clock.today() - timedelta(days=days), 11)

    def someone(self, side: Side, name: str, days: int, *, ready: bool = True) -> Participant:
        """Signed up by the public page so many days ago, taken in, and talked with."""
        throw = dice("mentoring", name)
        at = self.ago(days)
        wish = _wish(side, throw.randrange(1000))
        contact = f"{name.split(maxsplit=1)[0].lower()}.{throw.randrange(100)}@eksempel.invalid"
        claim = joining.sign_up(
            id=known_id("mentoring", self.network.pk, name), network=self.network, side=side,
            signed=Signed(name, contact, is_mail=True), wish=wish, at=at,
        )  # fmt: skip
        who = joining.take_in(application=claim, person=None, by=self.by, at=at)
        if not ready:
            return who
        told = Told(wish, name.split(maxsplit=1)[0], clock.local_day(at))
        if side == Side.MENTOR and throw.random() < 0.7:
            told = Told(
                wish, name.split(maxsplit=1)[0], clock.local_day(at), certificate_seen_on=at.date()
            )
        return pool.write_down(who=who, version=who.version, told=told, by=self.by, at=at)

    def asked(self, mentee: Participant, mentor: Participant, days: int) -> Pair:
        """Both asked so many days ago."""
        return asking.ask(
            id=known_id("pair", mentee.pk, mentor.pk), mentee=mentee, mentor=mentor, plan=None,
            by=self.by, at=self.ago(days),
        )  # fmt: skip

    def says(self, pair: Pair, side: Side, answer: Answer, days: int) -> Pair:
        """One side's answer."""
        who = pair.participant(side)
        return asking.answer(pair=pair, who=who, said=answer, by=who, at=self.ago(days))

    def started(self, mentee: Participant, mentor: Participant, days: int) -> Pair:
        """Two who began so many days ago."""
        pair = self.asked(mentee, mentor, days + 10)
        for side in Side:
            pair = self.says(pair, side, Answer(Says.YES), days + 6)
        at = self.ago(days)
        end = clock.local_day(at) + timedelta(days=270)
        terms = Terms(
            clock.local_day(at),
            end,
            2,
            "At blive klar til samtaler.",
            "At vi holder aftaler.",
        )
        return pairs.start(pair=pair, terms=terms, version=pair.version, by=self.by, at=at)

    def meets(self, pair: Pair, last: int, times: int) -> None:
        """So many meetings, a fortnight apart, the last so many days ago."""
        first = pair.started_on or clock.today()
        for n in range(times):
            on = clock.today() - timedelta(days=last + 14 * n)
            if on < first:
                return
            side = (Side.MENTOR, Side.MENTEE)[n % 2]
            pairs.met(
                id=known_id("met", pair.pk, n), pair=pair, on=on,
                way=Way.CALL if n % 3 == 2 else Way.TOGETHER, told_by=side,
                by=pair.participant(side), at=self.now,
            )  # fmt: skip

    def tells(self, pair: Pair, n: int) -> None:
        """What both say of it, as far as they are asked; some do not answer."""
        due = Outcome.objects.owned().filter(pair=pair, due_on__lte=clock.today())
        for row in due.select_related("participant"):
            is_later = row.moment != Moment.START
            if is_later and n % 3 == 2 and row.side == Side.MENTEE:
                continue
            said = {
                "job": is_later and n % 2 == 0,
                "education": is_later and n == 1,
                "danish": is_later or n == 3,
                "network": is_later or row.side == Side.MENTOR,
            }
            words = {key: "yes" if is_so else "no" for key, is_so in said.items()}
            at = moment(min(row.due_on + timedelta(days=5), clock.today()), 9)
            outcomes.answer(outcome=row, said=words, by=row.participant, at=at)

    def ends(self, pair: Pair, state: State, ending: Ending, days: int) -> None:
        """It ended or broke so many days ago."""
        pair.refresh_from_db()
        on = clock.today() - timedelta(days=days)
        pairs.finish(
            pair=pair, to=state, ending=ending, on=on, version=pair.version, by=self.by,
            at=self.ago(days),
        )  # fmt: skip


def _wish(side: Side, n: int) -> Wish:
    """What somebody says, the same each time."""
    tongue = TONGUES[n % len(TONGUES)]
    times = (TIMES[n % 3],) if n % 4 else TIMES[:2]
    goals = tuple(dict.fromkeys(GOALS[i % 6] for i in (n, n // 6)))
    trade = TRADES[n % len(TRADES)]
    if side == Side.MENTOR:
        times = (TIMES[n % 3], TIMES[(n + 1) % 3])
        languages = ("da", tongue) if n % 5 == 0 else ("da", "en")
        return Wish(
            languages, times, goals, trade, 1 + (n % 4 == 0), "woman" if n % 9 else "man",
            about=OFFERS[n % 4],
        )  # fmt: skip
    spoken: tuple[str, ...] = (tongue, "da") if n % 6 else (tongue,)
    return Wish(spoken, times, goals, trade, wants_woman=n % 3 == 0, about=SAID[n % 4])


def write(organisations: dict[str, Organisation], *, is_sketch: bool = False) -> str:
    """Both houses; what was made, in a sentence. A sketch has one pair in every state."""
    house, other = organisations[MEDBORGERHUSET], organisations[NABOERNE]
    parties = [
        add_party(id=known_id("party", name), name=name)
        for name in ("Helhedsplanen i Nordhavnen", "Jobcenter Sundhavn")
    ]
    with acting_for(house.pk):
        by = account_of(IDA)
        network = _networks(by, parties)
        desk = Desk(by, clock.now(), network, is_sketch=is_sketch)
        _fill(desk)
    with acting_for(other.pk):
        _small(account_of(LEILA))
    return f"{len(MENTEES)} mentees and {len(MENTORS)} mentors in every state, and a small network"


def _networks(by: Actor, parties: list[Organisation]) -> Network:
    """One at work with two partners, one cut down, one that closed with nobody in it."""
    at = clock.now() - timedelta(days=700)
    made = {
        name: networks.open_network(
            id=known_id("network", name), name=name, city=name.split()[-1], by=by, at=at
        )
        for name in ("Mentorer i Sundhavn", "Mentorer i Østerå", "Mentorer i Vestby")
    }
    sundhavn, oesteraa, vestby = made.values()
    for party, role in zip(parties, (PartnerRole.HOUSING, PartnerRole.JOBCENTRE), strict=True):
        networks.add_partner(
            id=known_id("partner", party.pk), network=sundhavn, party=party, role=role, by=by, at=at
        )
    why = "Puljen bliver halveret næste år."
    networks.set_state(
        network=oesteraa, state=NetworkState.REDUCED, why=why, silent_weeks=4, version=1, by=by,
        at=clock.now() - timedelta(days=60),
    )  # fmt: skip
    networks.close(
        network=vestby, heir=sundhavn, ends_all=False, why="Der er ikke penge til det mere.",
        version=1, by=by, at=clock.now() - timedelta(days=30),
    )  # fmt: skip
    return sundhavn


def _fill(desk: Desk) -> None:
    """Pairs in every state, and those who wait; the plan is run last."""
    mentees = (
        desk.someone(Side.MENTEE, name, 40 + 13 * (len(MENTEES) - n))
        for n, name in enumerate(MENTEES[: SKETCHED if desk.is_sketch else 36])
    )
    names = MENTORS[: SKETCHED if desk.is_sketch else None]
    mentors = [desk.someone(Side.MENTOR, name, 600 - 5 * n) for n, name in enumerate(names)]
    _running(desk, mentees, mentors)
    _over(desk, mentees, mentors)
    _open(desk, mentees, mentors)
    waiting = [*desk.left, *mentees]
    for name in MENTEES[36:38]:
        desk.someone(Side.MENTEE, name, 6, ready=False)
    for n, name in enumerate(MENTEES[38:]):
        joining.sign_up(
            id=known_id("claim", name), network=desk.network, side=Side.MENTEE,
            signed=Signed(name, "20 33 44 5" + str(n), is_mail=False), wish=_wish(Side.MENTEE, n),
            at=desk.ago(n + 1),
        )  # fmt: skip
    _planned(desk, waiting)


def _running(desk: Desk, mentees: Iterator[Participant], mentors: list[Participant]) -> None:
    """Nine who meet, three nobody has heard from, one on a break, one who wants to be called."""
    for n in range(desk.some(9)):
        desk.meets(desk.started(*desk.two(mentees, mentors), 150 - 12 * n), 2 + n, 8)
    for n, days in islice(enumerate((95, 60, 36)), desk.some(3)):
        pair = desk.started(*desk.two(mentees, mentors), 140 - n)
        desk.meets(pair, days, 2)
    resting = desk.started(*desk.two(mentees, mentors), 100)
    pairs.pause(pair=resting, version=resting.version, by=desk.by, at=desk.now)
    pair = desk.started(*desk.two(mentees, mentors), 80)
    desk.meets(pair, 12, 3)
    pairs.ask_for_call(
        id=known_id("call", pair.pk), pair=pair, who=pair.mentee, at=desk.ago(4),
        words="Det er svært at finde en tid.",
    )  # fmt: skip


def _over(desk: Desk, mentees: Iterator[Participant], mentors: list[Participant]) -> None:
    """Four that ended as agreed, two that were broken; their mentees wait again."""
    for n in range(desk.some(4)):
        pair = desk.started(*desk.two(mentees, mentors), 330 - 20 * n)
        desk.meets(pair, 60, 12)
        desk.ends(pair, State.ENDED, Ending.AGREED, 40 - 5 * n)
        desk.tells(pair, n)
    for ending in (Ending.TIME, Ending.MOVED):
        pair = desk.started(*desk.two(mentees, mentors), 120)
        desk.meets(pair, 80, 2)
        desk.ends(pair, State.BROKEN, ending, 50)


def _open(desk: Desk, mentees: Iterator[Participant], mentors: list[Participant]) -> None:
    """One where both said yes, one half answered, one nobody has answered, one that got a no."""
    yes = Answer(Says.YES)
    pair = desk.asked(*desk.two(mentees, mentors), 6)
    for side in Side:
        desk.says(pair, side, yes, 3)
    desk.says(desk.asked(*desk.two(mentees, mentors), 9), Side.MENTOR, yes, 8)
    desk.asked(*desk.two(mentees, mentors), 2)
    pair = desk.asked(*desk.two(mentees, mentors), 12)
    desk.says(pair, Side.MENTEE, yes, 11)
    desk.says(pair, Side.MENTOR, Answer(Says.NO, NoWhy.TIME), 10)


def _planned(desk: Desk, waiting: list[Participant]) -> None:
    """A plan with one lock against the points and one pair that may not be."""
    plan = plans.begin(id=known_id("plan"), network=desk.network, by=desk.by, at=desk.now)
    plan = runs.run(plan=plan, version=plan.version, by=desk.by, at=desk.now)
    for row in islice(plan.pairs.select_related("mentee", "mentor").order_by("points"), 1):
        said = plans.Said(Kind.FORBID, row.mentee, row.mentor, "De er naboer og vil ikke blandes.")
        plans.decide(
            id=known_id("ruling"), plan=plan, version=plan.version, said=said, by=desk.by,
            at=desk.now,
        )  # fmt: skip
    plan.refresh_from_db()
    runs.run(plan=plan, version=plan.version, by=desk.by, at=desk.now)


def _small(by: Actor) -> None:
    """The other house: two of each, one pair that meets."""
    network = networks.open_network(
        id=known_id("network", "nord"), name="Mentorer i Nord", city="Nordby", by=by,
        at=clock.now() - timedelta(days=300),
    )  # fmt: skip
    desk = Desk(by, clock.now(), network)
    mentees = [desk.someone(Side.MENTEE, f"Amina {n}", 90) for n in ("Sheikh", "Guled")]
    mentors = [desk.someone(Side.MENTOR, f"Bente {n}", 120) for n in ("Lind", "Kjær")]
    desk.meets(desk.started(*desk.two(iter(mentees), mentors), 60), 5, 4)
