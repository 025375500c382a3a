"""The agreement between the cooperative and its suppliers, version by version."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.clock import UtcDateTime


class CategoryRate(TypedDict):
    """Another rate for a shelf and those under it, with its names on the day of publishing."""

    category: int
    bp: int
    names: dict[str, str]


class AgreementVersion(Model):
    """What suppliers agree to from this version on: a text, and what the cooperative takes.

    `texts` is `{language: Markdown}`; empty: the text that comes with the shop. `commission_bp` of
    the goods with their VAT, `rates` for shelves that differ (5.3). A version is never changed.
    """

    __tablename__ = "agreement_versions"
    __table_args__ = (
        CheckConstraint("commission_bp BETWEEN 0 AND 10000", name="commission_within_limits"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    texts: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    commission_bp: Mapped[int]
    rates: Mapped[list[CategoryRate]] = mapped_column(JSON, default=list)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    @property
    def category_bp(self) -> dict[int, int]:
        """Basis points by category."""
        return {rate["category"]: rate["bp"] for rate in self.rates}


class AgreementAcceptance(Model):
    """A supplier has accepted a version: in which language, and the hash of what was shown.

    Without a hash it is a rate that held before versions were kept.
    """

    __tablename__ = "agreement_acceptances"

    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("agreement_versions.number"), primary_key=True)
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    language: Mapped[str] = mapped_column(String(2))
    sha256: Mapped[str | None] = mapped_column(String(64))
