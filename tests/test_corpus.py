"""The corpus of labelled turns: how much there is of what, and how the recogniser does on writers it never saw."""

import pytest

from simulator.acts import Side, acts_of
from simulator.corpus import Labelled, Tally, labelled, tallies, total
from simulator.language import LANGUAGES, Language

SIDES: tuple[Side, ...] = ("agent", "caller")
LEAST_TURNS, LEAST_HIDDEN, LEAST_NEAR = 1500, 1 / 3, 200
TARGET = 0.85


def held(language: Language) -> list[Labelled]:
    return [turn for turn in labelled(language) if turn.split == "held"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corpus_is_large_and_a_third_of_it_does_without_the_obvious_word(language: Language) -> None:
    turns = labelled(language)
    assert len(turns) >= LEAST_TURNS
    assert sum(turn.kind == "hidden" for turn in turns) >= LEAST_HIDDEN * len(turns)
    assert len({turn.id for turn in turns}) == len(turns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_misses_have_the_look_of_an_act_that_they_do_not_do(language: Language) -> None:
    near = [turn for turn in labelled(language) if turn.kind == "near"]
    assert len(near) >= LEAST_NEAR
    assert not [turn.id for turn in near if turn.near and turn.near in turn.acts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_is_labelled_often_and_none_on_the_wrong_side(language: Language) -> None:
    for side in SIDES:
        turns = [turn for turn in labelled(language) if turn.side == side]
        assert not [turn.id for turn in turns if not turn.acts <= set(acts_of(side))]
        assert all(sum(act in turn.acts for turn in turns) >= 30 for act in acts_of(side))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_writers_of_the_held_turns_wrote_none_of_the_others(language: Language) -> None:
    writers = {turn.batch for turn in labelled(language) if turn.split == "train"}
    assert held(language)
    assert not writers & {turn.batch for turn in held(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recogniser_reads_writers_it_never_saw(language: Language) -> None:
    every = sum((total(tallies(held(language), side, language)) for side in SIDES), Tally())
    assert every.f1 >= TARGET
