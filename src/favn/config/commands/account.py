"""favn account: somebody may sign in, with a role in an organisation, or may no more."""

import argparse
import getpass

from favn.config import cli
from favn.people.accounts.roles import ROLES

EXAMPLES = """Examples:
  favn account leder@hus.dk --name 'Mona Friis' --organisation huset \\
    --organisation-name 'Huset' --role manager
  favn account plan@by.dk --name 'Per Holm' --organisation byen \\
    --organisation-name 'Byen Kommune' --kind municipality --role planner
  favn account kultur@by.dk --name 'Aya Lund' --organisation byen \\
    --role office --unit 'Kulturforvaltningen'

  favn account kultur@by.dk --organisation byen --role office --ends

Run it again with another --unit to move somebody to another office.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who, where, as what."""
    parser.add_argument("email")
    parser.add_argument("--name", help="needed for a new account")
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    parser.add_argument("--organisation-name", help="makes the organisation where it is new")
    parser.add_argument("--kind", choices=["association", "municipality"], default="association")
    parser.add_argument("--role", required=True, help=", ".join(role.key for role in ROLES))
    parser.add_argument(
        "--unit", metavar="NAME", help="the office of role office, made where it is new"
    )
    parser.add_argument(
        "--ends", action="store_true", help="that role ends, at once; what they wrote stays"
    )
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Make the account, or end its role; the password is asked for and never shown."""
    cli.start_django()
    if options.ends:
        return _end(options)
    if not options.name:
        raise cli.CommandError("Give --name: how the house calls them.", cli.WRONG_CALL)
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


def _end(options: argparse.Namespace) -> int:
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.accounts.actions import CommandLine  # noqa: PLC0415
    from favn.people.accounts.actions.leaving import end_access  # noqa: PLC0415
    from favn.people.accounts.queries import memberships_here  # noqa: PLC0415
    from favn.people.organisations.queries import tenant_with  # noqa: PLC0415

    house = tenant_with(options.organisation)
    if house is None:
        raise cli.CommandError(f"There is no organisation “{options.organisation}”.")
    with acting_for(house.pk):
        for row in memberships_here():
            if (row.account.email, row.role) == (options.email.lower(), options.role):
                account = end_access(membership=row, by=CommandLine(), at=clock.now())
                print(f"{account.name} is no longer {options.role} in {house.name}.")
                return cli.DONE
    raise cli.CommandError(f"{options.email} is not {options.role} in {house.name}.")
