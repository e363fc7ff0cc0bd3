"""The keys of a kind of file as a Markdown table, made from its schema, so that the documents cannot lie."""

from collections.abc import Iterator

from simulator.acts import CALLER, HARMS, HELPS
from simulator.files.schema import Kind, Schema, help_of, name_of, schema
from simulator.language import Language, Pair

_HEAD = Pair("| 항목 | 뜻 | 값 |", "| key | what it is | value |")
_MUST = Pair("**필수** ", "**required** ")
_KINDS = {
    "string": Pair("글", "text"),
    "integer": Pair("정수", "whole number"),
    "number": Pair("숫자", "number"),
    "boolean": Pair("true·false", "true or false"),
    "array": Pair("목록", "list"),
    "object": Pair("묶음", "group"),
}
_ACTS_HEAD = Pair("| 낱말 | 뜻 | 누가 |", "| word | the turn … | whose |")
_HELPS = Pair("상담원, 도움", "agent, helps")
_HARMS = Pair("상담원, 해로움", "agent, harms")
_CALLER = Pair("고객", "caller")
_MOST_WORDS = 10
"""Words of a choice that are named in a table; the acts are more and have a table of their own."""


def key_table(kind: Kind, language: Language) -> str:
    """Every key of a file of `kind`, those inside a group or list after a dot, with what it means."""
    rows = [_HEAD(language), "|---|---|---|"]
    rows += _rows(schema(kind), "", language)
    return "\n".join(rows)


def _rows(part: Schema, above: str, language: Language) -> Iterator[str]:
    required = part.get("required", ())
    for key, inner in part.get("properties", {}).items():
        parts = (name_of(inner, key)(language), help_of(inner)(language))
        meaning = ". ".join(text.rstrip(".") for text in parts if text)
        must = _MUST(language) if key in required else ""
        yield f"| `{above}{key}` | {must}{meaning} | {_value(inner, language)} |"
        below = inner.get("items", inner)
        # lines by act: the acts have a table of their own
        if len(below.get("properties", ())) <= _MOST_WORDS * 2:
            yield from _rows(below, f"{above}{key}.", language)


def _value(part: Schema, language: Language) -> str:
    part = part.get("anyOf", [part])[0]
    if "enum" in part and len(part["enum"]) <= _MOST_WORDS:
        return " · ".join(f"`{word}`" for word in part["enum"])
    kind = _KINDS[part.get("type", "string")](language)
    if "minimum" in part:
        return f"{part['minimum']}–{part['maximum']}"
    return kind


def acts_table(language: Language) -> str:
    """The ids of all dialogue acts with what they are called and whose they are."""
    rows = [_ACTS_HEAD(language), "|---|---|---|"]
    for whose, acts in ((_HELPS, HELPS), (_HARMS, HARMS), (_CALLER, CALLER)):
        rows += [f"| `{act}` | {name(language)} | {whose(language)} |" for act, name in acts.items()]
    return "\n".join(rows)
