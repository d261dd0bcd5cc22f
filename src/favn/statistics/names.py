"""How names sound: romanised from several scripts, read several ways, compared token by token.

`tokens("محمد Al-Sayed")` gives the parts of a name; `likeness` says from 0 to 1 how far two parts
may be one name. Rules, not learning: letters of Arabic, Persian, Urdu, Cyrillic and Ethiopic script
by table, spelling habits of Danish, Turkish, Somali, French, German and Slavic names as readings.
Vowels that Arabic does not write are left open. Other scripts are compared letter by letter.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200
"""Letters of a name that are looked at; nobody is called more."""
ARABIC_SIGNS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىآأإؤئءپچژگکیےںہھٹڈڑ"
ARABIC_SOUNDS = (
    "a b t th j h kh d dh r z s sh s dh t dh - gh f q k l m n h u i a a a a i u i - p ch zh g k"
    " i i n h h t d r"
)
CYRILLIC_SIGNS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґјљњћђџўқғҳҷӣӯә"
CYRILLIC_SOUNDS = (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g y l n"
    " ch dj dj u q gh h j i u e"
)


def _table(signs: str, sounds: str) -> dict[str, str]:
    """Sign → letters; “-” is not heard."""
    return {s: "" if n == "-" else n for s, n in zip(signs, sounds.split(), strict=True)}


ARABIC = _table(ARABIC_SIGNS, ARABIC_SOUNDS)
CYRILLIC = _table(CYRILLIC_SIGNS, CYRILLIC_SOUNDS)
LATIN = {
    "å": "a", "ø": "o", "æ": "e", "ä": "e", "ö": "o", "ü": "u", "ı": "i", "ş": "sh", "ș": "sh",
    "ç": "ch", "č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "ł": "l", "đ": "d", "ð": "d",
    "þ": "th", "ß": "ss", "ə": "e", "œ": "o", "ț": "ts", "ţ": "ts", "ś": "sh", "ź": "zh",
    "ż": "zh", "ñ": "n", "ğ": "g",
}  # fmt: skip
SIGNS = ARABIC | CYRILLIC | LATIN
UKRAINIAN = set("іїєґ")
SYLLABLE = re.compile(r"ETHIOPIC SYLLABLE (?:SEBATBEIT )?([A-Z]+?) ?(AA|EE|WAA|A|U|I|E|O|WA)$")
GEEZ = {
    "HH": "h", "SZ": "s", "QH": "q", "X": "h", "GLOTTAL": "", "KX": "kh", "PHARYNGEAL": "",
    "DD": "d", "TH": "t", "C": "ch", "PH": "p", "TZ": "ts",
}  # fmt: skip
GEEZ_VOWELS = {"A": "e", "AA": "a", "EE": "e", "E": "", "U": "u", "I": "i", "O": "o"}
PARTICLES = {"al", "el", "ul", "bin", "ben", "ibn", "bint", "von", "van", "de", "da", "der", "af"}
SERVANT = {"abd", "abdul", "abdel", "abdal", "abdur", "abdoul"}
APOSTROPHES = re.compile(r"['’‘ʼʿʾ`´]")
SERVANT_OF = re.compile(r"^abd(?:[aeiou]l?)?")
DOUBLED = re.compile(r"([a-z])\1+")
VOWELS = "aeiou"
NEIGHBOURS = {frozenset("ae"), frozenset("ei"), frozenset("ou"), frozenset("iy"), frozenset("ao")}
SPELLINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("x", ("ks", "h")),  # Somali writes ḥ as x: Xasan.
    ("c(?=[eiy])", ("s", "", "dj")),
    ("c(?![hk])", ("k", "", "dj")),  # Somali writes ʿayn as c: Cali; Turkish j as c: Cemal.
    ("ch", ("sh", "k")),  # French Rachid; German Chalid.
    ("kh", ("k", "h")),
    ("th", ("t", "s")),
    ("dh", ("d", "z")),
    ("gh", ("g", "k")),
    ("(?<!d)j", ("y", "dj")),
    ("^[ae]l(?=[b-df-hj-np-tv-z][a-z]{3})", ("al", "")),  # An article written in one: Alhasan.
)
PLAIN = (
    ("ck", "k"), ("ph", "f"), ("q", "k"), ("w", "v"), ("dj|dzh", "g"), ("tsch|sch|tch|tsh", "sh"),
    ("(?<=[aeo])y(?![aeiou])", "i"), ("ou|oo", "u"), ("ee", "i"), ("ae", "e"), ("oe", "o"),
)  # fmt: skip
CLASSES = str.maketrans("bpfvdtkgszlmnr", "BBFVTTKGSSLMNR")
MOST_READINGS = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """One way a written name may sound: letters, consonants, vowels, and its skeleton."""

    letters: str
    consonants: str
    vowels: str
    skeleton: str


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a name: its romanised letters, how it may sound, and whether vowels are known."""

    letters: str
    readings: tuple[Reading, ...]
    is_voweled: bool

    @property
    def id(self) -> str:
        """What tells it from every other part."""
        return self.letters if self.is_voweled else f"{self.letters}*"

    @property
    def skeletons(self) -> set[str]:
        """The consonants by class, for finding what may be the same name."""
        return {reading.skeleton for reading in self.readings}


