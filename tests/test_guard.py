"""The guard on a model's words: each fault is found, and what the move allows is left alone."""

import pytest

from simulator.library import Library, shipped_workspace
from simulator.mood import Mood
from simulator.move import Kind, Move
from simulator.voices.guard import Guard, whole_sentences

LIBRARY = Library([shipped_workspace()])
KNOWN = {
    "ko": "주문번호 10293, 3월 2일, 37,500원, 세 번 전화",
    "en": "order 10293, 2 March, £37.50, rang three times",
}


def guard(ref: str, level: int = 0, kind: Kind = "push", earlier: tuple[str, ...] = ()) -> Guard:
    """The guard of one of the shipped callers."""
    persona = LIBRARY.persona(ref)
    return Guard(persona, Mood(70, 30, 8, level), Move(kind), earlier, KNOWN[persona.language])


KO, EN = "dalbit-soap/late-birthday-gift", "brightleaf/leaking-kettle-third-call"
FAULTS = [
    (KO, "language", "I have been waiting since Monday and nobody called."),
    (EN, "language", "지금 며칠째 기다리고 있는 줄 아세요?"),
    (KO, "assistant", "저는 AI 언어 모델이라 화를 낼 수 없습니다."),
    (EN, "assistant", "As an AI language model, I can't be angry."),
    (KO, "number", "주문번호는 99887이라고 했잖아요."),
    (EN, "number", "It cost me 450 pounds."),
    (KO, "harder", "야 이 씨발 개새끼야."),
    (EN, "harder", "You f***ing b*stard, sort it out."),
    (EN, "empty", "…"),
    (EN, "long", "And another thing, nobody rang. " * 60),
]


@pytest.mark.parametrize(("ref", "fault", "line"), FAULTS)
def test_a_line_out_of_bounds_is_named_by_its_fault(ref: str, fault: str, line: str) -> None:
    assert guard(ref).fault(line) == fault


FINE = [
    (KO, "도대체 언제 오냐고요. 벌써 세 번이나 전화했어요."),
    (KO, "주문번호 10293이요. 아까도 말했는데."),
    (EN, "I rang three times about order 10293 and it still leaks."),
    (EN, "So what are you actually going to do about it?"),
]


@pytest.mark.parametrize(("ref", "line"), FINE)
def test_a_line_within_bounds_is_let_through(ref: str, line: str) -> None:
    assert guard(ref).fault(line) == ""


def test_a_caller_who_insists_may_not_simply_give_in() -> None:
    assert guard(EN).fault("Okay, that's fine, thank you so much.") == "softer"
    assert guard(EN, kind="accept").fault("Okay, that's fine, thank you so much.") == ""


def test_a_line_said_before_is_a_repetition() -> None:
    line = "So what are you actually going to do about it?"
    assert guard(EN, earlier=(line,)).fault(line + " ") == "repeats"


def test_only_sentences_that_have_ended_are_held_against_the_rules_while_a_line_grows() -> None:
    assert whole_sentences("It leaks. I rang twice. And now you") == ("It leaks.", "I rang twice.")
