"""Reminders that change no right, and what the nightly jobs catch up (C-08, TJ-periods)."""

import pytest

from app import timers_list
from app.extensions import db
from app.kernel import transactions
from app.messaging.models import Message, MessageState
from app.returns.models import CaseState, GoodsReturnState
from app.returns.services import reminders
from tests.post import post_office
from tests.returns.steps import (
    PERSON,
    approve,
    case,
    letters,
    statement,
    ticked,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.requirement("C-08")
@pytest.mark.requirement("TJ-periods")
def test_on_day_ten_a_friendly_word_and_only_once(delivered, today):
    today("2026-03-11 00:05:00")
    assert reminders.of_the_period() == 0
    today("2026-03-12 00:05:00")

    assert reminders.of_the_period() == 1
    assert reminders.of_the_period() == 0
    assert "Monday, 16 March 2026" in letters("period-reminder")[0].text


def test_a_missed_night_is_caught_up_but_not_after_the_period(delivered, today):
    today("2026-03-17 00:05:00")
    assert reminders.of_the_period() == 0
    today("2026-03-15 00:05:00")
    assert reminders.of_the_period() == 1


def test_who_has_withdrawn_is_not_reminded(visitor, delivered, today):
    today("2026-03-05")
    withdraw(visitor, delivered)
    today("2026-03-12 00:05:00")

    assert reminders.of_the_period() == 0


@pytest.mark.requirement("DC-13.1")
def test_three_days_before_the_last_day_for_sending_and_on_it(visitor, delivered, today, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered)
    approve(staff("orders"))  # to be handed over by 2026-03-30
    for night, count in (("26", 0), ("27", 1), ("28", 1), ("29", 1), ("30", 2), ("31", 2)):
        today(f"2026-03-{night} 00:05:00")
        reminders.of_sending_back()
        assert len(letters("send-back-reminder")) == count, night


@pytest.mark.requirement("TJ-cases")
def test_the_night_may_come_late_and_twice(visitor, delivered, today):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered)
    today("2026-03-25 00:05:00")  # a week of nights was missed

    for _night in range(2):
        timers_list.cases()
        timers_list.periods()
        transactions.save()

    assert case().goods.state is GoodsReturnState.APPROVED_GOODS_BACK
    assert len(letters("return-approved")) == 1


def test_the_mail_server_is_down_at_the_second_of_withdrawal_and_the_statement_stands(
    open_shop, visitor, delivered, today
):
    today("2026-03-10 20:14:36")
    with post_office(open_shop) as office:
        office.answer = "451 not now"
        answer = visitor.post(
            f"/en/orders/{delivered.reference}/withdraw", data=PERSON | ticked(delivered)
        )
    assert answer.status_code == 303
    assert case().state is CaseState.ACCEPTED
    page = visitor.get(answer.headers["Location"])
    assert statement().number in page.get_data(as_text=True)
    waiting = db.session.scalars(
        db.select(Message).where(Message.kind == "withdrawal-received")
    ).one()
    assert waiting.state is MessageState.PROMISED
