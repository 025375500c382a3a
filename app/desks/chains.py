"""To whose chain of evidence a number belongs: an order's, or a statement's that found none yet."""

from sqlalchemy import select

from app.extensions import db
from app.helpdesk.models import Request
from app.orders.models import Order
from app.payments.models import Refund
from app.returns.models import Statement

WHOLE = len("M-7K2M-9CDX-4")


def subject_of(about: str) -> str:
    """The chain in which facts about this order, sub-order, statement, case or refund are kept."""
    number = about[:WHOLE]
    if number.startswith("R-"):
        return _order_of_statement(number) or number
    if number.startswith("B-"):
        return _order_of_request(number) or number
    if number.startswith("P-"):
        return _order_of_refund(number) or number
    return number if number.startswith("M-") else about


def _order_of_statement(number: str) -> str | None:
    return db.session.scalar(
        select(Order.reference)
        .join(Statement, Statement.order_id == Order.id)
        .where(Statement.number == number)
    )


def _order_of_request(number: str) -> str | None:
    return db.session.scalar(
        select(Order.reference)
        .join(Request, Request.order_id == Order.id)
        .where(Request.number == number)
    )


def _order_of_refund(number: str) -> str | None:
    return db.session.scalar(
        select(Order.reference)
        .join(Refund, Refund.order_id == Order.id)
        .where(Refund.number == number)
    )
