"""The secret that opens one participant's own page; it follows from the link's key."""

from uuid import UUID

from favn.people.accounts.links import derived


def token_for(link: UUID) -> str:
    """The same for the same link, so that a letter can be written again."""
    return derived("pathways|link", link)
