"""Pictures of the ZIP, put beside the products that name them. A bad picture refuses no row."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select

from app.catalogue.models import Product, ProductPicture, ProductState
from app.catalogue.services import touch
from app.extensions import db
from app.imports import pictures
from app.imports.comparing import Outcome
from app.imports.models import Import, ImportRow
from app.imports.wanted import Wanted
from app.kernel import clock, transactions
from app.media import services as media
from app.media.services import NotAPicture
from app.storage import gateway as storage

MOST = 12
Notes = list[list[str]]


def add(file_id: int, wanted: Sequence[Wanted], done: int, progress: Callable[..., None]) -> None:
    """Every picture named in the file that the ZIP has, product by product."""
    with transactions.reading():
        file = db.session.get_one(Import, file_id)
        stored = file.pictures_stored
        names = {pictures.key_of(p["name"]): (p["name"], p["fault"]) for p in file.pictures}
        db.session.rollback()
    if stored is None:
        return
    for place, product in enumerate(wanted[done:], done + 1):
        if not product.pictures:
            continue
        ready, notes = _made_ready(stored, product.pictures, names)
        progress(pictures_done=place)
        _attach(file_id, product, ready, notes)
        transactions.save()


def _made_ready(
    stored: str, wanted: Sequence[str], names: dict[str, tuple[str, str]]
) -> tuple[list[bytes], Notes]:
    """The pictures, re-encoded with no transaction open, and what is wrong with the others."""
    ready: list[bytes] = []
    notes: Notes = []
    for name in wanted[:MOST]:
        inside, fault = names.get(pictures.key_of(name), ("", "absent"))
        if fault == "absent" and pictures.OURS.fullmatch(name):
            continue
        if not fault:
            try:
                with storage.open_file(stored) as packed:
                    ready.append(pictures.one(packed, inside))
            except (NotAPicture, FileNotFoundError):
                fault = "no_picture"
        if fault:
            notes.append([name[:120], fault])
    return ready, notes


def _attach(file_id: int, wanted: Wanted, ready: list[bytes], notes: Notes) -> None:
    numbers = [line.row for line in wanted.lines]
    row = db.session.scalars(
        select(ImportRow)
        .where(
            ImportRow.import_id == file_id,
            ImportRow.row.in_(numbers),
            ImportRow.product_id.is_not(None),
        )
        .order_by(ImportRow.row)
        .limit(1)
    ).first()
    if row is None:
        return
    row.notes = notes
    product = db.session.get_one(Product, row.product_id)
    if not any(list(_added(product, ready))):
        return
    product.changed_at = clock.now()
    row.changes = [*row.changes, "pictures"]
    if row.outcome is Outcome.SAME:
        row.outcome = Outcome.CHANGED
    if product.state is ProductState.PUBLISHED:
        touch()


def _added(product: Product, ready: list[bytes]) -> Iterator[bool]:
    """Whether each was new to the product."""
    for body in ready:
        picture = media.add(body, already_clean=True)
        there = any(shown.picture_id == picture.id for shown in product.pictures)
        if not there and len(product.pictures) < MOST:
            place = len(product.pictures)
            product.pictures.append(ProductPicture(picture_id=picture.id, position=place, alt={}))
            yield True
        yield False
