"""What happened cannot be made unhappened."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.evidence import queries, services
from app.evidence.models import Evidence, EvidenceChain
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
