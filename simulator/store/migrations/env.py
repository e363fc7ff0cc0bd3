"""Runs the revisions on the connection, and in the transaction, of whoever opens the database."""

from alembic import context

from simulator.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite's too, since we say BEGIN ourselves
)
context.run_migrations()
