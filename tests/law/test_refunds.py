from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import clock
from app.law import refunds
from app.law.refunds import MoreThanPaid, Portion, WayBack
from app.law.rule_sets import RULE_SETS

NOTICE = date(2026, 3, 16)


def vector(requirement: str, *values: object, id: str | None = None):
    return pytest.param(*values, id=id, marks=pytest.mark.requirement(requirement))


@pytest.mark.requirement("DC-12.1")
def test_price_and_delivery_go_back_together():
    amount = refunds.amount_of(
        [Portion(40_000, 1, 0)],
        charged_delivery_minor=4_000,
        fee_of_kept_minor=0,
        delivery_refunded_minor=0,
    )
    assert amount.total_minor == 44_000


def test_a_refund_says_what_each_line_brings():
    amount = refunds.amount_of(
        [Portion(12_000, 1, 2), Portion(4_550, 2, 0)],
        charged_delivery_minor=4_000,
        fee_of_kept_minor=4_000,
        delivery_refunded_minor=0,
    )
    assert amount.by_line == (12_000, 9_100)
    assert amount.goods_minor == 21_100
    assert amount.delivery_minor == 0


@pytest.mark.parametrize(
    ("charged", "fee_of_kept", "refunded", "expected"),
    [
        pytest.param(4_000, 0, 0, 4_000, id="nothing kept: the whole fee"),
        pytest.param(4_000, 4_000, 0, 0, id="the same fee for what is kept"),
        pytest.param(9_000, 6_000, 0, 3_000, id="a lighter parcel"),
        pytest.param(9_000, 0, 3_000, 6_000, id="then the rest"),
        pytest.param(0, 4_000, 0, 0, id="free delivery lost: nothing is asked"),
        pytest.param(9_000, 7_000, 3_000, 0, id="never taken back again"),
    ],
)
@pytest.mark.requirement("C-24")
def test_the_delivery_fee_falls_with_the_goods_given_up(charged, fee_of_kept, refunded, expected):
    assert refunds.delivery_fee_due_back(charged, fee_of_kept, refunded) == expected


@given(
    lines=st.lists(st.tuples(st.integers(1, 500_000), st.integers(1, 5)), min_size=1, max_size=4),
    fees=st.lists(st.integers(0, 20_000), min_size=1, max_size=8),
    charged=st.integers(0, 20_000),
    data=st.data(),
)
@pytest.mark.requirement("C-24")
def test_never_more_goes_back_than_was_paid_and_in_the_end_all_of_it(lines, fees, charged, data):
    pieces = [place for place, (_, quantity) in enumerate(lines) for _ in range(quantity)]
    paid = sum(price * quantity for price, quantity in lines) + charged
    back = delivery_back = 0
    for step, place in enumerate(data.draw(st.permutations(pieces)), start=1):
        everything = step == len(pieces)
        amount = refunds.amount_of(
            [Portion(lines[place][0], 1, 0)],
            charged_delivery_minor=charged,
            fee_of_kept_minor=0 if everything else fees[step % len(fees)],
            delivery_refunded_minor=delivery_back,
        )
        assert amount.total_minor >= 0
        back += amount.total_minor
        delivery_back += amount.delivery_minor
        assert back <= paid
    assert back == paid


@pytest.mark.requirement("DC-12.2.a")
def test_a_refund_goes_back_to_the_instruments_in_their_shares():
    assert refunds.by_instrument(10_000, [15_000, 5_000], [0, 0]) == [7_500, 2_500]
    assert refunds.by_instrument(1, [5_000, 5_000], [0, 0]) == [1, 0]


@pytest.mark.requirement("DC-12.2.a")
def test_no_instrument_gets_more_than_is_left_on_it():
    assert refunds.by_instrument(5_001, [10_000, 5_000], [9_999, 0]) == [1, 5_000]
    with pytest.raises(MoreThanPaid):
        refunds.by_instrument(1, [10_000], [10_000])


@given(
    paid=st.lists(st.integers(1, 1_000_000), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 1_000_000), max_size=6),
)
@pytest.mark.requirement("DC-12.2.a")
def test_refunds_over_instruments_sum_to_the_whole_in_whatever_steps(paid, cuts):
    refunded = [0] * len(paid)
    for cut in [*cuts, sum(paid)]:
        now = min(cut, sum(paid) - sum(refunded))
        parts = refunds.by_instrument(now, paid, refunded)
        assert sum(parts) == now
        refunded = [before + part for before, part in zip(refunded, parts, strict=True)]
        assert all(0 <= back <= was for back, was in zip(refunded, paid, strict=True))
    assert refunded == paid


