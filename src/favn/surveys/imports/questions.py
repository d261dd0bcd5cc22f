"""One row of an XLSForm as a question: its kind, its words, its answers, and what is not kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from favn.surveys.choices import CHOSEN, Kind
from favn.surveys.imports.rows import UNSAID, Row, Workbook
from favn.surveys.rules.sheet import SOURCE, Item, Option, Texts, key_from
from favn.surveys.rules.versions import MOST_ON_A_SCALE
from favn.surveys.rules.xlsform import (
    KINDS,
    LONG,
    MEASURES,
    ONE_OF,
    SEVERAL_OF,
    SUMS,
    WHOLE,
    ends_of,
)


class LeftOut(ValueError):
    """A row the engine has nothing for; the sentence says what."""


class Fault(ValueError):
    """A row that is wrong by the standard's own rules; the sentence says what to mend."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was read; its identity, key and condition come later."""

    item: Item
    is_whole: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def title_of(row: Row, default: str, column: str = "label") -> Texts:
    """The words of a row by language. Danish stands always: the file's own first language where
    it has none, since that is what everybody without another language reads.
    """
    texts = dict(row.texts.get(column, {}))
    if plain := texts.pop(UNSAID, ""):
        texts.setdefault(default, plain)
    if texts and SOURCE not in texts:
        texts[SOURCE] = texts.get(default) or next(iter(texts.values()))
    return texts


def question_of(row: Row, book: Workbook) -> Asked | None:
    """The question, or None for a note. Raises LeftOut, Fault."""
    typed = " ".join(row.get("type").split())
    if not typed:
        raise Fault(_("Rækken har et navn, men ingen slags i kolonnen “type”."))
    kind, list_name, may_other = _kind(typed)
    if kind is None:
        return None
    if not row.get("name"):
        raise Fault(_("Spørgsmålet har intet navn i kolonnen “name”."))
    texts, remarks = _words(row, book.default)
    facts: dict[str, object] = {"help": title_of(row, book.default, "hint")}
    keys: dict[str, str] = {}
    if kind in CHOSEN:
        is_filtered = bool(row.get("choice_filter"))
        facts["options"], keys = _options(
            list_name, book, may_other=may_other, is_filtered=is_filtered
        )
        remarks += [_("“Andet” kan vælges, men ikke skrives ud.")] if may_other else []
    elif kind == Kind.SCALE:
        facts |= _scale(row, book.default)
    elif kind == Kind.SHORT and LONG in row.get("appearance").lower():
        kind = Kind.LONG
    item = Item("", "", kind, texts, may_unknown=False, **facts)  # type: ignore[arg-type]
    return Asked(item, typed.lower() in WHOLE, keys, tuple(remarks))


def _words(row: Row, default: str) -> tuple[Texts, list[str]]:
    """What is asked, and what is not kept of the row."""
    texts, remarks = title_of(row, default), list(_unkept(row))
    if not texts:
        texts = {SOURCE: row.get("name")}
        remarks.append(_("Spørgsmålet har ingen tekst. Navnet står i stedet."))
    if any("${" in said for said in texts.values()):
        remarks.append(_("Teksten henter et svar ind, og det gør Favn ikke. Skriv den om."))
    return texts, remarks


def _kind(typed: str) -> tuple[Kind | None, str, bool]:
    """The kind, the list it is answered from, and whether “other” is added. Raises LeftOut, Fault.

    None is a note, which asks nothing.
    """
    lower = typed.lower()
    if lower == "note":
        return None, "", False
    if lower in KINDS:
        return KINDS[lower], "", False
    for starts, kind in ((ONE_OF, Kind.ONE), (SEVERAL_OF, Kind.SEVERAL)):
        for start in starts:
            if lower.startswith(f"{start} "):
                list_name, _mark, other = typed[len(start) :].strip().partition(" ")
                return kind, list_name, "or" in other.lower().replace("_", " ").split()
    first = lower.split()[0]
    if lower in MEASURES or first in MEASURES:
        raise LeftOut(_("Favn kan ikke tage imod den slags svar: %(type)s.") % {"type": typed[:40]})
    if lower in SUMS or first in SUMS:
        raise LeftOut(_("Favn regner ikke noget ud, mens nogen svarer."))
    raise Fault(_("Slagsen “%(type)s” findes ikke i XLSForm.") % {"type": typed[:40]})


