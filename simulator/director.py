"""The director: what a reply does to the caller's mood, and what the caller does next.

A pure function of the persona, the turns so far and the reply. Read it top down: the tables say what each act is
worth, `feel` adds them up, `LADDER` is the order in which the next move is chosen: the first rule that applies wins.
Sources of the rules: what calms and what inflames a caller, domain practice of contact centres (uninterrupted
hearing, specific acknowledgement, a definite time, reason with alternative); the numbers are ours, in points of
the 0-to-100 scales of `Mood`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from simulator.company import Protection
from simulator.memory import Memory, harms, is_abusive, meets, remember, said_before
from simulator.mood import Mood
from simulator.move import Ending, Move
from simulator.persona import Persona, Reaction
from simulator.text import says, squeeze
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


@dataclass(frozen=True)
class Scene:
    """All that a rule of the ladder looks at."""

    persona: Persona
    protection: Protection
    before: Memory
    after: Memory
    reply: Turn
    caller: Turn | None
    was: Mood
    mood: Mood

    @property
    def acts(self) -> frozenset[str]:
        """What the reply does."""
        return frozenset(self.reply.acts)

    @property
    def harmed(self) -> bool:
        """Whether the reply does harm."""
        return bool(harms(self.reply))

    @property
    def settled(self) -> bool:
        """Whether all this caller needs has been done and said."""
        return is_settled(self.persona, self.after)


def direct(persona: Persona, protection: Protection, turns: tuple[Turn, ...]) -> tuple[Mood, Move]:
    """The caller's mood and move after `turns`, the last of which is the agent's reply; without any, the opening."""
    if not turns:
        return persona.temper.start, Move("open")
    reply, past = turns[-1], turns[:-1]
    before, after = remember(persona, past), remember(persona, turns)
    was = next((turn.mood for turn in reversed(past) if turn.mood), persona.temper.start)
    caller = next((turn for turn in reversed(past) if turn.speaker == "caller"), None)
    mood = feel(persona, before, after, was, reply, caller)
    scene = Scene(persona, protection, before, after, reply, caller, was, mood)
    return mood, next(move for rule in LADDER if (move := rule(scene)))


# --- the mood ---------------------------------------------------------------------------------------------------


def feel(persona: Persona, before: Memory, after: Memory, was: Mood, reply: Turn, caller: Turn | None) -> Mood:
    """The mood after `reply`: what its acts, this caller's own soft and sore spots and repetition are worth."""
    anger, trust = _worth(persona, before, after, reply, caller)
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
        return Worth(-HELPFUL["redirect"].anger, -HELPFUL["redirect"].trust) if "redirect" in acts else Worth(0, 0)
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
    new = [act for act in reply.acts if act in HELPFUL and not before.has(act) and act not in ("close", "check")]
    useful = new or after.offered > before.offered or _asked(persona, reply, before)
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


# --- the ladder -------------------------------------------------------------------------------------------------


def is_settled(persona: Persona, memory: Memory) -> bool:
    """Whether what the persona needs has happened and an acceptable offer, if it wants one, is on the table."""
    if memory.conceded:
        return True
    done = all(memory.has(act) for act in persona.resolution.needs)
    return done and (memory.offered or not persona.resolution.offers)


def may_be_ended(protection: Protection, memory: Memory, mood: Mood) -> bool:
    """Whether the agent may lawfully end the call now: a one-strike act, or abuse that went on after the warnings."""
    if memory.strikes & set(protection.one_strike) or mood.level >= 4:
        return True
    return memory.warnings >= max(1, protection.warnings) and memory.abused_since


def ending_when_agent_leaves(persona: Persona, protection: Protection, turns: tuple[Turn, ...]) -> Ending:
    """How a call ends when the agent puts the phone down after `turns`."""
    memory = remember(persona, turns)
    mood = next((turn.mood for turn in reversed(turns) if turn.mood), persona.temper.start)
    if memory.accepted:
        return good_ending(persona, memory)
    if may_be_ended(protection, memory, mood):
        return "protocol_ended"
    last = next((turn for turn in reversed(turns) if turn.speaker == "agent"), None)
    handed = last is not None and "transfer" in last.acts and not harms(last)
    return "handed_over" if handed else "agent_hung_up"


def good_ending(persona: Persona, memory: Memory) -> Ending:
    """The ending of a call that the caller accepts: an unjust demand that was not given in to was held."""
    return "refusal_held" if persona.legitimacy == "unfair" and not memory.conceded else "solved"


def _ended_by_agent(scene: Scene) -> Move | None:
    if "end_call" not in scene.acts:
        return None
    lawful = may_be_ended(scene.protection, scene.before, scene.was)
    return Move("leave", ending="protocol_ended" if lawful else "agent_hung_up")


def _after_acceptance(scene: Scene) -> Move | None:
    if not scene.before.accepted:
        return None
    if scene.harmed:
        return Move("push") if scene.mood.anger > CALM_ENOUGH else Move("decline")
    over = scene.acts & {"close"} or (scene.caller and scene.caller.move and scene.caller.move.kind == "decline")
    if over:
        return Move("goodbye", ending=good_ending(scene.persona, scene.after))
    return _question(scene) or Move("decline")


def _given_up(scene: Scene) -> Move | None:
    boiling = scene.mood.anger >= 97 and scene.harmed and scene.after.harmful >= 3
    if scene.mood.patience > 0 and not boiling:
        return None
    return Move("hang_up", ending="caller_hung_up")


