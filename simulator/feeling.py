"""What a reply does to the caller's mood.

The tables say what each act is worth, `feel` adds them up. What calms and what inflames follows the practice of
contact centres (uninterrupted hearing, a specific acknowledgement, a definite time, a reason with an alternative);
the numbers are ours, in points of the 0-to-100 scales of `Mood`.
"""

from typing import NamedTuple

from simulator.memory import Memory, asked_for, harms, is_abusive, is_settled, meets, said_before
from simulator.mood import Mood
from simulator.persona import Persona
from simulator.turn import Turn


class Worth(NamedTuple):
    """What an act does to anger and trust, the first time and every later time."""

    anger: int
    trust: int
    anger_again: int = 0
    trust_again: int = 0


HELPFUL = {
    "greet": Worth(0, 1),
    "introduce": Worth(-1, 2),
    "verify": Worth(0, 1, 1, 0),
    "empathise": Worth(-6, 5, -1, 1),
    "apologise": Worth(-5, 4, 1, 0),  # a second apology adds nothing, a third one grates
    "clarify": Worth(-2, 3, -1, 1),
    "restate": Worth(-5, 5, -2, 1),
    "own": Worth(-6, 7, -2, 2),
    "inform": Worth(-5, 5, -3, 2),
    "offer": Worth(-8, 6, -4, 2),
    "commit": Worth(-9, 8, -3, 2),
    "hold": Worth(2, 0, 4, -1),
    "transfer": Worth(5, -2, 8, -4),  # being passed on means telling it all again
    "redirect": Worth(8, -5, 8, -5),  # sent away before being helped
    "check": Worth(0, 1, 0, 0),
    "thank": Worth(-1, 1),
    "close": Worth(0, 0),
}
HARMFUL = {
    "dismiss": Worth(14, -10, 14, -10),
    "blame": Worth(16, -12, 16, -12),
    "deny": Worth(12, -8, 12, -8),
    "deflect": Worth(13, -10, 13, -10),
    "command": Worth(12, -6, 12, -6),
    "argue": Worth(18, -14, 18, -14),
    "unsure": Worth(6, -6, 9, -8),
    "overpromise": Worth(-2, 0, 6, -8),  # pleases once, then sounds hollow
}
PERFORMED = {
    "empathise": Worth(0, 1),
    "apologise": Worth(4, 0, 6, 0),  # anger put on for gain smells weakness
    "verify": Worth(-4, 2, -2, 1),
    "clarify": Worth(-4, 2, -2, 1),
    "inform": Worth(-8, 4, -5, 3),
    "offer": Worth(-4, 3, -2, 1),
    "commit": Worth(-3, 3),
    "warn": Worth(-8, 2, -6, 1),
    "deny": Worth(4, -3, 4, -3),
    "overpromise": Worth(6, 0, 8, 0),
}
SUBSTANCE = frozenset({"inform", "offer", "commit", "own"})
"""Soft words alone lower anger by at most SOFT_RELIEF points; below that only one of these acts reaches."""
SOFT_RELIEF = 15
SAME_AGAIN = Worth(6, -4)
NOTHING_SAID = Worth(3, -1)
UNDUE_WARNING = Worth(12, -8)
EARLY_GOODBYE = Worth(10, -6)
EMPTY_CHECK = Worth(5, -3)
SETTLED_RELIEF = -10
CALM_ENOUGH = 50
"""Anger at or under which a settled caller gives way."""
LEVEL_BANDS = ((85, 3), (70, 2), (40, 1))
"""Anger from which the caller leans to this abuse level; level 4 is reached only from level 3, by a harm."""


