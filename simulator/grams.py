"""The learnt half of the recogniser: n-grams of letters and words, weighed by one linear model for each act.

Text is lower-cased and its digits become 0. Features are of three kinds: letters (all stretches of 1 to 6 within a
word and the spaces around it), words (one and two in a row), and signs (a question mark, the length, a plain Korean
ending, what the turn before did). Letters and words are weighed by 1 + log(count) times their inverse document
frequency and scaled to length 1, kind by kind.
"""

import io
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from simulator.acts import Side
from simulator.language import Language

LONGEST_GRAM = 6
SIGN_WEIGHT = 0.4
"""Weight of a sign beside the scaled letters and words."""
LONGEST = 2000
"""Characters of one piece of text that are read for grams; a spoken minute has about 400."""

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+|[?!]")
_SENTENCE_END = re.compile(r"[.!?…\n]+")
_POLITE = re.compile(r"(?:요|니다|니까|까|죠|십시오|시오|예|네)$")


def features(text: str, language: Language, before: Iterable[str] = (), context: str = "") -> Counter[str]:
    """The features of `text` with their counts; `before` are the acts of the turn before it, `context` its words."""
    plain = _DIGIT.sub("0", text[:LONGEST].lower())
    words = _WORD.findall(plain)
    found = Counter(_letters(plain))
    found.update(f"w{word}" for word in words)
    found.update(f"w{one} {two}" for one, two in pairwise(words))
    found.update(_signs(text, language, before, context))
    return found


def _letters(plain: str) -> Iterator[str]:
    for word in plain.split():
        padded = f" {word} "
        size = len(padded)
        for length in range(1, min(LONGEST_GRAM, size) + 1):
            for start in range(size - length + 1):
                yield "c" + padded[start : start + length]


def _signs(text: str, language: Language, before: Iterable[str], context: str) -> Iterator[str]:
    yield from (f"s:{act}" for act in before)
    if "?" in context:
        yield "s?"
    if not context:
        yield "s-"
    stripped = text.rstrip()
    if stripped.endswith("?"):
        yield "send?"
    if "!" in text:
        yield "s!"
    size = len(text.strip())
    yield "sshort" if size < 12 else "slong" if size > 160 else "smiddle" if size > 80 else "susual"
    if language == "ko":
        yield from _plain_endings(text)


def _plain_endings(text: str) -> Iterator[str]:
    """Whether Korean sentences end without politeness: any of them, all, the last one."""
    sentences = [one.strip() for one in _SENTENCE_END.split(text) if one.strip()]
    polite = [bool(_POLITE.search(one)) for one in sentences]
    if any(not kind and len(one) > 3 for kind, one in zip(polite, sentences, strict=True)):
        yield "splain"
    if sentences and not any(polite) and len(text) > 4:
        yield "sall"
    if polite and not polite[-1]:
        yield "slast"


Reading = Mapping[str, tuple[float, list[float]]]
"""For each act the log-odds that the turn does it, and its score in each piece of the turn."""


@dataclass(frozen=True)
class Model:
    """Linear models of all acts of one language and side, on one vocabulary."""

    acts: tuple[str, ...]
    places: Mapping[str, int]
    """The row of each feature."""
    rarity: NDArray[np.float32]
    """The inverse document frequency of each feature; 1 for signs."""
    weights: NDArray[np.float32]
    """Rows are features, columns acts."""
    bias: NDArray[np.float32]
    fusion: NDArray[np.float32]
    """For each act the weights of the whole turn, its strongest sentence, a pattern's hit and veto, and a constant."""

    def scores(self, found: Mapping[str, int]) -> NDArray[np.float32]:
        """The score of each act for these features: log-odds, positive where it is more likely than not."""
        rows, values = self._vector(found)
        scored: NDArray[np.float32] = values @ self.weights[rows] + self.bias
        return scored

    def read(
        self,
        whole: Mapping[str, int],
        pieces: Sequence[Mapping[str, int]],
        hits: Container[str],
        vetoes: Container[str],
    ) -> Reading:
        """What a turn with the features `whole` does, cut into `pieces`; patterns saw `hits`, ruled out `vetoes`."""
        by_piece = np.stack([self.scores(piece) for piece in pieces])
        hit, veto = (np.array([act in some for act in self.acts], np.float32) for some in (hits, vetoes))
        parts = [self.scores(whole), by_piece.max(axis=0), hit, veto, np.ones_like(hit)]
        odds = (np.stack(parts, axis=1) * self.fusion).sum(axis=1)
        scores = by_piece.T.tolist()
        return {
            act: (value, scores[place])
            for place, (act, value) in enumerate(zip(self.acts, odds.tolist(), strict=True))
        }

    def contributions(self, found: Mapping[str, int], act: str) -> dict[str, float]:
        """What each feature adds to the score of `act`."""
        rows, values = self._vector(found)
        column = self.acts.index(act)
        names = [name for name in found if name in self.places]
        added = values * self.weights[rows, column]
        return dict(zip(names, added.tolist(), strict=True))

    def _vector(self, found: Mapping[str, int]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        names = [name for name in found if name in self.places]
        rows = np.fromiter((self.places[name] for name in names), np.intp, len(names))
        rarity = self.rarity[rows].tolist()
        values = weighed(names, [found[name] for name in names], rarity)
        return rows, np.asarray(values, np.float32)


def weighed(names: Sequence[str], counts: Sequence[int], rarity: Sequence[float]) -> list[float]:
    """The weight of each feature in one text, scaled kind by kind."""
    raw = [(1 + log(count)) * rare for count, rare in zip(counts, rarity, strict=True)]
    size = {
        kind: sqrt(sum(v * v for v, n in zip(raw, names, strict=True) if n[0] == kind)) or 1.0
        for kind in "cw"
    }
    return [
        SIGN_WEIGHT if name[0] == "s" else value / size[name[0]]
        for name, value in zip(names, raw, strict=True)
    ]


@cache
def model(language: Language, side: Side) -> Model | None:
    """What was learnt for a language and side; None where nothing was, and the patterns stand alone."""
    path = files("simulator.weights").joinpath(f"{language}.{side}.npz")
    if not path.is_file():
        return None
    with np.load(io.BytesIO(path.read_bytes())) as kept:
        names = bytes(kept["names"]).decode("utf-8").split("\n")
        scale = kept["scale"]
        return Model(
            acts=tuple(bytes(kept["acts"]).decode("utf-8").split("\n")),
            places={name: row for row, name in enumerate(names)},
            rarity=kept["rarity"].astype(np.float32),
            weights=kept["weights"].astype(np.float32) * scale,
            bias=kept["bias"].astype(np.float32),
            fusion=kept["fusion"].astype(np.float32),
        )
