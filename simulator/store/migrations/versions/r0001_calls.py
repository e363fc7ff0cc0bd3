"""Calls, their turns and endings, the files they ran with, and their scorecards."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """All tables; the moments are UTC."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "people",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.PrimaryKeyConstraint("name", "role", name="pk_people"),
    )
    op.create_table(
        "pins",
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_pins"),
    )
    _calls(moment)
    _what_was_said(moment)
    _scorecards(moment)


def _calls(moment: sa.DateTime) -> None:
    told = ("company", "persona", "language", "kind", "voice", "prompts", "seed")
    pinned = ("persona_pin", "company_pin", "manual_pin", "rubric_pin")
    op.create_table(
        "calls",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("trainee", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in told),
        *(sa.Column(name, sa.String, nullable=False) for name in pinned),
        sa.Column("started", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        *(sa.ForeignKeyConstraint([name], ["pins.digest"], name=f"fk_calls_{name}") for name in pinned),
    )


def _what_was_said(moment: sa.DateTime) -> None:
    op.create_table(
        "turns",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("speaker", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("acts", sa.JSON, nullable=False),
        sa.Column("move", sa.String),
        sa.Column("topic", sa.Text),
        sa.Column("brings", sa.String),
        *(sa.Column(name, sa.SmallInteger) for name in ("anger", "trust", "patience", "level")),
        sa.Column("notice", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("call", "n", name="pk_turns"),
        _of_call("turns"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("call", name="pk_drafts"),
        _of_call("drafts"),
    )
    op.create_table(
        "endings",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("ending", sa.String, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("call", name="pk_endings"),
        _of_call("endings"),
    )
    op.create_table(
        "shares",
        sa.Column("call", sa.String, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("call", name="pk_shares"),
        _of_call("shares"),
    )


def _scorecards(moment: sa.DateTime) -> None:
    op.create_table(
        "scorecards",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("call", sa.String, nullable=False),
        sa.Column("scorer", sa.String, nullable=False),
        sa.Column("rubric_pin", sa.String, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scorecards"),
        _of_call("scorecards"),
        sa.ForeignKeyConstraint(["rubric_pin"], ["pins.digest"], name="fk_scorecards_rubric_pin"),
    )
    op.create_table(
        "marks",
        sa.Column("scorecard", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("criterion", "check", "verdict")),
        sa.Column("turn", sa.Integer),
        sa.Column("quote", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("scorecard", "criterion", "check", name="pk_marks"),
        sa.ForeignKeyConstraint(["scorecard"], ["scorecards.id"], name="fk_marks_scorecard"),
        sqlite_with_rowid=False,
    )


def _of_call(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["call"], ["calls.id"], name=f"fk_{table}_call")
