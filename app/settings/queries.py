from collections.abc import Mapping
from datetime import date

from flask import g
from sqlalchemy import func, select

from app.extensions import db
from app.settings import by_year, rules
from app.settings.models import Holiday, Setting
from app.settings.rules import KEYS, OBLIGATORY_IDENTITY


def all_values() -> Mapping[str, object]:
    """Every business setting in force, read once per request."""
    if "settings" not in g:
        newest = select(func.max(Setting.id)).group_by(Setting.key)
        saved = db.session.execute(select(Setting.key, Setting.value).where(Setting.id.in_(newest)))
        g.settings = {key: rule.default for key, rule in KEYS.items()} | {
            key: value for key, value in saved if key in KEYS
        }
    values: Mapping[str, object] = g.settings
    return values


def number(key: str) -> int:
    """A setting that is a whole number."""
    value = all_values()[key]
    assert isinstance(value, int)
    return value


def text(key: str) -> str:
    """A setting that is a text or a choice."""
    return str(all_values()[key])


def flag(key: str) -> bool:
    """A setting that is yes or no."""
    return bool(all_values()[key])


def interest_rates() -> tuple[tuple[date, int], ...]:
    """The statutory rates of interest on file: from which day, basis points a year."""
    return rules.read_rates(text("interest_rates"))


def committee_limit(year: int) -> int:
    """Up to how many lira the arbitration committees decide, by the year (art. 5(1)(j))."""
    return by_year.amount(text("committee_limit_try"), year)


def missing_identity() -> list[str]:
    """Which obligatory facts about the operator are not given; the shop stays closed (PR-1.1)."""
    return [key for key in OBLIGATORY_IDENTITY if not all_values()[key]]


def public_holidays() -> frozenset[date]:
    """The public holidays on file (CLK-5)."""
    return _days(half_day=False)


def eves() -> frozenset[date]:
    """The half days before them."""
    return _days(half_day=True)


def _days(half_day: bool) -> frozenset[date]:
    if "holidays" not in g:
        g.holidays = {True: set(), False: set()}
        for day, half in db.session.execute(select(Holiday.day, Holiday.half_day)):
            g.holidays[half].add(day)
    return frozenset(g.holidays[half_day])
