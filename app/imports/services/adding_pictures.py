"""Pictures of the ZIP, put beside the products that name them. A bad picture refuses no row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.content import PictureContent
from app.catalogue.models import Product
from app.catalogue.queries.listings import content_now
from app.catalogue.services import drafting
from app.extensions import db
from app.imports import pictures
from app.imports.comparing import Outcome
from app.imports.models import Import, ImportRow
from app.imports.wanted import Wanted
from app.kernel import transactions
from app.kernel.errors import Refused
from app.media import services as media
from app.media.services import NotAPicture
from app.storage import gateway as storage
from app.web.logs import log

MOST = 12
Notes = list[list[str]]


@dataclass(frozen=True, slots=True)
class Naming:
    """A product of the file with the pictures it names; `place`: how many products it ends."""

    place: int
    rows: list[int]
    pictures: list[str]


class Named:
    """The products of a file that name pictures, after the first `done` ones."""

    def __init__(self, done: int) -> None:
        self.done, self.seen = done, 0
        self.waiting: list[Naming] = []

    def note(self, part: Sequence[Wanted]) -> None:
        """Remember of these products what their pictures need."""
        for product in part:
            self.seen += 1
            if product.pictures and self.seen > self.done:
                rows = [line.row for line in product.lines]
                self.waiting.append(Naming(self.seen, rows, product.pictures))


def add(file_id: int, named: Named, progress: Callable[..., None]) -> None:
    """Every picture named in the file that the ZIP has, product by product."""
    with transactions.reading():
        file = db.session.get_one(Import, file_id)
        stored, member_id = file.pictures_stored, file.member_id
        names = {pictures.key_of(p["name"]): (p["name"], p["fault"]) for p in file.pictures}
        db.session.rollback()
    if stored is None:
        return
    for product in named.waiting:
        ready, notes = _made_ready(stored, product.pictures, names)
        progress(pictures_done=product.place)
        try:
            _attach(file_id, member_id, product, ready, notes)
        except Refused:  # its row has been written; the pictures can be added by hand
            db.session.rollback()
            log.warning("pictures refused", row=product.rows[0], exc_info=True)
            progress(pictures_done=product.place)
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


def _attach(file_id: int, member_id: int, named: Naming, ready: list[bytes], notes: Notes) -> None:
    row = db.session.scalars(
        select(ImportRow)
        .where(
            ImportRow.import_id == file_id,
            ImportRow.row.in_(named.rows),
            ImportRow.product_id.is_not(None),
        )
        .order_by(ImportRow.row)
        .limit(1)
    ).first()
    if row is None:
        return
    row.notes = [*row.notes, *notes]
    product = db.session.get_one(Product, row.product_id)
    rows = content_now(product)["pictures"]
    there = {shown["picture_id"] for shown in rows}
    new = [id_ for body in ready if (id_ := media.add(body, already_clean=True).id) not in there]
    new = list(dict.fromkeys(new))[: max(0, MOST - len(rows))]
    if not new:
        return
    added: list[PictureContent] = [{"picture_id": id_, "alt": {}, "focus": 5} for id_ in new]
    _show(product, rows + added, member_id)
    row.changes = [*row.changes, "pictures"]
    if row.outcome is Outcome.SAME:
        row.outcome = Outcome.CHANGED


def _show(product: Product, rows: list[PictureContent], member_id: int) -> None:
    """A draft shows them at once; of goods on sale they are part of the version to review."""
    drafting.change(product, {"pictures": rows}, product.version, member_id)
