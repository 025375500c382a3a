"""When something happens: typed as a moment at the shop, kept with its zone."""

from datetime import UTC, datetime

from app.kernel import clock
from app.web.filters import datetime_long
from app.web.language import NAMES, speaking


def read(typed: str) -> str | None:
    """A moment as ISO text in UTC, from `2026-05-02T10:00` at the shop; None if it is none."""
    try:
        local = datetime.fromisoformat(typed.strip())
    except ValueError:
        return None
    if local.tzinfo is not None or not 2000 <= local.year <= 2100:
        return None
    return local.replace(tzinfo=clock.SHOP_ZONE).astimezone(UTC).isoformat()


def typed(kept: str | None) -> str:
    """The same as a field shows it."""
    if not kept:
        return ""
    return datetime.fromisoformat(kept).astimezone(clock.SHOP_ZONE).strftime("%Y-%m-%dT%H:%M")


def is_past(kept: str) -> bool:
    """Whether it has begun."""
    return datetime.fromisoformat(kept) <= clock.now()


def said(kept: str) -> dict[str, str]:
    """The moment in every language, as a size is called by it."""
    found: dict[str, str] = {}
    for code in NAMES:
        with speaking(code):
            found[code] = datetime_long(datetime.fromisoformat(kept))[:60]
    return found
