"""What the help desk says by e-mail."""

from flask_babel import gettext as _

from app.helpdesk import words as said
from app.helpdesk.models import Request
from app.messaging.letters import Action, Facts, Letter, Number, Paragraph
from app.suppliers.models import Supplier
from app.web.filters import date_long, datetime_long
from app.web.language import speaking
from app.web.links import external


def received(request: Request, message: str, token: str) -> Letter:
    """The receipt that goes out at once (art. 12/A)."""
    with speaking(request.language):
        return Letter(
            _("We have received your request %(number)s", number=request.number),
            (
                Number(_("Request number"), request.number),
                Facts(
                    (
                        (_("Kind"), said.kind(request.kind)),
                        (_("Order"), request.order_text or "—"),
                        (_("Received"), datetime_long(request.received_at, seconds=True)),
                        (_("Answer by"), date_long(request.answer_by)),
                    )
                ),
                Paragraph(_("You wrote:")),
                Paragraph(message or "—"),
                Action(
                    _("Follow your request"),
                    external("requests.open_link", request.language, token=token),
                ),
            ),
        )


def for_supplier(request: Request, supplier: Supplier, message: str) -> Letter:
    """Passes it to the seller in the same moment (AM-12A.2)."""
    with speaking(supplier.language):
        return Letter(
            _("A buyer writes: %(number)s", number=request.number),
            (
                Facts(
                    (
                        (_("Kind"), said.kind(request.kind)),
                        (_("Order"), request.order.reference if request.order else "—"),
                        (_("Received"), datetime_long(request.received_at)),
                        (_("Answer by"), date_long(request.answer_by)),
                    )
                ),
                Paragraph(message or "—"),
                Action(
                    _("Open the request"),
                    external("supplier_requests.show", supplier.language, number=request.number),
                ),
            ),
        )


def answered(request: Request, words: str, token: str, file_at: str = "") -> Letter:
    """The answer, with its reasons and the way to say more; `file_at`: where records lie."""
    with speaking(request.language):
        rows = [(_("Request number"), request.number)]
        if request.outcome:
            rows.append((_("Outcome"), said.outcome(request.outcome)))
        if request.led_to:
            rows.append((_("What follows"), request.led_to))
        return Letter(
            _("An answer to your request %(number)s", number=request.number),
            (
                Facts(tuple(rows)),
                Paragraph(words),
                *((Action(_("Download the records"), file_at),) if file_at else ()),
                Paragraph(
                    _(
                        "If this does not settle it, write once more on the page of your request. "
                        "You may also turn to the consumer arbitration committee or consumer court "
                        "of the place where you live."
                    )
                ),
                Action(
                    _("Open your request"),
                    external("requests.open_link", request.language, token=token),
                ),
            ),
        )
