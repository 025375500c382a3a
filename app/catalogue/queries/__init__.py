"""Reads of the catalogue: what can be sold, what stands on the shelves, one product's page."""

from app.catalogue.queries.sellable import Sellable, effective_wd_code, sellable, text_in
from app.catalogue.queries.shelves import (
    Card,
    Shelf,
    categories,
    category_by_slug,
    newest,
    shelf,
    version,
)

__all__ = [
    "Card",
    "Sellable",
    "Shelf",
    "categories",
    "category_by_slug",
    "effective_wd_code",
    "newest",
    "sellable",
    "shelf",
    "text_in",
    "version",
]
