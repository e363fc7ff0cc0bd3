"""What a YAML parser cannot read, said in plain words, and the line mended so that reading can go on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.language import Pair
from simulator.problem import Fault

TAB = Fault(
    "tab",
    Pair("띄어쓰기(스페이스)로 맞춘 들여쓰기", "indentation made of spaces"),
    Pair("탭 문자", "a tab character"),
    Pair(
        "줄 앞의 탭을 지우고 스페이스바로 두 칸씩 들여 쓰세요.", "delete the tab and indent with two spaces."
    ),
)
UNCLOSED_QUOTE = Fault(
    "unclosed_quote",
    Pair("여닫은 따옴표", "a closing quotation mark"),
    Pair("닫는 따옴표가 없는 {quoted}", "{quoted} without one"),
    Pair("그 줄 끝에 닫는 따옴표 {mark} 를 붙이세요.", "add the closing {mark} at the end of that line."),
)
HALF_QUOTED = Fault(
    "half_quoted",
    Pair("통째로 따옴표에 싸인 글", "text in quotation marks from end to end"),
    Pair("앞부분만 따옴표에 싸인 {quoted}", "{quoted}, in quotation marks only at the beginning"),
    Pair("글 전체를 이렇게 감싸세요: {mended}", "put quotation marks around the whole text: {mended}"),
)
COLON = Fault(
    "colon",
    Pair("따옴표에 싸인 글", "text in quotation marks"),
    Pair(
        "‘: ’가 들어 있는데 따옴표가 없는 {quoted}",
        "{quoted}, which contains “: ” and has no quotation marks",
    ),
    Pair("글 전체를 이렇게 감싸세요: {mended}", "put quotation marks around the whole text: {mended}"),
)
FIRST_SIGN = Fault(
    "first_sign",
    Pair("따옴표에 싸인 글", "text in quotation marks"),
    Pair(
        "따옴표 없이 {sign} 기호로 시작하는 {quoted}",
        "{quoted}, which begins with {sign} and has no quotation marks",
    ),
    Pair("글 전체를 이렇게 감싸세요: {mended}", "put quotation marks around the whole text: {mended}"),
)
BRACKETS = Fault(
    "brackets",
    Pair("짝이 맞는 대괄호·중괄호", "brackets that match"),
    Pair("괄호 안에서 읽을 수 없는 {quoted}", "{quoted}, which cannot be read inside brackets"),
    Pair(
        "괄호를 없애고 항목마다 줄을 바꿔 ‘- ’로 시작하거나, 괄호 안의 글을 하나씩 따옴표로 감싸세요.",
        "drop the brackets and put each item on its own line after “- ”, or quote each text inside them.",
    ),
)
NO_SPACE = Fault(
    "no_space",
    Pair("쌍점(:) 뒤의 빈칸", "a space after the colon"),
    Pair("붙여 쓴 {quoted}", "{quoted} without one"),
    Pair("이렇게 띄어 쓰세요: {mended}", "write it like this: {mended}"),
)
NO_COLON = Fault(
    "no_colon",
    Pair("‘이름: 값’ 또는 ‘- 항목’ 모양의 줄", "a line like “name: value” or “- item”"),
    Pair("어느 쪽도 아닌 {quoted}", "{quoted}, which is neither"),
    Pair(
        "윗줄에 이어지는 글이라면 윗줄보다 더 들여 쓰고, 아니라면 이름과 쌍점(:)을 앞에 쓰세요.",
        "if it continues the line above, indent it further than that; otherwise put a name and a colon first.",
    ),
)
INDENT = Fault(
    "indent",
    Pair("윗줄들과 맞는 들여쓰기", "indentation that matches the lines above"),
    Pair("칸이 맞지 않는 {quoted}", "{quoted}, which is out of line"),
    Pair(
        "같은 목록이나 묶음에 든 줄은 왼쪽 칸 수를 똑같이 맞추고, 그 안에 든 줄은 두 칸 더 들여 쓰세요.",
        "start lines that belong together in the same column, and those inside them two spaces further in.",
    ),
)

_VALUE = re.compile(r"^(\s*(?:-\s+)*(?:[^\s:\"'\[{#][^:\"'\[{]*:\s+)?(?:-\s+)*)(\S.*?)\s*$")
_GLUED = re.compile(r"^\s*(?:-\s+)*[A-Za-z_]\w*[:：](?=[^\s/])")
_WHOLLY_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:\s+#.*)?$""")
_COMMENT = re.compile(r"\s+#.*$")
_SIGNS = "*&!|>%@`?#,]}"
_FAR = 40
"""Lines above the error in which an unclosed quotation mark is looked for."""


