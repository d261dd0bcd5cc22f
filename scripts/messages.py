"""`make messages`: brings the English catalogue up to date with the Danish texts of the screens.

New texts come in empty, texts nobody uses go out; what was translated stays. The house test
`test_texts` fails until every text has its English.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "favn"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = "# Favn's screens in English; the Danish text is the key.\n#"


def main() -> int:
    """Read every text, merge, tell how many still lack their English."""
    fresh = Catalog(locale="en", project="Favn", header_comment=HEADER, charset="utf-8")
    for path in sources():
        for text, plural, context in texts(path):
            fresh.add((text, plural) if plural else text, context=context)
    merged = known()
    merged.update(fresh, no_fuzzy_matching=True)
    merged.obsolete.clear()
    save(merged)
    missing = [str(message.id) for message in merged if message.id and not said(message.string)]
    print(f"{len(list(merged)) - 1} texts, {len(missing)} without English.")
    for text in missing if "--missing" in sys.argv else []:
        print(f"  {text!r}")
    return 0


def sources() -> list[Path]:
    """Every file that may hold a text."""
    return sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")])


def texts(path: Path) -> Iterator[tuple[str, str | None, str | None]]:
    """(text, plural, context) of each message in a module or template."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - only for templates

    raw = path.read_text(encoding="utf-8")
    code = raw if path.suffix == ".py" else flat(templatize(raw))
    found = extract_python(io.BytesIO(code.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, call, message, _comments in found:
        if not message:
            continue
        parts = as_list(message)
        context = parts.pop(0) if call in ("pgettext", "npgettext") else None
        if parts and parts[0]:
            yield parts[0], parts[1] if len(parts) > 1 else None, context


def as_list(message: object) -> list[str]:
    """Babel gives a single text bare and several as a tuple."""
    return [message] if isinstance(message, str) else [*message]  # type: ignore[misc]


def flat(code: str) -> str:
    """Without the template's indentation, which means nothing to Python."""
    return "\n".join(line.strip() for line in code.splitlines())


def said(string: object) -> bool:
    """Whether a message has its English, in every form."""
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def known() -> Catalog:
    """The catalogue as it stands."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", project="Favn", header_comment=HEADER, charset="utf-8")
    with CATALOGUE.open("rb") as handle:
        return read_po(handle, locale="en")


def save(catalogue: Catalog) -> None:
    """Write it in a stable order, without addresses in the sources."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as handle:
        write_po(
            handle, catalogue, width=100, no_location=True, sort_output=True, omit_header=False
        )


if __name__ == "__main__":
    sys.exit(main())
