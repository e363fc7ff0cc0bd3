"""The call manual: Markdown in which numbered headings are clauses."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,6})\s+(?:제\s*)?(\d+(?:\.\d+)*)\.?(?:\s*[조항](?=\s))?\s+(.+?)\s*#*$")
_ANY_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True)
class Clause:
    """One numbered rule; `number` as written ("5.2"), `line` in the file from 1, `text` without the heading."""

    number: str
    title: str
    text: str
    line: int


@dataclass(frozen=True)
class Manual:
    """A call manual with its clauses in order."""

    title: str
    clauses: tuple[Clause, ...]
    text: str = ""
    digest: str = ""

    def clause(self, number: str) -> Clause | None:
        """The clause with that number, or None."""
        return next((clause for clause in self.clauses if clause.number == number), None)


def read_manual(text: str, digest: str = "") -> Manual:
    """The manual written in Markdown `text`; never fails, a text without numbered headings has no clauses."""
    title, clauses = "", list[Clause]()
    number, heading, start, body = "", "", 0, list[str]()
    fenced = False

    def finish() -> None:
        if number:
            clauses.append(Clause(number, heading, "\n".join(body).strip(), start))

    for at, line in enumerate(text.splitlines(), 1):
        fenced ^= bool(_FENCE.match(line))
        plain = None if fenced else _ANY_HEADING.match(line)
        numbered = None if fenced else _HEADING.match(line)
        if plain:
            finish()
            title = title or plain.group(2)
            number, heading = (numbered.group(2), numbered.group(3)) if numbered else ("", "")
            start, body = at, []
        else:
            body.append(line)
    finish()
    return Manual(title, tuple(clauses), text, digest)
