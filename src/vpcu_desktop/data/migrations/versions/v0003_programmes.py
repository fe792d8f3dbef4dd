"""The work programmes: programmes, items, meetings, placements, versions, wishes, duties of the year."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    script = Path(__file__).with_name("v0003_programmes.sql").read_text(encoding="utf-8")
    connection = op.get_bind()
    for statement in script.split("\n\n"):
        connection.exec_driver_sql(statement)
