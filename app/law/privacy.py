"""Days and hours of the data-protection law (KVKK arts. 9, 12, 13)."""

from datetime import date, datetime, timedelta

from app.law.deadlines import Holidays, business_day

BOARD_HOURS = 72
FILING_DAYS = 5


def board_due(learned_at: datetime) -> datetime:
    """KVKK art. 12(5), Board decision 2019/10: the Board is told within 72 hours of learning."""
    return learned_at + timedelta(hours=BOARD_HOURS)


def filing_due(signed_on: date, holidays: Holidays) -> date:
    """KVKK art. 9(5): a standard contract is filed within 5 business days of its signature."""
    return business_day(signed_on, FILING_DAYS, holidays)


def may_receive(country: str, mechanism: str) -> bool:
    """KVKK art. 9: a recipient abroad needs a mechanism before anything goes there."""
    return country == "TR" or bool(mechanism)
