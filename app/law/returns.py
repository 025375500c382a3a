"""The days of a return: approval, sending back, refusing (art. 13, C-10, C-23, HR-04)."""

from datetime import date, timedelta

from app.law import deadlines
from app.law.deadlines import Holidays

LIABILITY_YEARS = 2


def approve_by(notice_on: date, business_days: int, holidays: Holidays) -> date:
    """Art. 11, C-10: undecided when this business day has ended, a return is approved by itself."""
    return deadlines.business_day(notice_on, business_days, holidays)


def refuse_by(notice_on: date, business_days: int, holidays: Holidays) -> date:
    """Art. 15, machine 4.6.1: a proposed refusal not confirmed by then is dropped."""
    return deadlines.business_day(notice_on, business_days, holidays)


def review_by(claimed_on: date, business_days: int, holidays: Holidays) -> date:
    """Law 6502 art. 11, HR-04: a claim not decided by then is approved."""
    return deadlines.business_day(claimed_on, business_days, holidays)


def send_back_by(
    starts: tuple[date, ...], approved_on: date, notice_on: date, days: int, holidays: Holidays
) -> date:
    """Art. 13(1), C-23: the last day to hand the goods over.

    Counted from the latest of notice sent, notice received and goods received (`starts`); the
    days that the approval took are added first, then the sum rolls once (CLK-3).
    """
    waited = max(0, (approved_on - notice_on).days)
    return deadlines.rolled(max(starts) + timedelta(days=days + waited), holidays)


def claim_until(received_on: date, years: int, holidays: Holidays) -> date:
    """Law 6502 art. 12, C-19: the last day on which the seller answers for a defect (CLK-6)."""
    if years < LIABILITY_YEARS:
        raise ValueError("the law gives two years; a house may only give more")
    return deadlines.rolled(deadlines.years_after(received_on, years), holidays)
