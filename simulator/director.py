"""The director: what the caller does next.

A pure function of the persona, the turns so far and the reply. Read it top down: `LADDER` is the order in which the
next move is chosen, the first rule that applies wins; what a reply does to the mood is in `feeling`, with the numbers
in `worth`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from simulator.asides import speaks_to_machine
from simulator.company import Protection
from simulator.feeling import Heard, feel
from simulator.memory import Memory, changed_promise, remember
from simulator.mood import Mood
from simulator.move import Ending, Move
from simulator.persona import Persona, Reaction
from simulator.reply import (
    SUBSTANCE,
    asked_for,
    asks_for,
    asks_whether_there,
    harms,
    is_curt,
    is_long,
    is_question,
    meets,
    puts_on_table,
    says_back_wrongly,
)
from simulator.text import squeeze
from simulator.turn import Turn
from simulator.worth import CALM_ENOUGH, LEVEL_BANDS, RESPECTED

WON_OVER = Mood(anger=25, trust=70, patience=0)
SOFT_NEEDS = frozenset({"empathise", "apologise", "clarify", "restate", "verify", "inform"})
"""What a caller who is calm and trusts (WON_OVER, or better) does not insist on once the right offer is there."""
PATIENT_ENOUGH = 4
"""Times a caller who has all says that there is nothing more, before ending the call without the agent's goodbye."""
HURT = Mood(anger=45, trust=45, patience=0)
"""Up to this anger and from this trust on, a harm makes a caller fall silent instead of louder, once."""
ASKED_FOR = SUBSTANCE | {"transfer"}
"""What a caller asks for; nobody asks for empathy in so many words."""
ABUSE = 3
"""Abuse level from which nothing is settled before the caller was warned off it."""
SILENCES = 2
"""How often a caller falls silent in one call, and how often she or he asks whether anybody is listening."""


@dataclass(frozen=True)
class Scene(Heard):
    """All that a rule of the ladder looks at: the reply as heard, the mood it leaves, the company's protection."""

    protection: Protection
    mood: Mood

    @property
    def acts(self) -> frozenset[str]:
        """What the reply does."""
        return frozenset(self.reply.acts)

    @cached_property
    def gives_way(self) -> bool:
        """Whether all this caller needs is there; won over, she or he lets one soft need go."""
        if self.settled:
            return True
        won_over = self.mood.anger <= WON_OVER.anger and self.mood.trust >= WON_OVER.trust
        missing = [act for act in self.persona.resolution.needs if not self.after.has(act)]
        return won_over and bool(self.after.offered) and len(missing) == 1 and missing[0] in SOFT_NEEDS


def direct(persona: Persona, protection: Protection, turns: tuple[Turn, ...]) -> tuple[Mood, Move]:
    """The caller's mood and move after `turns`, the last of which is the agent's reply; without any, the opening."""
    if not turns:
        return persona.temper.start, Move("open")
    heard = hear(persona, turns)
    mood = feel(heard)
    scene = Scene(**{name: getattr(heard, name) for name in _HEARD}, protection=protection, mood=mood)
    return mood, next(move for rule in LADDER if (move := rule(scene)))


_HEARD = ("persona", "before", "after", "was", "reply", "caller")


def hear(persona: Persona, turns: tuple[Turn, ...]) -> Heard:
    """The last of `turns`, a reply, as it reaches the caller."""
    reply, past = turns[-1], turns[:-1]
    was = next((turn.mood for turn in reversed(past) if turn.mood), persona.temper.start)
    caller = next((turn for turn in reversed(past) if turn.speaker == "caller"), None)
    return Heard(persona, remember(persona, past), remember(persona, turns), was, reply, caller)


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


# --- the rules, in the order of the ladder ----------------------------------------------------------------------------


def _ended_by_agent(scene: Scene) -> Move | None:
    if "end_call" not in scene.acts:
        return None
    lawful = may_be_ended(scene.protection, scene.before, scene.was)
    return Move("leave", ending="protocol_ended" if lawful else "agent_hung_up")


def _after_acceptance(scene: Scene) -> Move | None:
    if not scene.before.accepted:
        return None
    if scene.harms:
        return Move("push") if scene.mood.anger > CALM_ENOUGH else Move("decline")
    if "close" in scene.acts or scene.before.did("decline", "agree") >= PATIENT_ENOUGH:
        return Move("goodbye", ending=good_ending(scene.persona, scene.after))
    changed = changed_promise(scene.before, scene.after)
    said = Move("react", "changed") if changed else _question(scene) or _holding(scene)
    if said or {"check", "thank"} & scene.acts or not scene.acts:
        return said or Move("decline")
    led_on = (
        "transfer" in scene.acts and "commit" not in scene.acts
    )  # who will be rung back need not hold the line
    return Move("agree", "transfer" if led_on else "")


