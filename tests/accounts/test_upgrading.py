"""Staff of an older shop keep what they could do."""

from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from app.config import from_environment
from app.extensions import db

MEMBER = text(
    "INSERT INTO members (id, email, email_key, name, password_hash, language, rights, created_at) "
    "VALUES (:id, :mail, :mail, 'N', 'x', 'tr', :rights, '2026-03-02')"
)
PEOPLE = {1: '["catalogue", "orders"]', 2: '["orders", "finance"]', 3: "[]"}


@pytest.fixture
def old_shop(tmp_path: Path):
    """A shop on SQLite from before suspending was a right of its own."""
    other = create_app(
        from_environment({"DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'old.db'}"})
    )
    with other.app_context():
        upgrade(revision="0034")
        for number, rights in PEOPLE.items():
            row = {"id": number, "mail": f"n{number}@example.org", "rights": rights}
            db.session.execute(MEMBER, row)
        db.session.commit()
        yield other
        db.session.remove()
        db.engine.dispose()


def test_reviewers_of_an_older_shop_still_suspend_and_nobody_else_does(old_shop):
    upgrade()

    kept = dict(db.session.execute(text("SELECT id, rights FROM members")).all())
    assert kept == {
        1: '["catalogue", "orders", "legal"]',
        2: '["orders", "finance"]',
        3: "[]",
    }
