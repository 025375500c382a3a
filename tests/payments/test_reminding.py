"""Day 7 and 11 remind, day 12 escalates, after day 14 interest runs (DC-12.1, machine 4.7)."""

import pytest
from sqlalchemy import select

from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import transactions
from app.messaging.models import Message
from app.payments import rules
from app.payments.desk_queries import is_overdue
from app.payments.services import reminding
from app.settings import services as settings
from app.timers_list import money_back
from tests import builders
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end, refunds_of
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def owed(visitor, bank, today):
    """Money owed since Monday 16 March 2026, due on 30 March, waiting for a second person."""
    today("2026-03-02 09:00:00")
    builders.a_member(rights=["finance"], email="para@example.org")
    builders.a_member(rights=["settings"], email="yonetim@example.org")
    builders.a_member(rights=["orders"], email="masa@example.org")
    settings.change("refund_auto_limit", 0, "test")
    order = buy(visitor, bank, a_product())
    today("2026-03-16 23:50:00")
    end(order.suborders[0], "lost", "2026-03-16")
    return order


def on(today, day):
    today(day)
    reminding.remind()
    transactions.save()


def told(stage):
    return sorted(
        db.session.scalars(select(Message.recipient).where(Message.kind == f"refund-day-{stage}"))
    )


@pytest.mark.requirement("DC-12.1")
@pytest.mark.requirement("TJ-refunds")
def test_on_day_seven_and_eleven_the_seller_and_finance_on_day_twelve_the_administrators(
    owed, today
):
    """Due on 2026-03-30: 23 March, 27 March, 28 March."""
    seller = owed.suborders[0].supplier.email
    on(today, "2026-03-22")
    assert told(7) == []
    on(today, "2026-03-23")
    on(today, "2026-03-24")
    assert told(7) == sorted(["para@example.org", seller])
    on(today, "2026-03-27")
    assert told(11) == sorted(["para@example.org", seller])
    assert told(12) == []
    on(today, "2026-03-28")
    assert told(12) == sorted(["para@example.org", "yonetim@example.org", seller])
    assert evidence.kinds_of(owed.reference).count("refund_escalated") == 1


@pytest.mark.requirement("TJ-refunds")
def test_missed_nights_are_caught_up_with_the_latest_stage_once(owed, today):
    on(today, "2026-03-29")
    on(today, "2026-03-29")

    assert (told(7), told(11), len(told(12))) == ([], [], 3)


@pytest.mark.requirement("DC-12.1")
def test_after_day_fourteen_it_is_overdue_and_the_desk_names_the_interest_of_today(
    owed, today, staff
):
    today("2026-03-30 23:59:59")
    refund = refunds_of(owed)[0]
    assert not is_overdue(refund)
    today("2026-04-10")
    assert is_overdue(refund)

    page = Page(staff("finance").get(f"/en/admin/refunds/{refund.number}"))

    assert "The last day has passed" in page.text
    # 324.00 × 24 % × 10 days (31 March to 9 April) / 365
    assert "2.13" in page.text


def test_what_has_left_is_reminded_of_no_more(owed, today, staff):
    path = f"/en/admin/refunds/{refunds_of(owed)[0].number}/release"
    staff("finance").post(path)
    staff("finance").post(path)

    on(today, "2026-03-28")

    assert told(12) == []


@pytest.mark.requirement("C-12")
def test_the_hourly_job_releases_on_day_twelve_even_days_late_and_only_once(
    visitor, bank, today, owed
):
    settings.change("refund_auto_limit", 500000, "test")
    db.session.commit()
    today("2026-03-27 23:00:00")
    money_back()
    transactions.save()
    assert bank.calls.count("refund") == 0
    today("2026-03-29")

    for _hour in range(3):
        money_back()
        transactions.save()

    assert bank.calls.count("refund") == 1
    assert refunds_of(owed)[0].confirmed_at is not None


@pytest.mark.parametrize(
    ("left", "stage"), [(8, None), (7, 7), (4, 7), (3, 11), (2, 12), (0, 12), (-5, 12)]
)
def test_the_days_are_counted_back_from_the_last_one(left, stage):
    assert rules.reminder_stage(left) == stage
