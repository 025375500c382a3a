"""A shop that is alive: the demo's past orders, through the same services as everybody's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.accounting import reconciling
from app.accounts.models import Shopper
from app.cart import services as carts
from app.catalogue.models import Variant
from app.checkout import services as checkout
from app.conversations import services as conversations
from app.conversations.models import Side
from app.demo_seed import invoices
from app.demo_seed.bank import BankAtHand
from app.extensions import db
from app.kernel import clock, transactions
from app.orders.models import Order, OrderLine, ReceiptSource, SubOrder
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.orders.services.lots import Packed
from app.payments import queries as payments
from app.payments.services import settling
from app.returns.models import Case, Inspection, Statement
from app.returns.services import arrivals, goods, statements
from app.returns.services.arrivals import Arrival
from app.returns.services.quantities import Wish
from app.returns.services.statements import Words
from app.web import turkish
from app.web.language import speaking
from demo import people
from demo.trade import ELIF, LOST_STATEMENT, QUESTION, STORIES, Story

MAKER = Actor("SU", "demo")
DESK = "demo"
FOOD = ("G", "ML")


def tell_all() -> int:
    """Live every story of the demo, oldest first; returns how many orders there are now."""
    kept = current_app.extensions["gateway"]
    current_app.extensions["gateway"] = bank = BankAtHand()
    try:
        with speaking("tr"):
            for place, story in enumerate(STORIES):
                _live(story, place, bank)
            _ask(_newest_order())
            statements.declare(_words(*LOST_STATEMENT, nonce="lost"), None)
            transactions.save()
            reconciling.tonight()
    finally:
        current_app.extensions["gateway"] = kept
    return len(STORIES)


def _live(story: Story, place: int, bank: BankAtHand) -> None:
    with days_ago(story.ordered):
        order = _order(story, place, bank)
    for suborder in order.suborders:
        _send(suborder, story)
    if story.gives_up is None:
        return
    line = order.suborders[0].lines[0]
    with days_ago(story.gives_up):
        words = _words(order.name, order.email, order.reference, nonce=order.reference)
        statements.withdraw(order, words, {line.id: Wish(story.back, "no")})
    for case in _cases_of(order):
        _take_back(case, story)


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """So many days back at about this time of day; what was done there is kept."""
    with clock.earlier(timedelta(days=days, minutes=40)):
        yield
        transactions.save()


def _order(story: Story, place: int, bank: BankAtHand) -> Order:
    """From the cart to the paid order, as a guest or as the demo's member."""
    shopper = _member() if story.buyer == ELIF else None
    cart, _token = carts.open_cart(None)
    for sku, quantity in story.goods:
        variant = db.session.scalars(select(Variant).where(Variant.sku == sku)).one()
        carts.add(cart, variant.id, quantity)
    checkout.keep_address(cart, _address(story, place))
    order = checkout.prepare_review(cart, shopper)
    checkout.place_order(order, cart, shopper, order.information_sha256 or "", True)
    transactions.save()
    attempt = payments.attempts_of(order.id)[-1]
    ref = attempt.provider_ref or ""
    bank.approve(ref)
    settling.apply(attempt, settling.ask(attempt.provider, ref))
    return order


def _member() -> int:
    key = people.SHOPPER.email
    return db.session.scalars(select(Shopper.id).where(Shopper.email_key == key)).one()


def _address(story: Story, place: int) -> dict[str, str]:
    mail = people.SHOPPER.email
    return {
        "name": story.buyer,
        "email": mail if story.buyer == ELIF else f"{turkish.slug(story.buyer)}@example.org",
        "phone": f"+9055500001{place:02}",
        "province": str(story.province),
        "district": f"{story.province}:{story.district}",
        "street": f"Çınar Sok. {place + 3}/2",
        "postcode": "",
        "note": "",
    }


def _send(suborder: SubOrder, story: Story) -> None:
    """The maker accepts, hands over, and the carrier reports the day of receipt."""
    if story.accepted is not None:
        with days_ago(story.accepted):
            fulfilment.accept(suborder, MAKER)
    if story.sent is not None:
        with days_ago(story.sent):
            pieces = {line.id: line.ordered for line in suborder.lines}
            number = f"DK 0000 {suborder.id:03} 417"
            lots = {line.id: _lot(line) for line in suborder.lines if line.sku.endswith(FOOD)}
            parcel = fulfilment.dispatch(
                suborder, "Deniz Kargo", number, pieces, MAKER, packed=lots
            )
            if story.invoiced:
                invoices.write(suborder, MAKER)
        if story.arrived is not None:
            with days_ago(story.arrived):
                day = clock.today()
                fulfilment.record_receipt(parcel, ReceiptSource.CARRIER, day, MAKER)


def _lot(line: OrderLine) -> Packed:
    """The jars of one day are one lot, good for half a year."""
    day = clock.today()
    return Packed((f"{line.sku[:3]}-{day:%y%m}",), day + timedelta(days=180))


def _ask(order: Order) -> None:
    """A buyer asks about the first part of an order, and waits for the answer."""
    conversations.write(order.suborders[0], Side.SHOPPER, QUESTION, None, "demo", None)


def _newest_order() -> Order:
    return db.session.scalars(select(Order).order_by(Order.id.desc()).limit(1)).one()


def _words(name: str, email: str, order_text: str, nonce: str) -> Words:
    return Words(name, email, order_text, "", "", "tr", nonce)


def _cases_of(order: Order) -> list[Case]:
    mine = select(Case).join(Statement).where(Statement.order_id == order.id)
    return list(db.session.scalars(mine))


def _take_back(case: Case, story: Story) -> None:
    """The desk approves, the maker counts and looks at what came back."""
    if story.approved is not None:
        with days_ago(story.approved):
            goods.approve_goods_back(case, DESK)
    if story.counted is not None:
        with days_ago(story.counted):
            whole = {part.id: Arrival(part.dispatched, 0, 0) for part in case.lines}
            arrivals.record_arrival(case, whole, "SU:demo")
            arrivals.inspect(case, Inspection.OK, "SU:demo")
            if story.corrected:
                invoices.write(case.suborder, MAKER, case.number)
