"""Invented associations with planted duplicates, the same for the same seed; used by benchmarks.

How a duplicate is planted: one rule of the name each, then what else is known of it.
  abbreviated  “foren.”, “for.”, “kult.”          slip       two letters change places, or one goes
  letters      å/aa, æ/ae, ø/oe                   split      kvindeforening → kvinde forening
  turned       “Foreningen …”, or another order   placed     “i Sundhavn”, “Danmark” comes or goes
  initials     only the first letters             renamed    another name, most of the board stays
  written      another spelling of the word       overnight  the name stays, the whole board is new
CVR: kept 35 %, missing 45 %, another 20 %. Address, phone, mail: kept 55 %, missing 30 %, new 15 %.
Near misses that are two: branches in two places, a women's or youth section at the same address
with one shared board member, houses where many live, one person in several boards.
"""

import random
from dataclasses import dataclass, field, replace

from favn.statistics.bodies import Body

ORIGINS = (
    "Somalisk", "Syrisk", "Kurdisk", "Tyrkisk", "Afghansk", "Irakisk", "Iransk", "Pakistansk",
    "Bosnisk", "Palæstinensisk", "Libanesisk", "Eritreisk", "Etiopisk", "Ukrainsk", "Polsk",
    "Rumænsk", "Tamilsk", "Vietnamesisk", "Filippinsk", "Marokkansk", "Ghanesisk", "Congolesisk",
    "Ugandisk", "Albansk", "Serbisk", "Kroatisk", "Indisk", "Thailandsk", "Kinesisk", "Russisk",
    "Grønlandsk", "Færøsk", "Latinamerikansk", "Afrikansk", "Arabisk", "International",
    "Østafrikansk",
)  # fmt: skip
THEMES = (
    "Kvinde", "Kultur", "Ungdoms", "Idræts", "Forældre", "Ældre", "Musik", "Sprog", "Børne",
    "Familie", "Bolig", "Venskabs", "Sports", "Studenter", "Danse", "Mad", "Natur", "Håndarbejds",
    "Integrations", "Beboer", "Døve", "Kunst", "Teater", "Fodbold", "Cricket",
)  # fmt: skip
HEADS = ("forening", "forening", "forening", "klub", "netværk", "union", "gruppe", "center")
OWN = (
    "Solsikken", "Håbet", "Broen", "Regnbuen", "Hayat", "Al-Nour", "Xidig", "Nowruz", "Baraka",
    "Horisont", "Stjernen", "Fyrtårnet", "Verdenshaven", "Nabohjælpen", "Mosaik", "Karavanen",
    "Oasen", "Ubuntu", "Dostluk", "Samsara", "Zenobia", "Ararat", "Kilden", "Springbrættet",
    "Vennekredsen", "Livstræet", "Kompasset", "Sammen", "Mahalla", "Ayande", "Shanti", "Amal",
    "Rojava", "Lyspunktet", "Frirummet", "Hjerterum", "Dialogen", "Nordlys", "Damaskus", "Tigris",
    "Eufrat", "Mogadishu", "Kabul",
)  # fmt: skip
FOREIGN = {
    "Hayat": "Hayaat", "Al-Nour": "Al Noor", "Xidig": "Hidig", "Nowruz": "Noruz",
    "Ayande": "Ayandeh", "Rojava": "Rojawa", "Mahalla": "Mahala", "Amal": "Aamal",
}  # fmt: skip
PLACES = (
    "Vestbyen", "Østbyen", "Nordby", "Havnen", "Sønderbro", "Bakken", "Engen", "Strandby",
    "Skovlunde", "Torvet",
)  # fmt: skip
STREETS = (
    "Havnegade", "Kirkevej", "Bøgealle", "Skolegade", "Søndergade", "Åvej", "Møllevej",
    "Parkalle", "Vestergade", "Torvegade", "Lærkevej", "Nørregade", "Ågade", "Fjordvej", "Engvej",
    "Smedegade",
)  # fmt: skip
FIRST = (
    "Amina", "Fatima", "Hodan", "Ayan", "Leyla", "Zainab", "Maryam", "Nour", "Samira", "Khadija",
    "Sara", "Anna", "Mette", "Lone", "Olena", "Natalia", "Ivana", "Jasmina", "Thi", "Mai",
    "Selam", "Ahmed", "Mohamed", "Ali", "Hassan", "Omar", "Yusuf", "Mustafa", "Ibrahim", "Reza",
    "Karim", "Said", "Peter", "Lars", "Jens", "Emir", "Goran", "Piotr", "Kofi", "Samuel", "Minh",
    "Arun", "Ravi", "Tesfay", "Abdi", "Farah",
)  # fmt: skip
LAST = (
    "Ali", "Hassan", "Mohamed", "Ahmed", "Warsame", "Nur", "Yilmaz", "Demir", "Kaya", "Haddad",
    "Khalil", "Rahimi", "Hosseini", "Karimi", "Jensen", "Nielsen", "Hansen", "Larsen", "Nguyen",
    "Tran", "Petrovic", "Kovalenko", "Kowalski", "Popescu", "Mensah", "Osei", "Tesfaye", "Bekele",
    "Sivakumar", "Kumar", "Singh", "Khan", "Butt", "Sheikh", "Barzani", "Aziz", "Jibril", "Osman",
    "Farah", "Abdi",
)  # fmt: skip
SYLLABLES = (
    "ha", "mar", "al", "ri", "kov", "ska", "ber", "na", "yil", "tor", "san", "du", "ken", "lo",
    "mi", "ra", "shi", "wa", "zo", "ef",
)  # fmt: skip
HOUSES = 8


