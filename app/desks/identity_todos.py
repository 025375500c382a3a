"""New legal identities of makers that staff have to look at."""

from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.law import deadlines
from app.settings import queries as settings
from app.suppliers import shopkeeping
from app.suppliers.renumbering import queries as numbers
from app.suppliers.renumbering.words import part_said

LOOK_WITHIN = 3


def _day(asked_at: datetime) -> date:
    """The third working day after it was asked for."""
    holidays = deadlines.Holidays(public=settings.public_holidays(), eves=settings.eves())
    return deadlines.business_day(clock.day_of(asked_at), LOOK_WITHIN, holidays)


def of_finance() -> list[Todo]:
    """New numbers and accounts, for two to look at."""
    return [
        Todo(
            _day(change.asked_at),
            _("New numbers: %(maker)s", maker=change.supplier.name),
            ", ".join(part_said(part) for part in change.parts),
            _("Look"),
            url_for("admin_numbers.show", supplier_id=change.supplier_id),
        )
        for change in numbers.waiting()
    ]


def of_staff() -> list[Todo]:
    """New names and addresses in law, for a reviewer to look at."""
    return [
        Todo(
            _day(change.asked_at),
            _("New details: %(maker)s", maker=change.supplier.name),
            _("Name, number or address in law"),
            _("Look"),
            url_for("admin_identities.index"),
        )
        for change in shopkeeping.waiting_changes()
    ]
