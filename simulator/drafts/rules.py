"""A first rubric from a manual by rules: each theme goes to the clause that speaks of it most clearly."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.drafts.themes import Theme, themes
from simulator.language import Language
from simulator.manual import Clause, Manual, quoted_in
from simulator.recognise import recognise
from simulator.text import sentences

IN_TITLE, IN_SAYING, IN_TEXT = 10, 4, 1
"""How clearly a clause speaks of a theme: in its heading (a chapter's a little less), in a saying, in its text."""
CLEARLY = 4
"""Clearness from which a theme becomes a check."""
MOST_EXAMPLES = 3
_ITEM = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+")


@dataclass(frozen=True)
class DraftCheck:
    """One check of a draft: its theme, and good examples in the manual's own words."""

    theme: Theme
    good: tuple[str, ...]


@dataclass(frozen=True)
class DraftCriterion:
    """One criterion of a draft: the clause it is taken from, its chapter, its checks, its points and a tip."""

    id: str
    clause: Clause
    section: str
    checks: tuple[DraftCheck, ...]
    points: int
    tip: str


@dataclass(frozen=True)
class Draft:
    """A rubric in the making: what was found, and the clauses of which no check could be made."""

    language: Language
    title: str
    criteria: tuple[DraftCriterion, ...]
    left: tuple[Clause, ...]


def drafted(manual: Manual, language: Language) -> Draft:
    """The draft for `manual`; its points add up to 100 where there is any criterion."""
    rules = [clause for clause in manual.clauses if clause.text]
    placed = _placed(rules, language)
    found = [(clause, [theme for theme in themes() if placed.get(theme.id) == clause]) for clause in rules]
    found = [(clause, mine) for clause, mine in found if mine]
    shares = points([sum(theme.weight for theme in mine) for _, mine in found])
    criteria = tuple(
        DraftCriterion(
            _name(clause, mine, language),
            clause,
            section(clause, manual),
            tuple(DraftCheck(theme, examples(clause, theme, language)) for theme in mine),
            share,
            tip(clause),
        )
        for (clause, mine), share in zip(found, shares, strict=True)
    )
    used = {one.clause for one in criteria}
    return Draft(language, manual.title, unlike(criteria), tuple(one for one in rules if one not in used))


def _placed(rules: Sequence[Clause], language: Language) -> dict[str, Clause]:
    """The clause of each theme that any clause speaks of clearly."""
    placed = {}
    for theme in themes():
        clear = [(_clearness(clause, theme, language), -place) for place, clause in enumerate(rules)]
        best, place = max(clear, default=(0, 0))
        if best >= CLEARLY:
            placed[theme.id] = rules[-place]
    return placed


def _clearness(clause: Clause, theme: Theme, language: Language) -> int:
    named = theme.named[language]
    clear = IN_TITLE - clause.number.isdigit() if named.search(clause.title) else 0
    said = examples(clause, theme, language) if not theme.never else ()
    clear += IN_SAYING * bool(said)
    return clear + IN_TEXT * bool(named.search(clause.text))


def examples(clause: Clause, theme: Theme, language: Language) -> tuple[str, ...]:
    """The sentences of a clause to be said that do what the theme asks for, alone as far as they can be cut."""
    if theme.never:
        return ()
    found = []
    for line in quoted_in(clause.text):
        cut = [line[start:end] for start, end in sentences(line)]
        doing = [one for one in cut if theme.act in recognise(one, "agent", language).acts]
        if doing or theme.act in recognise(line, "agent", language).acts:
            found.append(" ".join(doing) or line)
    return tuple(dict.fromkeys(found))[:MOST_EXAMPLES]


def points(weights: Sequence[int]) -> list[int]:
    """A hundred points shared out by weight, each at least 1, by largest remainders."""
    total = sum(weights)
    if not total:
        return []
    exact = [100 * weight / total for weight in weights]
    shares = [max(1, int(share)) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: int(exact[place]) - exact[place])
    for place in (by_rest * 100)[: max(0, 100 - sum(shares))]:
        shares[place] += 1
    return shares


def _name(clause: Clause, mine: Sequence[Theme], language: Language) -> str:
    """An id from an English heading; from a Korean one the first theme's."""
    plain = unicodedata.normalize("NFKD", clause.title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:40] if language == "en" and slug else mine[0].id


def unlike(criteria: tuple[DraftCriterion, ...]) -> tuple[DraftCriterion, ...]:
    """The criteria with ids that no two share."""
    seen: dict[str, int] = {}
    made = []
    for one in criteria:
        seen[one.id] = seen.get(one.id, 0) + 1
        name = one.id if seen[one.id] == 1 else f"{one.id}-{seen[one.id]}"
        made.append(DraftCriterion(name, one.clause, one.section, one.checks, one.points, one.tip))
    return tuple(made)


def section(clause: Clause, manual: Manual) -> str:
    """The heading of the chapter in which a clause stands."""
    chapter = clause.number.split(".")[0]
    return next((one.title for one in manual.clauses if one.number == chapter and one is not clause), "")


def tip(clause: Clause) -> str:
    """The first sentence of a clause that is not itself to be said."""
    return next(iter(_plain_sentences(clause.text)), "")[:200]


def _plain_sentences(text: str) -> Iterator[str]:
    """The sentences of the text but for lines marked with `>`, read across the line breaks inside a paragraph."""
    paragraphs = [""]
    for line in text.splitlines():
        marked = line.lstrip().startswith(">")
        if marked or not line.strip() or _ITEM.match(line):
            paragraphs.append("")
        if not marked:
            paragraphs[-1] = f"{paragraphs[-1]} {_ITEM.sub('', line).replace('**', '').strip()}".strip()
    for one in paragraphs:
        yield from (one[start:end] for start, end in sentences(one))
