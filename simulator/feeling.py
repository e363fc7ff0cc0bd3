"""What a reply does to the caller's mood: `effects` names each cause with its worth, `feel` adds them up."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from simulator.memory import Memory, changed_promise, is_settled
from simulator.mood import Mood
from simulator.persona import Persona
from simulator.reply import (
    SUBSTANCE,
    asked_for,
    brings_alternative,
    harms,
    is_abusive,
    is_curt,
    is_long,
    meets,
    puts_on_table,
    said_before,
    says_back_wrongly,
    sets_limit,
)
from simulator.turn import Turn
from simulator.worth import (
    HARMFUL,
    HELPFUL,
    LEVEL_BANDS,
    LOW_RESPECT,
    PERFORMED,
    SITUATIONS,
    SOFT_RELIEF,
    SPECIFIC_RELIEF,
)


@dataclass(frozen=True)
class Effect:
    """One cause of a change: an act's id, a key of SITUATIONS, or "trigger:0", "soother:1"."""

    cause: str
    anger: int = 0
    trust: int = 0
    respect: int = 0


@dataclass(frozen=True)
class Heard:
    """A reply as it reaches the caller: what was known before and after it, and the caller's own turn before it."""

    persona: Persona
    before: Memory
    after: Memory
    was: Mood
    reply: Turn
    caller: Turn | None

    @cached_property
    def settled(self) -> bool:
        """Whether all this caller needs is there now."""
        return is_settled(self.persona, self.after)

    @cached_property
    def harms(self) -> tuple[str, ...]:
        """What in the reply hurts."""
        return harms(self.reply)

    @cached_property
    def is_repeated(self) -> bool:
        """Whether the agent has said just this before."""
        return said_before(self.reply.text, self.before.replies)

    @cached_property
    def is_useful(self) -> bool:
        """Whether the reply brings anything new."""
        if self.harms or self.is_repeated:
            return False
        new = [
            act
            for act in self.reply.acts
            if act in HELPFUL and not self.before.has(act) and act not in ("close", "check")
        ]
        fresh = self.after.offered != self.before.offered or self.after.named > self.before.named
        return bool(new or fresh or asked_for(self.persona, self.reply, self.before.told))

    @cached_property
    def is_fumbled(self) -> bool:
        """Whether a friendly caller's question was fumbled for the first time: hurt, sent away or not answered."""
        warm = self.persona.temper.warm and not self.before.did("sour") and not self.before.accepted
        if not warm or self.settled:
            return False
        acts = set(self.reply.acts)
        # the first reply may be a kind word only, or one that this caller makes nothing of
        lenient = not self.before.replies and acts <= {"empathise", "thank"}
        answering = lenient or {"verify", "clarify", "hold", "greet", "restate", *SUBSTANCE} & acts
        return bool(self.harms or "redirect" in acts or not answering or self.is_repeated)


def feel(heard: Heard) -> Mood:
    """The mood after a reply: the sum of its effects, within the swing of this caller's temper."""
    felt = effects(heard)
    temper, was = heard.persona.temper, heard.was
    anger = max(-temper.swing, min(temper.swing, sum(one.anger for one in felt)))
    if not SUBSTANCE & heard.after.times.keys():
        relief = SPECIFIC_RELIEF if heard.after.named else SOFT_RELIEF
        anger = max(anger, min(0, temper.anger - relief - was.anger))
    if heard.is_fumbled:
        anger = max(anger, 0) + temper.warm
    mood = was.moved(
        anger=anger,
        trust=sum(one.trust for one in felt),
        respect=sum(one.respect for one in felt),
        patience=-_wear(heard),
    )
    return mood.at_level(_level(heard, mood))


def effects(heard: Heard) -> tuple[Effect, ...]:
    """Every cause with what it is worth, before the swing and the floor for soft words are applied."""
    if heard.is_repeated and not heard.before.accepted:
        return (_situation("same_again"),)
    return (*_acts(heard), *_own_spots(heard), *_situations(heard))


def _situation(name: str) -> Effect:
    worth = SITUATIONS[name]
    return Effect(name, worth.anger, worth.trust, worth.respect)


def _acts(heard: Heard) -> Iterator[Effect]:
    table = HELPFUL | HARMFUL | (PERFORMED if heard.persona.temper.performed else {})
    graded = {"deny"} if {"inform"} & set(heard.reply.acts) or brings_alternative(heard.reply) else set()
    graded |= {"restate"} if says_back_wrongly(heard.reply, heard.persona) else set()
    for act in heard.reply.acts:
        if act in table and act not in graded:
            worth, seen = table[act], heard.before.times.get(act, 0)
            if not seen:
                yield Effect(act, worth.anger, worth.trust, worth.respect)
                continue
            grating = max(0, seen - 1) if act in ("apologise", "empathise") else 0
            respect = worth.respect if act in HARMFUL else 0
            yield Effect(act, worth.anger_again + grating, worth.trust_again - grating, respect)


