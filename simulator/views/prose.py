"""The little Markdown that manuals are written in: paragraphs, lists, words to say, bold."""

import re
from itertools import groupby

from simulator.views.html import Html, joined, tag

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


def prose(text: str) -> Html:
    """`text` as markup; what is not understood stays as it was written."""
    return joined([_block(kind, list(lines)) for kind, lines in groupby(text.splitlines(), _kind) if kind])


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.lstrip().startswith(">"):
        return "quote"
    return "list" if _ITEM.match(line) else "text"


def _block(kind: str, lines: list[str]) -> Html:
    if kind == "quote":
        return tag("blockquote", [tag("p", _bold(line.lstrip(" >"))) for line in lines], class_="say")
    if kind == "list":
        return tag("ul", [tag("li", _bold(_ITEM.sub("", line))) for line in lines])
    return tag("p", _bold(" ".join(line.strip() for line in lines)))


def _bold(line: str) -> Html:
    parts = _BOLD.split(line)
    return joined([tag("b", part) if odd % 2 else part for odd, part in enumerate(parts)])
