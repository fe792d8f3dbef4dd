"""The document registers: organisations, series and their ledger, books, documents, dossiers, search."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    script = Path(__file__).with_name("v0002_registers.sql").read_text(encoding="utf-8")
    connection = op.get_bind()
    for statement in script.split("\n\n"):
        connection.exec_driver_sql(statement)
