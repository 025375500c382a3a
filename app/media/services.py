"""Pictures come in re-encoded and are made ready in several sizes by the worker."""

import hashlib
import io

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


class NotAPicture(ValueError):
    """These bytes are no picture we take."""


def clean(body: bytes) -> tuple[bytes, int, int]:
    """Re-encode a picture as JPEG without anything but its pixels; returns bytes and size.

    EXIF (place, camera) is gone. Raises NotAPicture.
    """
    try:
        with Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("too many pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue(), upright.width, upright.height


def add(body: bytes, ground: str = "linen", already_clean: bool = False) -> Picture:
    """Keep a picture; its sizes are made later. The same bytes twice are one picture."""
    if already_clean:
        with Image.open(io.BytesIO(body)) as opened:
            jpeg, width, height = body, opened.width, opened.height
    else:
        jpeg, width, height = clean(body)
    sha256 = hashlib.sha256(jpeg).hexdigest()
    known = db.session.scalar(select(Picture).where(Picture.sha256 == sha256))
    if known is not None:
        return known
    storage.put(f"{sha256[:24]}.jpg", jpeg)
    picture = Picture(
        sha256=sha256,
        width=width,
        height=height,
        ground=ground,
        widths=[],
        added_at=clock.now(),
    )
    db.session.add(picture)
    db.session.flush()
    return picture


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
