"""What a shopper does, step by step, through the pages."""

import json
import re

from flask.testing import FlaskClient
from sqlalchemy import select

from app.catalogue.models import Product
from app.extensions import db
from app.orders.models import Order
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from tests.bank import Bank
from tests.page import Page

ADDRESS = {
    "name": "Elif Yalın",
    "email": "elif@example.org",
    "phone": "0555 000 00 00",
    "province": "35",
    "district": "35:Urla",
    "street": "Bahçelievler Mah. Çınar Sok. 12/5",
    "postcode": "35460",
}


def fill_cart(client: FlaskClient, product: Product, quantity: int = 1) -> None:
    answer = client.post(
        "/en/cart/add", data={"variant": product.variants[0].id, "quantity": quantity}
    )
    assert answer.status_code == 303, Page(answer).errors


def to_review(client: FlaskClient, means: str = "card", **address: str) -> Page:
    """Address and delivery are given; returns the review page."""
    answer = client.post("/en/checkout/address", data=ADDRESS | address)
    assert answer.status_code == 303, Page(answer).errors
    answer = client.post("/en/checkout/delivery", data={"means": means})
    assert answer.status_code == 303, Page(answer).text
    return Page(client.get("/en/checkout/review"))


def review_form(page: Page) -> dict[str, str]:
    """What the order button sends, with the box ticked."""
    fields = {
        str(tag["name"]): str(tag["value"])
        for tag in page.soup.select("form[action$='/checkout/review'] input[type=hidden]")
    }
    return fields | {"preinfo": "yes"}


def press_button(client: FlaskClient, page: Page) -> str:
    """Order; returns the return token of the payment attempt."""
    answer = client.post("/en/checkout/review", data=review_form(page))
    assert answer.status_code == 303, Page(answer).text
    found = re.search(r"/checkout/pay/([\w-]+)$", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return found[1]


def place(client: FlaskClient, product: Product, quantity: int = 1) -> tuple[Order, str]:
    """Everything up to the provider's page."""
    fill_cart(client, product, quantity)
    token = press_button(client, to_review(client))
    return newest_order(), token


def buy(client: FlaskClient, bank: Bank, product: Product, quantity: int = 1) -> Order:
    """A paid order, formed by the return from the provider."""
    _order, token = place(client, product, quantity)
    bank.approve(f"pay_{len(bank.payments)}")
    client.get(f"/en/checkout/return/{token}")
    order = newest_order()
    client.get(f"/en/checkout/done/{order.reference}")
    return order


def notify(client: FlaskClient, ref: str, event: str = "evt_1", signature: str = "right") -> int:
    """The provider tells the shop."""
    body = json.dumps({"event_id": event, "type": "payment.authorised", "payment_id": ref})
    return client.post(
        "/webhooks/demo", data=body, headers={"Demo-Signature": signature}
    ).status_code


def newest_order() -> Order:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Order).order_by(Order.id.desc()).limit(1)).one()


def deliver(order: Order, day: str) -> None:
    """Every supplier sends everything; it is received on this civil day (dispatch: today)."""
    from datetime import date

    from app.orders.models import ReceiptSource

    for suborder in order.suborders:
        shipment = fulfilment.dispatch(
            suborder,
            "Deniz Kargo",
            "DK 1",
            {line.id: line.ordered for line in suborder.lines},
            Actor("SU", "1"),
        )
        db.session.commit()
        fulfilment.record_receipt(
            shipment, ReceiptSource.CARRIER, date.fromisoformat(day), Actor("SU", "1")
        )
    db.session.commit()
