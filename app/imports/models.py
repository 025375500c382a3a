from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.imports.comparing import Outcome
from app.kernel.clock import UtcDateTime
from app.messaging.models import Leased


class ImportState(StrEnum):
    """Open: being matched, nothing is written; then the worker's; done, or dropped unwritten.

    Stopped: the worker failed at it again and again; what was written stays.
    """

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"
    STOPPED = "stopped"


class Import(Model):
    """A file of goods that a supplier sent. `choices`: how it is read (`imports.choices`).

    The file lies in storage under `stored` until `file_gone_at`; `pictures` are the names in the
    ZIP with what is wrong with them (`{"name", "fault"}`), its bytes under `pictures_stored`.
    """

    __tablename__ = "imports"
    __table_args__ = (Index("ix_imports_supplier", "supplier_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[ImportState] = mapped_column(default=ImportState.OPEN)
    file_name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(4))
    size: Mapped[int]
    stored: Mapped[str] = mapped_column(String(60))
    rows_total: Mapped[int]
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    pictures: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    pictures_stored: Mapped[str | None] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    file_gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    run: Mapped["ImportRun | None"] = relationship(back_populates="file")


class ImportRun(Leased, Model):
    """The writing of a confirmed import: begun again where it stopped, never twice.

    `products_done` of `products_total` products of the file are written, then its pictures.
    """

    __tablename__ = "import_runs"
    __table_args__ = (CheckConstraint("products_done <= products_total", name="not_more_than_all"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), unique=True)
    products_total: Mapped[int] = mapped_column(default=0)
    products_done: Mapped[int] = mapped_column(default=0)
    pictures_done: Mapped[int] = mapped_column(default=0)

    file: Mapped[Import] = relationship(back_populates="run")


class ImportRow(Model):
    """What became of one row: `problems` are codes (`imports.problems`), `changes` fields.

    `notes` speak of pictures that were not taken, as `[name, fault]`.
    """

    __tablename__ = "import_rows"
    __table_args__ = (
        UniqueConstraint("import_id", "row"),
        Index("ix_import_rows_outcome", "import_id", "outcome", "row"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    row: Mapped[int]
    sku: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(160))
    outcome: Mapped[Outcome] = mapped_column()
    problems: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    changes: Mapped[list[str]] = mapped_column(JSON, default=list)
    notes: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