def feel(
    persona: Persona, before: Memory, after: Memory, was: Mood, reply: Turn, caller: Turn | None
) -> Mood:
    """The mood after `reply`: what its acts, this caller's own soft and sore spots and repetition are worth."""
    worth = _worth(persona, before, after, reply, caller)
    anger, trust = worth.anger, worth.trust
    if is_settled(persona, after) and not harms(reply) and not is_settled(persona, before):
        anger += SETTLED_RELIEF
    swing = persona.temper.swing
    anger = max(-swing, min(swing, anger))
    if not SUBSTANCE & after.times.keys():
        anger = max(anger, min(0, persona.temper.anger - SOFT_RELIEF - was.anger))
    mood = was.moved(anger=anger, trust=trust, patience=-_wear(persona, before, after, reply))
    return mood.at_level(_level(persona, after, was, mood, reply, caller))


def _worth(persona: Persona, before: Memory, after: Memory, reply: Turn, caller: Turn | None) -> Worth:
    if said_before(reply.text, before.replies) and not before.accepted:
        return SAME_AGAIN
    parts = [_act_worth(persona, before, act) for act in reply.acts]
    parts += [_situation(persona, before, after, reply, caller)]
    parts += [Worth(sore.anger, sore.trust) for sore in persona.triggers if meets(reply, sore.when)]
    for place, soother in enumerate(persona.soothers):
        if meets(reply, soother.when) and not harms(reply):
            worn = 1 if f"soother:{place}" not in before.reacted else 3
            parts.append(Worth(soother.anger // worn, soother.trust // worn))
    if not reply.acts:
        parts.append(NOTHING_SAID)
    return Worth(sum(part.anger for part in parts), sum(part.trust for part in parts))


def _act_worth(persona: Persona, before: Memory, act: str) -> Worth:
    table = HELPFUL | HARMFUL | (PERFORMED if persona.temper.performed else {})
    worth = table.get(act, Worth(0, 0))
    seen = before.times.get(act, 0)
    if not seen:
        return Worth(worth.anger, worth.trust)
    grating = max(0, seen - 1) if act in ("apologise", "empathise") else 0
    return Worth(worth.anger_again + grating, worth.trust_again - grating)


def _situation(persona: Persona, before: Memory, after: Memory, reply: Turn, caller: Turn | None) -> Worth:
    acts = set(reply.acts)
    if "warn" in acts and not (caller and is_abusive(caller)):
        return UNDUE_WARNING
    if before.accepted or is_settled(persona, after):
        # once helped, being shown another channel or asked "anything else?" costs nothing
        return (
            Worth(-HELPFUL["redirect"].anger, -HELPFUL["redirect"].trust)
            if "redirect" in acts
            else Worth(0, 0)
        )
    if "close" in acts and "end_call" not in acts:
        return EARLY_GOODBYE
    if "check" in acts and not after.offered:
        return EMPTY_CHECK
    return Worth(0, 0)


def _wear(persona: Persona, before: Memory, after: Memory, reply: Turn) -> int:
    """Patience, in useless replies, that `reply` costs: none where it brings something new."""
    if harms(reply):
        return 3
    if said_before(reply.text, before.replies):
        return 2
    new = [
        act for act in reply.acts if act in HELPFUL and not before.has(act) and act not in ("close", "check")
    ]
    useful = new or after.offered > before.offered or asked_for(persona, reply, before)
    return 0 if useful else 1


def _level(persona: Persona, after: Memory, was: Mood, mood: Mood, reply: Turn, caller: Turn | None) -> int:
    temper = persona.temper
    harmed = bool(harms(reply))
    lean = next((level for anger, level in LEVEL_BANDS if mood.anger >= anger), 0)
    if was.level >= 3 and harmed and mood.anger >= LEVEL_BANDS[0][0]:
        lean = 4
    if 0 < temper.yields <= after.warnings and not harmed:
        return min(lean, 1, temper.ceiling)
    lean = min(lean, temper.ceiling, was.level + 1)
    weakly_warned = "warn" in reply.acts and caller is not None and is_abusive(caller) and temper.yields == 0
    if weakly_warned:
        lean = max(lean, was.level)
    return min(temper.ceiling, max(lean, was.level - 1, temper.floor))
