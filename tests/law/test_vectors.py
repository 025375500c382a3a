"""The specification's date vectors, V1 to V22, in one table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.law import delivery, refunds, retention, returns, withdrawal
from app.law.deadlines import Holidays
from app.law.interest import interest
from app.law.refunds import WayBack
from app.law.rule_sets import RULE_SETS, rule_set_for
from app.law.withdrawal import Line, Sale
from tests.law.conftest import HOLIDAYS_2026

INFORMED = date(2026, 1, 2)
AMENDED = RULE_SETS["DC-2026"]
NOTICE = date(2026, 3, 16)
SATURDAYS_WORK = replace(HOLIDAYS_2026, saturday_is_holiday=False)
EVES_WORK = replace(HOLIDAYS_2026, eve_is_holiday=False)


def vector(row: str, words: str, asked: Callable[[], object], expected: object):
    return pytest.param(asked, expected, id=f"{row} {words}", marks=pytest.mark.requirement(row))


def end(
    *lines: Line | date, informed: date | None = INFORMED, holidays: Holidays = HOLIDAYS_2026
) -> date | None:
    """The last day to withdraw; a day alone is a good received then."""
    known = [line if isinstance(line, Line) else Line(line) for line in lines]
    return withdrawal.last_day(Sale(known, informed), holidays)


def in_time(sent_on: date) -> bool:
    """Whether a notice for goods received on 2 March is in time."""
    sale = Sale([Line(date(2026, 3, 2))], INFORMED)
    return withdrawal.is_in_time(sale, sent_on, HOLIDAYS_2026)


def send_back(approved_on: date) -> tuple[date, ...]:
    """Until when the goods of 16 March's notice are sent back, under the old text and the new."""
    return tuple(
        returns.send_back_by(
            (NOTICE,), approved_on, NOTICE, RULE_SETS[key].send_back_days, HOLIDAYS_2026
        )
        for key in ("DC-2014", "DC-2026")
    )


def refund(way_back: WayBack, moved_on: date) -> date:
    """When the money of 16 March's notice is due by the amended text's own clock."""
    legal_on = refunds.legal_day(AMENDED, NOTICE, way_back, moved_on)
    return refunds.refund_due(NOTICE, legal_on=legal_on, refund_clock="rule_set")


def order_of_2_march() -> tuple[date, ...]:
    """Promised, at the latest, and to be ended from; ten days were promised."""
    ordered = date(2026, 3, 2)
    return (
        delivery.promised_by(ordered, 10),
        delivery.latest_by(ordered),
        delivery.termination_from(ordered, 10),
    )


def kept(closed_on: date) -> tuple[date, date]:
    """Until when records are kept, and when they may go."""
    return retention.retain_until(closed_on), retention.destroy_from(closed_on)


TABLE = [
    vector("V1", "goods", lambda: end(date(2026, 3, 2)), date(2026, 3, 16)),
    vector("V2", "a holiday", lambda: end(date(2026, 3, 6)), date(2026, 3, 23)),
    vector("V3", "a Saturday", lambda: end(date(2026, 4, 4)), date(2026, 4, 20)),
    vector(
        "V3",
        "a Saturday that is a working day",
        lambda: end(date(2026, 4, 4), holidays=SATURDAYS_WORK),
        date(2026, 4, 18),
    ),
    vector(
        "V4",
        "three parcels",
        lambda: end(date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 12)),
        date(2026, 3, 26),
    ),
    vector(
        "V5",
        "two parts",
        lambda: end(withdrawal.good_in_parts([date(2026, 3, 4), date(2026, 3, 11)])),
        date(2026, 3, 25),
    ),
    vector(
        "V6",
        "regular boxes",
        lambda: end(withdrawal.deliveries([date(2026, 2, 3), date(2026, 3, 3)])),
        date(2026, 2, 17),
    ),
    vector(
        "V7",
        "a service",
        lambda: end(withdrawal.service(date(2026, 3, 10))),
        date(2026, 3, 24),
    ),
    vector("V8", "never informed", lambda: end(date(2026, 3, 2), informed=None), date(2027, 3, 16)),
    vector(
        "V9",
        "informed in June",
        lambda: end(date(2026, 3, 2), informed=date(2026, 6, 1)),
        date(2026, 6, 15),
    ),
    vector(
        "V10",
        "informed in the year's last fortnight",
        lambda: end(date(2026, 3, 2), informed=date(2027, 3, 8)),
        date(2027, 3, 22),
    ),
    vector("V11", "onto Kurban", lambda: end(date(2026, 5, 13)), date(2026, 6, 1)),
    vector("V12", "refund", lambda: refunds.refund_due(NOTICE), date(2026, 3, 30)),
    vector(
        "V12",
        "sent back, approved the same day",
        lambda: send_back(date(2026, 3, 16)),
        (date(2026, 3, 26), date(2026, 3, 30)),
    ),
    vector(
        "V12",
        "sent back, approved the day after",
        lambda: send_back(date(2026, 3, 17)),
        (date(2026, 3, 27), date(2026, 3, 31)),
    ),
    vector(
        "V13",
        "handed to the named carrier",
        lambda: refund(WayBack.NAMED_CARRIER, date(2026, 3, 20)),
        date(2026, 4, 3),
    ),
    vector(
        "V14",
        "arrived by another carrier",
        lambda: refund(WayBack.OTHER_CARRIER, date(2026, 3, 25)),
        date(2026, 4, 8),
    ),
    vector(
        "V15",
        "an order's days",
        order_of_2_march,
        (date(2026, 3, 12), date(2026, 4, 1), date(2026, 3, 13)),
    ),
    vector(
        "V16",
        "impossible: told by",
        lambda: delivery.told_by(date(2026, 3, 10)),
        date(2026, 3, 13),
    ),
    vector(
        "V16",
        "impossible: refund",
        lambda: refunds.refund_due(date(2026, 3, 12)),
        date(2026, 3, 26),
    ),
    vector("V17", "ended", lambda: refunds.refund_due(date(2026, 4, 3)), date(2026, 4, 17)),
    vector(
        "V17",
        "1 250.00 for 44 days: 36.16",
        lambda: interest(125_000, date(2026, 3, 2), date(2026, 4, 15)),
        3_616,
    ),
    vector(
        "V18",
        "records",
        lambda: kept(date(2026, 3, 30)),
        (date(2029, 3, 30), date(2029, 3, 31)),
    ),
    vector("V19", "day 8", lambda: in_time(date(2026, 3, 10)), True),
    vector("V20", "day 12", lambda: in_time(date(2026, 3, 14)), True),
    vector("V21", "the old text", lambda: rule_set_for(date(2025, 12, 31)).key, "DC-2014"),
    vector("V21", "the amended one", lambda: rule_set_for(date(2026, 1, 1)).key, "DC-2026"),
    vector("V22", "onto Kurban's eve", lambda: end(date(2026, 5, 12)), date(2026, 6, 1)),
    vector(
        "V22",
        "an eve that is a working day",
        lambda: end(date(2026, 5, 12), holidays=EVES_WORK),
        date(2026, 5, 26),
    ),
]


@pytest.mark.parametrize(("asked", "expected"), TABLE)
def test_every_date_of_the_specification_comes_out(asked, expected):
    assert asked() == expected


def test_no_vector_is_left_out():
    rows = {mark.args[0] for row in TABLE for mark in row.marks}
    assert rows == {f"V{number}" for number in range(1, 23)}
