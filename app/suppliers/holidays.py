"""When a whole shop rests: what shoppers read, what can be ordered, and the way back."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import NotFound, Refused
from app.messaging import services as messaging
from app.suppliers import messages
from app.suppliers.events import ShopChanged
from app.suppliers.models import ShopHoliday, Supplier
from app.web.filters import date_long
from app.web.language import said

LONGEST_DAYS = 120
TOLD_BEFORE_DAYS = 7
REMINDED_BEFORE_DAYS = 2


class NotThen(Refused):
    """These days cannot be a holiday; the sentence says why."""


def now_or_soon(supplier: Supplier) -> ShopHoliday | None:
    """The holiday that runs, or begins within a week."""
    today = clock.today()
    soon = today + timedelta(days=TOLD_BEFORE_DAYS)
    return next((h for h in supplier.holidays if h.last >= today and h.first <= soon), None)


def shown(supplier: Supplier) -> str:
    """What shoppers read about a holiday that runs or is near; nothing without one."""
    holiday = now_or_soon(supplier)
    if holiday is None:
        return ""
    days = _(
        "%(maker)s rests from %(first)s to %(last)s.",
        maker=supplier.name,
        first=date_long(holiday.first),
        last=date_long(holiday.last),
    )
    return " ".join(filter(None, (days, said(holiday.words) if holiday.words else "")))


def stops_orders(supplier: Supplier) -> bool:
    """Whether nothing of this shop can be ordered today because it rests."""
    today = clock.today()
    return any(h.stops_orders and h.first <= today <= h.last for h in supplier.holidays)


def why_nothing_can_be_ordered(supplier: Supplier) -> str:
    """The sentence for a cart with goods of a shop that takes no orders; else nothing."""
    return shown(supplier) if stops_orders(supplier) else ""


def upcoming(supplier: Supplier) -> list[ShopHoliday]:
    """The holidays that run or are to come."""
    return [h for h in supplier.holidays if h.last >= clock.today()]


def take(
    supplier: Supplier,
    first: date,
    last: date,
    stops: bool,
    words: Mapping[str, str],
    by: str,
) -> ShopHoliday:
    """The shop rests on these days. Raises NotThen."""
    today = clock.today()
    if first < today:
        raise NotThen(_("Choose a first day from today on."))
    if last < first:
        raise NotThen(_("The last day comes before the first."))
    if (last - first).days >= LONGEST_DAYS:
        raise NotThen(_("At most %(days)s days at once.", days=LONGEST_DAYS))
    if any(h.first <= last and first <= h.last for h in upcoming(supplier)):
        raise NotThen(_("Your shop rests on some of these days already. End that holiday first."))
    holiday = ShopHoliday(
        first=first,
        last=last,
        stops_orders=stops,
        words={language: text for language, text in words.items() if text},
        entered_by=by,
        entered_at=clock.now(),
    )
    supplier.holidays.append(holiday)
    db.session.flush()
    events.publish(ShopChanged(supplier.id))
    return holiday


def end(supplier: Supplier, holiday_id: int) -> None:
    """Back earlier: a holiday that runs ends yesterday, one to come never was. NotFound."""
    holiday = next((h for h in upcoming(supplier) if h.id == holiday_id), None)
    if holiday is None:
        raise NotFound
    today = clock.today()
    if holiday.first >= today:
        supplier.holidays.remove(holiday)
        db.session.delete(holiday)
    else:
        holiday.last = today - timedelta(days=1)
    db.session.flush()
    events.publish(ShopChanged(supplier.id))


def ending(supplier_id: int | None = None) -> list[ShopHoliday]:
    """Holidays that run and end within two days: of a supplier, or of all."""
    today = clock.today()
    statement = select(ShopHoliday).where(
        ShopHoliday.first <= today,
        ShopHoliday.last >= today,
        ShopHoliday.last <= today + timedelta(days=REMINDED_BEFORE_DAYS),
    )
    if supplier_id is not None:
        statement = statement.where(ShopHoliday.supplier_id == supplier_id)
    return list(db.session.scalars(statement))


def remind() -> int:
    """Two days before the end the maker hears that the shop opens again, once."""
    near = [holiday for holiday in ending() if holiday.reminded_at is None]
    for holiday in near:
        holiday.reminded_at = clock.now()
        supplier = holiday.supplier
        messaging.promise(
            "holiday-ends",
            messages.holiday_ends(holiday),
            to=supplier.email,
            language=supplier.language,
            about=supplier.slug[:40],
            key=f"holiday-ends:{holiday.id}:{holiday.last.isoformat()}",
        )
    db.session.flush()
    return len(near)
