from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.cart.models import Cart, CartLine
from app.catalogue.queries import Sellable, sellable
from app.extensions import db
from app.kernel import clock, ids
from app.law import delivery
from app.media.queries import PictureView, view
from app.suppliers import rules as delivery_rules
from app.suppliers.models import Supplier
from app.suppliers.queries import DeliveryChoice, by_id, choices_of
from app.web.filters import money
from app.web.language import said


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a cart as it stands now, with what has changed since it was put in."""

    id: int
    good: Sellable
    quantity: int
    amount_minor: int
    changes: list[str]
    blocked: bool
    takeable: int
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """What comes from one supplier, in one parcel or more. `choice` None: cannot be delivered."""

    supplier: Supplier
    lines: list[LineView]
    goods_minor: int
    choices: list[DeliveryChoice]
    choice: DeliveryChoice | None
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
    goods_minor: int
    delivery_minor: int
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
    goods = sellable({line.variant_id for line in lines})
    suppliers = by_id({good.supplier_id for good in goods.values()})
    groups: list[GroupView] = []
    for supplier_id in dict.fromkeys(
        goods[line.variant_id].supplier_id for line in lines if line.variant_id in goods
    ):
        own = [
            line
            for line in lines
            if line.variant_id in goods and goods[line.variant_id].supplier_id == supplier_id
        ]
        assert cart is not None
        groups.append(_group(cart, suppliers[supplier_id], own, goods))
    goods_sum = sum(group.goods_minor for group in groups)
    fees = sum(group.fee_minor for group in groups)
    return CartView(
        groups=groups,
        pieces=sum(line.quantity for line in lines),
        goods_minor=goods_sum,
        delivery_minor=fees,
        total_minor=goods_sum + fees,
        blocked=any(
            group.choice is None or any(line.blocked for line in group.lines) for group in groups
        ),
        cold=any(line.good.cold_chain for group in groups for line in group.lines),
        gone=[],
    )


def _group(
    cart: Cart, supplier: Supplier, lines: list[CartLine], goods: dict[int, Sellable]
) -> GroupView:
    shown = [_line(line, goods[line.variant_id]) for line in lines]
    sum_minor = sum(line.amount_minor for line in shown)
    choices = choices_of(supplier, cart.province, any(line.good.cold_chain for line in shown))
    wished = cart.draft.get(f"method-{supplier.id}", "")
    choice = next((c for c in choices if str(c.id) == wished), choices[0] if choices else None)
    fee, to_free = 0, 0
    if choice is not None:
        fee = delivery_rules.fee_for(choice.tariff_minor, choice.free_from_minor, sum_minor)
        if fee and choice.free_from_minor:
            to_free = choice.free_from_minor - sum_minor
    lead = max(line.good.lead_days for line in shown) + (choice.extra_days if choice else 0)
    lead = min(lead, delivery.MOST_DAYS)
    return GroupView(
        supplier=supplier,
        lines=shown,
        goods_minor=sum_minor,
        choices=choices,
        choice=choice,
        fee_minor=fee,
        to_free_minor=to_free,
        lead_days=lead,
        promised_by=delivery.promised_by(clock.today(), lead),
        picture=view(supplier.picture, ""),
    )


def _line(line: CartLine, good: Sellable) -> LineView:
    changes = []
    if good.price_minor != line.seen_price_minor:
        changes.append(
            _(
                "The price has changed from %(old)s to %(new)s since you put this in.",
                old=money(line.seen_price_minor),
                new=money(good.price_minor),
            )
        )
    takeable = min(good.stock, line.quantity) if good.on_sale else 0
    if not good.on_sale:
        changes.append(_("This is no longer on sale. Please take it out to go on."))
    elif good.stock == 0:
        changes.append(_("This has been sold out meanwhile. Please take it out to go on."))
    elif good.stock < line.quantity:
        changes.append(
            _("Only %(left)s are left. Please take fewer to go on.", left=str(good.stock))
        )
    return LineView(
        id=line.id,
        good=good,
        quantity=line.quantity,
        amount_minor=good.price_minor * line.quantity,
        changes=changes,
        blocked=takeable < line.quantity,
        takeable=takeable,
        picture=view(good.picture.picture, said(good.picture.alt)) if good.picture else None,
    )
