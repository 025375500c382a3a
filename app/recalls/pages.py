"""What the pages of a recall show."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.messaging import words as messaging
from app.recalls import queries
from app.recalls.forms import RecallForm
from app.recalls.models import Recall, RecallNotice, RecallState
from app.recalls.services import Wish
from app.suppliers.models import Supplier

TONES = {RecallState.ASKED: "amber", RecallState.ANNOUNCED: "coral", RecallState.DECLINED: ""}
REACHED = {"promised": "amber", "handed_over": "kelp", "bounced": "coral", "failed": "coral"}


def wish_of(form: RecallForm, supplier: Supplier) -> Wish | None:
    """What a valid form asks for; None, said at the field, where the article is not the maker's."""
    product = None
    if form.sku.data:
        product = queries.product_with(form.sku.data, supplier.id)
        if product is None:
            form.sku.errors = [_("The maker has no goods with this article number.")]
            return None
    return Wish(supplier, product, form.wanted, form.words)


def state(recall: Recall) -> tuple[str, str]:
    """Where a recall stands, in words and as a tone."""
    said = {
        RecallState.ASKED: _("Asked for"),
        RecallState.ANNOUNCED: _("Announced"),
        RecallState.DECLINED: _("Not announced"),
    }[recall.state]
    return said, TONES[recall.state]


def view_of(recall: Recall) -> dict[str, object]:
    """A recall with the buyers it concerns, or those who have been told."""
    asked = recall.state is RecallState.ASKED
    return {
        "recall": recall,
        "status": state(recall),
        "product": _name(recall),
        "found": queries.buyers_of(recall) if asked else [],
        "without_lot": queries.without_lot(recall),
        "rows": [(notice, reached(notice)) for notice in recall.notices],
        "reached": how_many_reached(recall.notices),
    }


def reached(notice: RecallNotice) -> tuple[str, str]:
    """What became of a notice; one that a person settled (by telephone, by post) has arrived."""
    if notice.message.settled_at is not None:
        return messaging.step("settled"), "kelp"
    return messaging.state(notice.message.state), REACHED[notice.message.state]


def how_many_reached(notices: Sequence[RecallNotice]) -> int:
    """Notices that a mail server took or a person settled."""
    return sum(reached(notice)[1] == "kelp" for notice in notices)


def _name(recall: Recall) -> str:
    if recall.product is None:
        return _("Every product of these lots")
    return str(recall.product.texts[0].name)
