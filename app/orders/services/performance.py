"""What is not carried but performed: downloads, and services begun at the buyer's word."""

import hashlib

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue.kinds import ProductKind
from app.catalogue.models import DigitalFile
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict, NotFound
from app.orders import periods
from app.orders.models import Download, Order, OrderLine, OrderState, SubOrder, SubOrderState
from app.orders.services.changes import locked, move_suborder
from app.storage import gateway as storage


class AskFirst(Conflict):
    """Within the period a download needs the buyer's own word, its consequence told."""


class FileDamaged(Conflict):
    """The file is not the one that was looked into; nobody gets it (DC-20.3)."""


def line_of(order: Order, line_id: int) -> OrderLine:
    """A line of this very order. Raises NotFound."""
    for suborder in order.suborders:
        for line in suborder.lines:
            if line.id == line_id:
                return line
    raise NotFound


def ask_now(order: Order, line: OrderLine, sentence: str) -> None:
    """The buyer asks for performance within the period, knowing what that means (15(1)(ğ), (h))."""
    locked(order)
    db.session.refresh(line)
    if line.asked_at is not None:
        return
    line.asked_at = clock.now()
    evidence.record(
        order.reference, "performance_asked", {"line": line.sku, "told": sentence}, "SH"
    )
    db.session.flush()


def consequence(line: OrderLine) -> str:
    """What asking for it now means, in the words beside the box."""
    if line.kind is ProductKind.DIGITAL:
        return _(
            "I know that I lose my right to withdraw with the first download (art. 15(1)(ğ)). "
            "As long as I have not downloaded it, I can still withdraw."
        )
    return _(
        "I know that I lose my right to withdraw as soon as the service has begun "
        "(art. 15(1)(h)). Until then I can still withdraw."
    )


def may_download(line: OrderLine) -> bool:
    """Whether the file may be had now: asked for, had before, or the period is over."""
    if line.asked_at is not None or line.performed_at is not None:
        return True
    last_day = periods.last_day(line.suborder)
    return last_day is not None and clock.today() > last_day


def file_of(line: OrderLine) -> DigitalFile | None:
    """The newest file of a digital line."""
    return db.session.scalar(
        select(DigitalFile)
        .where(DigitalFile.product_id == line.product_id)
        .order_by(DigitalFile.id.desc())
        .limit(1)
    )


def read_file(line: OrderLine) -> bytes:
    """The bytes of a line's file, still those that were looked into. NotFound, FileDamaged."""
    file = file_of(line)
    if line.kind is not ProductKind.DIGITAL or file is None or line.kept == 0:
        raise NotFound
    body = storage.read(f"file-{file.sha256}")
    if hashlib.sha256(body).hexdigest() != file.sha256:
        raise FileDamaged(_("This file cannot be given out at the moment. We look into it."))
    return body


def note_download(order: Order, line: OrderLine) -> DigitalFile:
    """The file is handed over; the first time performs the contract. Logged each time (DC-20.3).

    Raises NotFound, AskFirst.
    """
    order = locked(order)
    db.session.refresh(line)
    file = file_of(line)
    if file is None or line.kept == 0:
        raise NotFound
    if not may_download(line):
        raise AskFirst(_("Tick first that you want it now, and know what that means."))
    db.session.add(
        Download(
            line_id=line.id,
            name=file.name,
            sha256=file.sha256,
            version=file.version,
            at=clock.now(),
        )
    )
    if line.performed_at is None:
        line.performed_at = clock.now()
        evidence.record(
            order.reference,
            "downloaded",
            {"line": line.sku, "file": file.sha256, "version": file.version},
            "SH",
        )
        db.session.flush()
        _note_performed(line.suborder)
    db.session.flush()
    return file


def note_happened() -> int:
    """What was to happen on a day that is over has been performed (timer `cases`)."""
    waiting = db.session.scalars(
        select(OrderLine)
        .join(SubOrder, SubOrder.id == OrderLine.suborder_id)
        .join(Order, Order.id == SubOrder.order_id)
        .where(
            OrderLine.starts_at < clock.now(),
            OrderLine.performed_at.is_(None),
            Order.state == OrderState.FORMED,
        )
        .order_by(OrderLine.id)
    ).all()
    for line in waiting:
        locked(line.suborder.order)
        line.performed_at = line.starts_at
        db.session.flush()
        _note_performed(line.suborder)
    return len(waiting)


def _note_performed(suborder: SubOrder) -> None:
    """Where nothing travels, the last performance ends the waiting (machine 4.4)."""
    own = [line for line in suborder.lines if line.parent_id is None and line.kept]
    if any(line.travels or line.performed_at is None for line in own):
        return
    if suborder.state in {SubOrderState.NEW, SubOrderState.PREPARING}:
        move_suborder(suborder, "performed")
        suborder.delivered_on = clock.today()
        db.session.flush()
