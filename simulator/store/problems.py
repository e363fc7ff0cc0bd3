"""What can go wrong with the database, in one sentence for the person: the place, the cause, the cure."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from simulator.language import Language, Pair

FOREIGN = Pair(
    "{place}: 이 프로그램의 기록이 담긴 데이터베이스가 아니에요. --database로 다른 파일을 지정해 주세요.",
    "{place}: this is not one of this program's databases. Choose another one with --database.",
)
LOCKED = Pair(
    "{place}: 다른 프로그램이 데이터베이스를 쓰고 있어요. 그 프로그램을 닫고 다시 시도해 주세요.",
    "{place}: another program is using the database. Close that program and try again.",
)
FORBIDDEN = Pair(
    "{place}: 여기에 쓸 권한이 없어요. 폴더 권한을 확인하거나 --database로 다른 위치를 지정해 주세요.",
    "{place}: you may not write here. Check the folder's permissions or choose another place with --database.",
)
NO_FOLDER = Pair(
    "{place}: 이 위치에는 파일을 만들 수 없어요. 경로를 확인하거나 --database로 다른 위치를 지정해 주세요.",
    "{place}: no file can be created here. Check the path or choose another place with --database.",
)
FULL = Pair(
    "{place}: 디스크가 가득 차서 기록하지 못했어요. 공간을 비우고 다시 시도해 주세요.",
    "{place}: the disk is full, so nothing was written. Free some space and try again.",
)
DAMAGED = Pair(
    "{place}: 데이터베이스를 읽거나 쓰지 못했어요. 디스크를 확인하고, 파일이 깨졌으면 백업에서 되살려 주세요.",
    "{place}: the database cannot be read or written. Check the disk and restore the file from a backup.",
)
UNKNOWN_KIND = Pair(
    "{place}: 알 수 없는 데이터베이스 주소예요. 파일 경로, sqlite:///경로, postgresql://… 중 하나로 지정해 주세요.",
    "{place}: this kind of database is not supported. Give a file's path, sqlite:///path or postgresql://…",
)
NO_DRIVER = Pair(
    "{place}: PostgreSQL용 드라이버가 없어요. pip install 'simulator[postgresql]'로 설치해 주세요.",
    "{place}: the driver for PostgreSQL is missing. Install it with: pip install 'simulator[postgresql]'",
)
UNREACHABLE = Pair(
    "{place}: 데이터베이스 서버가 응답하지 않아요. 서버가 켜져 있는지, 주소가 맞는지 확인해 주세요.",
    "{place}: the database server is not answering. Check that it is running and that the address is right.",
)
REFUSED = Pair(
    "{place}: 데이터베이스 서버가 접속을 거절했어요. 사용자, 비밀번호, 데이터베이스 이름을 확인해 주세요.",
    "{place}: the database server refused the connection. Check the user, the password and the database name.",
)
SERVER_FAILED = Pair(
    "{place}: 데이터베이스 서버가 이 작업을 하지 못했어요. 사용자 권한과 서버 기록을 확인해 주세요.",
    "{place}: the database server could not do this. Check the user's rights and the server's log.",
)
BUSY = Pair(
    "{place}: 데이터베이스 접속이 모두 사용 중이에요. 잠시 뒤에 다시 시도해 주세요.",
    "{place}: every connection to the database is in use. Try again in a moment.",
)
NEWER = Pair(
    "{place}: 더 새로운 버전의 프로그램이 만든 데이터베이스예요. 프로그램을 업데이트해 주세요.",
    "{place}: a newer version of the program made this database. Update the program.",
)
UNREADABLE_PIN = Pair(
    "{place}: 통화 당시의 파일({kind} {digest})을 이 버전으로는 읽을 수 없어요. 그때 쓰던 버전으로 열어 주세요.",
    "{place}: this version cannot read the file that the call ran with ({kind} {digest}). Check the version.",
)

_OF_SQLITE = {
    "SQLITE_NOTADB": FOREIGN,
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_READONLY": FORBIDDEN,
    "SQLITE_PERM": FORBIDDEN,
    "SQLITE_AUTH": FORBIDDEN,
    "SQLITE_CANTOPEN": FORBIDDEN,
    "SQLITE_FULL": FULL,
}

_GONE = ("08", "57P")
"""Classes of SQLSTATE in which the server is going down or the connection has been cut."""


class StoreProblem(Exception):  # noqa: N818 — the word of the product for what a person can put right
    """The database cannot be used; `sentence` tells the person why and what to do."""

    def __init__(self, sentence: Pair, **slots: object) -> None:
        self.sentence = Pair(sentence("ko", **slots), sentence("en", **slots))
        super().__init__(self.sentence.en)

    def text(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.sentence.ko if language == "ko" else self.sentence.en


class TurnTaken(Exception):  # noqa: N818
    """A turn with this number stands already: another page or process was faster."""


class CallEnded(Exception):  # noqa: N818
    """The call has an ending, so nothing more can be said in it."""


class CallUnknown(LookupError):  # noqa: N818
    """No call has this id."""


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turns what the database or its driver raises into a StoreProblem about `place`."""
    try:
        yield
    except IntegrityError:
        raise
    except NoFreeConnection as error:
        raise StoreProblem(BUSY, place=place) from error
    except DBAPIError as error:
        raise StoreProblem(_sentence(error.orig), place=place) from error


def _sentence(cause: BaseException | None) -> Pair:
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        return next((pair for start, pair in _OF_SQLITE.items() if name.startswith(start)), DAMAGED)
    if state := getattr(cause, "sqlstate", None):
        return UNREACHABLE if state.startswith(_GONE) else SERVER_FAILED
    return REFUSED if "FATAL" in str(cause) else UNREACHABLE
