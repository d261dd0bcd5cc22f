"""Fetches the design system and htmx by integrity hash and copies the few files Favn serves.

Into `kit/static/kit/dkfds/`: style sheet, script, icon sprite, the fonts and pictures the style
sheet names, the licence. Nothing may point at a file that is not there: Manifest storage refuses.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from progress import ROOT, StepError, quiet

MODULES = ROOT / "node_modules"
STATIC = ROOT / "src" / "favn" / "kit" / "static" / "kit"
SOURCES = (ROOT / "package-lock.json", Path(__file__))
AGAIN = "The front-end files could not be fetched: check the network and run the command again."

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
FONT_SOURCE = re.compile(r"src:[^;}]*")
WOFF2 = re.compile(r"url\([^)]*\.woff2\)")
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
MAP_NOTE = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")


def make(find_npm: Callable[[], list[str | Path]], environment: Mapping[str, str]) -> bool:
    """Bring the served files up to date with npm; False where they already were."""
    stamp = STATIC / "dkfds" / ".stamp"
    wanted = hashlib.sha256(b"\0".join(file.read_bytes() for file in SOURCES)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and (STATIC / "htmx").exists():
        return False
    quiet([*find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], AGAIN, environment)
    copy_htmx(empty(STATIC / "htmx"))
    copy_dkfds(empty(STATIC / "dkfds"))
    stamp.write_text(wanted)
    return True


def empty(folder: Path) -> Path:
    """The folder, without what it held."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def copy_htmx(target: Path) -> None:
    """Copy htmx, one file, and its licence."""
    source = MODULES / "htmx.org"
    write(target / "htmx.min.js", without_map(text(source / "dist" / "htmx.min.js")))
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def copy_dkfds(target: Path) -> None:
    """The design system, flattened: css and js beside each other, `fonts/` and `icons/` below."""
    dist = MODULES / "dkfds" / "dist"
    css = only_woff2(without_map(text(dist / "css" / "dkfds.min.css")))
    write(target / "dkfds.min.css", with_own_files(css, dist / "css", target))
    write(target / "dkfds.min.js", without_map(text(dist / "js" / "dkfds.min.js")))
    shutil.copyfile(dist / "img" / "all-svg-icons.svg", target / "all-svg-icons.svg")
    shutil.copyfile(dist / "LICENSE.md", target / "LICENSE.md")


def without_map(code: str) -> str:
    """Code without the note to its source map, which is not served."""
    return MAP_NOTE.sub("", code)


def only_woff2(css: str) -> str:
    """Every @font-face left with its woff2 file; upstream lists an .eot first and misspells one."""
    return FONT_FACE.sub(lambda face: one_source(face[0]), css)


def one_source(face: str) -> str:
    """One @font-face with its woff2 source alone; faces of local fonts are left as they are."""
    woff2 = WOFF2.search(face)
    if not woff2:
        return face
    return FONT_SOURCE.sub(f'src:{woff2[0]} format("woff2")', face)


def with_own_files(css: str, base: Path, target: Path) -> str:
    """Copy every file the style sheet names into `target` and point the style sheet there."""

    def own(found: re.Match[str]) -> str:
        address = found[1]
        if address.startswith(("data:", "#")):
            return found[0]
        return f"url({copied(base / address, target)})"

    return ADDRESS.sub(own, css)


def copied(source: Path, target: Path) -> PurePosixPath:
    """Copy one named file and return its address beside the style sheet."""
    if not source.is_file():
        raise StepError(f"The design system names a file it does not carry: {source.name}.")
    address = PurePosixPath("fonts" if source.suffix == ".woff2" else "icons") / source.name
    (target / address).parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target / address)
    return address


def text(file: Path) -> str:
    """A file's text, its line ends untouched."""
    return file.read_bytes().decode("utf-8")


def write(file: Path, content: str) -> None:
    """Write text as UTF-8, its line ends untouched."""
    file.write_bytes(content.encode("utf-8"))
