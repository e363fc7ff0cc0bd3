"""The recogniser: which dialogue acts a turn does, with the words that made it say so.

Two halves read every turn: patterns that people wrote (`patterns`) and n-grams weighed by what was learnt from the
labelled corpus (`grams`). For each act a small model, fitted on turns that neither half had seen, puts together what
the patterns say, the score of the whole turn and that of its strongest sentence. `docs/recogniser.md` has the figures
of each half and of other methods.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.acts import Side, acts_of
from simulator.grams import Model, features, model
from simulator.language import Language
from simulator.masking import unmasked
from simulator.patterns import LONGEST, Matched, matches
from simulator.text import sentences

__all__ = ["LONGEST", "Recognition", "Seen", "recognise"]

SETTLED_BY = {"deny": ("offer", "transfer", "commit"), "unsure": ("commit", "transfer")}
"""Acts that look at the whole turn: not there beside what takes their harm away (`docs/labelling.md`)."""
CONTEXT = 600
"""Characters at the end of the turn before that are read."""
CERTAIN = 9.0
"""The log-odds of what patterns alone say."""
CLEAR = 0.5
"""Log-odds from which a sentence by itself shows an act."""
_MASKED_SWEAR = re.compile(r"[A-Za-z가-힣]\*{2,}")


@dataclass(frozen=True)
class Seen:
    """An act seen in a turn: `start`–`end` of the words that show it and of the sentence they stand in.

    `odds` is by how much, in log-odds, the turn is over the bar from which the act counts as seen.
    """

    act: str
    start: int
    end: int
    sentence: tuple[int, int]
    odds: float = CERTAIN


@dataclass(frozen=True)
class Recognition:
    """Everything seen in one turn."""

    text: str
    seen: tuple[Seen, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts seen, each once."""
        return tuple(dict.fromkeys(seen.act for seen in self.seen))

    def quote(self, act: str) -> str | None:
        """The sentence that shows `act`, verbatim, or None where it was not seen."""
        return next((self.text[slice(*seen.sentence)] for seen in self.seen if seen.act == act), None)


def recognise(text: str, side: Side, language: Language, context: str = "") -> Recognition:
    """What `text`, said by `side`, does; `context` is the other side's turn before it."""
    said, before = unmasked(text[:LONGEST], language), unmasked(context[-CONTEXT:], language)
    matched = matches(said, side, language, before)
    learnt = model(language, side)
    if learnt is None or not said.strip():
        return Recognition(text, tuple(Seen(*one[:4]) for one in matched if not one.vetoed))
    return Recognition(text, tuple(_seen(_Read(said, side, language, before, matched, learnt))))


@dataclass(frozen=True)
class _Read:
    """A turn with what the patterns say of it, and the model that knows the rest."""

    text: str
    side: Side
    language: Language
    context: str
    matched: Sequence[Matched]
    learnt: Model


def _seen(read: _Read) -> Iterator[Seen]:
    spans = list(sentences(read.text)) or [(0, len(read.text))]
    before = _acts_before(read)
    pieces = [features(read.text[start:end], read.language, before, read.context) for start, end in spans]
    whole = features(read.text, read.language, before, read.context)
    hits = {one.act for one in read.matched if not one.vetoed}
    vetoes = {one.act for one in read.matched if one.vetoed} - hits
    found = read.learnt.read(whole, pieces, hits, vetoes)
    acts = {act for act, (odds, _) in found.items() if odds > 0}
    if "profanity" in hits and _MASKED_SWEAR.search(read.text):
        acts.add("profanity")  # however long the turn in which it stands
    for act in acts_of(read.side):
        if act in acts and not acts & set(SETTLED_BY.get(act, ())):
            odds, scores = found[act]
            yield from (replace(one, odds=max(odds, 0.0)) for one in _shown(read, act, spans, scores))


def _acts_before(read: _Read) -> tuple[str, ...]:
    """What the turn before did, by the patterns alone: a sign for what an answer answers."""
    if not read.context:
        return ()
    other: Side = "caller" if read.side == "agent" else "agent"
    found = matches(read.context, other, read.language, "")
    return tuple(dict.fromkeys(one.act for one in found if not one.vetoed))


def _shown(
    read: _Read, act: str, spans: Sequence[tuple[int, int]], scores: Sequence[float]
) -> Iterator[Seen]:
    """Each sentence that shows `act`, with the words that do: those of the pattern, else the weightiest ones."""
    by_pattern = {one.sentence: one for one in read.matched if one.act == act and not one.vetoed}
    clear = [span for span, score in zip(spans, scores, strict=True) if score > CLEAR or span in by_pattern]
    whole = [one for one in by_pattern.values() if one.sentence not in spans]
    for span in clear or [spans[scores.index(max(scores))]]:
        if one := by_pattern.get(span):
            yield Seen(act, one.start, one.end, span)
        else:
            yield Seen(act, *_weightiest(read, act, span), span)
    if not clear and whole:
        yield Seen(*whole[0][:4])


def _weightiest(read: _Read, act: str, span: tuple[int, int]) -> tuple[int, int]:
    """The word of a sentence, and its neighbours where they count as well, that speaks most for `act`."""
    start, end = span
    sentence = read.text[start:end]
    added = read.learnt.contributions(features(sentence, read.language), act)
    worth: list[tuple[float, int, int]] = []
    place = 0
    for word in sentence.split():
        at = sentence.index(word, place)
        place = at + len(word)
        own = sum(added.get(name, 0.0) for name in features(word, read.language))
        worth.append((own, start + at, start + place))
    best = max(range(len(worth)), key=lambda n: worth[n][0], default=0)
    first = last = best
    while first > 0 and worth[first - 1][0] > worth[best][0] / 2:
        first -= 1
    while last + 1 < len(worth) and worth[last + 1][0] > worth[best][0] / 2:
        last += 1
    return (worth[first][1], worth[last][2]) if worth else span
