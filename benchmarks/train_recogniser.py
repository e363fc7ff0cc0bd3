"""Learns the recogniser's weights from the corpus, and writes them to `simulator/weights`.

    python benchmarks/train_recogniser.py [--language ko]

Only turns of the split `train` are read. The linear models are fitted on all of them; how they are put together with
the patterns is fitted on turns that a model of the other batches had not seen, so that neither half is trusted for
knowing its lesson by heart. Batches `a` and `s` are left out of that second step: the patterns were
written with them in view.
What the shipped files say of their own lines (`shipped_lines`) is learnt from too, so far as they say it.
Needs scikit-learn (`pip install -e '.[train]'`). The same corpus gives the same weights.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from shipped_lines import Line, shipped_lines
from sklearn.linear_model import LogisticRegression

import simulator.weights
from simulator.acts import Side, acts_of
from simulator.corpus import Labelled, labelled
from simulator.grams import SIGN_WEIGHT, features, weighed
from simulator.language import LANGUAGES, Language
from simulator.patterns import matches
from simulator.text import sentences

SIDES: tuple[Side, ...] = ("agent", "caller")
TUNED_ON = ("a", "s")
"""The batches that the writers of the patterns had in view, and the shortest of turns."""
SHORT, SHORT_WEIGHT, TOLD_WEIGHT = "s", 3.0, 2.0
"""The batch of bare short turns, of which there are few in the corpus and many in a call; how much lines count."""
RARE = 2
"""Texts in which a feature must occur to be learnt."""
STRENGTH, FUSION_STRENGTH = 8.0, 1.0
"""Inverse of the regularisation."""
THRESHOLDS = np.arange(0.30, 0.56, 0.02)
GRAVE = frozenset(
    {"profanity", "harass", "threat", "insult", "warn", "end_call", "transfer", "argue", "dismiss"}
)
"""Acts that change a call or a score so much that seeing one wrongly is worse than missing one: F0.5 sets their bar."""
FIRM = dict.fromkeys(("argue", "dismiss", "insult"), 0.75)
"""Of these, missing one is nearly as bad: the beta of the F that sets their bar, 0.5 for the other grave acts."""
STRICTER = np.arange(0.30, 0.86, 0.02)
UNKNOWN = np.nan
STEPS = 127
"""Steps on either side of 0 in which weights are kept."""

Grams = list[Counter[str]]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Fitted:
    """Linear models of all acts on one vocabulary."""

    names: list[str]
    rarity: dict[str, float]
    weights: Floats
    bias: Floats

    def scores(self, texts: Grams) -> Floats:
        """A row of scores for each text."""
        made: Floats = vectors(texts, self.names, self.rarity) @ self.weights + self.bias
        return made


def vectors(texts: Grams, names: Sequence[str], rarity: Mapping[str, float]) -> "csr_matrix":
    """The texts as rows of weighed features."""
    places = {name: place for place, name in enumerate(names)}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for found in texts:
        known = [name for name in found if name in places]
        data += weighed(known, [found[name] for name in known], [rarity[name] for name in known])
        columns += [places[name] for name in known]
        starts.append(len(columns))
    return csr_matrix((np.array(data, np.float32), columns, starts), shape=(len(texts), len(names)))


def fit(texts: Grams, truth: Floats, weight: Floats) -> Fitted:
    """Models of every column of `truth`; a text of which an act is UNKNOWN is left out of that act's model."""
    seen = Counter(name for found in texts for name in found)
    names = sorted(name for name, count in seen.items() if count >= RARE)
    rarity = {
        name: SIGN_WEIGHT if name[0] == "s" else float(np.log((1 + len(texts)) / (1 + seen[name])) + 1)
        for name in names
    }
    rows = vectors(texts, names, rarity)
    weights, bias = [], []
    for column in truth.T:
        known = np.flatnonzero(~np.isnan(column))
        made = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced", max_iter=400)
        made.fit(rows[known], column[known], sample_weight=weight[known])
        weights.append(made.coef_[0])
        bias.append(made.intercept_[0])
    return Fitted(names, rarity, np.array(weights, np.float32).T, np.array(bias, np.float32))


