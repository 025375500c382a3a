"""An order is formed exactly once, whoever tells us first, and money never gets lost."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app.catalogue.models import Variant
from app.contracts.models import Contract
from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import clock, transactions
from app.ledger import queries as ledger
from app.orders.models import OrderState
from app.payments import queries as payments
from app.payments.models import AttemptState, PaymentAttempt, PaymentCommand
from app.payments.services import delivery, settling
from tests.builders import a_product
from tests.conftest import SECRET
from tests.page import Page
from tests.shopping import buy, newest_order, notify, place

pytestmark = pytest.mark.usefixtures("open_shop")


def contracts():
    return db.session.scalar(select(func.count(Contract.id)))


def stock():
    db.session.expire_all()
    return db.session.scalars(select(Variant.stock)).one()


@pytest.mark.requirement("SM-4.3")
@pytest.mark.parametrize(
    "told",
    [("return",), ("notice",), ("return", "notice"), ("notice", "return"), ("notice", "notice")],
)
def test_formed_once_by_return_notice_or_both(visitor, bank, told):
    _order, token = place(visitor, a_product())
    bank.approve()

    for number, way in enumerate(told):
        if way == "return":
            visitor.get(f"/en/checkout/return/{token}")
        else:
            assert notify(visitor, "pay_1", f"evt_{number}") == 200

    assert newest_order().state is OrderState.FORMED
    assert contracts() == 1
    assert bank.calls.count("capture") == 1


@pytest.mark.requirement("TJ-holds")
def test_formed_by_the_timer_when_nobody_tells_us(visitor, bank):
    place(visitor, a_product())
    bank.approve()
    attempt = payments.open_attempts(timedelta(0))[0]
    attempt.started_at = clock.now() - timedelta(minutes=5)
    db.session.commit()

    settling.reconcile()

    assert newest_order().state is OrderState.FORMED
    assert contracts() == 1


def test_the_return_works_by_post_and_without_any_cookie(open_shop, visitor, bank):
    _order, token = place(visitor, a_product())
    bank.approve()
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "null"}

    answer = open_shop.test_client().post(f"/en/checkout/return/{token}", headers=elsewhere)

    assert answer.status_code == 303
    assert newest_order().state is OrderState.FORMED


def test_the_same_notification_twice_is_kept_once_and_a_false_one_not_at_all(visitor, bank):
    place(visitor, a_product())
    bank.approve()

    assert notify(visitor, "pay_1", signature="wrong") == 400
    assert newest_order().state is OrderState.PAYMENT_PENDING
    assert notify(visitor, "pay_1") == 200
    assert notify(visitor, "pay_1") == 200
    assert contracts() == 1


def test_a_notification_of_a_payment_nobody_knows_is_harmless(visitor, bank):
    bank.payments["pay_9"] = {"state": "open", "amount": 1, "captured": 0, "refunded": 0}

    assert notify(visitor, "pay_9") == 200


def test_a_notification_while_the_provider_is_down_is_asked_for_again(visitor, bank):
    place(visitor, a_product())
    bank.approve()
    bank.unreachable.add("status")

    assert notify(visitor, "pay_1") == 503
    bank.unreachable.clear()
    assert notify(visitor, "pay_1") == 200
    assert newest_order().state is OrderState.FORMED


@pytest.mark.requirement("SM-4.3")
def test_a_hold_that_ends_unpaid_frees_the_stock(visitor, bank, today):
    today("2026-03-02 10:00:00")
    place(visitor, a_product(stock=10), 4)
    assert stock() == 6
    today("2026-03-02 10:36:00")

    settling.end_holds()

    assert newest_order().state is OrderState.NOT_FORMED
    assert stock() == 10
    assert bank.payments["pay_1"]["state"] == "expired"
    assert "order_not_formed" in evidence.kinds_of(newest_order().reference)


@pytest.mark.requirement("SM-4.3")
def test_money_that_was_there_when_the_hold_ended_forms_the_order(visitor, bank, today):
    today("2026-03-02 10:00:00")
    place(visitor, a_product(stock=10), 4)
    bank.approve()
    today("2026-03-02 10:36:00")

    settling.end_holds()

    assert newest_order().state is OrderState.FORMED
    assert stock() == 6


@pytest.mark.requirement("SM-4.3")
def test_money_after_the_hold_forms_the_order_if_the_goods_are_still_there(visitor, bank, today):
    _late_payment(visitor, bank, today)

    order = newest_order()
    assert order.state is OrderState.FORMED
    assert stock() == 6


@pytest.mark.requirement("SM-4.3")
def test_money_after_the_hold_goes_back_if_the_goods_are_gone(visitor, bank, today):
    _late_payment(visitor, bank, today, then_sold=8)

    assert newest_order().state is OrderState.NOT_FORMED
    assert bank.payments["pay_1"]["state"] == "voided"
    assert stock() == 2


def _late_payment(visitor, bank, today, then_sold=0):
    today("2026-03-02 10:00:00")
    _order, _token = place(visitor, a_product(stock=10), 4)
    bank.unreachable.add("expire")
    today("2026-03-02 13:00:00")
    settling.end_holds()
    bank.unreachable.clear()
    assert newest_order().state is OrderState.NOT_FORMED
    db.session.scalars(select(Variant)).one().stock -= then_sold
    db.session.commit()
    bank.approve()
    settling.reconcile()


@pytest.mark.requirement("SM-4.3")
@pytest.mark.requirement("DC-7.1")
def test_money_for_an_order_never_confirmed_is_voided(visitor, bank):
    order, token = place(visitor, a_product())
    order = newest_order()
    order.information_sha256 = "0" * 64  # another document than the one confirmed
    db.session.commit()
    bank.approve()

    visitor.get(f"/en/checkout/return/{token}")

    assert newest_order().state is not OrderState.FORMED
    assert bank.payments["pay_1"]["state"] == "voided"


@pytest.mark.requirement("DC-5.3")
def test_another_amount_than_the_one_shown_forms_nothing(visitor, bank):
    _order, token = place(visitor, a_product())
    bank.payments["pay_1"]["amount"] = 43000
    bank.approve()

    visitor.get(f"/en/checkout/return/{token}")

    assert newest_order().state is not OrderState.FORMED
    assert bank.calls.count("capture") == 0


def test_a_provider_that_is_down_at_the_order_only_delays(visitor, bank):
    bank.unreachable.add("start")
    _order, token = place(visitor, a_product())

    page = Page(visitor.get(f"/en/checkout/pay/{token}"))
    assert page.heading == "One moment, please"
    assert page.response.headers["Refresh"]

    bank.unreachable.clear()
    _run_commands_now()
    answer = visitor.get(f"/en/checkout/pay/{token}")
    assert answer.headers["Location"] == "http://127.0.0.1:8001/pay/pay_1"


def test_an_answer_lost_on_the_way_starts_no_second_payment(visitor, bank):
    bank.forgets_answer.add("start")
    _order, token = place(visitor, a_product())
    bank.forgets_answer.clear()

    _run_commands_now()

    assert list(bank.payments) == ["pay_1"]
    assert visitor.get(f"/en/checkout/pay/{token}").status_code == 303


def _run_commands_now():
    for command in db.session.scalars(select(PaymentCommand)):
        command.run_at = clock.now() - timedelta(seconds=1)
        command.lease_until = None
    transactions.save()
    delivery.deliver_due()
    db.session.expire_all()


def test_a_capture_that_fails_is_tried_again_and_booked_once(visitor, bank):
    bank.unreachable.add("capture")
    order = buy(visitor, bank, a_product())
    bank.unreachable.clear()

    _run_commands_now()
    _run_commands_now()

    assert ledger.balance("provider:demo") == order.total_minor
    assert ledger.balance(f"shopper:{order.reference}") == 0
    assert payments.paid_attempt(order.id).state is AttemptState.CAPTURED


def test_while_one_attempt_is_open_there_is_no_second(visitor, bank):
    _order, token = place(visitor, a_product())

    answer = visitor.post(f"/en/checkout/again/{token}")

    assert answer.status_code == 409
    assert len(bank.payments) == 1


DIES = """
import os, signal
from app import create_app
from app.kernel import transactions
from app.payments.services import settling
from tests.bank import Bank

