"""What goes back when pieces never come: how much, by when, with what interest (arts 12, 16)."""

from datetime import date

import pytest

from app.extensions import db
from app.kernel import transactions
from app.law.refunds import WayBack
from app.payments.models import RefundState
from app.payments.services import attempts, refunds
from app.payments.services.refunds import MoreThanPaid, RefundDraft
from app.settings import services as settings
from app.settings.models import Setting
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.payments.refunding import end, refunds_of
from tests.returns.test_withdrawal import withdraw
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def jars(visitor, bank, today):
    """Three jars for 120 TL each, carriage 40 TL, paid on Monday 2 March 2026."""
    today("2026-03-02 09:00:00")
    supplier = a_supplier(delivery=[a_delivery_method(fee_minor=4000, free_from_minor=None)])
    return buy(visitor, bank, a_product(price_minor=12000, supplier=supplier), 3)


@pytest.mark.requirement("DC-16.4.b")
def test_told_on_12_march_that_it_is_impossible_the_money_is_due_by_26_march(jars, bank, today):
    today("2026-03-12")

    end(jars.suborders[0], "impossibility", "2026-03-12")

    refund = refunds_of(jars)[0]
    assert refund.kind == "impossibility"
    assert refund.due_on == date(2026, 3, 26)
    assert refund.state is RefundState.CLOSED  # nothing comes back: at once
    assert bank.payments["pay_1"]["refunded"] == 3 * 12000 + 4000


@pytest.mark.parametrize(
    "kind", ["cancellation", "lost", "damaged", "uncollected", "stock_out", "impossibility"]
)
@pytest.mark.requirement("SM-4.7")
def test_pieces_that_never_come_are_paid_back_under_their_own_kind(jars, today, kind):
    today("2026-03-04")

    end(jars.suborders[0], kind, "2026-03-04", 1)

    refund = refunds_of(jars)[0]
    assert (refund.kind, refund.amount_minor) == (kind, 12000)
    assert refund.confirmed_at is not None


@pytest.mark.requirement("C-24")
def test_the_carriage_falls_with_the_last_piece_whatever_ends_it(jars, visitor, today):
    today("2026-03-04")
    end(jars.suborders[0], "stock_out", "2026-03-04", 1, number="E-1")
    withdraw(visitor, jars, 1)
    end(jars.suborders[0], "lost", "2026-03-05", 1, number="E-2")

    assert [(r.goods_minor, r.delivery_minor) for r in refunds_of(jars)] == [
        (12000, 0),
        (12000, 0),
        (12000, 4000),
    ]
    assert sum(r.amount_minor for r in refunds_of(jars)) == jars.total_minor


@pytest.mark.requirement("DC-12.2.c")
def test_the_same_ending_twice_is_paid_once_and_another_kind_of_the_case_apart(jars, bank, today):
    today("2026-03-04")
    end(jars.suborders[0], "lost", "2026-03-04", 1, number="E-1")
    end(jars.suborders[0], "lost", "2026-03-04", 1, number="E-1")
    end(jars.suborders[0], "complaint", "2026-03-04", 1, number="E-1")

    assert [r.kind for r in refunds_of(jars)] == ["lost", "complaint"]
    assert bank.calls.count("refund") == 2


@pytest.fixture
def dear(visitor, bank, today):
    """A thing for 1 250.00 TL with carriage free, paid on 2 March 2026, never delivered."""
    today("2026-03-02 09:00:00")
    return buy(visitor, bank, a_product(price_minor=125000, lead_days=30), 1)


@pytest.mark.requirement("V17")
@pytest.mark.requirement("DC-16.3.a")
def test_ended_for_non_delivery_on_3_april_the_interest_runs_to_the_day_of_the_refund(
    dear, bank, today, staff
):
    """1 250.00 paid on 2026-03-02, notice 2026-04-03, refunded 2026-04-15: 36.16, due 17 April."""
    settings.change("refund_auto_limit", 0, "test")
    today("2026-04-03")
    end(dear.suborders[0], "termination", "2026-04-03")
    assert refunds_of(dear)[0].due_on == date(2026, 4, 17)
    assert refunds_of(dear)[0].state is RefundState.COMPUTED
    today("2026-04-15")
    path = f"/en/admin/refunds/{refunds_of(dear)[0].number}/release"

    staff("finance").post(path)
    staff("finance").post(path)

    principal, interest = refunds_of(dear)
    assert bank.payments["pay_1"]["refunded"] == 125000
    assert principal.state is RefundState.CLOSED
    assert (interest.kind, interest.instrument) == ("termination", "transfer")
    assert interest.interest_minor == interest.amount_minor == 3616
    assert interest.state is RefundState.IBAN_ASKED
    sheet = interest.inputs["interest"][0]
    assert (sheet["base"], sheet["from"], sheet["until"]) == (125000, "2026-03-02", "2026-04-15")
    assert (sheet["days"], sheet["spans"][0]["rate_bp"]) == (44, 2400)


