"""Calibration: a scorer held against people's marks."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from simulator.agreement import Place
from simulator.company import Policy
from simulator.gold import Gold, read_gold
from simulator.protocols import Scorer
from simulator.rubric import Rubric
from simulator.scorecard import Mark, Verdict
from simulator.scorers.offline import offline_marks

Pairs = tuple[tuple[Place, Verdict, Verdict], ...]
"""For each mark a person made: the check, the person's verdict, the scorer's."""


async def held_against(
    golds: Iterable[Gold], rubric: Rubric, scorer: Scorer, policies: Sequence[Policy]
) -> Pairs:
    """`scorer`'s verdicts beside people's; checks that `rubric` does not have are passed over. Raises ModelFailed."""
    pairs: list[tuple[Place, Verdict, Verdict]] = []
    for gold in golds:
        card = await scorer.score(rubric, gold.turns, policies)
        pairs += _paired(gold, card.marks)
    return tuple(pairs)


@lru_cache(maxsize=32)
def offline_against(text: str, rubric: Rubric, policies: tuple[Policy, ...]) -> Pairs:
    """The offline scorer's verdicts beside people's in a gold file; lines that cannot be read are passed over."""
    golds = (one for _, one in read_gold(text) if isinstance(one, Gold))
    return tuple(
        pair
        for gold in golds
        if gold.language == rubric.language
        for pair in _paired(gold, offline_marks(rubric, gold.turns, policies))
    )


def _paired(gold: Gold, marks: Iterable[Mark]) -> Pairs:
    scored = {(mark.criterion, mark.check): mark.verdict for mark in marks}
    return tuple((place, verdict, scored[place]) for place, verdict in gold.marks.items() if place in scored)