app = create_app()
bank = Bank()
bank.payments["pay_1"] = {{"state": "authorised", "amount": {amount}, "captured": 0, "refunded": 0}}
app.extensions["gateway"] = bank
transactions.save = lambda: os.kill(os.getpid(), signal.SIGKILL)
with app.app_context():
    settling.reconcile()
"""


def test_a_process_killed_between_payment_and_formation_forms_once_after_recovery(
    visitor, bank, tmp_path
):
    order, _token = place(visitor, a_product())
    bank.approve()
    payments.open_attempts(timedelta(0))[0].started_at = clock.now() - timedelta(minutes=5)
    db.session.commit()
    url = db.engine.url.render_as_string(hide_password=False)
    amount = order.total_minor
    db.session.remove()
    env = {**os.environ, "DEMO": "1", "DATABASE_URL": url, "SECRET_KEYS": SECRET}
    root = Path(__file__).resolve().parents[2]

    died = subprocess.run(
        [sys.executable, "-c", DIES.format(amount=amount)], cwd=root, env=env, timeout=60
    )

    assert died.returncode == -signal.SIGKILL
    assert newest_order().state is OrderState.PAYMENT_PENDING
    settling.reconcile()
    settling.reconcile()
    assert newest_order().state is OrderState.FORMED
    assert contracts() == 1


def test_a_payment_heard_of_twice_at_once_is_neither_let_go_nor_paid_back(app, visitor, bank):
    """Return and notice both read the open attempt; the second waits for the first's lock."""
    place(visitor, a_product())
    bank.approve()
    attempt = db.session.scalars(select(PaymentAttempt)).one()
    status = settling.ask(attempt.provider, attempt.provider_ref)
    assert attempt.state is AttemptState.OPEN  # read by the one that will wait
    db.session.execute(
        update(PaymentAttempt)
        .values(state=AttemptState.AUTHORISED)
        .execution_options(synchronize_session=False)
    )  # what the first has committed meanwhile

    settling.apply(attempt, status)

    assert attempt.state is AttemptState.AUTHORISED
    kinds = db.session.scalars(select(PaymentCommand.kind).where(PaymentCommand.done_at.is_(None)))
    assert kinds.all() == []
