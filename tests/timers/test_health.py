"""Whether the shop lives, and whether it may be let work."""

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import timers_list
from app.config import ROOT
from app.extensions import db
from app.timers import queries
from app.timers import services as timers


@pytest.fixture
def migrated(app):
    """The schema says that it stands at the newest migration."""
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    MigrationContext.configure(db.session.connection()).stamp(scripts, "head")
    db.session.commit()
    yield
    db.session.rollback()
    db.session.execute(text("DROP TABLE alembic_version"))
    db.session.commit()


def beat():
    timers.run_due([job for job in timers_list.JOBS if job.name == queries.PULSE])


def missing(visitor):
    answer = visitor.get("/readyz")
    assert answer.status_code == (503 if answer.get_json()["missing"] else 200)
    return answer.get_json()["missing"]


def test_a_process_that_answers_lives(visitor):
    answer = visitor.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer.mimetype == "text/plain"


def test_a_shop_with_all_it_needs_is_ready(open_shop, migrated, visitor):
    beat()

    assert missing(visitor) == []


def test_a_worker_not_heard_of_for_three_minutes_is_missing(open_shop, migrated, visitor, today):
    today("2026-03-02 10:00:00")
    beat()
    today("2026-03-02 10:03:00")
    assert missing(visitor) == []
    today("2026-03-02 10:03:01")

    assert missing(visitor) == ["worker"]


def test_a_schema_behind_the_code_is_not_ready(open_shop, migrated, visitor):
    beat()
    db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    db.session.commit()

    assert missing(visitor) == ["migrations"]


def test_an_operator_who_has_not_said_who_it_is_is_not_ready(app, migrated, visitor):
    beat()

    assert "operator.legal_name" in missing(visitor)


def test_a_database_that_does_not_answer_is_named_and_nothing_else_is_told(
    open_shop, visitor, monkeypatch
):
    def gone(*_args, **_more):
        raise OperationalError("SELECT 1", {}, Exception("password=secret host=db.internal"))

    monkeypatch.setattr(db.session, "execute", gone)
    monkeypatch.setattr(db.session, "connection", gone)
    answer = visitor.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json() == {"ready": False, "missing": ["database"]}
