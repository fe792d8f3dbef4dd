"""Bringing a store of an older program up to date: a backup first, then all steps in one transaction."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from ..domain.errors import KnownError
from .backup import make_backup
from .delays import Clock
from .engines.sqlcipher import Database, foreign_key_faults, schema_version
from .errors import MigrationFailed
from .keys import DataKey
from .ledger import counters

_FIRST_WITH_SERIES = 2

#: Makes the backup before an upgrade, from a label for its name.
MakeBackup = Callable[[str], Path]


def upgrade(folder: Path, database: Database, key: DataKey, *, clock: Clock, back_up: MakeBackup | None = None) -> Path:
    """Gives the backup's path. If a step fails, nothing has changed. Raises MigrationFailed, BackupFailed, DiskFull."""
    from .migrations.runner import migrate

    with database.reading() as connection:
        before = schema_version(connection)
    label = f"-before-upgrade-from-{before}"
    backup = back_up(label) if back_up else make_backup(folder, key, clock(), label=label)
    try:
        with database.migrating() as connection:
            if schema_version(connection) == before:  # else another process was faster
                numbers = _next_numbers(connection, before)
                migrate(connection)
                if foreign_key_faults(connection) or _next_numbers(connection, before) != numbers:
                    raise MigrationFailed(version=before, backup=str(backup))
    except KnownError:
        raise
    except Exception as error:
        raise MigrationFailed(version=before, backup=str(backup)) from error
    return backup


def _next_numbers(connection: Connection, version: int) -> dict[str, int]:
    """The next number of each series, which no upgrade may change (series came with schema 2)."""
    return counters(connection) if version >= _FIRST_WITH_SERIES else {}
