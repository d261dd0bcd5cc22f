"""What a file is, told by its content and never by its name; what it must not be, and why.

Everything that is no DOCX, no PDF with text and no plain text is refused with a sentence.
"""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from favn.policy.imports.shapes import Unreadable

LARGEST = 10 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 3000
MOST_TEXT = 1_000_000
MOST_WORDS = 10 * 1024 * 1024
"""Bytes of the document itself unpacked; its pictures may be larger."""
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)
DOCX, PDF, TEXT = "docx", "pdf", "text"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OUTSIDE = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(rb"/relationships/hyperlink[\"']")


def kind_of(data: bytes) -> str:
    """DOCX, PDF or TEXT. Raises Unreadable, with what to do, for everything else."""
    if not data.strip():
        raise Unreadable(_("Filen er tom. Vælg den fil, papiret står i."))
    if len(data) > LARGEST:
        raise Unreadable(_("Filen er over 10 MB. Gem papiret uden billeder, og prøv igen."))
    if data.startswith(b"PK\x03\x04"):
        _must_be_document(data)
        return DOCX
    if b"%PDF-" in data[:1024]:
        return PDF
    _must_be_text(data)
    return TEXT


def _must_be_text(data: bytes) -> None:
    """Raises Unreadable where the bytes are a picture, an old or locked document, or no text."""
    if data.startswith(_PICTURES):
        raise Unreadable(_("Filen er et billede, hvad den end hedder. Vælg papiret som DOCX."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("Filen er låst med adgangskode eller er en gammel .doc. Gem den som DOCX uden kode.")
        )
    if data.startswith(b"{\\rtf"):
        raise Unreadable(_("Filen er RTF. Gem papiret som DOCX, og prøv igen."))
    if data.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable(_("Filen er en hjemmeside eller XML. Gem papiret som DOCX, og prøv igen."))
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("Filen er hverken DOCX, PDF eller tekst. Vælg papiret som DOCX."))


def decoded(data: bytes) -> str:
    """The text of a plain file: UTF-8 with or without a mark, UTF-16 with one, Windows-1252."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) > MOST_TEXT:
            raise Unreadable(_("Filen har langt mere tekst, end et papir har. Vælg kun papiret."))
        return text
    raise Unreadable(_("Tegnene i filen kan ikke læses. Gem den som tekst i UTF-8, og prøv igen."))


def _must_be_document(data: bytes) -> None:
    """Raises Unreadable where the package is no document, or more than a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _must_be_small(package)
            _must_be_word(package)
            _must_stay_inside(package)
    except BROKEN as error:
        raise Unreadable(
            _("Filen er i stykker og kan ikke pakkes ud. Gem papiret igen som DOCX.")
        ) from error


def _must_be_small(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    words = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
    if unpacked > MOST_UNPACKED or words > MOST_WORDS or len(parts) > MOST_PARTS:
        raise Unreadable(
            _("Filen fylder langt mere pakket ud, end et papir gør, og åbnes derfor ikke.")
        )


def _must_be_word(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
        raise Unreadable(
            _("Filen er pakket som et regneark eller et arkiv, ikke som DOCX. Gem den som DOCX.")
        )
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in names):
        raise Unreadable(_("Filen indeholder makroer. Gem papiret som DOCX uden makroer."))
    if _MAIN not in types:
        raise Unreadable(_("Filen er en skabelon eller en anden slags fil. Gem papiret som DOCX."))


def _must_stay_inside(package: zipfile.ZipFile) -> None:
    """Links that a reader may press are only text; what is fetched from elsewhere is refused."""
    for name in package.namelist():
        if not name.endswith((".rels", ".xml")):
            continue
        content = package.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Unreadable(_("Filen har en opbygning, som et papir ikke har, og åbnes ikke."))
        if not name.endswith(".rels"):
            continue
        for link in _OUTSIDE.findall(content):
            if b"External" in link and not _LINK.search(link):
                raise Unreadable(
                    _("Filen henter indhold fra et andet sted. Indsæt det i papiret, og gem igen.")
                )
