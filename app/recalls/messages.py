"""What a recall says by e-mail. These are safety notices: nothing else stands in them."""

from flask_babel import gettext as _

from app.contracts import words
from app.messaging.letters import Action, Facts, Items, Letter, Paragraph
from app.recalls.models import Recall
from app.recalls.queries import Bought
from app.web.language import said, speaking
from app.web.links import external


def to_buyer(recall: Recall, bought: Bought, token: str) -> Letter:
    """To a buyer of the lots: what it is about, and what to do."""
    order = bought.suborder.order
    with speaking(order.language):
        return Letter(
            _("Safety notice: please do not use lot %(lots)s", lots=bought.lots),
            (
                Paragraph(
                    _(
                        "%(seller)s recalls goods that came to you with order %(reference)s.",
                        seller=str(bought.suborder.seller["name"]),
                        reference=order.reference,
                    )
                ),
                Items(
                    tuple(
                        _("%(goods)s: lot %(lot)s", goods=words.name_of(line), lot=lot)
                        for line, lot in bought.goods
                    )
                ),
                Paragraph(said(recall.words, order.language)),
                Facts(((_("Number of the recall"), recall.number),)),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def for_supplier(recall: Recall, buyers: int) -> Letter:
    """To the supplier: the recall stands, and what it must do now."""
    language = recall.supplier.language
    with speaking(language):
        return Letter(
            _("Recall %(number)s is announced", number=recall.number),
            (
                Facts(
                    (
                        (_("Lots"), ", ".join(recall.lots)),
                        (_("Buyers told"), str(buyers)),
                    )
                ),
                Paragraph(
                    _("Do not send these lots any more; the shop refuses parcels that name them.")
                ),
                Paragraph(said(recall.words, language)),
                Action(
                    _("See who was reached"),
                    external("supplier_recalls.show", language, number=recall.number),
                ),
            ),
        )


def declined(recall: Recall) -> Letter:
    """To the supplier: no recall, and why."""
    language = recall.supplier.language
    with speaking(language):
        return Letter(
            _("Recall %(number)s is not announced", number=recall.number),
            (
                Paragraph(_("The cooperative has looked at it and decided otherwise:")),
                Paragraph(recall.reason or "—"),
                Action(
                    _("See the recall"),
                    external("supplier_recalls.show", language, number=recall.number),
                ),
            ),
        )
