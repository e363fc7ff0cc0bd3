"""Gold: calls that people have marked with care, a JSON object a line, to hold a scorer against."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from simulator.agreement import Place
from simulator.language import LANGUAGES, Language, Pair
from simulator.scorecard import Verdict
from simulator.text import clean
from simulator.transcript import SPEAKERS
from simulator.turn import Turn

NOT_JSON = Pair(
    "JSON이 아니에요. 통화 하나를 {로 시작해 }로 끝나는 JSON으로 한 줄에 적어 주세요",
    "this is not JSON; write one call on the line, as one object from { to }",
)
NO_TURNS = Pair(
    'turns에 말이 없거나 speaker·text가 빠졌어요. 말마다 {"speaker": "caller|agent", "text": "…"} 꼴로 적어 주세요',
    'turns is missing, empty, or lacks a speaker or a text; write each as {"speaker": "caller|agent", "text": "…"}',
)
NO_MARKS = Pair(
    'marks의 모양이 맞지 않아요. {"항목/문항": "met|missed|not_applicable"} 꼴로 적어 주세요',
    'marks has another form; write it as {"criterion/check": "met|missed|not_applicable"}',
)
NO_LANGUAGE = Pair(
    'language가 ko나 en이 아니에요. 통화의 언어를 "ko"나 "en"으로 적어 주세요',
    "language is neither ko nor en; write the one in which the call was held",
)
_LINE_END = re.compile("\r\n?|\n")
"""Not all that `str.splitlines` cuts at: a JSON text may hold the line separator U+2028 as it is."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)[:3]
"""What people may say of a check."""


@dataclass(frozen=True)
class Gold:
    """One call with people's marks by criterion and check."""

    id: str
    language: Language
    turns: tuple[Turn, ...]
    marks: Mapping[Place, Verdict]


def read_gold(text: str) -> Iterator[tuple[int, Gold | Pair]]:
    """Each line that holds anything, by its number from 1: the call, or what is wrong with the line and its cure."""
    for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), 1):
        if line.strip():
            yield number, _gold(line, number)


def _gold(line: str, number: int) -> Gold | Pair:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return NOT_JSON
    if not isinstance(values, dict):
        return NOT_JSON
    language, turns, marks = values.get("language"), _turns(values.get("turns")), _marks(values.get("marks"))
    if language not in LANGUAGES:
        return NO_LANGUAGE
    if turns is None:
        return NO_TURNS
    if marks is None:
        return NO_MARKS
    return Gold(str(values.get("id", number)), cast("Language", language), turns, marks)


def _turns(values: object) -> tuple[Turn, ...] | None:
    if not isinstance(values, list) or not values:
        return None
    made = [_turn(value) for value in values]
    return tuple(turn for turn in made if turn) if all(made) else None


def _turn(value: Any) -> Turn | None:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    side = SPEAKERS.get(str(value.get("speaker", "")).strip().lower())
    return Turn(side, clean(value["text"])) if side else None


def _marks(values: object) -> dict[Place, Verdict] | None:
    if not isinstance(values, dict):
        return None
    made: dict[Place, Verdict] = {}
    for name, verdict in values.items():
        criterion, slash, check = str(name).partition("/")
        if not slash or verdict not in VERDICTS:
            return None
        made[criterion, check] = verdict
    return made