def _options(
    list_name: str, book: Workbook, *, may_other: bool, is_filtered: bool
) -> tuple[tuple[Option, ...], dict[str, str]]:
    """The answers of a list, and name in the file → key; read once, however many questions ask it.

    Raises Fault.
    """
    asked = (list_name, may_other, is_filtered)
    if asked not in book.lists:
        book.lists[asked] = _read_options(
            list_name, book, may_other=may_other, is_filtered=is_filtered
        )
    found: tuple[tuple[Option, ...], dict[str, str]] = book.lists[asked]
    return found


def _read_options(
    list_name: str, book: Workbook, *, may_other: bool, is_filtered: bool
) -> tuple[tuple[Option, ...], dict[str, str]]:
    """The same from its rows. A list that is filtered by another answer may name one twice; here
    it stands once. Raises Fault.
    """
    rows = book.choices.get(list_name, [])
    if not rows:
        raise Fault(
            _("Listen “%(name)s” findes ikke i arket “choices”.") % {"name": list_name[:60]}
        )
    made: list[Option] = []
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        name = row.get("name")
        if not name:
            raise Fault(_("Et svar på linje %(n)s i “choices” har intet navn.") % {"n": row.line})
        if name in keys and is_filtered:
            continue
        if name in keys:
            words = {"name": name[:60], "n": row.line}
            raise Fault(_("Svaret “%(name)s” står to gange i listen, igen på linje %(n)s.") % words)
        keys[name] = key_from(name, taken)
        taken.add(keys[name])
        made.append(Option(keys[name], title_of(row, book.default) or {SOURCE: name}))
    if may_other and "other" not in keys:
        keys["other"] = key_from("other", taken)
        made.append(Option(keys["other"], {SOURCE: _("Andet")}))
    return tuple(made), keys


def _scale(row: Row, default: str) -> dict[str, object]:
    """A range as a scale, with the words of its ends where the hint says them. Raises LeftOut."""
    said = dict(part.split("=", 1) for part in row.get("parameters").split() if "=" in part)
    try:
        low, high, step = (float(said.get(n, d)) for n, d in
                           (("start", "1"), ("end", "10"), ("step", "1")))  # fmt: skip
    except ValueError:
        low, high, step = 0.0, 0.0, 0.0
    steps = high - low + 1
    if step != 1 or low < 0 or not (low.is_integer() and 2 <= steps <= MOST_ON_A_SCALE):
        raise LeftOut(_("En skala i Favn har fra 2 til 11 trin med ét mellem hvert."))
    lowest, highest = int(low), int(high)
    facts: dict[str, object] = {"lowest": lowest, "highest": highest}
    found = {
        code: ends for code, hint in title_of(row, default, "hint").items()
        if (ends := ends_of(hint, lowest, highest))
    }  # fmt: skip
    if found:
        facts["low_end"] = {code: ends[0] for code, ends in found.items()}
        facts["high_end"] = {code: ends[1] for code, ends in found.items()}
        facts["help"] = {}
    return facts


def _unkept(row: Row) -> Iterator[str]:
    """What a row says besides, that the engine does not do."""
    if text := row.get("constraint"):
        yield _("Grænsen “%(text)s” bliver ikke holdt.") % {"text": text[:120]}
    if row.get("choice_filter"):
        yield _("Svarene bliver ikke valgt fra efter et andet svar. Alle vises.")
    if row.get("default"):
        yield _("Svaret er ikke udfyldt på forhånd.")
    if row.get("calculation"):
        yield _("Svaret bliver ikke regnet ud.")
    if row.get("read_only").lower() in ("yes", "true", "true()"):
        yield _("Feltet kan udfyldes; i filen kan det ikke.")
    if row.texts.get("guidance_hint"):
        yield _("Vejledningen til spørgeren er ikke taget med.")