@dataclass
class Listed:
    """A list with its truth: who is the same as whom."""

    bodies: list[Body] = field(default_factory=list)
    same: set[frozenset[int]] = field(default_factory=set)
    rules: dict[int, str] = field(default_factory=dict)
    """Duplicate → the rule it was planted by."""


def invented(number: int, duplicates: int, seed: int | str) -> Listed:
    """A list of so many associations, of which so many are duplicates of one of the others."""
    throw = random.Random(f"associations {seed}")  # noqa: S311 - a benchmark
    listed = Listed()
    people = [_person(throw) for _ in range(3 * number)]
    taken: set[str] = set()
    while len(listed.bodies) < number - duplicates:
        body = _body(throw, people)
        if body.names[0] not in taken:
            taken.add(body.names[0])
            listed.bodies.append(body)
            if throw.random() < 0.08 and len(listed.bodies) < number - duplicates:
                near = _near_miss(throw, body, people)
                if near.names[0] not in taken:
                    taken.add(near.names[0])
                    listed.bodies.append(near)
    rules = list(RULES)
    for original in throw.sample(range(number - duplicates), duplicates):
        rule = throw.choice(rules)
        copy = _copy(throw, listed.bodies[original], rule, people)
        listed.same.add(frozenset((original, len(listed.bodies))))
        listed.rules[len(listed.bodies)] = rule
        listed.bodies.append(copy)
    return listed


def _person(throw: random.Random) -> str:
    last = throw.choice(LAST) if throw.random() < 0.6 else _made(throw)
    return f"{throw.choice(FIRST)} {last}"


def _made(throw: random.Random) -> str:
    return "".join(throw.sample(SYLLABLES, throw.randint(2, 3))).capitalize()


def _body(throw: random.Random, people: list[str]) -> Body:
    name = _name(throw)
    own = "".join(s for s in name.lower() if s in "abcdefghijklmnopqrstuvwxyz")[:18]
    is_own = throw.random() < 0.3
    mail = f"{throw.choice(('info', 'kontakt', 'bestyrelse'))}@{own}.dk" if is_own else (
        f"{own[:9]}{throw.randint(1, 99)}@{throw.choice(('gmail.com', 'hotmail.com', 'mail.dk'))}"
    )  # fmt: skip
    return Body(
        (name,),
        cvr=_cvr(throw) if throw.random() < 0.4 else "",
        address=_address(throw) if throw.random() < 0.7 else "",
        postcode=throw.choice(("4600", "4610", "4620")),
        phone=_phone(throw) if throw.random() < 0.6 else "",
        mail=mail if throw.random() < 0.75 else "",
        site=f"https://{own}.dk" if is_own and throw.random() < 0.5 else "",
        board=tuple(throw.sample(people, throw.randint(3, 6))) if throw.random() < 0.8 else (),
    )


def _name(throw: random.Random) -> str:
    kind = throw.random()
    place = f" {throw.choice(PLACES)}" if throw.random() < 0.3 else ""
    head = throw.choice(HEADS)
    if kind < 0.5:
        return f"{throw.choice(ORIGINS)} {throw.choice(THEMES)}{head}{place}"
    if kind < 0.7:
        own = throw.choice(OWN) if throw.random() < 0.5 else _made(throw)
        return f"{own} {throw.choice(THEMES)}{head}{place}"
    if kind < 0.85:
        return f"Foreningen {throw.choice(OWN)}{place}" if throw.random() < 0.5 else (
            f"{_made(throw)}{place}"
        )  # fmt: skip
    return f"{throw.choice(ORIGINS)} {head.capitalize()} for {throw.choice(THEMES)}{place}"


def _cvr(throw: random.Random) -> str:
    return str(throw.randint(20_000_000, 44_999_999))


def _phone(throw: random.Random) -> str:
    return " ".join(str(throw.randint(20, 99)) for _ in range(4))


def _address(throw: random.Random) -> str:
    if throw.random() < 0.35:
        house = throw.randrange(HOUSES)
        return f"{STREETS[house]} {10 + house}"
    return f"{throw.choice(STREETS)} {throw.randint(1, 180)}"


