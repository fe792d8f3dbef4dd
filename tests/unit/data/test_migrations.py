"""Every released schema comes up to date, encrypted, with its rows; a step that fails changes nothing."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from tests.support.stores import FakeClock, make_store, plan_week

from vpcu_desktop.data import schema
from vpcu_desktop.data import store as store_module
from vpcu_desktop.data.backup import check_backup, list_backups
from vpcu_desktop.data.engines.sqlcipher import connect, create_database, schema_statements
from vpcu_desktop.data.errors import MigrationFailed
from vpcu_desktop.data.keys import DataKey
from vpcu_desktop.data.migrations import runner
from vpcu_desktop.data.store import Store
from vpcu_desktop.data.verify import verify_folder

SCHEMAS = sorted((Path(__file__).parents[2] / "data" / "schemas").glob("*.sql"))


def with_schema(folder: Path, script: Path, clock: FakeClock) -> DataKey:
    """A store as the program of that schema left it: its tables from the snapshot, its rows from a store of today.

    Only columns that the old schema had are carried over.
    """
    store = make_store(folder, clock=clock)
    plan_week(store, "Một", "Hai")
    key = store.data_key
    store.close()
    today = (folder / "vault.db").rename(folder / "today.db")
    create_database(folder / "vault.db", key)
    statements = script.read_text(encoding="utf-8").split("\n\n")
    with connect(folder / "vault.db", key) as old, connect(today, key) as new:
        old.execute("PRAGMA foreign_keys = OFF")
        for statement in (s for s in statements if s.startswith("CREATE TABLE")):
            old.execute(statement)
        for (table,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            _carry_over(table, new, old)
        for statement in (s for s in statements if not s.startswith("CREATE TABLE")):
            old.execute(statement)
        old.execute("DELETE FROM alembic_version")
        old.execute("INSERT INTO alembic_version VALUES (?)", (script.stem,))
        old.execute(f"PRAGMA user_version = {int(script.stem)}")
    old.close()
    new.close()
    for path in folder.glob("today.db*"):
        path.unlink()
    return key


def _carry_over(table: str, source: Any, target: Any) -> None:
    columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    have = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    names = ", ".join(f'"{name}"' for name in columns if name in have)
    marks = ", ".join("?" for name in columns if name in have)
    rows = source.execute(f"SELECT {names} FROM {table}").fetchall()
    target.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def test_each_schema_number_has_its_snapshot() -> None:
    assert [int(path.stem) for path in SCHEMAS] == list(range(1, schema.SCHEMA_VERSION + 1))


@pytest.mark.parametrize("script", SCHEMAS, ids=lambda path: path.stem)
def test_a_store_of_each_released_schema_opens_with_its_rows(script: Path, folder: Path, clock: FakeClock) -> None:
    key = with_schema(folder, script, clock)
    store = Store.open(folder, key, clock=clock)
    with store.read() as repo:
        (body,) = repo.bodies()
        assert body.name == "Thường trực Đảng ủy"
        assert len(repo.clerks()) == 1
    assert store.verify().ok
    with store.database.reading() as connection:
        assert normal(schema_statements(connection)) == normal(_fresh_statements(folder.parent, clock))
    store.close()


def _fresh_statements(place: Path, clock: FakeClock) -> tuple[str, ...]:
    store = make_store(place / "fresh", clock=clock)
    with store.database.reading() as connection:
        statements = schema_statements(connection)
    store.close()
    return statements


def normal(statements: tuple[str, ...]) -> set[str]:
    return {re.sub(r"\s+", " ", statement).strip() for statement in statements}


def test_the_tables_in_code_are_the_tables_in_the_store(store: Store) -> None:
    """`schema` describes what the migrations make: same columns, order aside, same unique keys and checks."""
    with store.database.reading() as connection:
        for table in schema.metadata.sorted_tables:
            rows = connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")').fetchall()
            stored = {row[1]: (row[2], bool(row[3])) for row in rows}
            coded = {c.name: (str(c.type.compile(connection.dialect)), not c.nullable) for c in table.columns}
            assert stored == coded, table.name
        stored_names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    indexes = {index.name for table in schema.metadata.sorted_tables for index in table.indexes}
    assert indexes <= stored_names


def test_every_record_of_the_domain_has_its_columns() -> None:
    from vpcu_desktop.data.mapping import codec_of, stored_classes

    for cls in stored_classes():
        codec = codec_of(cls)
        assert {column.name for column in codec.columns} <= set(codec.table.c.keys())


def next_step(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE clerk ADD COLUMN phone TEXT")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def test_an_older_store_is_backed_up_and_brought_up_to_date(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the next program had one schema more."""
    store = make_store(folder, clock=clock)
    key = store.data_key
    store.close()
    monkeypatch.setattr(store_module, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setattr(runner, "migrate", next_step)
    store = Store.open(folder, key, clock=clock)
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT phone FROM clerk").scalar_one() is None
    store.close()
    (backup,) = list_backups(folder / "backups")
    assert f"before-upgrade-from-{schema.SCHEMA_VERSION}" in backup.path.name
    check_backup(backup.path, key)
    with connect(backup.path / "vault.db", key) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA_VERSION
    connection.close()


def test_a_step_that_fails_leaves_everything_as_it_was(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(folder, clock=clock)
    key = store.data_key
    with store.database.reading() as connection:
        before = schema_statements(connection)
    store.close()

    def half(connection: Connection) -> None:
        next_step(connection)
        connection.exec_driver_sql("CREATE TABLE left_behind (x)")
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        patch.setattr(runner, "migrate", half)
        with pytest.raises(MigrationFailed) as failed:
            Store.open(folder, key, clock=clock)
    assert Path(str(failed.value.details["backup"])).is_dir()
    store = Store.open(folder, key, clock=clock)
    with store.database.reading() as connection:
        assert schema_statements(connection) == before
    store.close()
    assert verify_folder(folder, key).ok


def test_a_step_that_breaks_references_is_undone(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(folder, clock=clock)
    plan_week(store, "Một")
    key = store.data_key
    store.close()

    def careless(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM schedule")

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        patch.setattr(runner, "migrate", careless)
        with pytest.raises(MigrationFailed):
            Store.open(folder, key, clock=clock)
    store = Store.open(folder, key, clock=clock)
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM schedule").scalar_one() == 1
    store.close()
