"""What tests of card payments by Stripe share."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.catalogue.models import Product
from app.extensions import db
from app.kernel import transactions
from app.orders.models import Order
from app.payments.models import PaymentAttempt
from app.payments.services import settling
from tests.payments.refunding import hurry_commands
from tests.shopping import newest_order, place
from tests.stripe_double import Double


def attempt() -> PaymentAttempt:
    """The only attempt, as it stands now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(PaymentAttempt)).one()


def bought(visitor: FlaskClient, stripe: Double, product: Product, quantity: int = 1) -> Order:
    """An order paid by card and captured."""
    _order, token = place(visitor, product, quantity)
    ref = newest_attempt().provider_ref
    assert ref
    stripe.books.pay(ref)
    visitor.get(f"/en/checkout/return/{token}")
    hurry_commands()
    return newest_order()


def newest_attempt() -> PaymentAttempt:
    """The attempt that was started last."""
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalars(select(PaymentAttempt).order_by(PaymentAttempt.id.desc())).first()
    assert found is not None
    return found


def tell(
    visitor: FlaskClient, stripe: Double, kind: str = "checkout.session.completed", **how: Any
) -> int:
    """Stripe sends the shop a signed word; how the shop answers."""
    about = how.pop("about", None) or stripe.books.sessions[str(attempt().provider_ref)]
    body, headers = stripe.books.notification(kind, about, **how)
    return visitor.post("/webhooks/stripe", data=body, headers=headers).status_code


def ask_about_what_is_quiet() -> None:
    """The timer asks after payments of which nothing was heard."""
    for row in db.session.scalars(select(PaymentAttempt)):
        row.started_at = row.started_at.replace(year=row.started_at.year - 1)
    transactions.save()
    settling.reconcile()
