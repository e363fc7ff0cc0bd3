"""Which way of reading turns is best: several methods on the same turns, none of which any of them had seen.

    python benchmarks/recogniser_methods.py [--language ko]

Every method learns from the turns of split `train` and is measured on those of split `held`, which were written by
people who had seen neither the corpus nor the patterns. Needs scikit-learn (`pip install -e '.[train]'`); Korean
morphemes are compared as well where kiwipiepy is installed.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from train_recogniser import SIDES, STRENGTH, fit

from simulator.acts import Side, acts_of
from simulator.corpus import Labelled, labelled
from simulator.grams import features
from simulator.language import LANGUAGES, Language
from simulator.patterns import matches
from simulator.recognise import recognise
from simulator.text import sentences

Seen = NDArray[np.bool_]
"""A row for each turn, a column for each act."""
Method = Callable[[Sequence[Labelled], Sequence[Labelled], Side, Language], Seen]
Cutter = Callable[[str], list[str]]


def truth(turns: Sequence[Labelled], side: Side) -> Seen:
    return np.array([[act in turn.acts for act in acts_of(side)] for turn in turns], bool)


def by_patterns(_: Sequence[Labelled], turns: Sequence[Labelled], side: Side, language: Language) -> Seen:
    rows = []
    for turn in turns:
        found = {m.act for m in matches(turn.text, side, language, turn.context) if not m.vetoed}
        rows.append([act in found for act in acts_of(side)])
    return np.array(rows, bool)


def by_words(
    cut: Cutter, train: Sequence[Labelled], turns: Sequence[Labelled], side: Side, _: Language
) -> Seen:
    """One linear model for each act on words and pairs of words."""
    reader = TfidfVectorizer(
        tokenizer=cut, token_pattern=None, ngram_range=(1, 2), min_df=2, sublinear_tf=True
    )
    known, rows = reader.fit_transform([t.text for t in train]), reader.transform([t.text for t in turns])
    columns = []
    for column in truth(train, side).T:
        made = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced")
        columns.append(made.fit(known, column).predict(rows))
    return np.array(columns, bool).T


def by_bayes(train: Sequence[Labelled], turns: Sequence[Labelled], side: Side, _: Language) -> Seen:
    """Complement naive Bayes on stretches of 2 to 5 letters."""
    reader = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
    known, rows = reader.fit_transform([t.text for t in train]), reader.transform([t.text for t in turns])
    return np.array(
        [ComplementNB(alpha=0.1).fit(known, column).predict(rows) for column in truth(train, side).T], bool
    ).T


def by_grams(
    pieces: bool, train: Sequence[Labelled], turns: Sequence[Labelled], side: Side, language: Language
) -> Seen:
    """The learnt half alone: the turn as a whole or, with `pieces`, whichever sentence speaks most for an act."""
    known = [_features(turn.text, turn, side, language) for turn in train]
    labels = truth(train, side).astype(np.float32)
    made = fit(known, labels, np.ones(len(known), np.float32))
    if not pieces:
        whole = [_features(turn.text, turn, side, language) for turn in turns]
        return made.scores(whole) > 0
    rows = []
    for turn in turns:
        cut = [turn.text[start:end] for start, end in sentences(turn.text)] or [turn.text]
        rows.append(made.scores([_features(one, turn, side, language) for one in cut]).max(axis=0) > 0)
    return np.array(rows, bool)


def _features(text: str, turn: Labelled, side: Side, language: Language) -> Counter[str]:
    other: Side = "caller" if side == "agent" else "agent"
    known = matches(turn.context, other, language)
    return features(text, language, dict.fromkeys(m.act for m in known if not m.vetoed), turn.context)


def by_all(_: Sequence[Labelled], turns: Sequence[Labelled], side: Side, language: Language) -> Seen:
    """As shipped."""
    seen = [recognise(turn.text, side, language, turn.context).acts for turn in turns]
    return np.array([[act in one for act in acts_of(side)] for one in seen], bool)


def morphemes() -> Cutter | None:
    """Cuts Korean text into morphemes with their class; None where the library is not installed."""
    try:
        from kiwipiepy import Kiwi
    except ImportError:
        return None
    kiwi = Kiwi()
    return lambda text: [f"{token.form}/{token.tag}" for token in kiwi.tokenize(text)]


def methods(language: Language) -> Iterator[tuple[str, Method]]:
    """The methods that are compared, the shipped one last."""
    yield "patterns alone", by_patterns
    yield "words, linear", partial(by_words, re.compile(r"\w+|[?!]").findall)
    cutter = morphemes() if language == "ko" else None
    if cutter:
        yield "morphemes, linear", partial(by_words, cutter)
    yield "letters, naive Bayes", by_bayes
    yield "n-grams of the turn, linear", partial(by_grams, False)
    yield "n-grams of its sentences, linear", partial(by_grams, True)
    yield "patterns and n-grams together", by_all


def scores(seen: Seen, right: Seen) -> tuple[float, float, float]:
    """Micro precision, recall and F1."""
    both = float((seen & right).sum())
    precision, recall = both / max(1, seen.sum()), both / max(1, right.sum())
    return precision, recall, 2 * both / max(1, seen.sum() + right.sum())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="both, unless given")
    for language in parser.parse_args().language or LANGUAGES:
        for side in SIDES:
            turns = [turn for turn in labelled(language) if turn.side == side]
            train, held = ([t for t in turns if t.split == split] for split in ("train", "held"))
            print(f"\n{language} · {side} · learnt from {len(train)} turns, measured on {len(held)}")
            print(f"{'method':<34}{'precision':>10}{'recall':>8}{'micro-F1':>10}")
            for name, method in methods(language):
                precision, recall, f1 = scores(method(train, held, side, language), truth(held, side))
                print(f"{name:<34}{precision:>10.2f}{recall:>8.2f}{f1:>10.3f}")


if __name__ == "__main__":
    main()
