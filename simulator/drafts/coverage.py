"""How a rubric and its manual cover each other: rules nobody checks, and checks nobody wrote a rule for."""

from dataclasses import dataclass

from simulator.manual import Clause, Manual
from simulator.rubric import Criterion, Rubric


@dataclass(frozen=True)
class Coverage:
    """Clauses that no criterion cites, and criteria whose clause the manual does not have."""

    unchecked: tuple[Clause, ...]
    unfounded: tuple[Criterion, ...]
    checked: int
    """Clauses that are cited."""


def coverage(rubric: Rubric, manual: Manual) -> Coverage:
    """The coverage of `manual` by `rubric`; a clause without text of its own is only a chapter's heading."""
    cited = {criterion.clause for criterion in rubric.criteria}
    rules = [clause for clause in manual.clauses if clause.text]
    numbers = {clause.number for clause in manual.clauses}
    return Coverage(
        unchecked=tuple(clause for clause in rules if clause.number not in cited),
        unfounded=tuple(criterion for criterion in rubric.criteria if criterion.clause not in numbers),
        checked=sum(clause.number in cited for clause in rules),
    )
