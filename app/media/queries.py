from dataclasses import dataclass

from app.media.models import Picture


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as a page shows it: addresses, size, what it shows, the ground behind it."""

    src: str
    jpeg: str
    avif: str
    width: int
    height: int
    alt: str
    ground: str
    focus: int = 5


def view(picture: Picture | None, alt: str, focus: int = 5) -> PictureView | None:
    """Addresses of a picture; without renditions yet, of the original alone."""
    if picture is None:
        return None
    base = f"/media/{picture.sha256[:24]}"
    widths = sorted(picture.widths)
    return PictureView(
        src=f"{base}-{widths[len(widths) // 2]}.jpg" if widths else f"{base}.jpg",
        jpeg=", ".join(f"{base}-{w}.jpg {w}w" for w in widths),
        avif=", ".join(f"{base}-{w}.avif {w}w" for w in widths),
        width=picture.width,
        height=picture.height,
        alt=alt,
        ground=picture.ground,
        focus=focus,
    )
