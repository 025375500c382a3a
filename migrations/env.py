"""Runs the migrations with the application's own engine."""

from alembic import context
from flask import current_app

from app.extensions import db

config = context.config


def run() -> None:
    """Upgrade or compare, on whichever database the application uses."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
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


run()
