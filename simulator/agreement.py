"""How far a scorer and people agree on yes/no marks: accuracy and Cohen's kappa."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from simulator.scorecard import Verdict

Place = tuple[str, str]
"""A check by the ids of its criterion and itself."""
ADVISORY = 0.6
"""Kappa under which a check's marks are advice and go to a person; under it agreement is at best moderate
(Landis and Koch, Biometrics 33, 1977)."""
ENOUGH = 8
"""Marks by people from which a kappa is spoken of; under it chance rules."""


@dataclass(frozen=True)
class Agreement:
    """`right` of `n` marks agree; `pairs` counts (person's verdict, scorer's verdict)."""

    pairs: Mapping[tuple[Verdict, Verdict], int] = field(default_factory=dict)
    unscored: int = 0
    """Marks that people made and the scorer did not; they are counted apart."""

    @property
    def n(self) -> int:
        """Marks that both made."""
        return sum(self.pairs.values())

    @property
    def right(self) -> int:
        """Marks on which both agree."""
        return sum(count for (person, scorer), count in self.pairs.items() if person == scorer)

    @property
    def accuracy(self) -> float | None:
        """The share on which both agree, 0 to 1; None where there is none to compare."""
        return self.right / self.n if self.n else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (Educational and Psychological Measurement 20, 1960); None where there is nothing to compare.

        Where both always say one and the same thing it is 1, though chance alone would do that too.
        """
        if not self.n:
            return None
        verdicts = {verdict for pair in self.pairs for verdict in pair}
        people = {one: sum(c for (person, _), c in self.pairs.items() if person == one) for one in verdicts}
        scorers = {one: sum(c for (_, scorer), c in self.pairs.items() if scorer == one) for one in verdicts}
        chance = sum(people[one] * scorers[one] for one in verdicts) / self.n**2
        if chance >= 1:
            return 1.0
        return (self.right / self.n - chance) / (1 - chance)

    @property
    def is_advisory(self) -> bool:
        """Whether people and the scorer are known to agree too little for its marks to count by themselves."""
        return self.n >= ENOUGH and self.kappa is not None and self.kappa < ADVISORY


def agreement(marks: Iterable[tuple[Verdict, Verdict]]) -> Agreement:
    """The agreement over pairs of (person's verdict, scorer's verdict)."""
    counted = Counter(marks)
    unscored = sum(count for pair, count in counted.items() if pair[1] == "unscored")
    return Agreement({pair: count for pair, count in counted.items() if pair[1] != "unscored"}, unscored)


def by_check(marks: Sequence[tuple[Place, Verdict, Verdict]]) -> dict[Place, Agreement]:
    """The agreement on each check."""
    places = dict.fromkeys(place for place, _, _ in marks)
    return {
        place: agreement((person, scorer) for at, person, scorer in marks if at == place) for place in places
    }
