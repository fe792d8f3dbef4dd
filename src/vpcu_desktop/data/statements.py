"""Core statements compiled once and run on the driver: the saving path costs what the same SQL by hand would."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import ClauseElement

from .engines.sqlcipher import DIALECT


class Prepared:
    """One statement with named values.

    Only for statements whose column types need no conversion (text, numbers, bytes), which all of ours are.
    """

    def __init__(self, statement: ClauseElement, names: tuple[str, ...] | None = None) -> None:
        """`names`: the columns that an insert or update sets; None for all."""
        compiled: Any = statement.compile(dialect=DIALECT, column_keys=names)
        self.text = str(compiled)
        self.names: tuple[str, ...] = tuple(compiled.positiontup or ())

    def run(self, connection: Connection, values: dict[str, Any]) -> Any:
        """The driver's cursor. Driver errors come as they are; `engines` knows them too."""
        driver: Any = connection.connection.driver_connection
        return driver.execute(self.text, [values[name] for name in self.names])

    def run_many(self, connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
        """Once for each row of values, which stand in the order of `names`."""
        driver: Any = connection.connection.driver_connection
        driver.executemany(self.text, rows)
