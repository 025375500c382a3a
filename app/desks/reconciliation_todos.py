"""What the nightly comparison of ledger, provider and bank asks of finance."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounting import reconciling
from app.desks.todo import Todo
from app.kernel import clock
from app.ledger import words


def of_staff() -> list[Todo]:
    """Each account on which the two sides do not agree, or whose other side does not answer."""
    return [
        Todo(
            clock.today(),
            ngettext(
                "%(num)d difference: ledger and %(account)s",
                "%(num)d differences: ledger and %(account)s",
                len(row.differences),
                account=words.account(row.account),
            )
            if row.differences
            else _("%(account)s did not answer", account=words.account(row.account)),
            _("Each is named with its day and sum."),
            _("Look"),
            url_for("admin_reconciliation.index"),
        )
        for row in reconciling.latest()
        if row.differences or row.unheard
    ]
