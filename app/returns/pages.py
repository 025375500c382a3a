"""What the pages of a withdrawal show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind
from app.contracts import words
from app.law import exemptions
from app.orders import periods
from app.orders.lines import is_performed
from app.orders.models import Order, OrderLine, SubOrder
from app.payments import queries as payments
from app.returns.models import GoodsReturnState, Statement, Withdrawal, WithdrawalState
from app.returns.services import money as case_money
from app.returns.services.statements import Wish
from app.web.filters import date_long, datetime_long, money

Wishes = dict[int, Wish]


@dataclass(frozen=True, slots=True)
class Choice:
    """A line one may give up, with what is known and what is asked."""

    line: OrderLine
    name: str
    label: str
    kept: int
    state: str
    exempt: str
    question: str
    ticked: bool
    quantity: int
    seal: str


def choices(
    order: Order, chosen: Wishes, typed: Mapping[str, str]
) -> list[tuple[SubOrder, list[Choice]]]:
    """The lines of an order by seller, as they can be given up."""
    return [
        (
            suborder,
            [
                _choice(suborder, line, chosen, typed)
                for line in suborder.lines
                if line.kind is not ProductKind.EXTRA
            ],
        )
        for suborder in order.suborders
    ]


def _choice(
    suborder: SubOrder, line: OrderLine, chosen: Wishes, typed: Mapping[str, str]
) -> Choice:
    code = line.wd_code
    question = exemptions.question(code) if line.dispatched else None
    flat = code != "none" and exemptions.question(code) is None
    flat = flat and (code not in {"g2", "h"} or is_performed(line))
    wish = chosen.get(line.id)
    return Choice(
        line=line,
        name=words.name_of(line),
        label=", ".join([words.label_of(line), *_beside(line)]),
        kept=line.kept,
        state=_where(line),
        exempt=_(exemptions.disclosure(code)) if flat else "",
        question=_(question) if question else "",
        ticked=wish is not None or f"line-{line.id}" in typed,
        quantity=wish.quantity if wish else line.kept,
        seal=typed.get(f"seal-{line.id}", ""),
    )


def _beside(line: OrderLine) -> list[str]:
    """The wish on a line, and what goes back with it."""
    own = [f"“{line.personalisation}”"] if line.personalisation else []
    with_it = [words.name_of(follower) for follower in line.followers if follower.kept]
    return own + ([_("with %(names)s", names=", ".join(with_it))] if with_it else [])


def _where(line: OrderLine) -> str:
    if not line.travels:
        return _("nothing has to be sent back")
    if line.received_on and line.received:
        return _("received on %(day)s", day=date_long(line.received_on))
    return _("on its way") if line.dispatched else _("not sent yet")


def chosen(order: Order, typed: Mapping[str, str]) -> tuple[Wishes, list[tuple[str, str]]]:
    """The lines ticked with their quantities, and what does not fit (field id, sentence)."""
    wishes: Wishes = {}
    problems: list[tuple[str, str]] = []
    for suborder in order.suborders:
        for line in suborder.lines:
            if f"line-{line.id}" not in typed:
                continue
            text = typed.get(f"quantity-{line.id}", str(line.kept)).strip()
            number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
            if not 1 <= number <= line.kept:
                problems.append(
                    (
                        f"quantity-{line.id}",
                        _(
                            "%(name)s: write a number from 1 to %(kept)s.",
                            name=words.name_of(line),
                            kept=str(line.kept),
                        ),
                    )
                )
                continue
            seal = typed.get(f"seal-{line.id}")
            wishes[line.id] = Wish(number, seal if seal in {"yes", "no"} else None)
    if not wishes and not problems:
        problems.append(("goods", _("Tick at least one thing you want to give up.")))
    return wishes, problems


def goods_text(order: Order, wishes: Wishes) -> str:
    """The goods given up, in words."""
    return "; ".join(
        f"{wishes[line.id].quantity} × {words.name_of(line)}, {words.label_of(line)}"
        for suborder in order.suborders
        for line in suborder.lines
        if line.id in wishes
    )


def confirmation(order: Order, wishes: Wishes) -> dict[str, object]:
    """What is read once more before it is declared."""
    lines = [
        (line, wishes[line.id])
        for suborder in order.suborders
        for line in suborder.lines
        if line.id in wishes
    ]
    return {
        "order": order,
        "rows": [
            {
                "line": line,
                "name": words.name_of(line),
                "label": words.label_of(line),
                "seller": line.suborder.seller["name"],
                "wish": wish,
                "amount_minor": line.unit_price_minor * wish.quantity,
            }
            for line, wish in lines
        ],
        "goods_minor": sum(line.unit_price_minor * wish.quantity for line, wish in lines),
    }


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its owner follows it."""

    case: Withdrawal
    status: str
    tone: str
    timeline: list[dict[str, str]]
    goods: list[str]
    refund_minor: int
    refund_due: date | None
    last_day: date | None


