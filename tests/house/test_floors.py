"""The floors hold for what import-linter cannot see: foreign keys and template includes."""

import re
from pathlib import Path

from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src" / "favn"
FLOORS = (
    "statistics", "kit", "people.organisations", "people.persons", "people.accounts",
    "people.referrals", "people.register",
    "surveys", "gatherings", "policy", "associations", "centre", "pathways",
    "grants", "incidents", "barometer", "publishing", "config",
)  # fmt: skip
SAME_FLOOR = ({"surveys", "gatherings"}, {"centre", "pathways", "grants", "incidents"})


def floor(module: str) -> int:
    name = next(f for f in FLOORS if module.removeprefix("favn.").startswith(f))
    group = next((g for g in SAME_FLOOR if name in g), {name})
    return min(FLOORS.index(n) for n in group)


def foreign_keys():
    for model in apps.get_models():
        for field in model._meta.local_fields:
            target = field.related_model
            ours = model.__module__.startswith("favn.")
            if ours and isinstance(target, type) and target.__module__.startswith("favn."):
                yield model, field.name, target


def test_no_foreign_key_points_upwards():
    upwards = [
        f"{model._meta.label}.{name} → {target._meta.label}"
        for model, name, target in foreign_keys()
        if floor(target.__module__) > floor(model.__module__)
    ]
    assert upwards == []


def test_there_are_foreign_keys_to_hold():
    assert len(list(foreign_keys())) > 10


def test_kit_tables_point_at_nothing():
    assert [name for model, name, _ in foreign_keys() if ".kit." in model.__module__] == []


def test_templates_include_only_from_their_own_room_or_below():
    wrong = []
    for template in SOURCE.rglob("templates/**/*.html"):
        own = template.relative_to(SOURCE).parts[0]
        for name in re.findall(r"{%\s*(?:include|extends)\s+['\"]([\w./-]+)", template.read_text()):
            room = name.split("/")[0]
            known = {f.split(".")[0] for f in FLOORS}
            if room in known and room not in (own, "kit"):
                wrong.append(f"{template.relative_to(SOURCE)} includes {name}")
    assert wrong == []
