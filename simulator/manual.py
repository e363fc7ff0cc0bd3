"""The call manual: Markdown in which numbered headings are clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,6})\s+(?:제\s*)?(\d+(?:\.\d+)*)\.?(?:\s*[조항](?=\s))?\s+(.+?)\s*#*$")
_ANY_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_CHAPTER = re.compile(r"제\s*\d+\s*[장절편부]|(?:chapter|part|section)\s+(?:\d|[ivx]+\b)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]|「([^「」]+)」|『([^『』]+)』")
_OPEN = re.compile(r"(?:^|(?<=[\s(:]))(?:“[^”]*|\"[^\"]*|「[^」]*|『[^』]*)$")
_WHOLE = re.compile(r"^(?:“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」|『([^『』]+)』|‘([^‘]+)’)$")
_LISTED = re.compile(r"[\s,;/·]*(?:or|and|nor|이나|나|또는)?\s*")
_BARRED = re.compile(
    r"\b(?:never|not|don['’]t|no|avoid|instead of|rather than)\b|않|말고|금지|지 ?마|지 ?말|안 ?[되돼됩]|피[하합]",
    re.IGNORECASE,
)
_BARRED_AFTER = re.compile(
    r"^[\s,]*(?:은|는|이|가|을|를|이?라고|이?라는|하고|처럼|같은|같이|등|따위)[^.!?]*?"
    r"(?:않|금지|아니|지 ?마|지 ?말|안 ?[되돼됩]|피[하합])"
    r"|^\s*(?:is|are|must|should|may|can)(?:n['’]t|not|\s+(?:not|never))\b",
    re.IGNORECASE,
)
"""A Korean sentence says only after the quotation that nobody is to say it."""
_SENTENCE_WORDS = 6
"""Words from which a quotation is a sentence and not an expression."""
_KOREAN_WORDS = 3
"""The same in Korean, which says more in a word; only a full stop or question mark tells them apart there."""
_HANGUL = re.compile("[가-힣]")
_ENDED = re.compile(r"[.!?]$")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+")
_NAMES = {"[name]": "Hannah", "[이름]": "김하늘"}
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

        A quotation whose sentence says never or not to do so is no saying; "[name]" becomes a name.
        """
        return quoted_in("\n\n".join(clause.text for clause in self.clauses))

    def clause(self, number: str) -> Clause | None:
        """The clause with that number, or None."""
        return next((clause for clause in self.clauses if clause.number == number), None)


def read_manual(text: str, digest: str = "") -> Manual:
    """The manual written in Markdown `text`; never fails, a text without numbered headings has no clauses.

    The title is the first heading without a number, where it stands before every clause.
    """
    title, clauses = "", list[Clause]()
    number, heading, start, body = "", "", 0, list[str]()
    fenced = False

    def finish() -> None:
        if number:
            clauses.append(Clause(number, heading, "\n".join(body).strip(), start))

    for at, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        fenced ^= bool(_FENCE.match(line))
        plain = None if fenced else _ANY_HEADING.match(line)
        numbered = None if fenced else _HEADING.match(line)
        if plain:
            finish()
            if not (numbered or clauses or _CHAPTER.match(plain.group(2))):
                title = title or plain.group(2)
            number, heading = (numbered.group(2), numbered.group(3)) if numbered else ("", "")
            start, body = at, []
        else:
            body.append(line)
    finish()
    return Manual(title, tuple(clauses), text, digest)


def quoted_in(text: str) -> tuple[str, ...]:
    """The sentences in `text` to be said as they stand; see `Manual.sayings`."""
    if marked := tuple(said for line in _marked(text) for said in _alone(line)):
        return marked
    # a colon leads on to the next paragraph, and what it forbids there is still forbidden
    paragraphs = (" ".join(part.split()) for part in re.split(r"(?<!:)\n\s*\n", text))
    return tuple(said for one in paragraphs for said in _quoted(one))


def still_open(text: str) -> bool:
    """Whether a quotation begins in `text` that does not end in it, so that the next line goes on with it."""
    return bool(_OPEN.search(text))


def unquoted(text: str) -> str | None:
    """What stands between the quotation marks where `text` is one quotation and nothing else, or None."""
    found = _WHOLE.match(text.strip())
    return found[found.lastindex or 0].strip() if found else None


def leads_to_barred(text: str) -> bool:
    """Whether `text` announces what is not to be said ("Never say:")."""
    return text.endswith(":") and bool(_BARRED.search(text))


def _marked(text: str) -> Iterator[str]:
    """What stands on the lines that begin with `>`; a quotation over two such lines is one."""
    held = ""
    for line in text.splitlines():
        found = _SAYING.match(line)
        if held and not (found and still_open(held)):
            yield held
            held = ""
        if found:
            held = f"{held} {found[1].strip()}".strip()
    if held:
        yield held


def _alone(line: str) -> list[str]:
    """The sayings on a line marked with `>`: the line without its quotation marks, or each of its quotations."""
    several = [_between(found) for found in _QUOTED.finditer(line)]
    if several and not _LISTED.sub("", _QUOTED.sub("", line)):
        return [_named(one) for one in several]
    return [_named(unquoted(line) or line)]


def _quoted(paragraph: str) -> list[str]:
    """The whole sentences in quotes in a paragraph, but for those that their own sentence forbids."""
    said, end, barred = [], 0, False
    for found in _QUOTED.finditer(paragraph):
        before, end = paragraph[end : found.start()], found.end()
        if not (barred and before.strip() and _LISTED.fullmatch(before)):
            # right behind a full stop, it is the sentence before that says what the quotation is for
            barred = bool(_BARRED.search(_SENTENCE_BREAK.split(before.strip())[-1]))
        one = _between(found)
        if _is_sentence(one) and not barred and not _barred_after(paragraph[end:]):
            said.append(_named(one))
    return said


def _barred_after(rest: str) -> bool:
    """Whether the words behind a quotation, or behind the list that it begins, forbid it."""
    while (found := _QUOTED.search(rest)) and _LISTED.fullmatch(rest[: found.start()]):
        rest = rest[found.end() :]
    return bool(_BARRED_AFTER.match(rest))


def _is_sentence(quotation: str) -> bool:
    words = len(quotation.split())
    korean = bool(_HANGUL.search(quotation) and _ENDED.search(quotation.strip()))
    return words >= (_KOREAN_WORDS if korean else _SENTENCE_WORDS) and "…" not in quotation


def _between(found: re.Match[str]) -> str:
    return found[found.lastindex or 0].strip()


def _named(saying: str) -> str:
    for slot, name in _NAMES.items():
        saying = saying.replace(slot, name)
    return saying.strip()