def cases_of(statement: Statement) -> list[CaseView]:
    """The cases of a statement."""
    return [view_of(case) for case in statement.withdrawals]


def view_of(case: Withdrawal) -> CaseView:
    """A case with its timeline."""
    refund = payments.refund_for(case.number, case_money.KIND)
    status, tone = status_of_case(case, bool(refund and refund.confirmed_at))
    return CaseView(
        case=case,
        status=status,
        tone=tone,
        timeline=_timeline(case),
        goods=[f"{p.quantity} × {words.name_of(p.order_line)}" for p in case.lines],
        refund_minor=refund.amount_minor if refund else 0,
        refund_due=refund.due_on if refund else None,
        last_day=periods.last_day(case.suborder),
    )


def status_of_case(case: Withdrawal, paid: bool) -> tuple[str, str]:
    """Where a case stands, in words and tone."""
    if case.state is WithdrawalState.REFUSED:
        return _("Refused"), "coral"
    if case.state is WithdrawalState.PENDING_REFUSAL:
        return _("Being looked at"), "amber"
    if paid:
        return _("Paid back"), "kelp"
    state = case.goods.state if case.goods else None
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


def _timeline(case: Withdrawal) -> list[dict[str, str]]:
    refund = payments.refund_for(case.number, case_money.KIND)
    statement, goods = case.statement, case.goods
    entries = [
        _entry("done", _("Statement received"), datetime_long(statement.received_at, seconds=True))
    ]
    if case.state is WithdrawalState.PENDING_REFUSAL:
        return [
            *entries,
            _entry(
                "here",
                _("A person looks at it"),
                _("at the latest on %(day)s", day=date_long(case.decide_by))
                if case.decide_by
                else "",
            ),
        ]
    if case.state is WithdrawalState.REFUSED:
        return [*entries, _entry("here", _("Refused"), case.reason or "")]
    if goods is not None:
        entries += _goods_entries(case)
    if refund is not None:
        if refund.confirmed_at:
            entries.append(
                _entry(
                    "done",
                    _("%(amount)s sent back to your card", amount=money(refund.amount_minor)),
                    datetime_long(refund.confirmed_at),
                )
            )
        else:
            entries.append(
                _entry(
                    "",
                    _("%(amount)s go back to your card", amount=money(refund.amount_minor)),
                    _("at the latest on %(day)s", day=date_long(refund.due_on)),
                )
            )
    return entries


def _goods_entries(case: Withdrawal) -> list[dict[str, str]]:
    goods = case.goods
    assert goods is not None
    if goods.approved_at is None:
        small = date_long(goods.approve_by) if goods.approve_by else ""
        return [
            _entry(
                "here",
                _("Approval and free return"),
                _("at the latest on %(day)s; otherwise by itself", day=small),
            )
        ]
    entries = [_entry("done", _("Approved"), datetime_long(goods.approved_at))]
    if goods.return_address is None:
        return entries
    if goods.received_at:
        return [*entries, _entry("done", _("Goods arrived"), datetime_long(goods.received_at))]
    small = (
        _("at the latest on %(day)s", day=date_long(goods.send_back_by))
        if goods.send_back_by
        else _("we collect them from you")
    )
    return [*entries, _entry("here", _("Hand the goods to the carrier"), small)]


def _entry(state: str, title: str, small: str) -> dict[str, str]:
    return {"state": state, "title": title, "small": small}
