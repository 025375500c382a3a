"""From a filled cart to an order that waits for its money."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from app.cart import queries as carts
from app.cart import services as cart_services
from app.cart.models import Cart
from app.catalogue.kinds import ProductKind
from app.catalogue.queries import Sellable, sellable
from app.checkout import drafts, invoicing, shown
from app.contracts import information
from app.contracts import queries as documents
from app.contracts.documents import Document
from app.contracts.services import keeping
from app.kernel import clock
from app.kernel.errors import Conflict, Refused, ShopClosed
from app.law import information as law
from app.law import rule_sets
from app.orders.lines import lines_of
from app.orders.models import Order
from app.orders.services import review
from app.orders.services.review import Buyer, InformationStale, SubOrderDraft
from app.payments.services import attempts
from app.settings import queries as settings
from app.suppliers.models import Supplier
from app.suppliers.queries import DeliveryChoice, without_parcel
from app.suppliers.sellers import told
from app.suppliers.tariffs import Band, flat
from app.web import language as languages
from app.web import places


class CartBlocked(Conflict):
    """Something in the cart must be settled first."""


class NotConfirmed(Refused):
    """The box beside the information is not ticked (art. 7(1))."""


@dataclass(frozen=True, slots=True)
class Address:
    """The typed address, valid; `plate` is the province's number."""

    name: str
    email: str
    phone: str
    plate: int
    district: str
    street: str
    postcode: str | None
    note: str | None


def refuse_while_closed() -> None:
    """Nothing is sold while the operator's identity is incomplete (DC-5.1.c)."""
    if settings.missing_identity():
        raise ShopClosed(_("The shop is not open yet: the operator's details are incomplete."))
    if not current_app.config["PAYMENT_PAGES"]:
        raise ShopClosed(_("The shop is not open yet: it has no way to take payments."))


def address_of(cart: Cart) -> Address | None:
    """The address kept with the cart, when it is whole."""
    draft = cart.draft
    needed = ("name", "email", "phone", "province", "district", "street")
    if not all(draft.get(part) for part in needed):
        return None
    plate = int(draft["province"])
    district = draft["district"].partition(":")[2]
    if not places.is_district(plate, district):
        return None
    return Address(
        name=draft["name"],
        email=draft["email"],
        phone=draft["phone"],
        plate=plate,
        district=district,
        street=draft["street"],
        postcode=draft.get("postcode") or None,
        note=draft.get("note") or None,
    )


def keep_address(cart: Cart, typed: dict[str, str]) -> None:
    """Keep a valid address with the cart; its province decides the deliveries."""
    cart_services.keep_draft(cart, typed)
    cart_services.deliver_to(cart, int(typed["province"]))


def prepare_review(cart: Cart, shopper_id: int | None) -> Order:
    """Build the order as it stands now, its information document, and keep both (DC-5.1).

    Raises CartBlocked, ShopClosed.
    """
    refuse_while_closed()
    buyer, parts = _basis(cart, shopper_id)
    order = review.open_review(buyer, parts)
    stored = keeping.store_information(order)
    refuse_incomplete(order, documents.document(stored[order.language]))
    review.show_information(order, stored[order.language], stored[languages.DEFAULT])
    cart_services.note_prices(cart)
    return order


def refuse_incomplete(order: Order, document: Document) -> None:
    """Art. 5(1): while an item is missing no order is possible. Raises CartBlocked."""
    exempt = any(line.wd_code != "none" for line in lines_of(order))
    digital = any(line.kind is ProductKind.DIGITAL for line in lines_of(order))
    provided = information.provided(order, document)
    missing = law.missing_items(provided, exempt=exempt, digital=digital)
    if missing:
        raise CartBlocked(
            _("The maker has not yet given everything the law asks to be told before an order.")
        )


