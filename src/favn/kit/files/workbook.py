"""The sheets of a workbook as rows of plain values, read by a process apart with limits.

A workbook is a program's worth of XML: one that is made to be heavy ends that process after
seconds, and here becomes a sentence.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from threading import Timer
from typing import Any

from django.utils.translation import gettext as _

from favn.kit.files import sheet
from favn.kit.files.unreadable import Unreadable

WAITS = 6 * sheet.MOST_SECONDS
"""Seconds by the clock, since a busy machine gives few of its own."""
MOST_TOLD = 64 * 1024 * 1024
"""Bytes the reading process may answer with; three sheets full of numbers fit."""
PIPES: dict[str, Any] = {
    "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL,
}  # fmt: skip


def rows_of(data: bytes) -> tuple[list[tuple[int, list[Any]]], list[str]]:
    """(line, values) of the first sheet that has any, and notes. Raises Unreadable."""
    told = json.loads(_apart(data))
    if not told["rows"]:
        raise Unreadable(_("Regnearket har ingen tal. Vælg den fil, tallene står i."))
    return [(line, row) for line, row in told["rows"]], _notes(told)


def sheets_of(data: bytes, names: tuple[str, ...]) -> dict[str, list[tuple[int, list[Any]]]]:
    """Name → (line, values) of each of the named sheets that is there. Raises Unreadable."""
    told = json.loads(_apart(data, *names))
    if told["goes_on"]:
        raise Unreadable(_("Regnearket har over 4.000 rækker. Del det i flere."))
    return {name: [(line, row) for line, row in rows] for name, rows in told["sheets"].items()}


def _apart(data: bytes, *names: str) -> bytes:
    """What the reading process answers. Raises Unreadable where it gave up or was stopped."""
    call = [sys.executable, "-I", sheet.__file__, *names]
    env = {"PATH": os.environ.get("PATH", ""), "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(call, env=env, **PIPES) as reader:
        told = _answer(reader, data)
    if reader.returncode == sheet.IS_BROKEN:
        raise Unreadable(_("Regnearket kan ikke læses. Gem det igen som XLSX."))
    if reader.returncode or len(told) > MOST_TOLD:
        raise Unreadable(_too_heavy())
    return told


def _answer(reader: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    """At most one byte more than MOST_TOLD; whoever says more or takes too long is stopped."""
    assert reader.stdin
    assert reader.stdout
    alarm = Timer(WAITS, reader.kill)
    alarm.start()
    try:
        with suppress(BrokenPipeError), reader.stdin:
            reader.stdin.write(data)
        told = reader.stdout.read(MOST_TOLD + 1)
        if len(told) > MOST_TOLD:
            reader.kill()
        reader.wait()
    finally:
        alarm.cancel()
    return told


def _too_heavy() -> str:
    return _(
        "Regnearket er for tungt at læse. Gem kun de rækker og år, du skal bruge, i en ny fil."
    )


def _notes(told: dict[str, Any]) -> list[str]:
    """That a sheet goes on where reading ended, and that there are other sheets."""
    notes = []
    if told["goes_on"]:
        notes.append(_("Arket går længere. Kun de første 4.000 rækker og 400 kolonner er læst."))
    if told["others"]:
        words = {"used": told["name"], "others": ", ".join(told["others"])}
        notes.append(_("Kun arket “%(used)s” er læst. Filen har også: %(others)s.") % words)
    return notes