@pytest.mark.parametrize(
    ("notice_on", "expected"),
    [
        vector("V12", NOTICE, date(2026, 3, 30)),
        vector("DC-9.2.b", date(2026, 3, 2), date(2026, 3, 16), id="before shipping"),
        vector("DC-11.1", date(2026, 3, 18), date(2026, 4, 1), id="the day the letter came"),
        vector("V16", date(2026, 3, 12), date(2026, 3, 26), id="told that it is impossible"),
        vector("DC-16.4.b", date(2026, 3, 12), date(2026, 3, 26)),
        vector("V17", date(2026, 4, 3), date(2026, 4, 17), id="ended for non-delivery"),
        vector("HR-08", date(2026, 3, 3), date(2026, 3, 17), id="refused at the door"),
        vector("DC-12.1", date(2026, 3, 6), date(2026, 3, 20), id="a holiday moves nothing"),
    ],
)
def test_money_is_due_fourteen_days_after_the_notice(notice_on, expected):
    assert refunds.refund_due(notice_on) == expected


@pytest.mark.requirement("DC-12.1")
def test_a_notice_ten_minutes_before_midnight_counts_for_that_day():
    received_at = datetime(2026, 3, 16, 20, 50, tzinfo=UTC)
    assert refunds.refund_due(clock.day_of(received_at)) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("way_back", "moved_on", "expected"),
    [
        vector("V13", WayBack.NAMED_CARRIER, date(2026, 3, 20), date(2026, 4, 3)),
        vector("V14", WayBack.OTHER_CARRIER, date(2026, 3, 25), date(2026, 4, 8)),
        vector("DC-12.1", WayBack.COLLECTED, date(2026, 3, 18), date(2026, 4, 1)),
        vector("DC-12.1", WayBack.NOTHING, None, date(2026, 3, 30)),
    ],
)
def test_under_the_rule_sets_own_clock_the_days_follow_the_goods(way_back, moved_on, expected):
    legal_on = refunds.legal_day(RULE_SETS["DC-2026"], NOTICE, way_back, moved_on)
    assert refunds.refund_due(NOTICE, legal_on=legal_on, refund_clock="rule_set") == expected


@pytest.mark.requirement("V12")
@pytest.mark.parametrize("way_back", WayBack)
def test_under_the_old_text_the_days_always_follow_the_notice(way_back):
    legal_on = refunds.legal_day(RULE_SETS["DC-2014"], NOTICE, way_back, date(2026, 3, 25))
    assert legal_on == date(2026, 3, 30)


@pytest.mark.requirement("DC-12.1")
@pytest.mark.requirement("CLK-8")
def test_goods_handed_over_before_the_notice_bring_the_refund_forward_not_back():
    amended = RULE_SETS["DC-2026"]
    earlier = refunds.legal_day(amended, NOTICE, WayBack.NAMED_CARRIER, date(2026, 3, 14))
    later = refunds.legal_day(amended, NOTICE, WayBack.NAMED_CARRIER, date(2026, 3, 20))
    assert refunds.refund_due(NOTICE, legal_on=earlier) == date(2026, 3, 28)
    assert refunds.refund_due(NOTICE, legal_on=later) == date(2026, 3, 30)


@pytest.mark.requirement("DC-12.1")
@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=RULE_SETS)
def test_where_nothing_comes_back_the_law_counts_from_the_notice(rules):
    assert refunds.legal_day(rules, NOTICE, WayBack.NOTHING, None) == date(2026, 3, 30)


def test_while_the_goods_are_not_on_their_way_the_law_names_no_day():
    amended = RULE_SETS["DC-2026"]
    assert refunds.legal_day(amended, NOTICE, WayBack.NAMED_CARRIER, None) is None


@pytest.mark.requirement("C-12")
def test_money_leaves_on_day_twelve_even_if_nothing_has_come_back():
    assert refunds.release_day(NOTICE) == date(2026, 3, 28)


@pytest.mark.requirement("C-12")
@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        pytest.param(date(2026, 3, 30), date(2026, 3, 28), id="due on day 14"),
        pytest.param(date(2026, 3, 26), date(2026, 3, 24), id="due on day 10"),
        pytest.param(date(2026, 3, 17), date(2026, 3, 16), id="due tomorrow: at once"),
    ],
)
def test_money_leaves_two_days_before_it_is_due(due_on, expected):
    assert refunds.release_day(NOTICE, due_on=due_on) == expected


def test_what_was_paid_and_what_went_back_are_told_for_the_same_instruments():
    with pytest.raises(ValueError, match="shorter"):
        refunds.by_instrument(1, [5_000, 5_000], [0])


def test_nothing_can_go_back_where_nothing_was_paid():
    with pytest.raises(MoreThanPaid, match=r"^1 of 0$"):
        refunds.by_instrument(1, [], [])
