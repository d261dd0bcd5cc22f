"""How the commands speak: one line per step with its time, one sentence when something stops."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOT_EVERY = 2.0


class StepError(Exception):
    """A step cannot go on; the sentence says what to do."""


class Steps:
    """Numbers the steps of one command: `[2/4] front-end assets … ok 3.1 s`."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def run(self, label: str, work: Callable[[], bool]) -> None:
        """Do `work`; it returns False where nothing had to be done."""
        self.done += 1
        print(f"[{self.done}/{self.total}] {label} … ", end="", flush=True)
        start = time.monotonic()
        try:
            with dots():
                worked = work()
        except BaseException:
            print("stopped", flush=True)
            raise
        print(f"ok {time.monotonic() - start:.1f} s" if worked else "ok, already there", flush=True)


@contextlib.contextmanager
def dots() -> Iterator[None]:
    """A dot now and then while something long runs, so that nobody thinks it hangs."""
    over = threading.Event()

    def tick() -> None:
        while not over.wait(DOT_EVERY):
            print(".", end="", flush=True)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def quiet(
    command: Sequence[str | Path], way_out: str, environment: Mapping[str, str] | None = None
) -> str:
    """Run `command` without a word and return its output; if it fails, show its end and stop."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        end = "\n".join(result.stdout.strip().splitlines()[-15:])
        raise StepError(f"{end}\n{way_out}" if end else way_out)
    return result.stdout


def ended_in_a_sentence(main: Callable[[], int]) -> int:
    """Run a command's `main`; what stops it becomes a sentence instead of a traceback."""
    with contextlib.suppress(AttributeError):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return main()
    except StepError as stop:
        print(f"\n{stop}", flush=True)
    except KeyboardInterrupt:
        print("\nStopped by you.", flush=True)
    return 1
