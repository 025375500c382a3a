"""The process is killed at each place where money could be lost or taken twice."""

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.contracts.models import Contract
from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import clock
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.orders.models import OrderState
from app.payments.models import PaymentCommand, Refund
from app.payments.services import delivery, settling
from tests.builders import a_product
from tests.payments.by_card import attempt
from tests.payments.killed import POINTS, STEPS
from tests.shopping import newest_order

pytestmark = pytest.mark.usefixtures("open_shop")
ROOT = Path(__file__).resolve().parents[2]


class Course:
    """An order from the cart to the refund; one step of it happens in a process that dies."""

    def __init__(self, app, stripe, deployment, today):
        self.app, self.stripe, self.deployment, self.today = app, stripe, deployment, today
        self.minute = 0
        self.later()

    def later(self) -> None:
        """Some minutes pass: leases end, what failed is due again."""
        self.minute += 10
        self.today(f"2026-03-02 {10 + self.minute // 60:02}:{self.minute % 60:02}:00")

    def recover(self) -> None:
        """The timers run, as in any other process of the shop."""
        for _round in range(2):
            self.later()
            delivery.deliver_due()
            settling.reconcile()
            delivery.deliver_due()

    def wish(self, point: str) -> dict[str, object]:
        """What the dying process is told."""
        books = self.stripe.books
        told = {
            "deployment": asdict(self.deployment),
            "stripe": [books.key, books.secret, self.stripe.address],
            "moment": clock.now().isoformat(),
            "point": point,
        }
        if POINTS[point][3] == "be told":
            session = books.sessions[attempt().provider_ref]
            body, headers = books.notification("checkout.session.completed", session)
            told |= {"body": body.decode(), "headers": headers}
        return told

    def die(self, point: str) -> None:
        """Its step, in a process of its own that is killed there."""
        wish = self.wish(point)
        db.session.remove()
        died = subprocess.run(
            [sys.executable, "-m", "tests.payments.killed", json.dumps(wish)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert died.returncode == -signal.SIGKILL, died.stderr[-2000:]

    def go(self, step: str) -> None:
        """A step in this process."""
        STEPS[step](self.app.test_client(), {})


@pytest.fixture
def course(open_shop, stripe, deployment, today):
    return Course(open_shop, stripe, deployment, today)


@pytest.mark.parametrize("point", POINTS)
def test_killed_there_it_is_still_one_charge_one_order_one_refund(course, stripe, point):
    a_product()
    steps = ["order", "come back", "lose the jar"]
    deadly = POINTS[point][3]
    for step in steps:
        here = step == deadly or (step == "come back" and deadly == "be told")
        if step == "come back":
            stripe.books.pay(attempt().provider_ref)
        if here:
            course.die(point)
        else:
            course.go(step)
        course.recover()

    order = newest_order()
    total = order.total_minor
    assert order.state in {OrderState.FORMED, OrderState.CLOSED}
    (intent,) = stripe.books.intents.values()
    assert len(stripe.books.sessions) == 1
    assert intent["amount_received"] == total
    assert [made["amount"] for made in stripe.books.refunds.values()] == [total]
    assert db.session.scalar(select(func.count(Contract.id))) == 1
    (refund,) = db.session.scalars(select(Refund))
    assert refund.confirmed_at is not None
    told = select(func.count(Message.id)).where(Message.kind == "refund-sent")
    assert db.session.scalar(told) == 1
    for account in ("provider:stripe", f"shopper:{order.reference}", f"refunds:{order.reference}"):
        assert ledger.balance(account) == 0, account
    undone = select(func.count(PaymentCommand.id)).where(PaymentCommand.done_at.is_(None))
    assert db.session.scalar(undone) == 0
    assert evidence.broken_chains() == []