def _hurt(scene: Scene) -> Move | None:
    if not scene.harmed:
        return None
    return _reaction(scene, "trigger", scene.persona.triggers) or _escalation(scene) or Move("push")


def _warned(scene: Scene) -> Move | None:
    if "warn" not in scene.acts:
        return None
    if scene.after.warnings > scene.before.warnings and scene.mood.level < min(2, scene.was.level):
        return Move("back_down")
    return _escalation(scene) or Move("push")


def _escalation(scene: Scene) -> Move | None:
    return Move("escalate") if scene.mood.level > scene.was.level and scene.mood.level >= 2 else None


def _handed_over(scene: Scene) -> Move | None:
    wanted = "transfer" in scene.persona.resolution.needs
    if "transfer" in scene.acts and scene.acts & {"hold", "close"} and not wanted:
        return Move("leave", ending="handed_over")
    return None


def _giving_way(scene: Scene) -> Move | None:
    if not scene.settled:
        return None
    ready = scene.before.wavered or scene.mood.anger <= CALM_ENOUGH - 15 or scene.after.conceded
    if ready and (scene.mood.anger <= CALM_ENOUGH or scene.after.conceded):
        ending = good_ending(scene.persona, scene.after)
        if "close" in scene.acts:
            return Move("goodbye", ending=ending)
        return Move("concede" if ending == "refusal_held" else "accept")
    return _question(scene) or Move("waver")


def _question(scene: Scene) -> Move | None:
    hidden = [
        hidden.id
        for hidden in scene.persona.hidden
        if hidden.id not in scene.before.revealed and _asks_for(scene.reply, hidden.asks)
    ]
    if hidden:
        return Move("reveal", hidden[0])
    asked = _asked(scene.persona, scene.reply, scene.before)
    if asked:
        return Move("answer", "+".join(asked))
    again = _asked(scene.persona, scene.reply, Memory())
    if again:
        return Move("answer", again[0])
    return Move("answer") if "verify" in scene.acts and not scene.before.told else None


def _not_understood(scene: Scene) -> Move | None:
    if said_before(scene.reply.text, scene.before.replies):
        return Move("repeat", "same")
    if scene.acts:
        return None
    topic = "silence" if len(squeeze(scene.reply.text)) <= 3 else "unclear"
    again = scene.caller and scene.caller.move == Move("repeat", topic)
    return _escalation(scene) or (Move("push") if again else Move("repeat", topic))


def _opening_up(scene: Scene) -> Move | None:
    for hidden in scene.persona.hidden:
        if hidden.id not in scene.before.revealed and scene.mood.trust >= hidden.trust:
            return Move("reveal", hidden.id)
    return None


def _soothed(scene: Scene) -> Move | None:
    return _reaction(scene, "soother", scene.persona.soothers)


def _holding(scene: Scene) -> Move | None:
    return Move("wait") if "hold" in scene.acts else None


def _asking(scene: Scene) -> Move | None:
    if scene.mood.anger > LEVEL_BANDS[0][0] or scene.mood.level >= 3:
        return None
    wanted = [act for act in scene.persona.resolution.needs if not scene.after.has(act)]
    if not scene.after.offered and scene.persona.resolution.offers:
        wanted.append("offer")
    wanted = [act for act in wanted if act in SUBSTANCE and act != scene.before.last_topic]
    return Move("ask", wanted[0]) if wanted else None


def _pushing(scene: Scene) -> Move:
    return _escalation(scene) or Move("push")


LADDER: tuple[Callable[[Scene], Move | None], ...] = (
    _ended_by_agent,  # the agent ends the call: by the protocol or not
    _after_acceptance,  # all is agreed: "no, that's all", then goodbye
    _given_up,  # patience is gone, or one insult too many
    _hurt,  # a harm: this caller's own sore spot, or louder
    _warned,  # a warning: lets go of the abuse, or gets worse
    _giving_way,  # everything needed is there: wavers, then accepts
    _handed_over,  # is put through to someone else
    _question,  # was asked: answers, or tells what was kept back
    _not_understood,  # the same sentence again, one word, or nothing that means anything
    _opening_up,  # trusts enough to tell what was kept back
    _soothed,  # was touched at this caller's own soft spot
    _holding,  # is asked to wait
    _asking,  # asks for what is still missing
    _pushing,  # insists
)


def _reaction(scene: Scene, kind: str, reactions: tuple[Reaction, ...]) -> Move | None:
    for place, reaction in enumerate(reactions):
        topic = f"{kind}:{place}"
        if topic not in scene.before.reacted and reaction.lines and meets(scene.reply, reaction.when):
            return Move("react", topic)
    return None


NAME = ("성함", "이름", "성명", "your name", "full name", "name please", "who am i speaking")
PHONE = ("연락처", "전화번호", "휴대폰", "핸드폰", "phone number", "contact number", "your number")


def _asked(persona: Persona, reply: Turn, memory: Memory) -> list[str]:
    """The facts that `reply` asks for and the caller has not told yet, in the order of the persona."""
    facts = [(fact.id, fact.asks) for fact in persona.facts]
    known = {fact for fact, _ in facts}
    facts += [(built_in, asks) for built_in, asks in (("caller.name", NAME), ("caller.phone", PHONE)) if built_in[7:] not in known]
    return [fact for fact, asks in facts if fact not in memory.told and _asks_for(reply, asks)]


def _asks_for(reply: Turn, asks: tuple[str, ...]) -> bool:
    asking = "?" in reply.text or "？" in reply.text or {"verify", "clarify"} & set(reply.acts)
    return bool(asks and asking) and says(reply.text, asks, cutoff=101) is not None
