"""Alembic runs this: migrations use the connection that `migrate` opened."""

from alembic import context

from bot.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=False,
    compare_type=True,
)
context.run_migrations()
