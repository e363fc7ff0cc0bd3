"""The transcript of a call taken elsewhere: its turns and language, read from plain text or CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.acts import Side
from simulator.language import LANGUAGES, Language
from simulator.text import clean
from simulator.turn import Turn

SPEAKERS: dict[str, Side] = {
    **dict.fromkeys(("고객", "손님", "민원인", "caller", "customer", "client"), "caller"),
    **dict.fromkeys(("상담원", "상담사", "직원", "agent", "rep", "advisor"), "agent"),
}
_LABEL = re.compile(rf"^\s*({'|'.join(SPEAKERS)})\s*[:：]\s*(.*)$", re.IGNORECASE)
_ANY_LABEL = re.compile(r"^\s*([^\W\d_][\w .'-]{0,20}?)\s*[:：]\s+(.*)$")
"""At the beginning of a paragraph: somebody else who speaks."""
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Transcript:
    """What was said, in order; `persona` names the caller where the file does."""

    language: Language
    turns: tuple[Turn, ...]
    persona: str = ""
    strangers: tuple[str, ...] = ()
    """Who else speaks in the file: neither caller nor agent, so what they said is not among the turns."""


def transcript_of(values: Mapping[str, Any]) -> Transcript:
    """The transcript that checked `values` of a YAML or JSON file describe."""
    turns = _turns((turn["speaker"], turn["text"]) for turn in values["turns"])
    language = values.get("language")
    return Transcript(language if language in LANGUAGES else guessed(turns), turns, values.get("persona", ""))


def from_plain(text: str) -> Transcript | None:
    """A transcript with one `Caller:` or `Agent:` (`고객:`, `상담원:`) turn a paragraph; None where there is none."""
    said: list[tuple[str, str]] = []
    new_paragraph = True
    for line in text.splitlines():
        label = _LABEL.match(line) or (_ANY_LABEL.match(line) if new_paragraph else None)
        new_paragraph = not line.strip()
        if label:
            said.append((label.group(1), label.group(2)))
        elif said and line.strip():
            speaker, before = said[-1]
            said[-1] = (speaker, f"{before}\n{line.strip()}")
    turns = _turns(said)
    return Transcript(guessed(turns), turns, strangers=_strangers(said)) if turns else None


def from_csv(text: str) -> Transcript | None:
    """A transcript from rows of `speaker,text` under that heading; None where the heading or the rows are missing."""
    head, *rows = _rows(text.removeprefix("\ufeff")) or [[]]
    names = [name.strip().lower() for name in head]
    if not {"speaker", "text"} <= set(names):
        return None
    who, what = names.index("speaker"), names.index("text")
    # commas that nobody put in quotation marks cut the last column into several
    whole = slice(what, None) if what == len(names) - 1 else slice(what, what + 1)
    said = [(row[who], ",".join(row[whole])) for row in rows if len(row) > max(who, what)]
    turns = _turns(said)
    return Transcript(guessed(turns), turns, strangers=_strangers(said)) if turns else None


def _rows(text: str) -> list[list[str]]:
    """The rows of a CSV file that have anything in them, none where it cannot be one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return [row for row in csv.reader(io.StringIO(lines)) if any(row)]
    except csv.Error:
        return []


def guessed(turns: Iterable[Turn]) -> Language:
    """Korean where a fifth of the letters are Hangul, for Korean calls are full of Latin product names."""
    text = " ".join(turn.text for turn in turns)
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    return "ko" if hangul * 4 >= latin else "en"


def _turns(said: Iterable[tuple[str, str]]) -> tuple[Turn, ...]:
    return tuple(_spoken(said))


def _spoken(said: Iterable[tuple[str, str]]) -> Iterator[Turn]:
    for speaker, text in said:
        if side := _side(speaker):
            yield Turn(side, clean(text))


def _strangers(said: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(speaker.strip() for speaker, _ in said if not _side(speaker)))


def _side(speaker: str) -> Side | None:
    return SPEAKERS.get(speaker.strip().lower())
