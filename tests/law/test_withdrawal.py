from datetime import UTC, date, datetime

import pytest

from app.kernel import clock
from app.law import withdrawal
from app.law.withdrawal import Line, Sale

BEFORE_IT_ALL = date(2026, 1, 2)


def vector(requirement: str, *values: object, id: str | None = None):
    return pytest.param(*values, id=id, marks=pytest.mark.requirement(requirement))


def sale(*received: date | None, informed: date | None = BEFORE_IT_ALL) -> Sale:
    return Sale([Line(day) for day in received], informed)


@pytest.mark.parametrize(
    ("received_on", "expected"),
    [
        vector("V1", date(2026, 3, 2), date(2026, 3, 16)),
        vector("DC-9.1", date(2026, 3, 2), date(2026, 3, 16)),
        vector("V2", date(2026, 3, 6), date(2026, 3, 23)),
        vector("V3", date(2026, 4, 4), date(2026, 4, 20)),
        vector("V11", date(2026, 5, 13), date(2026, 6, 1)),
        vector("V22", date(2026, 5, 12), date(2026, 6, 1)),
        vector("DC-9.2.g", date(2026, 3, 4), date(2026, 3, 18), id="the latest report counts"),
        vector("DC-9.4", date(2026, 3, 6), date(2026, 3, 23), id="not the day of dispatch"),
        vector("DC-9.5", date(2026, 3, 2), date(2026, 3, 16), id="oven with installation"),
    ],
)
def test_goods_may_be_given_up_for_fourteen_days_from_receipt(received_on, expected, holidays):
    assert withdrawal.last_day(sale(received_on), holidays) == expected


@pytest.mark.requirement("V3")
def test_where_saturday_is_a_working_day_the_period_may_end_on_it(saturdays_are_working_days):
    end = withdrawal.last_day(sale(date(2026, 4, 4)), saturdays_are_working_days)
    assert end == date(2026, 4, 18)


@pytest.mark.requirement("V22")
def test_where_an_eve_is_a_working_day_the_period_may_end_on_it(eves_are_working_days):
    end = withdrawal.last_day(sale(date(2026, 5, 12)), eves_are_working_days)
    assert end == date(2026, 5, 26)


@pytest.mark.parametrize(
    "received",
    [
        vector("V4", (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 12))),
        vector("DC-9.3.a", (date(2026, 3, 12), date(2026, 3, 2), date(2026, 3, 9))),
    ],
)
def test_an_order_in_several_parcels_counts_from_the_last(received, holidays):
    assert withdrawal.last_day(sale(*received), holidays) == date(2026, 3, 26)


@pytest.mark.requirement("DC-9.3.a")
@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [
        pytest.param(date(2026, 3, 18), date(2026, 4, 1), id="after the last receipt"),
        pytest.param(date(2026, 3, 4), date(2026, 3, 23), id="before the last receipt"),
    ],
)
def test_a_line_that_ended_before_delivery_drops_out_but_takes_no_time_away(
    ended_on, expected, holidays
):
    lines = [Line(date(2026, 3, 2)), Line(date(2026, 3, 9)), Line(None, ended_on)]
    assert withdrawal.last_day(Sale(lines, BEFORE_IT_ALL), holidays) == expected


@pytest.mark.requirement("DC-9.3.a")
def test_nothing_runs_while_one_parcel_is_on_its_way(holidays):
    assert withdrawal.last_day(sale(date(2026, 3, 2), None), holidays) is None


@pytest.mark.requirement("DC-9.3.b")
def test_a_good_in_two_parts_counts_from_the_second(holidays):
    table = withdrawal.good_in_parts([date(2026, 3, 4), date(2026, 3, 11)])
    assert withdrawal.last_day(Sale([table], BEFORE_IT_ALL), holidays) == date(2026, 3, 25)


@pytest.mark.requirement("DC-9.3.b")
@pytest.mark.parametrize("parts", [[date(2026, 3, 4), None], [None], []])
def test_a_good_of_which_a_part_is_missing_is_not_received(parts):
    assert withdrawal.good_in_parts(parts) == Line(None)


@pytest.mark.requirement("DC-9.3.c")
@pytest.mark.parametrize(
    "boxes",
    [[date(2026, 2, 3), date(2026, 3, 3)], [date(2026, 3, 3), None, date(2026, 2, 3)]],
)
def test_regular_boxes_count_from_the_first(boxes, holidays):
    line = withdrawal.deliveries(boxes)
    assert withdrawal.last_day(Sale([line], BEFORE_IT_ALL), holidays) == date(2026, 2, 17)


@pytest.mark.requirement("DC-9.3.c")
def test_regular_boxes_of_which_none_has_come_have_not_begun(holidays):
    line = withdrawal.deliveries([None, None])
    assert withdrawal.last_day(Sale([line], BEFORE_IT_ALL), holidays) is None


@pytest.mark.requirement("DC-9.2.s")
def test_a_service_counts_from_the_day_of_the_contract(holidays):
    course = Sale([withdrawal.service(date(2026, 3, 10))], BEFORE_IT_ALL)
    assert withdrawal.last_day(course, holidays) == date(2026, 3, 24)


