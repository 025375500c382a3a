"""What is said of a dispute by e-mail."""

from flask_babel import gettext as _

from app.kernel import clock
from app.messaging.letters import Action, Facts, Letter, Paragraph
from app.payments.disputes import words
from app.payments.models import Dispute, DisputeState
from app.web.filters import date_long, money
from app.web.language import speaking
from app.web.links import external


def proof_wanted(dispute: Dispute, language: str) -> Letter:
    """To the supplier: the buyer's bank takes the money back unless we can show something."""
    with speaking(language):
        return Letter(
            _("Order %(reference)s: what can you show?", reference=dispute.order.reference),
            (
                Paragraph(
                    _(
                        "The buyer has told the bank of the card that this payment is not owed. "
                        "The bank decides by what we can show: when and how you sent the goods, "
                        "what you agreed, a photo or a receipt."
                    )
                ),
                Facts(_facts(dispute)),
                Action(
                    _("Give your proof"),
                    external("supplier_disputes.show", language, number=dispute.number),
                ),
            ),
        )


def opened(dispute: Dispute, language: str) -> Letter:
    """To finance: a dispute waits for an answer."""
    with speaking(language):
        return Letter(
            _("Card dispute about order %(reference)s", reference=dispute.order.reference),
            (
                Facts(_facts(dispute)),
                Paragraph(_("Unanswered, it is lost. The records of the order stand with it.")),
                Action(
                    _("Answer it"),
                    external("admin_disputes.show", language, number=dispute.number),
                ),
            ),
        )


def ended(dispute: Dispute, language: str) -> Letter:
    """To the supplier: how the bank has decided."""
    with speaking(language):
        won = dispute.state is DisputeState.WON
        return Letter(
            _("Order %(reference)s: the card dispute is over", reference=dispute.order.reference),
            (
                Paragraph(
                    _("The bank has decided for us. The payment stands.")
                    if won
                    else _(
                        "The bank has decided for the buyer and the money is gone. The cooperative "
                        "looks at the cause and tells you in the statement who bears it."
                    )
                ),
                Facts(_facts(dispute)),
            ),
        )


def _facts(dispute: Dispute) -> tuple[tuple[str, str], ...]:
    rows = [(_("Amount"), money(dispute.amount_minor)), (_("Reason"), words.reason(dispute.reason))]
    if dispute.answer_by and dispute.state is DisputeState.NEEDS_ANSWER:
        rows.append((_("Answer by"), date_long(clock.day_of(dispute.answer_by))))
    return tuple(rows)
