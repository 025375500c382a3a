"""How long records are kept (art. 20)."""

from datetime import date, timedelta

from app.law import deadlines

LEAST_YEARS = 3


def retain_until(closed_on: date, years: int = LEAST_YEARS) -> date:
    """Art. 20(1): kept through this day, three years or more after the transaction closed."""
    if years < LEAST_YEARS:
        raise ValueError("records are kept three years at least")
    return deadlines.years_after(closed_on, years)


def destroy_from(closed_on: date, years: int = LEAST_YEARS) -> date:
    """Art. 20(1): the first day on which records may go."""
    return retain_until(closed_on, years) + timedelta(days=1)
