"""Every section of a listing's form, in the order in which it is filled in."""

from collections.abc import Mapping

from app.catalogue.forms import Sheet, food, kinds, sizes, terms, text

SHEETS: Mapping[str, Sheet] = {
    "text": text.SHEET,
    "kind": kinds.SHEET,
    "sizes": sizes.SHEET,
    "food": food.SHEET,
    "terms": terms.SHEET,
}
