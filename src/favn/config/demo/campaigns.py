"""The demo's campaigns with channel and days, and the companies that signed up and withdrew.

Days and channels are those of the printed plan of 2025, moved to the demo's years; the companies
are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import BIRGITTE
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.people.organisations.actions import add_party
from favn.policy import actions
from favn.policy.choices import Channel, Hand
from favn.policy.models import Initiative

ADVICE, AGREED = "Rådgivningslinjen", "Rådgivningslinjen og politiet"


@dataclass(frozen=True, slots=True)
class Told:
    """One campaign as the paper tells it."""

    number: int
    message: str
    channel: Channel
    first: tuple[int, int, int]
    last: tuple[int, int, int]
    partner: str = ""
    agreed: str = ""
    result: str = ""


CAMPAIGNS = (
    Told(13, "Er du blevet diskrimineret? Ring og få råd", Channel.POSTER,
         (2023, 10, 2), (2023, 12, 31), ADVICE, "",
         "Omtrent 250 plakatsøjler. Om flere ringede, er ikke målt."),
    Told(19, "Korte film om antisemitisme", Channel.SOCIAL, (2024, 11, 25), (2024, 12, 31), "",
         AGREED),
    Told(27, "Her er plads til alle", Channel.BUS, (2025, 12, 1), (2025, 12, 21), ADVICE, AGREED),
)  # fmt: skip
COMPANIES = (
    ("Havnens Bageri", ""), ("Strandhotellet", ""), ("Sundhavn Rengøring", ""),
    ("Nordlys Catering", "for travlt i sæsonen"), ("Grøn Gade Byg", "ny leder, andre planer"),
    ("Vognmand Krogh", "ingen havde tid til oplæring"),
)  # fmt: skip


def write(initiatives: Mapping[int, Initiative], shift: int) -> None:
    """Three campaigns, and six companies in the supplier programme of which three withdrew."""
    for told in CAMPAIGNS:
        _campaign(initiatives[told.number], told, shift)
    for name, why in COMPANIES:
        _company(initiatives[1], name, why, shift)


def _campaign(initiative: Initiative, told: Told, shift: int) -> None:
    begins, ends = (date(y + shift, m, d) for y, m, d in (told.first, told.last))
    run = actions.Run(
        told.message, told.channel, begins, ends, agreed_with=told.agreed, result=told.result,
        new_partner=told.partner,
    )  # fmt: skip
    actions.plan_campaign(
        id=known_id("campaign", told.number), initiative=initiative, run=run,
        by=account_of(BIRGITTE), at=moment(min(ends, clock.today()), 10),
    )  # fmt: skip


def _company(initiative: Initiative, name: str, why: str, shift: int) -> None:
    """Signed up in February; whoever withdrew did it before the target was lowered in August."""
    by, at = account_of(BIRGITTE), moment(clock.today(), 10)
    part = actions.join_in(
        id=known_id("part", initiative.number, name), initiative=initiative,
        party=add_party(id=known_id("party", name), name=name), hand=Hand.COMPANY,
        since=date(2025 + shift, 2, 3), by=by, at=at,
    )  # fmt: skip
    if why:
        actions.withdraw_part(part=part, on=date(2025 + shift, 8, 15), why=why, by=by, at=at)
