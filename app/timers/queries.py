from datetime import timedelta
from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.config import ROOT
from app.extensions import db
from app.kernel import clock
from app.timers.models import Timer

PULSE = "heartbeat"
QUIET = timedelta(minutes=3)


def worker_lives() -> bool:
    """Whether a worker has been heard of in the last three minutes."""
    timer = db.session.get(Timer, PULSE)
    return bool(timer and timer.last_ok_at and clock.now() - timer.last_ok_at <= QUIET)


def schema_is_current() -> bool:
    """Whether the database stands at the newest migration this code knows."""
    return MigrationContext.configure(db.session.connection()).get_current_revision() == _newest()


@cache
def _newest() -> str | None:
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()
