"""New legal identities of makers that staff have to look at."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.law import deadlines
from app.settings import queries as settings
from app.suppliers import shopkeeping

LOOK_WITHIN = 3


def of_staff() -> list[Todo]:
    """Each by the third working day after it was asked for."""
    holidays = deadlines.Holidays(public=settings.public_holidays(), eves=settings.eves())
    return [
        Todo(
            deadlines.business_day(clock.day_of(change.asked_at), LOOK_WITHIN, holidays),
            _("New details: %(maker)s", maker=change.supplier.name),
            _("Name, number or address in law"),
            _("Look"),
            url_for("admin_identities.index"),
        )
        for change in shopkeeping.waiting_changes()
    ]
