"""From the information shown to the order button (machine 4.3, first half)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from app.catalogue import services as catalogue
from app.catalogue.kinds import ProductKind
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, crypto, events, ids
from app.kernel.errors import Conflict, TooMany
from app.law import deadlines, rule_sets
from app.orders import periods, promises, rules
from app.orders.events import OrderPlaced
from app.orders.lines import lines_of, pieces_of
from app.orders.models import (
    BuyerType,
    InvoiceParty,
    Order,
    OrderLine,
    OrderState,
    SubOrder,
)
from app.orders.services.changes import locked, move
from app.settings import queries as settings

VALID_FOR = timedelta(minutes=30)


class InformationStale(Conflict):
    """What is confirmed is not what is shown now; it must be read again (DC-5.1, DC-7.1)."""


@dataclass(frozen=True, slots=True)
class InvoiceWish:
    """To whom the invoices are to be written, where it was wished; the national number sealed."""

    buyer_type: BuyerType
    title: str
    tax_office: str = ""
    tax_number: str = ""
    national_id_cipher: str = ""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders and where it goes, as typed at checkout."""

    name: str
    email: str
    email_key: str
    phone: str
    province: str
    district: str
    street: str
    postcode: str | None
    note: str | None
    language: str
    shopper_id: int | None
    cart_id: int | None
    donation_minor: int = 0
    means: str = "card"
    invoice: InvoiceWish | None = None


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line as it will be shown; `snapshot` keeps its words in every language.

    `beside`: the place in the list of the line it was ticked beside, for extras and warranties.
    """

    product_id: int
    variant_id: int
    sku: str
    snapshot: dict[str, object]
    unit_price_minor: int
    vat_bp: int
    wd_code: str
    quantity: int
    kind: ProductKind = ProductKind.GOODS
    beside: int | None = None
    personalisation: str = ""
    deliveries: int = 1
    parts_count: int = 1
    starts_at: datetime | None = None
    weight_g: int = 0


@dataclass(frozen=True, slots=True)
class SubOrderDraft:
    """What one supplier will owe; `seller` and `delivery` are snapshots (art. 5(2))."""

    supplier_id: int
    seller: dict[str, object]
    delivery: dict[str, object]
    delivery_kind: str
    delivery_minor: int
    delivery_tariff_minor: int
    delivery_free_from_minor: int | None
    delivery_vat_bp: int
    lead_days: int
    lines: Sequence[LineDraft]
    delivery_bands: Sequence[tuple[int | None, int]] = ()


def basis_of(buyer: Buyer, drafts: Sequence[SubOrderDraft]) -> str:
    """A hash of everything a review stands on; another hash, and it must be shown again."""
    stands_on = {"buyer": asdict(buyer), "drafts": [asdict(draft) for draft in drafts]}
    text = json.dumps(stands_on, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def open_review(buyer: Buyer, drafts: Sequence[SubOrderDraft]) -> Order:
    """Write down what will be shown. An earlier review of the same cart lapses."""
    _lapse_reviews_of(buyer.cart_id)
    goods = sum(line.unit_price_minor * line.quantity for d in drafts for line in d.lines)
    carriage = sum(d.delivery_minor for d in drafts)
    order = Order(
        reference=ids.reference("M"),
        language=buyer.language,
        cart_id=buyer.cart_id,
        shopper_id=buyer.shopper_id,
        email=buyer.email,
        email_key=buyer.email_key,
        name=buyer.name,
        phone=buyer.phone,
        province=buyer.province,
        district=buyer.district,
        street=buyer.street,
        postcode=buyer.postcode,
        note=buyer.note,
        means=buyer.means,
        goods_minor=goods,
        delivery_minor=carriage,
        donation_minor=buyer.donation_minor,
        total_minor=goods + carriage + buyer.donation_minor,
        rule_set=rule_sets.rule_set_for(clock.today(), settings.text("rule_set")).key,
        terms={**_terms(), "basis": basis_of(buyer, drafts)} | _buyer_type(buyer),
        information_sha256="",
        information_valid_until=clock.now() + VALID_FOR,
        created_at=clock.now(),
    )
    order.invoice_party = _invoice_party(buyer.invoice) if buyer.invoice else None
    order.suborders = [
        _suborder(order.reference, place, draft) for place, draft in enumerate(drafts, start=1)
    ]
    db.session.add(order)
    db.session.flush()
    return order


def _buyer_type(buyer: Buyer) -> dict[str, object]:
    """Asked only with the wish for an invoice; no right of a consumer hangs on it (DC-4.h)."""
    company = buyer.invoice is not None and buyer.invoice.buyer_type is BuyerType.COMPANY
    return {"buyer_type": "business" if company else "consumer"}


def _invoice_party(wish: InvoiceWish) -> InvoiceParty:
    party = InvoiceParty(
        buyer_type=wish.buyer_type, title=wish.title, tax_office=wish.tax_office or None
    )
    if wish.tax_number:
        party.tax_number_cipher = crypto.encrypt(wish.tax_number)
        party.tax_number_index = crypto.blind("tax_number", wish.tax_number)
    if wish.national_id_cipher:
        national_id = crypto.decrypt(wish.national_id_cipher)
        party.national_id_cipher = crypto.encrypt(national_id)
        party.national_id_index = crypto.blind("national_id", national_id)
    return party


def _suborder(reference: str, position: int, draft: SubOrderDraft) -> SubOrder:
    return SubOrder(
        position=position,
        reference=f"{reference}-{position}",
        supplier_id=draft.supplier_id,
        seller=draft.seller,
        delivery=draft.delivery,
        delivery_kind=draft.delivery_kind,
        delivery_minor=draft.delivery_minor,
        delivery_tariff_minor=draft.delivery_tariff_minor,
        delivery_free_from_minor=draft.delivery_free_from_minor,
        delivery_vat_bp=draft.delivery_vat_bp,
        delivery_bands=[list(band) for band in draft.delivery_bands],
        lead_days=draft.lead_days,
        lines=_lines(draft.lines),
    )


def _lines(drafts: Sequence[LineDraft]) -> list[OrderLine]:
    lines = [_line(place, draft) for place, draft in enumerate(drafts, start=1)]
    for line, draft in zip(lines, drafts, strict=True):
        if draft.beside is not None:
            line.parent = lines[draft.beside]
    return lines


def _line(place: int, draft: LineDraft) -> OrderLine:
    return OrderLine(
        position=place,
        product_id=draft.product_id,
        variant_id=draft.variant_id,
        sku=draft.sku,
        snapshot=draft.snapshot,
        unit_price_minor=draft.unit_price_minor,
        vat_bp=draft.vat_bp,
        wd_code=draft.wd_code,
        ordered=draft.quantity,
        kind=draft.kind,
        personalisation=draft.personalisation,
        deliveries=draft.deliveries,
        parts_count=draft.parts_count,
        starts_at=draft.starts_at,
        weight_g=draft.weight_g,
    )


def _terms() -> dict[str, object]:
    """The settings a contract keeps as they were when it was formed (rule 13)."""
    kept = (
        "withdrawal_days",
        "split_scope",
        "refund_days",
        "refund_clock",
        "refund_release",
        "refund_latest_release_day",
        "saturday_is_holiday",
        "eve_is_holiday",
        "approval_business_days",
        "record_years",
        "send_back_days",
        "payout_after",
        "assumed_delivered_days",
        "withholding_bp",
    )
    values = settings.all_values()
    return {
        **{key: values[key] for key in kept},
        "committee_limit_try": settings.committee_limit(clock.today().year),
    }


def _lapse_reviews_of(cart_id: int | None) -> None:
    if cart_id is None:
        return
    db.session.execute(
        update(Order)
        .where(
            Order.cart_id == cart_id,
            Order.state.in_([OrderState.REVIEWING, OrderState.INFO_CONFIRMED]),
        )
        .values(state=OrderState.LAPSED)
    )


def show_information(order: Order, sha256: str, turkish_sha256: str) -> None:
    """The document of art. 5(1) stands and is what will be confirmed, its Turkish original beside.

    DC-5.6, LG-5.
    """
    order.information_sha256 = sha256
    order.information_valid_until = clock.now() + VALID_FOR
    evidence.record(
        order.reference,
        "preinfo_shown",
        {"document": sha256, "turkish": turkish_sha256, "total": order.total_minor},
        "SYS",
    )


def confirm_information(order: Order, sha256: str) -> None:
    """The shopper confirms having obtained the information (art. 7(1)). Raises InformationStale."""
    order = locked(order)
    fresh = clock.now() <= order.information_valid_until
    if order.state is not OrderState.REVIEWING or not fresh or sha256 != order.information_sha256:
        raise InformationStale(
            _("Something has changed since you read this page. Please read it again and confirm.")
        )
    move(order, "confirm")
    evidence.record(
        order.reference,
        "preinfo_confirmed",
        {"document": sha256},
        "SH",
        str(order.shopper_id) if order.shopper_id else None,
    )


def place(order: Order, shown: dict[str, object]) -> None:
    """The order button: hold the stock, then ask for the money (art. 8(1)).

    `shown`: the block of art. 6(2), the notice and the label of the button, kept as evidence.
    Raises SoldOut, TooMany.
    """
    _refuse_hoarding(order)
    catalogue.take(pieces_of(order))
    move(order, "place_by_transfer" if order.means == "transfer" else "place")
    order.stock_held = True
    order.placed_at = clock.now()
    order.hold_until = _hold_until(order)
    for suborder in order.suborders:
        suborder.promised_by = promises.promised_by(suborder, clock.today())
        suborder.latest_by = promises.latest_by(suborder, clock.today())
    _record_extras(order)
    _record_invoice_wish(order)
    evidence.record(order.reference, "order_placed", {**shown, "total": order.total_minor}, "SH")
    events.publish(OrderPlaced(order.reference))


def _hold_until(order: Order) -> datetime:
    """Minutes for a card; for a transfer the end of the last business day it may arrive on."""
    if order.means != "transfer":
        return clock.now() + timedelta(minutes=settings.number("card_hold_minutes"))
    days = settings.number("transfer_hold_days")
    last = deadlines.business_day(clock.today(), days, periods.holidays_for(order))
    return clock.start_of(last + timedelta(days=1))


def _record_extras(order: Order) -> None:
    """Each extra and the donation that the buyer ticked, as consent of its own (art. 19(1))."""
    for line in lines_of(order):
        accepted = line.snapshot.get("accepted_at")
        if line.parent is not None and accepted:
            evidence.record(
                order.reference,
                "extra_accepted",
                {"code": line.sku, "price": line.unit_price_minor * line.ordered, "at": accepted},
                "SH",
            )
    if order.donation_minor:
        evidence.record(
            order.reference,
            "extra_accepted",
            {"code": "donation", "price": order.donation_minor},
            "SH",
        )


def _record_invoice_wish(order: Order) -> None:
    """To whom the buyer wished the invoices to be written (IN-1); no number is repeated here."""
    party = order.invoice_party
    if party is not None:
        wished = {"buyer_type": str(party.buyer_type), "title": party.title}
        evidence.record(order.reference, "invoice_wished", wished, "SH")


def _refuse_hoarding(order: Order) -> None:
    """Open holds per visitor are capped, so that nobody empties the shelves without paying."""
    if order.cart_id is None:
        return
    open_holds = db.session.scalar(
        select(func.count())
        .select_from(Order)
        .where(Order.cart_id == order.cart_id, Order.state.in_(rules.UNPAID))
    )
    if (open_holds or 0) >= settings.number("open_holds_per_cart"):
        raise TooMany(
            _("You have other orders waiting for payment. Finish one or wait until it lapses.")
        )


def lapse_reviews() -> int:
    """Let reviews older than their half hour lapse; the cart stays (timer `holds`)."""
    lapsed = db.session.execute(
        update(Order)
        .where(
            Order.state.in_([OrderState.REVIEWING, OrderState.INFO_CONFIRMED]),
            Order.information_valid_until < clock.now(),
        )
        .values(state=OrderState.LAPSED)
        .returning(Order.id)
    )
    return len(lapsed.all())
