"""What a call teaches: few better wordings, the ones that mattered, and what was never the trainee's fault."""

import asyncio
from dataclasses import replace

import pytest
from sample_call import OPENING, PERSONA, a_call, a_rubric

from simulator.bench import play
from simulator.call import Call
from simulator.felt import felt
from simulator.lessons import FEW, INSTEAD, MANY, SOME, Lessons, lessons
from simulator.library import Library, shipped_workspace
from simulator.mood import Mood
from simulator.move import Move
from simulator.opinion import OwnView
from simulator.persona import Legitimacy
from simulator.scorecard import Mark, Scorecard, scorecard
from simulator.turn import Turn
from simulator.views.curve import turning_points
from simulator.views.lessons import system_note
from simulator.voices.phrasebook import Phrasebook

RUBRIC = """\
id: saebyeok-books
company: saebyeok-books
language: ko
title: 평가표
pass_mark: 70
criteria:
  - {id: greeting, title: 첫인사, clause: "1.1", points: 10, tip: 이름을 알면 덜 화가 나요., checks: [
      {id: greets, asks: 인사했는가?, seen: {acts: [greet]}, good: ["안녕하십니까, 새벽책방입니다."]}]}
  - {id: sorry, title: 사과, clause: "1.2", points: 40, checks: [
      {id: says-sorry, asks: 사과했는가?, seen: {acts: [apologise]}, good: ["불편을 드려 죄송합니다."]}]}
  - {id: promise, title: 약속, clause: "1.3", points: 30, checks: [
      {id: says-when, asks: 언제인지 말했는가?, seen: {acts: [commit]}, good: ["오늘 세 시까지 보내겠습니다."]}]}
  - {id: blame, title: 탓하지 않기, clause: "1.4", points: 20, checks: [
      {id: never-blames, asks: 탓하지 않았는가?, seen: {never: [blame]}}]}
"""
CALLER = (
    PERSONA
    + """\
example:
  good:
    apologise: ["손녀에게 줄 그림책인데 찢어져서 가다니 정말 죄송합니다."]
    clarify: ["혹시 언제 쓰실 책인가요?"]
cause: damaged_goods
prevention: 그림책은 판지에 싸서 보낸다.
hidden:
  - {id: party, value: 내일이 손녀 생일이다, reveals: {trust: 40}, lines: ["내일이 생일이에요."]}
  - {id: alone, value: 손녀와 둘이 산다, reveals: {trust: 60}, lines: ["둘이 살아요."]}
"""
)
CALMS = Turn(
    "agent",
    "정말 죄송합니다. 오늘 새 책을 보내 드리겠습니다.",
    ("apologise", "commit"),
    None,
    Mood(45, 45, 9),
)
ANGERS = Turn("agent", "포장을 막 뜯으셨네요.", ("blame",), None, Mood(90, 20, 8, 1))
PUSHES = Turn("caller", "뭐라고요?", (), Move("push"), Mood(90, 20, 8, 1))
CHECKS = {"greets": "greeting", "says-sorry": "sorry", "says-when": "promise", "never-blames": "blame"}


def taken(*turns: Turn, legitimacy: Legitimacy = "fair") -> Call:
    call = a_call(CALLER, rubric=a_rubric(RUBRIC), turns=(OPENING, *turns))
    return replace(call, persona=replace(call.persona, legitimacy=legitimacy))


def carded(*missed: str, at: int | None = None, quote: str | None = None, text: str = RUBRIC) -> Scorecard:
    """A card on which these checks are missed and all others met."""
    marks = [
        Mark(part, check, "missed", at, quote) if check in missed else Mark(part, check, "met")
        for check, part in CHECKS.items()
    ]
    return scorecard(a_rubric(text), "offline", marks)


def taught(*missed: str, call: Call | None = None, rating: int | None = None) -> Lessons:
    own = None if rating is None else OwnView("새 책", None, rating)
    return lessons(call or taken(CALMS), carded(*missed), own)


