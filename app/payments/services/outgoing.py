"""Money that left the operator's account, as the bank's statement says."""

import re

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.payments.models import OutgoingTransfer
from app.payments.statements_in import Line

NUMBER = re.compile(r"\b([PH])-?([A-Z0-9]{4})-?([A-Z0-9]{4})-?([A-Z0-9])\b")


def take_in(lines: list[Line], member_id: int) -> int:
    """Keep what went out; the same line again is the same row. Returns how many were new."""
    marks = [line.mark for line in lines]
    known = set(
        db.session.scalars(select(OutgoingTransfer.mark).where(OutgoingTransfer.mark.in_(marks)))
    )
    new = [line for line in lines if line.mark not in known]
    db.session.add_all(
        OutgoingTransfer(
            mark=line.mark,
            value_on=line.value_on,
            amount_minor=line.amount_minor,
            remark=line.remark,
            number=number_in(line.remark),
            member_id=member_id,
            recorded_at=clock.now(),
        )
        for line in new
    )
    db.session.flush()
    return len(new)


def number_in(remark: str) -> str:
    """The one refund or payout that a remark names; nothing for none, or for several."""
    found = NUMBER.findall(remark.upper().replace("İ", "I"))
    numbers = {f"{kind}-{a}-{b}-{c}" for kind, a, b, c in found}
    return numbers.pop() if len(numbers) == 1 else ""
