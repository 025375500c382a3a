"""What a file wants of the catalogue: products with their variants, each row with its faults."""

from dataclasses import dataclass, field
from typing import Any

from app.imports.problems import Problem


@dataclass(slots=True)
class Line:
    """One row of the file. `cells` by field; `values` by field, once read; `sku` decides.

    `role`: variant, head (a product without a variant of its own) or beside (a further picture).
    """

    row: int
    cells: dict[str, str]
    sku: str = ""
    role: str = "variant"
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Wanted:
    """One product as the file has it. `product` holds its own values, with the row they stand in.

    `number`: the product's id, where our own format names it; `unknown_category`: what another
    shop calls the category, where nobody said which of ours it is.
    """

    key: str
    lines: list[Line] = field(default_factory=list)
    product: dict[str, Any] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    number: int | None = None
    unknown_category: str = ""

    @property
    def variants(self) -> list[Line]:
        """The rows that are variants."""
        return [line for line in self.lines if line.role == "variant"]

    @property
    def name(self) -> str:
        """What it is called in the file."""
        return str(self.product.get("name_tr") or self.key)
