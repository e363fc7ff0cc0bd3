"""The guard on a model's words: each sentence as it stands, then the whole line, held against what the move allows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from simulator.acts import ABUSIVE
from simulator.call import Call
from simulator.language import Language
from simulator.mood import FROM_LEVEL, Mood
from simulator.move import Move
from simulator.persona import Persona
from simulator.recognise import recognise
from simulator.text import alike, sentences, squeeze
from simulator.voices.line import LONGEST, STAND_INS, in_language, out_of_role

SAME = 92
"""Two lines at least this much alike (0 to 100) are the same line said twice."""
ALLOWED_FROM = FROM_LEVEL | {"threat": 2}
"""The abuse level from which a caller may do this; what the persona's own lines do at a level is allowed as well."""
HOSTILE = frozenset({"push", "escalate", "hang_up", "sour", "listen"})
"""Moves in which a caller does not give in."""
MILD = frozenset({"waver", "accept", "decline", "goodbye", "concede", "agree", "wait", "back_down"})
"""Moves in which a caller is not abusive, at whatever level the call has been."""

_GROUPED = re.compile(r"(?<=\d)[-,\s](?=\d)")
_NUMBER = re.compile(r"\d+")
_SMALL = 10
"""Numbers under this one are ways of speaking ("twice", "3번이나") more often than facts."""


@dataclass(frozen=True)
class Guard:
    """What a line may be: the call's language and persona, the mood and move, the lines before it, the facts known."""

    persona: Persona
    mood: Mood
    move: Move
    earlier: Sequence[str]
    known: str
    """Every text from which a number may come."""

    @property
    def language(self) -> Language:
        """The language the caller speaks."""
        return self.persona.language

    @cached_property
    def level(self) -> int:
        """The roughest level that the move allows."""
        level = min(self.mood.level, self.persona.temper.ceiling)
        return min(level, 1) if self.move.kind in MILD else level

    @cached_property
    def _own(self) -> frozenset[str]:
        """Abusive acts of the persona's own lines up to this level: they are this person's way of talking."""
        said = [
            line for level, lines in self.persona.lines.push.items() if level <= self.level for line in lines
        ]
        said += [*self.persona.lines.opening, self.persona.demand]
        return frozenset(act for line in said for act in recognise(line, "caller", self.language).acts)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(_GROUPED.sub("", self.known)))

    def sentence_fault(self, sentence: str) -> str:
        """What is wrong with one whole sentence, as a heading of the prompt `line`, or ""."""
        if not in_language(sentence, self.language):
            return "language"
        if out_of_role(sentence):
            return "assistant"
        if self._invents(sentence):
            return "number"
        return "harder" if self._too_hard(sentence) else ""

    def fault(self, line: str) -> str:
        """What is wrong with a whole `line`, as a heading of the prompt `line`, or ""."""
        if not squeeze(line) and self.move.kind != "silence":
            return "empty"
        if len(line) > LONGEST:
            return "long"
        wrong = next((found for one in _cut(line) if (found := self.sentence_fault(one))), "")
        if wrong or not in_language(line, self.language):
            return wrong or "language"
        if self.move.kind != "silence" and any(alike(line, before) >= SAME for before in self.earlier):
            return "repeats"
        return "softer" if self._too_soft(line) else ""

    def _invents(self, text: str) -> bool:
        told = (number for number in _NUMBER.findall(_GROUPED.sub("", text)) if int(number[:12]) >= _SMALL)
        return any(number not in self._numbers and not self._is_part(number) for number in told)

    def _is_part(self, number: str) -> bool:
        """Whether a longer number that is known has `number` in it, as the last digits of a telephone have."""
        return len(number) >= 3 and any(number in known for known in self._numbers)

    def _too_hard(self, text: str) -> bool:
        plain = text.replace(STAND_INS[self.language], "")
        acts = ABUSIVE & set(recognise(plain, "caller", self.language).acts)
        return any(self.level < ALLOWED_FROM[act] and act not in self._own for act in acts)

    def _too_soft(self, line: str) -> bool:
        if self.move.kind not in HOSTILE:
            return False
        acts = set(recognise(line, "caller", self.language).acts)
        return "soften" in acts and not acts - {"soften", "answer"}


def guard_of(call: Call, mood: Mood, move: Move, known: str) -> Guard:
    """The guard on the next line of `call`; `known` is all that the model was told."""
    earlier = tuple(turn.text for turn in call.turns if turn.speaker == "caller")
    return Guard(call.persona, mood, move, earlier, known)


def whole_sentences(line: str) -> tuple[str, ...]:
    """The sentences of a growing `line` that have come to their end."""
    return tuple(one for one in _cut(line) if one[-1:] in ".!?。！？…")


def _cut(line: str) -> list[str]:
    return [line[start:end] for start, end in sentences(line)]
