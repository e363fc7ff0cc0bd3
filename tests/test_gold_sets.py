"""The gold sets: calls of every company that people marked, and how far the offline scorer agrees with them."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from simulator.agreement import agreement
from simulator.calibration import offline_against
from simulator.gold import Gold, read_gold
from simulator.language import LANGUAGES, Language
from simulator.library import Library, shipped_workspace
from simulator.scorecard import Verdict
from simulator.scorers.policy import bearing_on

LIBRARY = Library([shipped_workspace()])
COMPANIES = sorted(LIBRARY.companies())
LEAST_CALLS, LEAST_KAPPA, WIDEST_GAP = 20, 0.75, 0.05


def text_of(company: str) -> str:
    return (shipped_workspace() / "rubrics" / company / "gold.jsonl").read_text(encoding="utf-8")


def calls_of(company: str) -> list[Gold]:
    return [gold for _, gold in read_gold(text_of(company)) if isinstance(gold, Gold)]


def companies_in(language: Language) -> list[str]:
    return [company for company in COMPANIES if LIBRARY.companies()[company].language == language]


@cache
def kappa(language: Language) -> float:
    def pairs(company: str) -> Iterator[tuple[Verdict, Verdict]]:
        marking = LIBRARY.marking(company)
        for _, person, scorer in offline_against(
            text_of(company), marking.rubric, bearing_on(marking.company, None)
        ):
            yield person, scorer

    return agreement(chain.from_iterable(map(pairs, companies_in(language)))).kappa or 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_twenty_calls_marked_by_people(language: Language) -> None:
    calls = [gold for company in companies_in(language) for gold in calls_of(company)]
    assert len(calls) >= LEAST_CALLS
    assert len({gold.id for gold in calls}) == len(calls)
    assert all(len(gold.turns) >= 10 for gold in calls)


@pytest.mark.parametrize("company", COMPANIES)
def test_every_line_can_be_read_and_marks_every_check_of_the_rubric(company: str) -> None:
    checks = {(one.id, check.id) for one, check in LIBRARY.marking(company).rubric.checks}
    for line, gold in read_gold(text_of(company)):
        assert isinstance(gold, Gold), line
        assert set(gold.marks) == checks, gold.id


@pytest.mark.parametrize("company", COMPANIES)
def test_no_call_repeats_a_line_of_the_shipped_callers(company: str) -> None:
    lines = {
        line
        for persona in LIBRARY.personas()
        for line in chain(persona.lines.opening, *persona.lines.push.values())
    }
    assert not lines & {turn.text for gold in calls_of(company) for turn in gold.turns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offline_scorer_agrees_with_people(language: Language) -> None:
    assert kappa(language) >= LEAST_KAPPA


def test_it_agrees_about_as_well_in_either_language() -> None:
    assert abs(kappa("ko") - kappa("en")) <= WIDEST_GAP
