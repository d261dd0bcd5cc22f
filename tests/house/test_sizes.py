"""Small functions, small files, and a first line that says what a module answers."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "favn"
MODULES = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
FORBIDDEN = {"utils", "helpers", "common", "core", "services", "managers", "misc", "base"}
BACKENDS = [SOURCE / "kit" / name / "base.py" for name in ("postgresql", "sqlite")]
"""Django looks for a database backend under this name."""


def functions(tree: ast.AST):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_is_small_and_says_what_it_answers(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "opens without saying what it answers"
    assert len(text.splitlines()) <= (500 if path.name == "models.py" else 400)
    long = [f.name for f in functions(tree) if f.end_lineno - f.lineno + 1 > 40]
    assert long == []


def test_most_functions_are_short():
    lengths = sorted(
        f.end_lineno - f.lineno + 1
        for path in MODULES
        for f in functions(ast.parse(path.read_text(encoding="utf-8")))
    )
    assert lengths[len(lengths) // 2] <= 12


def test_no_module_is_a_drawer():
    assert [p for p in MODULES if p.stem in FORBIDDEN and p not in BACKENDS] == []


def test_the_cellar_stays_small():
    """Documents, components, store, files and encryption are parts, each with its own size."""
    apart = [
        [p for p in MODULES if SOURCE / "kit" / "files" in p.parents],
        [p for p in MODULES if SOURCE / "kit" / "documents" in p.parents],
        [SOURCE / "kit" / "gallery.py", SOURCE / "kit" / "templatetags" / "kit.py"],
        [SOURCE / "kit" / "store.py"],
        [p for p in MODULES if SOURCE / "kit" / "encryption" in p.parents],
    ]
    kit = [p for p in MODULES if SOURCE / "kit" in p.parents]
    rest = [p for p in kit if not any(p in part for part in apart)]
    assert sum(_lines(p) for p in rest) < 2500
    assert [sum(_lines(p) for p in part) < 1000 for part in apart] == [True] * len(apart)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


POSTS_ITSELF = {"people/accounts/posting.py", "people/accounts/adapter.py"}
"""The post, and the sign-in of allauth."""


def test_no_letter_leaves_but_by_the_post():
    """Whoever sends mail inside a transaction holds the only write lock while a server thinks."""
    sends = re.compile(r"\bsend_mail\b|\bget_connection\(|\bsend_mass_mail\b|message\.send\(")
    found = {
        str(path.relative_to(SOURCE)) for path in MODULES if sends.search(path.read_text("utf-8"))
    }
    assert found - POSTS_ITSELF == set()
