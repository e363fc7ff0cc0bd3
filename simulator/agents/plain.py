"""Agents with one way of talking, whatever the caller says, and the decent beginner."""

import random
from collections.abc import Callable
from itertools import count

from simulator.agents.words import Words, general
from simulator.call import Call
from simulator.memory import remember

Policy = Callable[[Call, random.Random], str]

ORDER = (
    "greet",
    "apologise",
    "verify",
    "empathise",
    "clarify",
    "inform",
    "offer",
    "commit",
    "own",
    "restate",
)
"""The order in which a beginner gets round to things; alone the facts and remedies are the right ones."""
SETTLED = ("check", "close")


def one_sided(group: str) -> Policy:
    """An agent who says the lines of `group` and nothing else, in a drawn order, again and again."""

    def reply(call: Call, dice: random.Random) -> str:
        lines = list(general(call.language)[group])
        said = sum(turn.speaker == "agent" for turn in call.turns)
        lines.sort(key=lambda _: dice.random())
        words = Words(call, dice)
        return words.fresh(lines) or _again(lines[said % len(lines)], said // len(lines), call)

    return reply


def _again(line: str, times: int, call: Call) -> str:
    """`line` once more, so that it is not to the letter what was said before."""
    filler = (
        ("네, ", "저기, ", "고객님, ", "음, ")
        if call.language == "ko"
        else ("Well, ", "Look, ", "Yes, ", "So, ")
    )
    return filler[times % len(filler)] + line


def insisting(group: str) -> Policy:
    """The same, with the very same words again once all have been said."""

    def reply(call: Call, dice: random.Random) -> str:
        lines = general(call.language)[group]
        return Words(call, dice).fresh(lines) or dice.choice(lines)

    return reply


def mistaken(call: Call, dice: random.Random) -> str:
    """An agent who makes the mistakes often made with this very caller, in their order, then recites rules."""
    words = Words(call, dice)
    return words.next_of(call.persona.example.bad) or one_sided("cold")(call, dice)


def promising(call: Call, dice: random.Random) -> str:
    """An agent who says yes to everything, also to what may not be given."""
    words, forbidden = Words(call, dice), call.persona.resolution.forbidden
    lines = general(call.language)["overpromises"]
    return words.fresh(lines) or next(
        line
        for n in count()
        if (line := f"{lines[n % len(lines)]} {forbidden[0] if forbidden else ''}".strip())
    )


def beginner(call: Call, dice: random.Random) -> str:
    """An agent who means well: stock phrases, one thing at a time, but the right facts and remedies in the end."""
    words, memory = Words(call, dice), remember(call.persona, call.turns)
    if memory.accepted:
        settled = next((act for act in SETTLED if not memory.has(act)), "close")
        return words.fresh(words.filled(f"novice.{settled}")) or words.filled("novice.close")[0]
    asked = memory.last_topic if memory.last_move == "ask" else ""
    for act in (asked, *ORDER):
        if act and not memory.has(act) and (line := words.fresh(_lines(words, act))):
            return line
    for act in ("inform", "offer", "commit", "own", "empathise"):
        if line := words.fresh(_lines(words, act)):
            return line
    return words.fresh(words.filled("novice.check")) or words.filled("novice.close")[-1]


def _lines(words: Words, act: str) -> tuple[str, ...]:
    """A beginner has the firm's facts and remedies, and nothing but stock phrases for the rest."""
    if act in ("inform", "offer"):
        return words.by_manual(act)
    return words.filled(f"novice.{act}")
