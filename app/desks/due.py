"""The due lists: what must be done, by when, gathered from every domain."""

from collections.abc import Collection
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.models import Member
from app.catalogue.models import Product, Variant
from app.contracts import queries as documents
from app.contracts import words
from app.contracts.services import informing
from app.desks import (
    application_todos,
    dispute_todos,
    identity_todos,
    invoice_todos,
    listing_todos,
    money_todos,
    opening_todos,
    parcel_todos,
    payout_todos,
    privacy_todos,
    reconciliation_todos,
    request_todos,
    unpaid_todos,
)
from app.desks.todo import Todo
from app.extensions import db
from app.kernel import clock
from app.messaging import queries as messages
from app.orders import desk_queries as orders
from app.orders import pieces
from app.orders.models import SubOrder, SubOrderState
from app.orders.services import fulfilment
from app.payments import desk_queries as refund_desk
from app.recalls import queries as recalls
from app.records import checkpoints
from app.records import queries as records
from app.returns import queries as returns
from app.suppliers import holidays, roles
from app.suppliers.models import Supplier
from app.timers.models import Timer
from app.web.filters import date_long, money


def of_supplier(supplier_id: int, duties: Collection[str] = roles.OWNS) -> list[Todo]:
    """A supplier's evening: accept, send, count what came back, fill the shelf.

    `duties`: those of the role that asks; what another role does is not shown.
    """
    rows = [
        _order_todo(suborder)
        for suborder in orders.suborders_of(supplier_id, "open")
        if suborder.state is SubOrderState.NEW or any(map(pieces.to_send, suborder.lines))
    ]
    for case in returns.expected_by_supplier(supplier_id):
        rows.append(
            Todo(
                case.goods.send_back_by if case.goods else None,
                _("Goods are coming back: %(number)s", number=case.number),
                _("Count them when they arrive."),
                _("Record the arrival"),
                url_for("supplier_returns.show", number=case.number),
            )
        )
    rows += parcel_todos.of_supplier(supplier_id)
    if "messages" in duties:
        rows += request_todos.of_supplier(supplier_id)
        rows += request_todos.messages_of_supplier(supplier_id)
    if "orders" in duties:
        rows += invoice_todos.of_supplier(supplier_id)
    if "returns" in duties:
        rows += _cases_of_supplier(supplier_id) + dispute_todos.of_supplier(supplier_id)
    if "listings" in duties:
        rows += listing_todos.of_supplier(supplier_id)
    if "shop" in duties:
        rows += _holiday(supplier_id)
    if "money" in duties:
        rows += payout_todos.of_supplier(db.session.get_one(Supplier, supplier_id))
    if "money" in duties:
        rows += money_todos.of_supplier(supplier_id)
    rows += opening_todos.of_supplier(supplier_id, duties)
    low = _low_stock(supplier_id) if "listings" in duties else []
    return _sorted(rows) + low


def _holiday(supplier_id: int) -> list[Todo]:
    """The shop opens again soon."""
    return [
        Todo(
            holiday.last,
            _("Your holiday ends on %(day)s.", day=date_long(holiday.last)),
            _("Look whether stock and prices still fit. You need longer? Plan more days."),
            _("Look"),
            url_for("supplier_holiday.show"),
        )
        for holiday in holidays.ending(supplier_id)
    ]


def _cases_of_supplier(supplier_id: int) -> list[Todo]:
    """Goods to look at, and buyers who want to keep theirs."""
    inspect = [
        Todo(
            case.goods.inspect_by if case.goods else None,
            _("Look at what came back: %(number)s", number=case.number),
            _("Uninspected it counts as in order after this day."),
            _("Look"),
            url_for("supplier_returns.show", number=case.number),
        )
        for case in returns.to_inspect(supplier_id)
    ]
    keep = [
        Todo(
            None,
            _("The buyer wants to keep the goods: %(number)s", number=case.number),
            _("If you agree, the contract stands as before and no money goes back."),
            _("Answer"),
            url_for("supplier_returns.show", number=case.number),
        )
        for case in returns.keeps_asked(supplier_id)
    ]
    return inspect + keep


