"""The receipt of a statement of withdrawal, as a document (DC-11.2.b, EU-4)."""

from flask_babel import gettext as _

from app.contracts.documents import Document, Facts, Paragraph
from app.returns.models import Statement
from app.web.filters import datetime_long
from app.web.language import speaking


def receipt_for(statement: Statement) -> Document:
    """What was declared, by whom, and when, to the second with its zone."""
    with speaking(statement.language):
        rows = [
            (_("Return number"), statement.number),
            (_("Name"), statement.name),
            (_("Order"), statement.order_text),
            (_("Goods"), statement.goods_text or _("everything of this order")),
            (_("E-mail for the receipt"), statement.email),
        ]
        if statement.message:
            rows.append((_("Message"), statement.message))
        rows.append(
            (
                _("Received"),
                _(
                    "%(moment)s (time of Türkiye, UTC+3)",
                    moment=datetime_long(statement.received_at, seconds=True),
                ),
            )
        )
        return Document(
            statement.language,
            _("Receipt of your withdrawal"),
            (
                Paragraph(
                    _(
                        "We have received your declaration that you withdraw from the contract. "
                        "All periods run from the moment below. Keep this receipt."
                    )
                ),
                Facts(tuple(rows)),
            ),
        )
