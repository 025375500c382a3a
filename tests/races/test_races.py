"""Many at once: nothing is sold twice, nothing is given up twice."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.catalogue import services as catalogue
from app.catalogue.models import Product, Variant
from app.catalogue.services import shelving
from app.extensions import db
from app.kernel import transactions
from app.orders.events import LinesEnded
from app.orders.models import Order, OrderLine, OrderState
from app.payments.models import Refund
from app.payments.services import owing, refunds, settling
from app.returns.models import Statement
from app.settings import services as settings
from tests.builders import a_product
from tests.shopping import buy, deliver, fill_cart, press_button, review_form, to_review

pytestmark = pytest.mark.usefixtures("open_shop")
BUYERS = 40
PIECES = 10


def at_once(app: Flask, works: list[Callable[[], int]]) -> list[int]:
    """Run all in threads that begin together; each with its own application context."""
    answers: list[int] = [0] * len(works)
    start = threading.Barrier(len(works))

    def run(place: int) -> None:
        start.wait()
        answers[place] = works[place]()

    db.session.remove()
    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def pressing(app: Flask, client, form) -> Callable[[], int]:
    return lambda: client.post("/en/checkout/review", data=form).status_code


def buyers(app: Flask, product, count: int):
    ready = []
    for number in range(count):
        client = app.test_client()
        fill_cart(client, product)
        ready.append((client, review_form(to_review(client, email=f"b{number}@example.org"))))
    return ready


def stock(product_variant: int) -> int:
    db.session.expire_all()
    return db.session.get(Variant, product_variant).stock


def formed() -> int:
    db.session.expire_all()
    return db.session.scalar(select(func.count()).where(Order.state == OrderState.FORMED))


def pay_all(app: Flask, bank, approve) -> None:
    """The provider's word on every open payment, and the timers after it."""
    for number, ref in enumerate(sorted(bank.payments)):
        if approve(number):
            bank.approve(ref)
    from datetime import timedelta

    from app.kernel import clock
    from app.payments.models import PaymentAttempt

    for attempt in db.session.scalars(select(PaymentAttempt)):
        attempt.started_at = clock.now() - timedelta(minutes=5)
    db.session.commit()
    settling.reconcile()


def test_forty_buyers_and_ten_pieces_are_ten_orders(app, bank):
    product = a_product(stock=PIECES)
    variant = product.variants[0].id
    ready = buyers(app, product, BUYERS)

    answers = at_once(app, [pressing(app, client, form) for client, form in ready])

    assert answers.count(303) == PIECES
    assert set(answers) <= {303, 409}
    assert stock(variant) == 0
    pay_all(app, bank, lambda _n: True)
    assert formed() == PIECES
    assert stock(variant) == 0


def test_payments_that_fail_or_end_midway_give_their_pieces_back(app, bank, today):
    today("2026-03-02 10:00:00")
    product = a_product(stock=PIECES)
    variant = product.variants[0].id
    ready = buyers(app, product, BUYERS)
    answers = at_once(app, [pressing(app, client, form) for client, form in ready])
    assert answers.count(303) == PIECES

    pay_all(app, bank, lambda number: number % 2 == 0)
    today("2026-03-02 10:40:00")
    settling.end_holds()
    transactions.save()

    assert formed() + stock(variant) == PIECES
    assert 0 < formed() < PIECES


@pytest.fixture
def last_jar(app, visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(stock=1))
    deliver(order, "2026-03-02")
    return order


def declaring(app: Flask, order_reference: str, line: int, nonce: str) -> Callable[[], int]:
    client = app.test_client()
    with client.session_transaction() as session:
        session["orders"] = [order_reference]
    data = {
        "name": "Elif",
        "email": "elif@example.org",
        "step": "confirm",
        "nonce": nonce,
        f"line-{line}": "1",
        f"quantity-{line}": "1",
    }
    return lambda: client.post(f"/en/orders/{order_reference}/withdraw", data=data).status_code


