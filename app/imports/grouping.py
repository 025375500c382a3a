"""Which rows belong to one product, in each format, and which code each row goes by."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from app.imports import guards
from app.imports.columns import OPTIONS
from app.imports.problems import Problem
from app.imports.readers import Figure, Row
from app.imports.wanted import Line, Wanted
from app.web import turkish

SKU = 40
NO_OPTION = frozenset({"", "default title"})
REFUSED_KINDS = {
    "grouped": "kind_grouped",
    "external": "kind_external",
    "downloadable": "kind_digital",
    "virtual": "kind_digital",
}


def products(rows: Iterable[Row], columns: Sequence[str], format_name: str) -> list[Wanted]:
    """The products of a file, in its order."""
    lines = [Line(row.number, _cells(row, columns)) for row in rows]
    return _BY_FORMAT[format_name](lines)


def _cells(row: Row, columns: Sequence[str]) -> dict[str, str]:
    """The cells that are used, without those that are empty."""
    found = {}
    for field, cell in zip(columns, row.cells, strict=False):
        if field and cell.strip():
            found[field] = cell if isinstance(cell, Figure) else guards.unguarded(cell)
    return found


def _own(lines: list[Line]) -> list[Wanted]:
    """Rows with one product code are one product; a row without is a product by itself."""
    made: dict[str, Wanted] = {}
    for line in lines:
        line.sku = _tidy(line.cells.get("sku", ""))
        group = _tidy(line.cells.get("group", ""))
        key = f"g {group}" if group else f"s {line.sku or line.row}"
        wanted = made.setdefault(key, Wanted(group or line.sku))
        if group.isascii() and group.isdigit() and len(group) < 10:
            wanted.number = int(group)
        wanted.lines.append(line)
    return list(made.values())


def _woocommerce(lines: list[Line]) -> list[Wanted]:
    """A variable product is a head without a price; its variations name it by code or id."""
    made: list[Wanted] = []
    heads: dict[str, Wanted] = {}
    for line in lines:
        kinds = {kind.strip() for kind in line.cells.get("row_type", "simple").lower().split(",")}
        if "variation" in kinds:
            continue
        line.sku = _tidy(line.cells.get("sku", "")) or _by_id(line)
        wanted = Wanted(line.sku, [line])
        made.append(wanted)
        if line.cells.get("id"):
            heads.setdefault(f"id:{_tidy(line.cells['id'])}", wanted)
        heads.setdefault(line.sku, wanted)
        line.problems += [Problem(code) for kind, code in REFUSED_KINDS.items() if kind in kinds][
            :1
        ]
        if "variable" in kinds:
            line.role = "head"
        elif "simple" not in kinds and not line.problems:
            line.problems.append(Problem("kind_unknown", value=", ".join(sorted(kinds))[:60]))
    _join_variations(lines, heads, made)
    for wanted in made:
        if wanted.lines[0].role == "head" and not wanted.variants:
            wanted.lines[0].problems.append(Problem("no_options"))
    return made


def _join_variations(lines: list[Line], heads: dict[str, Wanted], made: list[Wanted]) -> None:
    for line in lines:
        if "variation" not in line.cells.get("row_type", "").lower():
            continue
        line.sku = _tidy(line.cells.get("sku", "")) or _by_id(line)
        parent = _tidy(line.cells.get("parent", ""))
        wanted = heads.get(parent)
        if wanted is None or wanted.lines[0].role != "head":
            line.problems.append(Problem("no_parent", value=parent))
            made.append(Wanted(line.sku, [line]))
            continue
        line.cells["label_tr"] = line.cells.get("label_tr") or _options(line.cells)
        for field in ("name_tr", "category", "lead_tr", "description_tr"):
            line.cells.pop(field, None)
        wanted.lines.append(line)


def _by_id(line: Line) -> str:
    number = _tidy(line.cells.get("id", ""))
    return f"id-{number}"[:SKU] if number else ""


def _shopify(lines: list[Line]) -> list[Wanted]:
    """Rows with one handle are one product; its first row names it and its options."""
    made: dict[str, Wanted] = {}
    for line in lines:
        handle = _tidy(line.cells.get("group", "")) or turkish.slug(line.cells.get("name_tr", ""))
        wanted = made.setdefault(handle, Wanted(handle))
        options = _options(line.cells)
        if wanted.lines and not (line.cells.keys() & {"price", "sku", "option1_value"}):
            line.role = "beside"
        line.sku = _tidy(line.cells.get("sku", "")) or _made_code(handle, options)
        if options and line.role == "variant":
            line.cells["label_tr"] = line.cells.get("label_tr") or options
        wanted.lines.append(line)
    return list(made.values())


def _made_code(handle: str, options: str) -> str:
    """A code for a row without one: always the same for the same handle and options."""
    code = f"{handle}-{turkish.slug(options)}" if options else handle
    if len(code) <= SKU:
        return code
    return f"{code[: SKU - 9]}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"


def _options(cells: dict[str, str]) -> str:
    """The values that make this row another than its neighbours: `Red, No`."""
    found = [_tidy(cells.get(f"option{n}_value", "")) for n in range(1, OPTIONS + 1)]
    return ", ".join(value for value in found if value.lower() not in NO_OPTION)


def _tidy(cell: str) -> str:
    return " ".join(cell.split())


_BY_FORMAT: dict[str, Callable[[list[Line]], list[Wanted]]] = {
    "own": _own,
    "woocommerce": _woocommerce,
    "shopify": _shopify,
}
