"""YAML as a tree that remembers where everything stood; anchors, aliases and tags are refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, cast

import yaml

from simulator.text import clean

DEEPEST = 16
"""Lists and mappings inside each other; the files of this program need 7."""
LARGEST = 30_000
"""Scalars, lists and mappings in one file; a company with everything has about 1,000."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CUT_COMMENT = re.compile(r"[ \t]+#[^\s#!]")


class _Mark(Protocol):
    # the C parser and the Python one each have a mark of their own
    line: int
    column: int


Spot = tuple[int, int]
"""Line and column, both from 0."""


class Scalar(NamedTuple):
    """One value; `plain` where it stands without quotation marks."""

    text: str
    plain: bool
    start: Spot
    end: Spot


class Sequence(NamedTuple):
    """A list; `flow` where it is written in square brackets."""

    items: tuple["Node", ...]
    flow: bool
    start: Spot
    end: Spot


class Mapping(NamedTuple):
    """Keys with values, in the order of the file, also those that stand twice."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    flow: bool
    start: Spot
    end: Spot


Node = Scalar | Sequence | Mapping


class Refused(Exception):  # noqa: N818 (no error: a file that this reader declines to go on with)
    """The tree is deeper or larger than any file of this program, or has a second document."""

    def __init__(self, why: str, line: int) -> None:
        self.why = why
        self.line = line
        super().__init__(why)


@dataclass
class Builder:
    """Builds the tree of `lines` from the parser's events."""

    lines: list[str]
    left: int = LARGEST
    odd: list[tuple[str, int]] = field(default_factory=list)
    """What was read otherwise than it may have been meant ("sign", "key", "comment") and its line."""

    def __post_init__(self) -> None:
        self.escapes = any("\\" in line for line in self.lines)

    def build(self) -> Node | None:
        """The one document in the lines, None where they are empty; raises yaml.YAMLError and Refused."""
        root: Node | None = None
        events = yaml.parse("\n".join(self.lines), Loader=_LOADER)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Refused("second_document", _spot(event.start_mark)[0])
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        start = _spot(event.start_mark)
        line = start[0]
        self.left -= 1
        if depth > DEEPEST or not self.left:
            raise Refused("too_deep" if self.left else "too_many", line)
        if isinstance(event, yaml.AliasEvent):
            return self._as_written(start)
        anchored = getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None
        if isinstance(event, yaml.ScalarEvent):
            return self._as_written(start) if anchored else self._scalar(event, start)
        if anchored:
            self.odd.append(("sign", line))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth)
        return self._mapping(cast("yaml.MappingStartEvent", event), events, depth)

    def _scalar(self, event: yaml.ScalarEvent, start: Spot) -> Scalar:
        end = _spot(event.end_mark)
        text = event.value
        if event.style:
            # only an escape in quotation marks can bring in what the source itself no longer holds
            text = clean(_SURROGATE.sub("�", text)) if self.escapes else text.strip()
        elif text and _CUT_COMMENT.match(self.lines[end[0]], end[1]):
            self.odd.append(("comment", end[0]))
        return Scalar(text, not event.style, start, end)

    def _sequence(self, event: yaml.SequenceStartEvent, events: Iterator[yaml.Event], depth: int) -> Sequence:
        items: list[Node] = []
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            items.append(self._node(inner, events, depth + 1))
        return Sequence(tuple(items), bool(event.flow_style), _spot(event.start_mark), _spot(inner.end_mark))

    def _mapping(self, event: yaml.MappingStartEvent, events: Iterator[yaml.Event], depth: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self._node(inner, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if isinstance(key, Scalar):
                pairs.append((key, value))
            else:
                self.odd.append(("key", key.start[0]))
        return Mapping(tuple(pairs), bool(event.flow_style), _spot(event.start_mark), _spot(inner.end_mark))

    def _as_written(self, start: Spot) -> Scalar:
        """What stands from `start` to the end of its line, for a `*`, `&` or `!` that was meant as text."""
        line, column = start
        self.odd.append(("sign", line))
        text = self.lines[line][column:].strip()
        return Scalar(text, plain=False, start=start, end=(line, column + len(text)))


def _spot(mark: _Mark | None) -> Spot:
    return (mark.line, mark.column) if mark else (0, 0)


def line_of(node: Node, path: tuple[str | int, ...]) -> int:
    """The line, from 1, of what `path` leads to, or of the last thing on the way that exists."""
    line = node.start[0]
    for step in path:
        found: Node | None = None
        if isinstance(node, Mapping):
            for key, value in node.pairs:
                if key.text == step:
                    line, found = key.start[0], value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            found = node.items[step]
            line = found.start[0]
        if found is None:
            break
        node = found
    return line + 1


def between(lines: list[str], start: Spot, end: Spot) -> str:
    """The source from `start` to `end` as one line of text."""
    (top, left), (bottom, right) = start, end
    if top == bottom:
        return lines[top][left:right].strip()
    return " ".join([lines[top][left:], *lines[top + 1 : bottom], lines[bottom][:right]]).strip()


def end_of(node: Node) -> Spot:
    """Where `node` ends; without brackets that is where its last scalar does, for the parser looks ahead."""
    while not isinstance(node, Scalar) and not node.flow:
        if isinstance(node, Mapping) and node.pairs:
            node = node.pairs[-1][1]
        elif isinstance(node, Sequence) and node.items:
            node = node.items[-1]
        else:
            break
    return node.end
