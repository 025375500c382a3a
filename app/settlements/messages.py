"""What suppliers are told of their money by e-mail."""

from flask_babel import gettext as _

from app.ledger.months import Month
from app.messaging.letters import Action, Facts, Letter, Paragraph
from app.payments import ibans
from app.settlements.models import MonthlyStatement, Payout
from app.suppliers.models import Supplier
from app.web import language as languages
from app.web.filters import date_long, money
from app.web.links import external


def paid(payout: Payout) -> Letter:
    """A payout has reached the bank account."""
    language = payout.supplier.language
    with languages.speaking(language):
        assert payout.value_on is not None
        assert payout.iban_cipher is not None
        day = date_long(payout.value_on)
        return Letter(
            _("You have been paid %(amount)s", amount=money(payout.amount_minor)),
            (
                Paragraph(_("The money was transferred on %(day)s.", day=day)),
                Facts(
                    (
                        (_("Account"), ibans.masked(payout.iban_cipher)),
                        (_("Words for the transfer"), payout.number),
                    )
                ),
                _see_money(language),
            ),
        )


def sent_back(payout: Payout) -> Letter:
    """The bank could not pay: the account is to be looked at."""
    language = payout.supplier.language
    with languages.speaking(language):
        return Letter(
            _("The bank sent your payout back"),
            (
                Paragraph(
                    _(
                        "We wanted to pay you %(amount)s. The bank sent it back: %(why)s.",
                        amount=money(payout.amount_minor),
                        why=payout.why or "",
                    )
                ),
                Paragraph(_("Nothing is lost. Check the IBAN and the name it is under.")),
                _see_money(language),
            ),
        )


def statement_made(supplier: Supplier, statement: MonthlyStatement, month: Month) -> Letter:
    """The statement of a month is there."""
    language = supplier.language
    with languages.speaking(language):
        return Letter(
            _("Your statement for %(month)s", month=month.name),
            (
                Facts(
                    (
                        (_("Balance brought forward"), money(statement.opening_minor)),
                        (_("Balance carried forward"), money(statement.closing_minor)),
                    )
                ),
                Paragraph(
                    _("Orders, commission, refunds and payouts stand there, and in the PDF.")
                ),
                Action(
                    _("See the statement"),
                    external("supplier_money.statement", language, month=str(month)),
                ),
            ),
        )


def _see_money(language: str) -> Action:
    return Action(_("See your money"), external("supplier_money.index", language))
