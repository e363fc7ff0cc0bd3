"""What a call teaches: what worked, which few sentences to say differently, and what was never the trainee's fault.

Practice without feedback makes people worse (a randomised study: empathy d = -0.52), and twenty findings are none. So
of all checks that were missed the few that mattered are picked, each with one better wording for this very caller.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.call import Call
from simulator.felt import Felt, felt
from simulator.opinion import OwnView
from simulator.persona import Hidden
from simulator.rubric import Check, Criterion
from simulator.scorecard import Mark, Scorecard

INSTEAD: Mapping[str, tuple[str, ...]] = {
    "dismiss": ("empathise", "inform"),
    "blame": ("clarify", "empathise"),
    "deny": ("offer", "inform"),
    "deflect": ("own", "commit"),
    "command": ("own", "empathise"),
    "argue": ("empathise", "restate"),
    "unsure": ("commit", "own"),
    "overpromise": ("inform", "offer"),
}
"""For each harm the acts that do what was meant by it."""
WORKED = 5
"""Points of anger by which a reply must have calmed the caller to be named as having worked."""
MOST_WORKED = 3
FEW, SOME, MANY = 1, 2, 3
"""How many wordings are shown for a score under LOW, under the pass mark, and from there on."""
LOW = 50
SURE = 10
"""Points between the own rating and the score up to which the trainee saw the call as it was."""


@dataclass(frozen=True)
class Lesson:
    """One missed check that mattered: what was said (if anything), a better wording here, and why it is better."""

    criterion: Criterion
    check: Check
    turn: int | None
    said: str | None
    better: str
    why: str


@dataclass(frozen=True)
class Lessons:
    """Everything the debrief tells beside the scorecard."""

    worked: tuple[Felt, ...]
    better: tuple[Lesson, ...]
    told: tuple[Hidden, ...]
    """What the caller had kept back and told after all."""
    untold: tuple[Hidden, ...]
    gap: int | None
    """Own rating minus score; None where there is no rating or no score."""
    system: bool
    """Whether the cause of the call lies with the company and not with the caller."""

    @property
    def actions(self) -> tuple[Lesson, ...]:
        """The one or two to take into tomorrow."""
        return self.better[:2]


def lessons(call: Call, card: Scorecard | None, own: OwnView | None) -> Lessons:
    """What `call`, marked by `card`, teaches whoever took it."""
    replies = felt(call)
    told = {turn.move.topic for turn in call.turns if turn.move and turn.move.kind == "reveal"}
    rated = own.rating if own else None
    return Lessons(
        worked=_worked(replies),
        better=tuple(_better(call, card, replies)) if card else (),
        told=tuple(one for one in call.persona.hidden if one.id in told),
        untold=tuple(one for one in call.persona.hidden if one.id not in told),
        gap=None if rated is None or card is None else round(rated - card.score),
        system=call.persona.legitimacy != "unfair",
    )


def _worked(replies: Sequence[Felt]) -> tuple[Felt, ...]:
    calming = sorted((one for one in replies if one.anger <= -WORKED), key=lambda one: one.anger)
    return tuple(sorted(calming[:MOST_WORKED], key=lambda one: one.turn))


def _better(call: Call, card: Scorecard, replies: Sequence[Felt]) -> Iterator[Lesson]:
    most = FEW if card.score < LOW else SOME if not card.passed else MANY
    weighed = sorted(_missed(card), key=lambda found: -_weight(*found, replies=replies))
    said: set[str] = set()
    reasons: set[str] = set()
    for criterion, check, mark in weighed:
        wording = _wording(call, check, mark, said)
        if wording and len(said) < most:
            said.add(wording)
            why = check.asks if criterion.tip in reasons else criterion.tip or check.asks
            reasons.add(why)
            quote = mark.quote if check.seen and (check.seen.never or check.seen.policy) else None
            yield Lesson(criterion, check, mark.turn, quote, wording, why)


def _missed(card: Scorecard) -> Iterator[tuple[Criterion, Check, Mark]]:
    marks = {(mark.criterion, mark.check): mark for mark in card.marks}
    for criterion, check in card.rubric.checks:
        mark = marks[criterion.id, check.id]
        if mark.verdict == "missed":
            yield criterion, check, mark


def _weight(criterion: Criterion, check: Check, mark: Mark, *, replies: Sequence[Felt]) -> float:
    """How much a missed check mattered: its points, whether it fails the call, and how it angered the caller."""
    anger = next((one.anger for one in replies if one.turn == mark.turn), 0)
    share = criterion.points / len(criterion.checks)
    harm = bool(check.seen and check.seen.never)
    return share + 50 * criterion.fatal + (max(0, anger) if harm else 0)


def _wording(call: Call, check: Check, mark: Mark, said: set[str]) -> str:
    """A sentence that does what the check asks for: this caller's own example first, then the rubric's."""
    good = call.persona.example.good
    lines = [line for act in _acts(check, mark) for line in good.get(act, ())]
    return next((line for line in (*lines, *check.good) if line not in said), "")


def _acts(check: Check, mark: Mark) -> Iterator[str]:
    if check.seen is None:
        return
    yield from (*check.seen.acts, *check.seen.all)
    for harm in check.seen.never:
        if mark.verdict == "missed":
            yield from INSTEAD.get(harm, ())
    if check.seen.policy:
        yield from ("inform", "offer")
