"""A picture drawn anew: small enough for a page, upright, and without what a camera hid in it.

Where it was taken, when and with what stands in a file's metadata; nothing but the dots is kept.
"""

import base64
import struct
from hashlib import sha256
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from favn.kit.documents import Picture

LARGEST = 12 * 1024 * 1024
MOST_DOTS = 60_000_000
SIDE = 1600
QUALITY = 82
KINDS = ("JPEG", "PNG", "WEBP")
UNREADABLE = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, LookupError,
    ArithmeticError, struct.error,
)  # fmt: skip
"""What reading a file raises that is torn, or that says nonsense about itself."""


class NoPicture(ValueError):
    """A file that is no picture one can show; the sentence says what to do."""


def jpeg(data: bytes) -> str:
    """The picture as JPEG in base64, at most SIDE dots wide or high. Raises NoPicture."""
    if len(data) > LARGEST:
        raise NoPicture(_("Billedet er over 12 MB. Gem det mindre, og prøv igen."))
    try:
        with Image.open(BytesIO(data), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise NoPicture(_too_big())
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except NoPicture:
        raise
    except Image.DecompressionBombError as error:
        raise NoPicture(_too_big()) from error
    except UNREADABLE as error:
        raise NoPicture(
            _("Filen er ikke et billede, vi kan vise. Brug JPEG, PNG eller WebP.")
        ) from error
    upright.thumbnail((SIDE, SIDE))
    # A new picture of the same dots: whatever else the file carried is left behind.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _too_big() -> str:
    return _("Billedet er for stort. Gem det mindre, og prøv igen.")


def mark(picture: str, says: str) -> str:
    """Tells one picture, and what is said of it, from another, and nothing about what is on it."""
    return sha256(f"{picture} {says}".encode()).hexdigest()[:16]


def block(picture: str, says: str) -> Picture:
    """The picture as a block of a paper."""
    with Image.open(BytesIO(opened(picture))) as read:
        return Picture(picture, read.size, says)


def opened(picture: str) -> bytes:
    """The bytes of a picture that `jpeg` made."""
    return base64.b64decode(picture)
