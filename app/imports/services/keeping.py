"""Files of imports are kept as long as somebody may want to correct them."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.extensions import db
from app.imports.models import Import, ImportState
from app.kernel import clock, transactions
from app.storage import gateway as storage

OPEN_FOR = timedelta(days=7)
KEPT_FOR = timedelta(days=30)


def forget_old() -> int:
    """Drop what nobody confirmed in a week; remove files a month after they were written."""
    now = clock.now()
    old = _ended_before(now - KEPT_FOR, now - OPEN_FOR)
    for file_id, names in old:
        file = db.session.get_one(Import, file_id)
        if file.state is ImportState.OPEN:
            file.state, file.done_at = ImportState.DROPPED, now
        file.file_gone_at = now
        transactions.save()
        for name in names:
            storage.remove(name)
    return len(old)


def _ended_before(written: datetime, opened: datetime) -> list[tuple[int, list[str]]]:
    with transactions.reading():
        found = db.session.scalars(
            select(Import).where(
                Import.file_gone_at.is_(None),
                Import.state != ImportState.RUNNING,
                Import.created_at < opened,
            )
        )
        old = [
            (file.id, [name for name in (file.stored, file.pictures_stored) if name])
            for file in found
            if file.state is not ImportState.DONE or (file.done_at and file.done_at < written)
        ]
        db.session.rollback()
    return old
