"""Pictures come in re-encoded and are made ready in several sizes by the worker."""

import hashlib
import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, transactions
from app.media.models import Picture
from app.storage import gateway as storage

WIDTHS = (320, 640, 960)
WIDE = (640, 1280, 2000)
MOST_PIXELS = 40_000_000
AVIF_SPEED = 8


BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class NotAPicture(ValueError):
    """These bytes are no picture we take."""


class TooManyPixels(NotAPicture):
    """It is a picture, but one of more than 40 megapixels."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture that is nothing but its pixels, kept in storage under its hash."""

    sha256: str
    width: int
    height: int


def clean(body: bytes) -> tuple[bytes, int, int]:
    """Re-encode a picture as JPEG without anything but its pixels; returns bytes and size.

    EXIF (place, camera) is gone, what was see-through is white. Raises NotAPicture.
    """
    try:
        with Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyPixels("too many pixels")
            upright = _on_white(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(str(error)) from error
    except TooManyPixels:
        raise
    except BROKEN as error:
        raise NotAPicture(str(error)) from error
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue(), upright.width, upright.height


def _on_white(opened: Image.Image) -> Image.Image:
    if not opened.has_transparency_data:
        return opened.convert("RGB")
    ground = Image.new("RGB", opened.size, "white")
    layer = opened.convert("RGBA")
    ground.paste(layer, mask=layer)
    return ground


def prepare(body: bytes) -> Cleaned:
    """Clean a picture and lay it into storage. NotAPicture.

    Slow: call it before the first statement of a transaction (rule 6).
    """
    return _laid(*clean(body))


def _laid(jpeg: bytes, width: int, height: int) -> Cleaned:
    sha256 = hashlib.sha256(jpeg).hexdigest()
    if not storage.has(f"{sha256[:24]}.jpg"):
        storage.put(f"{sha256[:24]}.jpg", jpeg)
    return Cleaned(sha256, width, height)


def keep(cleaned: Cleaned, ground: str = "linen") -> Picture:
    """Note a picture that lies in storage; its sizes are made later by the worker."""
    known = db.session.scalar(select(Picture).where(Picture.sha256 == cleaned.sha256))
    if known is not None:
        return known
    picture = Picture(
        sha256=cleaned.sha256,
        width=cleaned.width,
        height=cleaned.height,
        ground=ground,
        widths=[],
        added_at=clock.now(),
    )
    db.session.add(picture)
    db.session.flush()
    return picture


def add(body: bytes, ground: str = "linen", already_clean: bool = False) -> Picture:
    """Keep a picture; its sizes are made later. The same bytes twice are one picture."""
    if not already_clean:
        return keep(prepare(body), ground)
    with Image.open(io.BytesIO(body)) as opened:
        width, height = opened.size
    return keep(_laid(body, width, height), ground)


def render_some(limit: int = 4) -> int:
    """Make the missing sizes of a few pictures (worker); the work holds no transaction."""
    with transactions.reading():
        waiting = [
            (picture.id, picture.sha256, picture.width)
            for picture in db.session.scalars(
                select(Picture).where(Picture.rendered_at.is_(None)).limit(limit)
            )
        ]
        db.session.rollback()
    for picture_id, sha256, width in waiting:
        widths = _render(sha256, width)
        picture = db.session.get_one(Picture, picture_id)
        picture.widths = widths
        picture.rendered_at = clock.now()
        transactions.save()
    return len(waiting)


def _render(sha256: str, width: int) -> list[int]:
    name = sha256[:24]
    wanted = [w for w in (WIDE if width > 1200 else WIDTHS) if w < width] + [width]
    with Image.open(io.BytesIO(storage.read(f"{name}.jpg"))) as original:
        current = original.convert("RGB")
        for target in sorted(wanted, reverse=True):
            height = round(current.height * target / current.width)
            current = current.resize((target, height), Image.Resampling.LANCZOS)
            for suffix, options in (
                ("jpg", {"quality": 80, "optimize": True, "progressive": True}),
                ("avif", {"quality": 58, "speed": AVIF_SPEED}),
            ):
                out = io.BytesIO()
                current.save(out, "JPEG" if suffix == "jpg" else "AVIF", **options)
                storage.put(f"{name}-{target}.{suffix}", out.getvalue())
    return sorted(wanted)
