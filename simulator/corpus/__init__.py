"""Labelled turns, one file for each language, and how far the recogniser agrees with their labels.

A line of `<language>.jsonl` is `{"id", "batch", "split", "side", "context", "text", "acts", "kind", "near", "parts"}`.
`context` is the other side's turn before it; `batch` tells the writers apart; `kind` is plain, hidden (the act without
its obvious keyword) or near (a keyword without the act `near`); `parts` has each sentence of a longer turn with the
acts it does by itself. The recogniser is tuned and trained on the lines of split `train`; those of split `held`, by
writers of their own, are only measured. `docs/labelling.md` says how turns are labelled.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files
from typing import Any, Literal, get_args

from simulator.acts import Side, acts_of
from simulator.language import Language
from simulator.recognise import recognise

Split = Literal["train", "held"]
Kind = Literal["plain", "hidden", "near"]
SPLITS: tuple[Split, ...] = get_args(Split)


@dataclass(frozen=True)
class Part:
    """One sentence of a turn and what it does by itself."""

    text: str
    acts: frozenset[str]


@dataclass(frozen=True)
class Labelled:
    """One turn and the acts that a person saw in it."""

    id: str
    side: Side
    text: str
    acts: frozenset[str]
    context: str = ""
    split: Split = "train"
    batch: str = "a"
    kind: Kind = "plain"
    near: str = ""
    """The act that a near miss only seems to do."""
    parts: tuple[Part, ...] = ()


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
    return tuple(_labelled(json.loads(line)) for line in text.splitlines() if line.strip())


def _labelled(row: dict[str, Any]) -> Labelled:
    parts = tuple(Part(part["text"], frozenset(part["acts"])) for part in row.get("parts", ()))
    return Labelled(**row | {"acts": frozenset(row["acts"]), "parts": parts})


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
