"""Claims about opening the store: making it, bringing it up to date, and a sentence for each thing wrong."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import ANY

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sample_call import OPENING, REPLY, a_call
from sqlalchemy import create_engine

import simulator.store
from simulator.store import StoreProblem, default_url, open_store
from simulator.store.tables import HEAD, VERSION_TABLE, metadata

NOBODY = 65534


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def plain_user() -> Iterator[None]:
    """The test runs without the rights of root, whom no file permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


def engine_url(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")


VALUES = {"kind": "practice"}
"""What columns of an old database hold where it is not just their own name."""


def problem_with(url: str | Path) -> StoreProblem:
    with pytest.raises(StoreProblem) as raised:
        open_store(str(url), wait=0.2)
    return raised.value


def test_the_folder_and_the_file_are_made(tmp_path: Path) -> None:
    path = tmp_path / "새 폴더" / "100%?" / "calls.sqlite3"
    call = a_call()
    first = open_store(str(path))
    first.begin(call)
    first.close()
    again = open_store(f"sqlite:///{path}")
    assert again.call(call.id) == replace(call, started=ANY)
    assert path.exists()
    again.close()


def test_a_database_is_as_the_tables_say(store_url: str) -> None:
    open_store(store_url).close()
    engine = create_engine(engine_url(store_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(simulator.store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def test_the_newest_revision_is_the_one_the_program_asks_for() -> None:
    assert ScriptDirectory.from_config(migrations()).get_current_head() == HEAD


def test_a_database_of_the_first_revision_is_brought_up_to_date_with_its_calls(empty_url: str) -> None:
    engine = create_engine(engine_url(empty_url))
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        names = (
            "id",
            "trainee",
            "company",
            "persona",
            "title",
            "language",
            "kind",
            "voice",
            "prompts",
            "seed",
        )
        pins = ("persona_pin", "company_pin", "manual_pin", "rubric_pin")
        connection.exec_driver_sql("INSERT INTO pins VALUES ('p', 'persona', '')")
        connection.exec_driver_sql(
            f"INSERT INTO calls ({', '.join(names + pins)}, started) VALUES "  # noqa: S608
            f"({', '.join(repr(VALUES.get(name, name)) for name in names)}, "
            "'p', 'p', 'p', 'p', '2026-01-02 03:04:05.000000')"
        )
    engine.dispose()
    store = open_store(empty_url)
    assert [(row.id, row.trainee, row.turns) for row in store.calls()] == [("id", "trainee", 0)]
    store.close()
    test_a_database_is_as_the_tables_say(empty_url)


def test_a_database_that_is_up_to_date_opens_without_loading_the_migrations(tmp_path: Path) -> None:
    path = str(tmp_path / "calls.sqlite3")
    open_store(path).close()
    opening = "from simulator.store import open_store; open_store(sys.argv[1])"
    program = f"import sys; {opening}; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_two_that_open_a_new_database_at_once_both_get_it(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(open_store, [empty_url] * 4))
    call = a_call(turns=(OPENING,))
    stores[0].begin(call)
    stores[1].add_turns(call.id, 1, REPLY)
    assert [row.turns for row in stores[2].calls()] == [2]
    for store in stores:
        store.close()


def test_the_usual_place_is_the_users_own_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/simulator/calls.sqlite3"
    monkeypatch.setenv("XDG_DATA_HOME", "")
    assert default_url() == f"sqlite:///{Path.home()}/.local/share/simulator/calls.sqlite3"


def test_a_problem_is_told_in_both_languages_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("장보기 목록\n" * 100)
    problem = problem_with(path)
    assert problem.text("en").startswith(f"{path}: this is not one of this program's databases.")
    assert problem.text("ko").startswith(f"{path}: 이 프로그램의 기록이 담긴 데이터베이스가 아니에요.")
    assert str(problem) == problem.text("en")
    assert path.read_text() == "장보기 목록\n" * 100


def test_a_database_of_another_program_is_left_alone(empty_url: str) -> None:
    engine = create_engine(engine_url(empty_url))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE calls (animal TEXT)")
    assert "not one of this program's databases" in str(problem_with(empty_url))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT animal FROM calls").all() == []
    engine.dispose()


def test_a_database_of_a_newer_program_is_left_alone(store_url: str) -> None:
    open_store(store_url).close()
    engine = create_engine(engine_url(store_url))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
    engine.dispose()
    assert "newer version" in str(problem_with(store_url))


def test_a_locked_database_is_told_on_opening_and_on_writing(tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    store = open_store(str(path), wait=0.2)
    call = a_call()
    store.begin(call)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "using the database" in str(problem_with(path))
    with pytest.raises(StoreProblem, match="using the database"):
        store.add_turns(call.id, 0, OPENING)
    assert store.call(call.id) == replace(call, started=ANY)
    other.execute("ROLLBACK")
    other.close()
    store.add_turns(call.id, 0, OPENING)
    store.close()


@pytest.mark.usefixtures("plain_user")
def test_a_folder_that_may_not_be_written_is_told() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        assert "may not write" in str(problem_with(Path(folder) / "calls.sqlite3"))
        assert "may not write" in str(problem_with(Path(folder) / "deeper" / "calls.sqlite3"))
        Path(folder).chmod(0o755)


@pytest.mark.usefixtures("plain_user")
def test_a_file_that_may_not_be_written_is_told() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "calls.sqlite3"
        open_store(str(path)).close()
        path.chmod(0o444)
        assert "may not write" in str(problem_with(path))


def test_a_path_where_no_file_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file" / "calls.sqlite3", tmp_path / ("x" * 300) / "calls.sqlite3"):
        assert "no file can be created here" in str(problem_with(path))


@pytest.mark.parametrize(
    "url", ["mysql://me:secret@here/calls", "nonsense://secret", "sqlite://", "", "://secret"]
)
def test_an_unknown_kind_of_database_is_told(url: str) -> None:
    problem = problem_with(url)
    assert "not supported" in str(problem)
    assert "secret" not in str(problem)


def test_a_missing_driver_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    problem = problem_with("postgresql://me:secret@127.0.0.1/calls")
    assert "pip install 'simulator[postgresql]'" in str(problem)
    assert "secret" not in str(problem)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    problem = problem_with("postgresql://me:secret@127.0.0.1:1/calls")
    assert str(problem).startswith("127.0.0.1:1/calls: the database server is not answering.")
    assert "secret" not in problem.text("ko")


def test_a_connection_that_was_cut_is_replaced(postgres_url: str) -> None:
    store = open_store(postgres_url)
    call = a_call()
    store.begin(call)
    with psycopg.connect(postgres_url, autocommit=True) as other:
        cut = other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert cut == [(True,)]
    store.add_turns(call.id, 0, OPENING)
    assert [row.turns for row in store.calls()] == [1]
    store.close()


def test_a_server_that_refuses_is_told_without_the_password(postgres_url: str) -> None:
    base = postgres_url.rpartition("/")[0].replace("postgres@", "postgres:secret@")
    problem = problem_with(f"{base}/no-such-database")
    assert "refused" in str(problem)
    assert "secret" not in str(problem)
