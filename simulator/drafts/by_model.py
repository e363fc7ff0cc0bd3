"""A first rubric from a manual by a model; what it cites and names is checked, and points shared out, in code."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from simulator.acts import AGENT, CALLER, HARMS
from simulator.drafts.rules import Draft, DraftCheck, DraftCriterion, examples, points, section, tip, unlike
from simulator.drafts.themes import Theme
from simulator.language import Language, Pair
from simulator.manual import Clause, Manual
from simulator.model import Model
from simulator.prompts import prompt

LONGEST_MANUAL = 60_000
"""Characters of a manual that are sent; a long one has about 20,000."""
MOST_CHECKS = 3
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,5}")


async def drafted_by(model: Model, manual: Manual, language: Language) -> Draft:
    """The draft that `model` makes of `manual`; raises ModelFailed."""
    acts = "\n".join(f"  {act}: {name(language)}" for act, name in AGENT.items())
    system = prompt("draft", language, acts=acts, caller_acts=", ".join(CALLER))
    messages = [
        {"role": "system", "content": system},
        {"role": "user", "content": manual.text[:LONGEST_MANUAL]},
    ]
    answer = await model.ask(messages, SHAPE, lambda value: complaints(value, manual), language)
    return draft_of(cast("Mapping[str, Any]", answer), manual, language)


SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "criteria": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "clause": {"type": "string"},
                    "checks": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "id": {"type": "string"},
                                "asks": {"type": "string"},
                                "act": {"type": "string", "enum": ["", *AGENT]},
                                "never": {"type": "boolean"},
                                "when": {"type": "array", "items": {"type": "string", "enum": list(CALLER)}},
                            },
                            "required": ["id", "asks", "act", "never", "when"],
                            "additionalProperties": False,
                        },
                    },
                },
                "required": ["clause", "checks"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["criteria"],
    "additionalProperties": False,
}


def complaints(value: object, manual: Manual) -> list[str]:
    """What is wrong with an answer as a whole; single checks that cannot be used are left out later."""
    criteria = value.get("criteria") if isinstance(value, dict) else None
    if not isinstance(criteria, list) or not criteria:
        return ["criteria is missing or empty"]
    strange = [
        str(one.get("clause") if isinstance(one, dict) else one)
        for one in criteria
        if not isinstance(one, dict) or manual.clause(str(one.get("clause", ""))) is None
    ]
    return [f"the manual has no clause {name!r}" for name in strange]


def draft_of(answer: Mapping[str, Any], manual: Manual, language: Language) -> Draft:
    """The draft that an answer without complaints describes."""
    found: list[tuple[Clause, list[Theme]]] = []
    for one in answer["criteria"]:
        clause = manual.clause(str(one["clause"]))
        mine = [theme for row in _rows(one) if (theme := _theme(row))][:MOST_CHECKS]
        if clause and mine:
            found.append((clause, mine))
    shares = points([len(mine) for _, mine in found])
    criteria = tuple(
        DraftCriterion(
            mine[0].id,
            clause,
            section(clause, manual),
            tuple(DraftCheck(theme, examples(clause, theme, language)) for theme in mine),
            share,
            tip(clause),
        )
        for (clause, mine), share in zip(found, shares, strict=True)
    )
    used = {one.clause for one in criteria}
    left = tuple(clause for clause in manual.clauses if clause.text and clause not in used)
    return Draft(language, manual.title, unlike(criteria), left)


def _rows(criterion: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows = criterion.get("checks")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _theme(row: Mapping[str, Any]) -> Theme | None:
    name, asks, act = (str(row.get(key, "")).strip() for key in ("id", "asks", "act"))
    if not _ID.fullmatch(name) or not asks or act not in {"", *AGENT}:
        return None
    when = [one for one in row.get("when", ()) if one in CALLER]
    never = bool(row.get("never")) or act in HARMS
    return Theme(act, name, Pair(asks, asks), {}, never=never, when={"caller": when} if when else {})
