"""The tree itself: nothing names a registry or a machine, and every template is used."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "favn"
HOSTS = re.compile(r"(files\.pythonhosted|pypi\.|registry\.npmjs|/root/|/home/\w+/)")


def tracked() -> list[Path]:
    out = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in out.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_machine():
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__) and HOSTS.search(text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_every_template_is_used():
    templates = {
        str(p.relative_to(p.parents[len(p.parts) - 1 - p.parts.index("templates") - 1]))
        for p in SOURCE.rglob("templates/**/*.html")
    }
    every = "\n".join(
        p.read_text(encoding="utf-8")
        for p in [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")]
    )
    by_libraries = ("account/", "allauth/", "mfa/", "usersessions/", "403", "404", "500")
    names = {n.split("templates/")[-1] for n in templates}
    unused = [n for n in names if n not in every and not n.startswith(by_libraries)]
    assert unused == []


def test_design_classes_stand_only_in_kit():
    system = re.compile(r'class="[^"]*\b(button|form-group|alert|table|card|nav)-?\w*')
    wrong = [
        str(p.relative_to(SOURCE))
        for p in SOURCE.rglob("templates/**/*.html")
        if "kit" not in p.relative_to(SOURCE).parts[:1] and system.search(p.read_text())
    ]
    assert wrong == []


def test_the_day_of_a_moment_is_the_local_one():
    """`at.date` is UTC's: at half past midnight still the day, the month or the year before."""
    wrong = re.compile(r"_at\.date\b")
    files = [p for end in ("*.html", "*.py") for p in SOURCE.rglob(end)]
    assert [p.name for p in files if wrong.search(p.read_text(encoding="utf-8"))] == []
