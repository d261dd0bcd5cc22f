"""How do many small masks share a few words, and how are their bits counted with few sums?

A mask has a bit per code of a column. Masks are laid side by side into words of 63 bits, the
highest bit first. Adding up `word >> i & P`, where P has a bit every `stride` places, counts
the persons of several codes in one sum: each field of `stride` bits is a counter of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WORD = 63
"""Bits of a word: bits 0 to 62 of a signed 64-bit integer, so that no sign gets in the way."""
NARROW, BROAD = 21, 32
"""Strides: three counters a word while persons number below 2**21, else two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`size` codes of a mask from `first` on, standing in a word from `offset` on."""

    mask: int
    first: int
    size: int
    word: int
    offset: int


def stride_for(rows: int) -> int:
    """The stride whose counters cannot run over: there are never more persons than rows."""
    return NARROW if rows < 2**NARROW else BROAD


def pieces_of(capacities: Sequence[int]) -> tuple[Piece, ...]:
    """Lay masks of so many codes into words, each piece in the first word with room for it."""
    used: list[int] = []
    laid: list[Piece] = []
    for mask, capacity in enumerate(capacities):
        for first in range(0, capacity, WORD):
            size = min(WORD, capacity - first)
            fitting = (word for word, bits in enumerate(used) if bits + size <= WORD)
            word = next(fitting, len(used))
            if word == len(used):
                used.append(0)
            laid.append(Piece(mask, first, size, word, used[word]))
            used[word] += size
    return tuple(laid)


def pattern(shift: int, stride: int) -> int:
    """A bit every `stride` places, as far as they lie in a word shifted down by `shift`."""
    return sum(1 << bit for bit in range(0, WORD - shift, stride))


def counts_of(
    pieces: Sequence[Piece], masks: int, stride: int, sums: Sequence[int]
) -> list[dict[int, int]]:
    """Per mask code -> count, from the sums of each word in turn, `stride` of them a word."""
    counts: list[dict[int, int]] = [{} for _ in range(masks)]
    for piece in pieces:
        for place in range(piece.size):
            field, shift = divmod(WORD - 1 - piece.offset - place, stride)
            packed = sums[piece.word * stride + shift]
            counts[piece.mask][piece.first + place] = packed >> field * stride & 2**stride - 1
    return counts
