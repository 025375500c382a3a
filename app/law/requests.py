"""The days of a request for records, for money, or of a complaint (art. 12/A, machine 4.11a)."""

from datetime import date, timedelta

from app.law import deadlines
from app.law.deadlines import Holidays

TAKE_BUSINESS_DAYS = 1
ANSWER_BUSINESS_DAYS = 10
RECORDS_DAYS = 1
SILENT_DAYS = 14


def take_by(received_on: date, holidays: Holidays) -> date:
    """Art. 12/A: the last day for a person to take it up, one business day after it came."""
    return deadlines.business_day(received_on, TAKE_BUSINESS_DAYS, holidays)


def answer_by(received_on: date, *, records: bool, holidays: Holidays) -> date:
    """Art. 12/A, art. 20(2): records within a day (24 hours), others in ten business days."""
    if records:
        return deadlines.last_day(received_on, RECORDS_DAYS, holidays, roll=False)
    return deadlines.business_day(received_on, ANSWER_BUSINESS_DAYS, holidays)


def silent_until(answered_on: date) -> date:
    """Art. 12/A: answered and silent for fourteen days, a request is closed after this day."""
    return answered_on + timedelta(days=SILENT_DAYS)