def _own_spots(heard: Heard) -> Iterator[Effect]:
    """Sore and soft spots that are this caller's own; a soft one touched again is worth a third."""
    persona = heard.persona
    for place, sore in enumerate(persona.triggers):
        if meets(heard.reply, sore.when):
            yield Effect(f"trigger:{place}", sore.anger, sore.trust)
    for place, soft in enumerate(persona.soothers):
        if meets(heard.reply, soft.when) and not heard.harms:
            worn = 3 if f"soother:{place}" in heard.before.reacted else 1
            yield Effect(f"soother:{place}", int(soft.anger / worn), int(soft.trust / worn))


def _situations(heard: Heard) -> Iterator[Effect]:
    reply, before, after = heard.reply, heard.before, heard.after
    acts, language = set(reply.acts), heard.persona.language
    if after.named > before.named and not heard.harms:
        yield _situation("specific")
    elif says_back_wrongly(reply, heard.persona):
        yield _situation("wrong_trouble")
    yield from _refusing(heard)
    yield from _promising(heard)
    yield from _place_in_call(heard)
    if is_long(reply, language) and not heard.settled:
        yield _situation("long_speech")
    if is_curt(reply, language):
        yield _situation("curt")
    elif not acts:
        yield _situation("nothing_said")


def _refusing(heard: Heard) -> Iterator[Effect]:
    reply, persona = heard.reply, heard.persona
    suffix = "_performed" if persona.temper.performed else ""
    if "deny" in reply.acts and brings_alternative(reply):
        yield _situation("refused_with_alternative")
    elif "deny" in reply.acts and "inform" in reply.acts:
        yield _situation("refused_with_reason")
    elif persona.legitimacy != "fair" and sets_limit(reply):
        yield _situation(f"calm_limit{suffix}")
    if heard.after.conceded > heard.before.conceded:
        yield _situation(f"conceded{suffix}")
    if puts_on_table(reply, persona.resolution.scorned):
        yield _situation("scorned")


def _promising(heard: Heard) -> Iterator[Effect]:
    acts = set(heard.reply.acts)
    if heard.before.last_move == "wait":
        came_back = acts & {"thank", "apologise", *SUBSTANCE} and not heard.harms
        yield _situation("kept_hold" if came_back else "broken_hold")
    if changed_promise(heard.before, heard.after):
        yield _situation("changed_promise")
    elif "commit" in acts and heard.before.times.get("commit", 0) >= 2 and not heard.after.offered:
        yield _situation("hollow_promise")


def _place_in_call(heard: Heard) -> Iterator[Effect]:
    acts, settled = set(heard.reply.acts), heard.settled
    if "warn" in acts and not (heard.caller and is_abusive(heard.caller)):
        yield _situation("undue_warning")
        return
    if heard.before.accepted or settled:
        if "redirect" in acts:
            yield _situation("redirect_forgiven")
    elif "close" in acts and "end_call" not in acts:
        yield _situation("early_goodbye")
    elif "check" in acts and not heard.after.offered:
        yield _situation("empty_check")
    if settled and not heard.harms and not is_settled(heard.persona, heard.before):
        yield _situation("settled")


def _wear(heard: Heard) -> int:
    """Patience, in useless replies, that a reply costs: none where it brings something new."""
    if heard.harms:
        return 3
    if heard.is_repeated:
        return 2
    return 0 if heard.is_useful and not is_long(heard.reply, heard.persona.language) else 1


def _level(heard: Heard, mood: Mood) -> int:
    temper, was, warnings = heard.persona.temper, heard.was, heard.after.warnings
    harmed, caller = bool(heard.harms), heard.caller
    lean = next((level for anger, level in LEVEL_BANDS if mood.anger >= anger), 0)
    if mood.respect < LOW_RESPECT and lean:
        lean = min(lean + 1, 3)
    if was.level >= 3 and harmed and mood.anger >= LEVEL_BANDS[0][0]:
        lean = 4
    if 0 < temper.yields <= warnings and not harmed:
        return min(lean, 1, temper.ceiling)
    lean = min(lean, temper.ceiling, was.level + 1)
    if "warn" in heard.reply.acts and caller and is_abusive(caller) and temper.yields == 0:
        lean = max(lean, was.level)
    return min(temper.ceiling, max(lean, was.level - 1, temper.floor))
