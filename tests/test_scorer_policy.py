"""The policy check: what may not be promised, may not be refused, and which terms are the right ones."""

import asyncio
from dataclasses import replace

import pytest

from simulator.company import Company, Policy, Term
from simulator.files import parse_persona
from simulator.language import Language
from simulator.quantity import quantities
from simulator.rubric import Breach, Check, Criterion, Rubric, Seen
from simulator.scorecard import Mark
from simulator.scorers.offline import OfflineScorer
from simulator.scorers.policy import bearing_on
from simulator.turn import Turn

POLICIES: dict[Language, Policy] = {
    "ko": Policy(
        "returns",
        "반품",
        "7일 안에 반품할 수 있고 배송비 3,000원은 고객 부담입니다.",
        may_not_promise=("배송비를 전부 환불",),
        may_not_refuse=("개봉하셔서 반품이",),
        terms=(
            Term(("배송비는",), ("3,000원",)),
            Term(("안에 반품",), ("7일", "일주일")),
            Term(("반품 택배비는",), ("고객님 부담",), ("저희 부담", "무료")),
        ),
    ),
    "en": Policy(
        "returns",
        "Returns",
        "Returns within 14 days; the postage of £3.50 is the customer's.",
        may_not_promise=("refund all your postage",),
        may_not_refuse=("we don't do refunds",),
        terms=(
            Term(("postage is",), ("£3.50",)),
            Term(("return it within",), ("14 days", "two weeks")),
            Term(("return postage",), ("you pay", "paid by you"), ("we pay", "free")),
        ),
    ),
}
CALLER: dict[Language, str] = {"ko": "배송비 돌려주세요.", "en": "I want my postage back."}
PERSONA = """\
id: torn-book
company: books
language: en
title: A torn book
caller: {name: Jo Lee}
story: It came torn.
demand: A new one.
temper: {anger: 60, ceiling: 1}
resolution: {needs: [apologise], offers: [a new book]}
policies: [returns]
lines: {opening: ["Hello?"]}
"""


def marked(breach: Breach, *replies: str, language: Language = "en") -> Mark:
    """The mark of a check that bars this breach, on a call with these replies."""
    turns = [turn for text in replies for turn in (Turn("caller", CALLER[language]), Turn("agent", text))]
    card = OfflineScorer().score(barring(language, breach), turns, (POLICIES[language],))
    return asyncio.run(card).marks[0]


def barring(language: Language, *breaches: Breach) -> Rubric:
    check = Check("kept", "?", Seen(policy=breaches))
    return Rubric("r", "c", language, "R", (Criterion("policy", "Policy", "1.1", 100, (check,)),))


def told(text: str) -> set[tuple[str, float]]:
    return {(one.unit, one.number) for one in quantities(text)}


@pytest.mark.parametrize(
    ("language", "breach", "reply"),
    [
        ("ko", "promise", "배송비를 전부 환불해 드리겠습니다."),
        ("en", "promise", "I'll refund all your postage today."),
        ("ko", "refusal", "개봉하셔서 반품이 안 됩니다."),
        ("en", "refusal", "Sorry, we don't do refunds."),
        ("ko", "terms", "배송비는 5,000원입니다."),
        ("en", "terms", "The postage is £5."),
        ("ko", "terms", "14일 안에 반품하시면 됩니다."),
        ("en", "terms", "You can return it within 30 days."),
        ("ko", "terms", "반품 택배비는 저희 부담이에요."),
        ("en", "terms", "We pay the return postage."),
    ],
)
def test_a_breach_is_missed_with_its_sentence_and_the_policys_own_text(
    language: Language, breach: Breach, reply: str
) -> None:
    first: dict[Language, str] = {"ko": "확인했습니다.", "en": "I have looked it up."}
    made = marked(breach, first[language], f"{first[language]} {reply}", language=language)
    assert (made.verdict, made.turn, made.quote) == ("missed", 3, reply)
    policy = POLICIES[language]
    assert policy.title in made.reason
    assert policy.text in made.reason


def test_a_wrong_term_is_told_with_the_right_one() -> None:
    assert "3,000원" in marked("terms", "배송비는 5,000원입니다.", language="ko").reason
    assert "14 days, two weeks" in marked("terms", "You can return it within 30 days.").reason


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("ko", "배송비는 3000원입니다."),
        ("ko", "7일 안에 반품하시면 됩니다."),
        ("ko", "일주일 안에 반품하시면 됩니다."),
        ("ko", "반품 택배비는 고객님 부담이세요."),
        ("ko", "반품 택배비는 저희 부담이 안 됩니다."),
        ("ko", "배송비는 5,000원이 아니라 3,000원이에요."),
        ("en", "The postage is £3.50."),
        ("en", "You can return it within 14 days."),
        ("en", "You can return it within two weeks."),
        ("en", "You can return it within fourteen working days."),
        ("en", "The return postage is paid by you."),
        ("en", "The return postage isn't free."),
        ("en", "The postage is not £5 but £3.50."),
        ("en", "The new book is £12.99 and comes in 3 days."),
    ],
)
def test_the_right_terms_in_figures_or_words_are_no_breach(language: Language, reply: str) -> None:
    assert marked("terms", reply, language=language).verdict == "met"


