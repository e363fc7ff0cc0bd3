"""The shipped companies and callers: how many, of what kinds, and with what in their files."""

from collections import Counter
from itertools import chain

import pytest

from simulator.library import Library, shipped_workspace
from simulator.persona import Persona

LIBRARY = Library([shipped_workspace()])
PERSONAS = LIBRARY.personas()
LEAST = {"dalbit-soap": 8, "hangyeol": 6, "deulchan": 4, "brightleaf": 6}


def test_every_company_has_its_callers() -> None:
    counted = Counter(persona.company for persona in PERSONAS)
    assert not {company: n for company, n in LEAST.items() if counted[company] < n}


def test_the_callers_are_of_all_difficulties_ceilings_and_legitimacies() -> None:
    assert {persona.difficulty for persona in PERSONAS} == {1, 2, 3, 4, 5}
    assert {persona.temper.ceiling for persona in PERSONAS} == {0, 1, 2, 3, 4}
    assert {persona.legitimacy for persona in PERSONAS} == {"fair", "partly", "unfair"}


def test_the_callers_are_of_many_kinds_and_ring_for_many_causes() -> None:
    assert len({persona.kind for persona in PERSONAS}) >= 12
    assert len({persona.cause for persona in PERSONAS}) >= 10


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_a_caller_has_enough_lines_for_two_calls_that_do_not_sound_alike(persona: Persona) -> None:
    lines, temper = persona.lines, persona.temper
    assert len(lines.opening) >= 3
    assert len(lines.accept) >= 4
    assert len(lines.hang_up) >= 3
    assert all(len(lines.push.get(level, ())) >= 6 for level in range(temper.ceiling + 1))


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_a_caller_is_a_person_with_something_kept_back(persona: Persona) -> None:
    assert persona.hidden
    assert persona.story
    assert persona.need != persona.demand
    assert persona.prevention
    assert len(persona.resolution.offers) >= 3
    assert persona.resolution.forbidden
    assert persona.triggers
    assert persona.soothers


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_no_line_of_a_caller_stands_in_another_callers_file(persona: Persona) -> None:
    others = {
        line for other in PERSONAS if other.id != persona.id for line in chain(*other.lines.push.values())
    }
    assert not others & set(chain(*persona.lines.push.values()))


@pytest.mark.parametrize("company", LEAST)
def test_every_company_has_a_warm_up_or_an_easy_caller_and_a_hostile_one(company: str) -> None:
    found = [persona.difficulty for persona in PERSONAS if persona.company == company]
    assert min(found) <= 2
    assert max(found) >= 4
