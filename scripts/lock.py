"""`make lock`: turns pyproject.toml and package.json into locks with hashes and without addresses.

Versions already pinned stay; `make lock ARGS=--upgrade` takes the newest allowed.
"""

import shutil
import sys
from functools import partial

import setup
from progress import ROOT, StepError, Steps, ended_in_a_sentence, quiet

OPTIONS = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header"
EXTRAS = "--extra postgres --extra analyse"
# Each lock and what goes into it; `test` takes the versions of `base`.
LOCKS = {
    "uv": "--group uv",
    "node": "--group node",
    "base": "pyproject.toml",
    "test": f"pyproject.toml {EXTRAS} --group test --group check -c requirements/base.txt",
}
WAY_OUT = "The lock could not be made: see the lines above."


def main() -> int:
    """Write every lock again."""
    steps = Steps(len(LOCKS) + 1)
    for name in LOCKS:
        steps.run(f"requirements/{name}.txt", partial(pin, name))
    steps.run("package-lock.json", pin_npm)
    addresses_are_absent()
    return 0


def pin(name: str) -> bool:
    """One lock of Python packages."""
    file = f"requirements/{name}.txt"
    command = ["pip", "compile", *LOCKS[name].split(), *OPTIONS.split(), *sys.argv[1:]]
    quiet([setup.UV, *command, "--quiet", "-o", file], WAY_OUT, setup.uv_environment())
    return True


def pin_npm() -> bool:
    """The lock of the front-end packages; .npmrc keeps addresses out of it."""
    npm = shutil.which("npm")
    if not npm:
        raise StepError("npm is missing: type `sudo apt-get install npm`, then `make lock` again.")
    quiet([npm, "install", "--package-lock-only", "--ignore-scripts"], WAY_OUT)
    return True


def addresses_are_absent() -> None:
    """Stop where a lock names a host; it would tie everybody to one registry."""
    for file in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        if "://" in file.read_text(encoding="utf-8"):
            raise StepError(f"{file.relative_to(ROOT)} names an address: remove it.")


if __name__ == "__main__":
    sys.exit(ended_in_a_sentence(main))
