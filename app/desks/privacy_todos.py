"""What the privacy desk has to do, by when."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.law import privacy as law
from app.privacy import breaches, recipients
from app.web.filters import datetime_long


def of_privacy() -> list[Todo]:
    """Breaches of which the Board has not been told, contracts that are not filed."""
    return [*_breaches(), *_filings()]


def _breaches() -> list[Todo]:
    return [
        Todo(
            clock.day_of(law.board_due(breach.learned_at)),
            _("Tell the Board of breach %(number)s", number=breach.number),
            _("by %(moment)s", moment=datetime_long(law.board_due(breach.learned_at))),
            _("Open"),
            url_for("admin_breaches.show", number=breach.number),
        )
        for breach in breaches.untold()
    ]


def _filings() -> list[Todo]:
    return [
        Todo(
            due,
            _("File the standard contract with %(name)s", name=recipient.name),
            _("Five business days after its signature, with the Authority."),
            _("Open"),
            url_for("admin_recipients.index"),
        )
        for recipient in recipients.register()
        if (due := recipients.filing_due(recipient)) is not None and not recipient.ended_on
    ]
