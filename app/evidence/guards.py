"""Tables that the database itself refuses to change: rows are added, never updated or deleted."""

from sqlalchemy import DDL, Table, event

REFUSED = "guarded table: rows are never changed"


def sqlite_statements(table: str) -> list[str]:
    """Triggers for SQLite."""
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def postgresql_statements(table: str) -> list[str]:
    """One function and a trigger for PostgreSQL."""
    return [
        f"CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
        f"CREATE TRIGGER {table}_guarded BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()",
    ]


def statements(table: str, dialect: str) -> list[str]:
    """The statements that guard a table, for migrations and for created schemas alike."""
    return postgresql_statements(table) if dialect == "postgresql" else sqlite_statements(table)


def guard(table: Table) -> None:
    """Guard a table wherever it is created."""
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(table.name, dialect):
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))
