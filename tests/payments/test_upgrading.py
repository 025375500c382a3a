"""A shop that ran before refunds had instruments keeps its refunds and what points to them."""

from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from app.config import from_environment
from app.extensions import db

ROWS = (
    "INSERT INTO orders (id, reference, state, language, email, email_key, name, phone, province, "
    "district, street, payment_means, currency, goods_minor, delivery_minor, total_minor, "
    "rule_set, terms, information_sha256, information_valid_until, created_at, stock_held) VALUES "
    "(1, 'M-1', 'formed', 'tr', 'e@example.org', 'e@example.org', 'E', '0', 'x', 'x', 'x', 'card', "
    "'TRY', 100, 0, 100, 'DC-2026', '{}', 'x', '2026-03-02', '2026-03-02', 0)",
    "INSERT INTO payment_attempts (id, order_id, number, provider, return_hash, return_cipher, "
    "state, amount_minor, captured_minor, started_at) VALUES "
    "(7, 1, 1, 'demo', 'x', 'x', 'captured', 100, 100, '2026-03-02')",
    "INSERT INTO refunds (id, number, order_id, suborder_reference, supplier_id, cause, kind, "
    "state, goods_minor, delivery_minor, amount_minor, notice_on, due_on, release_on, inputs, "
    "opened_at, failures) VALUES (3, 'P-1', 1, 'M-1-1', 1, 'R-1-1', 'withdrawal', 'closed', 100, "
    "0, 100, '2026-03-03', '2026-03-17', '2026-03-15', '{}', '2026-03-03', 0)",
    "INSERT INTO payment_commands (id, attempt_id, kind, amount_minor, refund_id, key, run_at, "
    "attempts) VALUES (5, 7, 'refund', 100, 3, 'refund:M-1:P-1', '2026-03-03', 1)",
    "INSERT INTO ledger_transfers (at, debit, credit, amount_minor, currency, source, about) "
    "VALUES ('2026-03-03', 'order:M-1', 'provider:demo', 100, 'TRY', 'refund:M-1:P-1', 'M-1')",
)


@pytest.fixture
def old_shop(tmp_path: Path):
    """A shop on SQLite as the first slice left it, with one refund sent."""
    other = create_app(
        from_environment({"DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'old.db'}"})
    )
    with other.app_context():
        upgrade(revision="0001")
        for row in ROWS:
            db.session.execute(text(row))
        db.session.commit()
        yield other
        db.session.remove()
        db.engine.dispose()


def test_the_refunds_of_an_older_shop_keep_their_payment_and_their_command(old_shop):
    upgrade()

    row = db.session.execute(
        text(
            "SELECT r.instrument, r.attempt_id, r.interest_minor, c.id FROM refunds r "
            "JOIN payment_commands c ON c.refund_id = r.id"
        )
    ).one()
    assert tuple(row) == ("card:1", 7, 0, 5)
    assert db.session.execute(text("SELECT kind FROM ledger_transfers")).scalar() == "refund_sent"
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar() == 1
