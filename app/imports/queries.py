"""Reads of the imports room."""

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.catalogue.models import Product, Variant
from app.catalogue.queries.listings import as_written, open_revision
from app.extensions import db
from app.imports import choices, comparing, readers, shelves
from app.imports.comparing import Known, Outcome, Plan
from app.imports.models import Import, ImportRow
from app.imports.parts import Parts
from app.imports.readers import Row, Table
from app.imports.wanted import Wanted
from app.kernel.errors import NotFound
from app.storage import gateway as storage

PER_PAGE = 50


def import_of(number: str, supplier_id: int) -> Import:
    """One of this supplier's imports. Raises NotFound."""
    found = db.session.scalar(
        select(Import).where(Import.number == number, Import.supplier_id == supplier_id)
    )
    if found is None:
        raise NotFound
    return found


def imports_of(supplier_id: int, most: int = 30) -> list[Import]:
    """The newest first."""
    return list(
        db.session.scalars(
            select(Import)
            .where(Import.supplier_id == supplier_id)
            .order_by(Import.id.desc())
            .limit(most)
            .options(joinedload(Import.run))
        )
    )


def table_of(file: Import) -> Table:
    """The table as the person chose to read it. Raises NotFound when its time is over."""
    if file.file_gone_at is not None or not storage.has(file.stored):
        raise NotFound
    kept = choices.of(file.choices)
    return readers.read(storage.read(file.stored), kept.encoding or None, kept.delimiter or None)


def parts_of(file: Import, rows: Iterable[Row], known_shelves: shelves.Shelves) -> Parts:
    """The products of the file with their values and the faults of each row."""
    return Parts(rows, choices.of(file.choices), known_shelves)


def plans_of(file: Import) -> Iterator[Plan]:
    """What would become of every product of the file. It writes nothing and keeps little."""
    known_shelves, kept = shelves.shelves(), choices.of(file.choices)
    supplier_id = file.supplier_id
    for some in parts_of(file, table_of(file).rows, known_shelves):
        known = known_to(supplier_id, some)
        for wanted in some:
            yield comparing.decide(wanted, known, kept, known_shelves)


def known_to(supplier_id: int, products: Iterable[Wanted], to_write: bool = False) -> Known:
    """What the shop has already under these codes and numbers; `to_write` holds it (rule 11)."""
    products = list(products)
    codes = {line.sku for wanted in products for line in wanted.variants if line.sku}
    numbers = {wanted.number for wanted in products if wanted.number}
    ids = select(Variant.product_id).where(
        Variant.supplier_id == supplier_id, Variant.sku.in_(codes)
    )
    own = (Product.supplier_id == supplier_id) & (Product.id.in_(ids) | Product.id.in_(numbers))
    statement = (
        select(Product)
        .where(own)
        .options(
            selectinload(Product.texts),
            selectinload(Product.variants),
            selectinload(Product.revisions),
        )
        .order_by(Product.id)
    )
    if to_write:  # variants before their products, as buyers lock them
        held = select(Variant.id).where(Variant.product_id.in_(select(Product.id).where(own)))
        db.session.scalars(held.order_by(Variant.id).with_for_update()).all()
        statement = statement.with_for_update()
    found = db.session.scalars(statement).all()
    return Known(
        {v.sku: v for product in found for v in product.variants},
        {product.id: product for product in found},
        {product.id: as_written(product) for product in found if open_revision(product)},
    )


def outcomes(file: Import) -> dict[str, int]:
    """How many rows became what."""
    counted = db.session.execute(
        select(ImportRow.outcome, func.count(ImportRow.id))
        .where(ImportRow.import_id == file.id)
        .group_by(ImportRow.outcome)
    )
    return {str(outcome): count for outcome, count in counted}


def rows_of(file: Import, outcome: Outcome | None, page: int) -> tuple[list[ImportRow], int]:
    """One page of the rows, and how many pages there are."""
    statement = select(ImportRow).where(ImportRow.import_id == file.id)
    if outcome is not None:
        statement = statement.where(ImportRow.outcome == outcome)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    rows = db.session.scalars(
        statement.order_by(ImportRow.row).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    )
    return list(rows), max(1, -(-total // PER_PAGE))
