"""The director: what the caller does next.

A pure function of the persona, the turns so far and the reply. Read it top down: `LADDER` is the order in which the
next move is chosen, the first rule that applies wins; what a reply does to the mood is in `feeling`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.company import Protection
from simulator.feeling import CALM_ENOUGH, LEVEL_BANDS, SUBSTANCE, feel
from simulator.memory import Memory, asked_for, asks_for, harms, is_settled, meets, remember, said_before
from simulator.mood import Mood
from simulator.move import Ending, Move
from simulator.persona import Persona, Reaction
from simulator.text import speaks_to_machine, squeeze
from simulator.turn import Turn

WON_OVER = Mood(anger=25, trust=70, patience=0)
SOFT_NEEDS = frozenset({"empathise", "apologise", "clarify", "restate", "verify", "inform"})
"""What a caller who is calm and trusts (WON_OVER, or better) does not insist on once the right offer is there."""
PATIENT_ENOUGH = 4
"""Times a caller who has all says that there is nothing more, before ending the call without the agent's goodbye."""


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
        """Whether all this caller needs has been done and said; won over, she or he lets one soft need go."""
        if is_settled(self.persona, self.after):
            return True
        won_over = self.mood.anger <= WON_OVER.anger and self.mood.trust >= WON_OVER.trust
        missing = [act for act in self.persona.resolution.needs if not self.after.has(act)]
        return won_over and self.after.offered and len(missing) == 1 and missing[0] in SOFT_NEEDS


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
    if "close" in scene.acts or scene.before.declined >= PATIENT_ENOUGH:
        return Move("goodbye", ending=good_ending(scene.persona, scene.after))
    return _question(scene) or Move("decline")


def _given_up(scene: Scene) -> Move | None:
    boiling = scene.mood.anger >= 97 and scene.harmed and scene.after.harmful >= 3
    if scene.mood.patience > 0 and not boiling:
        return None
    return Move("hang_up", ending="caller_hung_up")


def _hurt(scene: Scene) -> Move | None:
    sore = None if scene.settled and not scene.harmed else _reaction(scene, "trigger", scene.persona.triggers)
    if sore or not scene.harmed:
        return sore
    return _escalation(scene) or Move("push")


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
    at_once = scene.mood.anger <= CALM_ENOUGH - 15 and scene.persona.legitimacy != "unfair"
    ready = scene.before.wavered or at_once or scene.after.conceded
    if ready and (scene.mood.anger <= CALM_ENOUGH or scene.after.conceded):
        ending = good_ending(scene.persona, scene.after)
        if "close" in scene.acts:
            return Move("goodbye", ending=ending)
        return Move("concede" if ending == "refusal_held" else "accept")
    return _fresh_question(scene) or Move("waver")


def _question(scene: Scene) -> Move | None:
    return _fresh_question(scene) or _same_question(scene)


def _fresh_question(scene: Scene) -> Move | None:
    for hidden in scene.persona.hidden:
        if hidden.id not in scene.before.revealed and asks_for(scene.reply, hidden.asks):
            return Move("reveal", hidden.id)
    asked = asked_for(scene.persona, scene.reply, scene.before)
    if asked:
        return Move("answer", "+".join(asked))
    return Move("answer") if "verify" in scene.acts and not scene.before.told else None


def _same_question(scene: Scene) -> Move | None:
    if "restate" in scene.acts:  # saying a fact back is no second question
        return None
    told = [*asked_for(scene.persona, scene.reply, Memory()), *_asked_again(scene)]
    return Move("answer", told[0]) if told else None


def _asked_again(scene: Scene) -> list[str]:
    return [
        hidden.id
        for hidden in scene.persona.hidden
        if hidden.id in scene.before.revealed and asks_for(scene.reply, hidden.asks)
    ]


def _not_understood(scene: Scene) -> Move | None:
    if speaks_to_machine(scene.reply.text):
        return Move("repeat", "odd")
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
    _soothed,  # was touched at this caller's own soft spot
    _not_understood,  # the same sentence again, one word, or nothing that means anything
    _opening_up,  # trusts enough to tell what was kept back
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
