"""Claims that goods are not as they should be, refusals and complaints."""

from flask_babel import gettext as _

from app.messaging.letters import Facts, Letter, Paragraph
from app.returns.messages.parts import goods_of, to_case, to_supplier_case
from app.returns.models import Case
from app.returns.words import kind_in_words
from app.web.filters import date_long
from app.web.language import speaking


def claim_for_supplier(case: Case) -> Letter:
    """The seller hears at once what is said to be wrong (AM-12A.2)."""
    language = case.suborder.supplier.language
    with speaking(language):
        return Letter(
            _("A buyer says that something is wrong: %(number)s", number=case.number),
            (
                goods_of(case, language),
                Facts(
                    (
                        (_("What is wrong"), kind_in_words(case.kind)),
                        (_("In the buyer's words"), case.statement.message),
                    )
                ),
                to_supplier_case(case),
            ),
        )


def claim_question(case: Case, question: str) -> Letter:
    """Something is needed before the claim can be decided."""
    with speaking(case.statement.language):
        return Letter(
            _("A question about your claim %(number)s", number=case.number),
            (
                Paragraph(question),
                Paragraph(
                    _(
                        "Please answer within 14 days; after that we decide on what we have. Your "
                        "answer counts whenever it comes."
                    )
                ),
                to_case(case, _("Answer")),
            ),
        )


def service_arranged(case: Case, words: str) -> Letter:
    """The authorised service comes; no report is needed from the buyer (HR-17)."""
    assert case.service_on is not None
    assert case.decide_by is not None
    with speaking(case.statement.language):
        return Letter(
            _("We arrange the service for your claim %(number)s", number=case.number),
            (
                goods_of(case, case.statement.language),
                Facts(
                    (
                        (_("The service comes on"), date_long(case.service_on)),
                        (_("We decide at the latest on"), date_long(case.decide_by)),
                    )
                ),
                Paragraph(words),
                Paragraph(_("You need not send a report. It costs you nothing.")),
                to_case(case),
            ),
        )


def objection_decided(case: Case, reason: str) -> Letter:
    """The seller hears that its objection was not followed, and that it bears nothing (5.3)."""
    language = case.suborder.supplier.language
    with speaking(language):
        return Letter(
            _("The goods of %(number)s need not come back", number=case.number),
            (
                goods_of(case, language),
                Paragraph(_("You had objected. We decided otherwise, for this reason:")),
                Paragraph(reason),
                Paragraph(
                    _("So the cooperative bears this refund; your account is not touched by it.")
                ),
                to_supplier_case(case),
            ),
        )


def complaint_received(case: Case) -> Letter:
    """The case is open again."""
    with speaking(case.statement.language):
        day = date_long(case.decide_by) if case.decide_by else ""
        return Letter(
            _("We look at it again: %(number)s", number=case.number),
            (
                goods_of(case, case.statement.language),
                Paragraph(
                    _(
                        "A person looks at it again and answers until %(day)s. Without an answer "
                        "by then you are right.",
                        day=day,
                    )
                ),
                to_case(case),
            ),
        )


def refused(case: Case) -> Letter:
    """Why not, and where to complain."""
    with speaking(case.statement.language):
        return Letter(
            _("Your claim %(number)s cannot be accepted", number=case.number)
            if case.is_claim
            else _("Your withdrawal %(number)s cannot be accepted", number=case.number),
            (
                goods_of(case, case.statement.language),
                Paragraph(case.reason or ""),
                Paragraph(
                    _(
                        "If you do not agree, say so on the page of the case or answer this "
                        "message, and we look at it again; or turn to the consumer arbitration "
                        "committee, or after mediation to the consumer court, of the place where "
                        "you live. Broken, spoiled or wrong goods are another matter: tell us, you "
                        "have two years."
                    )
                ),
                to_case(case),
            ),
        )
