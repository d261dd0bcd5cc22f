"""`make test`: everything that is tested, each part started from here, the total on the last line.

Three runs of pytest: on SQLite (the first green within a minute), the browser, and on PostgreSQL;
`tests/parts.py` says which test runs where, and `make test ARGS=--both` runs each on both. Chromium
is fetched meanwhile where root may. In CI a test that did not run is a failure. Other words after
`scripts/test.py` go to pytest: `make test ARGS="-k visits"`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import setup
from progress import ROOT, StepError, dots, ended_in_a_sentence

TESTS = ROOT / "tests"
BROWSER = TESTS / "browser"
# The database makes no difference to these, so they never run on PostgreSQL.
NOT_ON_POSTGRES = ("browser", "statistics", "house")
BOTH = "--both"
WORKERS = "3"
"""On two cores: a browser, a server and a database often wait for each other."""
CLOSING_LINE = ROOT / "var" / "closing-line"
WITHOUT_A_SCREEN = "chromium-headless-shell"
"""The same Chromium without the parts that paint its own windows: half the work a page."""
CHROMIUM_NAMES = (WITHOUT_A_SCREEN, "chromium", "chromium-browser", "google-chrome")
CHROMIUM_LOG = ROOT / "var" / "chromium.log"
NO_CHROMIUM = (
    f"the browser tests: type `sudo apt-get install {WITHOUT_A_SCREEN}` and run the command again"
)
CLOSING = re.compile(r"^=*\s*((?:\d+ [a-z]+(?:, )?)+|no tests ran) in [\d.]+s.*$")
COUNT = re.compile(r"(\d+) ([a-z]+)")
IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
NO_TESTS_COLLECTED = 5
MEMORY = Path("/dev/shm")  # noqa: S108  (a folder of our own is made inside)
ROOM_NEEDED = 8 << 30


@dataclass
class Total:
    """What all runs together say."""

    counts: Counter[str] = field(default_factory=Counter)
    not_run: list[str] = field(default_factory=list)
    stopped: bool = False

    @property
    def failed(self) -> int:
        """Failed tests; an error around a test and a run that broke off are failures too."""
        return self.counts["failed"] + self.counts["errors"] + self.counts["error"]

    @property
    def is_good(self) -> bool:
        """Whether the command may end well; in CI nothing may be left out."""
        left_out = bool(self.not_run) or self.counts["skipped"] > 0
        return not self.failed and not self.stopped and not (IN_CI and left_out)

    def line(self) -> str:
        """The closing line: `312 passed, 0 failed`."""
        failed = self.failed or int(self.stopped)
        words = [f"{self.counts['passed']} passed", f"{failed} failed"]
        if self.counts["skipped"]:
            words.append(f"{self.counts['skipped']} skipped")
        if self.not_run:
            words.append(f"{len(self.not_run)} not run")
        return ", ".join(words)


def main() -> int:
    """Set up, run everything, close with the total."""
    start = time.monotonic()
    total = Total()
    CLOSING_LINE.unlink(missing_ok=True)
    try:
        run_all(total, sys.argv[1:])
    except StepError as stop:
        print(f"\n{stop}", flush=True)
        total.stopped = True
    close(total, time.monotonic() - start)
    return 0 if total.is_good else 1


def run_all(total: Total, words: Sequence[str]) -> None:
    """Every run, in order; what cannot run is noted in `total`."""
    setup.python_is_new_enough()
    setup.venv_module_is_whole()
    fetching = fetch_chromium()
    setup.make("test")
    with tempfile.TemporaryDirectory(prefix="favn-test-", dir=in_memory()) as folder:
        Path(folder).chmod(0o755)  # as root PostgreSQL runs as a user of its own
        os.environ["TMPDIR"] = folder
        os.environ.setdefault("FAVN_HOME", folder)
        # Dozens of servers start: what one of them compiled, the next need not.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        is_split, words = BOTH not in words, [word for word in words if word != BOTH]
        os.environ["FAVN_TEST_PART"] = "sqlite" if is_split else ""
        run_pytest(total, "SQLite", [TESTS, f"--ignore={BROWSER}", *words])
        run_browser(total, fetching, words)
        os.environ["FAVN_TEST_PART"] = "postgresql" if is_split else ""
        run_postgres(total, words)


def in_memory() -> Path | None:
    """Where thousands of small files cost nothing, if there is room for them; else the disk."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_NEEDED
    return MEMORY if has_room and os.access(MEMORY, os.W_OK) else None


