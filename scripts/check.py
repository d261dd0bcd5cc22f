"""`make check`: what is read rather than run. All run; the number that failed stands last."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from progress import ROOT, dots, ended_in_a_sentence

BIN = ROOT / ".venv" / "bin"
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("types", ("mypy",)),
    ("order of the house", ("lint-imports",)),
    ("templates", ("djlint", "--lint", "--quiet", "src")),
    ("migrations", ("django-admin", "makemigrations", "--check", "--dry-run")),
    ("house tests", ("pytest", "-q", "-p", "no:cacheprovider", "tests/house")),
    ("generated pages", ("favn", "docs", "--check")),
)


def main() -> int:
    """Run the checks named on the command line, or all."""
    wanted = sys.argv[1:]
    chosen = [check for check in CHECKS if not wanted or check[0] in wanted]
    with tempfile.TemporaryDirectory(prefix="favn-check-") as home:
        failed = [name for name, command in chosen if not passes(name, command, home)]
    named = f": {', '.join(failed)}" if failed else ""
    print(f"{len(failed)} of {len(chosen)} checks failed{named}")
    return 1 if failed else 0


def passes(name: str, command: tuple[str, ...], home: str) -> bool:
    """Run one check; what it says is shown only where it fails."""
    print(f"{name} … ", end="", flush=True)
    start = time.monotonic()
    with dots():
        result = run(command, home)
    good = result.returncode == 0
    print(f"{'ok' if good else 'FAILED'} {time.monotonic() - start:.1f} s", flush=True)
    if not good:
        print(result.stdout.rstrip() + "\n", flush=True)
    return good


def run(command: tuple[str, ...], home: str) -> "subprocess.CompletedProcess[str]":
    """One tool of `.venv`, away from your own data."""
    ours = {"DJANGO_SETTINGS_MODULE": "favn.config.settings", "FAVN_HOME": home}
    return subprocess.run(
        [str(Path(BIN) / command[0]), *command[1:]],
        cwd=ROOT,
        env={**os.environ, **ours},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


if __name__ == "__main__":
    sys.exit(ended_in_a_sentence(main))
