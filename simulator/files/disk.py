"""The bytes of a file on disk as text; whatever hinders that is a problem with its cure."""

from pathlib import Path

from simulator.language import Pair
from simulator.problem import NOTHING, Fault, Problem

LARGEST = 1_000_000
"""Bytes; the largest file of this kind that people write by hand has about 60,000."""

NO_FILE = Fault(
    "no_file",
    Pair("파일", "a file"),
    NOTHING,
    Pair("경로와 파일 이름을 확인하세요.", "check the path and the file's name."),
)
NOT_A_FILE = Fault(
    "not_a_file",
    Pair("파일", "a file"),
    Pair("폴더나 다른 것", "a folder or something else"),
    Pair("그 안의 파일 하나를 고르세요.", "choose one of the files in it."),
)
NO_ACCESS = Fault(
    "no_access",
    Pair("읽을 수 있는 파일", "a file that can be read"),
    Pair("열리지 않는 파일({reason})", "one that will not open ({reason})"),
    Pair("파일의 읽기 권한을 확인하세요.", "check that you have permission to read it."),
)
TOO_LARGE = Fault(
    "too_large",
    Pair("1MB 이하의 파일", "a file of at most 1 MB"),
    Pair("{size}MB 파일", "{size} MB"),
    Pair("다른 파일을 고른 것은 아닌지 확인하세요.", "make sure that this is the right file."),
)
NOT_UTF8 = Fault(
    "not_utf8",
    Pair("UTF-8로 저장된 글자", "text saved as UTF-8"),
    Pair("{encoding} 글자", "{encoding}"),
    Pair(
        "편집기에서 ‘다른 이름으로 저장’을 골라 인코딩을 UTF-8로 바꿔 저장하세요.",
        "in your editor choose “Save as” and set the encoding to UTF-8.",
    ),
)


def text_of(path: Path, file: str, thing: Pair) -> str | Problem:
    """The text of the file at `path`, line ends and byte order mark as they are, or why there is none."""
    try:
        if path.exists() and not path.is_file():
            return NOT_A_FILE.at(file, 0, thing)
        size = path.stat().st_size
        if size > LARGEST:
            return TOO_LARGE.at(file, 0, thing, size=round(size / 1e6, 1))
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return NO_FILE.at(file, 0, thing)
    except OSError as error:
        return NO_ACCESS.at(file, 0, thing, reason=error.strerror)
    return decoded(data, file, thing)


def decoded(data: bytes, file: str, thing: Pair) -> str | Problem:
    """`data` as UTF-8 text, or the problem with the line where it stops being that."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return NOT_UTF8.at(file, line, thing, encoding=_encoding(data))


def _encoding(data: bytes) -> Pair:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Pair("UTF-16", "UTF-16")
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return Pair("알 수 없는 방식의", "an unknown encoding")
    return Pair("한글 윈도우 방식(CP949, ANSI)의", "Korean Windows encoding (CP949, ANSI)")
