"""The API of the bank, for the shop."""

from sqlite3 import Connection, Row

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from demo_provider import api, fields, movements, payments
from demo_provider.bank import bank
from demo_provider.idempotency import Answer
from demo_provider.origins import may_notify, may_return

blueprint = api.for_the_shop(Blueprint("views", __name__, url_prefix="/api/payments"))
movements_blueprint = api.for_the_shop(
    Blueprint("movements", __name__, url_prefix="/api/movements")
)


@blueprint.post("")
def create() -> ResponseReturnValue:
    body = fields.json_body()
    wanted = payments.NewPayment(
        reference=fields.text(body, "reference", most=64),
        amount_minor=fields.amount(body),
        currency=fields.currency(body),
        description=fields.text(body, "description", least=0, most=200),
        return_url=fields.text(body, "return_url", most=2000),
        notify_url=fields.text(body, "notify_url", most=2000),
        language=fields.text(body, "language", least=2, most=20),
        expires_at=fields.moment(body, "expires_at"),
    )
    if not may_return(wanted.return_url, bank().config.shop_origin):
        raise fields.invalid("return_url", "must be on the shop's origin")
    if not may_notify(wanted.notify_url, bank().config.shop_origin):
        raise fields.invalid("notify_url", "must be on the shop's host")
    return api.change(
        "create", body, lambda books: _shown(books, payments.create(books, wanted), 201)
    )


@blueprint.get("/<payment_id>")
def status(payment_id: str) -> ResponseReturnValue:
    def read() -> dict[str, object]:
        payment = payments.as_it_stands(bank().store, payment_id)
        with bank().store.reading() as books:
            return _shown(books, payment)[1]

    return api.look("status", read)


@blueprint.post("/<payment_id>/capture")
def capture(payment_id: str) -> ResponseReturnValue:
    body = fields.json_body()
    amount = fields.amount(body)
    return api.change(
        "capture", body, lambda books: _shown(books, payments.capture(books, payment_id, amount))
    )


@blueprint.post("/<payment_id>/void")
def void(payment_id: str) -> ResponseReturnValue:
    body = fields.json_body()
    return api.change("void", body, lambda books: _shown(books, payments.void(books, payment_id)))


@blueprint.post("/<payment_id>/expire")
def expire(payment_id: str) -> ResponseReturnValue:
    body = fields.json_body()
    return api.change(
        "expire", body, lambda books: _shown(books, payments.expire(books, payment_id))
    )


@blueprint.post("/<payment_id>/refund")
def refund(payment_id: str) -> ResponseReturnValue:
    body = fields.json_body()
    amount = fields.amount(body)
    key = fields.text(body, "key", most=200)

    def work(books: Connection) -> Answer:
        made, is_new = payments.refund(books, payment_id, amount, key)
        return 201 if is_new else 200, payments.refund_as_json(made)

    return api.change("refund", body, work)


@movements_blueprint.get("")
def list_movements() -> ResponseReturnValue:
    """What moved on the shop's balance since a moment (`since`, seconds)."""
    moment = request.args.get("since", "0")
    if not moment.isdigit():
        raise fields.invalid("since", "must be whole seconds")

    def read() -> dict[str, object]:
        with bank().store.reading() as books:
            return {"movements": movements.since(books, float(moment))}

    return api.look("movements", read)


def _shown(books: Connection, payment: Row, status: int = 200) -> Answer:
    path = url_for("pages.pay", payment_id=payment["id"])
    own = bank().config.origin
    url = own + path if own else url_for("pages.pay", payment_id=payment["id"], _external=True)
    return status, payments.as_json(books, payment, url)
