from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.cart import rules
from app.cart.models import Cart, CartLine
from app.catalogue.queries import Sellable, sellable
from app.extensions import db
from app.kernel import clock, ids
from app.law import delivery
from app.media.queries import PictureView, view
from app.settings import queries as settings
from app.suppliers import holidays, reach
from app.suppliers.models import Supplier
from app.suppliers.queries import (
    DeliveryChoice,
    by_id,
    calendar_of,
    choices_of,
    without_parcel,
)
from app.suppliers.tariffs import Parcel
from app.web.filters import money
from app.web.language import said


@dataclass(frozen=True, slots=True)
class ExtraView:
    """An extra ticked beside a line: as many as the line has, and since when it is wished."""

    good: Sellable
    quantity: int
    amount_minor: int
    accepted_at: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a cart as it stands now, with what has changed since it was put in.

    `per_delivery_minor` is what one delivery of it is worth (for all but boxes, its amount),
    `per_delivery_g` what it weighs.
    """

    id: int
    good: Sellable
    quantity: int
    personalisation: str
    wd_code: str
    amount_minor: int
    per_delivery_minor: int
    per_delivery_g: int
    extras: list[ExtraView]
    changes: list[str]
    blocked: bool
    takeable: int
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """What comes from one supplier, in one parcel or more. `choice` None: `why_not` says why.

    `goods_minor` without `extras_minor`; `parcels`: what each delivery is worth and weighs;
    `fees` and `promises` by choice: what each way costs and by which day it brings the goods;
    `period_minor`: what a box costs a month, delivery included (art. 5(1), DC-5.4), else 0.
    """

    supplier: Supplier
    lines: list[LineView]
    goods_minor: int
    extras_minor: int
    parcels: list[Parcel]
    period_minor: int
    travels: bool
    choices: list[DeliveryChoice]
    choice: DeliveryChoice | None
    why_not: str
    fees: dict[int, int]
    promises: dict[int, date]
    fee_minor: int
    to_free_minor: int
    lead_days: int
    promised_by: date
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class CartView:
    """A whole cart: groups, sums in kuruş, and whether something stands in the way."""

    groups: list[GroupView]
    pieces: int
    parcels: int
    goods_minor: int
    extras_minor: int
    delivery_minor: int
    donation_minor: int
    total_minor: int
    blocked: bool
    cold: bool
    gone: list[str]


def cart_here(token: str | None, shopper_id: int | None) -> Cart | None:
    """The cart of this browser, or else of the member logged in here."""
    whole = selectinload(Cart.lines)
    if token:
        found = db.session.scalar(
            select(Cart).where(Cart.token_hash == ids.token_hash(token)).options(whole)
        )
        if found is not None and found.shopper_id in {None, shopper_id}:
            return found
    if shopper_id is not None:
        return db.session.scalar(select(Cart).where(Cart.shopper_id == shopper_id).options(whole))
    return None


def pieces_here(token: str | None, shopper_id: int | None) -> int:
    """How many pieces lie in the cart, for the page's frame."""
    cart = cart_here(token, shopper_id)
    if cart is None:
        return 0
    return int(
        db.session.scalar(
            select(func.coalesce(func.sum(CartLine.quantity), 0)).where(CartLine.cart_id == cart.id)
        )
        or 0
    )


def view_of(cart: Cart | None) -> CartView:
    """The cart with today's prices, stock and deliveries. Says what changed, applies nothing."""
    lines = list(cart.lines) if cart else []
    goods = sellable(
        {line.variant_id for line in lines} | {int(v) for line in lines for v in line.extras}
    )
    suppliers = by_id({good.supplier_id for good in goods.values()})
    groups: list[GroupView] = []
    left = {variant_id: good.stock for variant_id, good in goods.items()}
    for supplier_id in dict.fromkeys(
        goods[line.variant_id].supplier_id for line in lines if line.variant_id in goods
    ):
        own = [
            line
            for line in lines
            if line.variant_id in goods and goods[line.variant_id].supplier_id == supplier_id
        ]
        assert cart is not None
        groups.append(_group(cart, suppliers[supplier_id], own, goods, left))
    goods_sum = sum(group.goods_minor for group in groups)
    extras = sum(group.extras_minor for group in groups)
    fees = sum(group.fee_minor for group in groups)
    given = cart.donation_minor if cart and settings.flag("donation_enabled") else 0
    return CartView(
        groups=groups,
        pieces=sum(line.quantity for line in lines),
        parcels=sum(len(group.parcels) for group in groups),
        goods_minor=goods_sum,
        extras_minor=extras,
        delivery_minor=fees,
        donation_minor=given,
        total_minor=goods_sum + extras + fees + given,
        blocked=any(
            group.choice is None or any(line.blocked for line in group.lines) for group in groups
        ),
        cold=any(line.good.cold_chain for group in groups for line in group.lines),
        gone=[],
    )


def unreached(cart: Cart) -> list[str]:
    """Which makers cannot bring their goods to the address, each in a sentence that says why."""
    return [group.why_not for group in view_of(cart).groups if group.choice is None]


