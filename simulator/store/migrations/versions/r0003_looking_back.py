"""Felt respect, ceilings, retries and shifts of calls; own views, marks and disputes of people; rescoring."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """New columns may be empty in old rows; no old row is changed."""
    op.add_column("turns", sa.Column("respect", sa.SmallInteger))
    op.add_column("calls", sa.Column("ceiling", sa.SmallInteger))
    op.add_column("calls", sa.Column("branch_of", sa.String))
    op.add_column("calls", sa.Column("branch_at", sa.Integer))
    op.add_column("calls", sa.Column("shift", sa.String))
    op.add_column("calls", sa.Column("arrival_anger", sa.SmallInteger))
    op.add_column("calls", sa.Column("arrival_trust", sa.SmallInteger))
    op.add_column("scorecards", sa.Column("rescore", sa.Integer))
    op.create_index("ix_calls_branch_of", "calls", ["branch_of"])
    op.create_index("ix_calls_shift_started_id", "calls", ["shift", "started", "id"])
    op.create_index("ix_scorecards_rescore_call", "scorecards", ["rescore", "call"])
    moment = sa.DateTime(timezone=True)
    _looking_back(moment)
    _shifts(moment)
    _people(moment)


def _looking_back(moment: sa.DateTime) -> None:
    op.create_table(
        "own_views",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("turned", sa.Integer),
        sa.Column("rating", sa.SmallInteger),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("call", name="pk_own_views"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="fk_own_views_call"),
    )
    op.create_table(
        "limits",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("ceiling", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("person", "at", name="pk_limits"),
    )


def _shifts(moment: sa.DateTime) -> None:
    op.create_table(
        "shifts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("trainee", sa.Text, nullable=False),
        sa.Column("company", sa.String, nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("started", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shifts"),
    )
    op.create_index("ix_shifts_trainee_started_id", "shifts", ["trainee", "started", "id"])
    op.create_table(
        "shift_events",
        sa.Column("shift", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("shift", "n", name="pk_shift_events"),
        sa.ForeignKeyConstraint(["shift"], ["shifts.id"], name="fk_shift_events_shift"),
    )


def _people(moment: sa.DateTime) -> None:
    places = [sa.Column(name, sa.String, nullable=False) for name in ("call", "criterion", "check")]
    op.create_table(
        "people_marks",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        *places,
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people_marks"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="fk_people_marks_call"),
    )
    op.create_index("ix_people_marks_call_id", "people_marks", ["call", "id"])
    op.create_index("ix_people_marks_kind_id", "people_marks", ["kind", "id"])
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("call", "criterion", "check")),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name="fk_disputes_call"),
    )
    op.create_index("ix_disputes_call_id", "disputes", ["call", "id"])
    op.create_table(
        "rescores",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("rubric", sa.String, nullable=False),
        sa.Column("scorer", sa.String, nullable=False),
        sa.Column("which", sa.JSON, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rescores"),
    )
