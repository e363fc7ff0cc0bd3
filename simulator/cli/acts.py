"""`simulator acts`: which acts each line of a JSONL file does."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from simulator.cli.say import Refused, complain
from simulator.language import Language, Pair
from simulator.recognise import recognise
from simulator.text import clean

NO_FILE = Pair(
    "{path} 파일을 읽을 수 없어요({why}). 경로를 확인해 주세요.",
    "The file {path} cannot be read ({why}). Check the path.",
)
BAD_LINE = Pair(
    '{path}:{line}: {why}. 한 줄에 {{"id","side":"agent" 또는 "caller","text"}} 하나씩 써 주세요.',
    '{path}:{line}: {why}; write one {{"id","side":"agent" or "caller","text"}} per line.',
)
NOT_JSON = Pair("JSON이 아니에요", "this is not JSON")
NO_TEXT = Pair("side나 text가 없거나 잘못됐어요", "side or text is missing or wrong")


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Writes `{"id","acts"}` for each good line; names each bad one and then returns 1."""
    of_turns: Language = flags["language"]
    path, bad = str(flags["file"]), 0
    try:
        stream = sys.stdin.buffer if path == "-" and sys.stdin else _opened(path)
    except OSError as error:
        raise Refused(NO_FILE(language, path=path, why=error.strerror)) from None
    for number, line in enumerate(_decoded(stream), 1):
        if not line.strip():
            continue
        answer = _answer(line, of_turns)
        if isinstance(answer, Pair):
            bad += 1
            complain(BAD_LINE(language, path=path, line=number, why=answer(language)))
        else:
            print(json.dumps(answer, ensure_ascii=False))
    return 1 if bad else 0


def _opened(path: str) -> IO[bytes]:
    return Path(path).open("rb")


def _decoded(stream: IO[bytes]) -> Iterator[str]:
    with stream:
        for line in stream:
            yield line.decode("utf-8-sig", errors="replace")


def _answer(line: str, language: Language) -> dict[str, Any] | Pair:
    try:
        turn = json.loads(line)
    except (ValueError, RecursionError):
        return NOT_JSON
    if (
        not isinstance(turn, dict)
        or turn.get("side") not in ("agent", "caller")
        or not isinstance(turn.get("text"), str)
    ):
        return NO_TEXT
    context = turn.get("context")
    seen = recognise(clean(turn["text"]), turn["side"], language, context if isinstance(context, str) else "")
    return {"id": turn.get("id"), "acts": list(seen.acts)}