def _near_miss(throw: random.Random, body: Body, people: list[str]) -> Body:
    """Two that look like one."""
    name, board = body.names[0], tuple(throw.sample(people, 4))
    if throw.random() < 0.5:
        base = " ".join(w for w in name.split() if w not in PLACES)
        where = throw.choice([p for p in PLACES if p not in name])
        domain = body.mail if throw.random() < 0.3 else ""
        mail = f"{where.lower()}@{domain.rpartition('@')[2]}" if domain else ""
        return replace(body, names=(f"{base} {where}",), cvr="", address=_address(throw),
                       phone="", mail=mail, board=board)  # fmt: skip
    theme = throw.choice(("Kvindegruppen", "Ungdomsgruppen", "Seniorgruppen"))
    shared = (*body.board[:1], *board)
    return replace(body, names=(f"{name} {theme}",), cvr="", phone="", mail="", board=shared)


# Duplicates


def _copy(throw: random.Random, body: Body, rule: str, people: list[str]) -> Body:
    name = RULES[rule](throw, body.names[0])
    fresh = _body(throw, people)
    kept = {
        field_: throw.choices((getattr(body, field_), "", getattr(fresh, field_)), (55, 30, 15))[0]
        for field_ in ("address", "phone", "mail", "site")
    }
    cvr = throw.choices((body.cvr, "", _cvr(throw)), (35, 45, 20))[0]
    board = _board(throw, body, rule, people)
    return replace(body, names=(name,), cvr=cvr, board=board, **kept)


def _board(throw: random.Random, body: Body, rule: str, people: list[str]) -> tuple[str, ...]:
    new = throw.sample(people, 4)
    if rule == "overnight":
        return tuple(new)
    if rule != "renamed" and throw.random() < 0.3:
        return ()
    stays = max(2, round(len(body.board) * throw.uniform(0.4, 1.0)))
    kept = list(body.board)[:stays]
    return tuple(kept + new[: max(0, len(body.board) - stays)])


def _abbreviated(throw: random.Random, name: str) -> str:
    short_forms = (
        ("kulturforening", "kult. foren."), ("forening", throw.choice(("foren.", "for."))),
        ("Foreningen", "Foren."), ("International", "Int."), ("center", "cent."),
    )  # fmt: skip
    for long, short in short_forms:
        for written in (long, long.capitalize()):
            if written in name:
                whole = f" {short}" if not name.startswith(written) else short.capitalize()
                return " ".join(name.replace(written, whole).split())
    return _slip(throw, name)


def _slip(throw: random.Random, name: str) -> str:
    words = name.split()
    long = max(range(len(words)), key=lambda n: len(words[n]))
    word, place = words[long], throw.randrange(1, max(2, len(words[long]) - 2))
    turned = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
    words[long] = turned if throw.random() < 0.5 else word[:place] + word[place + 1 :]
    return " ".join(words)


def _letters(throw: random.Random, name: str) -> str:
    for danish, plain in (
        ("å", "aa"),
        ("Å", "Aa"),
        ("æ", "ae"),
        ("Æ", "Ae"),
        ("ø", "oe"),
        ("Ø", "Oe"),
    ):
        name = name.replace(danish, plain)
    return name.upper() if throw.random() < 0.3 else name


def _split(throw: random.Random, name: str) -> str:
    for head in ("forening", "klub", "netværk", "union", "gruppe", "center"):
        if head in name and not name.lower().startswith(head):
            return name.replace(head, f" {head.capitalize()}")
    return name.replace(" ", "")


def _turned(throw: random.Random, name: str) -> str:
    words = name.split()
    if words[0] == "Foreningen":
        return " ".join(words[1:])
    return f"{' '.join(words[1:])} {words[0]}" if len(words) > 1 else f"Foreningen {name}"


def _placed(throw: random.Random, name: str) -> str:
    words = name.split()
    if words[-1] in PLACES:
        return " ".join(words[:-1])
    return f"{name} {throw.choice(('i Sundhavn', 'Danmark', 'Sundhavn'))}"


def _initials(throw: random.Random, name: str) -> str:
    plain = _split(throw, name).replace("Foreningen ", "")
    letters = "".join(word[0] for word in plain.split() if word not in ("for", "i")).upper()
    return letters if len(letters) > 2 else name


def _renamed(throw: random.Random, name: str) -> str:
    return _name(throw)


def _written(throw: random.Random, name: str) -> str:
    for one, other in FOREIGN.items():
        if one in name:
            return name.replace(one, other)
    return _letters(throw, _slip(throw, name))


RULES = {
    "abbreviated": _abbreviated, "slip": _slip, "letters": _letters, "split": _split,
    "turned": _turned, "placed": _placed, "initials": _initials, "renamed": _renamed,
    "written": _written, "overnight": lambda _throw, name: name,
}  # fmt: skip
