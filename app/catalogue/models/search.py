"""What search and the caches of public pages go by."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model

FOLDED = String(60).with_variant(String(60, collation="C"), "postgresql")


class SearchWord(Model):
    """One folded word of a product's texts, for search by prefix on both databases alike.

    `weight`: 3 name, 2 supplier, category or stem of the name, 1 any other text.
    """

    __tablename__ = "search_words"
    __table_args__ = (Index("ix_search_words_word", "language", "word", "product_id"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    word: Mapped[str] = mapped_column(FOLDED, primary_key=True)
    weight: Mapped[int]


class CatalogueVersion(Model):
    """One number that grows with every change a public page could show: the root of all ETags."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
