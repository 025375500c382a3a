"""Writing confirmed imports (worker): some products at a time, begun again where it stopped."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.imports import comparing, queries, shelves, sink
from app.imports.comparing import Outcome, Plan, RowPlan
from app.imports.models import Import, ImportRow, ImportRun, ImportState
from app.imports.problems import Problem
from app.imports.services import adding_pictures
from app.imports.services.job import Job, Overtaken
from app.imports.shelves import Shelves
from app.imports.wanted import Wanted
from app.kernel import clock, transactions
from app.kernel.errors import Refused
from app.messaging import leases
from app.web.logs import log

WRITTEN = frozenset({Outcome.NEW, Outcome.CHANGED})
PAUSE = timedelta(minutes=5)
MOST_TRIES = 5


def run_due() -> int:
    """Write every import that waits; returns how many were begun."""
    begun = 0
    while True:
        lease, ids = leases.claim(ImportRun, 1)
        if not ids:
            return begun
        begun += 1
        try:
            _run(ids[0], lease)
        except Overtaken:
            db.session.rollback()
        except Exception as fault:
            db.session.rollback()
            log.error("import failed", run=ids[0], exc_info=True)
            _later(ids[0], lease, type(fault).__name__)


def _later(run_id: int, lease: str, fault: str) -> None:
    """Try again from where it stopped; after some tries it is given up, and its page says so."""
    run = db.session.scalar(select(ImportRun).where(leases.held(ImportRun, run_id, lease)))
    if run is None:
        db.session.rollback()
        return
    run.lease_until, run.last_error = None, fault
    run.run_at = clock.now() + PAUSE
    if run.attempts >= MOST_TRIES:
        run.done_at = run.file.done_at = clock.now()
        run.file.state = ImportState.STOPPED
    transactions.save()


def _run(run_id: int, lease: str) -> None:
    with transactions.reading():
        run = db.session.get_one(ImportRun, run_id)
        file, done, pictures_done = run.file, run.products_done, run.pictures_done
        job = Job(run_id, lease, file)
        known = shelves.shelves()
        parts = queries.parts_of(file, queries.table_of(file).rows, known)
        named = adding_pictures.Named(pictures_done) if file.pictures_stored else None
        db.session.rollback()
    job.progress(products_total=parts.total)
    db.session.commit()
    passed = 0
    for part in parts:
        left = part[max(0, done - passed) :]
        passed += len(part)
        if named is not None:
            named.note(part)
        if left:
            _write_all(job, left, known, passed)
    if named is not None:
        adding_pictures.add(job.file_id, named, job.progress)
    _finish(job)


def _write_all(job: Job, part: Sequence[Wanted], known: Shelves, done: int) -> None:
    try:
        _write(job, part, known, done)
    except (SQLAlchemyError, Refused):
        db.session.rollback()
        log.warning("import written one by one", run=job.run_id, exc_info=True)
        _one_by_one(job, part, known, done - len(part))


def _write(job: Job, part: Sequence[Wanted], known: Shelves, done: int) -> None:
    """These products and what became of their rows, in one transaction."""
    job.progress(products_done=done)
    there = queries.known_to(job.supplier_id, part, to_write=True)
    plans = [comparing.decide(wanted, there, job.chosen, known) for wanted in part]
    products = sink.write(plans, job.supplier_id, job.member_id, known)
    rows = [
        _row(job.file_id, row, product.id if product else None, plan.waits)
        for plan, product in zip(plans, products, strict=True)
        for row in plan.rows
    ]
    db.session.execute(insert(ImportRow), rows)
    transactions.save()


def _one_by_one(job: Job, part: Sequence[Wanted], known: Shelves, done: int) -> None:
    """What one product breaks must not keep its neighbours out."""
    for wanted in part:
        done += 1
        try:
            _write(job, [wanted], known, done)
        except (SQLAlchemyError, Refused) as fault:
            db.session.rollback()
            log.error("product not written", run=job.run_id, row=wanted.lines[0].row, exc_info=True)
            said = str(fault) if isinstance(fault, Refused) else ""
            _refuse(job, wanted, done, said)


def _refuse(job: Job, wanted: Wanted, done: int, said: str) -> None:
    plan = Plan(wanted, None)
    for line in wanted.lines:
        problems = [Problem("said", value=said) if said else Problem("not_written")]
        plan.rows.append(RowPlan(line.row, line.sku, wanted.name, Outcome.REFUSED, problems))
    job.progress(products_done=done)
    rows = [_row(job.file_id, row, None) for row in plan.rows]
    db.session.execute(insert(ImportRow), rows)
    transactions.save()


def _row(
    file_id: int, row: RowPlan, product_id: int | None, waits: bool = False
) -> dict[str, object]:
    return {
        "import_id": file_id,
        "row": row.row,
        "sku": row.sku[:60],
        "name": row.name[:160],
        "outcome": row.outcome,
        "problems": [list(problem) for problem in row.problems],
        "changes": [change.field for change in row.changes],
        "notes": [["", "review"]] if waits and row.outcome in WRITTEN else [],
        "product_id": product_id if row.outcome is not Outcome.REFUSED else None,
    }


def _finish(job: Job) -> None:
    job.progress(done_at=clock.now())
    file = db.session.get_one(Import, job.file_id)
    file.state = ImportState.DONE
    file.done_at = clock.now()
    transactions.save()
