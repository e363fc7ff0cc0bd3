"""Answers of a model server: how a shape is asked for, and what is read out of whatever comes back."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from simulator.failure import ModelFailed
from simulator.language import Language
from simulator.prompts import prompt

Message = dict[str, str]
"""One message of the conversation: `role` and `content`."""

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


def piece_of(chunk: object) -> tuple[str, str | None]:
    """The new words in a chunk and why the line ended, if it did; chunks without choices have neither."""
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return "", None
    words = getattr(getattr(choices[0], "delta", None), "content", None)
    return words if isinstance(words, str) else "", getattr(choices[0], "finish_reason", None)


def fault_of(text: str, finish: str | None, content_type: str) -> ModelFailed | None:
    """What is wrong with a line that came to its end without an error."""
    if finish == "content_filter":
        return ModelFailed("refused")
    if not text.strip():
        return ModelFailed("not_a_model" if "html" in content_type else "empty")
    return None if finish else ModelFailed("cut_off", "closed without a finish reason")


def ladder(
    messages: Sequence[Message], schema: dict[str, Any], language: Language
) -> list[tuple[Sequence[Message], dict[str, object]]]:
    """The ways to ask for `schema`, best first: enforced, as a JSON object, in words only."""
    in_words = prompt("answer", language, "shape", schema=json.dumps(schema, ensure_ascii=False))
    told = [*messages[:-1], {**messages[-1], "content": f"{messages[-1]['content']}\n\n{in_words}"}]
    enforced = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    as_object = {"type": "json_object", "schema": schema}
    return [(messages, {"response_format": enforced}), (told, {"response_format": as_object}), (told, {})]


def words_of(completion: object) -> str:
    """The words of a whole answer; a web page comes out of the client as a str."""
    if isinstance(completion, str):
        raise ModelFailed("not_a_model" if "<" in completion[:200] else "nonsense")
    choices = getattr(completion, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise ModelFailed("empty", "no choices")
    message = getattr(choices[0], "message", None)
    if getattr(choices[0], "finish_reason", None) == "content_filter" or getattr(message, "refusal", None):
        raise ModelFailed("refused")
    words = getattr(message, "content", None)
    if not isinstance(words, str) or not words.strip():
        raise ModelFailed("empty")
    return words


def value_of(answer: str, complaints: Callable[[object], Sequence[str]]) -> tuple[object, Sequence[str]]:
    """The JSON value in `answer`, which may stand in a fence or among words, and what is wrong with it."""
    text = _THOUGHT.sub("", answer)
    start = max(0, min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=0))
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text[start:])
    except (ValueError, RecursionError) as error:
        return None, [f"not JSON: {error}"]
    return value, complaints(value)