@pytest.mark.parametrize("reply", ["배송비는 3천 원입니다.", "배송비는 삼천 원이에요."])
def test_a_fee_in_thousands_is_the_same_fee(reply: str) -> None:
    assert marked("terms", reply, language="ko").verdict == "met"


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("ko", "배송비는 오만 원입니다."),
        ("ko", "열흘 안에 반품하시면 됩니다."),
        ("ko", "보름 안에 반품하시면 됩니다."),
        ("en", "The postage is five pounds."),
        ("en", "You can return it within thirty days."),
    ],
)
def test_the_wrong_terms_in_words_are_a_breach(language: Language, reply: str) -> None:
    assert marked("terms", reply, language=language).verdict == "missed"


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("ko", "배송비를 전부 환불해 드릴 수는 없습니다."),
        ("ko", "배송비를 전부 환불해 드리기는 어렵지만 반품은 돼요."),
        ("en", "I can't refund all your postage."),
        ("en", "I am not able to refund all your postage, but a new one is on its way."),
    ],
)
def test_a_negated_sentence_is_no_promise(language: Language, reply: str) -> None:
    assert marked("promise", reply, language=language).verdict == "met"


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("ko", "배송비를 전부 환불해 달라는 말씀이신가요?"),
        ("en", "Are you asking me to refund all your postage?"),
    ],
)
def test_a_question_back_is_no_promise(language: Language, reply: str) -> None:
    assert marked("promise", reply, language=language).verdict == "met"


@pytest.mark.parametrize(
    ("language", "breach", "reply"),
    [
        ("ko", "refusal", "누가 개봉하셔서 반품이 안 된다고 했나요?"),
        ("en", "refusal", "Who told you we don't do refunds?"),
        ("ko", "terms", "배송비는 5,000원이라고 들으셨나요?"),
        ("en", "terms", "Were you told that the postage is £5?"),
    ],
)
def test_a_question_back_refuses_nothing_and_states_nothing(
    language: Language, breach: Breach, reply: str
) -> None:
    assert marked(breach, reply, language=language).verdict == "met"


@pytest.mark.parametrize(
    ("language", "breach", "reply"),
    [
        ("ko", "promise", "배송비를 전부 환불해 달라고 하셨는데, 확인해 보겠습니다."),
        ("ko", "promise", "앞 상담원이 배송비를 전부 환불해 드린다고 잘못 안내했습니다."),
        ("ko", "refusal", "개봉하셔서 반품이 안 된다고 들으셨군요."),
        ("ko", "refusal", "개봉하셔서 반품이 안 되는 것은 아닙니다."),
        ("ko", "terms", "배송비는 5,000원이라고 생각하셨군요."),
        ("ko", "terms", "배송비는 5,000원이라고 들으셨는데 맞나요?"),
        ("ko", "terms", "배송비는 5,000원이라고 들으셨습니까"),
        ("en", "promise", "You want me to refund all your postage, is that right?"),
        ("en", "promise", "Did somebody promise to refund all your postage?"),
        ("en", "refusal", "I'm sorry you were told we don't do refunds."),
        ("en", "refusal", "It's not true that we don't do refunds."),
        ("en", "terms", "You were wrongly told that the postage is £5."),
        ("en", "terms", "Is the postage £5, or is it free?"),
        ("en", "terms", "Where did you see that the postage is £5?"),
    ],
)
def test_what_the_caller_was_told_is_not_what_the_agent_says(
    language: Language, breach: Breach, reply: str
) -> None:
    assert marked(breach, reply, language=language).verdict == "met"


@pytest.mark.parametrize(
    ("language", "breach", "reply"),
    [
        ("ko", "promise", "배송비를 전부 환불해 드릴까요?"),
        ("ko", "promise", "전부 환불해 달라는 말씀이시죠, 배송비를 전부 환불해 드리겠습니다."),
        ("ko", "refusal", "개봉하셔서 반품이 안 된다고 말씀드렸잖아요?"),
        ("ko", "refusal", "개봉하셔서 반품이 안 되는 거 모르셨어요?"),
        ("ko", "refusal", "개봉하셔서 반품이 안 되는데 어떡하시겠어요?"),
        ("ko", "refusal", "팀장님이 개봉하셔서 반품이 안 된다고 하셨습니다."),
        ("ko", "terms", "배송비는 5,000원인데 괜찮으세요?"),
        ("ko", "terms", "배송비는 5,000원이라고 들으셨다면 맞습니다."),
        ("ko", "terms", "배송비는 5,000원이 나가요."),
        ("en", "promise", "Shall I refund all your postage?"),
        ("en", "promise", "You want me to refund all your postage and I will."),
        ("en", "refusal", "Didn't I tell you we don't do refunds?"),
        ("en", "refusal", "We don't do refunds okay?"),
        ("en", "refusal", "As I told you, we don't do refunds."),
        ("en", "refusal", "You were told we don't do refunds and that's right."),
        ("en", "terms", "The postage is £5, is that all right?"),
    ],
)
def test_an_offer_or_a_statement_in_the_form_of_a_question_is_the_agents_own(
    language: Language, breach: Breach, reply: str
) -> None:
    assert marked(breach, reply, language=language).verdict == "missed"


