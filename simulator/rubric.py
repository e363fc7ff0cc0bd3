"""The rubric: what a call is marked on. A criterion has points and yes/no checks and cites a clause."""

from dataclasses import dataclass
from typing import Literal

from simulator.language import Language

Where = Literal["first", "last", "any"]
Breach = Literal["promise", "refusal", "terms"]
"""Ways to go against a company's policies: promise what may not be, refuse what may not be, name wrong terms."""


@dataclass(frozen=True)
class When:
    """A check applies only if one of these acts occurred; always, where both are empty."""

    caller: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What evidence meets the check; `within` counts agent turns after what `When` names."""

    acts: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    policy: tuple[Breach, ...] = ()
    """None of these breaches of the company's policies."""
    says: tuple[str, ...] = ()
    named: bool = False
    """The agent gives their own name."""
    where: Where = "any"
    within: int | None = None


@dataclass(frozen=True)
class Check:
    """One yes/no question; without `seen` only a model can answer it."""

    id: str
    asks: str
    seen: Seen | None = None
    when: When = When()
    unless: When = When()
    """The check does not apply if one of these acts occurred: no goodbye is owed to a call ended for abuse."""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """What the manual's `clause` asks for, worth `points`; one missed check of a fatal one fails the call."""

    id: str
    title: str
    clause: str
    points: float
    checks: tuple[Check, ...]
    section: str = ""
    tip: str = ""
    fatal: bool = False
    kind: Literal["call", "policy"] = "call"


@dataclass(frozen=True)
class Rubric:
    """All criteria of one company; `pass_mark` 0 to 100."""

    id: str
    company: str
    language: Language
    title: str
    criteria: tuple[Criterion, ...]
    manual: str = "manual.md"
    pass_mark: float = 80
    digest: str = ""
    text: str = ""

    @property
    def checks(self) -> tuple[tuple[Criterion, Check], ...]:
        """Every check with its criterion, in the order of the file."""
        return tuple((criterion, check) for criterion in self.criteria for check in criterion.checks)
