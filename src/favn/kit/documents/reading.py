"""What does text that somebody typed in Markdown consist of? Blocks, with nothing unsafe in them.

Raw HTML is not markup here but text, a picture is its words, and a link must lead where a browser
may go. Headings close up, so that none skips a level.
"""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

from favn.kit.documents.model import (
    DEEPEST,
    Block,
    Heading,
    Paragraph,
    Points,
    Quote,
    Span,
    Table,
    Words,
    leads,
)

BREAKS = {"softbreak": "\n", "hardbreak": "\n"}
"""Who presses Enter means a new line."""
SAID_BY = re.compile(r"\A(?P<text>.*)\n\s*[–—-]{1,2} ?(?P<source>[^\n]+)\Z", re.DOTALL)
"""A quotation's last line beginning with a dash says whose it is."""


def markdown(text: str, *, under: int = 1) -> tuple[Block, ...]:
    """The blocks of a text whose headings stand under one of level `under` (0: under none)."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("lheading")
    tree = Node(reader.parse(text))
    above: list[int] = []
    return tuple(block for node in tree.children for block in _blocks(node, under, above))


def _blocks(node: Node, under: int, above: list[int]) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(_line(node), _closed_up(int(node.tag[1:]), under, above))
        case "paragraph":
            if words := _words(node):
                yield Paragraph(words)
        case "bullet_list" | "ordered_list":
            yield Points(tuple(_points(node)), numbered=node.type == "ordered_list")
        case "blockquote":
            yield _quote(node)
        case "table":
            yield _table(node)
        case "fence" | "code_block":
            yield Paragraph(node.content.rstrip("\n"))


def _closed_up(typed: int, under: int, above: list[int]) -> int:
    """The level of a heading when those that were skipped are left out."""
    while above and above[-1] >= typed:
        above.pop()
    above.append(typed)
    return min(under + len(above), DEEPEST)


def _points(node: Node) -> Iterator[Words]:
    """Each item; what is nested follows the item it stands under."""
    for item in node.children:
        own = [child for child in item.children if not child.type.endswith("_list")]
        if words := _lines(own):
            yield words
        for child in item.children:
            if child.type.endswith("_list"):
                yield from _points(child)


def _quote(node: Node) -> Quote:
    lines = _lines(node.children)
    said = SAID_BY.match("".join(span.text for span in lines))
    if said is None:
        return Quote(lines)
    last = Span(lines[-1].text.rpartition("\n")[0])
    return Quote((*lines[:-1], last) if "\n" in lines[-1].text else lines[:-2], said["source"])


def _table(node: Node) -> Table:
    head, *bodies = node.children
    titles = head.children[0].children
    rows = (row for body in bodies for row in body.children)
    right = [n for n, cell in enumerate(titles) if "right" in str(cell.attrs.get("style", ""))]
    return Table(
        caption="",
        header=tuple(_line(cell) for cell in titles),
        rows=tuple(tuple(_words(cell) for cell in row.children) for row in rows),
        numbers=tuple(right),
    )


def _line(node: Node) -> str:
    return " ".join("".join(span.text for span in _words(node)).split())


def _lines(nodes: Iterable[Node]) -> tuple[Span, ...]:
    """Several paragraphs as one, a line each."""
    found: list[Span] = []
    for node in nodes:
        parts = _words(node) if node.type == "paragraph" else (Span(_raw(node)),)
        found += [Span("\n"), *parts] if found else parts
    return tuple(found)


def _raw(node: Node) -> str:
    """Every word under a node of a kind that has no place here."""
    inside = "\n".join(_raw(child) for child in node.children)
    return inside or (node.content if node.type != "root" else "")


def _words(node: Node) -> tuple[Span, ...]:
    return tuple(_joined(span for inline in node.children for span in _inline(inline, Span(""))))


def _inline(node: Node, look: Span) -> Iterator[Span]:
    """The spans under one node, each with the emphasis and link of what surrounds it."""
    strong, emphasis, href = look.strong, look.emphasis, look.href
    if node.type in BREAKS:
        yield Span(BREAKS[node.type], strong, emphasis, href)
    elif not node.children:
        yield Span(node.content, strong, emphasis, href)
    else:
        target = str(node.attrs.get("href", "")) if node.type == "link" else href
        inner = Span(
            "",
            strong or node.type == "strong",
            emphasis or node.type == "em",
            target if leads(target) else "",
        )
        for child in node.children:
            yield from _inline(child, inner)


def _joined(parts: Iterable[Span]) -> Iterator[Span]:
    """Neighbours that look alike become one span, so that a number in braces is never split."""
    last: Span | None = None
    for span in parts:
        if last and (last.strong, last.emphasis, last.href) == (
            span.strong, span.emphasis, span.href,
        ):  # fmt: skip
            last = Span(last.text + span.text, span.strong, span.emphasis, span.href)
            continue
        if last and last.text:
            yield last
        last = span
    if last and last.text:
        yield last
