"""One case per contract: is it in time, is it exempt, what goes back (arts 9, 12, 15)."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.catalogue import services as catalogue
from app.evidence import queries as evidence_of
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.law import exemptions, returns, withdrawal
from app.messaging import services as messaging
from app.orders import periods
from app.orders.lines import is_performed
from app.orders.models import Order, OrderLine
from app.orders.services import turning
from app.orders.services.changes import settle
from app.returns import messages
from app.returns.models import (
    GoodsReturn,
    GoodsReturnState,
    Statement,
    Withdrawal,
    WithdrawalLine,
    WithdrawalState,
)
from app.returns.services import ancillary, money
from app.settings import queries as settings


class Wished(Protocol):
    """So many of a line, and an answer where one was asked."""

    @property
    def quantity(self) -> int: ...

    @property
    def seal(self) -> str | None: ...


def open_cases(statement: Statement, order: Order, wishes: Mapping[int, Wished]) -> None:
    """Open a case for each contract the statement touches; the quantities are reserved already.

    Lines the law lets go and lines it does not are separate cases, so that none waits for another.
    """
    position = 0
    for suborder in order.suborders:
        chosen = [line for line in suborder.lines if line.id in wishes]
        if not chosen:
            continue
        last_day = periods.last_day(suborder)
        in_time = withdrawal.is_in_time(
            periods.sale_of(suborder),
            clock.day_of(statement.sent_at),
            periods.holidays_for(order),
        )
        free, held = _sorted(chosen, wishes, in_time)
        for lines, ground in ((free, None), (held, _ground(held, in_time))):
            if not lines:
                continue
            position += 1
            case = Withdrawal(
                statement_id=statement.id,
                position=position,
                number=f"{statement.number}-{position}",
                suborder_id=suborder.id,
                state=WithdrawalState.PENDING_REFUSAL if ground else WithdrawalState.ACCEPTED,
                last_day=last_day,
                inputs=periods.inputs_of(suborder),
                ground=ground,
                lines=[_line(line, wishes[line.id]) for line in lines],
            )
            db.session.add(case)
            db.session.flush()
            if ground:
                _propose_refusal(case)
            else:
                accept(case, "SYS", None)
            _tell_supplier(case)


def _sorted(
    lines: Sequence[OrderLine], wishes: Mapping[int, Wished], in_time: bool
) -> tuple[list[OrderLine], list[OrderLine]]:
    free: list[OrderLine] = []
    held: list[OrderLine] = []
    for line in lines:
        decided_by = line.parent if line.parent is not None and line.parent_id in wishes else line
        finding = _finding(decided_by, wishes[decided_by.id].seal)
        (free if in_time and finding.withdrawable else held).append(line)
    return free, held


def _finding(line: OrderLine, seal: str | None) -> exemptions.Finding:
    """Art. 15: an exemption counts only if it was shown before the order (DC-5.1.ğ)."""
    return exemptions.judge(
        line.wd_code,
        disclosed=_was_disclosed(line),
        dispatched=line.dispatched > 0,
        answer=seal,
        personalised=bool(line.personalisation),
        subscription=line.deliveries > 1,
        performed=is_performed(line),
        amended=line.suborder.order.rule_set != "DC-2014",
    )


def _was_disclosed(line: OrderLine) -> bool:
    """Whether the block right before the button, kept as evidence, named this line's exemption."""
    shown = evidence_of.bodies_of(line.suborder.order.reference, "order_placed")
    rows = shown[-1].get("block", []) if shown else []
    assert isinstance(rows, list)
    return any(row.get("sku") == line.sku and row.get("exempt") for row in rows)


def _ground(lines: Sequence[OrderLine], in_time: bool) -> str | None:
    if not lines:
        return None
    return "exempt" if in_time else "late"


def _line(line: OrderLine, wish: Wished) -> WithdrawalLine:
    """Pieces never handed over are given up first; only the rest has to come back."""
    still_here = max(0, line.ordered - line.dispatched - line.cancelled)
    return WithdrawalLine(
        order_line_id=line.id,
        quantity=wish.quantity,
        dispatched=max(0, wish.quantity - still_here),
        seal=wish.seal,
    )


def _propose_refusal(case: Withdrawal) -> None:
    order = case.suborder.order
    case.decide_by = returns.refuse_by(
        clock.day_of(case.statement.received_at),
        settings.number("refusal_business_days"),
        periods.holidays_for(order),
    )
    evidence.record(
        order.reference,
        "refusal_proposed",
        {"case": case.number, "ground": case.ground or ""},
        "SYS",
    )


def accept(case: Withdrawal, role: str, actor: str | None) -> None:
    """The right is used: the contract ends for these goods, and the money is owed (art. 12)."""
    suborder = case.suborder
    order = suborder.order
    case.state = WithdrawalState.ACCEPTED
    case.decided_at = clock.now()
    case.decided_by = actor
    evidence.record(order.reference, "withdrawal_accepted", {"case": case.number}, role, actor)
    _cancel_what_was_never_sent(case)
    goods_come_back = any(line.dispatched for line in case.lines)
    notice_on = clock.day_of(case.statement.received_at)
    term = order.terms.get("approval_business_days", 1)
    goods = GoodsReturn(
        withdrawal_id=case.id,
        state=GoodsReturnState.AWAITING_APPROVAL
        if goods_come_back
        else GoodsReturnState.APPROVED_WITHOUT_GOODS,
        approve_by=returns.approve_by(
            notice_on, term if isinstance(term, int) else 1, periods.holidays_for(order)
        ),
    )
    db.session.add(goods)
    db.session.flush()
    db.session.refresh(case)
    money.open_for(case, release_now=not goods_come_back)
    ancillary.end_contracts(suborder, [part.order_line_id for part in case.lines], case.number)
    if not goods_come_back:
        goods.approved_at = clock.now()
        goods.approved_by = "SYS"
    db.session.flush()


def _cancel_what_was_never_sent(case: Withdrawal) -> None:
    back: dict[int, int] = {}
    for part in case.lines:
        here = part.quantity - part.dispatched
        line = part.order_line
        line.returning -= here
        line.cancelled += here
        if line.cancelled == line.ordered:
            line.ended_on = clock.today()
        if here:
            back[line.variant_id] = back.get(line.variant_id, 0) + here
    db.session.flush()
    catalogue.give_back(back)
    settle(case.suborder)
    turning.ask_back(case.suborder)


def _tell_supplier(case: Withdrawal) -> None:
    """The seller hears of it at once (AM-12A.2)."""
    supplier = case.suborder.supplier
    messaging.promise(
        "withdrawal-for-supplier",
        messages.for_supplier(case),
        to=supplier.email,
        language=supplier.language,
        about=case.number,
        key=f"withdrawal-for-supplier:{case.number}",
        statutory=True,
    )
