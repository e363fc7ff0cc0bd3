"""Opening the database: where it is, the engine for it, and its schema brought up to date."""

import json
import os
import time
from functools import partial
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from simulator.folder import data_folder
from simulator.store.problems import (
    FORBIDDEN,
    FOREIGN,
    NEWER,
    NO_DRIVER,
    NO_FOLDER,
    UNKNOWN_KIND,
    StoreProblem,
    told,
)
from simulator.store.tables import HEAD, VERSION_TABLE, metadata

WAIT = 5.0
"""Seconds to wait for another program that is writing, and for a server to answer."""

_MIGRATION_LOCK = 7_206_411
"""Any number of our own: processes that start together migrate one after another."""


def default_url() -> str:
    """The database in the user's own data folder; raises StoreProblem for a user without a home."""
    try:
        return f"sqlite:///{data_folder() / 'calls.sqlite3'}"
    except RuntimeError as error:
        raise StoreProblem(NO_FOLDER, place="~") from error


def open_engine(url: str, wait: float) -> tuple[Engine, str]:
    """An engine on an up-to-date schema, and the place to name in messages; raises StoreProblem."""
    path = _sqlite_path(url)
    place = str(path) if path else _server_place(url)
    engine = _sqlite(path, wait) if path else _postgresql(url, place, wait)
    try:
        with told(place):
            _bring_up_to_date(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return engine, place


def _sqlite_path(url: str) -> Path | None:
    scheme, separator, rest = url.partition("://")
    if not separator:
        path = url
    elif scheme in {"sqlite", "sqlite+pysqlite"}:
        path = rest.removeprefix("/")
    else:
        return None
    if path in {"", ":memory:"}:
        raise StoreProblem(UNKNOWN_KIND, place=url or '""')
    try:
        return Path(path).expanduser()
    except RuntimeError as error:  # nobody has that home
        raise StoreProblem(NO_FOLDER, place=path) from error


def _server_place(url: str) -> str:
    """Host, port and database: all that a message may show of a URL that holds a password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreProblem(UNKNOWN_KIND, place=url.partition("://")[0]) from error
    if parsed.get_backend_name() not in {"postgresql", "postgres"}:
        raise StoreProblem(UNKNOWN_KIND, place=parsed.drivername)
    port = f":{parsed.port}" if parsed.port else ""
    return f"{parsed.host or 'localhost'}{port}/{parsed.database or ''}"


def _sqlite(path: Path, wait: float) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_folder, is_there = path.is_dir(), path.exists()
    except PermissionError as error:
        raise StoreProblem(FORBIDDEN, place=path) from error
    except (OSError, ValueError) as error:
        raise StoreProblem(NO_FOLDER, place=path) from error
    if is_folder:
        raise StoreProblem(NO_FOLDER, place=path)
    # SQLite itself opens a file that it may only read without a word, and fails at the first turn.
    if is_there and not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreProblem(FORBIDDEN, place=path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": wait, "check_same_thread": False},
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver must leave BEGIN to us: its own comes too late to keep readers and writers apart.
    connection.isolation_level = None
    _into_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _into_wal(connection: SqliteConnection) -> None:
    """Sets the journal mode, which SQLite refuses at once, without waiting, while another program does the same."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another one wrote in between,
    # without waiting; one that says so at its start waits its turn.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: str, place: str, wait: float) -> Engine:
    arguments: dict[str, Any] = {"connect_timeout": max(1, round(wait))}
    try:
        return create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            connect_args=arguments,
            pool_pre_ping=True,
            json_serializer=partial(json.dumps, ensure_ascii=False),
        )
    except ImportError as error:
        raise StoreProblem(NO_DRIVER, place=place) from error
    except (NoSuchModuleError, ArgumentError) as error:
        raise StoreProblem(UNKNOWN_KIND, place=place) from error


def _bring_up_to_date(engine: Engine, place: str) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        if _revision(connection) == HEAD:
            return
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        revision = _revision(connection)
        if revision is None and set(inspect(connection).get_table_names()) & set(metadata.tables):
            raise StoreProblem(FOREIGN, place=place)
        if revision != HEAD:
            _migrate(connection, revision, place)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608


def _migrate(connection: Connection, revision: str | None, place: str) -> None:
    # Alembic takes longer to import than everything else here, and nearly every start needs none of it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        if revision:
            ScriptDirectory.from_config(config).get_revision(revision)
    except (CommandError, SQLAlchemyError) as error:
        raise StoreProblem(NEWER, place=place) from error
    command.upgrade(config, "head")
