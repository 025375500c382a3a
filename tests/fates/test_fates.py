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
from app.settings import services as settings
from app.timers import services as timers
from tests import builders, kinds, shopping
from tests.fates import events, watch
from tests.fates.events import Happening, Nothing
from tests.page import Page

SHOPS = int(os.environ.get("FATES", "0"))
ORDERS = 25 if SHOPS else 10
BUSY_DAYS, QUIET_DAYS = 7, 22
LONGEST_WAIT = 40  # a claim may wait a fortnight for an answer before its own days run
FIRST = date(2026, 3, 2)
WITHOUT = {"heartbeat", "pictures", "outbox", "ack_watch", "carts", "evidence_chain"}
TROUBLE = ("refund", "capture", "void", "expire", "status")


@pytest.mark.parametrize("seed", range(SHOPS or 1))
def test_whatever_happens_everything_balances_and_no_right_or_deadline_is_lost(
    seed, open_shop, bank, today
):
    dice = Random(seed)
    today(events.on(FIRST, 9))
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    for _ in range(2):
        builders.a_member(rights=["finance"])
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
        for _ in range(LONGEST_WAIT):
            if not watch.money_is_on_its_way():
                break
            day += timedelta(days=1)
            a_night(today, day + timedelta(days=1))
            watch.no_deadline_is_lost(day + timedelta(days=1))
        assert strange == []
    timers_list.verify_evidence()
    for reference in references:
        order = order_called(reference)
        watch.what_is_not_kept_is_paid_back(order)
        answer_and_pay(order, dice)
        watch.nothing_is_owed_any_more(order_called(reference))
    today(events.on(day + timedelta(days=2), 4))
    watch.the_books_agree(FIRST)
    print(f"{ORDERS} orders, {happened.total()} events, {len(happened)} kinds of them")
    assert happened.total() > 2 * ORDERS, happened
    assert len(happened) > 9, happened


def an_order(shop, bank, dice) -> str:
    """Of one or two suppliers, paid at once, after a refusal, without coming back, or never."""
    guest = shop.test_client()
    for _ in range(dice.randint(1, 2)):
        into_the_cart(guest, dice)
    page = shopping.to_review(guest)
    offered = [str(tag["value"]) for tag in page.soup.select("input[name=extra]")]
    form = shopping.review_form(page) | {
        "extra": [extra for extra in offered if dice.random() < 0.8],
        "donation": dice.choice(["", "20"]),
    }
    assert guest.post("/en/checkout/extras", data=form).status_code == 303
    token = shopping.press_button(guest, Page(guest.get("/en/checkout/review")))
    reference = shopping.newest_order().reference
    payment = f"pay_{len(bank.payments)}"
    if dice.random() < 0.3:
        bank.closed_cards.add(payment)
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


def into_the_cart(guest, dice) -> None:
    """A jar, an engraved board, a thing in two parts, a box, a book, each now and then more."""
    price = dice.randint(500, 40_000)
    kind = dice.choice(["jar", "jar", "jar", "board", "parts", "box", "book"])
    if kind == "book":
        shopping.fill_cart(guest, kinds.a_download(price_minor=price))
        return
    if kind == "board":
        board = kinds.an_engraved_board(price_minor=price)
        wish = {"variant": board.variants[0].id, "quantity": 2, "wish": dice.choice(["", "Elif"])}
        assert guest.post("/en/cart/add", data=wish).status_code == 303
        return
    code = dice.choice(["none", "none", "none", "c", "c2"])
    facts = {"price_minor": price, "wd_code": code, "wd_approved": code != "none"}
    if kind == "box":
        thing = kinds.a_box(**facts)
    else:
        thing = builders.a_product(**facts, stock=20, parts_count=2 if kind == "parts" else 1)
    if dice.random() < 0.4:
        kinds.an_extra(thing, price_minor=dice.randint(100, 5000))
        kinds.a_warranty(thing)
    shopping.fill_cart(guest, thing, dice.randint(1, 2 if kind == "box" else 6))


def until_something_happens(reference: str, dice: Random) -> list[str]:
    """Fate tries a few times: much of what it thinks of cannot happen at the moment."""
    for _ in range(20):
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


def answer_and_pay(order: Order, dice: Random) -> None:
    """Every account that is asked for is named in the end, and finance pays to it."""
    for event in (events.name_an_account, events.pay_by_transfer):
        for _ in range(40):
            try:
                event(Happening(order, dice))
                db.session.commit()
            except Nothing:
                break
    timers_list.commands.deliver_due()


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
