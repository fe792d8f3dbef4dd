"""The first released schema: office, directory, weeks, versions, audit trail."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    script = Path(__file__).with_name("v0001_first.sql").read_text(encoding="utf-8")
    connection = op.get_bind()
    for statement in script.split("\n\n"):
        connection.exec_driver_sql(statement)
