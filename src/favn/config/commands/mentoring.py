"""favn mentoring: reminders of answers and of silence, how it goes, and letters that wait."""

import argparse
from uuid import UUID

from favn.config.site import ask_site, round_of_all

EXAMPLES = (
    "Examples:\n  favn mentoring --site https://favn.example\n"
    "  0 8 * * *  favn mentoring --site https://favn.example     every morning\n\n"
    "Whoever has not answered in a week is reminded once; a silent pair once for each silence.\n"
    "Both sides are asked how it goes when they begin, when they end, and 3, 6 and 12 months\n"
    "after, and reminded once. Whoever said yes to an earlier text is asked about today's.\n"
    "A pair that agreed on a day ahead is counted when its day has come."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    ask_site(parser)
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return round_of_all(options, _round)


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many letters did not leave."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.pathways.actions.letters import ask_again  # noqa: PLC0415
    from favn.pathways.actions.outcomes import ask_by_letter  # noqa: PLC0415
    from favn.pathways.actions.pairs import count_begun, nightly  # noqa: PLC0415
    from favn.pathways.actions.posting import post_letters  # noqa: PLC0415
    from favn.pathways.queries import pairs, pool, unanswered  # noqa: PLC0415

    with acting_for(house):
        at, today = clock.now(), clock.today()
        late = [one.pair for one in pairs.asked(today) if one.is_late]
        quiet = [one.pair for one in pairs.silent(today) if one.pair.reminded_on is None]
        count_begun(pairs=pairs.begun_uncounted(today), at=at)
        done = nightly(at=at, asked=late, quiet=quiet)
        how = ask_by_letter(at=at, due=unanswered.to_ask(today), late=unanswered.to_remind(at))
        for who in pool.with_old_yes(today):
            ask_again(who, at)
        sent, failed = post_letters(site=site, at=at, most=1000)
    print(
        f"{slug}: {done.nudged} reminders of an answer and {done.silent} silent pairs,"
        f" {how.asked} asked how it goes and {how.reminded} reminded,"
        f" {sent} letters left, {failed} did not."
    )
    return failed
