"""A tree as plain values of the kinds its schema wants, and what the schema has to say about them."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from simulator.acts import AGENT, CALLER
from simulator.files import tree
from simulator.files.schema import Kind, Plain, Schema, schema
from simulator.language import Pair
from simulator.problem import Fault

Path = tuple[str | int, ...]
Tell = Callable[..., None]
"""Called with a fault, the path it was seen at and the fault's slots."""

TWICE = Fault(
    "duplicate_key",
    Pair("{key} 항목 하나", "the key {key} once"),
    Pair("두 번 적힌 {key} (첫 번째는 {first}행)", "{key} twice (first on line {first})"),
    Pair("하나만 남기고 지우거나 둘을 합치세요.", "delete one of them or merge the two."),
)
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,14})$")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})\.\d{1,9}$")


def read_values(root: tree.Node, kind: Kind, lines: list[str], tell: Tell) -> Plain:
    """`root` as dicts, lists and scalars of the kinds that the schema of `kind` wants."""
    return _Reader(lines, tell).read(root, schema(kind), ())


class _Reader:
    def __init__(self, lines: list[str], tell: Tell) -> None:
        self.lines = lines
        self.tell = tell

    def read(self, node: tree.Node, part: Schema, path: Path) -> Plain:
        if "anyOf" in part:
            branch = "object" if isinstance(node, tree.Mapping) else "string"
            part = next(one for one in part["anyOf"] if one["type"] == branch)
        wanted = part.get("type")
        if isinstance(node, tree.Scalar):
            return _scalar(node, wanted)
        if wanted == "string" and node.start[0] == tree.end_of(node)[0]:
            return tree.between(self.lines, node.start, tree.end_of(node))
        if isinstance(node, tree.Mapping):
            return self._mapping(node, part, path)
        items = part.get("items", {})
        return [self._item(item, items, (*path, place)) for place, item in enumerate(node.items)]

    def _item(self, node: tree.Node, part: Schema, path: Path) -> Plain:
        value = self.read(node, part, path)
        return "" if value is None else value

    def _mapping(self, node: tree.Mapping, part: Schema, path: Path) -> dict[str, Any]:
        parts = part.get("properties", {})
        found: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, inner in node.pairs:
            if key.text in first:
                self.tell(TWICE, (*path, key.text), key=key.text, first=first[key.text])
                continue
            first[key.text] = key.start[0] + 1
            value = self.read(inner, parts.get(key.text, {}), (*path, key.text))
            if value is not None:
                found[key.text] = value
        return found


def _scalar(node: tree.Scalar, wanted: str | None) -> Plain:
    text = node.text
    if node.plain and not text:
        return None
    if wanted == "string" or not node.plain:
        return text
    if text in ("null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) else text


_BY_NAME = {name: act for act, pair in (AGENT | CALLER).items() for name in (pair.ko, pair.en)}


def closest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that `word` was meant to be, empty where none is near; knows acts by their names too."""
    words = list(known)
    act = _BY_NAME.get(word.strip(), "")
    if act in words:
        return act
    near = get_close_matches(word.lower().replace(" ", "_"), words, n=1, cutoff=0.6)
    return near[0] if near else ""


def listed(words: Iterable[object]) -> str:
    """`words` in one line."""
    return ", ".join(str(word) for word in words)
