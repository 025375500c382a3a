"""A case as people follow it: where it stands, who must act, by when, and its course."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from app.contracts import words
from app.kernel import clock
from app.orders import periods
from app.payments import sheets
from app.returns.messages.goods import way_rows
from app.returns.models import (
    Case,
    CaseState,
    DamageState,
    GoodsReturnState,
    Kind,
    Statement,
    WayBack,
)
from app.returns.pages import course
from app.returns.services import (
    arrivals,
    claims,
    costs,
    deciding,
    door,
    labels,
    money,
    objecting,
    reports,
)
from app.returns.words import kind_in_words


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next: who must act (you, seller, us), what, until which day."""

    who: str
    what: str
    day: date | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its owner, the seller and staff follow it; amounts in kuruş."""

    case: Case
    kind: str
    status: str
    tone: str
    next: Next | None
    timeline: list[dict[str, str]]
    goods: list[str]
    refund_minor: int
    refund_due: date | None
    borne_by: str
    may_object: bool
    last_day: date | None
    way: tuple[tuple[str, str], ...]
    may_complain: bool
    may_answer: bool
    may_keep: bool
    may_claim_costs: bool
    may_arrive: bool
    way_missing: bool
    asks_damage: bool
    asks_report: bool
    service_ahead: bool
    may_move_service: bool
    suggests_keeping: bool
    is_late: bool


def cases_of(statement: Statement) -> list[CaseView]:
    """The cases of a statement, in the words for its buyer."""
    return [view_of(case, for_buyer=True) for case in statement.cases]


def pressing(statement: Statement) -> int:
    """The case with the page's next step and the field for files: one that asks, else the first."""
    asked = [case for case in statement.cases if case.state is CaseState.WAITING_INFO]
    return next((case.id for case in [*asked, *statement.cases]), 0)


def without_money(view: CaseView) -> CaseView:
    """The same for who packs and receives: what is paid back is not theirs to see."""
    course_alone = course.timeline(view.case, None, False)
    return replace(view, timeline=course_alone, refund_minor=0, refund_due=None, borne_by="")


def view_of(case: Case, for_buyer: bool = False) -> CaseView:
    """A case with its course, for the seller and staff or in the words for its buyer."""
    refund = money.refund_of(case)
    back = case.goods
    paid = bool(refund and refund.confirmed_at)
    status, tone = status_of_case(case, paid)
    on_its_way = back is not None and back.state in {
        GoodsReturnState.APPROVED_GOODS_BACK,
        GoodsReturnState.SENT,
    }
    return CaseView(
        case=case,
        kind=kind_in_words(case.kind),
        status=status,
        tone=tone,
        next=next_of(case),
        timeline=course.timeline(case, refund, for_buyer),
        goods=[f"{p.quantity} × {words.name_of(p.order_line)}" for p in case.lines],
        refund_minor=refund.amount_minor if refund else 0,
        refund_due=refund.due_on if refund else None,
        borne_by=sheets.bearer_of(refund) if refund and refund.bearing else "",
        may_object=objecting.may_object(case),
        last_day=periods.last_day(case.suborder),
        way=way_rows(case, back)
        if back is not None and on_its_way and back.way is not WayBack.TURNED_BACK
        else (),
        may_complain=case.state is CaseState.REFUSED,
        may_answer=case.state in {CaseState.WAITING_INFO, CaseState.UNDER_REVIEW},
        may_keep=deciding.may_keep(case),
        may_claim_costs=costs.may_claim(case),
        may_arrive=back is not None and arrivals.may_arrive(back),
        way_missing=back is not None and labels.is_missing(back),
        asks_damage=case.damage is not None and case.damage.state is DamageState.OPEN,
        asks_report=case.state is CaseState.WAITING_INFO and reports.is_missing(case),
        service_ahead=reports.is_ahead(case),
        may_move_service=reports.may_move(case),
        suggests_keeping=case.is_claim and claims.suggests_keeping(case),
        is_late=is_late(case),
    )


def is_late(case: Case) -> bool:
    """The flag sendback_late: the goods should be with the carrier; nothing is lost by it."""
    back = case.goods
    return (
        back is not None
        and back.state is GoodsReturnState.APPROVED_GOODS_BACK
        and back.send_back_by is not None
        and back.send_back_by < clock.today()
    )


