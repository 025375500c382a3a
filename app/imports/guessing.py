"""What a file seems to be: a proposal that its sender corrects."""

from collections.abc import Sequence

from app.imports import formats, values, weights
from app.imports.choices import Choices
from app.imports.readers import Table

PRICES = ("price", "sale_price", "before_price")
FALLBACK = {"own": ",", "woocommerce": ".", "shopify": "."}


def choices_for(table: Table, format_name: str | None = None) -> Choices:
    """Format, columns and decimal sign as the file suggests them."""
    name = format_name or formats.guessed(table.headers)
    columns = formats.columns(table.headers, name)
    decimal, shown = values.guessed_decimal(prices_in(table, columns), FALLBACK[name])
    return Choices(
        format=name,
        columns=columns,
        decimal=decimal,
        decimal_shown=shown,
        encoding=table.encoding,
        delimiter=table.delimiter,
        weight_unit=weights.unit_in(table.headers, columns),
    )


def prices_in(table: Table, columns: Sequence[str]) -> list[str]:
    """The cells that hold prices."""
    return cells_of(table, columns, PRICES)


def cells_of(table: Table, columns: Sequence[str], fields: Sequence[str]) -> list[str]:
    """The cells of these fields that are not empty, row by row."""
    places = [place for place, field in enumerate(columns) if field in fields]
    return [
        row.cells[place]
        for row in table.rows
        for place in places
        if place < len(row.cells) and row.cells[place].strip()
    ]


def categories_in(table: Table, columns: Sequence[str], most: int = 60) -> list[str]:
    """What the file calls its categories, each once, in its order."""
    return list(dict.fromkeys(c.strip() for c in cells_of(table, columns, ("category",))))[:most]
