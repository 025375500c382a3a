"""Runs the migrations with the application's own engine."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.extensions import db

config = context.config


def run() -> None:
    """Upgrade or compare, on whichever database the application uses."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        _let_tables_be_rebuilt(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        _check_what_points_where(connection)


def _let_tables_be_rebuilt(connection: Connection) -> None:
    """SQLite changes a constraint by rebuilding its table; others may go on pointing to it."""
    if connection.dialect.name == "sqlite":
        _directly(connection, "PRAGMA foreign_keys=OFF")


def _check_what_points_where(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = _directly(connection, "PRAGMA foreign_key_check")
        if broken:
            raise RuntimeError(f"foreign keys point nowhere: {broken[:5]}")
        _directly(connection, "PRAGMA foreign_keys=ON")


def _directly(connection: Connection, statement: str) -> list[tuple[object, ...]]:
    """Said to the driver, outside of any transaction: within one, the pragma does nothing."""
    cursor = connection.connection.cursor()
    rows = list(cursor.execute(statement).fetchall())
    cursor.close()
    return rows


run()
