"""Text as people type it: cleaned, cut into sentences, compared, and given the right Korean particles."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

MAX_REPLY = 4000
"""Characters of one reply; a spoken turn of four minutes is about 1,600."""

WHOLE_WORDS = 6
"""Letters under which a quote has to be made of whole words: a piece of a word is in any text."""

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SENTENCE = re.compile(
    r"(?:[^.!?。！？…\n]|(?<=\d)\.(?=\d)|(?<=\b[ap])\.(?=m\b))+(?:[.!?。！？…]+(?=\s|$|[\"'”’)])|\n|$|[.!?。！？…]+)",
    re.MULTILINE,
)
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_INSIDE = re.compile(r"(?<=\w)['’](?=\w)|(?<=\d)[.,](?=\d)|(?<=\be)-(?=mail)")
"""Marks inside a word or number, which squeezing takes out of a wording as well."""


def clean(text: str) -> str:
    r"""`text` in NFC without control and direction characters, line ends as \\n, outer space cut."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", _BREAK.sub("\n", text))).strip()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in `text`, outer space left out."""
    for found in _SENTENCE.finditer(text):
        piece = found.group()
        start = found.start() + len(piece) - len(piece.lstrip())
        end = found.start() + len(piece.rstrip())
        if end > start:
            yield start, end


def squeeze(text: str) -> str:
    """`text` in lower case with only letters and digits, so that spacing and marks cannot hide a match."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", text).lower())


def says(text: str, wordings: Iterable[str], *, cutoff: float = 88, loosely: bool = False) -> str | None:
    """The first of `wordings` that `text` says, near enough, or None.

    Near enough is: all of its words are in the text in any order, or a stretch of the text is alike by
    at least `cutoff` of 100 (rapidfuzz partial ratio on squeezed text; wordings under 6 letters must be exact).
    `loosely` takes Korean words with any particle, and one helping verb for another ("내셔야 합니다", "내셔야 돼요").
    """
    plain, squeezed = _INSIDE.sub("", text.lower()), squeeze(text)
    for wording in wordings:
        whole, words = _words(wording, loosely=loosely)
        if not whole:
            continue
        if all(word.search(plain) if isinstance(word, re.Pattern) else word in squeezed for word in words):
            return wording
        if len(squeezed) >= len(whole) >= 6 and fuzz.partial_ratio(whole, squeezed) >= cutoff:
            return wording
    return None


@lru_cache(maxsize=8192)
def _words(wording: str, *, loosely: bool) -> tuple[str, tuple[str | re.Pattern[str], ...]]:
    """`wording` squeezed, and how each of its words is looked for.

    Korean words are looked for anywhere, for spacing is free; Latin ones, and Korean ones of one syllable, which
    hide in many others, only where a word begins.
    """
    words = [word for word in map(squeeze, wording.split()) if word]
    looked_for = [_looked_for(_PARTICLE.sub("", word) if loosely else word) for word in words]
    if loosely:
        looked_for = [
            _HELPING if _HELPER.fullmatch(word) else look
            for word, look in zip(words, looked_for, strict=True)
        ]
    return "".join(words), tuple(looked_for)


def _looked_for(word: str) -> str | re.Pattern[str]:
    if not word.isascii() and len(word) > 1:
        return word
    return re.compile(rf"(?<!\w){re.escape(word)}{_NOT_IN.get(word, '')}")


_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:을|를|은|는|이|가|도|만)$")
_HELPER = re.compile(r"(?:합니다|해요|하세요|하셔요|하십시오|됩니다|돼요|되세요|되십니다)")
_HELPING = re.compile(r"[하해합할되돼됩될]")
_NOT_IN = {"안": "(?!내|녕|심|전|쪽|경|부)", "못": "(?!지않)"}
"""Words of one syllable that begin quite other ones."""


def is_negated(text: str) -> bool:
    """Whether `text` says that something is not so or cannot be done."""
    return _NEGATED.search(text) is not None


@lru_cache(maxsize=1024)
def affirmed(text: str, wordings: tuple[str, ...]) -> str | None:
    """The one of `wordings` that `text` says in a clause that is not negated, or None."""
    for start, end in sentences(text):
        sentence = text[start:end]
        clauses = _CLAUSE.split(sentence) if is_negated(sentence) else [sentence]
        for clause in clauses:
            if not is_negated(clause) and (found := says(clause, wordings)):
                return found
    return None


_NEGATED = re.compile(
    r"""안\s*(?:되|돼|됩|된) | 못\s*(?:하|해|합|드) | 지\s*않(?!고|으셔|아도|게|으신|은|는(?!다)) | 수[는가도]?\s*없
    | 없습니다 | 없어요 | 어렵 | 어려 | 불가 | 힘들 | 힘듭
    | \b(?:(?:can|won|do|does|is|are|would|could)n?['’]?t | cannot | unable | impossible | not | no\ longer)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAUSE = re.compile(r"지만|는데|[,;—]|\bbut\b|\bhowever\b", re.IGNORECASE)


def alike(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, without regard to spacing and marks."""
    return fuzz.ratio(squeeze(one), squeeze(other))


def find_quote(quote: str, text: str) -> str | None:
    """The verbatim stretch of `text` that `quote` names (a short one in whole words), or None where it is not there.

    Only white space, case and the shape of quotation marks may differ: a quote is proof, not a paraphrase.
    """
    wanted = clean(quote).strip(" \"'“”‘’「」")
    if not squeeze(wanted):
        return None
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    pattern = re.sub(r"[\"“”]", '["“”]', re.sub(r"['‘’]", "['‘’]", pattern))
    if len(squeeze(wanted)) < WHOLE_WORDS:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    found = re.search(pattern, text, re.IGNORECASE)
    return found.group() if found else None


def one_line(text: str) -> str:
    """`text` on one line."""
    return _SPACE.sub(" ", text).strip()


_PARTICLES = {
    "이": "가",
    "은": "는",
    "을": "를",
    "과": "와",
    "아": "야",
    "이나": "나",
    "이랑": "랑",
    "이라": "라",
    "으로": "로",
    "이에요": "예요",
}
_DIGIT_ENDS = {"0": 21, "1": 8, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
_RIEUL = 8


def with_particle(word: str, particle: str) -> str:
    """`word` with the Korean particle in the form its last sound asks for; `particle` is the one after a consonant.

    "비누", "이" gives "비누가"; "쿠폰", "이" gives "쿠폰이"; "서울", "으로" gives "서울로"; digits are read aloud.
    """
    last = word.rstrip(" \"'”’)].?!…")[-1:]
    if last in _DIGIT_ENDS:
        final = _DIGIT_ENDS[last]
    elif "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
    else:
        final = 0 if last.lower() in "aeiouy" else 1
    soft = final == 0 or (particle == "으로" and final == _RIEUL)
    return word + (_PARTICLES[particle] if soft else particle)