@dataclass(frozen=True)
class Batch:
    """The turns of one writer, as texts to learn from and as turns to be judged."""

    turns: Sequence[Labelled]
    whole: Grams
    pieces: list[Grams]
    learnt_from: Grams
    truth: Floats
    learnt_truth: Floats
    by_pattern: Floats
    """By turn and act: whether the patterns saw it, and whether they saw its keyword and ruled it out."""


def batch_of(turns: Sequence[Labelled], side: Side, language: Language) -> Batch:
    """The turns of one writer with everything that is read from them."""
    acts = acts_of(side)
    other: Side = "caller" if side == "agent" else "agent"
    whole, pieces, learnt, learnt_acts, hits, vetoes = [], [], [], [], [], []
    for turn in turns:
        known = matches(turn.context, other, language)
        before = tuple(dict.fromkeys(one.act for one in known if not one.vetoed))
        whole.append(features(turn.text, language, before, turn.context))
        cut = [turn.text[start:end] for start, end in sentences(turn.text)] or [turn.text]
        pieces.append([features(one, language, before, turn.context) for one in cut])
        learnt.append(whole[-1])
        learnt_acts.append(turn.acts)
        if len(turn.parts) > 1:
            learnt += [features(part.text, language, before, turn.context) for part in turn.parts]
            learnt_acts += [part.acts for part in turn.parts]
        found = matches(turn.text, side, language, turn.context)
        hits.append({one.act for one in found if not one.vetoed})
        vetoes.append({one.act for one in found if one.vetoed} - hits[-1])
    return Batch(
        turns,
        whole,
        pieces,
        learnt,
        _table([turn.acts for turn in turns], acts),
        _table(learnt_acts, acts),
        np.stack([_table(hits, acts), _table(vetoes, acts)], axis=2),
    )


def told_of(lines: Sequence[Line], side: Side, language: Language) -> tuple[Grams, Floats]:
    """The texts of shipped lines and what is known of them."""
    acts = acts_of(side)
    other: Side = "caller" if side == "agent" else "agent"
    texts, truth = [], []
    for line in (line for line in lines if line.side == side):
        known = matches(line.context, other, language) if line.context else ()
        before = tuple(dict.fromkeys(one.act for one in known if not one.vetoed))
        texts.append(features(line.text, language, before, line.context))
        truth.append([float(line.known[act]) if act in line.known else UNKNOWN for act in acts])
    return texts, np.array(truth, np.float32).reshape(len(texts), len(acts))


def _table(rows: Sequence[frozenset[str] | set[str]], acts: Sequence[str]) -> Floats:
    return np.array([[act in row for act in acts] for row in rows], np.float32)


def judged(made: Fitted, batch: Batch) -> tuple[Floats, Floats]:
    """The scores of each turn as a whole, and of its strongest piece."""
    whole = made.scores(batch.whole)
    pieces = made.scores([piece for turn in batch.pieces for piece in turn])
    strongest, start = [], 0
    for turn in batch.pieces:
        strongest.append(pieces[start : start + len(turn)].max(axis=0))
        start += len(turn)
    return whole, np.array(strongest, np.float32)


def fitted_on(batches: Mapping[str, Batch], told: tuple[Grams, Floats], without: str = "") -> Fitted:
    """Models of all batches but one, and of what the shipped files tell."""
    used = [batch for name, batch in batches.items() if name != without]
    texts = [text for batch in used for text in batch.learnt_from]
    weight = [
        SHORT_WEIGHT if batch.turns[0].batch == SHORT else 1.0 for batch in used for _ in batch.learnt_from
    ]
    weight += [TOLD_WEIGHT] * len(told[0])
    truth = np.vstack([*(batch.learnt_truth for batch in used), told[1]])
    return fit(texts + told[0], truth, np.array(weight, np.float32))


