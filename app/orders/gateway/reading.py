"""Fields of a carrier's word as text: names, moments, receivers."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from app.kernel import clock
from app.orders.gateway import KINDS, TO_WHOM, CarrierWord, NotReadable

MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y")
LONGEST = {"proof": 120, "reason": 300, "report": 60}


def word(fields: Mapping[str, object]) -> CarrierWord:
    """A carrier's word from its fields. Raises NotReadable with a sentence."""
    kind = _text(fields, "event").casefold().replace(" ", "_")
    if kind not in KINDS:
        raise NotReadable(_("“%(kind)s” is no event of a parcel.", kind=kind[:40]))
    to_whom = _text(fields, "receiver").casefold() or "shopper"
    if to_whom not in TO_WHOM:
        to_whom = "other"  # a neighbour, a locker, a branch: nobody the shopper named
    return CarrierWord(
        kind,
        moment(_text(fields, "at")),
        to_whom,
        *(_text(fields, name)[:most] or None for name, most in LONGEST.items()),
    )


def moment(text: str) -> datetime:
    """A moment at the shop, or one that names its zone; a day alone is its noon. NotReadable."""
    text = text.strip()
    try:
        aware = datetime.fromisoformat(text)
        if aware.tzinfo is not None:
            return aware
    except ValueError:
        pass
    for form in MOMENTS:
        try:
            local = datetime.strptime(text.replace("T", " "), form)  # noqa: DTZ007
        except ValueError:
            continue
        if "%H" not in form:
            local = local.replace(hour=12)
        return local.replace(tzinfo=clock.SHOP_ZONE)
    raise NotReadable(_("“%(text)s” is no day and time.", text=text[:40]))


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else " ".join(str(value).split())
