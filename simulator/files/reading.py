"""One file read: the value, all its problems, and where in the file everything stands."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from simulator.files import build
from simulator.files.disk import text_of
from simulator.files.manuals import manual_problems
from simulator.files.page import KINDS, MANUAL, Page, read_page
from simulator.files.schema import Kind
from simulator.files.sense import tell_nonsense
from simulator.language import Pair
from simulator.manual import Manual
from simulator.manual import read_manual as manual_of
from simulator.problem import Problem
from simulator.transcript import transcript_of

Value_co = TypeVar("Value_co", covariant=True)

_BUILDERS: dict[Kind, Callable[[build.Values, str, str], Any]] = {
    "persona": build.persona_of,
    "rubric": build.rubric_of,
    "company": build.company_of,
    "transcript": lambda values, _digest, _text: transcript_of(values),
}


@dataclass(frozen=True)
class Reading(Generic[Value_co]):
    """What reading one file gave; `value` is None where the file cannot be used."""

    file: str
    value: Value_co | None
    problems: tuple[Problem, ...]
    page: Page | None = None

    def line(self, *path: str | int) -> int:
        """The line, from 1, of what `path` leads to, such as "criteria", 2, "clause"."""
        return self.page.line(path) if self.page else 1

    def thing(self, *path: str | int) -> Pair:
        """What `path` leads to, by its own id."""
        return self.page.thing(path) if self.page else MANUAL


def digest_of(text: str) -> str:
    """SHA-256, in hex, of `text` as it stands in its file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parse(kind: Kind, text: str, file: str) -> Reading[Any]:
    """`text` read as a file of `kind`; `file` is the name that its problems are told under."""
    page = read_page(text, file, kind)
    if page.spoilt:
        return Reading(file, None, tuple(page.problems), page)
    value = _BUILDERS[kind](page.values, digest_of(text), text)
    tell_nonsense(page)
    page.problems.sort(key=lambda problem: problem.line)
    return Reading(file, value, tuple(page.problems), page)


def read(kind: Kind, path: Path) -> Reading[Any]:
    """The file at `path` read as one of `kind`."""
    file = shown(path)
    text = text_of(path, file, KINDS[kind])
    return parse(kind, text, file) if isinstance(text, str) else Reading(file, None, (text,))


def parse_manual(text: str, file: str) -> Reading[Manual]:
    """`text` read as a call manual; its value is there even where it has no clauses."""
    manual = manual_of(text.removeprefix("\ufeff"), digest_of(text))
    return Reading(file, replace(manual, text=text), manual_problems(manual, file))


def read_manual(path: Path) -> Reading[Manual]:
    """The file at `path` read as a call manual."""
    file = shown(path)
    text = text_of(path, file, MANUAL)
    return parse_manual(text, file) if isinstance(text, str) else Reading(file, None, (text,))


def shown(path: Path) -> str:
    """`path` as people see it: from the folder they are in, where it lies below that."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