def _given_up(scene: Scene) -> Move | None:
    boiling = scene.mood.anger >= 97 and scene.harms and scene.after.harmful >= 3
    if scene.mood.patience > 0 and not boiling:
        return None
    return Move("hang_up", ending="caller_hung_up")


def _turned(scene: Scene) -> Move | None:
    return Move("sour") if scene.is_fumbled else None


def _hurt(scene: Scene) -> Move | None:
    if scene.settled and not scene.harms:
        return None
    if sore := _reaction(scene, "trigger", scene.persona.triggers):
        return sore
    if puts_on_table(scene.reply, scene.persona.resolution.scorned):
        return _once(scene, Move("react", "scorned"))
    if changed_promise(scene.before, scene.after):
        return _once(scene, Move("react", "changed"))
    if not scene.harms:
        return None
    wounded = scene.mood.anger <= HURT.anger and scene.mood.trust >= HURT.trust
    return _silence(scene, wounded=wounded) or _escalation(scene) or Move("push")


def _warned(scene: Scene) -> Move | None:
    if "warn" not in scene.acts:
        return None
    if scene.after.warnings > scene.before.warnings and scene.mood.level < min(2, scene.was.level):
        return Move("back_down")
    return _escalation(scene) or Move("push")


def _giving_way(scene: Scene) -> Move | None:
    # who still swears has not been stopped, and gives way to nobody
    if not scene.gives_way or (scene.mood.level >= ABUSE and not scene.after.conceded):
        return None
    at_once = scene.mood.anger <= CALM_ENOUGH - 15 and scene.persona.legitimacy != "unfair"
    ready = scene.before.did("waver") or at_once or scene.after.conceded
    calm = scene.mood.anger <= CALM_ENOUGH and scene.mood.respect >= RESPECTED
    if ready and (calm or scene.after.conceded):
        ending = good_ending(scene.persona, scene.after)
        if "close" in scene.acts:
            return Move("goodbye", ending=ending)
        asked = _fresh_question(scene) if is_question(scene.reply) else None
        return asked or Move("concede" if ending == "refusal_held" else "accept")
    return _fresh_question(scene) or Move("waver")


def _handed_over(scene: Scene) -> Move | None:
    if "transfer" not in scene.acts or "commit" in scene.acts or "transfer" in scene.persona.resolution.needs:
        return None
    if is_question(scene.reply):
        return Move("agree", "transfer")
    # sent on for the second time, nobody goes along without a word
    return None if scene.before.has("transfer") and not scene.before.did("agree") else _LED_AWAY


_LED_AWAY = Move("leave", ending="handed_over")


def _question(scene: Scene) -> Move | None:
    return _fresh_question(scene) or _same_question(scene)


def _fresh_question(scene: Scene) -> Move | None:
    for hidden in scene.persona.hidden:
        if hidden.id not in scene.before.revealed and asks_for(scene.reply, hidden.asks):
            return Move("reveal", hidden.id)
    asked = asked_for(scene.persona, scene.reply, scene.before.told)
    if asked:
        return Move("answer", "+".join(asked))
    return Move("answer") if "verify" in scene.acts and not scene.before.told else None


def _same_question(scene: Scene) -> Move | None:
    if "restate" in scene.acts:  # saying a fact back is no second question
        return None
    told = [*asked_for(scene.persona, scene.reply, ()), *_asked_again(scene)]
    return Move("answer", told[0]) if told else None


def _asked_again(scene: Scene) -> list[str]:
    return [
        hidden.id
        for hidden in scene.persona.hidden
        if hidden.id in scene.before.revealed and asks_for(scene.reply, hidden.asks)
    ]


def _soothed(scene: Scene) -> Move | None:
    return _reaction(scene, "soother", scene.persona.soothers)


def _coming_back(scene: Scene) -> Move | None:
    if scene.before.last_move == "silence" and asks_whether_there(scene.reply):
        return Move("answer", "here")
    return None


