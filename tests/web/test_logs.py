"""Nothing about a person stands in a log."""

import json
import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.web.logs import _library_lines, without_persons


@pytest.mark.requirement("PR-3.3")
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("paid with 4111 1111 1111 1111 today", "paid with card … today"),
        ("parcel 123456789012345", "parcel 123456789012345"),
        ("TR33 0006 1005 1978 6457 8413 26", "TR33 0006 1005 1978 6457 8413 26"),
        ("mail to elif@example.org failed", "mail to …@… failed"),
    ],
)
def test_addresses_and_card_numbers_are_masked_and_nothing_else(written, kept):
    assert without_persons(written) == kept


def test_every_answer_has_a_number_of_its_own(visitor):
    first = visitor.get("/healthz").headers["X-Request-Id"]
    assert first != visitor.get("/healthz").headers["X-Request-Id"]


def test_a_fault_is_logged_with_its_endpoint_and_without_address_or_person(
    app, visitor, monkeypatch, capsys
):
    def broken(_slug: str) -> None:
        raise RuntimeError("for elif@example.org with 4111 1111 1111 1111")

    monkeypatch.setitem(app.view_functions, "orders.open_link", lambda token: broken(token))
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    answer = visitor.get("/orders/open/AbCdEfGhIjKlMnOpQrStUv?email=elif@example.org")

    line = json.loads(capsys.readouterr().err.strip().splitlines()[-1])
    assert answer.status_code == 500
    assert line["endpoint"] == "orders.open_link"
    assert line["id"] == answer.headers["X-Request-Id"]
    assert "RuntimeError: for …@… with card …" in line["exception"]
    assert "AbCdEf" not in str(line)


def test_what_a_library_logs_is_masked_too(capsys):
    logger = logging.Logger("library")
    logger.addHandler(_library_lines())

    logger.warning("cannot write to %s", "elif@example.org")

    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "cannot write to …@…"
    assert line["level"] == "warning"


def test_a_database_fault_does_not_tell_the_values(app):
    with pytest.raises(DatabaseError) as fault:
        db.session.execute(text("SELECT :name FROM nowhere"), {"name": "Elif Deniz"})
    db.session.rollback()

    assert "Elif" not in str(fault.value)
