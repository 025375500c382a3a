"""What a person chose for a file: kept as JSON with the import."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Choices:
    """`columns` holds a field for each column, or nothing; `category`, `vat_bp` and `lead_days` are
    for new products whose row says none; `categories` maps the file's words to the shop's slugs.

    `use_sale`: whether the reduced price counts where the file knows two; `weight_unit`: what the
    file's weights are counted in (`imports.weights`).
    """

    format: str = "own"
    columns: list[str] = field(default_factory=list)
    decimal: str = ","
    decimal_shown: bool = False
    encoding: str = ""
    delimiter: str = ""
    use_sale: bool = False
    category: str = ""
    categories: dict[str, str] = field(default_factory=dict)
    vat_bp: int = 100
    lead_days: int = 3
    weight_unit: str = "g"

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @property
    def knows_two_prices(self) -> bool:
        """Whether the file has a price before and one during a sale."""
        used = set(self.columns)
        return "price" in used and bool(used & {"sale_price", "before_price"})


def of(kept: dict[str, Any]) -> Choices:
    """From JSON."""
    return Choices(**kept)