def _group(
    cart: Cart,
    supplier: Supplier,
    lines: list[CartLine],
    goods: dict[int, Sellable],
    left: dict[int, int],
) -> GroupView:
    resting = holidays.why_nothing_can_be_ordered(supplier)
    shown = [_line(line, goods, left, resting) for line in lines]
    travelling = [line for line in shown if line.good.travels]
    parcels = rules.parcels(
        [(ln.per_delivery_minor, ln.per_delivery_g, ln.good.deliveries) for ln in travelling]
    )
    way = _way(cart, supplier, travelling, max(line.good.lead_days for line in travelling or shown))
    fees = {choice.id: choice.tariff.fee_over(parcels) for choice in way.choices}
    fee = fees.get(way.chosen.id, 0) if way.chosen else 0
    return GroupView(
        supplier=supplier,
        lines=shown,
        goods_minor=sum(line.amount_minor for line in shown),
        extras_minor=sum(extra.amount_minor for line in shown for extra in line.extras),
        parcels=parcels,
        period_minor=(parcels[-1].worth_minor + fee // len(parcels) if len(parcels) > 1 else 0),
        travels=bool(travelling),
        choices=way.choices,
        choice=way.chosen,
        why_not=way.why_not,
        fees=fees,
        promises=way.promises,
        fee_minor=fee,
        to_free_minor=_to_free(way.chosen, fee, parcels),
        lead_days=(way.promised_by - clock.today()).days,
        promised_by=way.promised_by,
        picture=view(supplier.picture, ""),
    )


def _to_free(choice: DeliveryChoice | None, fee: int, parcels: list[Parcel]) -> int:
    """How much more makes the delivery free, in kuruş; 0 where nothing does."""
    threshold = choice.tariff.free_from_minor if choice else None
    if not fee or threshold is None:
        return 0
    return max(0, threshold - max(parcel.worth_minor for parcel in parcels))


@dataclass(frozen=True, slots=True)
class _Way:
    """The ways open for a group, with their days, the one chosen, or why there is none."""

    choices: list[DeliveryChoice]
    promises: dict[int, date]
    chosen: DeliveryChoice | None
    promised_by: date
    why_not: str = ""


def _way(cart: Cart, supplier: Supplier, travelling: list[LineView], lead_days: int) -> _Way:
    """How it comes: the way chosen, or the first open one; none where no way leads there."""
    today = clock.today()
    otherwise = delivery.promised_by(today, lead_days)
    if not travelling:
        return _Way([], {}, without_parcel(), otherwise)
    cold = any(line.good.cold_chain for line in travelling)
    district = _district(cart)
    days = calendar_of(supplier)
    reaching = choices_of(supplier, cart.province, cold, district)
    promises = {
        choice.id: day
        for choice in reaching
        if (day := choice.promised_by(today, lead_days, days, cold)) is not None
    }
    choices = [choice for choice in reaching if choice.id in promises]
    if not choices:
        why_not = (
            reach.closed(supplier)
            if reaching
            else reach.why_not(supplier, cart.province, district, cold)
        )
        return _Way([], {}, None, otherwise, why_not)
    wished = cart.draft.get(f"method-{supplier.id}", "")
    chosen = next((choice for choice in choices if str(choice.id) == wished), choices[0])
    return _Way(choices, promises, chosen, promises[chosen.id])


def _district(cart: Cart) -> str | None:
    """The district typed at checkout, as long as it lies in the province asked for."""
    plate, _colon, district = cart.draft.get("district", "").partition(":")
    return district if district and plate == str(cart.province) else None


def _line(
    line: CartLine, goods: dict[int, Sellable], left: dict[int, int], resting: str
) -> LineView:
    good = goods[line.variant_id]
    stock = left[line.variant_id]
    left[line.variant_id] = max(0, stock - line.quantity)
    takeable = min(stock, line.quantity) if good.on_sale else 0
    per_delivery = good.price_minor * line.quantity
    return LineView(
        id=line.id,
        good=good,
        quantity=line.quantity,
        personalisation=line.personalisation,
        wd_code=good.code_for(line.personalisation),
        amount_minor=per_delivery * good.deliveries,
        per_delivery_minor=per_delivery,
        per_delivery_g=good.weight_g * line.quantity,
        extras=_extras(line, goods),
        changes=_changes(line, good, stock, resting),
        blocked=takeable < line.quantity,
        takeable=takeable,
        picture=_picture_of(good),
    )


def _changes(line: CartLine, good: Sellable, stock: int, resting: str) -> list[str]:
    changes = []
    if good.price_minor != line.seen_price_minor:
        changes.append(
            _(
                "The price has changed from %(old)s to %(new)s since you put this in.",
                old=money(line.seen_price_minor),
                new=money(good.price_minor),
            )
        )
    if not good.on_sale and resting:
        changes.append(resting)
    elif not good.on_sale:
        changes.append(_("This is no longer on sale. Please take it out to go on."))
    elif stock == 0:
        changes.append(_("This has been sold out meanwhile. Please take it out to go on."))
    elif stock < line.quantity:
        changes.append(_("Only %(left)s are left. Please take fewer to go on.", left=str(stock)))
    return changes


def _extras(line: CartLine, goods: dict[int, Sellable]) -> list[ExtraView]:
    """The extras ticked beside a line, as far as they can still be had."""
    return [
        ExtraView(
            good=goods[int(variant_id)],
            quantity=line.quantity,
            amount_minor=goods[int(variant_id)].price_minor * line.quantity,
            accepted_at=accepted_at,
        )
        for variant_id, accepted_at in line.extras.items()
        if int(variant_id) in goods and goods[int(variant_id)].on_sale
    ]


def _picture_of(good: Sellable) -> PictureView | None:
    shown = good.picture
    return view(shown.picture, said(shown.alt), shown.focus) if shown else None
