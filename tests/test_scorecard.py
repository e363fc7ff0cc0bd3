"""Laws of the score: arithmetic that anyone can do again from the marks."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.rubric import Check, Criterion, Rubric
from simulator.scorecard import Mark, Scorecard, Verdict, as_json, scorecard

CRITERIA = tuple(
    Criterion(
        f"c{n}",
        f"Criterion {n}",
        "1.1",
        points,
        tuple(Check(f"k{k}", "?") for k in range(n % 3 + 1)),
        fatal=n == 4,
    )
    for n, points in enumerate((10, 20, 30, 25, 15))
)
RUBRIC = Rubric("r", "company", "en", "A rubric", CRITERIA, pass_mark=80)
PAIRS = [(criterion.id, check.id) for criterion, check in RUBRIC.checks]
VERDICTS = st.lists(st.sampled_from(get_args(Verdict)), min_size=len(PAIRS), max_size=len(PAIRS))


def card(verdicts: list[Verdict]) -> Scorecard:
    """The card on which the checks have `verdicts`, in the order of the rubric."""
    return scorecard(
        RUBRIC, "test", [Mark(*pair, verdict) for pair, verdict in zip(PAIRS, verdicts, strict=True)]
    )


@given(VERDICTS)
def test_a_score_stays_between_0_and_100_and_coverage_between_0_and_1(verdicts: list[Verdict]) -> None:
    made = card(verdicts)
    assert 0 <= made.score <= 100
    assert 0 <= made.coverage <= 1


@given(VERDICTS, st.randoms(use_true_random=False))
def test_the_order_of_the_marks_does_not_matter(verdicts: list[Verdict], dice: object) -> None:
    marks = [Mark(*pair, verdict) for pair, verdict in zip(PAIRS, verdicts, strict=True)]
    shuffled = marks.copy()
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert as_json(scorecard(RUBRIC, "test", shuffled)) == as_json(scorecard(RUBRIC, "test", marks))


@given(VERDICTS)
def test_a_mark_that_turns_from_missed_to_met_never_lowers_the_score(verdicts: list[Verdict]) -> None:
    better: list[Verdict] = ["met" if verdict == "missed" else verdict for verdict in verdicts]
    assert card(better).score >= card(verdicts).score


@given(VERDICTS)
def test_a_fatal_miss_makes_the_score_0_and_is_named(verdicts: list[Verdict]) -> None:
    place = PAIRS.index(("c4", "k0"))
    made = card([*verdicts[:place], "missed", *verdicts[place + 1 :]])
    assert (made.score, made.fatal, made.passed) == (0, ("c4",), False)


def test_points_are_earned_by_the_share_of_decided_checks_that_are_met() -> None:
    made = card(["met", "met", "missed", "met", "unscored", "missed", "not_applicable", "unscored", "met"])
    earned = [made.earned(criterion) for criterion in CRITERIA]
    assert earned == [10, 10, pytest.approx(15), None, 15]
    assert made.score == round(100 * (10 + 10 + 15 + 15) / (10 + 20 + 30 + 15), 1)


def test_what_is_not_applicable_or_unscored_leaves_the_denominator_and_shows_in_the_coverage() -> None:
    idle: Verdict = "not_applicable"
    made = card(["met", idle, idle, "met", "unscored", "unscored", idle, idle, "met"])
    assert made.score == 100
    assert made.coverage == round(3 / 5, 4)


def test_a_check_that_nobody_marked_is_unscored() -> None:
    made = scorecard(RUBRIC, "test", [])
    assert {mark.verdict for mark in made.marks} == {"unscored"}
    assert (made.score, made.coverage, made.passed) == (0, 0, False)


def test_the_json_has_the_shape_of_the_contract() -> None:
    value = as_json(card(["met"] * len(PAIRS)))
    assert list(value) == [
        "rubric",
        "rubric_digest",
        "scorer",
        "score",
        "coverage",
        "passed",
        "fatal",
        "criteria",
    ]
    assert list(value["criteria"][0]) == ["id", "points", "earned", "checks"]
    assert list(value["criteria"][0]["checks"][0]) == ["id", "verdict", "turn", "quote", "reason"]
