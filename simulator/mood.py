"""The caller's mood: numbers on fixed scales and the abuse level."""

from dataclasses import dataclass, replace
from typing import Self

LEVELS = (0, 1, 2, 3, 4)
"""L0 firm, L1 loud or sarcastic, L2 belittling and talking down, L3 swearing and threats, L4 sexual or violent."""

FROM_LEVEL = {"insult": 2, "profanity": 3, "harass": 4}
"""The abuse level to which an act belongs; a threat may be one of a bad review, which is no abuse at all."""


@dataclass(frozen=True)
class Mood:
    """`anger`, `trust`, felt `respect` 0 to 100; `patience` 0 to 60, useless replies put up with; `level` 0 to 4."""

    anger: int
    trust: int
    patience: int
    level: int = 0
    respect: int = 50

    def moved(self, *, anger: int = 0, trust: int = 0, patience: int = 0, respect: int = 0) -> Self:
        """The mood with each number moved by so much and kept on its scale."""
        return replace(
            self,
            anger=min(100, max(0, self.anger + anger)),
            trust=min(100, max(0, self.trust + trust)),
            patience=min(60, max(0, self.patience + patience)),
            respect=min(100, max(0, self.respect + respect)),
        )

    def at_level(self, level: int) -> Self:
        """The mood at abuse `level`, kept between 0 and 4."""
        return replace(self, level=min(4, max(0, level)))
