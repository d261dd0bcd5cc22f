"""favn keys: the keys of encrypted fields: their age, a new one, rows written anew."""

import argparse
from typing import Any
from uuid import UUID

from favn.config import cli


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing shows the keys; one option does one thing."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--new", action="store_true", help="make a key that new texts take")
    one.add_argument("--reseal", action="store_true", help="write rows of older keys anew")
    one.add_argument("--drop", metavar="ID", help="take out an old key that opens nothing more")
    parser.epilog = (
        "Examples:\n  favn keys                    which keys there are, and what each opens\n"
        "  favn keys --new              then copy the file to its own safe place\n"
        "  favn keys --reseal           after a new key; may be stopped and run again\n"
        "  favn keys --drop 3f9a01c2    only when it opens no text any more"
    )


def run(options: argparse.Namespace) -> int:
    """Do one thing, then show what stands; 1 where texts need a key that is not here."""
    cli.start_django()
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.encryption import keys, upkeep  # noqa: PLC0415

    houses = _houses()
    if options.new:
        print(f"New key {keys.add_key(clock.today()).id} in {keys.place()}; keep a copy elsewhere.")
    if options.reseal:
        print(f"{upkeep.reseal(houses)} rows written anew.")
    if options.drop:
        _drop(options.drop, upkeep.states(houses))
    return _show(upkeep.states(houses))


def _houses() -> list[UUID]:
    from favn.people.organisations.models import Organisation  # noqa: PLC0415 - needs Django

    return list(Organisation.objects.filter(is_tenant=True).values_list("pk", flat=True))


def _drop(key_id: str, states: list[Any]) -> None:
    from favn.kit.encryption import keys  # noqa: PLC0415 - needs Django loaded

    state = next((one for one in states if one.id == key_id and one.made_on), None)
    if state is None:
        raise cli.CommandError(f"There is no key “{key_id}” here.")
    if state.is_present or state.texts:
        raise cli.CommandError(
            f"Key {key_id} is in use ({state.texts} texts). First favn keys --new, then --reseal."
        )
    keys.drop_key(key_id)


def _show(states: list[Any]) -> int:
    for one in states:
        made = f"made {one.made_on}" if one.made_on else "MISSING: put its file back"
        used = ", used for new texts" if one.is_present else ""
        print(f"{one.id}  {made}{used}, opens {one.texts} texts")
    if not states:
        print("No key yet. favn migrate makes the first one.")
    return cli.NO if any(one.made_on is None for one in states) else cli.DONE