@pytest.mark.requirement("DC-10.1.x")
def test_who_was_never_informed_of_it_has_a_year_more_for_a_service_too(holidays):
    course = Sale([withdrawal.service(date(2026, 3, 10))], None)
    assert withdrawal.last_day(course, holidays) == date(2027, 3, 24)


@pytest.mark.parametrize(
    ("received_on", "expected"),
    [
        vector("V8", date(2026, 3, 2), date(2027, 3, 16)),
        vector("DC-10.1.x", date(2026, 3, 2), date(2027, 3, 16)),
        vector("DC-10.1.x", date(2026, 5, 8), date(2027, 5, 24), id="the year's end moves too"),
        vector("DC-10.1.x", date(2026, 4, 4), date(2027, 4, 20), id="counted from the moved end"),
    ],
)
def test_a_shopper_never_informed_has_a_year_more(received_on, expected, holidays):
    assert withdrawal.last_day(sale(received_on, informed=None), holidays) == expected


@pytest.mark.parametrize(
    ("informed_on", "expected"),
    [
        vector("V9", date(2026, 6, 1), date(2026, 6, 15)),
        vector("V10", date(2027, 3, 8), date(2027, 3, 22)),
        vector("C-26", date(2027, 3, 8), date(2027, 3, 22), id="the later of two readings"),
        vector("CLK-8", date(2027, 3, 8), date(2027, 3, 22), id="the longer for the shopper"),
        vector("DC-10.2", date(2026, 6, 1), date(2026, 6, 15)),
        vector("DC-10.2", date(2027, 3, 8), date(2027, 3, 22), id="past the year's end"),
        vector("DC-10.2", date(2026, 3, 5), date(2026, 3, 23), id="within the fourteen days"),
        vector("DC-10.2", date(2026, 3, 1), date(2026, 3, 16), id="never before the normal end"),
        vector("DC-10.2", date(2027, 3, 16), date(2027, 3, 30), id="on the year's last day"),
        vector("DC-10.2", date(2027, 3, 17), date(2027, 3, 16), id="after the year: no change"),
    ],
)
def test_a_shopper_informed_late_has_fourteen_days_from_then(informed_on, expected, holidays):
    assert withdrawal.last_day(sale(date(2026, 3, 2), informed=informed_on), holidays) == expected


@pytest.mark.requirement("DC-9.1")
@pytest.mark.requirement("CLK-1")
@pytest.mark.parametrize(
    ("sent_at", "in_time"),
    [
        pytest.param(datetime(2026, 3, 16, 20, 59, 59, tzinfo=UTC), True, id="23:59:59 here"),
        pytest.param(datetime(2026, 3, 16, 21, 0, 0, tzinfo=UTC), False, id="midnight here"),
    ],
)
def test_the_last_second_of_the_last_day_is_in_time(sent_at, in_time, holidays):
    goods = sale(date(2026, 3, 2))
    assert withdrawal.is_in_time(goods, clock.day_of(sent_at), holidays) is in_time


@pytest.mark.parametrize(
    "sent_on",
    [
        vector("V19", date(2026, 3, 10), id="day 8"),
        vector("DC-7.old", date(2026, 3, 10), id="past seven days"),
        vector("V20", date(2026, 3, 14), id="day 12"),
        vector("DC-11.1", date(2026, 3, 16), id="posted on the last day"),
    ],
)
def test_a_notice_sent_within_the_period_is_in_time(sent_on, holidays):
    assert withdrawal.is_in_time(sale(date(2026, 3, 2)), sent_on, holidays)


@pytest.mark.requirement("DC-11.late")
def test_a_notice_sent_the_day_after_is_late(holidays):
    assert not withdrawal.is_in_time(sale(date(2026, 3, 2)), date(2026, 3, 17), holidays)


@pytest.mark.requirement("DC-9.2.b")
def test_before_delivery_one_may_always_withdraw(holidays):
    assert withdrawal.is_in_time(sale(None), date(2030, 1, 1), holidays)


@pytest.mark.requirement("DC-9.1")
def test_a_contract_may_give_more_than_fourteen_days_but_never_less(holidays):
    longer = Sale([Line(date(2026, 3, 2))], BEFORE_IT_ALL, days=30)
    assert withdrawal.last_day(longer, holidays) == date(2026, 4, 1)
    with pytest.raises(
        ValueError, match=r"^the law gives fourteen days; a contract may only give more$"
    ):
        Sale([Line(date(2026, 3, 2))], BEFORE_IT_ALL, days=13)


def test_a_sale_without_lines_is_none():
    with pytest.raises(ValueError, match=r"^a sale has lines$"):
        Sale([], BEFORE_IT_ALL)


@pytest.mark.requirement("CLK-5")
@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param(date(2026, 3, 17), date(2026, 3, 17), id="a later promise stands"),
        pytest.param(date(2026, 3, 15), date(2026, 3, 16), id="an earlier one takes nothing away"),
    ],
)
def test_a_last_day_once_named_is_never_taken_back(kept, expected, holidays):
    told = Sale([Line(date(2026, 3, 2))], BEFORE_IT_ALL, kept=kept)
    assert withdrawal.last_day(told, holidays) == expected
