"""What can be sold here, and what each kind means for carriage and time. A closed list (§5.4)."""

from enum import StrEnum


class ProductKind(StrEnum):
    """Goods travel; a box comes in several deliveries; the rest is performed, not carried.

    `extra` and `warranty` are only ever bought with a good, never alone.
    """

    GOODS = "goods"
    BOX = "box"
    DIGITAL = "digital"
    EXPERIENCE = "experience"
    EXTRA = "extra"
    WARRANTY = "warranty"


TRAVELS = frozenset({ProductKind.GOODS, ProductKind.BOX})
BESIDE = frozenset({ProductKind.EXTRA, ProductKind.WARRANTY})


class Scope(StrEnum):
    """Whether contracts of a category fall under the regulation (arts 2 and 4)."""

    IN = "in"
    EXCLUDED = "excluded"
    PARTIAL = "partial"
    VOLUNTARY = "voluntary"


# The exemption that fits certain goods by nature (HR-15); telephones and computers: none (C-16).
PRESETS = {
    "cosmetics": "c2",
    "personal_care": "c2",
    "underwear": "c2",
    "swimwear": "c2",
    "books": "e",
    "software": "e",
    "recordings": "e",
    "stationery_consumables": "e",
    "telephones": "none",
    "computers": "none",
}
