"""An XLSForm as a sheet of the engine, with a remark by row for everything that is not the same.

Three kinds of remarks: what is left out, what is asked in another way than the file says, and what
must be mended in the file first. Nothing is guessed: a condition that cannot be kept means that the
question is asked of everybody, which is said, and then it may be left empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.surveys.choices import LANGUAGES
from favn.surveys.imports.conditions import Known, condition_of
from favn.surveys.imports.questions import Asked, Fault, LeftOut, question_of, title_of
from favn.surveys.imports.rows import Row, Workbook, workbook_of
from favn.surveys.rules.sheet import SOURCE, Condition, Item, Section, Sheet, Texts, key_from
from favn.surveys.rules.xlsform import BEHIND_THE_BACK

GROUPS = ("begin group", "begin_group", "end group", "end_group")
LOOPS = ("begin repeat", "begin_repeat", "begin loop", "end repeat", "end_repeat", "end loop")
"""How the types of rows begin that open or close a loop."""
YES, NO = ("yes", "true", "true()", "1"), ("", "no", "false", "false()", "0")


@dataclass(frozen=True, slots=True)
class Remark:
    """One row of the file, what it is about, and a sentence."""

    line: int
    what: str
    said: str


@dataclass(slots=True)
class Read:
    """What a file would become."""

    title: str
    sheet: Sheet = field(default_factory=Sheet)
    left_out: list[Remark] = field(default_factory=list)
    changed: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """A group that is open: its title, its condition as written, and its row."""

    row: Row
    texts: Texts
    relevant: str
    names: set[str] = field(default_factory=set)


def read(data: bytes, name: str) -> Read:
    """The whole file; `name` is what it is called where it has no title. Raises Unreadable."""
    book = workbook_of(data)
    title = book.settings.get("form_title", "") or name.rsplit(".", 1)[0]
    return _Reader(book, " ".join(title.split())[:120]).read()


class _Reader:
    """Goes through the rows from above; `path` are the groups that are open."""

    def __init__(self, book: Workbook, title: str) -> None:
        self.book, self.told = book, Read(title)
        self.path = [_Group(Row(0), {SOURCE: title}, "")]
        self.loops: list[tuple[Row, int]] = []
        self.sections: list[tuple[_Group, list[Item]]] = []
        self.leads: dict[int, list[Row]] = {}
        self.notes: list[Row] = []
        self.known: dict[str, Known] = {}
        self.keys: set[str] = set()

    def read(self) -> Read:
        for row in self.book.survey:
            self._row(row)
        self._alone()
        for row, _count in self.loops:
            self._fault(row, _("Gentagelsen bliver ikke lukket."))
        for group in self.path[1:]:
            self._fault(group.row, _("Gruppen bliver ikke lukket."))
        for head in self.book.twice:
            said = _("Overskriften “%(head)s” står to gange.") % {"head": head}
            self.told.faults.insert(0, Remark(1, head, said))
        if self.book.unread:
            words = {"names": ", ".join(self.book.unread[:8])}
            said = _("Favn kan ikke spørge på disse sprog: %(names)s.") % words
            self.told.left_out.insert(0, Remark(1, _("Sprog"), said))
        self.told.sheet = Sheet(tuple(self._sections()), tuple(self._languages()))
        for rows in (self.told.left_out, self.told.changed, self.told.faults):
            rows.sort(key=lambda one: one.line)
        if not self.told.faults and not self.known:
            self._fault(Row(1), _("Der er ingen spørgsmål, som Favn kan stille."))
        return self.told

    def _row(self, row: Row) -> None:
        kind = " ".join(row.get("type").split()).lower()
        if kind.startswith(LOOPS):
            self._loop(row, kind)
        elif self.loops:
            opened, count = self.loops[-1]
            self.loops[-1] = (opened, count + bool(kind and kind not in GROUPS))
        elif kind in GROUPS:
            self._group(row, kind)
        elif kind in BEHIND_THE_BACK:
            said = _("Favn noterer ikke af sig selv, hvem der svarer, hvornår eller hvorfra.")
            self._left_out(row, said)
        elif kind or row.get("name"):
            self._question(row, kind)

    def _loop(self, row: Row, kind: str) -> None:
        if kind.startswith("begin"):
            self.loops.append((row, 0))
        elif not self.loops:
            self._fault(row, _("Her lukkes en gentagelse, der ikke er åbnet."))
        else:
            opened, count = self.loops.pop()
            said = ngettext(
                "Favn spørger ikke om det samme flere gange. %(n)s spørgsmål er ikke taget med.",
                "Favn spørger ikke om det samme flere gange. %(n)s spørgsmål er ikke taget med.",
                count,
            )
            self._left_out(opened, said % {"n": count})

    def _group(self, row: Row, kind: str) -> None:
        self._alone()
        if kind.startswith("begin"):
            texts = title_of(row, self.book.default) or {SOURCE: row.get("name") or _("Gruppe")}
            self.path.append(_Group(row, texts, row.get("relevant")))
        elif len(self.path) == 1:
            self._fault(row, _("Her lukkes en gruppe, der ikke er åbnet."))
        else:
            self.path.pop()

    def _question(self, row: Row, kind: str) -> None:
        """One row that asks, or says something between what is asked."""
        try:
            asked = question_of(row, self.book)
        except LeftOut as said:
            self._left_out(row, str(said))
            return
        except Fault as said:
            self._fault(row, str(said))
            return
        if asked is None:
            self._say(row)
        else:
            self._add(row, asked)

    def _say(self, row: Row) -> None:
        """A note opens its section, or helps with the next question."""
        place = len(self.sections) - 1
        if not (self.sections and self.sections[-1][0] is self.path[-1]):
            self.sections.append((self.path[-1], []))
            self.leads[place + 1] = [row]
        elif not self.sections[-1][1]:
            self.leads[place].append(row)
        else:
            self.notes.append(row)

    def _alone(self) -> None:
        """Notes that no question follows."""
        for row in self.notes:
            self._left_out(row, _("Noten har intet spørgsmål efter sig."))
        self.notes = []

    def _add(self, row: Row, asked: Asked) -> None:
        name, group = row.get("name"), self.path[-1]
        if name in group.names:
            self._fault(row, _("Navnet “%(name)s” er brugt to gange.") % {"name": name})
            return
        group.names.add(name)
        key = key_from(name, self.keys)
        self.keys.add(key)
        item = _with(asked.item, question=str(uuid4()), key=key)
        item = self._required(row, item)
        item = self._conditioned(row, item)
        for note in self.notes:
            item = _with(item, help=_joined(item.help, title_of(note, self.book.default)))
            self._changed(note, _("Noten står som hjælp ved det næste spørgsmål."))
        self.notes = []
        if not (self.sections and self.sections[-1][0] is group):
            self.sections.append((group, []))
        self.sections[-1][1].append(item)
        self.known[name] = Known(item, asked.is_whole, asked.keys)
        for said in asked.remarks:
            self._changed(row, said)

    def _required(self, row: Row, item: Item) -> Item:
        typed = row.get("required").lower()
        if typed not in (*YES, *NO):
            self._changed(row, _("Om der skal svares, afhænger i filen af andre svar. Her er det"
                                 " frivilligt."))  # fmt: skip
        return _with(item, is_optional=typed not in YES)

    def _conditioned(self, row: Row, item: Item) -> Item:
        """The one condition of a question and the groups around it; more cannot be kept."""
        written = [g.relevant for g in self.path if g.relevant]
        written += [row.get("relevant")] if row.get("relevant") else []
        if not written:
            return item
        found: Condition | str = (
            condition_of(written[0], self.known)
            if len(written) == 1
            else _("Der gælder flere betingelser på én gang, også gruppens.")
        )
        if isinstance(found, Condition):
            return _with(item, condition=found)
        everybody = _("Alle bliver spurgt, og svaret er frivilligt.")
        self._changed(row, f"{found} {everybody}")
        return _with(item, is_optional=True)

    def _sections(self) -> Iterator[Section]:
        """Groups with something in them; what stands between two groups is a section too."""
        taken: set[str] = set()
        seen: set[int] = set()
        for place, (group, items) in enumerate(self.sections):
            lead: Texts = {}
            for row in self.leads.get(place, ()):
                lead = _joined(lead, title_of(row, self.book.default))
            if not items:
                self.notes = self.leads.get(place, [])
                self._alone()
                continue
            again = id(group) in seen and group is self.path[0]
            texts = {SOURCE: _("Flere spørgsmål")} if again else group.texts
            seen.add(id(group))
            key = key_from(texts.get(SOURCE, ""), taken)
            taken.add(key)
            yield Section(key, texts, lead, tuple(items))

    def _languages(self) -> list[str]:
        """Those that anything is written in; Danish always is."""
        every = (item for _group, items in self.sections for item in items)
        used = {code for item in every for code in item.texts} | {SOURCE}
        return [code for code, _name in LANGUAGES if code in used]

    def _left_out(self, row: Row, said: str) -> None:
        self.told.left_out.append(Remark(row.line, _what(row), said))

    def _changed(self, row: Row, said: str) -> None:
        self.told.changed.append(Remark(row.line, _what(row), said))

    def _fault(self, row: Row, said: str) -> None:
        self.told.faults.append(Remark(row.line, _what(row), said))


def _what(row: Row) -> str:
    return row.get("name") or row.get("type")


def _with(item: Item, **more: object) -> Item:
    return Item(**{name: getattr(item, name) for name in Item.__slots__} | more)


def _joined(one: Texts, other: Texts) -> Texts:
    """Both texts after each other, in every language that either has."""
    codes = [code for code, _name in LANGUAGES if code in one or code in other]
    return {code: " ".join(filter(None, (one.get(code), other.get(code)))) for code in codes}
