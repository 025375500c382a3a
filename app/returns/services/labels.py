"""How goods get back when the seller's code is not enough: a code, a label, a day of collection."""

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.law import deadlines
from app.media.papers import Paper
from app.orders import periods
from app.returns import messages, rules
from app.returns.models import Case, FilePurpose, GoodsReturn, GoodsReturnState, WayBack
from app.returns.services import files, goods
from app.returns.services.telling import NotNow, record, tell


class ImpossibleDay(Refused):
    """The goods cannot be fetched on this day."""


def give_code(case: Case, carrier: str, code: str, by: str) -> None:
    """The carrier's code for this return (DC-12.3.a)."""
    back = _approved(case)
    back.way = WayBack.CODE
    back.carrier, back.return_code = carrier, code
    back.collect_on, back.send_back_by = None, back.send_back_by or goods.send_back_by(case)
    _say(case, by, {"way": "code", "carrier": carrier, "code": code})


def give_label(case: Case, carrier: str, label: Paper, by: str) -> None:
    """A label that staff got from the carrier; the shopper prints it (DC-12.3.a)."""
    back = _approved(case)
    back.way = WayBack.LABEL
    back.label = files.attach(case.statement, case, label, FilePurpose.LABEL, by)
    back.carrier = carrier
    back.collect_on, back.send_back_by = None, back.send_back_by or goods.send_back_by(case)
    _say(case, by, {"way": "label", "file": label.sha256})


def fetch_on(case: Case, day: date, by: str) -> None:
    """The seller fetches the goods on this day at no cost; there is no send-back date then.

    At the latest five business days from now (DC-12.3.c). Raises ImpossibleDay.
    """
    back = _approved(case)
    last = collection_until(case)
    if not clock.today() <= day <= last:
        raise ImpossibleDay(_("Choose a day from today to five business days from now."))
    back.way = WayBack.COLLECTION
    back.collect_on, back.send_back_by = day, None
    _say(case, by, {"way": "collection", "day": day.isoformat()})


def collection_until(case: Case) -> date:
    """The last day for a collection that is arranged today."""
    return deadlines.business_day(
        clock.today(),
        rules.COLLECTION_BUSINESS_DAYS,
        periods.holidays_for(case.suborder.order),
    )


def is_missing(back: GoodsReturn) -> bool:
    """Whether the shopper does not know yet how to hand the goods over (DC-12.3.a)."""
    if back.state is not GoodsReturnState.APPROVED_GOODS_BACK:
        return False
    if back.way is WayBack.CODE:
        return not back.return_code
    return back.way is WayBack.COLLECTION and back.collect_on is None


def owed_by(back: GoodsReturn) -> date:
    """The business day by which it must be arranged."""
    assert back.approved_at is not None
    return deadlines.business_day(
        clock.day_of(back.approved_at), 1, periods.holidays_for(back.case.suborder.order)
    )


def collected() -> int:
    """The day of a collection counts as the day of sending (DC-12.3.c; timer `cases`)."""
    fetched = db.session.scalars(
        select(GoodsReturn).where(
            GoodsReturn.state == GoodsReturnState.APPROVED_GOODS_BACK,
            GoodsReturn.collect_on < clock.today(),
        )
    ).all()
    for back in fetched:
        assert back.collect_on is not None
        goods.mark_sent(back.case, "", "SYS")
        back.sent_at = clock.start_of(back.collect_on) + timedelta(hours=12)
    return len(fetched)


def _approved(case: Case) -> GoodsReturn:
    back = goods.of(case)
    if back.state is not GoodsReturnState.APPROVED_GOODS_BACK:
        raise NotNow(_("This return has moved on meanwhile. Please look at it again."))
    return back


def _say(case: Case, by: str, body: dict[str, object]) -> None:
    db.session.flush()
    record(case, "way_back_given", by, body)
    tell(case, "return-way", messages.approved(case), clock.now().isoformat())
