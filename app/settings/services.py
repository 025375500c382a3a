from datetime import date

from flask import g
from flask_babel import gettext as _
from holidays import country_holidays
from sqlalchemy import func, select

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.events import publish
from app.settings import phones
from app.settings.events import SettingChanged
from app.settings.models import Holiday, Setting
from app.settings.rules import KEYS


class OutsideLimits(Refused):
    """The law or the house sets a limit that this value would cross."""


def change(key: str, value: object, by: str) -> None:
    """Save a new version of a business setting within its limits. Raises OutsideLimits."""
    rule = KEYS[key]
    if not rule.allowed(value):
        raise OutsideLimits(_("%(key)s: allowed is %(limit)s.", key=key, limit=rule.limit))
    if key == "operator.phone" and value:
        _refuse_raised_tariff(str(value))
    last = db.session.scalar(select(func.max(Setting.version)).where(Setting.key == key)) or 0
    db.session.add(
        Setting(key=key, version=last + 1, value=value, changed_at=clock.now(), changed_by=by)
    )
    db.session.flush()
    g.pop("settings", None)
    publish(SettingChanged(key))


def _refuse_raised_tariff(number: str) -> None:
    """The line for existing contracts costs no more than the ordinary tariff (art. 18(1))."""
    try:
        phones.read_phone(number)
    except phones.NotOrdinary as refusal:
        raise OutsideLimits(str(refusal)) from refusal


def fill_holidays(first_year: int, years: int = 5) -> int:
    """Fill the table of holidays from the kept library; rows that staff changed stay (CLK-5)."""
    known = set(db.session.scalars(select(Holiday.day)))
    added = 0
    for half_day, category in ((False, "public"), (True, "half_day")):
        calendar = country_holidays(
            "TR",
            years=range(first_year, first_year + years),
            language="tr",
            categories=(category,),
        )
        for day, name in sorted(calendar.items()):
            if day not in known:
                _add(day, name, half_day)
                known.add(day)
                added += 1
    db.session.flush()
    g.pop("holidays", None)
    return added


def _add(day: date, name: str, half_day: bool) -> None:
    db.session.add(
        Holiday(day=day, name=name, half_day=half_day, source="holidays", confirmed=False)
    )


def read_as(key: str, typed: str) -> object:
    """What was typed, in the kind of the setting. Raises OutsideLimits."""
    default = KEYS[key].default
    if isinstance(default, bool):
        return typed in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        if not typed.lstrip("-").isdigit() or len(typed) > 12:
            raise OutsideLimits(_("%(key)s: write a whole number.", key=key))
        return int(typed)
    return typed