@dataclass(frozen=True)
class Slip:
    """A line (from 0) that cannot be read, and the text to read in its place, None where none can be guessed."""

    fault: Fault
    line: int
    slots: dict[str, object]
    instead: str | None


def slip_of(error: Exception, lines: list[str]) -> Slip:
    """What is wrong in `lines` where the parser gave up with `error`."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at = min(mark.line if mark else 0, len(lines) - 1)
    tabbed = next((number for number in range(at + 1) if "\t" in _lead(lines[number])), None)
    if tabbed is not None:
        return Slip(TAB, tabbed, {}, None)
    if "flow" in (getattr(error, "context", None) or "") and context:
        return _in_brackets(lines, context.line)
    if open_quote := _open_quote(lines, at):
        return open_quote
    return _at_line(lines, at, str(getattr(error, "problem", "")))


def _at_line(lines: list[str], at: int, problem: str) -> Slip:
    while at and not lines[at].strip():
        at -= 1
    found = _VALUE.match(lines[at])
    if glued := _glued(lines, at):
        return glued
    if not found:
        return Slip(INDENT, at, {"quoted": show(lines[at])}, None)
    lead, body = found.groups()
    if body[0] in "[{":
        return _in_brackets(lines, at)
    slots: dict[str, object] = {"quoted": show(body), "mended": quoted(body), "sign": body[0]}
    if fault := _unquoted(body):
        return Slip(fault, at, slots, lead + quoted(body))
    alone = ":" not in lines[at] and not lines[at].lstrip().startswith("- ")
    slots["quoted"] = show(lines[at])
    return Slip(NO_COLON if alone and "':'" in problem else INDENT, at, slots, None)


def _unquoted(body: str) -> Fault | None:
    if body[0] in "\"'":
        return None if _WHOLLY_QUOTED.match(body) else HALF_QUOTED
    if body[0] in _SIGNS:
        return FIRST_SIGN
    return COLON if ": " in _COMMENT.sub("", body) or body.endswith(":") else None


def _glued(lines: list[str], at: int) -> Slip | None:
    for line in (at, at - 1):
        found = _GLUED.match(lines[line]) if line >= 0 else None
        # a glued key makes the line after it unreadable; in a list item it may as well be prose
        if found and (line == at or not lines[line].lstrip().startswith("-")):
            mended = f"{found.group()[:-1]}: {lines[line][found.end() :]}"
            return Slip(NO_SPACE, line, {"quoted": show(lines[line]), "mended": mended.strip()}, mended)
    return None


def _in_brackets(lines: list[str], at: int) -> Slip:
    at = min(at, len(lines) - 1)
    while at and not lines[at].strip():
        at -= 1
    found = _VALUE.match(lines[at])
    lead, body = found.groups() if found else ("", lines[at].strip())
    slots: dict[str, object] = {"quoted": show(body), "mended": quoted(body), "sign": body[:1]}
    if re.match(r"\{\w+\}.*\S", body):
        return Slip(FIRST_SIGN, at, slots, lead + quoted(body))
    closed = body.endswith(("]", "}"))
    return Slip(BRACKETS, at, slots, lead + quoted(body) if closed else None)


def _open_quote(lines: list[str], at: int) -> Slip | None:
    for line in range(at, max(-1, at - _FAR), -1):
        found = _VALUE.match(lines[line])
        if not found or found[2][0] not in "\"'":
            continue
        lead, body = found.groups()
        if not _closes(body):
            slots: dict[str, object] = {"quoted": show(body), "mark": body[0]}
            return Slip(UNCLOSED_QUOTE, line, slots, lead + quoted(body[1:]))
        if line != at:
            return None
    return None


def _closes(body: str) -> bool:
    mark, rest = body[0], body[1:]
    rest = re.sub(r"\\.", "", rest) if mark == '"' else rest.replace("''", "")
    return mark in rest


def mended(lines: list[str], slip: Slip) -> Iterator[str]:
    """The lines with the slip's one replaced, or with every leading tab made two spaces."""
    for number, line in enumerate(lines):
        if slip.fault is TAB:
            lead = _lead(line)
            yield lead.replace("\t", "  ") + line[len(lead) :]
        elif number == slip.line and slip.instead is not None:
            yield slip.instead
        else:
            yield line


def quoted(text: str) -> str:
    """`text` as YAML reads it whatever it holds; the kind of mark that needs no doubling is taken."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def show(text: str, longest: int = 40) -> str:
    """`text` in quotation marks, cut where it is long."""
    text = " ".join(text.split())
    return f"‘{text[: longest - 1]}…’" if len(text) > longest else f"‘{text}’"


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
