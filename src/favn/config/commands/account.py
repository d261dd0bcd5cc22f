"""favn account: somebody may sign in, with a role in an organisation."""

import argparse
import getpass

from favn.config import cli

EXAMPLES = """Examples:
  favn account leder@hus.dk --name 'Mona Friis' --organisation huset \\
    --organisation-name 'Huset' --role manager
  favn account plan@by.dk --name 'Per Holm' --organisation byen \\
    --organisation-name 'Byen Kommune' --kind municipality --role planner
  favn account kultur@by.dk --name 'Aya Lund' --organisation byen \\
    --role office --unit 'Kulturforvaltningen'

Run it again with another --unit to move somebody to another office.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who, where, as what."""
    parser.add_argument("email")
    parser.add_argument("--name", required=True)
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    parser.add_argument("--organisation-name", help="makes the organisation where it is new")
    parser.add_argument("--kind", choices=["association", "municipality"], default="association")
    parser.add_argument(
        "--role",
        required=True,
        help="desk, manager, counsellor, nurse, doctor, lawyer, coordinator, chair, planner, office"
        " or analyst",
    )
    parser.add_argument(
        "--unit", metavar="NAME", help="the office of role office, made where it is new"
    )
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Make the account; the password is asked for and never shown."""
    cli.start_django()
    from favn.people.accounts.actions import NewAccount, invite  # noqa: PLC0415 - needs Django

    wanted = NewAccount(
        email=options.email,
        name=options.name,
        organisation=options.organisation,
        organisation_name=options.organisation_name or "",
        kind=options.kind,
        role=options.role,
        unit=options.unit or "",
        password=getpass.getpass("Password (at least 12 characters): "),
    )
    try:
        with cli.in_english():
            account = invite(wanted)
    except ValueError as error:
        raise cli.CommandError(str(error), cli.WRONG_CALL) from error
    print(f"{account.name} can sign in as {account.email}.")
    return cli.DONE
