"""The written half of the recogniser: patterns that people wrote for each act.

The knowledge is data: `lexicon/<language>.<side>.toml` has one table for each act with these keys, all lists
of regular expressions unless said otherwise. In a pattern a space stands for "spaces or none" in Korean and
for "one or more spaces" in English; case never counts; curly quotes are read as straight ones.

    any           seen when one matches inside a sentence …
    unless        … that none of these matches
    first         like `any`, in the first sentence only
    last          like `any`, in the last sentence only
    reply         seen when one matches the whole reply, across sentences
    context       seen when one matches the reply and one of `after` matches the turn before it
    after         patterns on the turn before
    unless_reply  never seen when one of these matches anywhere in the reply
    unless_acts   (act ids) never seen beside one of these acts
    yields_to     (act ids) not seen in a sentence that shows one of these acts

The table `words` names pieces that patterns share: `<promise>` in a pattern is the piece named `promise`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from simulator.acts import Side, acts_of
from simulator.language import Language
from simulator.text import sentences

LONGEST = 8000
"""Characters of one turn that are read for acts; the rest of a longer one is passed over."""

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_WORD = re.compile(r"(?<!\(\?P)<([a-z_]+)>")
_CASED = "(?-i:"
_ESCAPE = re.compile(r"(\\.)|[A-Z]")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""What a pattern is made of: an escape, a set in square brackets, or one sign."""
_KEYS = ("any", "unless", "first", "last", "reply", "context", "after", "unless_reply")


class Matched(NamedTuple):
    """An act that a pattern saw: `start`–`end` of the words it matched and of the sentence they stand in."""

    act: str
    start: int
    end: int
    sentence: tuple[int, int]
    vetoed: bool = False
    """The keyword is there, and something beside it that says that the act is not."""


@dataclass(frozen=True)
class _Text:
    """A turn as it stands and in lower case, letter for letter."""

    plain: str
    low: str


@dataclass(frozen=True)
class _Wordings:
    """Patterns that are searched together; those that tell capitals apart read the text as it stands."""

    # Lower-cased text and patterns are searched more than twice as fast as with re.IGNORECASE.
    low: re.Pattern[str] | None
    cased: re.Pattern[str] | None

    def search(self, text: _Text, start: int = 0, end: int = LONGEST) -> re.Match[str] | None:
        if self.low and (hit := self.low.search(text.low, start, end)):
            return hit
        return self.cased.search(text.plain, start, end) if self.cased else None


@dataclass(frozen=True)
class _Rule:
    act: str
    patterns: Mapping[str, _Wordings | None]
    unless_acts: frozenset[str]
    yields_to: frozenset[str]


def matches(text: str, side: Side, language: Language, context: str = "") -> tuple[Matched, ...]:
    """What the patterns see in `text` by `side`, vetoed or not; `context` is the other side's turn before it."""
    said, before = _text(text[:LONGEST]), _text(context[-LONGEST:])
    spans = list(sentences(said.plain))
    rules = _rules(language, side)
    found = [seen for rule in rules for seen in _apply(rule, said, spans, before)]
    clear = [seen for seen in found if not seen.vetoed]
    kept = set(_outspoken(clear, rules))
    return tuple(seen if seen.vetoed or seen in kept else seen._replace(vetoed=True) for seen in found)


def _text(text: str) -> _Text:
    plain = text.translate(_STRAIGHT)
    low = plain.lower()
    if len(low) != len(plain):  # a letter such as İ grows; places found in `low` must hold in `plain`
        low = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in plain)
    return _Text(plain, low)


def _outspoken(found: list[Matched], rules: tuple[_Rule, ...]) -> Iterator[Matched]:
    """`found` without what other acts of the turn, or of the same sentence, rule out."""
    acts = {seen.act for seen in found}
    barred = {rule.act for rule in rules if rule.unless_acts & acts}
    yields = {rule.act: rule.yields_to for rule in rules}
    beside: dict[tuple[int, int], set[str]] = {}
    for seen in found:
        beside.setdefault(seen.sentence, set()).add(seen.act)
    for seen in found:
        if seen.act not in barred and not yields[seen.act] & beside[seen.sentence]:
            yield seen


