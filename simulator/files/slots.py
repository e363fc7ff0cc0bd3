"""The slots in a persona's lines: `{order_number}` stands for the fact of that id, which has to exist."""

import re
from collections.abc import Iterable, Iterator, Mapping

from simulator.files.page import Page
from simulator.files.schema import Plain
from simulator.files.shape import Path, closest, listed
from simulator.language import Pair
from simulator.problem import Fault

BUILT_IN = ("name", "company", "agent_name", "time", "demand", "value", "told")
"""Slots that every line may hold beside the persona's own facts."""

UNKNOWN_SLOT = Fault(
    "unknown_slot",
    Pair("이 페르소나에 있는 사실", "a fact that this persona has"),
    Pair("이 페르소나에 없는 사실 {slot}", "{slot}, which it does not have"),
    Pair("facts에 넣거나 {known} 가운데 하나로 고치세요.", "add it to facts, or use one of {known}."),
)
MISSPELT_SLOT = Fault(
    "unknown_slot",
    UNKNOWN_SLOT.expected,
    UNKNOWN_SLOT.found,
    Pair("혹시 {guess} 아닌가요?", "did you mean {guess}?"),
)
STRAY_BRACE = Fault(
    "stray_brace",
    Pair("{order_number}처럼 여닫은 중괄호", "braces in pairs, like {order_number}"),
    Pair("짝이 없는 중괄호", "one without its partner"),
    Pair("짝을 맞추거나 중괄호를 지우세요.", "complete the pair or delete the brace."),
)

_SLOT = re.compile(r"\{([^{}:]*)(?::[^{}]*)?\}")


def tell_strange_slots(page: Page) -> None:
    """Tells each slot that no fact fills, and each brace without its partner."""
    values = page.values
    known = [fact["id"] for key in ("facts", "hidden") for fact in values.get(key, ())]
    for path, line in _said(values):
        for slot in (found[1].strip() for found in _SLOT.finditer(line)):
            if slot not in known and slot not in BUILT_IN:
                guess = closest(slot, [*known, *BUILT_IN])
                slots = {"slot": f"{{{slot}}}", "guess": f"{{{guess}}}", "known": listed([*known, *BUILT_IN])}
                page.tell(MISSPELT_SLOT if guess else UNKNOWN_SLOT, path, **slots)
        if set("{}") & set(_SLOT.sub("", line)):
            page.tell(STRAY_BRACE, path)


def _said(values: Plain, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every line in `values` with its path: what stands under a key `lines`."""
    if isinstance(values, Mapping):
        for key, inner in values.items():
            yield from _strings(inner, (*path, key)) if key == "lines" else _said(inner, (*path, key))
    elif isinstance(values, list):
        for place, inner in enumerate(values):
            yield from _said(inner, (*path, place))


def _strings(values: Plain, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(values, str):
        yield path, values
    elif isinstance(values, Mapping | list):
        steps: Iterable[tuple[str | int, Plain]] = (
            values.items() if isinstance(values, Mapping) else enumerate(values)
        )
        for step, inner in steps:
            yield from _strings(inner, (*path, step))
