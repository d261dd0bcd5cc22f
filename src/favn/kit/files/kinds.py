"""What a file is, told by its content and never by its name; what it must not be, and why."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from favn.kit.files.unreadable import Unreadable

LARGEST = 5 * 1024 * 1024
MOST_UNPACKED = 25 * 1024 * 1024
MOST_PARTS = 300
MOST_CELLS = 60_000
XLSX, CSV, JSON = "xlsx", "csv", "json"
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)
_MARKED = (b"\xff\xfe", b"\xfe\xff")
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """XLSX, CSV or JSON. Raises Unreadable, with what to do, for everything else."""
    if not data.strip():
        raise Unreadable(_("Filen er tom. Vælg den fil, tallene står i."))
    if len(data) > LARGEST:
        raise Unreadable(_("Filen er over 5 MB. Hent kun de rækker og år, du skal bruge."))
    if data.startswith(b"PK\x03\x04"):
        _must_be_workbook(data)
        return XLSX
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("Filen er en gammel .xls eller er låst. Gem den som XLSX uden kode."))
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise Unreadable(_("Filen er et billede eller en PDF. Hent tallene som XLSX eller CSV."))
    if b"\x00" in data and not data.startswith(_MARKED):
        raise Unreadable(_("Filen er hverken XLSX, CSV eller JSON-stat."))
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        raise Unreadable(_("Filen er en hjemmeside eller XML. Hent tallene som XLSX eller CSV."))
    return JSON if start.startswith((b"{", b"[")) else CSV


def text_of(data: bytes) -> str:
    """The text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252 (Latin-1)."""
    for encoding in ("utf-16",) if data.startswith(_MARKED) else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("Tegnene i filen kan ikke læses. Gem den som CSV i UTF-8."))


def _must_be_workbook(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _must_be_small(package)
            _must_be_plain(package)
    except BROKEN as error:
        raise Unreadable(_("Filen er i stykker og kan ikke pakkes ud. Hent den igen.")) from error


def _must_be_small(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if sum(p.file_size for p in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable(
            _("Filen fylder langt mere pakket ud, end en tabel gør, og åbnes derfor ikke.")
        )


def _must_be_plain(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(_("Filen er ikke et regneark. Gem tallene som XLSX eller CSV."))
    if any("vbaproject" in name.lower() for name in names):
        raise Unreadable(_("Filen indeholder makroer. Gem den som XLSX uden makroer."))
    for name in names:
        if name.endswith((".xml", ".rels")) and _DTD.search(package.read(name)):
            raise Unreadable(_("Filen har en opbygning, som et regneark ikke har, og åbnes ikke."))
