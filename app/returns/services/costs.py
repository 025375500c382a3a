"""What the shopper paid a carrier, where nothing could be asked of them (DC-12.3.b)."""

from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.errors import Refused
from app.media.papers import Paper
from app.returns.models import Case, FilePurpose, WayBack
from app.returns.services import files, goods, money
from app.returns.services.telling import NotNow, record

MOST_MINOR = 500_000


class SumNeeded(Refused):
    """The sum on the receipt is asked."""


class ReceiptNeeded(Refused):
    """The carrier's receipt is asked."""


def may_claim(case: Case) -> bool:
    """Whether carriage is the seller's: no carrier was named before the contract (art. 12(3))."""
    back = case.goods
    return back is not None and back.way is WayBack.ANY_CARRIER and back.cost_minor is None


def claim(case: Case, sum_minor: int, receipt: Paper | None, by: str) -> None:
    """The receipt of any carrier is reimbursed, as a refund of its own (DC-12.2.c)."""
    back = goods.of(case)
    if not may_claim(case):
        raise NotNow(_("For this return carriage is free with the carrier that was named."))
    if not 0 < sum_minor <= MOST_MINOR:
        raise SumNeeded(_("Write the sum that stands on the receipt."))
    if receipt is None:
        raise ReceiptNeeded(_("Add the receipt as a photo or PDF."))
    back.cost_minor = sum_minor
    files.attach(case.statement, case, receipt, FilePurpose.COST, by)
    record(case, "return_cost", by, {"sum": sum_minor, "receipt": receipt.sha256})
    money.reimburse(case, sum_minor, clock.today())
