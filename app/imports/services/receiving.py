from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.imports import choices, guessing, readers
from app.imports.choices import Choices
from app.imports.models import Import, ImportRun, ImportState
from app.imports.pictures import Found
from app.imports.readers import Unreadable
from app.kernel import clock, ids
from app.kernel.errors import Conflict
from app.kernel.transactions import locked
from app.messaging import services as messages
from app.storage import gateway as storage


class NotOpen(Conflict):
    """It has been confirmed or dropped already."""

    def __init__(self) -> None:
        super().__init__(_("This import has been confirmed or dropped already."))


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies in storage and belongs to nothing yet."""

    stored: str
    size: int
    kind: str
    rows: int
    choices: Choices


def keep(body: bytes) -> Kept:
    """Look whether there is a table in it, and keep it. No transaction is needed (rule 6).

    Raises Unreadable.
    """
    if len(body) > readers.MOST_BYTES:
        raise Unreadable(too_large())
    table = readers.read(body)
    stored = f"import-{ids.token()}"
    storage.put(stored, body)
    return Kept(stored, len(body), table.kind, len(table.rows), guessing.choices_for(table))


def too_large() -> str:
    """The sentence for a file with more bytes than are taken."""
    most = readers.MOST_BYTES // 1024 // 1024
    return _("The file is larger than %(most)d MB. Divide it into several.", most=most)


def receive(supplier_id: int, member_id: int, file_name: str, kept: Kept) -> Import:
    """An import begins, with what was chosen for the last file of its format.

    Nothing of it is in the catalogue yet.
    """
    _as_last_time(supplier_id, kept.choices)
    made = Import(
        number=ids.reference("Y"),
        supplier_id=supplier_id,
        member_id=member_id,
        state=ImportState.OPEN,
        file_name=_tidy(file_name, kept.kind),
        kind=kept.kind,
        size=kept.size,
        stored=kept.stored,
        rows_total=kept.rows,
        choices=kept.choices.kept(),
        pictures=[],
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _as_last_time(supplier_id: int, chosen: Choices) -> None:
    files = db.session.scalars(
        select(Import)
        .where(Import.supplier_id == supplier_id, Import.confirmed_at.is_not(None))
        .order_by(Import.id.desc())
        .limit(10)
    )
    before = next((c for f in files if (c := choices.of(f.choices)).format == chosen.format), None)
    if before is not None:
        chosen.use_sale, chosen.category = before.use_sale, before.category
        chosen.categories = before.categories
        chosen.vat_bp, chosen.lead_days = before.vat_bp, before.lead_days


def _tidy(name: str, kind: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>"')[:150].strip()
    return kept or f"file.{kind}"


def choose(file: Import, chosen: Choices, rows: int) -> None:
    """How the file is read from now on. Raises NotOpen."""
    _open(file)
    file.choices = chosen.kept()
    file.rows_total = rows
    db.session.flush()


def take_pictures(file: Import, found: list[Found], stored: str) -> None:
    """The ZIP with the pictures of this file; one sent before is forgotten. Raises NotOpen."""
    _open(file)
    file.pictures = [{"name": picture.name, "fault": picture.fault} for picture in found]
    file.pictures_stored = stored
    db.session.flush()


def confirm(file: Import) -> None:
    """The person has seen what would happen: the worker writes it. Raises NotOpen."""
    _open(file)
    file.state = ImportState.RUNNING
    file.confirmed_at = clock.now()
    run = ImportRun(
        import_id=file.id,
        key=f"import-{file.number}",
        run_at=clock.now(),
        products_total=0,
        products_done=0,
        pictures_done=0,
    )
    db.session.add(run)
    db.session.flush()
    messages.wake()


def drop(file: Import) -> None:
    """It is not wanted after all; nothing was written. Raises NotOpen."""
    _open(file)
    file.state = ImportState.DROPPED
    file.done_at = clock.now()
    db.session.flush()


def _open(file: Import) -> None:
    if locked(file).state is not ImportState.OPEN:
        raise NotOpen
