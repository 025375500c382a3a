"""There is one clock, it is the shop's, and nobody else is asked what time it is."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

import app
from app.extensions import db
from app.kernel import clock
from app.returns.models import Statement

ROOT = Path(app.__file__).parent
# The freshness of the practice bank's signature is a matter between two machines, not of the law.
ALLOWED = {"kernel/clock.py": {"now"}, "payments/gateway/demo.py": {"time"}}
ASKING = {"now", "utcnow", "today", "time"}
OTHERS = {"datetime", "date", "time"}


def asked_in(path: Path) -> set[str]:
    """The calls by which a module asks the machine what time it is."""
    return {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in OTHERS
        and node.func.attr in ASKING
    }


@pytest.mark.requirement("CLK-7")
def test_nothing_but_the_clock_asks_the_machine_what_time_it_is():
    found = {str(path.relative_to(ROOT)): asked_in(path) for path in ROOT.rglob("*.py")}

    assert {name: calls for name, calls in found.items() if calls} == ALLOWED


@pytest.mark.requirement("CLK-7")
def test_a_time_that_a_browser_sends_along_is_ignored(open_shop, today):
    today("2026-03-17 00:00:00")
    guest = open_shop.test_client()
    written = {"name": "Elif", "order": "M-1", "email": "elif@example.org", "step": "confirm"}

    guest.post(
        "/en/withdraw",
        data=written | {"sent_at": "2026-03-16 10:00", "received_at": "2026-03-16 10:00"},
    )

    statement = db.session.scalars(select(Statement)).one()
    assert statement.sent_at == statement.received_at == clock.now()
    assert clock.day_of(statement.sent_at) == date(2026, 3, 17)


@pytest.mark.requirement("CLK-1")
def test_midnight_at_the_shop_is_nine_in_the_evening_in_utc_all_year():
    for month in range(1, 13):
        evening = datetime(2026, month, 10, 20, 59, 59, tzinfo=UTC)
        assert clock.day_of(evening) == date(2026, month, 10)
        assert clock.start_of(date(2026, month, 11)) == datetime(2026, month, 10, 21, tzinfo=UTC)