def _order_todo(suborder: SubOrder) -> Todo:
    goods = ", ".join(f"{line.ordered} × {words.name_of(line)}" for line in suborder.lines)
    url = url_for("supplier_orders.show", reference=suborder.reference)
    title = _("Order %(reference)s", reference=suborder.reference)
    if suborder.state is SubOrderState.NEW:
        day = fulfilment.accept_by(suborder)
        return Todo(day, _("New: %(title)s", title=title), goods, _("Accept"), url)
    title = _("To send: %(title)s", title=title)
    return Todo(suborder.promised_by, title, goods, _("Send"), f"{url}#send")


def _low_stock(supplier_id: int) -> list[Todo]:
    low = (
        db.session.query(Variant)
        .join(Product)
        .filter(Product.supplier_id == supplier_id, Variant.stock <= Variant.low_at)
        .order_by(Variant.stock, Variant.id)
        .limit(3)
    )
    return [
        Todo(
            None,
            ngettext(
                "%(sku)s: %(num)d piece left", "%(sku)s: %(num)d pieces left", v.stock, sku=v.sku
            ),
            _("Buyers see it as nearly or quite sold out."),
            _("See the product"),
            url_for("storefront.product", slug=v.product.texts[0].slug, product_id=v.product_id),
        )
        for v in low
    ]


def of_staff(member: Member) -> list[Todo]:
    """The desk's due list, only of queues this person has the right to."""
    rows: list[Todo] = []
    if member.may("orders"):
        rows += _returns() + parcel_todos.of_staff() + _disputed() + _letters()
        rows += request_todos.of_staff()
        rows += _papers() + _uninformed() + _recalls()
    if member.may("catalogue"):
        rows += listing_todos.of_staff() + identity_todos.of_staff()
        rows += application_todos.of_staff()
    if member.may("legal"):
        rows += application_todos.of_suspended()
    if member.may("finance"):
        rows += _refunds() + payout_todos.of_staff() + identity_todos.of_finance()
        rows += dispute_todos.of_staff()
        rows += invoice_todos.of_staff()
        rows += reconciliation_todos.of_staff()
    if member.may("finance") or member.may("orders"):
        rows += unpaid_todos.of_staff()
    if member.may("privacy"):
        rows += _authorities() + privacy_todos.of_privacy()
    if member.may("settings"):
        rows += _troubles() + _without_checkpoint()
    return _sorted(rows)


def _returns() -> list[Todo]:
    rows = [
        Todo(
            row.due_on,
            _("Return %(number)s", number=row.case.number),
            {
                "refusal": _("A refusal is proposed; confirm it with a reason or drop it."),
                "decide": _("Waits for approval; approved by itself after this day."),
                "claim": _("A claim to decide; approved by itself after this day."),
                "way": _("Approved, but the buyer has no code, label or day of collection yet."),
            }[row.what],
            _("Decide"),
            url_for("admin_returns.show", number=row.case.number),
        )
        for row in returns.due_list()
        if row.what in {"refusal", "decide", "claim", "way"}
    ]
    for claim in returns.damages_to_confirm():
        rows.append(
            Todo(
                claim.case.goods.inspect_by if claim.case.goods else None,
                _("Damage at %(number)s: a second pair of eyes", number=claim.case.number),
                _("Not confirmed by then, the goods count as in order."),
                _("Look"),
                url_for("admin_returns.show", number=claim.case.number),
            )
        )
    for statement in returns.unmatched():
        rows.append(
            Todo(
                clock.day_of(statement.received_at) + timedelta(days=1),
                _("Statement %(number)s has no order yet", number=statement.number),
                _("Find the order it means; its clocks are running."),
                _("Match"),
                url_for("admin_returns.match", number=statement.number),
            )
        )
    return rows


