from collections.abc import Mapping

from flask import request
from sqlalchemy import select

from app.cart.models import Cart
from app.checkout import invoicing
from app.checkout.forms import AddressForm
from app.extensions import db
from app.kernel import crypto
from app.orders import queries as orders
from app.orders import rules
from app.orders.models import Order, OrderState
from app.payments import queries as payments
from app.web import places

FIELDS = ("name", "email", "phone", "province", "district", "street", "postcode", "note")


def typed_address(cart: Cart) -> dict[str, str]:
    """What was typed before, to be shown again; the cart's province as a beginning."""
    draft = _of_member(cart) | {f: cart.draft[f] for f in FIELDS if f in cart.draft}
    draft |= invoicing.typed(cart)
    if cart.province and "province" not in draft:
        draft["province"] = str(cart.province)
    return draft


def _of_member(cart: Cart) -> dict[str, str]:
    """What a member's account knows already: name, e-mail and the first address."""
    member = cart.shopper
    if member is None:
        return {}
    known = {"name": member.name, "email": member.email}
    for address in member.addresses[:1]:
        plate = places.plate_of(address.province)
        known |= {
            "name": address.name,
            "phone": address.phone,
            "province": str(plate or ""),
            "district": f"{plate}:{address.district}",
            "street": address.street,
            "postcode": address.postcode or "",
        }
    return known


def fields_of(form: AddressForm, cart: Cart) -> dict[str, str]:
    """The valid fields of the address, and the wish for an invoice, as they are kept."""
    return {field: form[field].data or "" for field in FIELDS} | invoicing.kept(form, cart)


def chosen_methods(typed: Mapping[str, str]) -> dict[str, str]:
    """The delivery method chosen for each supplier."""
    return {
        key: value
        for key, value in typed.items()
        if key.startswith("method-") and value.isdigit() and len(key) < 30
    }


def review_of(cart: Cart) -> Order | None:
    """The review this cart is in."""
    return orders.review_of_cart(cart.id)


def order_of_cart(reference: str, cart: Cart | None) -> Order | None:
    """An order that this browser's cart began. Nobody else's."""
    if cart is None or not reference:
        return None
    return db.session.scalar(
        select(Order)
        .where(Order.reference == reference, Order.cart_id == cart.id)
        .options(*orders.WHOLE)
    )


def last_order_of(cart: Cart | None) -> Order | None:
    """The newest order of this cart that went past its review."""
    if cart is None or request.args.get("new"):
        return None
    return db.session.scalar(
        select(Order)
        .where(
            Order.cart_id == cart.id,
            Order.state.in_([*rules.UNPAID, OrderState.FORMED]),
        )
        .order_by(Order.id.desc())
        .limit(1)
    )


def attempt_token(order: Order) -> str | None:
    """The return token of the order's newest payment attempt."""
    attempts = payments.attempts_of(order.id)
    return crypto.decrypt(attempts[-1].return_cipher) if attempts else None


def order_done(reference: str, cart: Cart | None, shopper_id: int | None) -> Order | None:
    """A formed order of this browser's cart, or of the member logged in."""
    order = db.session.scalar(
        select(Order)
        .where(Order.reference == reference, Order.state.in_(orders.EXISTS))
        .options(*orders.WHOLE)
    )
    if order is None:
        return None
    mine = cart is not None and order.cart_id == cart.id
    own = shopper_id is not None and order.shopper_id == shopper_id
    return order if mine or own else None
