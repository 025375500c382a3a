"""One writing of an import, under the lease of the worker that is at it."""

from sqlalchemy import update

from app.extensions import db
from app.imports import choices
from app.imports.models import Import, ImportRun
from app.kernel import clock
from app.messaging import leases


class Overtaken(Exception):
    """The lease ran out and somebody else is at it."""


class Job:
    """One run under one lease."""

    def __init__(self, run_id: int, lease: str, file: Import) -> None:
        self.run_id, self.lease, self.file_id = run_id, lease, file.id
        self.supplier_id, self.member_id = file.supplier_id, file.member_id
        self.chosen = choices.of(file.choices)

    def progress(self, **values: object) -> None:
        """Say how far it is, if the lease still holds; its time begins anew. Raises Overtaken."""
        held = db.session.execute(
            update(ImportRun)
            .where(leases.held(ImportRun, self.run_id, self.lease))
            .values(lease_until=clock.now() + leases.LEASE, **values)
            .returning(ImportRun.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if held is None:
            raise Overtaken
