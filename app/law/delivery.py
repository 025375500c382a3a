"""When goods must be there, and when a trader must say that they cannot (art. 16)."""

from datetime import date, timedelta

MOST_DAYS = 30
IMPOSSIBILITY_NOTICE_DAYS = 3


def promised_by(ordered_on: date, lead_days: int) -> date:
    """Art. 16(1): the promised day; the lead time is never longer than thirty days."""
    if not 1 <= lead_days <= MOST_DAYS:
        raise ValueError("lead days from 1 to 30")
    return ordered_on + timedelta(days=lead_days)


def latest_by(ordered_on: date) -> date:
    """Art. 16(1): goods never later than thirty days after the order reached the trader."""
    return ordered_on + timedelta(days=MOST_DAYS)


def halfway(ordered_on: date, lead_days: int) -> date:
    """Art. 16(1): the day of the first alert, half of the lead time rounded down."""
    return ordered_on + timedelta(days=lead_days // 2)


def termination_from(ordered_on: date, lead_days: int) -> date:
    """Art. 16(2): from the day after the promised day the buyer may end the contract."""
    return overdue_from(promised_by(ordered_on, lead_days), latest_by(ordered_on))


def overdue_from(promised_on: date, latest_on: date) -> date:
    """Art. 16(1) and (2): the first day on which goods not yet delivered are late."""
    return min(promised_on, latest_on) + timedelta(days=1)


def told_by(learned_on: date, days: int = IMPOSSIBILITY_NOTICE_DAYS) -> date:
    """Art. 16(4): the last day to tell the buyer that performance has become impossible."""
    if not 0 <= days <= IMPOSSIBILITY_NOTICE_DAYS:
        raise ValueError("three days at most")
    return learned_on + timedelta(days=days)
