"""Tables that the database itself refuses to change: rows are added, never updated.

They are deleted only by a destruction run, under a permit row that the trigger checks (0.5).
"""

from collections.abc import Mapping
from string import Template

from sqlalchemy import DDL, Table, event

REFUSED = "guarded table: rows are never changed"
PERMITTED = (
    "SELECT 1 FROM destruction_permits p JOIN evidence_chains c ON c.id = p.chain_id "
    "WHERE c.retain_until < p.granted_on AND"
)
SHARED_BODY = Template(
    "EXISTS (SELECT 1 FROM evidence e WHERE e.body_sha256 = OLD.sha256) AND NOT EXISTS "
    "(SELECT 1 FROM evidence e WHERE e.body_sha256 = OLD.sha256 AND NOT EXISTS "
    "($permitted p.chain_id = e.chain_id))"
)
# When a row may go: its chain's time is over and a run was permitted. A body that several chains
# share goes with the last of them; a document is named by the permit itself.
MAY_GO: Mapping[str, str] = {
    "evidence": f"EXISTS ({PERMITTED} p.chain_id = OLD.chain_id)",
    "evidence_bodies": SHARED_BODY.substitute(permitted=PERMITTED),
    "documents": f"EXISTS ({PERMITTED} p.document_sha256 = OLD.sha256)",
}
NEVER = "1 = 0"


def sqlite_statements(table: str, may_go: str) -> list[str]:
    """Triggers for SQLite."""
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
        _sqlite_delete(table, may_go),
    ]


def _sqlite_delete(table: str, may_go: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT ({may_go}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


def postgresql_statements(table: str, may_go: str, verbs: str) -> list[str]:
    """One function and a trigger for PostgreSQL."""
    return [
        f"CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'DELETE' THEN IF {may_go} THEN RETURN OLD; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSED}'; END $$",
        f"CREATE TRIGGER {table}_guarded BEFORE {verbs} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()",
    ]


def statements(table: str, dialect: str) -> list[str]:
    """The statements that guard a table, for migrations and for created schemas alike."""
    return _statements(table, dialect, MAY_GO.get(table, NEVER))


def first_statements(table: str, dialect: str) -> list[str]:
    """How tables were guarded before there were permits (for the migrations of that time)."""
    return _statements(table, dialect, NEVER)


def _statements(table: str, dialect: str, may_go: str) -> list[str]:
    if dialect == "postgresql":
        return postgresql_statements(table, may_go, "UPDATE OR DELETE")
    return sqlite_statements(table, may_go)


def kept_statements(table: str, dialect: str) -> list[str]:
    """For a table whose rows may change but never go."""
    if dialect == "postgresql":
        return postgresql_statements(table, NEVER, "DELETE")
    return [_sqlite_delete(table, NEVER)]


def guard(table: Table) -> None:
    """Guard a table wherever it is created."""
    for dialect in ("sqlite", "postgresql"):
        _listen(table, statements(table.name, dialect), dialect)


def keep(table: Table) -> None:
    """Let no row of a table go, wherever it is created."""
    for dialect in ("sqlite", "postgresql"):
        _listen(table, kept_statements(table.name, dialect), dialect)


def _listen(table: Table, statements: list[str], dialect: str) -> None:
    for statement in statements:
        ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", ddl.execute_if(dialect=dialect))
