"""What happened cannot be made unhappened."""

import threading
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from app.evidence import checkpoints, queries, services
from app.evidence.models import DestructionPermit, Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import crypto

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
        from app.contracts.documents import Document, Paragraph
        from app.contracts.services import keeping as contracts

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


REWOUND = (
    "UPDATE evidence_chains SET length = 2, "
    "head_hash = (SELECT link FROM evidence WHERE chain_id = 1 AND seq = 2) WHERE id = 1"
)


@pytest.mark.requirement("TJ-evidence_chain")
def test_rows_that_change_places_are_found_out():
    three_facts()
    for seq, place in ((1, 9), (2, 1), (9, 2)):
        unguarded(f"UPDATE evidence SET seq = {place} WHERE seq = {seq}")

    assert queries.broken_chains() == ["M-1"]


@pytest.mark.requirement("TJ-evidence_chain")
def test_a_whole_chain_written_anew_without_the_key_is_found_out(app, monkeypatch):
    three_facts()
    monkeypatch.setitem(app.config, "SECRET_KEYS", ["somebody-else-who-has-the-database-only"])
    forged = rewritten_as(["one", "forged", "three"])
    monkeypatch.undo()
    for statement in forged:
        unguarded(statement)

    assert queries.broken_chains() == ["M-1"]


def rewritten_as(kinds):
    """The statements that write the chain anew, each link over the one before it."""
    statements, link = [], services.START
    rows = db.session.scalars(select(Evidence).order_by(Evidence.seq)).all()
    for row, kind in zip(rows, kinds, strict=True):
        row.kind = kind
        link = crypto.sign(services.PURPOSE, services.link_text(link, row))
        statements.append(
            f"UPDATE evidence SET kind = '{kind}', link = '{link}' WHERE id = {row.id}"
        )
    db.session.rollback()
    return [*statements, f"UPDATE evidence_chains SET head_hash = '{link}' WHERE id = 1"]


def test_the_same_rewriting_with_the_key_holds_but_contradicts_the_checkpoint(app):
    three_facts()
    kept = checkpoints.written()
    for statement in rewritten_as(["one", "forged", "three"]):
        unguarded(statement)

    assert queries.broken_chains() == []
    assert checkpoints.contradicted(kept) == ["M-1"]


@pytest.mark.requirement("TJ-evidence_chain")
def test_a_last_row_taken_away_with_its_trace_contradicts_the_checkpoint(app, tmp_path):
    three_facts()
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(checkpoints.written())
    unguarded(REWOUND)
    unguarded("DELETE FROM evidence WHERE seq = 3")

    assert queries.broken_chains() == []
    db.session.rollback()
    answer = app.test_cli_runner().invoke(args=["verify-evidence", "--checkpoint", str(kept)])
    assert (answer.exit_code, answer.output) == (1, "M-1\n")


def test_a_chain_that_grew_does_not_contradict_an_older_checkpoint():
    three_facts()
    kept = checkpoints.written()
    services.record("M-1", "four", {"said": "more"}, "SYS")
    services.record("M-2", "one", {"said": "new"}, "SYS")
    db.session.commit()

    assert checkpoints.contradicted(kept) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("M-1", "M-2"),
        lambda text: text.split("sha256")[0],
        lambda _text: "",
        lambda _text: "anything\nsha256 0\n",
    ],
)
def test_a_changed_checkpoint_proves_nothing_and_says_so(app, tmp_path, damage):
    three_facts()
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(damage(checkpoints.written()))
    db.session.rollback()

    answer = app.test_cli_runner().invoke(args=["verify-evidence", "--checkpoint", str(kept)])

    assert answer.exit_code == 1
    assert "no checkpoint" in answer.output


def test_a_new_key_signs_and_the_old_one_still_proves(app, monkeypatch):
    three_facts()
    old = app.config["SECRET_KEYS"]
    monkeypatch.setitem(app.config, "SECRET_KEYS", ["a-new-key-of-the-installation-0123456", *old])
    services.record("M-1", "four", {"said": "four"}, "SYS")
    db.session.commit()
    ids = db.session.scalars(select(Evidence.key_id).order_by(Evidence.seq)).all()

    assert len(set(ids)) == 2
    assert queries.broken_chains() == []
    monkeypatch.setitem(app.config, "SECRET_KEYS", old)
    assert queries.broken_chains() == ["M-1"]


@pytest.mark.requirement("DC-20.1")
@pytest.mark.requirement("V18")
def test_records_are_kept_through_their_last_day_and_go_only_with_a_permit(today):
    three_facts()
    services.close("M-1", date(2029, 3, 30))
    db.session.commit()
    today("2029-03-30")
    with pytest.raises(services.KeptLonger):
        services.permit_destruction("M-1", "run-1")
    db.session.rollback()
    with pytest.raises(DatabaseError, match="guarded table"):
        destroy()
    db.session.rollback()

    today("2029-03-31")
    services.permit_destruction("M-1", "run-1")
    destroy()
    db.session.commit()
    assert db.session.scalars(select(func.count(Evidence.id))).one() == 0
    assert db.session.scalars(select(EvidenceChain.length)).one() == 3  # the head stays


def destroy():
    for table in ("evidence_bodies", "evidence"):
        db.session.execute(text(f"DELETE FROM {table}"))


def test_a_permit_for_one_chain_spares_what_it_shares_with_another(today):
    for subject in ("M-1", "M-2"):
        services.record(subject, "one", {"same": "words"}, "SYS")
    services.close("M-1", date(2026, 3, 1))
    db.session.commit()
    today("2026-03-02")
    services.permit_destruction("M-1", "run-1")
    db.session.commit()

    with pytest.raises(DatabaseError, match="guarded table"):
        db.session.execute(text("DELETE FROM evidence_bodies"))
    db.session.rollback()
    with pytest.raises(DatabaseError, match="guarded table"):
        db.session.execute(text("DELETE FROM evidence WHERE chain_id = 2"))
    db.session.rollback()


def test_a_permit_granted_before_the_time_is_over_permits_nothing():
    three_facts()
    services.close("M-1", date(2029, 3, 30))
    db.session.add(DestructionPermit(chain_id=1, run="run-1", granted_on=date(2029, 3, 30)))
    db.session.commit()

    with pytest.raises(DatabaseError, match="guarded table"):
        destroy()
    db.session.rollback()


@pytest.mark.parametrize(
    "statement", ["DELETE FROM evidence_chains", "DELETE FROM evidence_chains WHERE id = 1"]
)
def test_the_head_of_a_chain_never_goes(statement):
    three_facts()

    with pytest.raises(DatabaseError):
        db.session.execute(text(statement))
    db.session.rollback()


@pytest.mark.requirement("DC-20.1")
def test_a_later_fact_restarts_the_time_of_the_records(today):
    three_facts()
    services.close("M-1", date(2029, 3, 30))
    services.record("M-1", "later", {"said": "later"}, "SYS")
    db.session.commit()
    chain = db.session.scalars(select(EvidenceChain)).one()

    assert chain.retain_until is None
    with pytest.raises(services.KeptLonger):
        services.permit_destruction("M-1", "run-1")
    db.session.rollback()
