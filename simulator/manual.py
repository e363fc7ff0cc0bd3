"""The call manual: Markdown in which numbered headings are clauses."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,6})\s+(?:제\s*)?(\d+(?:\.\d+)*)\.?(?:\s*[조항](?=\s))?\s+(.+?)\s*#*$")
_ANY_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_BARRED = re.compile(r"\b(?:never|not|don['’]t|no)\b|않|말고|금지", re.IGNORECASE)
_SENTENCE_WORDS = 6
"""Words from which a quotation is a sentence and not an expression."""
_SAYING = re.compile(r"^\s*>\s*(\S.*)$")
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

    @property
    def sayings(self) -> tuple[str, ...]:
        """The sentences to be said as they stand, in order: lines quoted with `>`, else whole sentences in quotes.

        A quotation on a line that says never or not to do so is no saying; "[name]" becomes a name.
        """
        text = "\n".join(clause.text for clause in self.clauses)
        return quoted_in(text)

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


def quoted_in(text: str) -> tuple[str, ...]:
    """The sentences in `text` to be said as they stand; see `Manual.sayings`."""
    lines = text.splitlines()
    quoted = [found[1].strip() for line in lines if (found := _SAYING.match(line))]
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return tuple(quoted) or tuple(said for one in paragraphs for said in _quoted(one))


def _quoted(paragraph: str) -> list[str]:
    """The whole sentences in quotes in a paragraph, but for those that a "never" or "not" stands before."""
    said, start = [], 0
    for found in _QUOTED.finditer(paragraph):
        before, start = paragraph[start : found.start()], found.end()
        whole = len(found[1].split()) >= _SENTENCE_WORDS and "…" not in found[1]
        if whole and not _BARRED.search(before):
            said.append(found[1].replace("[name]", "Hannah").strip())
    return said
