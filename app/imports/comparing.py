"""What would become of each row: new, changed, the same, or refused with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.catalogue.models import Product, ProductState, Variant
from app.imports import shape
from app.imports.choices import Choices
from app.imports.problems import Problem
from app.imports.shelves import Shelves
from app.imports.wanted import Line, Wanted

CLOSED = frozenset({ProductState.BLOCKED, ProductState.ARCHIVED})


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that becomes another; None: there was none."""

    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class RowPlan:
    """What becomes of one row."""

    row: int
    sku: str
    name: str
    outcome: Outcome
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    waits: bool = False


@dataclass(slots=True)
class Plan:
    """What becomes of one product: `product` changes its own values, `variants` theirs by row."""

    wanted: Wanted
    existing: Product | None
    rows: list[RowPlan] = field(default_factory=list)
    product: list[Change] = field(default_factory=list)
    variants: list[tuple[Line, Variant | None, list[Change]]] = field(default_factory=list)

    @property
    def is_legal(self) -> bool:
        """Whether more changes than prices and stock of what there is."""
        changes = [c for _line, _variant, some in self.variants for c in some]
        new = any(variant is None for _line, variant, _changes in self.variants)
        return new or bool(self.product) or any(c.field not in shape.AT_ONCE for c in changes)

    @property
    def waits(self) -> bool:
        """Whether a new version of what is on sale waits for a reviewer."""
        on_sale = self.existing is not None and self.existing.published_at is not None
        return on_sale and self.is_legal


@dataclass(frozen=True, slots=True)
class Known:
    """What the supplier has under the codes of a file; `written` holds products as they are being
    written, where that is not how they stand."""

    variants: dict[str, Variant]
    products: dict[int, Product]
    written: dict[int, Product] = field(default_factory=dict)


def decide(wanted: Wanted, known: Known, choices: Choices, shelves: Shelves) -> Plan:
    """The plan for one product. It writes nothing."""
    existing = _product(wanted, known)
    plan = Plan(wanted, existing)
    for line in wanted.variants:
        _owner_faults(line, existing, known)
    if existing is None:
        _complete(wanted, choices, shelves)
    elif existing.state in CLOSED:
        wanted.lines[0].problems.append(Problem("not_open"))
    _missing(wanted, existing, known)
    _refuse_together(wanted, existing)
    _plan_changes(plan, known)
    for row in plan.rows:
        row.waits = plan.waits and row.outcome in {Outcome.NEW, Outcome.CHANGED}
    return plan


def _product(wanted: Wanted, known: Known) -> Product | None:
    for line in wanted.variants:
        if line.sku in known.variants:
            return known.variants[line.sku].product
    return known.products.get(wanted.number) if wanted.number else None


def _owner_faults(line: Line, existing: Product | None, known: Known) -> None:
    variant = known.variants.get(line.sku)
    if variant is not None and existing is not None and variant.product_id != existing.id:
        line.problems.append(Problem("other_product", "sku", line.sku))


def _complete(wanted: Wanted, choices: Choices, shelves: Shelves) -> None:
    """A new product takes what the person chose for all where its rows say nothing."""
    values = wanted.product
    if choices.category in shelves.by_slug:
        values.setdefault("category", shelves.by_slug[choices.category])
    values.setdefault("vat", choices.vat_bp)
    values.setdefault("lead_days", choices.lead_days)


def _missing(wanted: Wanted, existing: Product | None, known: Known) -> None:
    first = wanted.lines[0]
    named = {problem.field for problem in first.problems}
    for field_name in () if existing else ("name_tr", "category"):
        if field_name not in wanted.product and field_name not in named:
            unknown = wanted.unknown_category if field_name == "category" else ""
            code = "no_such_category" if unknown else "missing"
            first.problems.append(Problem(code, field_name, unknown))
    english = any(f"{part}_en" in wanted.product for part in ("lead", "description", "qualities"))
    has = existing is not None and shape.of_text(existing, "en") is not None
    if english and not has and "name_en" not in wanted.product:
        first.problems.append(Problem("no_turkish", "name_en"))
    for line in wanted.variants:
        faulty = {problem.field for problem in line.problems}
        priced = faulty & {"price", "sale_price", "before_price"}
        kind = any(problem.code in WHOLE for problem in line.problems)
        new = line.sku not in known.variants
        if new and "price" not in line.values and not priced and not kind:
            line.problems.append(Problem("missing", "price"))


def _refuse_together(wanted: Wanted, existing: Product | None) -> None:
    """A fault in what all rows share refuses all of them; so does a new product without any row."""
    shared = [
        line
        for line in wanted.lines
        if line.role == "head"
        or line is wanted.lines[0]
        or any(problem.field in shape.PRODUCT for problem in line.problems)
    ]
    culprit = next(
        (
            line
            for line in shared
            if any(p.field in shape.PRODUCT or p.code in WHOLE for p in line.problems)
        ),
        None,
    )
    if culprit is None and existing is None and all(line.problems for line in wanted.variants):
        culprit = next(iter(wanted.variants), None)
    if culprit is None:
        return
    for line in wanted.lines:
        if not line.problems:
            line.problems.append(Problem("with_it", value=str(culprit.row)))


WHOLE = frozenset(
    {"not_open", "kind_grouped", "kind_external", "kind_digital", "kind_unknown", "no_options"}
)


def _plan_changes(plan: Plan, known: Known) -> None:
    wanted, existing = plan.wanted, plan.existing
    standing = known.written.get(existing.id, existing) if existing else None
    drawn = {variant.sku: variant for variant in standing.variants} if standing else {}
    taken = [line for line in wanted.lines if not line.problems]
    if taken:
        plan.product = _changes(shape.PRODUCT, wanted.product, standing)
    first = taken[0].row if taken else None
    for line in wanted.lines:
        option = line.values.get("label_tr", "") if line.role == "variant" else ""
        named = f"{wanted.name}, {option}" if option else wanted.name
        row = RowPlan(line.row, line.sku, named, Outcome.SAME, list(dict.fromkeys(line.problems)))
        plan.rows.append(row)
        if line.problems:
            row.outcome = Outcome.REFUSED
            continue
        if line.row == first:
            row.changes += plan.product
        variant = known.variants.get(line.sku) if line.role == "variant" else None
        if line.role == "variant":
            variant = variant or drawn.get(line.sku)
            changes = _variant_changes(line, variant, drawn.get(line.sku))
            row.changes += changes
            plan.variants.append((line, variant, changes))
        new = existing is None if line.role != "variant" else variant is None
        if line.role != "beside":
            row.outcome = Outcome.NEW if new else Outcome.CHANGED if row.changes else Outcome.SAME


def _variant_changes(line: Line, real: Variant | None, drawn: Variant | None) -> list[Change]:
    """Price and stock against what sells, everything else against what is being written."""
    at_once = {f: value for f, value in line.values.items() if f in shape.AT_ONCE}
    legal = {f: value for f, value in line.values.items() if f not in shape.AT_ONCE}
    return _changes(shape.VARIANT, at_once, real) + _changes(shape.VARIANT, legal, drawn or real)


def _changes(
    columns: dict[str, shape.Column], values: dict[str, Any], owner: Product | Variant | None
) -> list[Change]:
    found = []
    for name, value in values.items():
        before = columns[name].get(owner) if owner is not None else None
        if before != value:
            found.append(Change(name, before, value))
    return found


def rows_of(plans: Iterable[Plan]) -> list[RowPlan]:
    """Every row of the file in its order."""
    return sorted((row for plan in plans for row in plan.rows), key=lambda row: row.row)
