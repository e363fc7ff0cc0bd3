"""What the shipped personas, rubrics and companies say about their own lines: labels of some acts, not of all.

A caller's opening is no swearing, a rubric's good example does what its check asks for, an answer to a frequent
question informs. Such lines are learnt from beside the corpus; an act of which the files say nothing is left unknown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.acts import ABUSIVE, HARMS, Side
from simulator.company import Company
from simulator.language import Language
from simulator.library import Library, shipped_workspace
from simulator.persona import Lines, Persona
from simulator.phrases import phrases
from simulator.phrases.slots import spoken
from simulator.rubric import Check, Rubric

CALM = ("opening", "listen", "agree", "repeat", "wait", "waver", "accept", "decline", "goodbye", "concede")
"""Groups of a caller's lines that hold no abuse."""
GRAVE_OF_AGENT = frozenset(HARMS) | {"warn", "end_call"}
NEVER_IN_EXAMPLES = GRAVE_OF_AGENT | {"transfer"}


_SLOT = re.compile(r"\{\w+(?::([^}]*))?\}")
FILLER: dict[Language, str] = {"ko": r"그거\1", "en": "that"}
"""What stands in a slot of the phrasebook for learning."""


@dataclass(frozen=True)
class Line:
    """A line with what is known of it: for some acts whether it does them."""

    side: Side
    text: str
    known: Mapping[str, bool]
    context: str = ""


def shipped_lines(language: Language) -> tuple[Line, ...]:
    """All lines in `language` of which the shipped files tell something."""
    library = Library([shipped_workspace()])
    found = list(_phrasebook(language))
    for persona in library.personas():
        if persona.language == language:
            found += [*_of_caller(persona), *_of_example(persona)]
    for company in library.companies().values():
        if company.language == language:
            found += [*_of_company(company), *_of_rubric(library.rubric(company.id))]
    return tuple({(line.side, line.text): line for line in found}.values())


def _not(acts: Iterable[str]) -> dict[str, bool]:
    return dict.fromkeys(acts, False)


def _phrasebook(language: Language) -> Iterator[Line]:
    for group, lines in phrases(language).groups.items():
        name, _, level = group.partition(".")
        acts = _abuse_ruled_out(int(level)) if name == "push" and level.isdigit() else _not(ABUSIVE)
        if name not in ("hang_up", "escalate", "retort"):
            said = (spoken(line, plain=plain) for line in lines for plain in (False, True))
            yield from (Line("caller", _SLOT.sub(FILLER[language], line), acts) for line in said)


def _abuse_ruled_out(level: int) -> dict[str, bool]:
    """What lines of an abuse level certainly are not."""
    if level >= 3:
        return _not({"harass"} if level == 3 else ())
    return _not({"harass", "profanity"} if level else {"harass", "profanity", "insult"})


def _of_caller(persona: Persona) -> Iterator[Line]:
    told = [line for fact in persona.facts for line in fact.lines]
    told += [line for fact in persona.hidden for line in fact.lines]
    yield from (Line("caller", line, _not(ABUSIVE)) for line in told)
    yield from _of_lines(persona.lines)
    mild = _not({"profanity", "harass"} if persona.temper.ceiling < 3 else {"harass"})
    for reaction in (*persona.triggers, *persona.soothers):
        yield from (Line("caller", said, mild) for said in reaction.lines)


def _of_lines(lines: Lines) -> Iterator[Line]:
    for name in CALM:
        known = _not({"profanity", "harass"} if name == "opening" else ABUSIVE)
        if name in ("accept", "concede"):
            known["soften"] = True
        yield from (Line("caller", line, known) for line in getattr(lines, name))
    for act, asked in lines.ask.items():
        yield from (Line("caller", line, _not({"profanity", "harass"})) for line in asked if act)
    for level, pushed in lines.push.items():
        yield from (Line("caller", line, _abuse_ruled_out(level)) for line in pushed)


def _of_example(persona: Persona) -> Iterator[Line]:
    for act, lines in persona.example.good.items():
        known = _not(NEVER_IN_EXAMPLES - {act}) | {act: True}
        yield from (Line("agent", line, known) for line in lines)


def _of_company(company: Company) -> Iterator[Line]:
    for question in company.faq:
        yield Line("agent", question.answer, _not(GRAVE_OF_AGENT) | {"inform": True}, question.asks)


def _of_rubric(rubric: Rubric) -> Iterator[Line]:
    for _, check in rubric.checks:
        yield from (Line("agent", text, known) for text in check.good if (known := _shown(check)))
        yield from (Line("agent", text, known) for text in check.bad if (known := _not_shown(check)))


def _shown(check: Check) -> dict[str, bool]:
    """What a good example of a check certainly does and does not do."""
    seen = check.seen
    if seen is None:
        return {}
    sure: Sequence[str] = seen.acts if len(seen.acts) == 1 and not seen.says else seen.all
    return dict.fromkeys(sure, True) | _not(seen.never)


def _not_shown(check: Check) -> dict[str, bool]:
    """What a bad example of a check certainly does and does not do."""
    seen = check.seen
    if seen is None:
        return {}
    return _not(seen.acts) | (dict.fromkeys(seen.never, True) if len(seen.never) == 1 else {})
