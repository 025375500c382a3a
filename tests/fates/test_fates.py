"""Many orders, each with a fate of its own: random events in random order, night after night.

`FATES=40` runs forty shops of 25 orders; without it one small shop of ten. The seed is the number
of the shop, so that a fate that fails can be lived again.
"""

import os
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from app import timers_list
from app.extensions import db
from app.kernel.errors import Refused
from app.orders.models import Order, OrderState
from app.timers import services as timers
from tests import builders, shopping
from tests.fates import events, watch
from tests.fates.events import Happening, Nothing

SHOPS = int(os.environ.get("FATES", "0"))
ORDERS = 25 if SHOPS else 10
BUSY_DAYS, QUIET_DAYS = 7, 22
FIRST = date(2026, 3, 2)
WITHOUT = {"heartbeat", "pictures", "outbox", "ack_watch", "carts", "evidence_chain"}
TROUBLE = ("refund", "capture", "void", "expire", "status")


@pytest.mark.parametrize("seed", range(SHOPS or 1))
def test_whatever_happens_everything_balances_and_no_right_or_deadline_is_lost(
    seed, open_shop, bank, today
):
    dice = Random(seed)
    today(events.on(FIRST, 9))
    happened: Counter[str] = Counter()
    references = [an_order(open_shop, bank, dice) for _ in range(ORDERS)]
    with watch.only_the_tables_steps() as strange:
        for number in range(BUSY_DAYS + QUIET_DAYS):
            day = FIRST + timedelta(days=number)
            busy = number < BUSY_DAYS
            bank.unreachable = set(dice.sample(TROUBLE, dice.randint(0, 2))) if busy else set()
            for place, reference in enumerate(references):
                if busy and dice.random() < 0.9:
                    today(events.on(day, 9 + place % 12))
                    happened.update(until_something_happens(reference, dice))
            a_night(today, day + timedelta(days=1))
            watch.no_deadline_is_lost(day + timedelta(days=1))
        assert strange == []
    timers_list.verify_evidence()
    for reference in references:
        watch.what_is_not_kept_is_paid_back(order_called(reference))
    print(f"{ORDERS} orders, {happened.total()} events, {len(happened)} kinds of them")
    assert happened.total() > 2 * ORDERS, happened
    assert len(happened) > 9, happened


def an_order(shop, bank, dice) -> str:
    """Of one or two suppliers, paid at once, after a refusal, without coming back, or never."""
    guest = shop.test_client()
    for _ in range(dice.randint(1, 2)):
        code = dice.choice(["none", "none", "none", "c", "c2"])
        jar = builders.a_product(
            price_minor=dice.randint(500, 40_000),
            stock=20,
            wd_code=code,
            wd_approved=code != "none",
        )
        shopping.fill_cart(guest, jar, dice.randint(1, 6))
    token = shopping.press_button(guest, shopping.to_review(guest))
    reference = shopping.newest_order().reference
    payment = f"pay_{len(bank.payments)}"
    how = dice.choice(["returns", "returns", "returns", "notifies", "declined", "never"])
    if how == "declined":
        bank.decline(payment)
    elif how != "never":
        bank.approve(payment)
    if how == "returns":
        guest.get(f"/en/checkout/return/{token}")
    elif how == "notifies":
        shopping.notify(guest, payment, f"evt_{reference}")
    return reference


def until_something_happens(reference: str, dice: Random) -> list[str]:
    """Fate tries a few times: much of what it thinks of cannot happen at the moment."""
    for _ in range(8):
        if done := something_happens(reference, dice):
            return done
    return []


def something_happens(reference: str, dice: Random) -> list[str]:
    """One event; refused, it must have changed nothing, and a right is never refused.

    Returns its name, if it took effect.
    """
    order = order_called(reference)
    before = watch.snapshot(order)
    event = dice.choice(events.EVENTS)
    refusal, done = None, []
    try:
        if order.state in {OrderState.FORMED, OrderState.CLOSED}:
            event(Happening(order, dice))
            db.session.commit()
            done = [event.__name__]
    except Nothing:
        db.session.rollback()
    except Refused as sentence:
        db.session.rollback()
        refusal = str(sentence)
    if refusal is not None:
        assert event not in events.RIGHTS, f"{event.__name__} of {reference}: {refusal}"
        assert watch.snapshot(order_called(reference)) == before
    order = order_called(reference)
    watch.quantities_balance(order)
    watch.money_balances(order)
    db.session.rollback()
    return done


def a_night(today, morning: date) -> None:
    """What comes round at five past midnight; what the bank would not take is tried again."""
    today(f"{morning} 00:05:00")
    timers.run_due(job for job in timers_list.JOBS if job.name not in WITHOUT)
    for hour in ("04:05:00", "08:05:00"):
        today(f"{morning} {hour}")
        timers_list.commands.deliver_due()


def order_called(reference: str) -> Order:
    db.session.expire_all()
    return db.session.query(Order).filter_by(reference=reference).one()
