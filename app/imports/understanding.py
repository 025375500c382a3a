"""From cells to values, with the faults of each row beside it."""

import re
from collections.abc import Sequence

from app.imports import plain, shape, values, weights
from app.imports.choices import Choices
from app.imports.columns import OPTIONS
from app.imports.problems import Problem
from app.imports.shelves import Shelves
from app.imports.values import Unclear
from app.imports.wanted import Line, Wanted

MOST_VARIANTS = 100
AMOUNT = re.compile(r"([0-9.,\s]+)\s*([^\W\d_]+)\.?")
NAMES = re.compile(r"\s*[|,;\n]\s*")
LEAD = 400


def understand(
    wanted: Sequence[Wanted], choices: Choices, shelves: Shelves, seen: set[str]
) -> None:
    """Fill every product and variant with values; what cannot be read is a problem of its row.

    `seen`: the codes of the products before these.
    """
    for product in wanted:
        for line in product.lines:
            _own_words(line, choices)
            _product_cells(product, line, choices, shelves)
            if line.role == "variant":
                _variant_cells(line, choices)
                _code(line, seen)
            _pictures(product, line)
        _qualities_of_options(product, choices)
        for line in product.variants[MOST_VARIANTS:]:
            line.problems.append(Problem("too_many_options", value=str(MOST_VARIANTS)))


def _own_words(line: Line, choices: Choices) -> None:
    """Texts of other shops lose their marks; a lead too long for ours begins the description."""
    if choices.format == "own":
        return
    for field in ("lead_tr", "description_tr", "lead_en", "description_en"):
        if field in line.cells:
            line.cells[field] = plain.of(line.cells[field])
    for language in ("tr", "en"):
        lead = line.cells.get(f"lead_{language}", "")
        if len(lead) > LEAD:
            rest = line.cells.get(f"description_{language}", "")
            line.cells[f"description_{language}"] = f"{lead}\n\n{rest}".strip()
            del line.cells[f"lead_{language}"]


def _product_cells(product: Wanted, line: Line, choices: Choices, shelves: Shelves) -> None:
    for field, column in shape.PRODUCT.items():
        cell = line.cells.get(field, "")
        if not cell:
            continue
        try:
            value = (
                _category(cell, choices, shelves)
                if field == "category"
                else column.read(cell, choices.decimal)
            )
        except Unclear as fault:
            line.problems.append(_problem(fault, field, cell))
            continue
        if value is None and field == "category":
            product.unknown_category = " ".join(cell.split())[:60]
        if value is None or value == "":
            continue
        if field == "category" and value in shelves.closed:
            line.problems.append(Problem("not_listable", field, shelves.closed[value]))
        elif field not in product.product:
            product.product[field] = value
        elif product.product[field] != value:
            line.problems.append(Problem("differs", field, str(product.lines[0].row)))


def _category(cell: str, choices: Choices, shelves: Shelves) -> int | None:
    """The category chosen for these words, or the one they name. Raises Unclear.

    What another shop calls its category may stay unknown: only a new product needs it.
    """
    chosen = choices.categories.get(cell.strip(), "")
    if chosen in shelves.by_slug:
        return shelves.by_slug[chosen]
    found = shelves.found(cell)
    if found is None and choices.format == "own":
        raise Unclear("no_such_category")
    return found


def _variant_cells(line: Line, choices: Choices) -> None:
    for field in ("label_tr", "label_en", "stock", "low_at"):
        _take(line, field, line.cells.get(field, ""), choices)
    source = _price_source(line, choices)
    _take(line, "price", line.cells.get(source, ""), choices, source)
    _weight(line, choices)
    _amount(line, choices)


def _weight(line: Line, choices: Choices) -> None:
    """In grams; other shops write 0 where nobody has weighed."""
    cell = line.cells.get("weight", "")
    if _nothing(cell):
        return
    try:
        cell = weights.grams(cell, choices.decimal, choices.weight_unit)
    except Unclear as fault:
        line.problems.append(_problem(fault, "weight", cell))
        return
    _take(line, "weight", cell, choices)


def _take(line: Line, field: str, cell: str, choices: Choices, named: str = "") -> None:
    if not cell:
        return
    try:
        value = shape.VARIANT[field].read(cell, choices.decimal)
    except Unclear as fault:
        line.problems.append(_problem(fault, named or field, cell))
    else:
        if value != "":
            line.values[field] = value


def _price_source(line: Line, choices: Choices) -> str:
    """Which cell holds the price that counts."""
    if choices.use_sale:
        return "sale_price" if line.cells.get("sale_price") else "price"
    before = line.cells.get("before_price")
    return "before_price" if before and not _nothing(before) else "price"


def _nothing(cell: str) -> bool:
    return not cell.strip(" 0.,")


def _amount(line: Line, choices: Choices) -> None:
    """`1,1` and `kg`, or `1,1 kg` in one cell: 1100 g."""
    cell, unit = line.cells.get("net_amount", ""), line.cells.get("net_unit", "").strip()
    together = AMOUNT.fullmatch(cell.strip())
    if together and not unit:
        cell, unit = together[1], together[2]
    if not cell and not unit:
        return
    known = shape.UNITS.get(unit.rstrip(".").lower())
    if unit and known is None:
        line.problems.append(Problem("no_such_unit", "net_unit", unit[:60]))
        return
    if known is None or not cell:
        line.problems.append(Problem("missing", "net_amount" if known else "net_unit"))
        return
    try:
        amount = values.number(cell, choices.decimal) * known[1]
    except Unclear as fault:
        line.problems.append(_problem(fault, "net_amount", cell))
        return
    if amount != amount.to_integral_value() or not 1 <= amount <= shape.MOST_AMOUNT:
        line.problems.append(Problem("out_of_limits", "net_amount", cell[:60]))
        return
    line.values |= {"net_amount": int(amount), "net_unit": known[0]}


def _code(line: Line, seen: set[str]) -> None:
    if not line.sku:
        line.problems.append(Problem("missing", "sku"))
    elif len(line.sku) > 40:
        line.problems.append(Problem("too_long", "sku", "40"))
    elif line.sku in seen:
        line.problems.append(Problem("twice", "sku", line.sku))
    else:
        seen.add(line.sku)


def _pictures(product: Wanted, line: Line) -> None:
    """The file names of pictures; of an address on the web only its last part is looked for."""
    for name in NAMES.split(line.cells.get("pictures", "")):
        last = name.split("?")[0].rstrip("/").rpartition("/")[2].strip()
        if last and last not in product.pictures:
            product.pictures.append(last)


def _qualities_of_options(product: Wanted, choices: Choices) -> None:
    """Attributes of a WooCommerce product are its qualities."""
    if choices.format != "woocommerce" or "qualities_tr" in product.product:
        return
    cells = product.lines[0].cells
    found = []
    for n in range(1, OPTIONS + 1):
        label = plain.clean(cells.get(f"option{n}_name", ""))
        value = plain.clean(cells.get(f"option{n}_value", ""))
        if label and value:
            found.append([label[:80], value[:400]])
    if found:
        product.product["qualities_tr"] = found


def _problem(fault: Unclear, field: str, cell: str) -> Problem:
    code, _colon, limit = fault.code.partition(":")
    return Problem(code, field, limit or " ".join(cell.split())[:60])
