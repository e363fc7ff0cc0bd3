"""A transcript in any of its forms: YAML, JSON, CSV, or plain text with a label before each turn."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from simulator.files.disk import text_of
from simulator.files.misfits import tell_misfits
from simulator.files.page import KINDS, Page
from simulator.files.reading import Reading, parse, shown
from simulator.files.schema import Plain
from simulator.files.shape import listed
from simulator.files.syntax import show
from simulator.language import Pair
from simulator.problem import NOTHING, Fault, Problem
from simulator.recognise import LONGEST
from simulator.transcript import Transcript, from_csv, from_plain, transcript_of

NO_TURNS = Fault(
    "no_turns",
    Pair("‘고객: …’과 ‘상담원: …’으로 시작하는 말", "turns that begin with “Caller: …” and “Agent: …”"),
    NOTHING,
    Pair(
        "말마다 앞에 ‘고객:’이나 ‘상담원:’을 붙이거나, 첫 줄이 ‘speaker,text’인 CSV로 저장하세요.",
        "put “Caller:” or “Agent:” before each turn, or save a CSV whose first line is “speaker,text”.",
    ),
)

STRANGERS = Fault(
    "strangers",
    Pair("speaker 칸에 고객이나 상담원", "caller or agent as the speaker"),
    Pair("{found}", "{found}"),
    Pair(
        "그 사람의 말은 빼고 채점해요. 고객이나 상담원의 말이라면 speaker 칸을 고치세요.",
        "what they say is left out; if it is the caller or the agent, change the speaker.",
    ),
    "warning",
)
UNREAD_END = Fault(
    "unread_end",
    Pair("{most}자 이하의 말", "turns of at most {most} characters"),
    Pair("{found}자나 되는 {turn}번째 말", "turn {turn} with {found} characters"),
    Pair("그 뒤는 읽지 않고 채점하니 말을 나누세요.", "the rest of it is not read: split the turn."),
    "warning",
)

ENDINGS = (".yaml", ".yml", ".json", ".csv", ".txt")
"""How the files end that are looked for in a folder of transcripts."""
_TABLES = (".csv",)
_TREES = (".yaml", ".yml", ".json")


def read_transcript(path: Path) -> Reading[Transcript]:
    """The transcript in the file at `path`."""
    file = shown(path)
    text = text_of(path, file, KINDS["transcript"])
    if not isinstance(text, str):
        return Reading(file, None, (text,))
    reading = parse_transcript(text, file)
    return replace(reading, problems=(*reading.problems, *_losses(reading)))


def _losses(reading: Reading[Transcript]) -> Iterator[Problem]:
    """What of the file is not scored, so that nothing is left out without a word."""
    if not reading.value:
        return
    if strangers := reading.value.strangers:
        yield STRANGERS.at(reading.file, 0, KINDS["transcript"], found=listed(map(show, strangers)))
    for number, turn in enumerate(reading.value.turns, 1):
        if len(turn.text) > LONGEST:
            slots = {"most": f"{LONGEST:,}", "found": f"{len(turn.text):,}", "turn": number}
            yield UNREAD_END.at(reading.file, 0, KINDS["transcript"], **slots)


def parse_transcript(text: str, file: str) -> Reading[Transcript]:
    """`text` as a transcript; the ending of the name `file` says which form it has, else its own looks do."""
    ending = Path(file).suffix.lower()
    if ending in _TREES:
        return _from_tree(text, file)
    forms = (from_csv, from_plain) if ending in _TABLES else (from_plain, from_csv)
    found = next((made for form in forms if (made := form(text.removeprefix("\ufeff")))), None)
    if found:
        return Reading(file, found, ())
    if ending not in _TABLES and (text.lstrip().startswith("{") or "turns:" in text):
        return _from_tree(text, file)
    return Reading(file, None, (NO_TURNS.at(file, 1, KINDS["transcript"]),))


def _from_tree(text: str, file: str) -> Reading[Transcript]:
    try:
        values = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        reading: Reading[Transcript] = parse("transcript", text, file)
        return reading
    # a YAML parser reads most of JSON but not its tabs and surrogate pairs
    page = Page(file, "transcript", values=_whole(values))
    tell_misfits(page.values, "transcript", page.tell)
    value = None if page.spoilt else transcript_of(page.values)
    return Reading(file, value, tuple(page.problems), page)


def _whole(values: Plain) -> Plain:
    """`values` without halves of surrogate pairs, which JSON can write and no database stores."""
    written = json.dumps(values, ensure_ascii=False).encode("utf-16", "surrogatepass")
    return json.loads(written.decode("utf-16", "replace"))
