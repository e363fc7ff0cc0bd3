"""A problem in something a person wrote: where it is, what was expected, what was found, and the cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from simulator.language import LANGUAGES, Language, Pair
from simulator.text import one_line, with_particle

Severity = Literal["error", "warning"]
NOTHING = Pair("없음", "nothing")
"""What was found where nothing was."""


@dataclass(frozen=True)
class Problem:
    """One problem at `line` (from 1; 0 means the whole file) of `file`; `thing` is named by its own id."""

    code: str
    file: str
    line: int
    thing: Pair
    expected: Pair
    found: Pair
    cure: Pair
    severity: Severity = "error"

    def message(self, language: Language) -> str:
        """What was expected, what was found and the cure, without the place."""
        expected, found, cure = (one_line(pair(language)) for pair in (self.expected, self.found, self.cure))
        if language == "en":
            return f"expected {expected}, found {found}; {cure}"
        state = "없어요" if self.found == NOTHING else with_particle(found, "이에요")
        return f"{with_particle(expected, '이')} 있어야 하는데 지금은 {state}. {cure}"

    def sentence(self, language: Language) -> str:
        """The whole problem on one line: "file:line: thing: expected …, found …; cure"."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {one_line(self.thing(language))}: {self.message(language)}"

    def json(self, language: Language) -> dict[str, Any]:
        """The problem as a JSON object whose texts are in `language`."""
        return {
            "file": self.file,
            "line": self.line,
            "thing": self.thing(language),
            "code": self.code,
            "severity": self.severity,
            "expected": self.expected(language),
            "found": self.found(language),
            "cure": self.cure(language),
            "message": self.sentence(language),
        }


@dataclass(frozen=True)
class Fault:
    """A kind of problem and its wording; the slots in braces are filled for each problem."""

    code: str
    expected: Pair
    found: Pair
    cure: Pair
    severity: Severity = "error"

    def at(self, file: str, line: int, thing: Pair, **slots: object) -> Problem:
        """The problem of this fault in `thing`; a slot may be a Pair.

        Raises KeyError for a slot that is missing.
        """
        expected, found, cure = (_filled(pair, slots) for pair in (self.expected, self.found, self.cure))
        return Problem(self.code, file, line, thing, expected, found, cure, self.severity)


class NotFound(LookupError):  # noqa: N818 (reads aloud as `except NotFound`)
    """What was asked for is not there, or is broken; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.say("en"))

    def say(self, language: Language) -> str:
        """All of it in `language`, on one line."""
        return " ".join(problem.sentence(language) for problem in self.problems)


def _filled(pair: Pair, slots: dict[str, object]) -> Pair:
    return Pair(*(pair(language, **_in_language(slots, language)) for language in LANGUAGES))


def _in_language(slots: dict[str, object], language: Language) -> dict[str, object]:
    return {name: slot(language) if isinstance(slot, Pair) else slot for name, slot in slots.items()}
