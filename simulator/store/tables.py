"""The tables. Rows are only added, except the running reply's draft."""

import re
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0003"
"""The newest revision in `migrations/versions`: what a database must be at before it is used."""
VERSION_TABLE = "simulator_version"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC on every database; SQLite itself knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, so that SQLite's text sorts by time."""
        del dialect
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """What a person or a model wrote: NUL and lone surrogates, which no database takes, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """`value` as it can be stored."""
        del dialect
        return _UNSTORABLE.sub("\ufffd", value) if value else value


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", String, primary_key=True),
    Column("created", Moment, nullable=False),
)

pins = Table(
    "pins",
    metadata,
    Column("digest", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("text", Words, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", String, primary_key=True),
    Column("trainee", Words, nullable=False),
    Column("company", String, nullable=False),
    Column("persona", String, nullable=False),
    Column("title", Words, nullable=False),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("voice", String, nullable=False),
    Column("prompts", String, nullable=False),
    Column("seed", String, nullable=False),  # a seed may be longer than any integer of the database
    Column("persona_pin", ForeignKey("pins.digest"), nullable=False),
    Column("company_pin", ForeignKey("pins.digest"), nullable=False),
    Column("manual_pin", ForeignKey("pins.digest"), nullable=False),
    Column("rubric_pin", ForeignKey("pins.digest"), nullable=False),
    Column("started", Moment, nullable=False),
    Column("ceiling", SmallInteger),  # the trainee's own limit; nobody else is ever shown it
    Column("branch_of", String),
    Column("branch_at", Integer),
    Column("shift", String),
    Column("arrival_anger", SmallInteger),  # the mood out of a queue, where it is not the file's
    Column("arrival_trust", SmallInteger),
)
Index(None, calls.c.branch_of)
Index(None, calls.c.shift, calls.c.started, calls.c.id)
Index(None, calls.c.started, calls.c.id)
Index(None, calls.c.trainee, calls.c.started, calls.c.id)
Index(None, calls.c.company, calls.c.started, calls.c.id)
Index(None, calls.c.company, calls.c.persona, calls.c.started, calls.c.id)
Index(None, calls.c.persona, calls.c.started, calls.c.id)

turns = Table(
    "turns",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("speaker", String, nullable=False),
    Column("text", Words, nullable=False),
    Column("acts", JSON, nullable=False),
    Column("move", String),
    Column("topic", Words),
    Column("brings", String),
    Column("anger", SmallInteger),
    Column("trust", SmallInteger),
    Column("patience", SmallInteger),
    Column("level", SmallInteger),
    Column("respect", SmallInteger),
    Column("notice", Words, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,  # a call's turns lie side by side
)

drafts = Table(
    "drafts",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

endings = Table(
    "endings",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("ending", String, nullable=False),
    Column("at", Moment, nullable=False),
)

scorecards = Table(
    "scorecards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("scorer", String, nullable=False),
    Column("rubric_pin", ForeignKey("pins.digest"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("rescore", Integer),
)
Index(None, scorecards.c.call, scorecards.c.id)
Index(None, scorecards.c.rescore, scorecards.c.call)

marks = Table(
    "marks",
    metadata,
    Column("scorecard", ForeignKey("scorecards.id"), primary_key=True, autoincrement=False),
    Column("criterion", String, primary_key=True),
    Column("check", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("turn", Integer),
    Column("quote", Words),
    Column("reason", Words, nullable=False),
    Column("source", String, nullable=False),
    sqlite_with_rowid=False,
)

shares = Table(
    "shares",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)

own_views = Table(
    "own_views",
    metadata,
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("after", Words, nullable=False),
    Column("turned", Integer),
    Column("rating", SmallInteger),
    Column("at", Moment, nullable=False),
)

limits = Table(
    "limits",
    metadata,
    Column("person", Words, primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("ceiling", SmallInteger, nullable=False),
)

shifts = Table(
    "shifts",
    metadata,
    Column("id", String, primary_key=True),
    Column("trainee", Words, nullable=False),
    Column("company", String, nullable=False),
    Column("plan", JSON, nullable=False),
    Column("started", Moment, nullable=False),
)
Index(None, shifts.c.trainee, shifts.c.started, shifts.c.id)

shift_events = Table(
    "shift_events",
    metadata,
    Column("shift", ForeignKey("shifts.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("at", Moment, nullable=False),
)

people_marks = Table(
    "people_marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("criterion", String, nullable=False),
    Column("check", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("by", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("at", Moment, nullable=False),
)
Index(None, people_marks.c.call, people_marks.c.id)
Index(None, people_marks.c.kind, people_marks.c.id)

disputes = Table(
    "disputes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call", ForeignKey("calls.id"), nullable=False),
    Column("criterion", String, nullable=False),
    Column("check", String, nullable=False),
    Column("by", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("at", Moment, nullable=False),
)
Index(None, disputes.c.call, disputes.c.id)

rescores = Table(
    "rescores",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rubric", String, nullable=False),
    Column("scorer", String, nullable=False),
    Column("which", JSON, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
)
