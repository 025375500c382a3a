from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, tuple_, update

from app.cart import queries, rules
from app.cart.models import Cart, CartLine
from app.catalogue.kinds import BESIDE
from app.catalogue.queries import sellable
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound, Refused
from app.web.cookies import CART_LASTS


class CannotAdd(Refused):
    """This cannot be put into the cart."""


def open_cart(shopper_id: int | None) -> tuple[Cart, str]:
    """A new empty cart and the token of its cookie (N5, 30 days)."""
    token = ids.token()
    cart = Cart(
        token_hash=ids.token_hash(token),
        shopper_id=shopper_id,
        created_at=clock.now(),
        touched_at=clock.now(),
        draft={},
    )
    db.session.add(cart)
    db.session.flush()
    return cart, token


def add(cart: Cart, variant_id: int, quantity: int, wish: str = "") -> CartLine:
    """Put so many more of a variant in, with this personal wish. Raises NotFound, CannotAdd."""
    good = sellable({variant_id}).get(variant_id)
    if good is None or good.kind in BESIDE:
        raise NotFound
    if not good.on_sale or good.stock == 0:
        raise CannotAdd(_("“%(name)s” cannot be ordered at the moment.", name=good.name))
    text = rules.read_wish(wish, good.personal_most) if good.personal_most else ""
    if text is None:
        raise CannotAdd(
            _("Write your wish in at most %(most)s letters.", most=str(good.personal_most))
        )
    same = [line for line in cart.lines if line.variant_id == variant_id]
    already = sum(line.quantity for line in same)
    if already + quantity > good.stock:
        raise CannotAdd(
            _(
                "Only %(left)s of “%(name)s” are left; %(here)s lie in your cart already.",
                left=str(good.stock),
                name=good.name,
                here=str(already),
            )
        )
    line = next((line for line in same if line.personalisation == text), None)
    if line is None:
        line = CartLine(
            variant_id=variant_id,
            quantity=quantity,
            seen_price_minor=good.price_minor,
            personalisation=text,
            extras={},
        )
        cart.lines.append(line)
    else:
        line.quantity = min(rules.MOST, line.quantity + quantity)
        line.seen_price_minor = good.price_minor
    cart.touched_at = clock.now()
    db.session.flush()
    return line


def set_quantity(cart: Cart, line_id: int, quantity: int) -> None:
    """Say how many of a line are wanted. Raises NotFound, CannotAdd."""
    line = _line(cart, line_id)
    good = sellable({line.variant_id})[line.variant_id]
    others = sum(o.quantity for o in cart.lines if o.variant_id == line.variant_id and o != line)
    if quantity + others > good.stock and quantity > line.quantity:
        raise CannotAdd(
            _("Only %(left)s of “%(name)s” are left.", left=str(good.stock), name=good.name)
        )
    line.quantity = quantity
    line.seen_price_minor = good.price_minor
    cart.touched_at = clock.now()
    db.session.flush()


def remove(cart: Cart, line_id: int) -> None:
    """Take a line out. Raises NotFound."""
    cart.lines.remove(_line(cart, line_id))
    cart.touched_at = clock.now()
    db.session.flush()


def _line(cart: Cart, line_id: int) -> CartLine:
    for line in cart.lines:
        if line.id == line_id:
            return line
    raise NotFound


def tick_extra(cart: Cart, line_id: int, variant_id: int, at: datetime) -> None:
    """The buyer ticked this beside a line, at this moment (art. 19(1)). Raises NotFound."""
    line = _line(cart, line_id)
    line.extras = {**line.extras, str(variant_id): at.isoformat(timespec="seconds")}
    db.session.flush()


def untick_extra(cart: Cart, line_id: int, variant_id: int) -> None:
    """The buyer takes it out again. Raises NotFound."""
    line = _line(cart, line_id)
    line.extras = {key: at for key, at in line.extras.items() if key != str(variant_id)}
    db.session.flush()


def give(cart: Cart, amount_minor: int) -> None:
    """The donation on top, in kuruş; 0 takes it out."""
    cart.donation_minor = amount_minor
    db.session.flush()


def deliver_to(cart: Cart, plate: int | None) -> None:
    """Remember the province where it should go."""
    cart.province = plate
    db.session.flush()


def keep_draft(cart: Cart, typed: dict[str, str]) -> None:
    """Remember what was typed at checkout, so that nothing is lost."""
    cart.draft = {**cart.draft, **typed}
    cart.touched_at = clock.now()
    db.session.flush()


def note_prices(cart: Cart) -> None:
    """Today's prices have been shown: they are what the cart compares with from now on."""
    goods = sellable({line.variant_id for line in cart.lines})
    for line in cart.lines:
        if line.variant_id in goods:
            line.seen_price_minor = goods[line.variant_id].price_minor
    db.session.flush()


def empty(cart_id: int, ordered: set[tuple[int, str]]) -> None:
    """What has been ordered (variant and wish) leaves the cart, and the donation with it.

    The typed address stays for the next time.
    """
    db.session.execute(
        delete(CartLine).where(
            CartLine.cart_id == cart_id,
            tuple_(CartLine.variant_id, CartLine.personalisation).in_(ordered),
        )
    )
    db.session.execute(update(Cart).where(Cart.id == cart_id).values(donation_minor=0))


def merge(token: str | None, shopper_id: int) -> None:
    """At log-in this browser's cart joins the member's own; nothing is lost."""
    own = queries.cart_here(None, shopper_id)
    here = queries.cart_here(token, shopper_id)
    if here is None or here is own or (own is not None and here.id == own.id):
        return
    if own is None:
        here.shopper_id = shopper_id
        db.session.flush()
        return
    known = {(line.variant_id, line.personalisation): line for line in own.lines}
    for line in list(here.lines):
        mine = known.get((line.variant_id, line.personalisation))
        if mine is None:
            own.lines.append(
                CartLine(
                    variant_id=line.variant_id,
                    quantity=line.quantity,
                    seen_price_minor=line.seen_price_minor,
                    personalisation=line.personalisation,
                    extras=dict(line.extras),
                )
            )
        else:
            mine.quantity = min(rules.MOST, max(mine.quantity, line.quantity))
    own.draft = {**own.draft, **here.draft}
    own.province = here.province or own.province
    db.session.delete(here)
    db.session.flush()


def forget_old() -> int:
    """Carts not touched for 30 days go, with what was typed in them (N5)."""
    old = db.session.query(Cart).filter(Cart.touched_at < clock.now() - CART_LASTS).limit(500).all()
    for cart in old:
        db.session.delete(cart)
    db.session.flush()
    return len(old)
