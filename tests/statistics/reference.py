"""Where the reference tables lie: beside the checkout, or beside the checkouts of one machine."""

from pathlib import Path

import pytest


def reference(name: str) -> bytes:
    """The content of one reference table; the test is left out where the tables do not lie near."""
    for folder in Path(__file__).parents:
        path = folder / "shared" / "reference" / name
        if path.is_file():
            return path.read_bytes()
    pytest.skip(f"{name} does not lie beside this checkout")
