"""One case per contract: is it in time, is it exempt, what goes back (arts 9, 12, 15)."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext as _

from app.evidence import queries as evidence_of
from app.extensions import db
from app.kernel import clock
from app.law import deadlines, exemptions, returns, withdrawal
from app.orders import periods
from app.orders.lines import is_performed
from app.orders.models import Order, OrderLine, SubOrder
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.models import Case, CaseLine, CaseState, Statement
from app.returns.services import ancillary, goods, quantities
from app.returns.services.quantities import Wished
from app.returns.services.telling import NotNow, record, tell_supplier
from app.settings import queries as settings


def open_cases(statement: Statement, order: Order, wishes: Mapping[int, Wished]) -> None:
    """Open a case for each contract the statement touches; the quantities are reserved already."""
    for suborder in order.suborders:
        chosen = [line for line in suborder.lines if line.id in wishes]
        if chosen:
            settle(open_case(statement, suborder, chosen, wishes))


def open_case(
    statement: Statement,
    suborder: SubOrder,
    lines: Sequence[OrderLine],
    wishes: Mapping[int, Wished],
) -> Case:
    """A case of one contract, not sorted yet."""
    position = len(statement.cases) + 1
    case = Case(
        position=position,
        number=f"{statement.number}-{position}",
        kind=statement.kind,
        suborder_id=suborder.id,
        state=CaseState.RECEIVED,
        last_day=periods.last_day(suborder),
        inputs=periods.inputs_of(suborder),
        lines=[_line(line, wishes[line.id]) for line in lines],
    )
    statement.cases.append(case)
    db.session.flush()
    return case


def _line(line: OrderLine, wish: Wished) -> CaseLine:
    """Pieces never handed over are given up first; only the rest has to come back."""
    still_here = max(0, line.ordered - line.dispatched - line.cancelled)
    return CaseLine(
        order_line_id=line.id,
        quantity=wish.quantity,
        dispatched=max(0, wish.quantity - still_here),
        seal=wish.seal,
    )


def split(case: Case, parts: Sequence[CaseLine]) -> Case:
    """These lines get a case of their own, because the answer on them is another one."""
    statement = case.statement
    position = len(statement.cases) + 1
    other = Case(
        position=position,
        number=f"{statement.number}-{position}",
        kind=case.kind,
        suborder_id=case.suborder_id,
        state=case.state,
        last_day=case.last_day,
        inputs=case.inputs,
        decide_by=case.decide_by,
        ground=case.ground,
        paused_days=case.paused_days,
        complained_at=case.complained_at,
        service_on=case.service_on,
        objection=case.objection,
        objected_at=case.objected_at,
        objected_by=case.objected_by,
    )
    statement.cases.append(other)
    db.session.flush()
    with db.session.no_autoflush:
        for part in parts:
            part.case = other
    db.session.flush()
    return other


def settle(case: Case) -> None:
    """Sort a new case: accepted or proposed for refusal by rule, or under review (4.6.1, 4.6.2)."""
    if case.is_claim:
        _review(case)
        tell_supplier(case, "claim-for-supplier", messages.claim_for_supplier(case))
        return
    in_time = is_in_time(case)
    held = [part for part in case.lines if not in_time or not finding(part).withdrawable]
    if held and len(held) < len(case.lines):
        _propose_refusal(split(case, held), in_time)
        held = []
    if held:
        _propose_refusal(case, in_time)
    else:
        accept(case, "accept", "SYS")
    for each in case.statement.cases:
        if each.suborder_id == case.suborder_id:
            tell_supplier(each, "withdrawal-for-supplier", messages.for_supplier(each))


def is_in_time(case: Case) -> bool:
    """Whether the notice was sent before the period of its contract ended (art. 11(1))."""
    return withdrawal.is_in_time(
        periods.sale_of(case.suborder),
        clock.day_of(case.statement.sent_at),
        periods.holidays_for(case.suborder.order),
    )


def finding(part: CaseLine) -> exemptions.Finding:
    """Art. 15: an exemption counts only if it was shown before the order (DC-5.1.ğ).

    What was bought beside a good shares its answer.
    """
    parent = part.order_line.parent_id
    deciding = next((p for p in part.case.lines if p.order_line_id == parent), part)
    line = deciding.order_line
    return exemptions.judge(
        line.wd_code,
        disclosed=was_disclosed(line),
        dispatched=deciding.dispatched > 0,
        answer=deciding.seal,
        personalised=bool(line.personalisation),
        subscription=line.deliveries > 1,
        performed=is_performed(line),
        amended=line.suborder.order.rule_set != "DC-2014",
    )


def was_disclosed(line: OrderLine) -> bool:
    """Whether the block right before the button, kept as evidence, named this line's exemption."""
    shown = evidence_of.bodies_of(line.suborder.order.reference, "order_placed")
    rows = shown[-1].get("block", []) if shown else []
    assert isinstance(rows, list)
    return any(row.get("sku") == line.sku and row.get("exempt") for row in rows)


def _propose_refusal(case: Case, in_time: bool) -> None:
    case.ground = "exempt" if in_time else "late"
    move(case, "propose_refusal")
    case.decide_by = business_day(case, "refusal_business_days")
    record(case, "refusal_proposed", "SYS", {"ground": case.ground})


def _review(case: Case) -> None:
    """A claim is looked at by a person, within three business days (HR-04)."""
    move(case, "review")
    case.decide_by = business_day(case, "defect_review_business_days")
    if not within_claim_years(case):
        case.ground = "late"
    record(case, "claim_under_review", "SYS")


def within_claim_years(case: Case) -> bool:
    """Whether every line was received less than `defect_claim_years` before (C-19)."""
    order = case.suborder.order
    sent_on = clock.day_of(case.statement.sent_at)
    return all(
        part.order_line.received_on is None
        or sent_on
        <= returns.claim_until(
            part.order_line.received_on,
            settings.number("defect_claim_years"),
            periods.holidays_for(order),
        )
        for part in case.lines
    )


def business_day(case: Case, setting: str) -> date:
    """The last business day for a decision, counted from the day staff could first take it."""
    statement = case.statement
    start = clock.day_of(statement.matched_at or statement.received_at)
    if case.complained_at is not None or statement.answer_by is not None:
        start = clock.today()
    return deadlines.business_day(
        start, settings.number(setting), periods.holidays_for(case.suborder.order)
    )


def accept(case: Case, event: str, by: str) -> None:
    """The money is owed: the contract ends for these goods (art. 12), or the claim is right."""
    move(case, event)
    case.decided_at = clock.now()
    case.decided_by = by
    record(case, "claim_approved" if case.is_claim else "withdrawal_accepted", by)
    quantities.cancel_what_was_never_sent(case)
    goods.begin(case)
    lines = [part.order_line_id for part in case.lines]
    ancillary.end_contracts(case.suborder, lines, case.number)


def move(case: Case, event: str) -> None:
    """Apply an event to a case under the lock of its order. Raises NotNow."""
    locked(case.suborder.order)
    table = rules.CLAIM if case.is_claim else rules.WITHDRAWAL
    following = table.get((case.state, event))
    if following is None:
        raise NotNow(_("This case has been decided meanwhile. Please look at it again."))
    case.state = following
    db.session.flush()