def cleaned(text: str) -> str:
    """The name in one common form: without signs that are not seen, with single spaces."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    seen = (sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Mn"} or sign == " ")
    return " ".join("".join(s if unicodedata.category(s) != "Cc" else " " for s in seen).split())


def romanised(word: str) -> str:
    """One word in small letters a–z; what no table knows stays as it is."""
    word = unicodedata.normalize("NFC", cleaned(word)).lower()
    if any(sign in ARABIC for sign in word) and word.startswith("ال") and len(word) > 4:
        word = word[2:]
    letters = [_letter(sign, place, word) for place, sign in enumerate(word)]
    return "".join(letters)


def _letter(sign: str, place: int, word: str) -> str:
    if sign in "ويى" and place == 0:
        return "w" if sign == "و" else "y"
    if sign == "ع" and place == 0:
        return "a"
    if sign in "ги" and UKRAINIAN & set(word):
        return "h" if sign == "г" else "y"
    if sign in SIGNS:
        return SIGNS[sign]
    if "\u1200" <= sign <= "\u137f":
        return _syllable(sign)
    return "".join(s for s in unicodedata.normalize("NFD", sign) if not unicodedata.combining(s))


def _syllable(sign: str) -> str:
    """An Ethiopic syllable by its name in Unicode: “ME” is m without a vowel, “MAA” is ma."""
    found = SYLLABLE.match(unicodedata.name(sign, ""))
    if not found:
        return ""
    consonant, vowel = found.groups()
    sound = GEEZ.get(consonant, consonant.lower())
    if not sound:
        return {"A": "a", "E": "i"}.get(vowel, GEEZ_VOWELS.get(vowel, "a"))
    return sound + GEEZ_VOWELS.get(vowel, "wa")


def tokens(name: str) -> tuple[Token, ...]:
    """The parts of a name in order; “Abd al-Rahman” is one part, articles are none."""
    words = re.split(r"[\W_\d]+", APOSTROPHES.sub("", cleaned(name)))
    parts = [(romanised(word), _has_vowels(word)) for word in words if word]
    kept = [part for part in parts if part[0] and part[0] not in PARTICLES]
    kept = kept or [part for part in parts if part[0]]
    joined: list[tuple[str, bool]] = []
    for letters, voweled in kept:
        if joined and joined[-1][0] in SERVANT:
            joined[-1] = (joined[-1][0] + letters, joined[-1][1] and voweled)
        else:
            joined.append((letters, voweled))
    return tuple(token(letters, voweled) for letters, voweled in joined)


def _has_vowels(word: str) -> bool:
    """Whether its script writes short vowels."""
    return not any("\u0600" <= sign <= "\u06ff" for sign in word)


@lru_cache(maxsize=50_000)
def token(letters: str, is_voweled: bool = True) -> Token:
    """One part with its readings."""
    found: dict[str, Reading] = {}
    for said in _said(letters):
        reading = _reading(said)
        found.setdefault(reading.letters, reading)
    return Token(letters, tuple(found.values())[:MOST_READINGS], is_voweled)


@lru_cache(maxsize=50_000)
def single(letters: str) -> str:
    """Letters with what is written twice written once: aa is å, and a slip is a slip."""
    return DOUBLED.sub(r"\1", letters)


def _said(letters: str) -> list[str]:
    """The spellings a word may stand for; each habit is used on the whole word."""
    every = [letters]
    for pattern, ways in SPELLINGS:
        if re.search(pattern, letters):
            every = [re.sub(pattern, way, one) for one in every for way in ways]
    return every[: 2 * MOST_READINGS]


def _reading(said: str) -> Reading:
    for pattern, sound in PLAIN:
        said = re.sub(pattern, sound, said)
    said = DOUBLED.sub(r"\1", said)
    if said.startswith("abd"):
        said = DOUBLED.sub(r"\1", "abd" + SERVANT_OF.sub("", said))
    consonants = "".join(sign for sign in said if sign not in VOWELS)
    vowels = "".join(sign for sign in said if sign in VOWELS)
    return Reading(said, consonants, vowels, _skeleton(said))


def _skeleton(said: str) -> str:
    """Consonants by class; an open beginning is A, h and y are heard only there."""
    first = said[:1]
    start = "A" if first and first in VOWELS else "Y" if first == "y" else ""
    classes = re.sub("[aeiouhy]", "'", said).translate(CLASSES)
    return start + re.sub(r"([A-Z])\1+", r"\1", classes).replace("'", "")


def likeness(one: Token, other: Token) -> float:
    """From 0 to 1: how far two parts may be one name. 1 is the same letters."""
    if one.letters == other.letters:
        return 1.0
    known = one.is_voweled and other.is_voweled
    return max(_alike(a, b, known) for a in one.readings for b in other.readings)


def _alike(a: Reading, b: Reading, voweled: bool) -> float:
    if a.letters == b.letters:
        return 0.98
    if a.skeleton == b.skeleton and a.skeleton:
        vowels = _near(a.vowels, b.vowels) if voweled else 0.7
        turned = voweled and _ends_open(a) != _ends_open(b)
        consonants = closeness(a.consonants, b.consonants)
        return 0.55 + 0.3 * vowels + 0.12 * consonants - (0.06 if turned else 0)
    if min(len(a.letters), len(b.letters)) < 4:
        return 0.0
    return 0.95 * closeness(a.letters, b.letters)


def _ends_open(reading: Reading) -> bool:
    """Petra, not Peter; an h at the end is not heard."""
    return reading.letters.rstrip("h").endswith("a")


def _near(a: str, b: str) -> float:
    """How near two rows of vowels are; neighbours such as o and u cost half, one more 1.5."""
    return 1 - _distance(a, b, half=True) / max(len(a), len(b), 1)


@lru_cache(maxsize=50_000)
def closeness(a: str, b: str) -> float:
    """1 minus the share of letters to change (optimal string alignment, Damerau 1964)."""
    return 1 - _distance(a, b) / max(len(a), len(b), 1)


def _distance(a: str, b: str, *, half: bool = False) -> float:
    before: list[float] = []
    row: list[float] = [float(n) for n in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [float(i)]
        for j, y in enumerate(b, 1):
            change = 0.0 if x == y else 0.5 if half and frozenset((x, y)) in NEIGHBOURS else 1.0
            more = 1.5 if half else 1.0
            cost = min(before[j] + more, row[j - 1] + more, before[j - 1] + change)
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