def _not_understood(scene: Scene) -> Move | None:
    if speaks_to_machine(scene.reply.text):
        return Move("repeat", "odd")
    if scene.is_repeated:
        return Move("repeat", "same")
    if says_back_wrongly(scene.reply, scene.persona) and not SUBSTANCE & scene.acts:
        return Move("repeat", "wrong")
    if scene.acts:
        return None
    curt = is_curt(scene.reply, scene.persona.language)
    topic = "silence" if len(squeeze(scene.reply.text)) <= 3 or curt else "unclear"
    again = scene.before.last_move == "repeat" and scene.before.last_topic == topic
    if not again:
        return _escalation(scene) or Move("repeat", topic)
    return _escalation(scene) or _unheard(scene) or Move("push")


def _brushed_off(scene: Scene) -> Move | None:
    return _pushing(scene) if "close" in scene.acts else None


def _cutting_in(scene: Scene) -> Move | None:
    return Move("interrupt") if is_long(scene.reply, scene.persona.language) else None


def _opening_up(scene: Scene) -> Move | None:
    for hidden in scene.persona.hidden:
        if hidden.id not in scene.before.revealed and scene.mood.trust >= hidden.trust:
            return Move("reveal", hidden.id)
    return None


def _holding(scene: Scene) -> Move | None:
    return Move("wait") if "hold" in scene.acts else None


def _unheard(scene: Scene) -> Move | None:
    asked = scene.before.last_move in ("ask", "repeat", "push")
    tired = not scene.is_useful and asked and scene.before.did("listen") < SILENCES
    return Move("listen") if tired and scene.mood.level <= 1 and len(scene.before.replies) >= 2 else None


def _asking(scene: Scene) -> Move | None:
    if scene.mood.anger > LEVEL_BANDS[0][0] or scene.mood.level >= 3:
        return None
    wanted = [act for act in scene.persona.resolution.needs if not scene.after.has(act)]
    if not scene.after.offered and scene.persona.resolution.offers:
        wanted.append("offer")
    last = scene.before.last_topic if scene.before.last_move == "ask" else ""
    wanted = [act for act in wanted if act in ASKED_FOR and act != last]
    return Move("ask", wanted[0]) if wanted else None


def _falling_silent(scene: Scene) -> Move | None:
    return _silence(scene, wounded=False)


def _pushing(scene: Scene) -> Move:
    return _escalation(scene) or Move("push")


LADDER: tuple[Callable[[Scene], Move | None], ...] = (
    _ended_by_agent,  # the agent ends the call: by the protocol or not
    _after_acceptance,  # all is agreed: "yes", "no, that's all", then goodbye
    _given_up,  # patience is gone, or one insult too many
    _turned,  # rang with a friendly question, which was fumbled
    _hurt,  # a harm, an insulting offer, a changed promise: this caller's own sore spot, silence, or louder
    _warned,  # a warning: lets go of the abuse, or gets worse
    _giving_way,  # everything needed is there: wavers, then accepts
    _handed_over,  # is put through to someone else
    _coming_back,  # had fallen silent and is asked to go on
    _question,  # was asked: answers, or tells what was kept back
    _soothed,  # was touched at this caller's own soft spot
    _not_understood,  # the same sentence again, one word, nothing that means anything, or another's trouble
    _brushed_off,  # hears a goodbye with nothing settled
    _cutting_in,  # has been talked at for too long
    _holding,  # is asked to wait
    _opening_up,  # trusts enough to tell what was kept back
    _unheard,  # has asked, and the reply brings nothing new: is anybody listening?
    _asking,  # asks for what is still missing
    _falling_silent,  # says nothing, if that is this caller's way
    _pushing,  # insists
)


def _reaction(scene: Scene, kind: str, reactions: tuple[Reaction, ...]) -> Move | None:
    for place, reaction in enumerate(reactions):
        topic = f"{kind}:{place}"
        if topic not in scene.before.reacted and reaction.lines and meets(scene.reply, reaction.when):
            return Move("react", topic)
    return None


def _once(scene: Scene, move: Move) -> Move | None:
    """`move`, a reaction, unless the caller has made it before."""
    return None if move.topic in scene.before.reacted else move


def _silence(scene: Scene, *, wounded: bool) -> Move | None:
    quiet = scene.persona.temper.quiet and scene.mood.level <= 1
    times, last = scene.before.did("silence"), scene.before.last_move
    fits = (quiet and times < SILENCES) or (wounded and not times)
    return Move("silence") if fits and last != "silence" else None


def _escalation(scene: Scene) -> Move | None:
    return Move("escalate") if scene.mood.level > scene.was.level and scene.mood.level >= 2 else None
