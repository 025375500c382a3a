"""What happened cannot be made unhappened."""

import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from app.evidence import queries, services
from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import db

pytestmark = pytest.mark.usefixtures("app")


def three_facts():
    for kind in ("one", "two", "three"):
        services.record("M-1", kind, {"said": kind}, "SYS")
    db.session.commit()


@pytest.mark.requirement("TJ-evidence_chain")
def test_a_chain_holds_and_a_missing_last_row_shows():
    three_facts()
    assert queries.broken_chains() == []
    chain = db.session.scalars(select(EvidenceChain)).one()
    chain.length = 4
    db.session.commit()

    assert queries.broken_chains() == ["M-1"]


@pytest.mark.parametrize("table", ["evidence", "evidence_bodies", "documents"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"], ids=["update", "delete"]
)
def test_the_database_itself_refuses_to_change_a_fact(table, statement):
    three_facts()
    if table == "documents":
        from app.contracts import services as contracts
        from app.contracts.documents import Document, Paragraph

        contracts.store(Document("tr", "t", (Paragraph("p"),)), "information", "M-1")
        db.session.commit()
    column = {"evidence": "kind", "evidence_bodies": "body", "documents": "kind"}[table]

    with pytest.raises(DatabaseError, match="guarded table"):
        db.session.execute(text(statement.format(table, column)))
    db.session.rollback()


def test_facts_stand_in_the_order_in_which_they_were_recorded():
    three_facts()

    assert queries.kinds_of("M-1") == ["one", "two", "three"]
    assert db.session.scalars(select(Evidence.seq)).all() == [1, 2, 3]


def unguarded(statement):
    """What somebody does who has the database in hand: the guards are off, a fact is changed."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(statement))
        connection.execute(text("SET session_replication_role = DEFAULT"))
    else:
        found = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        for name, _sql in found:
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))
        for _name, sql in found:
            connection.exec_driver_sql(sql)
    db.session.commit()
    db.session.expire_all()


@pytest.mark.requirement("TJ-evidence_chain")
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE evidence SET kind = 'other' WHERE seq = 2",
        "UPDATE evidence SET actor_id = '7' WHERE seq = 2",
        "UPDATE evidence_bodies SET body = '{}' WHERE body LIKE '%two%'",
        "DELETE FROM evidence_bodies WHERE body LIKE '%two%'",
        "DELETE FROM evidence WHERE seq = 2",
        "DELETE FROM evidence WHERE seq = 3",
    ],
)
def test_whoever_changes_a_fact_behind_the_guards_is_found_out(tampering):
    three_facts()
    services.record("M-2", "one", {"said": "else"}, "SYS")
    db.session.commit()

    unguarded(tampering)

    assert queries.broken_chains() == ["M-1"]


def test_the_command_names_what_does_not_hold_and_fails(app):
    three_facts()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["verify-evidence"]).exit_code == 0
    db.session.rollback()
    unguarded("UPDATE evidence SET kind = 'other' WHERE seq = 2")

    answer = runner.invoke(args=["verify-evidence"])

    assert answer.exit_code == 1
    assert answer.output == "M-1\n"


def test_the_same_body_said_twice_is_kept_once():
    for subject in ("M-1", "M-2"):
        services.record(subject, "one", {"same": "words"}, "SYS")
    db.session.commit()

    assert db.session.scalars(select(func.count(EvidenceBody.sha256))).one() == 1


def test_many_at_once_take_places_one_after_the_other(app):
    db.session.remove()
    start = threading.Barrier(8)
    errors: list[Exception] = []

    def write() -> None:
        with app.app_context():
            start.wait()
            try:
                services.record("M-1", "one", {"same": "words"}, "SYS")
                db.session.commit()
            except Exception as error:
                errors.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert db.session.scalars(select(Evidence.seq).order_by(Evidence.seq)).all() == [*range(1, 9)]
    assert queries.broken_chains() == []
