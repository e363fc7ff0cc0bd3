"""Indexes for the lists of calls, newest first, by person, company and caller."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Each list is read from the end of one index, so that a page costs its rows and not the table's."""
    op.create_index("ix_calls_started_id", "calls", ["started", "id"])
    op.create_index("ix_calls_trainee_started_id", "calls", ["trainee", "started", "id"])
    op.create_index("ix_calls_company_started_id", "calls", ["company", "started", "id"])
    op.create_index("ix_calls_company_persona_started_id", "calls", ["company", "persona", "started", "id"])
    op.create_index("ix_calls_persona_started_id", "calls", ["persona", "started", "id"])
    op.create_index("ix_scorecards_call_id", "scorecards", ["call", "id"])
