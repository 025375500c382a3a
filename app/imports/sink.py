"""Writing plans into the catalogue: new goods as drafts; of goods on sale price and stock at once,
their legal content as a new version that a reviewer approves. Nothing here publishes anything.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from app.catalogue import content as contents
from app.catalogue import food
from app.catalogue.content import Part
from app.catalogue.models import Product, ProductState, Variant
from app.catalogue.queries.listings import content_now
from app.catalogue.services import drafting, shelving
from app.catalogue.services.shelving import OnShelf
from app.extensions import db
from app.imports import shape
from app.imports.comparing import Plan
from app.imports.shelves import Shelves
from app.kernel import clock


def write(
    plans: Sequence[Plan], supplier_id: int, member_id: int, shelves: Shelves
) -> list[Product | None]:
    """The product of each plan as it stands now; None where every row was refused."""
    made: list[Product | None] = []
    on_shelf: list[OnShelf] = []
    for plan in plans:
        if not plan.product and not plan.variants:
            made.append(plan.existing)
        elif plan.existing is None:
            made.append(_draft(plan, supplier_id, member_id, shelves))
        else:
            on_shelf += _changed_on_shelf(plan)
            _change(plan, plan.existing, member_id)
            made.append(plan.existing)
    db.session.flush()
    if on_shelf:
        shelving.put_on_shelf(on_shelf)
    return made


def _draft(plan: Plan, supplier_id: int, member_id: int, shelves: Shelves) -> Product:
    """A new draft with what its category proposes, as the listing editor begins one."""
    category = plan.wanted.product["category"]
    preset = shelves.food.get(category, "none")
    product = Product(
        supplier_id=supplier_id,
        state=ProductState.DRAFT,
        texts=[],
        variants=[],
        wd_code=shelves.presets.get(category, "none"),
        food=dict(food.proposed(preset)) or None,
        cold_chain=food.PRESETS[preset].cold,
        changed_by=member_id,
    )
    db.session.add(product)
    _put(product, plan)
    product.lowest_price_minor = min(variant.price_minor for variant in product.variants)
    product.in_stock = any(variant.stock for variant in product.variants)
    return product


def _put(product: Product, plan: Plan) -> None:
    for change in plan.product:
        shape.PRODUCT[change.field].put(product, change.after)
    for line, variant, changes in plan.variants:
        if variant is None:
            variant = Variant(sku=line.sku, label={}, stock=0, position=len(product.variants))
            product.variants.append(variant)
        for change in changes:
            if variant.id is None or change.field not in shape.AT_ONCE:
                shape.VARIANT[change.field].put(variant, change.after)
    product.changed_at = clock.now()


def _changed_on_shelf(plan: Plan) -> list[OnShelf]:
    """Prices, stock, notices and weights of known variants."""
    rows = []
    for line, _variant, changes in plan.variants:
        own = _known(plan, line.sku)
        if own is None:
            continue
        after = {change.field: change.after for change in changes}
        if after.keys() & shape.AT_ONCE:
            rows.append(
                OnShelf(
                    own.id,
                    after.get("price", own.price_minor),
                    after.get("stock", own.stock),
                    None if "stock" in after else own.stock,
                    after.get("low_at", own.low_at),
                    after.get("weight", own.weight_g),
                )
            )
    return rows


def _known(plan: Plan, sku: str) -> Variant | None:
    assert plan.existing is not None
    return next((variant for variant in plan.existing.variants if variant.sku == sku), None)


def _change(plan: Plan, product: Product, member_id: int) -> None:
    """Everything but price and stock: a draft changes itself, what is on sale gets a version."""
    if not plan.is_legal:
        return
    if product.published_at is None and product.state is ProductState.DRAFT:
        _put(product, plan)
        product.version += 1
        product.changed_by = member_id
        return
    before = content_now(product)
    proposed = contents.as_proposed(product, before)
    _put_on(proposed, plan)
    drafting.change(product, _part(before, proposed), product.version, member_id)


def _put_on(proposed: Product, plan: Plan) -> None:
    by_sku = {variant.sku: variant for variant in proposed.variants}
    plan.variants = [
        (line, by_sku.get(line.sku), changes) for line, _variant, changes in plan.variants
    ]
    _put(proposed, plan)


def _part(before: contents.Content, proposed: Product) -> Part:
    """What of the content differs; pictures are not in a row."""
    after = contents.content_of(proposed)
    standing: Mapping[str, object] = before
    rows: list[dict[str, Any]] = [dict(row) for row in after["variants"]]
    for row, variant in zip(rows, proposed.variants, strict=True):
        if row["id"] is None:
            row |= {
                "price_minor": variant.price_minor,
                "stock": variant.stock,
                "low_at": 4 if variant.low_at is None else variant.low_at,
            }
    changed: dict[str, Any] = {
        name: value
        for name, value in after.items()
        if name not in {"pictures", "variants"} and value != standing[name]
    }
    if rows != [dict(row) for row in before["variants"]]:
        changed["variants"] = rows
    return cast(Part, changed)
