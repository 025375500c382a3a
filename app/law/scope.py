"""What the regulation does not cover (art. 2), and what a dated contract is (art. 15(1)(g))."""

from collections.abc import Mapping


def N_(message_id: str) -> str:  # noqa: N802 - the extractor's usual name
    """Mark a sentence for translation; it is spoken where it is shown."""
    return message_id


# Art. 2(2): our ASCII key of the letter, and what stands there in our own words.
EXCLUDED: Mapping[str, str] = {
    "a": N_("financial services"),
    "b": N_("sales by vending machine"),
    "c": N_("use of a public telephone"),
    "c2": N_("betting and lottery"),
    "d": N_("land and buildings"),
    "e": N_("renting of homes"),
    "f": N_("package tours"),
    "g": N_("time shares and long holidays"),
    "g2": N_("the seller's regular rounds with food and drink"),
    "h": N_("transport of passengers"),
    "i1": N_("installation, maintenance and repair"),
    "i2": N_("care services"),
}
VOLUNTARY = frozenset({"g2"})
DATED_KINDS = frozenset(
    {"accommodation", "goods_transport", "car_hire", "food_and_drink", "leisure"}
)


def is_listable(kind: str | None, *, food_rounds_protected: bool = True) -> bool:
    """Art. 2(2): whether a contract of this excluded kind may be offered here (DC-2.2).

    Only a food round, and only with the same protection given of our own will (C-28).
    """
    return kind is None or (kind in VOLUNTARY and food_rounds_protected)


def is_dated(dated_kind: str | None, *, has_date: bool) -> bool:
    """Art. 15(1)(g): exempt only with a date or period, and of a kind the article names (C-17)."""
    return has_date and dated_kind in DATED_KINDS
