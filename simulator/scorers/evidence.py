"""Evidence: the turns of a call as the recogniser hears them, and the verbatim words that show something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.acts import Side
from simulator.asides import without_asides
from simulator.heard import own_name
from simulator.language import Language
from simulator.recognise import LONGEST, Recognition, recognise
from simulator.rubric import Check, When
from simulator.text import says, sentences
from simulator.turn import Turn

LONGEST_QUOTE = 300
"""Characters of one quote; a longer stretch is cut down to the part that shows the act."""


@dataclass(frozen=True)
class Heard:
    """A turn with what the recogniser saw in it; `place` counts from 0 over all turns of the call."""

    place: int
    side: Side
    recognition: Recognition

    @property
    def text(self) -> str:
        """What was said, so far as it is read at all."""
        return self.recognition.text[:LONGEST]

    @property
    def said(self) -> str:
        """What was said to the other side: `text` with spaces in place of asides."""
        return without_asides(self.text)


@dataclass(frozen=True)
class Piece:
    """A turn from the character `start` on: where evidence may be found, or the moment that called for it."""

    heard: Heard
    start: int = 0

    @property
    def first_sentence(self) -> str | None:
        """Its first sentence, verbatim; None where it has no words."""
        return next(self._sentences(), None)

    @property
    def last_sentence(self) -> str | None:
        """Its last sentence, verbatim; None where it has no words."""
        return next(reversed(list(self._sentences())), None)

    def _sentences(self) -> Iterator[str]:
        for start, end in sentences(self.heard.text):
            if end > self.start:
                yield self.heard.text[start : min(end, start + LONGEST_QUOTE)]


@dataclass(frozen=True)
class Proof:
    """What was found (an act or a wording), in which turn, and the verbatim words that show it."""

    found: str
    turn: int
    quote: str


def listen(turns: Sequence[Turn], language: Language) -> tuple[Heard, ...]:
    """The turns as the recogniser hears them, without asides, each in the light of the other side's last words.

    Of a simulated caller, whose mood is known, only what was kept with the turn counts: the call was led by it.
    """
    last: dict[Side, str] = {"agent": "", "caller": ""}
    heard = []
    for place, turn in enumerate(turns):
        context = last["caller" if turn.speaker == "agent" else "agent"]
        seen = replace(recognise(without_asides(turn.text), turn.speaker, language, context), text=turn.text)
        if turn.mood and turn.speaker == "caller":
            seen = replace(seen, seen=tuple(one for one in seen.seen if one.act in turn.acts))
        heard.append(Heard(place, turn.speaker, seen))
        last[turn.speaker] = without_asides(turn.text)
    return tuple(heard)


def moments(when: When, heard: Sequence[Heard]) -> tuple[Piece, ...]:
    """Each turn that did what `when` names, from the sentence that did it on."""
    found = []
    for turn in heard:
        acts = when.agent if turn.side == "agent" else when.caller
        starts = [seen.sentence[0] for seen in turn.recognition.seen if seen.act in acts]
        if starts:
            found.append(Piece(turn, min(starts)))
    return tuple(found)


def applies(check: Check, heard: Sequence[Heard]) -> bool:
    """Whether an act that `when` names occurred (always, where it names none) and none that `unless` names."""
    named = check.when.caller or check.when.agent
    return bool(not named or moments(check.when, heard)) and not moments(check.unless, heard)


def act_shown(pieces: Sequence[Piece], acts: Sequence[str], odds: float = 0.0) -> Proof | None:
    """The first sign of one of `acts`, by at least these log-odds over the bar."""
    for piece in pieces:
        hits = [
            seen
            for seen in piece.heard.recognition.seen
            if seen.act in acts and seen.sentence[1] > piece.start and seen.odds >= odds
        ]
        if hits:
            hit = min(hits, key=lambda seen: seen.start)
            return Proof(hit.act, piece.heard.place, _around(piece.heard.text, hit.start, hit.end))
    return None


def wording_said(pieces: Sequence[Piece], wordings: Sequence[str]) -> Proof | None:
    """The first turn that says one of `wordings`, quoted by the sentence where one sentence says it all."""
    for piece in pieces:
        text = piece.heard.said[piece.start :]
        wording = says(text, wordings)
        if wording is not None:
            saying = (span for span in sentences(text) if says(text[slice(*span)], [wording]))
            start, end = next(saying, (0, len(text)))
            return Proof(wording, piece.heard.place, text[start : min(end, start + LONGEST_QUOTE)])
    return None


def name_given(pieces: Sequence[Piece], language: Language) -> Proof | None:
    """The first sentence in which the agent gives a name as their own."""
    for piece in pieces:
        text = piece.heard.said[piece.start :]
        for start, end in sentences(text):
            if name := own_name(text[start:end], language):
                return Proof(name, piece.heard.place, text[start : min(end, start + LONGEST_QUOTE)])
    return None


def _around(text: str, start: int, end: int) -> str:
    """The sentences that hold the characters `start` to `end`, cut down where they are very long."""
    spans = [span for span in sentences(text) if span[0] < max(end, start + 1) and span[1] > start]
    first, last = (spans[0][0], spans[-1][1]) if spans else (start, end)
    if last - first > LONGEST_QUOTE:
        first = max(first, start - LONGEST_QUOTE // 3)
        last = min(last, first + LONGEST_QUOTE)
    return text[first:last]
