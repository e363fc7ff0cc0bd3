"""Naming: the names that are told in a conversation, by the words around them, and how they may be said again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from simulator.language import Language
from simulator.names import (
    ALSO_WORDS,
    COMPOUND,
    ENGLISH,
    ENGLISH_FULL,
    GIVEN_FIRST,
    GIVEN_SECOND,
    GREETINGS,
    KOREAN,
    KOREAN_SHORT,
    MONTHS,
    NEVER_LAST,
    NO_NAMES,
    NOUN_HEADS,
    NOUNS,
    SMALL_WORDS,
)
from simulator.turn import Turn

_NUMBER = re.compile("[공영일이삼사오육칠팔구십백천만억]+[원번]?")
_IS = r"\s?(?:이?라고|입니다|이에요|예요|이었습니다|였습니다|이고요|이요|인데요|이십니다|이시죠|님이?시죠)"
_COPULA = rf"(?:{_IS}|\s?(?:고요|요)(?![가-힣]))"
_TITLES = "저는|제가|담당자?|매니저|팀장|대리|주임|과장"
_TELLS = "이름은|성함은|이름이|성함이|상담[원사]"
_SAYS_NAME = (
    r"(?:full |first |last )?name(?:['’]s| is)|this is|I['’]m|I am"
    r"|you(?:['’]re| are) (?:speaking|talking) (?:to|with)"
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Mx|Prof)\.?\s{1,3})"


@dataclass(frozen=True)
class _Sign:
    """Words around a name; `sure` ones are said of names alone, `vague` ones of any noun."""

    pattern: re.Pattern[str]
    sure: bool = False
    vague: bool = False


_SIGNS: dict[Language, tuple[_Sign, ...]] = {
    "ko": (
        _Sign(re.compile(rf"(?:{_TELLS})\s{{1,3}}({KOREAN}){_COPULA}"), sure=True),
        _Sign(re.compile(rf"(?:{_TELLS})\s{{1,3}}({KOREAN_SHORT}){_COPULA}")),
        _Sign(
            re.compile(
                rf"(?<![가-힣])({KOREAN}(?=이?라고)|{KOREAN_SHORT}(?=이라고))이?라고\s?(?:합니다|해요|하는데|하고요)"
            )
        ),
        _Sign(re.compile(rf"(?:{_TITLES})\s{{1,3}}({KOREAN}){_IS}")),
        _Sign(re.compile(rf"(?:{_TITLES})\s{{1,3}}({KOREAN})(?:고요|요)"), vague=True),
        _Sign(re.compile(rf"(?<![가-힣])({KOREAN}){_IS}"), vague=True),
        _Sign(re.compile(rf"(?<![가-힣])({KOREAN})\s?(?:고객님|회원님|님|씨)(?![가-힣]{{2}})")),
        # after a telephone number
        _Sign(
            re.compile(rf"\d{{4}}[,.\s]{{1,3}}({KOREAN})(?=인데|이고|라고|이[고요에]|요|입|,|\.|\s|$)"),
            vague=True,
        ),
    ),
    "en": (
        _Sign(re.compile(rf"\b(?i:{_SAYS_NAME})\s{{1,3}}{_TITLE}?({ENGLISH_FULL})")),
        _Sign(re.compile(rf"\b(?i:it['’]s|it is)\s{{1,3}}{_TITLE}?({ENGLISH_FULL})"), vague=True),
        _Sign(re.compile(rf"\b{_TITLE}({ENGLISH_FULL})")),
        _Sign(re.compile(rf"\b({ENGLISH})(?=,? speaking\b)")),
        _Sign(
            re.compile(
                r"(?i:\bspel(?:t|led|l it|ling is)|name(?:['’]s| is))\W{1,3}((?:[A-Z][-., ]{1,2}){2,30}[A-Z])\b"
            )
        ),
        # typed without capitals, or with nothing else
        _Sign(
            re.compile(
                r"(?i:\bmy (?:full )?name(?:['’]s| is) )((?:[a-z'’-]{2,20}|[A-Z'’-]{2,20})(?: [A-Za-z'’-]{2,20})?)"
            )
        ),
    ),
}
_ASKED_NAME = re.compile(
    r"성함|이름|누구|your (?:full |first |last |sur)?name|full name|surname|am i speaking|take a name",
    re.IGNORECASE,
)
_STARTS = r"(?:^|[.,!?…])\s{0,3}(?:[네예아]\s)?(?:(?:저|저는|제가)\s)?"
_ANSWERS: dict[Language, tuple[_Sign, ...]] = {
    "ko": (
        _Sign(re.compile(rf"{_STARTS}({KOREAN})(?={_COPULA}|\s?(?:[.,!?…]|$))")),
        _Sign(re.compile(rf"{_STARTS}({KOREAN_SHORT})(?=입니다|이라고|이에요|이요|이고요|인데요)")),
        _Sign(re.compile(rf"{_STARTS}({KOREAN})(?![가-힣]{{2}})"), vague=True),
    ),
    "en": (
        _Sign(
            re.compile(
                r"(?:^|[.!?]\s)\s{0,3}(?:(?i:yes|yeah|sure|it['’]s|it is|of course)[,.\s]{1,3})?"
                rf"{_TITLE}?({ENGLISH_FULL})(?=[.,!?;]|\s{{0,3}}$|\s(?:here|speaking|and|from|with|at)\b)"
            )
        ),
    ),
}
"""What a caller says who was just asked for the name."""
_NOTHING = "(?!)"
_VERB = re.compile("하[라래지시고]|[해세]요")
_CALLED = (
    r"\s?(?:씨|님|고객님|회원님|선생님|[양군](?![가-힣])|언니|오빠|누나|엄마|아빠|어머니|어머님|아버님|상담[원사]|매니저|대리|과장"
    r"|팀장|주임|실장|사원)|이?한테|에게|이에게|이?랑(?![가-힣])|이(?:가|는|도|를)(?![가-힣])"
)
"""What follows a given name alone, and no thing."""
_PARTICLE = (
    r"(?:[이가은는을를도의와과아야요]|하고|이요|이?라고|예요|이에요|입니다|인데요?)?(?![가-힣])"
    r"|이?라고\s?(?:부|불|해|하)"
)


def names_in(turns: Sequence[Turn], language: Language) -> re.Pattern[str] | None:
    """A pattern for every name told in `turns`, longest first, however it is said again; None where none is."""
    return _any_of(sorted(set(_names(turns, language)), key=len, reverse=True), language)


def _names(turns: Sequence[Turn], language: Language) -> Iterator[str]:
    asked = False
    for turn in turns:
        answers = _ANSWERS[language] if asked and turn.speaker == "caller" else ()
        for sign in (*_SIGNS[language], *answers):
            for found in sign.pattern.finditer(turn.text):
                yield from _korean(found, sign) if language == "ko" else _english(found[1], sign)
        asked = turn.speaker == "agent" and _ASKED_NAME.search(turn.text) is not None


def _korean(found: "re.Match[str]", sign: _Sign) -> Iterator[str]:
    """The name found: a 이 at its end may belong to 이라고, and only the name without it is said again."""
    name, after = found[1], found.string[found.end(1) :].lstrip()
    if not _is_korean_name(name, sign, after):
        return
    joined = name.endswith("이") and after.startswith(("라고", "에요", "고요", "었", "요"))
    if not (joined and len(name) > 3):
        yield name
    if joined and (len(name) > 3 or not sign.vague):
        yield name[:-1]


def _is_korean_name(name: str, sign: _Sign, after: str) -> bool:
    first, last = name[:2], name[-1]
    if last in NEVER_LAST or first == "모르" or (first in NOUNS and last in "예이에"):
        return False
    if sign.sure:
        return True
    if name in NOUNS or first in NOUN_HEADS or _VERB.match(last + after):
        return False
    if not sign.vague:
        return True
    if _NUMBER.fullmatch(name):
        return False
    return re.match(COMPOUND, name) is not None or (name[1] in GIVEN_FIRST and name[2] in GIVEN_SECOND)


def _english(name: str, sign: _Sign) -> Iterator[str]:
    """A full name and each part of it, up to the first word that is none."""
    words = list(dropwhile(lambda word: word.lower() in GREETINGS, name.split()))
    words = list(takewhile(lambda word: not _is_no_name(word), words))
    if not words or (sign.vague and words[0].lower() in MONTHS):
        return
    yield " ".join(words)
    if len(words) > 1:
        yield from (word for word in words if len(word) > 1 and not re.fullmatch(SMALL_WORDS, word))


def _is_no_name(word: str) -> bool:
    return word.lower().replace("’", "'").rstrip(".") in NO_NAMES


def _any_of(names: Sequence[str], language: Language) -> re.Pattern[str] | None:
    """One pattern for all `names`, longest first: whole, spelled out and, in Korean, without the family name."""
    if not names:
        return None
    whole, spelled = "|".join(map(re.escape, _cases(names))), "|".join(map(_spelled, names))
    if language == "en":
        return re.compile(rf"(?<![A-Za-z])(?:{whole})(?![A-Za-z])|\b(?:{spelled})\b")
    given = {name[2:] if re.match(COMPOUND, name) else name[1:] for name in names}
    short = sorted(name for name in given if len(name) == 2)
    words = "|".join(name for name in short if name in ALSO_WORDS) or _NOTHING
    others = "|".join(name for name in short if name not in ALSO_WORDS) or _NOTHING
    return re.compile(
        rf"(?<![가-힣])(?:{whole}|(?:{spelled})(?![가-힣])"
        rf"|(?:{words})(?=(?:{_CALLED}))|(?:{others})(?=(?:{_CALLED}|{_PARTICLE})))"
    )


def _cases(names: Iterable[str]) -> Iterator[str]:
    """The ways in which each name is typed; in small letters a single one is too often a word, as Will and Mark."""
    for name in names:
        yield from dict.fromkeys((name, name.upper(), name.title() if name == name.lower() else name))
        if " " in name:
            yield name.lower()


def _spelled(name: str) -> str:
    """`name` letter by letter, with something between the letters."""
    letters = [letter.upper() for letter in name if letter.isalpha()]
    return r"[-.,\s]{1,3}".join(letters) if len(letters) > 2 else _NOTHING
