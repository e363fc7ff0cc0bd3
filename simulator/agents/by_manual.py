"""The agent who does it by the company's manual: hears, acknowledges, asks, explains, offers, promises, closes."""

import random
import re
from collections.abc import Iterator, Sequence

from simulator.agents.words import Words
from simulator.call import Call
from simulator.director import may_be_ended
from simulator.memory import Memory, remember
from simulator.reply import is_abusive

STAGES: Sequence[tuple[str, ...]] = (
    ("greet", "empathise", "apologise"),
    ("verify",),
    ("restate", "clarify"),
    ("inform",),
    ("offer",),
    ("own", "commit"),
    ("check",),
)
"""What is done in which reply, in the order that manuals prescribe (hear and acknowledge before any remedy)."""
FRIENDLY: Sequence[tuple[str, ...]] = (("greet", "inform"), ("offer", "commit"), ("check",))
"""The same for a caller who only has a question: it is answered at once."""
SOFT = ("empathise", "apologise")
AGAIN = ("inform", "offer", "commit", "own", "empathise", "restate", "clarify")
"""What is said in other words to a caller who has heard everything and is not there yet."""
_SEXUAL = re.compile(r"성희롱|성적|sexual", re.IGNORECASE)
HOLDS = 0.25
"""How often the agent checks something before explaining it."""


def by_manual(call: Call, dice: random.Random) -> str:
    """The next reply of an agent who masters the manual and knows this caller's case."""
    return _reply(call, dice, soft=not call.persona.temper.performed)


def protective(call: Call, dice: random.Random) -> str:
    """The same with an eye on the protocol: warns and ends as it is written, and otherwise keeps to the matter."""
    return _reply(call, dice, soft=False)


def _reply(call: Call, dice: random.Random, *, soft: bool) -> str:
    words, memory = Words(call, dice), remember(call.persona, call.turns)
    parts = _protecting(words, memory) or _leaving(words, memory) or _minding(words, memory)
    parts = parts or _next_stage(words, memory, soft=soft) or _once_more(words, memory, soft=soft)
    return " ".join(parts) or words.next_of(words.by_manual("close")) or words.by_manual("close")[-1]


def _protecting(words: Words, memory: Memory) -> list[str]:
    """Warns of abuse; ends the call where the protocol allows it and the abuse is more than talk."""
    call = words.call
    caller = call.turns[-1]
    if not is_abusive(caller):
        return []
    severe = call.mood.level >= 3 or bool({"profanity", "harass"} & set(caller.acts))
    if severe and may_be_ended(call.company.protection, memory, call.mood):
        lines = words.by_manual("end_call")
        named = [line for line in lines if bool(_SEXUAL.search(line)) == ("harass" in caller.acts)]
        return [(named or lines)[0]]
    if not severe and memory.warnings:
        return []
    warning = words.next_of(words.by_manual("warn"))
    return [warning] if warning else []


def _leaving(words: Words, memory: Memory) -> list[str]:
    """Once the caller has agreed: asks whether all is well, then says goodbye."""
    if not memory.accepted:
        return []
    act = "close" if memory.has("check") or memory.did("decline") else "check"
    line = words.next_of(words.by_manual(act)) or words.by_manual("close")[-1]
    return [line]


def _minding(words: Words, memory: Memory) -> list[str]:
    """Answers what the caller has just done: silence, a question, coming back from a hold."""
    if memory.last_move == "silence":
        line = words.fresh(words.filled("model.there"))
        return [line] if line else []
    if memory.last_move == "wait":
        return _said(words, ("thank", "inform"))
    if memory.last_move == "ask" and memory.last_topic:
        return _said(words, (memory.last_topic,))
    return []


def _next_stage(words: Words, memory: Memory, *, soft: bool) -> list[str]:
    for stage in _stages(words):
        acts = tuple(act for act in stage if soft or act not in SOFT)
        if all(memory.has(act) for act in acts) or not (parts := _said(words, acts)):
            continue
        if stage == ("inform",) and not memory.has("hold") and words.dice.random() < HOLDS:
            return _said(words, ("hold",)) or parts
        return parts
    return []


def _stages(words: Words) -> Iterator[tuple[str, ...]]:
    persona = words.call.persona
    stages = FRIENDLY if persona.temper.warm else STAGES
    for stage in stages:
        if stage == ("check",) and "transfer" in persona.resolution.needs:
            yield ("transfer",)
        yield stage


def _once_more(words: Words, memory: Memory, *, soft: bool) -> list[str]:
    missing = [act for act in words.call.persona.resolution.needs if not memory.has(act)]
    for act in (*missing, *(() if memory.offered else ("offer",)), *AGAIN):
        if (soft or act not in SOFT) and (parts := _said(words, (act,))):
            return parts
    return []


def _said(words: Words, acts: Sequence[str]) -> list[str]:
    """A line for each of `acts` that was not said yet."""
    lines = (words.fresh(words.by_manual(act)) for act in acts)
    return [line for line in lines if line]