def status_of_case(case: Case, paid: bool) -> tuple[str, str]:
    """Where a case stands, in words and tone."""
    said = {
        CaseState.RECEIVED: (_("Waiting for your answer"), "amber"),
        CaseState.REFUSED: (_("Refused"), "coral"),
        CaseState.REVOKED: (_("Taken back, the contract stands"), ""),
        CaseState.PENDING_REFUSAL: (_("Being looked at"), "amber"),
        CaseState.UNDER_REVIEW: (_("Being looked at"), "amber"),
        CaseState.WAITING_INFO: (_("A question is open"), "amber"),
    }.get(case.state)
    if said is not None:
        return said
    if paid:
        return _("Paid back"), "kelp"
    state = case.goods.state if case.goods else None
    way = case.goods.way if case.goods else None
    if state is GoodsReturnState.APPROVED_GOODS_BACK and way is WayBack.COLLECTION:
        return _("The seller collects"), "sea"
    return {
        GoodsReturnState.AWAITING_APPROVAL: (_("Waiting for approval"), "amber"),
        GoodsReturnState.APPROVED_GOODS_BACK: (_("Send the goods back"), "sea"),
        GoodsReturnState.APPROVED_WITHOUT_GOODS: (_("Money on its way"), "sea"),
        GoodsReturnState.SENT: (_("Goods on their way back"), "sea"),
        GoodsReturnState.RECEIVED: (_("Goods arrived"), "sea"),
        GoodsReturnState.INSPECTED: (_("Money on its way"), "sea"),
        GoodsReturnState.CLOSED: (_("Closed"), "kelp"),
        None: (_("Received"), "sea"),
    }[state]


def next_of(case: Case) -> Next | None:
    """Who must act next and by when; None when nothing is left to do."""
    if case.state is CaseState.RECEIVED and door.asks(case.statement):
        return Next(_("you"), _("say why the parcel was not taken"), case.statement.answer_by)
    if case.state is CaseState.WAITING_INFO:
        return Next(_("you"), _("answer our question"), claims.answer_by(case))
    if reports.is_ahead(case):
        return Next(_("the service"), _("come and look at the goods"), case.service_on)
    if case.state in {CaseState.PENDING_REFUSAL, CaseState.UNDER_REVIEW}:
        return Next(_("we"), _("look at it and decide"), case.decide_by)
    if case.damage is not None and case.damage.state is DamageState.OPEN:
        return Next(_("you"), _("say whether you agree to the sum"), case.damage.answer_by)
    return _next_of_goods(case) if case.is_granted else None


def _next_of_goods(case: Case) -> Next | None:
    back, refund = case.goods, money.refund_of(case)
    paid = refund is None or refund.confirmed_at is not None
    if back is None:
        return None
    if back.state is GoodsReturnState.AWAITING_APPROVAL:
        return Next(_("we"), _("tell you how to send it back"), back.approve_by)
    if back.state is GoodsReturnState.APPROVED_GOODS_BACK:
        if labels.is_missing(back):
            return Next(_("we"), _("tell you how to send it back"), labels.owed_by(back))
        if back.way is WayBack.COLLECTION:
            return Next(_("the seller"), _("fetch the goods from you"), back.collect_on)
        return Next(_("you"), _("hand the goods to the carrier"), back.send_back_by)
    if not paid and refund is not None:
        return Next(_("we"), _("pay the money back"), refund.due_on)
    if back.state is GoodsReturnState.RECEIVED:
        return Next(_("the seller"), _("look at the goods"), back.inspect_by)
    return None


def kinds() -> list[tuple[Kind, str, str]]:
    """The first question of the return screen: what is it about? (HR-02)"""
    return [
        (Kind.WITHDRAWAL, _("I changed my mind"), _("No reason is needed; you only confirm.")),
        (Kind.DAMAGED, _("It arrived damaged"), _("Broken, torn, leaking, spoiled.")),
        (Kind.DEFECTIVE, _("It is defective"), _("It does not work or is not as promised.")),
        (Kind.MISSING, _("Something is missing"), _("Fewer pieces than ordered, parts missing.")),
        (Kind.WRONG, _("It is not what I ordered"), _("Another good, size or colour.")),
    ]
