"""What third parties hear whose contracts fall with a good (art. 14)."""

from flask_babel import gettext as _

from app.contracts import words
from app.kernel import clock
from app.messaging.letters import Facts, Letter, Paragraph
from app.orders.models import AncillaryContract
from app.web.filters import date_long
from app.web.language import speaking


def ancillary_ended(contract: AncillaryContract) -> Letter:
    """A third party hears that its contract has ended with the good (art. 14(2))."""
    line = contract.line
    with speaking("tr"):
        return Letter(
            _("Contract ended: %(name)s", name=words.name_of(line)),
            (
                Paragraph(
                    _(
                        "The contract for the good it was tied to has ended, and with it this "
                        "contract, without cost or penalty for the buyer (art. 14). What was paid "
                        "for it goes back to the buyer."
                    )
                ),
                Facts(
                    (
                        (_("Order"), line.suborder.order.reference),
                        (_("Good"), words.name_of(contract.parent_line)),
                        (_("Contract"), f"{words.name_of(line)} ({line.sku})"),
                        (_("Quantity still running"), str(line.kept)),
                        (_("Day"), date_long(clock.today())),
                    )
                ),
            ),
        )