@pytest.mark.requirement("DC-16.3.a")
def test_while_no_rate_is_on_file_for_a_day_the_refund_is_blocked_and_finance_sees_it(
    dear, bank, today, staff
):
    db.session.add(
        Setting(
            key="interest_rates",
            version=1,
            value="2026-03-10=2400",
            changed_at=dear.created_at,
            changed_by="test",
        )
    )
    db.session.commit()
    today("2026-04-03")

    end(dear.suborders[0], "termination", "2026-04-03")

    refund = refunds_of(dear)[0]
    assert refund.state is RefundState.COMPUTED
    assert "2026-03-02" in refund.blocked
    assert bank.calls.count("refund") == 0
    answer = staff("finance").post(f"/en/admin/refunds/{refund.number}/release")
    assert answer.status_code == 409
    assert "No statutory rate of interest is on file for 2026-03-02." in Page(answer).text


@pytest.mark.parametrize(
    "rates",
    [
        "2006-01-01=900",
        "2024-06-01=2400 2006-01-01=900",
        "2006-01-01=900 2024-06-01=2400 2024-01-01=3000",
        "2006-01-01=900 2024-06-01=2400 soon=3000",
        "2006-01-01=900 2024-06-01=2400 2027-01-01=-1",
    ],
)
def test_statutory_rates_are_only_ever_added_to(rates):
    with pytest.raises(settings.OutsideLimits):
        settings.change("interest_rates", rates, "test")
    settings.change("interest_rates", "2006-01-01=900 2024-06-01=2400 2027-01-01=3000", "test")


@pytest.mark.requirement("DC-12.1")
def test_a_refund_that_leaves_three_days_late_costs_interest_from_the_day_after(
    jars, visitor, bank, today
):
    """400.00 due on 2026-03-30, sent on 2026-04-02: two days d with due < d < refund."""
    settings.change("refund_auto_limit", 100, "test")
    deliver(jars, "2026-03-02")
    today("2026-03-16 23:50:00")
    withdraw(visitor, jars, 3)
    assert refunds_of(jars)[0].due_on == date(2026, 3, 30)
    today("2026-04-02")
    settings.change("refund_auto_limit", 500000, "test")

    refunds.release_due()
    transactions.save()

    principal, interest = refunds_of(jars)
    assert principal.amount_minor == 40000
    assert interest.inputs["interest"][0]["from"] == "2026-03-31"
    assert interest.interest_minor == 53  # 400.00 × 24 % × 2 / 365 = 0.526


def test_a_refund_of_its_last_day_costs_no_interest(jars, visitor, today):
    deliver(jars, "2026-03-02")
    today("2026-03-16")
    settings.change("refund_auto_limit", 100, "test")
    withdraw(visitor, jars, 3)
    settings.change("refund_auto_limit", 500000, "test")
    today("2026-03-31")

    refunds.release_due()
    transactions.save()

    assert len(refunds_of(jars)) == 1


@pytest.mark.requirement("V13")
@pytest.mark.requirement("C-30")
def test_under_the_rule_sets_clock_the_date_follows_the_named_carrier(visitor, bank, today):
    """Handed to the named carrier on 2026-03-20: refund by 2026-04-03."""
    refund = moved(visitor, bank, today, "rule_set", WayBack.NAMED_CARRIER, "2026-03-20")
    assert refund.due_on == date(2026, 4, 3)
    assert refund.release_on == date(2026, 3, 28)


@pytest.mark.requirement("V14")
def test_under_the_rule_sets_clock_another_carriers_parcel_counts_from_its_arrival(
    visitor, bank, today
):
    """Arrived on 2026-03-25: refund by 2026-04-08."""
    refund = moved(visitor, bank, today, "rule_set", WayBack.OTHER_CARRIER, "2026-03-25")
    assert refund.due_on == date(2026, 4, 8)


@pytest.mark.requirement("C-30")
def test_by_default_the_date_is_that_of_the_notice_wherever_the_goods_are(visitor, bank, today):
    refund = moved(visitor, bank, today, "notification", WayBack.NAMED_CARRIER, "2026-03-20")
    assert refund.due_on == date(2026, 3, 30)


