"""The one way in which a refund changes its state: under the row lock of its order (4.7)."""

from flask_babel import gettext as _

from app.extensions import db
from app.kernel.errors import Conflict
from app.payments import rules
from app.payments.models import Refund


class NotNow(Conflict):
    """This cannot follow from where the refund stands."""


def move(refund: Refund, event: str) -> None:
    """Apply an event to a refund whose order is locked. Raises NotNow."""
    following = rules.REFUND.get((refund.state, event))
    if following is None:
        raise NotNow(_("This refund has moved on meanwhile. Please look at it again."))
    refund.state = following
    db.session.flush()
