"""What the desk must do about people who wish to become suppliers (4.1)."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.suppliers import queries as suppliers
from app.suppliers.applying import queries as applications
from app.suppliers.applying.models import Application
from app.suppliers.applying.models import ApplicationState as S


def of_staff() -> list[Todo]:
    """Applications that wait for a reviewer."""
    return [_todo(application) for application in applications.waiting_for_us()]


def of_suspended() -> list[Todo]:
    """Suspensions that are looked at again within ten business days."""
    return [
        Todo(
            supplier.review_by,
            _("%(supplier)s is suspended", supplier=supplier.name),
            supplier.standing_reason or "",
            _("Look"),
            url_for("admin_standing.show", supplier_id=supplier.id),
        )
        for supplier in suppliers.suppliers_by_name()
        if supplier.review_by is not None
    ]


def _todo(application: Application) -> Todo:
    text = {
        S.SUBMITTED: _("Read it and go on, ask, or say no."),
        S.INTERVIEW_OFFERED: _("Agree on a day to talk."),
        S.INTERVIEW_BOOKED: _("Note how the talk went."),
        S.INTERVIEW_DONE: _("Two people approve, or one says no."),
    }[application.state]
    return Todo(
        application.due_on,
        _("Application of %(name)s", name=application.name or application.number),
        text,
        _("Open"),
        url_for("admin_applications.show", number=application.number),
    )