def moved(visitor, bank, today, clock, way_back, day):
    today("2026-03-02 09:00:00")
    settings.change("refund_clock", clock, "test")
    db.session.commit()
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-02")
    today("2026-03-16")
    withdraw(visitor, order)
    assert refunds_of(order)[0].due_on == date(2026, 3, 30)
    cause = refunds_of(order)[0].cause

    refunds.goods_moved(cause, "withdrawal", way_back, date.fromisoformat(day))
    transactions.save()

    return refunds_of(order)[0]


@pytest.mark.requirement("DC-5.3")
def test_430_are_not_taken_where_420_were_shown(visitor, bank, today):
    """420.00 on the page of the information, 430.00 to be taken: refused."""
    today("2026-03-02 09:00:00")
    supplier = a_supplier(delivery=[a_delivery_method(fee_minor=4000, free_from_minor=None)])
    order = buy(visitor, bank, a_product(price_minor=38000, supplier=supplier))
    assert order.total_minor == 42000
    attempt = refunds.queries.paid_attempts(order.id)[0]

    with pytest.raises(attempts.MoreThanShown):
        attempts.command(attempt, refunds.CommandKind("capture"), 43000)
    assert bank.payments["pay_1"]["captured"] == 42000


def a_draft(order, **differences):
    part = order.suborders[0]
    return RefundDraft(
        **{
            "suborder_reference": part.reference,
            "supplier_id": part.supplier_id,
            "cause": "R-1",
            "kind": "withdrawal",
            "goods_minor": 12000,
            "delivery_minor": 0,
            "notice_on": date(2026, 3, 2),
            "due_on": date(2026, 3, 16),
            "release_on": date(2026, 3, 14),
            "inputs": {},
        }
        | differences
    )


def test_no_more_goes_back_than_was_paid(jars):
    refunds.open_refund(jars, a_draft(jars, goods_minor=30000), False)

    with pytest.raises(MoreThanPaid):
        refunds.open_refund(jars, a_draft(jars, cause="R-2", goods_minor=10001), False)


@pytest.mark.requirement("DC-12.2.a")
def test_what_was_paid_with_two_instruments_goes_back_in_their_shares(jars, bank):
    """300.00 and 100.00 paid: of 120.01 go 90.01 back to the first, 30.00 to the second."""
    first = refunds.queries.paid_attempts(jars.id)[0]
    first.amount_minor = first.captured_minor = 30000
    db.session.add(
        type(first)(
            order_id=jars.id,
            number=2,
            provider="demo",
            provider_ref="pay_2",
            return_hash="x",
            return_cipher="x",
            state="captured",
            amount_minor=10000,
            captured_minor=10000,
            started_at=first.started_at,
        )
    )
    db.session.commit()

    refunds.open_refund(jars, a_draft(jars, goods_minor=10001, delivery_minor=2000), False)
    transactions.save()

    parts = refunds_of(jars)
    assert [(p.instrument, p.amount_minor) for p in parts] == [("card:1", 9001), ("card:2", 3000)]
    assert sum(p.delivery_minor for p in parts) == 2000


def test_what_the_person_laid_out_goes_to_a_bank_account_for_a_card_takes_no_more_back(jars):
    refunds.open_refund(
        jars, a_draft(jars, kind="return_cost", goods_minor=0, cost_minor=6500), True
    )
    transactions.save()

    refund = refunds_of(jars)[0]
    assert (refund.instrument, refund.amount_minor) == ("transfer", 6500)
    assert refund.state is RefundState.IBAN_ASKED


@pytest.mark.requirement("C-30")
@pytest.mark.requirement("V13")
def test_the_shoppers_word_that_it_is_sent_sets_the_rule_sets_clock(visitor, bank, today, staff):
    """Handed over on 2026-03-20 with the code of the named carrier: refund by 2026-04-03."""
    today("2026-03-02 09:00:00")
    settings.change("refund_clock", "rule_set", "test")
    db.session.commit()
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-02")
    today("2026-03-16")
    withdraw(visitor, order)
    cause = refunds_of(order)[0].cause
    staff("orders").post(f"/en/admin/returns/{cause}/approve")
    today("2026-03-20")

    visitor.post(f"/en/returns/{cause}/sent", data={"tracking_number": "DK 7"})

    assert refunds_of(order)[0].due_on == date(2026, 4, 3)
