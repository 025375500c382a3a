"""The timer jobs of the specification (D §13) that this shop has, and what a missed night costs."""

from datetime import date, time, timedelta

import pytest

from app import timers_list
from app.extensions import db
from app.orders.models import OrderState, SubOrderState
from app.timers import services as timers
from tests import builders, shopping

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
JUST_AFTER_MIDNIGHT = time(0, 5)


def vector(row: str, name: str, every: timedelta, at: time | None = None):
    return pytest.param(name, every, at, id=name, marks=pytest.mark.requirement(row))


@pytest.mark.parametrize(
    ("name", "every", "at"),
    [
        vector("TJ-holds", "holds", MINUTE),
        vector("TJ-outbox", "outbox", MINUTE),
        vector("TJ-ack_watch", "ack_watch", 5 * MINUTE),
        vector("TJ-delivery_watch", "delivery_watch", HOUR),
        vector("TJ-transfers", "transfers", DAY, JUST_AFTER_MIDNIGHT),
        vector("TJ-cases", "cases", DAY, JUST_AFTER_MIDNIGHT),
        vector("TJ-periods", "periods", DAY, JUST_AFTER_MIDNIGHT),
        vector("TJ-refunds", "refunds", HOUR),
        vector("TJ-extras_audit", "extras_audit", DAY, time(2, 0)),
        vector("TJ-evidence_chain", "evidence_chain", DAY, time(3, 0)),
    ],
)
def test_every_job_of_the_list_comes_round_as_often_as_it_should(name, every, at):
    job = next(job for job in timers_list.JOBS if job.name == name)

    assert (job.every, job.daily_at) == (every, at)


@pytest.mark.requirement("TJ-holds")
def test_a_review_lapses_after_its_half_hour_whatever_else_the_job_does(open_shop, bank, today):
    today("2026-03-02 09:00:00")
    guest = open_shop.test_client()
    shopping.fill_cart(guest, builders.a_product())
    shopping.to_review(guest)
    assert shopping.newest_order().state is OrderState.REVIEWING
    today("2026-03-02 09:31:00")

    timers.run_due(job for job in timers_list.JOBS if job.name == "holds")

    assert shopping.newest_order().state is OrderState.LAPSED


@pytest.mark.requirement("TJ-cases")
def test_three_missed_nights_are_caught_up_in_one_and_a_second_run_changes_nothing(
    open_shop, bank, today
):
    today("2026-03-02 09:00:00")
    cases = [job for job in timers_list.JOBS if job.name == "cases"]
    timers.run_due(cases)
    order = shopping.buy(open_shop.test_client(), bank, builders.a_product())
    assert order.suborders[0].state is SubOrderState.NEW

    today("2026-03-06 07:00:00")
    assert timers.run_due(cases) == ["cases"]
    db.session.expire_all()
    assert order.suborders[0].state is SubOrderState.PREPARING
    accepted = order.suborders[0].accepted_at
    assert timers.run_due(cases) == []

    timers_list.cases()
    db.session.expire_all()
    assert order.suborders[0].accepted_at == accepted
    assert order.suborders[0].promised_by == date(2026, 3, 5)
