"""The policy check: what a reply promises, refuses or states against the company's own policies.

What an agent only asks, or repeats of what somebody told the caller, is not the company's word and breaks nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from simulator.company import Company, Policy, Term
from simulator.language import Language, Pair
from simulator.persona import Persona
from simulator.quantity import Quantity, quantities
from simulator.rubric import Breach
from simulator.scorers.evidence import LONGEST_QUOTE, Piece
from simulator.text import affirmed, says, sentences, squeeze

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

_CLAUSE = re.compile(
    r"""[,;:—–](?!\d) | \b(?:but|however)\b | \band\b(?=\s+(?:i|we|that|it|is|are|do|does|can|will|would)\b)
    | (?:(?<=지만)|(?<=[는은인한]데)|(?<=이고)|(?<![습입합됩십집납]니까)(?<=니까)|(?<=거든요))(?=\s)
    | (?=\b(?:right|ok|okay|all\ right|alright|understood|(?:is|was)\ that\ (?:ok|okay|clear|fine|all\ right)
        |do\ you\ (?:understand|see))\s*[?？])""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKED = re.compile(
    r"""(?:[?？]|(?:[었았였했셨됐렸겠시하되있없]나|[인은던한된신]가|[을릴할]까)요[\s.…]*|[습입합됩십집납]니까[\s.…]*)["”’')\s]*$"""
)
"""A question by its mark or, where speech has none, by a Korean ending that does not end statements as well."""
_ASKS = re.compile(
    r"""^\W*(?:(?:so|and|or|sorry|oh|well|then|just)\s+)*
    (?:who|whom|whose|where|when|why|which|is|are|was|were|do|does|did|has|have|had)(?:n['’]t)?\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a clause asks that is not the last of a question: "Is it £5, or is it free?"."""
_URGED = re.compile(
    r"""\b(?:shall|can|could|may|should|why\ don['’]t)\ (?:i|we)\b(?!\ (?:ask|check)) | \b(?:how|what)\ about\b
    | \bif\ (?:i|we)\b | \b(?:would|do)\ you\ (?:like|want|prefer)\ (?:me|us)\ to\b
    | \bwould\ you\ be\ (?:happy|ok|okay)\b | \byou\ (?:do\ )?(?:know|realise|realize|understand)\b | \baware\b
    | \b(?:do|don['’]t|did|didn['’]t|can['’]t)\ you\ (?:not\ )?(?:know|reali[sz]e|understand|see|remember|agree)\b
    | \b(?:did|have|has)(?:n['’]t)?\ (?:i|we)\b
    | \b(?:i|we)(?:['’]ve|\ have)?\ (?:not\ )?(?:already\ )?(?:said|told|tell|say)\b
    | (?:드릴|줄|할|볼)까요 | 드려도 | 드리면 | 어떠[세신] | 어떨까 | 괜찮으
    | (?:거|걸|것|줄|게)(?:은|는|을)?\s*(?:아[시셨]|알고|모르) | 아시(?:죠|지요|잖|겠) | 알겠 | 이해
    | (?:말씀|안내|설명|답)(?:해|을)?\s*드[렸리] | (?:죠|지요|잖아요|거든요|니다|네요)["”’')\s]*[?？]
    | 않(?:습니까|나요|아요|았|은가요)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Questions that offer what they name, or take it for granted: "Shall I …?", "Didn't I tell you …?"."""
_WHO = re.compile(
    r"""(?<![가-힣])(?:누가|누구|어디서|어느\s*(?:직원|상담)|언제|무슨\s*근거)
    | ^\W*(?:(?:so|and|but|sorry)\s+)*(?:who|where|when|which)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REPORTED = re.compile(
    r"""\b(?:told|promised|advised|informed|assured)\ you\b
    | \byou(?:['’]ve|['’]d|['’]re|\ have|\ had|\ were|\ are)?(?:\ (?:just|already|also|been|being|wrongly))*
      \ (?:told|promised|advised|informed)\b | \bwere\ you\ (?:told|promised|advised|informed)\b
    | \byou(?:['’]ve|['’]d|\ have|\ had)?(?:\ (?:just|already|also|had|have|now))?
      \ (?:heard|hear|say|said|mentioned|thought|think|believe|believed|understood|(?:read|saw|seen)(?=\ that))
      (?:\ that)?\ (?:i|we|it|the|our|your|you|there|they|he|she|somebody|someone)\b
    | \b(?:are\ you|you['’]re|you\ are)\ (?:saying|asking|telling|suggesting|claiming)\b | \bdo\ you\ mean\b
    | \byou\ (?:want|wanted|asked|expect|expected|need)\ (?:me|us)\ to\b | \byou['’]d\ like\ (?:me|us)\ to\b
    | \b(?:wrong|wrongly|mistaken|mistake)\b.{0,20}\b(?:to\ (?:say|tell)|said|told)\b
    | \bshould(?:n['’]t|\ not|\ never)\ have\ (?:said|told|been\ told)\b
    | \b(?:not|isn['’]t|wasn['’]t)\ (?:true|right|correct|the\ case)\ that\b
    | (?:다|라|자|냐|달라)고(?:는|도|만|요)?\s*(?:\S+\s+){0,2}?
      (?:들으|들었|전해\s*들|하[셨시신]|말씀하|말씀을\s*[하들]|말씀\s*주|생각하[시셨신]|아[시셨]|알고\s*계
      |안내를?\s*[받들]|믿으|오해|읽으|보[셨신])
    | (?:다|라|자)는\s*(?:말씀을\s*[하들]|말씀이[신세]|뜻이[신세]|[건거]가요)
    | (?:다|라|자)는\s*(?:얘기|이야기|말|안내|답|답변|설명)[을를]?\s*[받듣들] | 달라는 | 달라시
    | (?:다|라)[고는].{0,12}잘못\s*(?:안내|말씀|알려|설명) | 잘못\s*(?:안내|말씀|알려|설명).{0,12}(?:다|라)[고는]
    | (?:안\s*되|못\s*하|없)는\s*(?:것|건|게|거)(?:은|는)?\s*(?:절대\s*)?아[니닙]""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that are the caller's, a colleague's or denied: "You were told …", "…다고 들으셨", "달라는 말씀"."""
_OWN = re.compile(
    r"""\b(?:i|we)(?:['’]ve|['’]d|\ have|\ had)?(?:\ (?:just|already|also|only|never|clearly|have))?
      \ (?:told|promised|advised|informed|assured|tell|promise|assure)\ you\b
    | \b(?:that['’]s|(?:that|which)\ is|they['’]re|they\ were|(?:he|she)(?:['’]s|\ was|\ is))\ (?:right|correct|true)\b
      (?!\s*[?？])
    | \band\ (?:so\ )?(?:i|we)(?:['’]ll|\ will|\ can|\ shall)\b(?!\ (?:check|look|ask|find|see|explain|tell))
    | 맞습니다(?!만) | 맞아요(?!\s*[?？]) | 맞는\s*(?:말씀|안내|말)(?:이에요|입니다) | 사실(?:이에요|입니다)
    | (?<![가-힣])(?:팀장|점장|실장|본사|대표|사장|저희|회사)\S*\s.*(?:다|라)고\s*하[셨시]""",
    re.IGNORECASE | re.VERBOSE,
)
"""What makes repeated words the agent's own after all: "As I told you …", "… and that's right"."""


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
        text = piece.heard.said
        for start, end in sentences(text):
            if end > piece.start:
                quote = text[start : min(end, start + LONGEST_QUOTE)]
                stated = _stated(text[start:end])[:LONGEST_QUOTE]
                for breach in breaches if stated else ():
                    for policy in policies:
                        for right in _broken(breach, policy, stated):
                            yield Offence(breach, policy, piece.heard.place, quote, right)


def _stated(sentence: str) -> str:
    """`sentence` without the clauses that only ask something or repeat what the caller has said or been told."""
    if _OWN.search(sentence):
        return sentence
    clauses = _clauses(sentence)
    is_asked = _ASKED.search(sentence) is not None
    kept = [
        clause
        for place, clause in enumerate(clauses, 1)
        if not (_REPORTED.search(clause) or (is_asked and _only_asks(clause, is_last=place == len(clauses))))
    ]
    return sentence if len(kept) == len(clauses) else " ".join(kept)


def _clauses(sentence: str) -> list[str]:
    cuts = [0, *(found.start() for found in _CLAUSE.finditer(sentence)), len(sentence)]
    pieces = (sentence[start:end] for start, end in pairwise(cuts))
    return [piece for piece in pieces if squeeze(piece)]


def _only_asks(clause: str, *, is_last: bool) -> bool:
    """Whether a clause of a question asks; one that offers or takes for granted what it names states it as well."""
    if _URGED.search(clause) and not _WHO.search(clause):
        return False
    return is_last or _ASKS.search(clause) is not None


def _broken(breach: Breach, policy: Policy, stated: str) -> Iterator[str]:
    """For each way in which these words break `policy`, what would have been right, or nothing."""
    if breach == "terms":
        yield from (", ".join(term.right) for term in policy.terms if _is_wrong(term, stated))
        return
    promised = breach == "promise" and affirmed(stated, _of_that_sum(policy.may_not_promise, stated))
    refused = breach == "refusal" and says(stated, policy.may_not_refuse, cutoff=92, loosely=True)
    if promised or refused:
        yield ""


def _of_that_sum(wordings: Sequence[str], stated: str) -> tuple[str, ...]:
    """`wordings` without those that promise more than `stated`: "ten pound voucher" is near "50 pound voucher"."""
    told = quantities(stated)
    return tuple(wording for wording in wordings if not _is_more(quantities(wording), told))


def _is_more(named: Sequence[Quantity], told: Sequence[Quantity]) -> bool:
    alike = [(one.number, other.number) for one in named for other in told if one.unit == other.unit]
    return bool(alike) and all(one > other for one, other in alike)


def _is_wrong(term: Term, sentence: str) -> bool:
    """Whether a sentence is about `term` and names another value than the right ones."""
    if not says(sentence, term.about, cutoff=92, loosely=True):
        return False
    if term.wrong and affirmed(sentence, term.wrong) and not says(sentence, term.right, cutoff=95):
        return True
    right = {one.plain for value in term.right for one in quantities(value)}
    units = {one.unit for one in right}
    told = {one.plain for one in quantities(sentence) if one.plain.unit in units}
    return bool(told) and not any(_is_alike(one, other) for one in told for other in right)


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and abs(one.number - other.number) < 0.005
