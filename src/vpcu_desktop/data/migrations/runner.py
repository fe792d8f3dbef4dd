"""Runs the steps that a store still needs, in the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from ..engines.sqlcipher import schema_version, set_schema_version
from ..schema import SCHEMA_VERSION


def migrate(connection: Connection) -> None:
    """From the database's schema, or none, to the newest one. All or nothing, as the transaction is the caller's."""
    before = schema_version(connection)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{SCHEMA_VERSION:04d}")
    if before != SCHEMA_VERSION:
        set_schema_version(connection, SCHEMA_VERSION)
