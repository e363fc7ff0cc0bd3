"""The policy check: what a reply promises, refuses or states against the company's own policies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.company import Company, Policy, Term
from simulator.language import Language, Pair
from simulator.persona import Persona
from simulator.quantity import Quantity, quantities
from simulator.rubric import Breach
from simulator.scorers.evidence import LONGEST_QUOTE, Piece
from simulator.text import affirmed, says, sentences

REASONS: dict[Breach, Pair] = {
    "promise": Pair(
        "약속하면 안 되는 것을 약속했어요. ‘{title}’ 규정: {text}",
        "This promises what may not be promised. Policy “{title}”: {text}",
    ),
    "refusal": Pair(
        "거절하면 안 되는 것을 거절했어요. ‘{title}’ 규정: {text}",
        "This refuses what may not be refused. Policy “{title}”: {text}",
    ),
    "terms": Pair(
        "조건을 잘못 안내했어요(맞는 것: {right}). ‘{title}’ 규정: {text}",
        "The terms are wrong (right is: {right}). Policy “{title}”: {text}",
    ),
}
KEPT = Pair(
    "회사 규정 {count}개에 비추어 어긋난 말이 없어요.", "Nothing goes against the company's {count} policies."
)


@dataclass(frozen=True)
class Offence:
    """One sentence that goes against a policy."""

    breach: Breach
    policy: Policy
    turn: int
    quote: str
    right: str = ""

    def reason(self, language: Language) -> str:
        """What is wrong with it, with the policy's own text."""
        return REASONS[self.breach](
            language, title=self.policy.title, text=self.policy.text, right=self.right
        )


def bearing_on(company: Company | None, persona: Persona | None) -> tuple[Policy, ...]:
    """The policies a call is held against: of those the persona does not name only what may never be promised."""
    if company is None:
        return ()
    named = persona.policies if persona else ()
    return tuple(
        policy if not named or policy.id in named else replace(policy, may_not_refuse=(), terms=())
        for policy in company.policies
    )


def offences(
    pieces: Sequence[Piece], breaches: Sequence[Breach], policies: Sequence[Policy]
) -> Iterator[Offence]:
    """Every sentence in `pieces` that goes against one of `policies` in one of these ways."""
    for piece in pieces:
        text = piece.heard.text
        for start, end in sentences(text):
            if end > piece.start:
                sentence = text[start : min(end, start + LONGEST_QUOTE)]
                for breach in breaches:
                    for policy in policies:
                        yield from _offence(breach, policy, piece.heard.place, sentence)


def _offence(breach: Breach, policy: Policy, turn: int, sentence: str) -> Iterator[Offence]:
    if breach == "terms":
        wrong = (term for term in policy.terms if _is_wrong(term, sentence))
        yield from (Offence(breach, policy, turn, sentence, ", ".join(term.right)) for term in wrong)
        return
    promised = breach == "promise" and affirmed(sentence, policy.may_not_promise)
    refused = breach == "refusal" and says(sentence, policy.may_not_refuse, cutoff=92)
    if promised or refused:
        yield Offence(breach, policy, turn, sentence)


def _is_wrong(term: Term, sentence: str) -> bool:
    """Whether a sentence is about `term` and names another value than the right ones."""
    if not says(sentence, term.about, cutoff=92):
        return False
    if term.wrong and affirmed(sentence, term.wrong) and not says(sentence, term.right, cutoff=95):
        return True
    right = {one for value in term.right for one in quantities(value)}
    units = {one.unit for one in right}
    told = {one for one in quantities(sentence) if one.unit in units}
    return bool(told) and not any(_is_alike(one, other) for one in told for other in right)


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and abs(one.number - other.number) < 0.005