@pytest.mark.parametrize(("count", "nonces"), [(20, 20), (10, 1)], ids=["twenty", "double clicks"])
def test_the_last_jar_is_given_up_once(app, last_jar, count, nonces):
    line = last_jar.suborders[0].lines[0].id
    reference = last_jar.reference
    works = [declaring(app, reference, line, f"n{n % nonces}") for n in range(count)]

    answers = at_once(app, works)

    assert 500 not in answers
    assert db.session.scalar(select(func.count(Statement.id))) == 1
    assert db.session.scalars(select(OrderLine.returning)).one() == 1


def test_the_notice_and_the_return_at_the_same_moment_form_one_order(app, bank):
    from app.contracts.models import Contract
    from tests.shopping import notify

    product = a_product()
    client = app.test_client()
    fill_cart(client, product)
    token = press_button(client, to_review(client))
    bank.approve()
    browsers = [app.test_client() for _ in range(8)]
    works = [
        (lambda b=b: b.get(f"/en/checkout/return/{token}").status_code)
        if n % 2
        else (lambda b=b, n=n: notify(b, "pay_1", f"evt_{n}"))
        for n, b in enumerate(browsers)
    ]

    answers = at_once(app, works)

    assert 500 not in answers
    assert formed() == 1
    assert db.session.scalar(select(func.count(Contract.id))) == 1
    assert bank.calls.count("capture") == 1
    assert "void" not in bank.calls


@pytest.mark.requirement("DC-12.2.c")
def test_fifty_refunds_of_one_case_at_once_pay_it_back_once(app, visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product())
    suborder, line = order.suborders[0], order.suborders[0].lines[0]
    line.cancelled = 1
    db.session.commit()
    reference, quantities = suborder.reference, {line.id: 1}

    def refunding() -> int:
        with app.app_context():
            owing.lines_ended(LinesEnded(reference, "E-1", "lost", quantities, date(2026, 3, 2)))
            transactions.save()
            db.session.remove()
        return 1

    answers = at_once(app, [refunding] * 50)

    assert sum(answers) == 50
    db.session.expire_all()
    refund = db.session.scalars(select(Refund)).one()
    assert refund.confirmed_at is not None
    assert bank.calls.count("refund") == 1
    assert bank.payments["pay_1"]["refunded"] == 24500 + 7900


def test_fifty_releases_of_one_refund_at_once_send_it_once(app, visitor, bank, today):
    today("2026-03-02 09:00:00")
    settings.change("refund_auto_limit", 100, "test")
    order = buy(visitor, bank, a_product())
    order.suborders[0].lines[0].cancelled = 1
    db.session.commit()
    suborder = order.suborders[0]
    quantities = {suborder.lines[0].id: 1}
    owing.lines_ended(LinesEnded(suborder.reference, "E-1", "lost", quantities, date(2026, 3, 2)))
    settings.change("refund_auto_limit", 500000, "test")
    transactions.save()

    def releasing() -> int:
        with app.app_context():
            refunds.release_case("E-1", "lost")
            transactions.save()
            db.session.remove()
        return 1

    assert sum(at_once(app, [releasing] * 50)) == 50
    assert bank.calls.count("refund") == 1


@pytest.mark.requirement("SM-4.2")
def test_stock_written_while_twenty_people_buy_keeps_every_sale(open_shop):
    """The maker's page showed 30 and they write 50: what is sold meanwhile stays sold."""
    jar = a_product(stock=30)
    number, variant = jar.id, jar.variants[0].id
    seen = jar.variants[0].stock

    def written() -> int:
        with open_shop.app_context():
            rows = [shelving.OnShelf(variant, 24500, 50, seen, 4)]
            shelving.put_on_shelf(rows)
            shelving.hold(db.session.get(Product, number)).version += 1
            transactions.save()
        return 200

    def bought() -> int:
        with open_shop.app_context():
            catalogue.take({variant: 1})
            transactions.save()
        return 200

    answers = at_once(open_shop, [written, *[bought] * 20])

    assert answers == [200] * 21
    assert stock(variant) == 50 - 20
