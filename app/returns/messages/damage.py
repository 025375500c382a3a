"""A damage claim is said apart from the refund, which it never holds up."""

from flask_babel import gettext as _

from app.messaging.letters import Facts, Letter, Paragraph
from app.returns.messages.parts import goods_of, to_case, to_supplier_case
from app.returns.models import Case, DamageClaim, DamageState
from app.web.filters import date_long, money
from app.web.language import speaking


def damage_claim(case: Case, claim: DamageClaim) -> Letter:
    """What the seller says, the sum, and that nobody has to agree."""
    with speaking(case.statement.language):
        day = date_long(claim.answer_by) if claim.answer_by else ""
        return Letter(
            _("The seller asks compensation: %(number)s", number=case.number),
            (
                goods_of(case, case.statement.language),
                Facts(
                    (
                        (_("Sum"), money(claim.sum_minor)),
                        (_("In the seller's words"), claim.reason),
                    )
                ),
                Paragraph(
                    _(
                        "Your refund is not touched by this. You may agree or disagree until "
                        "%(day)s; without an answer we note that you do not agree. Trying goods as "
                        "in a shop never costs anything.",
                        day=day,
                    )
                ),
                to_case(case, _("Answer")),
            ),
        )


def damage_answered(case: Case, claim: DamageClaim) -> Letter:
    """The seller hears what the shopper said."""
    with speaking(case.suborder.supplier.language):
        agreed = claim.state is DamageState.ACCEPTED
        return Letter(
            _("Compensation of %(number)s: the answer", number=case.number),
            (
                Paragraph(
                    _("The buyer agrees to %(amount)s.", amount=money(claim.sum_minor))
                    if agreed
                    else _(
                        "The buyer does not agree. You may let it be, or bring it before the "
                        "committee or court."
                    )
                ),
                *((Paragraph(claim.answer),) if claim.answer else ()),
                to_supplier_case(case),
            ),
        )


def damage_over(case: Case, claim: DamageClaim) -> Letter:
    """The seller lets it be."""
    with speaking(case.statement.language):
        return Letter(
            _("Nothing more is asked of you: %(number)s", number=case.number),
            (
                Paragraph(
                    _(
                        "The seller no longer asks the %(amount)s. The matter is over.",
                        amount=money(claim.sum_minor),
                    )
                ),
            ),
        )