def close(total: Total, seconds: float) -> None:
    """Name what did not run, then the closing line, alone; kept for `.ci/run` to say again."""
    for part in total.not_run:
        print(f"Not run: {part}.")
    if total.counts["skipped"]:
        print("Skipped tests are named above by pytest." + " In CI they fail." * IN_CI)
    print(f"Took {seconds // 60:.0f} min {seconds % 60:.0f} s.")
    CLOSING_LINE.parent.mkdir(exist_ok=True)
    CLOSING_LINE.write_text(total.line() + "\n")
    print(total.line(), flush=True)


# --- the runs --------------------------------------------------------------------------------


def run_browser(
    total: Total, fetching: "subprocess.Popen[bytes] | None", words: Sequence[str]
) -> None:
    """The browser tests, once Chromium is there."""
    if not BROWSER.is_dir():
        total.not_run.append("the browser tests: there is no tests/browser")
        return
    chromium = wait_for_chromium(fetching)
    if not chromium:
        total.not_run.append(NO_CHROMIUM)
        return
    os.environ.setdefault("FAVN_CHROMIUM", chromium)
    run_pytest(total, "browser", [BROWSER, *words])


def run_postgres(total: Total, words: Sequence[str]) -> None:
    """What depends on the database, again on PostgreSQL."""
    ignored = [f"--ignore={TESTS / name}" for name in NOT_ON_POSTGRES]
    beside = [setup.PYTHON, ROOT / "scripts" / "with_postgres.py"]
    run_pytest(total, "PostgreSQL", [TESTS, *ignored, *words], beside)


def run_pytest(
    total: Total, name: str, words: Sequence[str | Path], beside: Sequence[str | Path] = ()
) -> None:
    """One run of pytest with its output shown; its closing line is added to the total."""
    print(f"\n--- {name} ---", flush=True)
    spread = ["-n", WORKERS, "--dist", "loadgroup", "--durations=8"]
    command = [*beside, setup.PYTHON, "-m", "pytest", *spread, "-rfEs", *words]
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    closing = shown(process)
    add(total, name, closing, process.wait())


def shown(process: "subprocess.Popen[str]") -> str:
    """Print the output as it comes and return pytest's closing line, or nothing."""
    closing = ""
    for line in process.stdout or ():
        print(line, end="", flush=True)
        if CLOSING.match(line.strip()):
            closing = line
    return closing


def add(total: Total, name: str, closing: str, code: int) -> None:
    """Count one run; one that says nothing, or fails without a failed test, broke off."""
    counts = Counter({word: int(number) for number, word in COUNT.findall(closing)})
    total.counts += counts
    if code == NO_TESTS_COLLECTED:
        total.not_run.append(f"the run on {name}: no test was found")
    elif not closing or (code and not (counts.keys() & {"failed", "error", "errors"})):
        total.not_run.append(f"all of the run on {name}: it broke off with code {code}")
        total.stopped = True


# --- Chromium --------------------------------------------------------------------------------


def fetch_chromium() -> "subprocess.Popen[bytes] | None":
    """Start installing Chromium in the background where it is missing and root may.

    A Debian without the one that paints no windows of its own gets the whole one.
    """
    is_there = os.environ.get("FAVN_CHROMIUM") or shutil.which(WITHOUT_A_SCREEN)
    if is_there or not setup.can_install():
        return None
    print("Chromium is missing and is being installed meanwhile.", flush=True)
    update, install, instead = (
        " ".join(setup.apt_get(*words))
        for words in (
            ["update"],
            ["install", "-y", "--no-install-recommends", WITHOUT_A_SCREEN],
            ["install", "-y", "--no-install-recommends", "chromium"],
        )
    )
    CHROMIUM_LOG.parent.mkdir(exist_ok=True)
    with CHROMIUM_LOG.open("wb") as log:
        return subprocess.Popen(
            ["sh", "-c", f"{update}; {install} || {instead}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def wait_for_chromium(fetching: "subprocess.Popen[bytes] | None") -> str:
    """Chromium's path once it is there, or nothing; a failed installation shows its end."""
    if fetching:
        print("\nChromium … ", end="", flush=True)
        with dots():
            code = fetching.wait()
        print("ok" if code == 0 else "could not be installed", flush=True)
        if code:
            print("\n".join(CHROMIUM_LOG.read_text(errors="replace").splitlines()[-8:]))
    return find_chromium()


def find_chromium() -> str:
    """The path of a Chromium on this machine, or nothing."""
    named = os.environ.get("FAVN_CHROMIUM", "")
    found = (shutil.which(name) for name in (named, *CHROMIUM_NAMES) if name)
    return next((path for path in found if path), "")


if __name__ == "__main__":
    sys.exit(ended_in_a_sentence(main))
