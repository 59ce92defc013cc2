"""Run migrations in the transaction they are given, so that they happen whole or not at all."""

from alembic import context
from sqlmodel import SQLModel

from app.store import tables  # noqa: F401  # the tables register themselves

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
