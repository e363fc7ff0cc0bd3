"""What came of many calls: endings, calm and anger, repeated lines, falls out of role, mood curves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from simulator.bench.play import Played
from simulator.text import squeeze
from simulator.voices.line import out_of_role

Outcome = Literal["calmed", "protected", "handed_over", "angry", "unmoved"]
"""How a caller was left: calmed (solved or the refusal held), protected (an abuser ended by the protocol), handed
over, angry (hung up, or hot to the end), or unmoved (neither calm nor hot when the agent gave up)."""

HOT = 60
"""Anger from which a caller who was left is called angry."""
CURVE = 10
"""Points of a mood curve: anger after each of the first replies."""


@dataclass(frozen=True)
class Tally:
    """Figures of the calls of one persona with one policy; rates are 0 to 1, `curve` is mean anger by reply."""

    calls: int
    endings: Mapping[str, int]
    outcomes: Mapping[str, int]
    turns: float
    anger: float
    curve: tuple[float, ...]
    repeated: int
    """Lines that the caller had said before in the same call."""
    role_breaks: int
    fallbacks: int

    def rate(self, *outcomes: Outcome) -> float:
        """The share of calls with one of these outcomes."""
        return sum(self.outcomes.get(one, 0) for one in outcomes) / self.calls if self.calls else 0.0


def outcome_of(played: Played) -> Outcome:
    """How the caller was left."""
    call = played.call
    if call.ending in ("solved", "refusal_held"):
        return "calmed"
    if call.ending == "protocol_ended":
        return "protected"
    if call.ending == "handed_over":
        return "handed_over"
    return "angry" if call.ending == "caller_hung_up" or call.mood.anger >= HOT else "unmoved"


def tallied(calls: Sequence[Played]) -> Tally:
    """The figures of `calls`."""
    curves = [_curve(one) for one in calls]
    return Tally(
        calls=len(calls),
        endings=Counter(one.call.ending or "" for one in calls),
        outcomes=Counter(outcome_of(one) for one in calls),
        turns=fmean(len(one.call.turns) for one in calls) if calls else 0.0,
        anger=fmean(one.call.mood.anger for one in calls) if calls else 0.0,
        curve=tuple(fmean(curve[place] for curve in curves) for place in range(CURVE)) if calls else (),
        repeated=sum(_repeated(one) for one in calls),
        role_breaks=sum(_role_breaks(one) for one in calls),
        fallbacks=sum(one.fallbacks for one in calls),
    )


def totals(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    all_of = [one for one in tallies if one.calls]
    calls = sum(one.calls for one in all_of)

    def mean(values: Iterable[float]) -> float:
        return sum(value * one.calls for value, one in zip(values, all_of, strict=True)) / calls

    return Tally(
        calls=calls,
        endings=sum((Counter(one.endings) for one in all_of), Counter()),
        outcomes=sum((Counter(one.outcomes) for one in all_of), Counter()),
        turns=mean(one.turns for one in all_of) if calls else 0.0,
        anger=mean(one.anger for one in all_of) if calls else 0.0,
        curve=tuple(mean(one.curve[place] for one in all_of) for place in range(CURVE)) if calls else (),
        repeated=sum(one.repeated for one in all_of),
        role_breaks=sum(one.role_breaks for one in all_of),
        fallbacks=sum(one.fallbacks for one in all_of),
    )


def _curve(played: Played) -> list[int]:
    """Anger after each caller's turn; a call that ended early keeps its last value."""
    said = [turn.mood.anger for turn in played.call.turns if turn.speaker == "caller" and turn.mood]
    return [said[min(place, len(said) - 1)] for place in range(CURVE)]


def _repeated(played: Played) -> int:
    said = [squeeze(turn.text) for turn in played.call.turns if turn.speaker == "caller"]
    said = [line for line in said if len(line) > 1]
    return len(said) - len(set(said))


def _role_breaks(played: Played) -> int:
    return sum(turn.speaker == "caller" and out_of_role(turn.text) for turn in played.call.turns)
