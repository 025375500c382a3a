"""Order failures in advance; exists only when the bank was started for tests."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from demo_provider import api, faults, fields
from demo_provider.bank import bank

blueprint = api.for_the_shop(Blueprint("testing", __name__, url_prefix="/api/testing"))


@blueprint.post("/next")
def order_fault() -> ResponseReturnValue:
    body = {"times": 1, "seconds": 10, **fields.json_body()}
    endpoint = fields.one_of(body, "endpoint", faults.ENDPOINTS)
    kind = fields.one_of(body, "fault", faults.FAULTS)
    times = fields.whole(body, "times", most=1000)
    seconds = body["seconds"]
    if not isinstance(seconds, int | float) or not 0 <= seconds <= 60:
        raise fields.invalid("seconds", "must be a number from 0 to 60")
    with bank().store.writing() as books:
        faults.order(books, endpoint, faults.Fault(kind, float(seconds)), times)
    return "", 204
