"""The scene in which one line is said: the move, what may fill a slot, what has been said, and the dice."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from simulator.call import Call
from simulator.heard import Promise, agent_name, promised_time, promises_of
from simulator.language import Language
from simulator.memory import changed_promise, remember
from simulator.mood import FROM_LEVEL, Mood
from simulator.move import Move
from simulator.persona import Fact, Hidden, Persona
from simulator.phrases import Phrases, phrases
from simulator.phrases.slots import demand_slot, fact_slots, fill, spoken, tidy
from simulator.recognise import recognise
from simulator.text import squeeze
from simulator.turn import Turn

SHORT = 4
"""Letters under which a line is only compared with whole lines."""
SLIPS = 0.7
"""How often a polite Korean caller drops into 반말 from abuse level 2."""
_ROUGH = ("push", "escalate", "ask", "react", "answer", "repeat", "hang_up", "listen", "interrupt")
"""Moves in which a caller forgets politeness."""


@dataclass(frozen=True)
class Scene:
    """`slots` fill the phrasebook's lines, `known` the persona's own; `level` keeps to the persona's ceiling."""

    persona: Persona
    move: Move
    level: int
    plain: bool
    is_held: bool
    """The trainee has a ceiling of their own, for which this persona's lines may not have been written."""
    book: Phrases
    slots: Mapping[str, str]
    known: Mapping[str, str]
    said: tuple[Turn, ...]
    agent: tuple[Turn, ...]
    history: str
    """Everything the caller has said, squeezed, a turn a line."""
    dice: random.Random

    @property
    def reply(self) -> Turn | None:
        """The agent's turn that is being answered; None at the opening."""
        return self.agent[-1] if self.agent else None

    @property
    def topic(self) -> str:
        """What the move is about; of several facts the last."""
        return self.move.topic.rsplit("+", 1)[-1]

    @property
    def has_fact(self) -> bool:
        """Whether the move is about something the caller knows."""
        return bool(self.slots.keys() & {"value", "told"})

    @property
    def insists(self) -> bool:
        """Whether the caller insists: by choice, out of anger, or because there is nothing left to tell."""
        kind = self.move.kind
        angered = kind == "react" and not self.topic.startswith("soother")
        angered = angered and self.topic not in ("scorned", "changed")
        return kind in ("push", "escalate") or angered or (kind == "reveal" and not self.has_fact)

    @property
    def promise(self) -> Promise | None:
        """What the agent promised last."""
        turns = [turn.text for turn in self.agent if "commit" in turn.acts]
        made = [one for text in turns for one in promises_of(text, self.persona.language)]
        return made[-1] if made else None

    def has_told(self, topic: str) -> bool:
        """Whether the caller has given this fact before."""
        moves = (turn.move for turn in self.said if turn.move and turn.move.kind in ("answer", "reveal"))
        return any(topic in move.topic.split("+") for move in moves)

    def may_say(self, own: str) -> bool:
        """Whether a line of the persona's keeps to the ceiling: no stand-ins below 4, and to a trainee's own."""
        ceiling = self.persona.temper.ceiling
        tags = (*self.book.of("tags.sexual"), *self.book.of("tags.violent"))
        if ceiling < 4 and any(tag in own for tag in tags):
            return False
        return not self.is_held or level_of(own, self.persona.language) <= ceiling

    def is_new(self, text: str) -> bool:
        """Whether the caller has not said `text` before, nor said it as a part of a longer line."""
        squeezed = squeeze(text)
        if len(squeezed) < SHORT:  # a sigh or a "yes" is part of many lines
            return text not in [turn.text for turn in self.said]
        return squeezed not in self.history

    def shuffled(self, lines: Iterable[str]) -> list[str]:
        """`lines` in a drawn order; of all draws only `random()` is promised to be alike in every Python."""
        drawn = [(self.dice.random(), text) for text in lines]
        return [text for _, text in sorted(drawn, key=lambda pair: pair[0])]

    def worded(self, lines: Iterable[str], slots: Mapping[str, str] | None = None) -> list[str]:
        """Those of the phrasebook's `lines` whose slots have a value, filled, in a drawn order."""
        values = self.slots if slots is None else slots
        filled = (fill(spoken(text, plain=self.plain), values) for text in self.shuffled(lines))
        return [text[0].upper() + text[1:] for text in filled if text]

    def least_used(self, lines: Iterable[str]) -> list[str]:
        """The phrasebook's `lines`, filled, those that the caller has said least often first."""
        return sorted(self.worded(lines), key=lambda text: self.history.count(squeeze(text)))


def scene_of(call: Call, mood: Mood, move: Move) -> Scene:
    """The scene of the line that `call` waits for."""
    persona, turns = call.persona, call.turns
    level = min(mood.level, persona.temper.ceiling)
    dice = random.Random(f"{call.seed}|{persona.id}|{len(turns)}")  # noqa: S311 - a caller's whim, not a secret
    plain = talks_down(persona)
    if level >= 2 and move.kind in _ROUGH:
        plain = dice.random() < SLIPS or plain
    slots = _slots(call, move, plain=plain)
    facts = {fact.id: tidy(fact.value) for fact in facts_of(persona)}
    said = tuple(turn for turn in turns if turn.speaker == "caller")
    return Scene(
        persona=persona,
        move=move,
        level=level,
        plain=plain,
        is_held=call.ceiling is not None,
        book=phrases(persona.language),
        slots=slots,
        known=slots | facts,
        said=said,
        agent=tuple(turn for turn in turns if turn.speaker == "agent"),
        history="\n".join(squeeze(turn.text) for turn in said),
        dice=dice,
    )


@lru_cache(maxsize=4096)
def level_of(line: str, language: Language) -> int:
    """The abuse level of the words of `line` by themselves, 0 to 4."""
    return max((FROM_LEVEL.get(act, 0) for act in recognise(line, "caller", language).acts), default=0)


def talks_down(persona: Persona) -> bool:
    """Whether this Korean caller speaks 반말 from the start; who mixes it into 존댓말 only slips when rough."""
    return "반말" in persona.caller.speech and "존댓말" not in persona.caller.speech


def facts_of(persona: Persona) -> tuple[Fact | Hidden, ...]:
    """All that the caller knows, openly or not."""
    return (*persona.facts, *persona.hidden)


def fact_of(persona: Persona, topic: str) -> Fact | Hidden | None:
    """The fact that `topic` names, if the caller knows it."""
    return next((fact for fact in facts_of(persona) if fact.id == topic), None)


def promise_put_off(call: Call) -> str:
    """The time of the promise that the last reply has put off, or nothing."""
    persona, turns = call.persona, call.turns
    put_off = changed_promise(remember(persona, turns[:-1]), remember(persona, turns))
    return put_off.time if put_off else ""


def _slots(call: Call, move: Move, *, plain: bool) -> dict[str, str]:
    persona, language = call.persona, call.persona.language
    slots = {
        "name": persona.caller.name,
        "company": call.company.name,
        "agent_name": agent_name(call.turns, call.company.name, language),
        "time": promised_time(call.turns, language),
        "demand": demand_slot(persona.demand, language),
        "item": persona.item,
        "earlier": promise_put_off(call) if move.topic == "changed" else "",
    }
    tidied = {slot: tidy(value) for slot, value in slots.items()}
    fact = fact_of(persona, move.topic.rsplit("+", 1)[-1])
    return tidied | (fact_slots(fact.value, language, plain=plain) if fact else {})
