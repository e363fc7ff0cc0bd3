"""The scorecard: marks with quotes as proof, and the score they make. Totals are computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from simulator.rubric import Criterion, Rubric

Verdict = Literal["met", "missed", "not_applicable", "unscored"]
DECIDED = ("met", "missed")


@dataclass(frozen=True)
class Mark:
    """One check seen: its verdict, the turn (from 0) and the verbatim quote that prove it, and why."""

    criterion: str
    check: str
    verdict: Verdict
    turn: int | None = None
    quote: str | None = None
    reason: str = ""
    source: str = ""
    """The scorer that made this mark where it is not the card's own (an offline mark on a model's card)."""


@dataclass(frozen=True)
class Scorecard:
    """The marks of one call by one scorer under one rubric."""

    rubric: Rubric
    scorer: str
    marks: tuple[Mark, ...]

    def of(self, criterion: Criterion) -> tuple[Mark, ...]:
        """The marks of `criterion`, in the order of its checks."""
        order = {check.id: place for place, check in enumerate(criterion.checks)}
        mine = (mark for mark in self.marks if mark.criterion == criterion.id and mark.check in order)
        return tuple(sorted(mine, key=lambda mark: order[mark.check]))

    @property
    def verdicts(self) -> dict[tuple[str, str], Verdict]:
        """The verdicts by criterion and check."""
        return {(mark.criterion, mark.check): mark.verdict for mark in self.marks}

    def earned(self, criterion: Criterion) -> float | None:
        """Points earned, `points × met ÷ (met + missed)`; None where nothing was decided, so it does not count."""
        decided = [mark for mark in self.of(criterion) if mark.verdict in DECIDED]
        if not decided:
            return None
        return criterion.points * sum(mark.verdict == "met" for mark in decided) / len(decided)

    @property
    def fatal(self) -> tuple[str, ...]:
        """Ids of the fatal criteria that have a missed check."""
        return tuple(
            criterion.id
            for criterion in self.rubric.criteria
            if criterion.fatal and any(mark.verdict == "missed" for mark in self.of(criterion))
        )

    @property
    def score(self) -> float:
        """0 to 100, one decimal: points earned over points of the criteria that count; 0 on a fatal miss."""
        counted = [(criterion, self.earned(criterion)) for criterion in self.rubric.criteria]
        possible = sum(criterion.points for criterion, earned in counted if earned is not None)
        if self.fatal or not possible:
            return 0.0
        return round(100 * sum(earned for _, earned in counted if earned is not None) / possible, 1)

    @property
    def coverage(self) -> float:
        """Share, 0 to 1, of the applicable checks that are met or missed; 0 where none applies."""
        applicable = [mark for mark in self.marks if mark.verdict != "not_applicable"]
        if not applicable:
            return 0.0
        return round(sum(mark.verdict in DECIDED for mark in applicable) / len(applicable), 4)

    @property
    def passed(self) -> bool:
        """Whether the score reaches the pass mark and nothing fatal was missed."""
        return not self.fatal and self.score >= self.rubric.pass_mark


def scorecard(rubric: Rubric, scorer: str, marks: Iterable[Mark]) -> Scorecard:
    """A card with exactly one mark for each check of `rubric`; a check nobody marked is unscored."""
    made = {(mark.criterion, mark.check): mark for mark in marks}
    return Scorecard(
        rubric,
        scorer,
        tuple(
            made.get((criterion.id, check.id), Mark(criterion.id, check.id, "unscored"))
            for criterion, check in rubric.checks
        ),
    )


def as_json(card: Scorecard) -> dict[str, Any]:
    """The card in the shape of the command line's contract."""
    return {
        "rubric": card.rubric.id,
        "rubric_digest": card.rubric.digest,
        "scorer": card.scorer,
        "score": card.score,
        "coverage": card.coverage,
        "passed": card.passed,
        "fatal": list(card.fatal),
        "criteria": [
            {
                "id": criterion.id,
                "points": criterion.points,
                "earned": card.earned(criterion),
                "checks": [
                    {
                        "id": mark.check,
                        "verdict": mark.verdict,
                        "turn": mark.turn,
                        "quote": mark.quote,
                        "reason": mark.reason,
                    }
                    for mark in card.of(criterion)
                ],
            }
            for criterion in card.rubric.criteria
        ],
    }
