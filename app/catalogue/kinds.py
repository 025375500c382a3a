"""What can be sold here, and what each kind means for carriage and time. A closed list (§5.4)."""

from enum import StrEnum

from flask_babel import gettext as _


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


def install_advice() -> str:
    """The maker's advice on installing (HR-16, C-22): advice, never a bar to withdrawing."""
    return _(
        "Let the authorised service unpack and install it, else the maker's warranty may be "
        "lost. Your right to withdraw does not depend on it."
    )


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
