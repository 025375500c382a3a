"""The receipt of a statement, as a document (DC-11.2.b, EU-4)."""

from flask_babel import gettext as _

from app.contracts.documents import Document, Facts, Paragraph
from app.kernel import clock
from app.returns.models import Kind, Statement
from app.returns.words import channel_in_words, kind_in_words
from app.web.filters import date_long, datetime_long
from app.web.language import speaking


def receipt_for(statement: Statement) -> Document:
    """What was declared, by whom, and when, to the second with its zone."""
    with speaking(statement.language):
        withdrawal = statement.kind is Kind.WITHDRAWAL
        rows = [(_("Return number"), statement.number), (_("Name"), statement.name)]
        if not withdrawal:
            rows.append((_("What is wrong"), kind_in_words(statement.kind)))
        rows += [
            (_("Order"), statement.order_text),
            (_("Goods"), statement.goods_text or _("everything of this order")),
        ]
        if statement.email:
            rows.append((_("E-mail for the receipt"), statement.email))
        if statement.message:
            rows.append((_("Message"), statement.message))
        rows += [(_("File"), f"{file.name} (SHA-256 {file.sha256})") for file in statement.files]
        if statement.recorded_by:
            rows.append((_("Came by"), channel_in_words(statement.channel)))
            rows.append((_("Sent"), date_long(clock.day_of(statement.sent_at))))
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
            _("Receipt of your withdrawal") if withdrawal else _("Receipt of your claim"),
            (
                Paragraph(
                    _(
                        "We have received your declaration that you withdraw from the contract. "
                        "All periods run from the moment below. Keep this receipt."
                    )
                    if withdrawal
                    else _(
                        "We have received your claim that something is wrong with the goods. All "
                        "periods run from the moment below. Keep this receipt."
                    )
                ),
                Facts(tuple(rows)),
            ),
        )