def _disputed() -> list[Todo]:
    """The shopper's day lies more than three days after the carrier's (DC-9.2.g)."""
    return [
        Todo(
            clock.day_of(receipt.recorded_at) + timedelta(days=1),
            _("Two days of receipt: %(reference)s", reference=shipment.suborder.reference),
            _("The buyer names a much later day than the carrier; it counts meanwhile."),
            _("Open"),
            url_for("admin_orders.show", reference=shipment.suborder.order.reference),
        )
        for shipment, receipt in orders.disputed_receipts()
    ]


def _recalls() -> list[Todo]:
    """A maker says that a lot is not safe: buyers are told the same day (4.2)."""
    return [
        Todo(
            clock.day_of(recall.asked_at),
            _("Recall asked for: lot %(lots)s", lots=", ".join(recall.lots)),
            _("%(seller)s. Buyers must hear of it today.", seller=recall.supplier.name),
            _("Decide"),
            url_for("admin_recalls.show", number=recall.number),
        )
        for recall in recalls.asked()
    ]


def _letters() -> list[Todo]:
    return [
        Todo(
            clock.day_of(message.promised_at),
            _("A message did not get through"),
            message.subject,
            _("Look"),
            url_for("admin_outbox.show", message_id=message.id),
        )
        for message in messages.in_trouble()
    ]


def _papers() -> list[Todo]:
    """Documents without a PDF; their page and text have gone out instead (rule 12)."""
    return [
        Todo(
            None,
            _("A PDF could not be made"),
            _("Order %(reference)s: %(problem)s", reference=link.order_reference, problem=problem),
            _("Open"),
            url_for("admin_orders.show", reference=link.order_reference),
        )
        for link, problem in documents.without_pdf()
    ]


def _uninformed() -> list[Todo]:
    """Buyers whom no evidence shows to have been told of their right (art. 10)."""
    return [
        Todo(
            clock.today(),
            _("Tell the buyer of %(reference)s", reference=contract.suborder.reference),
            informing.said_of(contract),
            _("Look"),
            url_for("admin_contracts.index"),
        )
        for contract in informing.lacking()
    ]


def _authorities() -> list[Todo]:
    """Authorities that wait for records (DC-20.2)."""
    return [
        Todo(
            entry.received_on + timedelta(days=1),
            _("%(authority)s asks for records", authority=entry.authority),
            _("Approve what another entered, then release."),
            _("Open"),
            url_for("admin_records.show", number=entry.number),
        )
        for entry in records.unreleased()
    ]


def _without_checkpoint() -> list[Todo]:
    """Before the shop goes live somebody outside keeps the checkpoints (0.5)."""
    if checkpoints.addresses():
        return []
    return [
        Todo(
            None,
            _("Nobody outside keeps the checkpoints of the evidence"),
            _("Name at least one address outside the system as checkpoint_to."),
            _("Settings"),
            url_for("admin_settings.show"),
        )
    ]


def _refunds() -> list[Todo]:
    return [
        Todo(
            refund.due_on,
            _("Pay back %(amount)s", amount=money(refund.amount_minor)),
            refund.blocked or refund.cause,
            _("Open"),
            url_for("admin_refunds.show", number=refund.number),
        )
        for refund in refund_desk.open_refunds()
        if refund_desk.needs_a_person(refund)
    ]


def _troubles() -> list[Todo]:
    failed = db.session.query(Timer).filter(Timer.last_error.is_not(None))
    return [
        Todo(
            clock.today(),
            _("The job “%(name)s” fails", name=timer.name),
            timer.last_error or "",
            _("Settings"),
            url_for("admin_settings.show"),
        )
        for timer in failed
    ]


def _sorted(rows: list[Todo]) -> list[Todo]:
    return sorted(rows, key=lambda row: (row.day or date.max, row.title))
