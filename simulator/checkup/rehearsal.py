"""A rehearsal of each caller with the director itself: an agent that does everything right must reach a good end.

The replies are given as acts, not recognised from words, so that a rehearsal tells about the persona alone.
That apologies alone get nowhere needs no rehearsal: the director never settles before all `needs` have happened.
"""

from collections.abc import Callable, Iterator

from simulator.company import Company, Protection
from simulator.director import direct
from simulator.files.reading import Reading
from simulator.language import Pair
from simulator.persona import Persona
from simulator.problem import Fault, Problem
from simulator.reply import is_abusive
from simulator.turn import Turn

LONGEST = 24
"""Replies of one rehearsal; a call that needs more is too long to practise."""
GOOD_ENDINGS = ("solved", "refusal_held", "protocol_ended")

UNSOLVABLE = Fault(
    "unsolvable",
    Pair("매뉴얼대로 하면 풀리는 고객", "a caller who comes round to an agent who does everything right"),
    Pair("모든 것을 다 해도 {found} 고객", "one who {found} all the same"),
    Pair(
        "처음 분노를 낮추거나 참을성을 늘리고, 필요한 행위가 triggers에 들어 있지 않은지 보세요.",
        "lower the anger, raise the patience, and make sure that nothing listed in needs is also a trigger.",
    ),
)
HUNG_UP = Pair("전화를 끊는", "hangs up")
NEVER_DONE = Pair("끝내 받아들이지 않는", "never gives way")

Agent = Callable[[Persona, Protection, tuple[Turn, ...]], tuple[str, tuple[str, ...]]]
"""An agent of a rehearsal: the words and acts of its next reply."""


def rehearsal_problems(
    persona: Persona, reading: Reading[Persona], company: Company | None
) -> Iterator[Problem]:
    """A problem where the good agent does not reach a good end."""
    protection = company.protection if company else Protection()
    ending = rehearsed(persona, protection, good_agent)
    if ending not in GOOD_ENDINGS:
        place = (reading.file, reading.line("resolution"), reading.thing("resolution"))
        yield UNSOLVABLE.at(*place, found=HUNG_UP if ending else NEVER_DONE)


def rehearsed(persona: Persona, protection: Protection, agent: Agent) -> str | None:
    """How the call of `persona` with `agent` ends, None where it does not within LONGEST replies."""
    mood, move = direct(persona, protection, ())
    turns: tuple[Turn, ...] = (Turn("caller", persona.lines.opening[0], (), move, mood),)
    for number in range(LONGEST):
        words, acts = agent(persona, protection, turns)
        # no two replies may be alike, or the caller takes the second for a repetition
        turns = (*turns, Turn("agent", f"{words} {chr(ord('a') + number) * (len(words) + 10)}", acts))
        mood, move = direct(persona, protection, turns)
        if move.ending:
            return move.ending
        turns = (*turns, Turn("caller", "…", (), move, mood))
    return None


def good_agent(
    persona: Persona, protection: Protection, turns: tuple[Turn, ...]
) -> tuple[str, tuple[str, ...]]:
    """Warns of abuse and ends by the protocol; else listens first, then does all that is needed, then says goodbye."""
    caller = turns[-1]
    warnings = sum("warn" in turn.acts for turn in turns)
    if is_abusive(caller):
        return "", ("end_call",) if warnings >= protection.warnings else ("warn",)
    if caller.move and caller.move.kind in ("accept", "concede"):
        return "", ("check",)
    if caller.move and caller.move.kind == "decline":
        return "", ("thank", "close")
    barred = {act for trigger in persona.triggers for act in trigger.when.acts} - set(
        persona.resolution.needs
    )
    soft = () if persona.temper.performed else ("empathise",)
    if len(turns) <= 1 + warnings * 2:
        return "", tuple(act for act in (*soft, "restate", "clarify") if act not in barred)
    words = " ".join(
        (*persona.resolution.offers[:1], *(cue for one in persona.soothers for cue in one.when.says[:1]))
    )
    extra = tuple(act for one in persona.soothers for act in one.when.acts[:1])
    acts = dict.fromkeys((*persona.resolution.needs, "inform", "commit", "own", *extra))
    if persona.resolution.offers:
        acts |= {"offer": None}
    return words, tuple(act for act in acts if act not in barred)