def is_current(order: Order, cart: Cart, shopper_id: int | None) -> bool:
    """Whether what was shown is still what would be shown now."""
    try:
        buyer, parts = _basis(cart, shopper_id)
    except (CartBlocked, ShopClosed):
        return False
    rules = rule_sets.rule_set_for(clock.today(), settings.text("rule_set"))
    if order.rule_set != rules.key:  # the law changed at midnight: it is told anew
        return False
    return order.terms["basis"] == review.basis_of(buyer, parts)


def place_order(
    order: Order, cart: Cart, shopper_id: int | None, document: str, ticked: bool
) -> str:
    """Confirm the information and press the button, in one request (machine 4.3).

    Returns the return token of the payment attempt. Raises NotConfirmed, InformationStale, SoldOut.
    """
    if not is_current(order, cart, shopper_id):
        raise InformationStale(
            _("Something has changed since you read this page. Please read it again and confirm.")
        )
    if not ticked:
        raise NotConfirmed(
            _("Tick the box to confirm that you have obtained the information above.")
        )
    review.confirm_information(order, document)
    review.place(order, shown.before_the_button(order))
    _attempt, token = attempts.start_attempt(order)
    return token


def _basis(cart: Cart, shopper_id: int | None) -> tuple[Buyer, list[SubOrderDraft]]:
    address = address_of(cart)
    view = carts.view_of(cart)
    if address is None or not view.groups or view.blocked:
        raise CartBlocked(_("Something in your cart needs your attention first."))
    buyer = Buyer(
        name=address.name,
        email=address.email,
        email_key=address.email.casefold(),
        phone=address.phone,
        province=places.province_name(address.plate),
        district=address.district,
        street=address.street,
        postcode=address.postcode,
        note=address.note,
        language=languages.current(),
        shopper_id=shopper_id,
        cart_id=cart.id,
        donation_minor=view.donation_minor,
        means=_means(cart),
        invoice=invoicing.wish_of(cart),
    )
    ids = {line.good.variant_id for group in view.groups for line in group.lines}
    ids |= {e.good.variant_id for g in view.groups for line in g.lines for e in line.extras}
    in_languages = {code: sellable(ids, code) for code in ("tr", "en")}
    return buyer, [_draft(group, in_languages) for group in view.groups]


def _means(cart: Cart) -> str:
    """As chosen; a transfer only while there is an account for it."""
    by_transfer = cart.draft.get("means") == "transfer" and settings.text("transfer_iban")
    return "transfer" if by_transfer else "card"


def _draft(group: carts.GroupView, goods: dict[str, dict[int, Sellable]]) -> SubOrderDraft:
    assert group.choice is not None
    return SubOrderDraft(
        supplier_id=group.supplier.id,
        seller=told(group.supplier),
        delivery=_delivery(group.supplier, group.choice),
        delivery_kind=group.choice.kind,
        delivery_minor=group.fee_minor,
        delivery_tariff_minor=group.choice.flat_minor,
        delivery_free_from_minor=group.choice.tariff.free_from_minor,
        delivery_bands=_bands(group.choice),
        delivery_vat_bp=group.choice.vat_bp,
        lead_days=group.lead_days,
        lines=drafts.lines_of(group, goods),
    )


def _bands(choice: DeliveryChoice) -> tuple[Band, ...]:
    """The fees by weight that the order keeps; none where one fee holds for all."""
    bands = choice.tariff.bands
    return () if bands == flat(choice.flat_minor) else bands


def _delivery(supplier: Supplier, choice: DeliveryChoice) -> dict[str, object]:
    if choice.kind == "none":
        return {
            "name": drafts.in_every_language(lambda: without_parcel().name),
            "cold_chain": False,
        }
    method = next(m for m in supplier.delivery_methods if m.id == choice.id)
    return {
        "method": method.id,
        "name": method.name,
        "carrier": method.carrier,
        "address": method.address,
        "hours": method.hours,
        "weekdays": list(method.weekdays),
        "cold_chain": method.cold_chain,
    }
