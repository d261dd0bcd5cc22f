"""What does text that somebody typed in Markdown consist of? Blocks, with nothing unsafe in them.

Raw HTML is not markup here but text, pictures are left out, and a link must lead somewhere a
browser may go. Headings close up, so that none skips a level.
"""

from favn.kit.documents.model import Block


def markdown(text: str, *, under: int = 1) -> tuple[Block, ...]:
    """The blocks of a text whose headings stand under one of level `under` (0: under none)."""
    raise NotImplementedError