def test_a_smaller_sum_than_the_barred_one_is_another_promise() -> None:
    policy = replace(POLICIES["en"], may_not_promise=("50 pound voucher",))
    rubric = barring("en", "promise")

    def verdict(sum_: str) -> str:
        turns = (Turn("agent", f"I'll send you a {sum_} pound voucher."),)
        return asyncio.run(OfflineScorer().score(rubric, turns, (policy,))).marks[0].verdict

    assert [verdict(one) for one in ("ten", "fifty", "60")] == ["met", "missed", "missed"]


def test_a_call_that_keeps_to_the_policies_is_met_and_one_without_policies_unscored() -> None:
    made = marked("promise", "I will look into it.")
    assert (made.verdict, made.quote) == ("met", None)
    assert "1 policies" in made.reason
    turns = (Turn("agent", "I'll refund all your postage."),)
    card = asyncio.run(OfflineScorer().score(barring("en", "promise"), turns))
    assert card.marks[0].verdict == "unscored"


def test_what_the_caller_says_breaks_no_policy() -> None:
    rubric = barring("en", "promise", "refusal", "terms")
    turns = (Turn("caller", "You said you'd refund all your postage."), Turn("agent", "Let me look."))
    card = asyncio.run(OfflineScorer().score(rubric, turns, (POLICIES["en"],)))
    assert card.marks[0].verdict == "met"


def test_policies_the_persona_does_not_name_bar_promises_only() -> None:
    mine, other = (
        POLICIES["en"],
        Policy("other", "O", "O.", "", ("a gift",), ("no gift",), (Term(("x",), ("y",)),)),
    )
    company = Company("books", "Books", "en", policies=(mine, other))
    persona, problems = parse_persona(PERSONA, "persona.yaml")
    assert persona, problems
    assert bearing_on(company, persona) == (mine, Policy("other", "O", "O.", "", ("a gift",)))
    assert bearing_on(company, None) == (mine, other)
    assert bearing_on(None, persona) == ()


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("3만 5천 원", ("won", 35000)),
        ("오천 원", ("won", 5000)),
        ("천오백 원", ("won", 1500)),
        ("영업일 기준 3일", ("day", 3)),
        ("사흘", ("day", 3)),
        ("일주일", ("week", 1)),
        ("세 시간", ("hour", 3)),
        ("스물네 시간", ("hour", 24)),
        ("두 시간 반", ("hour", 2.5)),
        ("십사 일", ("day", 14)),
        ("이 년", ("year", 2)),
        ("십만 원", ("won", 100_000)),
        ("12만 3천5백 원", ("won", 123_500)),
        ("1.5만 원", ("won", 15_000)),
        ("가격이 천 원", ("won", 1000)),
        ("10퍼센트", ("share", 10)),
        ("five working days", ("day", 5)),
        ("30-day", ("day", 30)),
        ("$1,200.50", ("$", 1200.5)),
        ("20 quid", ("£", 20)),
        ("an hour", ("hour", 1)),
        ("half an hour", ("hour", 0.5)),
        ("a hundred and twenty days", ("day", 120)),
        ("two hundred and fifty pounds", ("£", 250)),
        ("three pounds ninety-five", ("£", 3.95)),
        ("95p", ("£", 0.95)),
    ],
)
def test_a_quantity_is_read_in_figures_and_words(text: str, quantity: tuple[str, float]) -> None:
    assert told(f"({text})") == {quantity}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("배송비 3천 원", ("won", 3)),
        ("백만 원", ("won", 10_000)),
        ("십만 원", ("won", 10_000)),
        ("twenty-one days", ("day", 1)),
        ("forty-eight hours", ("hour", 8)),
        ("10월 3일", ("day", 3)),
    ],
)
def test_a_number_is_not_read_by_its_end_alone(text: str, wrong: tuple[str, float]) -> None:
    assert wrong not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "10월 3일까지 오세요",
        "다음 달 5일",
        "2026년 10월",
        "오후 2시 30분",
        "환불만 원하시면",
        "하지만 원래는",
        "몇만 원",
        "한 일이 없어요",
        "두 분이 오셨어요",
        "또한 달라졌어요",
        "하루빨리 보내 드릴게요",
        "at 2 p.m. on a weekday",
        "5 weekdays",
    ],
)
def test_dates_and_words_that_only_look_like_a_quantity_are_none(text: str) -> None:
    assert told(text) == set()
