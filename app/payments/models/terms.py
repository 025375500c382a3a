"""What a sub-order's contract cost its seller, frozen when it was formed (5.3)."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model


class SubOrderTerms(Model):
    """The commission and the tax of one sub-order; a new agreement never touches them.

    `agreement_number`: the version that the supplier had accepted; `line_bp`: basis points of
    commission by line id; sums in kuruş. `withholding_bp` of the goods' price without VAT.
    """

    __tablename__ = "suborder_terms"
    __table_args__ = (
        CheckConstraint(
            "commission_minor BETWEEN 0 AND goods_minor", name="commission_within_goods"
        ),
        CheckConstraint("withholding_bp BETWEEN 0 AND 10000", name="withholding_within_limits"),
    )

    suborder_reference: Mapped[str] = mapped_column(String(24), primary_key=True)
    agreement_number: Mapped[int]
    line_bp: Mapped[dict[str, int]] = mapped_column(JSON)
    goods_minor: Mapped[int] = mapped_column(BigInteger)
    commission_minor: Mapped[int] = mapped_column(BigInteger)
    commission_vat_minor: Mapped[int] = mapped_column(BigInteger)
    withholding_bp: Mapped[int]

    def weigh(self, goods_minor: dict[int, int]) -> int:
        """These lines' kuruş, each times its basis points of commission."""
        return sum(self.line_bp.get(str(line), 0) * minor for line, minor in goods_minor.items())