def _apply(rule: _Rule, text: _Text, spans: list[tuple[int, int]], before: _Text) -> Iterator[Matched]:
    patterns = rule.patterns
    if (barred := patterns["unless_reply"]) and barred.search(text):
        return
    unless = patterns["unless"]
    for place, (start, end) in enumerate(spans):
        kinds = ["any"] + ["first"] * (place == 0) + ["last"] * (place == len(spans) - 1)
        hits = (pattern.search(text, start, end) for kind in kinds if (pattern := patterns[kind]))
        hit = next((hit for hit in hits if hit), None)
        if hit:
            vetoed = bool(unless and unless.search(text, start, end))
            yield Matched(rule.act, hit.start(), hit.end(), (start, end), vetoed)
    whole = (0, len(text.plain))
    if (reply := patterns["reply"]) and (hit := reply.search(text)):
        yield Matched(rule.act, hit.start(), hit.end(), whole)
    after, said = patterns["after"], patterns["context"]
    if said and after and after.search(before) and (hit := said.search(text)):
        yield Matched(rule.act, hit.start(), hit.end(), whole)


@cache
def _rules(language: Language, side: Side) -> tuple[_Rule, ...]:
    source = files("simulator.lexicon").joinpath(f"{language}.{side}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    words = tables.pop("words", {})
    if strange := set(tables) - set(acts_of(side)):
        raise ValueError(f"{language}.{side}.toml names acts that do not exist: {sorted(strange)}")
    # bounded, or a long run of spaces would make patterns with several of them cubic
    space = r"\s{0,3}" if language == "ko" else r"\s+"
    return tuple(_rule(act, tables[act], space, words) for act in acts_of(side) if act in tables)


def _rule(act: str, table: Mapping[str, list[str]], space: str, words: Mapping[str, str]) -> _Rule:
    if strange := set(table) - {*_KEYS, "unless_acts", "yields_to"}:
        raise ValueError(f"{act} has keys that do not exist: {sorted(strange)}")
    patterns = {
        key: _joined([_filled(source, words) for source in table.get(key, [])], space) for key in _KEYS
    }
    return _Rule(
        act, patterns, frozenset(table.get("unless_acts", [])), frozenset(table.get("yields_to", []))
    )


def _filled(source: str, words: Mapping[str, str]) -> str:
    """`source` with each `<name>` replaced by its piece; raises KeyError for a piece that does not exist."""
    return _WORD.sub(lambda named: f"(?:{_filled(words[named[1]], words)})", source)


def _joined(sources: list[str], space: str) -> _Wordings | None:
    if not sources:
        return None
    spaced = [source.replace(" ", space) for source in sources]
    cased = [source for source in spaced if _CASED in source]
    low = [_ESCAPE.sub(lambda found: found[1] or found[0].lower(), it) for it in spaced if _CASED not in it]
    return _Wordings(
        re.compile(_either(low)) if low else None,
        re.compile(_either(cased), re.IGNORECASE) if cased else None,
    )


def _either(sources: list[str]) -> str:
    """One pattern for `sources`; those that begin a word are tried only where a word begins or ends."""
    word = [source for source in sources if all(way.startswith(r"\b") for way in _ways(source))]
    rest = [f"(?:{source})" for source in sources if source not in word]
    return "|".join([rf"\b(?:{'|'.join(f'(?:{source})' for source in word)})"] * bool(word) + rest)


def _ways(source: str) -> list[str]:
    """`source` cut at the bars that stand outside brackets."""
    ways, depth = [""], 0
    for piece in _PIECE.findall(source):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            ways.append("")
        else:
            ways[-1] += piece
    return ways