def fusion_of(
    batches: Mapping[str, Batch], told: tuple[Grams, Floats], acts: Sequence[str]
) -> tuple[Floats, float]:
    """For each act the weights of whole, piece, hit, veto and constant; and the micro-F1 on turns not seen."""
    parts, truth = [], []
    for name, batch in batches.items():
        if name in TUNED_ON and len(batches) > 1:
            continue
        whole, strongest = judged(fitted_on(batches, told, without=name), batch)
        parts.append(np.concatenate([np.stack([whole, strongest], axis=2), batch.by_pattern], axis=2))
        truth.append(batch.truth)
    every, right = np.vstack(parts), np.vstack(truth)
    made = np.zeros((len(acts), 5), np.float32)
    odds = np.zeros(right.shape, np.float32)
    for place in range(len(acts)):
        model = LogisticRegression(C=FUSION_STRENGTH).fit(every[:, place], right[:, place])
        made[place] = [*model.coef_[0], model.intercept_[0]]
        odds[:, place] = model.decision_function(every[:, place])
    bars = _bars(odds, right, acts)
    made[:, 4] -= bars
    return made, _f(odds > bars, right)


def _bars(odds: Floats, right: Floats, acts: Sequence[str]) -> Floats:
    """The log-odds from which each act counts as seen: one bar for all, but for those with a bar of their own."""
    common = max(map(_odds, THRESHOLDS), key=lambda bar: _f(odds > bar, right))
    bars = np.full(len(acts), common)
    for place, act in enumerate(acts):
        if act in GRAVE:
            column, truth = odds[:, place], right[:, place]
            own = max(map(_odds, STRICTER), key=lambda bar: _f(column > bar, truth, beta=FIRM.get(act, 0.5)))
            bars[place] = max(common, own)
    return bars.astype(np.float32)


def _odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _f(seen: NDArray[np.bool_], right: Floats, beta: float = 1.0) -> float:
    """F-beta: under 1, a wrong sighting weighs more than a missed one."""
    both = float((seen & (right > 0)).sum())
    return (1 + beta**2) * both / max(1.0, float(seen.sum()) + beta**2 * float(right.sum()))


def write(made: Fitted, fusion: Floats, acts: Sequence[str], path: Path) -> None:
    """The weights as a file, in small whole numbers."""
    scale = float(np.abs(made.weights).max()) / STEPS
    small = np.round(made.weights / scale).astype(np.int8)
    kept = np.abs(small).max(axis=1) > 0
    names = [name for name, keep in zip(made.names, kept, strict=True) if keep]
    whole = path.with_suffix(".new.npz")
    np.savez_compressed(
        whole,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        acts=np.frombuffer("\n".join(acts).encode(), np.uint8),
        rarity=np.array([made.rarity[name] for name in names], np.float16),
        weights=small[kept],
        scale=np.float32(scale),
        bias=made.bias,
        fusion=fusion,
    )
    whole.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="both, unless given")
    folder = Path(simulator.weights.__file__).parent
    for language in parser.parse_args().language or LANGUAGES:
        turns = [turn for turn in labelled(language) if turn.split == "train"]
        lines = shipped_lines(language)
        for side in SIDES:
            mine = [turn for turn in turns if turn.side == side]
            names = sorted({turn.batch for turn in mine})
            batches = {name: batch_of([t for t in mine if t.batch == name], side, language) for name in names}
            acts = acts_of(side)
            told = told_of(lines, side, language)
            fusion, unseen = fusion_of(batches, told, acts)
            write(fitted_on(batches, told), fusion, acts, folder / f"{language}.{side}.npz")
            print(f"{language} {side}: {len(mine)} turns, micro-F1 on batches not learnt from {unseen:.3f}")


if __name__ == "__main__":
    main()
