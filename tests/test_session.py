"""Who is signed in, by the cookie alone."""

import stat
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer
from starlette.requests import HTTPConnection

from simulator.ui.session import COOKIE, LONGEST, Person, Session, language_in, own_secret

SESSION = Session("a secret of the tests")


def _carrying(cookie: str) -> HTTPConnection:
    return HTTPConnection({"type": "http", "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())]})


@pytest.mark.parametrize("name", ["김하늘", "Sam O'Neill", "a; b=c", "${x}{{y}}", "👩‍💼"])
def test_a_person_is_read_back_as_written(name: str) -> None:
    written = SESSION.written(Person(name, "manager"))
    assert SESSION.person(_carrying(written)) == Person(name, "manager")


def test_nobody_is_signed_in_without_a_cookie() -> None:
    assert SESSION.person(HTTPConnection({"type": "http", "headers": []})) is None


def test_a_cookie_of_another_secret_is_refused() -> None:
    assert SESSION.person(_carrying(Session("another secret").written(Person("김하늘", "manager")))) is None


def test_a_changed_cookie_is_refused() -> None:
    written = SESSION.written(Person("김하늘", "trainee"))
    other = SESSION.written(Person("김하늘", "manager"))
    assert SESSION.person(_carrying(other.partition(".")[0] + "." + written.partition(".")[2])) is None


@pytest.mark.parametrize(
    "content", [["김하늘", "owner"], ["김하늘"], "김하늘", {"role": "manager"}, [1, "manager"]]
)
def test_what_is_no_person_in_a_role_is_refused_though_signed(content: object) -> None:
    signer = URLSafeTimedSerializer("a secret of the tests", salt="simulator.session")
    assert SESSION.person(_carrying(str(signer.dumps(content)))) is None


def test_a_cookie_older_than_a_month_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    written = SESSION.written(Person("김하늘", "trainee"))
    import time

    late = time.time() + LONGEST + 2
    monkeypatch.setattr("time.time", lambda: late)
    assert SESSION.person(_carrying(written)) is None


def test_the_secret_is_kept_for_the_next_start_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = own_secret(tmp_path / "simulator")
    assert own_secret(tmp_path / "simulator") == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "simulator" / "secret").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_gives_a_secret_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert own_secret(tmp_path / "file") != own_secret(tmp_path / "file")


@pytest.mark.parametrize(
    ("path", "language"), [("/en/manager/", "en"), ("/ko/x", "ko"), ("/", "ko"), ("/de/x", "ko")]
)
def test_the_language_is_the_first_part_of_the_path(path: str, language: str) -> None:
    assert language_in(path) == language
