"""What people think of a call: the trainee's own view, marks that people make, and objections to a mark."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from simulator.scorecard import Scorecard, Verdict

MarkKind = Literal["blind", "override"]
"""A mark made without seeing the scorer's, for calibration; a manager's own mark beside the scorer's."""


@dataclass(frozen=True)
class OwnView:
    """The trainee's view before any score: what the caller was after, the turn (from 0) where it turned, own rating."""

    after: str
    turned: int | None = None
    rating: int | None = None
    """0 to 100, what the trainee thinks the call is worth."""


@dataclass(frozen=True)
class PersonMark:
    """One check as a person sees it; `note` says why."""

    call: str
    criterion: str
    check: str
    verdict: Verdict
    kind: MarkKind
    by: str
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Dispute:
    """A trainee's objection to the mark of one check."""

    call: str
    criterion: str
    check: str
    by: str
    note: str
    at: datetime | None = None


@dataclass(frozen=True)
class Opinions:
    """All that people have said of one call, each list the oldest first."""

    own: OwnView | None = None
    marks: tuple[PersonMark, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    def override(self, criterion: str, check: str) -> PersonMark | None:
        """The manager's own mark of a check, the newest one."""
        mine = [mark for mark in self.marks if mark.kind == "override"]
        return next((one for one in reversed(mine) if (one.criterion, one.check) == (criterion, check)), None)

    def dispute(self, criterion: str, check: str) -> Dispute | None:
        """The newest objection to a check, settled or not."""
        found = (one for one in reversed(self.disputes) if (one.criterion, one.check) == (criterion, check))
        return next(found, None)

    @property
    def open(self) -> tuple[Dispute, ...]:
        """The objections that no manager has answered with a mark of the same check since."""
        return tuple(
            one
            for one in self.disputes
            if not any(
                mark.kind == "override"
                and (mark.criterion, mark.check) == (one.criterion, one.check)
                and mark.at
                and one.at
                and mark.at >= one.at
                for mark in self.marks
            )
        )


def standing(marks: Iterable[PersonMark]) -> tuple[PersonMark, ...]:
    """`marks`, the oldest first, without the superseded: overrides by any newer one, blind marks by their maker's."""
    newest = {
        (one.call, one.criterion, one.check, one.kind, one.by if one.kind == "blind" else ""): one
        for one in marks
    }
    return tuple(newest.values())


def settled(card: Scorecard, opinions: Opinions) -> Scorecard:
    """`card` as it counts: with the manager's own marks in place of the scorer's."""
    return replace(
        card,
        marks=tuple(
            replace(mark, verdict=own.verdict, source=own.by)
            if (own := opinions.override(mark.criterion, mark.check))
            else mark
            for mark in card.marks
        ),
    )