def test_a_missed_check_is_taught_in_the_words_for_this_very_caller() -> None:
    (lesson,) = taught("says-sorry").better
    assert (lesson.criterion.id, lesson.check.id, lesson.said) == ("sorry", "says-sorry", None)
    assert lesson.better == "손녀에게 줄 그림책인데 찢어져서 가다니 정말 죄송합니다."
    assert lesson.why == "사과했는가?"


def test_where_the_persona_has_no_wording_the_rubrics_own_is_taught_with_its_tip() -> None:
    (lesson,) = taught("greets").better
    assert (lesson.better, lesson.why) == ("안녕하십니까, 새벽책방입니다.", "이름을 알면 덜 화가 나요.")


def test_no_wording_is_taught_twice() -> None:
    both = RUBRIC.replace("{acts: [greet]}", "{acts: [apologise]}").replace("mark: 70", "mark: 50")
    found = lessons(taken(CALMS), carded("greets", "says-sorry", text=both), None)
    assert [one.better for one in found.better] == [
        "손녀에게 줄 그림책인데 찢어져서 가다니 정말 죄송합니다.",
        "안녕하십니까, 새벽책방입니다.",
    ]


def test_a_harm_is_quoted_with_what_does_what_was_meant_by_it() -> None:
    card = carded("never-blames", at=1, quote="포장을 막 뜯으셨네요.")
    (lesson,) = lessons(taken(ANGERS), card, None).better
    assert (lesson.turn, lesson.said) == (1, "포장을 막 뜯으셨네요.")
    assert lesson.better == "혹시 언제 쓰실 책인가요?"
    assert INSTEAD["blame"][0] == "clarify"


@pytest.mark.parametrize(
    ("missed", "score", "most"),
    [
        (("says-sorry", "says-when", "greets"), 20, FEW),
        (("says-sorry",), 60, SOME),
        (("says-sorry", "greets"), 50, SOME),
        (("greets", "never-blames"), 70, MANY),
    ],
)
def test_the_lower_the_score_the_fewer_wordings_are_taught(
    missed: tuple[str, ...], score: int, most: int
) -> None:
    assert carded(*missed).score == score
    assert len(taught(*missed).better) == min(most, len(missed))


def test_at_most_two_of_three_lessons_are_for_tomorrow() -> None:
    lenient = RUBRIC.replace("mark: 70", "mark: 50").replace("s: 40", "s: 60").replace("s: 30", "s: 10")
    card = carded("greets", "says-when", "never-blames", text=lenient)
    found = lessons(taken(CALMS), card, None)
    assert (card.score, card.passed, len(found.better)) == (60, True, MANY)
    assert found.actions == found.better[:2]


def test_what_weighs_most_is_taught_first() -> None:
    assert [one.check.id for one in taught("says-sorry", "greets").better] == ["says-sorry", "greets"]
    fatal = RUBRIC.replace("id: greeting,", "id: greeting, fatal: true,")
    found = lessons(taken(CALMS), carded("says-sorry", "greets", text=fatal), None)
    assert [one.check.id for one in found.better] == ["greets"]


def test_a_harm_that_angered_the_caller_weighs_more_than_the_points_it_cost() -> None:
    missed = ("says-when", "never-blames")
    calm, angry = (
        lessons(taken(one), carded(*missed, at=1, quote=one.text), None) for one in (CALMS, ANGERS)
    )
    assert [one.check.id for one in calm.better] == ["says-when", "never-blames"]
    assert [one.check.id for one in angry.better] == ["never-blames", "says-when"]


def test_a_perfect_call_and_one_without_a_card_teach_no_wording() -> None:
    assert taught().better == taught().actions == ()
    found = lessons(taken(CALMS), None, OwnView("새 책", None, 80))
    assert (found.better, found.gap) == ((), None)


