"""Labelled turns, one file for each language, and how far the recogniser agrees with their labels.

A line of `<language>.jsonl` is `{"id", "side", "context", "text", "acts", "split"}`; `context` is the other
side's turn before it. The lexicon is tuned on the lines of split `tune` (the default); those of split `held`
are only measured.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files
from typing import Literal, get_args

from simulator.acts import Side, acts_of
from simulator.language import Language
from simulator.recognise import recognise

Split = Literal["tune", "held"]
SPLITS: tuple[Split, ...] = get_args(Split)


@dataclass(frozen=True)
class Labelled:
    """One turn and the acts that a person saw in it."""

    id: str
    side: Side
    text: str
    acts: frozenset[str]
    context: str = ""
    split: Split = "tune"


@dataclass(frozen=True)
class Tally:
    """How often an act was rightly seen, wrongly seen and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Right among all seen; 1.0 where nothing was seen."""
        seen = self.right + self.wrong
        return self.right / seen if seen else 1.0

    @property
    def recall(self) -> float:
        """Right among all that are there; 1.0 where none is."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1.0 where nothing was there and nothing seen."""
        weight = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / weight if weight else 1.0


def labelled(language: Language) -> tuple[Labelled, ...]:
    """Every labelled turn of `language`; raises FileNotFoundError where the language has none."""
    text = files("simulator.corpus").joinpath(f"{language}.jsonl").read_text(encoding="utf-8")
    rows = (json.loads(line) for line in text.splitlines() if line.strip())
    return tuple(Labelled(**(row | {"acts": frozenset(row["acts"])})) for row in rows)


def tallies(turns: Iterable[Labelled], side: Side, language: Language) -> dict[str, Tally]:
    """The tally of each act of `side` over those of `turns` that `side` said."""
    counted = dict.fromkeys(acts_of(side), Tally())
    for turn in (turn for turn in turns if turn.side == side):
        seen = frozenset(recognise(turn.text, side, language, turn.context).acts)
        for act in seen | turn.acts:
            counted[act] += Tally(act in seen & turn.acts, act not in turn.acts, act not in seen)
    return counted


def total(counted: Mapping[str, Tally]) -> Tally:
    """All acts together; its `f1` is the micro-F1."""
    return reduce(Tally.__add__, counted.values(), Tally())
