"""Writing a plan into the catalogue. New products are drafts; nothing here publishes anything."""

from app.catalogue import search
from app.catalogue.models import Product, ProductState, Variant
from app.catalogue.services import touch
from app.extensions import db
from app.imports import shape
from app.imports.comparing import Plan
from app.imports.shelves import Shelves
from app.kernel import clock


def write(plan: Plan, supplier_id: int, shelves: Shelves) -> Product | None:
    """The product as it stands now; None where every row was refused."""
    if not plan.product and not plan.variants:
        return plan.existing
    product = plan.existing or _draft(plan, supplier_id, shelves)
    for change in plan.product:
        shape.PRODUCT[change.field].put(product, change.after)
    changed = bool(plan.product)
    for line, variant, changes in plan.variants:
        if variant is None:
            variant = Variant(sku=line.sku, label={}, stock=0, position=len(product.variants))
            product.variants.append(variant)
        for change in changes:
            shape.VARIANT[change.field].put(variant, change.after)
        changed = changed or bool(changes)
    if changed:
        _note(product, plan)
    return product


def _draft(plan: Plan, supplier_id: int, shelves: Shelves) -> Product:
    product = Product(supplier_id=supplier_id, state=ProductState.DRAFT, texts=[], variants=[])
    product.wd_code = shelves.presets.get(plan.wanted.product["category"], "none")
    db.session.add(product)
    return product


def _note(product: Product, plan: Plan) -> None:
    """What lists and public pages keep beside."""
    product.changed_at = clock.now()
    product.lowest_price_minor = min(variant.price_minor for variant in product.variants)
    product.in_stock = any(variant.stock for variant in product.variants)
    if product.state is ProductState.PUBLISHED:
        if any(change.field in shape.LEGAL for change in plan.product):
            db.session.flush()
            search.index(product)
        touch()