def test_checks_that_were_not_decided_are_no_lessons() -> None:
    marks = [Mark("sorry", "says-sorry", "not_applicable"), Mark("promise", "says-when", "unscored")]
    assert lessons(taken(CALMS), scorecard(a_rubric(RUBRIC), "offline", marks), None).better == ()


def test_the_replies_that_calmed_the_caller_are_named_in_order_with_their_causes() -> None:
    found = lessons(taken(CALMS, PUSHES, ANGERS, PUSHES, replace(CALMS, mood=Mood(70, 30, 8))), None, None)
    assert [(one.turn, one.anger) for one in found.worked] == [(1, -15), (5, -20)]
    assert {"apologise", "commit"} <= {cause.cause for cause in found.worked[0].causes}


def test_each_reply_is_felt_from_the_mood_before_it_to_the_mood_after_it() -> None:
    made = asyncio.run(
        play(
            Library((shipped_workspace(),)).kit("late-birthday-gift"), "model", 3, Phrasebook(), Phrasebook()
        )
    )
    found = felt(made.call)
    replies = [place for place, turn in enumerate(made.call.turns) if turn.speaker == "agent"]
    assert [one.turn for one in found] == replies
    for one in found:
        assert one.after == made.call.turns[one.turn].mood
        assert one.before == made.call.turns[one.turn - 1].mood
        assert one.causes
        sizes = [abs(cause.anger) + abs(cause.trust) for cause in one.causes]
        assert sizes == sorted(sizes, reverse=True)


def test_a_reply_that_moved_the_caller_far_is_a_turning_point() -> None:
    small = replace(CALMS, mood=Mood(42, 46, 8))
    points = turning_points(taken(CALMS, PUSHES, small, PUSHES, ANGERS).turns)
    assert [(point.turn, point.change) for point in points] == [(1, -15), (5, 48)]
    assert [point.turn for point in turning_points(taken(CALMS, PUSHES, ANGERS).turns, most=1)] == [3]


def test_what_the_caller_kept_back_is_told_apart_from_what_stayed_untold() -> None:
    reveals = Turn("caller", "내일이 생일이에요.", (), Move("reveal", "party"), Mood(45, 45, 9))
    found = lessons(taken(CALMS, reveals), None, None)
    assert [one.id for one in found.told] == ["party"]
    assert [one.id for one in found.untold] == ["alone"]


@pytest.mark.parametrize(("rating", "gap"), [(90, 30), (60, 0), (20, -40)])
def test_the_own_rating_is_held_beside_the_score(rating: int, gap: int) -> None:
    assert taught("says-sorry", rating=rating).gap == gap


@pytest.mark.parametrize(("legitimacy", "system"), [("fair", True), ("partly", True), ("unfair", False)])
def test_only_a_call_with_a_cause_in_the_company_is_called_the_systems(
    legitimacy: Legitimacy, system: bool
) -> None:
    call = taken(CALMS, legitimacy=legitimacy)
    found = lessons(call, None, None)
    note = system_note(found, call, "ko")
    assert found.system is system
    assert ("그림책은 판지에 싸서 보낸다." in str(note)) is system


def test_two_lessons_of_one_criterion_do_not_give_the_same_reason() -> None:
    second = '{id: says-name, asks: 이름을 말했는가?, seen: {acts: [introduce]}, good: ["한서우입니다."]}'
    text = RUBRIC.replace('새벽책방입니다."]}]}', f'새벽책방입니다."]}},\n      {second}]}}')
    rest = [Mark(part, check, "met") for check, part in CHECKS.items() if part != "greeting"]
    both = [Mark("greeting", check, "missed") for check in ("greets", "says-name")]
    found = lessons(taken(CALMS), scorecard(a_rubric(text), "offline", [*both, *rest]), None)
    assert [lesson.why for lesson in found.better] == ["이름을 알면 덜 화가 나요.", "이름을 말했는가?"]
