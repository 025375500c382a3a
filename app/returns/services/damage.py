"""Used beyond what is proper: a claim of the seller, apart from the refund (C-14, 4.6.4)."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Refused
from app.law import deadlines
from app.media.papers import Paper
from app.orders import periods
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.events import DamageClaimAccepted
from app.returns.models import (
    Case,
    DamageClaim,
    DamageState,
    FilePurpose,
    GoodsReturnState,
    Inspection,
)
from app.returns.services import arrivals, files, goods
from app.returns.services.telling import NotNow, ReasonNeeded, note, record, tell, tell_supplier
from app.settings import queries as settings


class PhotoNeeded(Refused):
    """A damage without a photo is no damage (DC-13.2)."""


class SumNeeded(Refused):
    """The sum must be above nothing and at most what the goods cost."""


class AnotherPerson(Refused):
    """The second pair of eyes must be somebody else's."""


def propose(
    case: Case, reason: str, sum_minor: int, photos: Sequence[Paper], by: str
) -> DamageClaim:
    """The seller or an agent finds the goods used beyond what is proper: photos, reason, sum.

    A second person has to agree before anything is asked of the shopper.
    """
    if not settings.flag("damage_claim_enabled"):
        raise NotNow(_("Claims for damage are not made in this shop."))
    back = goods.of(case)
    if back.state is not GoodsReturnState.RECEIVED or case.damage is not None:
        raise NotNow(_("This return has moved on meanwhile. Please look at it again."))
    if not photos:
        raise PhotoNeeded(_("Add at least one photo that shows the damage."))
    if len(reason.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write in a sentence what goes beyond proper use."))
    if not 0 < sum_minor <= worth(case):
        raise SumNeeded(_("Write a sum above zero and not above the price of the goods."))
    claim = DamageClaim(
        case=case,
        sum_minor=sum_minor,
        reason=reason,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    db.session.add(claim)
    db.session.flush()
    for photo in photos:
        files.attach(case.statement, case, photo, FilePurpose.INSPECTION, by)
    record(
        case,
        "damage_proposed",
        by,
        {"sum": sum_minor, "reason": reason, "photos": [photo.sha256 for photo in photos]},
    )
    return claim


def worth(case: Case) -> int:
    """What the returned goods cost, in kuruş: no claim is above it."""
    return sum(part.order_line.unit_price_minor * part.dispatched for part in case.lines)


def _move(case: Case, event: str) -> DamageClaim:
    locked(case.suborder.order)
    db.session.refresh(case)
    claim = case.damage
    if claim is None or (claim.state, event) not in rules.DAMAGE:
        raise NotNow(_("This claim has moved on meanwhile. Please look at it again."))
    claim.state = rules.DAMAGE[(claim.state, event)]
    db.session.flush()
    return claim


def agree(case: Case, by: str) -> None:
    """The second pair of eyes sees it too: the shopper is asked in writing. AnotherPerson."""
    if case.damage is not None and case.damage.proposed_by == by:
        raise AnotherPerson(_("Somebody other than the first person must look at it."))
    claim = _move(case, "agree")
    claim.agreed_by, claim.opened_at = by, clock.now()
    claim.answer_by = deadlines.last_day(
        clock.today(), rules.ANSWER_DAYS, periods.holidays_for(case.suborder.order)
    )
    record(case, "damage_claim_opened", by, {"sum": claim.sum_minor})
    arrivals.inspect(case, Inspection.BEYOND_USE, by)
    tell(case, "damage-claim", messages.damage_claim(case, claim))


def disagree(case: Case, by: str) -> None:
    """The second pair of eyes sees proper use: nothing further (DC-13.2)."""
    claim = _move(case, "disagree")
    claim.decision = "proper_use"
    arrivals.inspect(case, Inspection.NORMAL_USE, by)


def answer(case: Case, agrees: bool, text: str) -> None:
    """The shopper agrees in writing to the sum, or does not."""
    claim = _move(case, "accept" if agrees else "reject")
    claim.answered_at, claim.answer = clock.now(), text or None
    note(case.statement, case, "damage_answer", "SH", text)
    record(
        case,
        "damage_agreed" if agrees else "damage_disputed",
        "SH",
        {"sum": claim.sum_minor, "text": text},
    )
    tell_supplier(case, "damage-answered", messages.damage_answered(case, claim))
    if agrees:
        events.publish(DamageClaimAccepted(case.number, claim.sum_minor))


def drop(case: Case, by: str) -> None:
    """The seller lets it be."""
    claim = _move(case, "drop")
    record(case, "damage_dropped", by)
    tell(case, "damage-over", messages.damage_over(case, claim))


def reject_unanswered() -> int:
    """Silence is no consent: fourteen days without an answer is a no (timer `cases`)."""
    waiting = db.session.scalars(
        select(DamageClaim).where(
            DamageClaim.state == DamageState.OPEN, DamageClaim.answer_by < clock.today()
        )
    ).all()
    for claim in waiting:
        _move(claim.case, "silent")
        record(claim.case, "damage_unanswered", "SYS")
        tell_supplier(claim.case, "damage-answered", messages.damage_answered(claim.case, claim))
    return len(waiting)


def bring(case: Case, reference: str, by: str) -> None:
    """The seller takes it to the committee or court, with their reference."""
    if not reference.strip():
        raise ReasonNeeded(_("Write the reference of the committee or court."))
    claim = _move(case, "bring")
    claim.reference = reference[:80]
    record(case, "damage_to_authority", by, {"reference": reference})


def decided(case: Case, upheld: bool, text: str, by: str) -> None:
    """What the committee or court decided, in its words."""
    if len(text.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write what was decided."))
    claim = _move(case, "upheld" if upheld else "dismissed")
    claim.decision = text
    record(case, "damage_decided", by, {"upheld": upheld, "text": text})
    if upheld:
        events.publish(DamageClaimAccepted(case.number, claim.sum_minor))
