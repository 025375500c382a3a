"""A process of the shop that dies at one place: `python -m tests.payments.killed` with its wish.

It does one step of an order with the real pages and services, on the same database and the same
provider as the test that started it, and is killed (SIGKILL) before or after one function.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from stripe import RefundService

from app import create_app
from app.catalogue.models import Product
from app.config import Deployment
from app.extensions import db
from app.kernel import clock, crypto
from app.orders.models import Order
from app.payments.gateway.stripe import StripeGateway
from app.payments.models import PaymentAttempt
from app.payments.services import confirming, settling
from tests.conftest import Browser
from tests.payments.refunding import end
from tests.shopping import place

Point = tuple[Any, str, str, str]
POINTS: dict[str, Point] = {
    "ordered, the provider not asked": (StripeGateway, "start", "before", "order"),
    "the page is open, its number not kept": (StripeGateway, "start", "after", "order"),
    "paid, nothing formed": (settling, "apply", "before", "come back"),
    "formed, nothing saved": (settling, "apply", "after", "come back"),
    "formed, the money not asked for": (StripeGateway, "capture", "before", "come back"),
    "the money is taken, nobody heard": (StripeGateway, "capture", "after", "come back"),
    "the word is kept, nothing followed": (settling, "note_notification", "after", "be told"),
    "the word was followed, nothing saved": (settling, "apply", "after", "be told"),
    "a refund is written, nobody asked": (StripeGateway, "refund", "before", "lose the jar"),
    "a refund is made, not asked after": (
        RefundService,
        "retrieve",
        "before",
        "lose the jar",
    ),
    "the money went back, nobody heard": (StripeGateway, "refund", "after", "lose the jar"),
    "the refund is confirmed, not saved": (confirming, "confirm", "after", "lose the jar"),
}


def kill_at(point: Point) -> None:
    """From now on this process dies there."""
    owner, name, when, _step = point
    living = getattr(owner, name)

    def dying(*arguments: Any, **named: Any) -> None:
        if when == "after":
            living(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, dying)


def order(client: Browser, _wish: dict[str, Any]) -> None:
    """The shopper fills the cart and presses the order button."""
    place(client, db.session.scalars(select(Product)).one())


def come_back(client: Browser, _wish: dict[str, Any]) -> None:
    """She comes back from the provider's page."""
    attempt = db.session.scalars(select(PaymentAttempt)).one()
    token = crypto.decrypt(attempt.return_cipher)
    db.session.rollback()
    client.get(f"/en/checkout/return/{token}")


def be_told(client: Browser, wish: dict[str, Any]) -> None:
    """The provider's word comes in."""
    client.post("/webhooks/stripe", data=wish["body"].encode(), headers=wish["headers"])


def lose_the_jar(_client: Browser, _wish: dict[str, Any]) -> None:
    """What was bought is lost on the way, and its money goes back."""
    end(db.session.scalars(select(Order)).one().suborders[0], "lost", "2026-03-02")


STEPS: dict[str, Callable[[Browser, dict[str, Any]], None]] = {
    "order": order,
    "come back": come_back,
    "be told": be_told,
    "lose the jar": lose_the_jar,
}


def main() -> None:
    """Do the wished step and die in it; living on is an error of its own."""
    wish = json.loads(sys.argv[1])
    keys = tuple(wish["deployment"].pop("secret_keys"))
    app = create_app(
        Deployment(secret_keys=keys, **wish["deployment"]), TESTING=True, QUICK_HASHES=True
    )
    app.test_client_class = Browser
    app.extensions["gateway"] = StripeGateway(*wish["stripe"])
    moment = datetime.fromisoformat(wish["moment"])
    clock.now = lambda: moment
    with app.app_context():
        kill_at(POINTS[wish["point"]])
        STEPS[POINTS[wish["point"]][3]](app.test_client(), wish)
    sys.exit("it lived on")


if __name__ == "__main__":
    main()
