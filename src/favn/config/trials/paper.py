"""Promise: every paper that leaves the house is readable for all and fit for the archive.

Takes the papers of the present home: each frozen public edition, and the council paper of each
closed round. Two checkers that know nothing of Favn read them: page-validation (PDF/UA-1 and
PDF/A-2a), and outloud where its program is named. A checker that did not run is named as such.
"""

import json
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from favn.config import cli

PROFILES = ("ua1", "2a")
NO_PAGE = "not run: page-validation is not installed here (make setup-test)"
NO_OUTLOUD = "not run: name its program with --outloud; it is no part of Favn (AGPL)"


def run(*, outloud: str = "") -> dict[str, Any]:
    """What each checker said of each paper. Raises CommandError where there is no paper."""
    cli.start_django()
    made = papers()
    if not made:
        raise cli.CommandError(
            "There is no frozen edition here. `favn demo --no-serve` writes three.", cli.MISSING
        )
    by_page = read_by_page(made) if find_spec("page") else NO_PAGE
    by_outloud = read_by_outloud(made, outloud) if outloud else NO_OUTLOUD
    not_run = [
        name
        for name, said in (("page-validation", by_page), ("outloud", by_outloud))
        if isinstance(said, str)
    ]
    return {
        "trial": "paper",
        "papers": {name: len(pdf) for name, pdf in made.items()},
        "page_validation": by_page,
        "outloud": by_outloud,
        "not_run": not_run,
        "holds": not isinstance(by_page, str) and _is_clean(by_page, by_outloud),
    }


def _is_clean(by_page: dict[str, Any], by_outloud: dict[str, Any] | str) -> bool:
    sound = all(ok for said in by_page.values() for ok in said.values())
    if isinstance(by_outloud, str):
        return sound
    return sound and not any(said["error"] for said in by_outloud.values())


def papers() -> dict[str, bytes]:
    """Name → PDF of every public edition and closed council paper of the home."""
    from favn.kit import documents  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415
    from favn.publishing import papers as reports  # noqa: PLC0415
    from favn.publishing.models import FrozenEdition  # noqa: PLC0415

    made: dict[str, bytes] = {}
    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            rows = FrozenEdition.objects.owned().filter(edition="public")
            for row in rows.select_related("report", "organisation"):
                name = f"{row.report.slug}-{row.number}"
                made[name] = documents.pdf(reports.frozen(row, "https://favn.example"))
            made |= _council_papers()
    return made


def _council_papers() -> dict[str, bytes]:
    from favn.kit import clock, documents  # noqa: PLC0415 - needs Django loaded
    from favn.people.accounts.models import Membership  # noqa: PLC0415
    from favn.policy.models import StatusRound  # noqa: PLC0415
    from favn.policy.queries import council_paper  # noqa: PLC0415

    member = Membership.objects.owned().filter(role="planner").first()
    closed = StatusRound.objects.owned().exclude(closed_at=None).select_related("plan")
    if member is None:
        return {}
    base = "https://favn.example"
    return {
        f"{row.plan.slug}-status-{row.year}": documents.pdf(
            council_paper(row, member, clock.today(), base)
        )
        for row in closed
    }


def read_by_page(made: dict[str, bytes]) -> dict[str, dict[str, bool]]:
    """Paper → profile → whether it complies."""
    return {name: {p: complies(pdf, p) for p in PROFILES} for name, pdf in made.items()}


def complies(pdf: bytes, profile: str) -> bool:
    """Whether page-validation finds nothing wrong; a file it cannot open does not comply."""
    import page  # noqa: PLC0415 - a package of the tests

    try:
        return bool(page.validate_pdf_bytes(pdf, profile=profile).is_compliant)
    except page.PageError:
        return False


def read_by_outloud(made: dict[str, bytes], program: str) -> dict[str, Any] | str:
    """Paper → its counts and the rules that spoke; a sentence where the program did not run."""
    with tempfile.TemporaryDirectory(prefix="favn-paper-") as folder:
        places = [Path(folder) / f"{name}.pdf" for name in made]
        for place, pdf in zip(places, made.values(), strict=True):
            place.write_bytes(pdf)
        report = Path(folder) / "report.json"
        call = [program, *map(str, places), "--json", str(report), "--quiet", "--no-info"]
        try:
            subprocess.run(call, capture_output=True, check=False, timeout=600)
            told = json.loads(report.read_text(encoding="utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            return f"not run: {error}"
    return {Path(one["path"]).stem: _said(one) for one in told["results"]}


def _said(one: dict[str, Any]) -> dict[str, Any]:
    spoke = sorted({f["rule"] for f in one["findings"] if f["severity"] != "info"})
    counts = {kind: one["counts"][kind] for kind in ("error", "warning")}
    return {"verdict": one["verdict"], **counts, "rules": spoke}
