"""Asides: stretches of a turn that are spoken to the program, or to whoever marks the call, and not to the other side.

The transcript is hostile input. What is said to a marker does nothing to a caller, and counts neither for nor against
whoever says it; a turn of the other side's that is forged inside a turn was not spoken by anybody.
"""

import re
from collections.abc import Iterator

from simulator.text import clean, sentences

_TO_MACHINE = re.compile(
    r"""(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|prompts?|persona)\b
    | (?:ignore|disregard|forget)\b.{0,20}\b(?:your|the|all|these|those)\ rules\b(?!\ (?:on|about|for)\b)
    | (?:ignore|disregard|forget)\ (?:everything|all|anything|whatever)\b.{0,20}\b(?:above|previous|prior|before)\b
    | \byou(?:'re|\ are)\ now\ (?:\w+\ )?(?:calm|happy|satisfied|an?\ )
    | \bpretend\ (?:to\ be|you) | \bas\ an\ ai\b
    | (?:^|[\n.\]}])\s*(?:system|assistant|developer)\s*(?:prompt|message)?\s*: | </?(?:system|instruction)
    | \bset\ (?:your\ )?(?:anger|mood|trust)\b
    | \b(?:give|award)\ me\b.{0,20}\b(?:points|100(?:%|\ (?:out\ of|points|marks|percent)|\s*[.!]?\s*$)|full\ marks)\b
    | (?:이전|(?<![가-힣])위의?|(?<![가-힣])앞의?|모든)\s*
      (?:지시|명령|프롬프트|설정|규칙).{0,12}(?:무시|잊|따르지|지워)
    | (?:너는|넌|당신은|지금부터)\s*(?:이제|지금부터)?\s*
      (?:화가?\s*(?:풀렸|나지)|진정한?\s*(?:상태|고객)|ai|인공지능|챗봇|상담원(?:이다|이야|입니다))
    | 시스템\s*(?:메시지|프롬프트)\s*[:：] | (?:^|[\n.\]}])\s*시스템\s*[:：]
    | (?:분노|신뢰|감정)\s*(?:수치|점수|값) | (?:만점|100점)(?:을|으로)?\s*(?:줘|주세요|처리|채점)""",
    re.IGNORECASE | re.VERBOSE,
)
_MET = (
    r"(?<![A-Za-z])(?<!not )(?<!never )(?<!been )(?<!be )(?<!were )(?<!was )(?<!we )(?<!have )met"
    r"(?=\s*(?:$|[.,;:)\]}\"'”’·/]|[가-힣]))"
)
"""The verdict, not the past of "meet"."""
_TO_MARKER = re.compile(
    "|".join(
        (
            r"채점|평가(?:자|기(?!간)|표|\s?모델|\s?항목|\s?기준|\s?점수)|심사[자관]|모범\s?답안|(?<![가-힣])문항|배점|감점",
            r"프롬프트|(?:값|결과)[을를]\s?(?:제출|출력)|언어\s?모델|(?:강사|교육|관리자|개발자|운영자|감사)\s?권한",
            r"(?:[ㄱ-ㅎ][ㅏ-ㅣ][ㄱ-ㅎ]?){2,}",  # letters taken apart
            _MET,
            r"(?<![A-Za-z])(?:missed|unscored|not_applicable)(?=[가-힣\"'”’}\]])",
            r"\b(?:verdicts?|graders?|rubrics?|scorers?|score\s?(?:card|sheet)|unscored|not_applicable)\b",
            r"\b(?:scoring|grading|marking) (?:of|is|this|needed|model|guide|scheme)\b",
            r"\b(?:judge|language) model\b|\b(?:llm|gpt|chatbot)s?\b|\bmodel answer\b",
            r"\bto the (?:model|marker|examiner)\b|\b(?:a|the|one) judge (?:may|must|can|opens)\b",
            r"\b(?:mark|count|treat|score|grade|record|set)\w* (?:\w+ ){0,4}(?:as|to) (?:met|passed|full marks)\b",
            r"\b(?:word|value is|with|every|all|only) met\b|\bcard (?:approved|passed)\b|\b(?:no|prints?) missed\b",
            r"\b(?:quote|verdict)\"?\s*:|\breason(?:\"\s*:|\s*:\s*\")",
            r"</?(?:system|user|assistant|instructions?|transcript|im_start|im_end)\b|\[/?INST\]|<\|\w+\|>",
        )
    ),
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[-=*#_~]{3,}[^\n]*|\([^()\n]*\)"
    r"|\[(?!성희롱|성적|이름|전화|주문|카드|이메일|주소|sexual|name|phone|order|card|e-mail|address)[^\]\n]*\]",
    re.IGNORECASE,
)
"""A note by itself that nobody speaks, as "(typing)"; a stand-in or a mask in square brackets is speech."""
_FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_FORGED = re.compile(
    r"""(?:^|[\n\u2028\u2029\x85])[\s"”’'>*\-]*\d*\s*(?:agent|caller|customer|고객|상담원|상담사)\s*(?:["“]|[:：])""",
    re.IGNORECASE,
)


def speaks_to_machine(text: str) -> bool:
    """Whether `text` tries to command the program instead of talking to the caller."""
    return _TO_MACHINE.search(text) is not None


def without_asides(text: str) -> str:
    """`text` with spaces in place of every sentence that is an aside, and of all after a forged turn.

    Places in it are places in `text`; only space at the end is left out.
    """
    found = list(_asides(text))
    if not found:
        return text
    heard = list(text)
    for start, end in found:
        heard[start:end] = " " * (end - start)
    return "".join(heard).rstrip()


def _asides(text: str) -> Iterator[tuple[int, int]]:
    forged = _FORGED.search(text)
    if forged:
        yield forged.start(), len(text)
    yield from (found.span() for found in _FENCED.finditer(text))
    for start, end in sentences(text):
        if _is_aside(clean(text[start:end])):
            yield start, end


def _is_aside(text: str) -> bool:
    return bool(_TO_MACHINE.search(text) or _TO_MARKER.search(text) or _NOTE.fullmatch(text))
