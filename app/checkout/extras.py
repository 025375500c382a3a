"""What is ticked beside the goods: each by the buyer's own hand, never beforehand (art. 19)."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.cart import queries as carts
from app.cart import services as cart_services
from app.cart.models import Cart
from app.catalogue.queries import sellable
from app.catalogue.queries.offers import offered_with
from app.kernel import clock
from app.kernel.errors import Refused
from app.settings import queries as settings
from app.web.logs import log

MOST_GIVEN_LIRA = 100_000


class NotAnAmount(Refused):
    """What was typed as a donation is no amount in whole lira."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An extra beside one line: what the page shows, and whether it has been ticked already."""

    key: str
    name: str
    lead: str
    beside: str
    party: str
    price_minor: int
    chosen: bool


def offers_for(cart: Cart) -> list[Offered]:
    """Everything offered with what lies in the cart, line by line; nothing of it is ticked."""
    lines = [line for group in carts.view_of(cart).groups for line in group.lines]
    variants = offered_with({line.good.product_id for line in lines})
    goods = sellable({variant for offered in variants.values() for variant in offered})
    return [
        Offered(
            key=f"{line.id}:{variant_id}",
            name=goods[variant_id].name,
            lead=_about(goods[variant_id].qualities),
            beside=_beside(line),
            party=(goods[variant_id].party or {}).get("name", ""),
            price_minor=goods[variant_id].price_minor * line.quantity,
            chosen=any(extra.good.variant_id == variant_id for extra in line.extras),
        )
        for line in lines
        for variant_id in variants.get(line.good.product_id, [])
        if goods[variant_id].on_sale and goods[variant_id].stock >= line.quantity
    ]


def _about(qualities: list[list[str]]) -> str:
    return "; ".join(f"{label}: {value}" for label, value in qualities)


def _beside(line: carts.LineView) -> str:
    own = f", “{line.personalisation}”" if line.personalisation else ""
    return f"{line.quantity} × {line.good.name}{own}"


def tick(cart: Cart, keys: list[str]) -> int:
    """Put what was ticked beside its lines. What is not offered is dropped and logged (DC-19.1).

    Returns how many were new.
    """
    offered = {offer.key: offer for offer in offers_for(cart)}
    new = 0
    for key in keys:
        if key not in offered:
            log.warning("extra not offered", dropped=key[:40])
            continue
        if not offered[key].chosen:
            line_id, _colon, variant_id = key.partition(":")
            cart_services.tick_extra(cart, int(line_id), int(variant_id), clock.now())
            new += 1
    return new


def untick(cart: Cart, key: str) -> None:
    """Take an extra, or the donation, out again."""
    if key == "donation":
        cart_services.give(cart, 0)
        return
    line_id, _colon, variant_id = key.partition(":")
    if line_id.isdigit() and variant_id.isdigit():
        cart_services.untick_extra(cart, int(line_id), int(variant_id))


def give(cart: Cart, typed: str) -> bool:
    """Add a donation in whole lira; nothing typed, or none taken here: nothing. NotAnAmount."""
    text = typed.strip()
    if not text or not settings.flag("donation_enabled"):
        if text:
            log.warning("extra not offered", dropped="donation")
        return False
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 6):
        raise NotAnAmount(_("Write the donation in whole lira, such as 20."))
    if not 1 <= int(text) <= MOST_GIVEN_LIRA:
        raise NotAnAmount(_("Write the donation in whole lira, such as 20."))
    cart_services.give(cart, int(text) * 100)
    return True
