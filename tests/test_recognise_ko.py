"""What Korean turns do: contrasts where the keyword is there and the act is not, and agreement with the corpus."""

import time

import pytest

from simulator.acts import Side
from simulator.corpus import labelled, tallies, total
from simulator.recognise import LONGEST, recognise

MEASURED: dict[Side, float] = {"agent": 0.9, "caller": 0.9}
"""Micro-F1 on turns that were learnt from, which says no more than that weights and corpus belong together."""

CONTRASTS = [
    ("apologise", "불편을 드려 죄송합니다.", "죄송하지만 그건 안 됩니다."),
    ("apologise", "늦어서 정말 죄송해요.", "죄송한데 다시 한 번만 말씀해 주시겠어요?"),
    ("empathise", "많이 답답하셨겠어요.", "왜 그렇게 화를 내세요?"),
    ("empathise", "그러실 만합니다.", "불편한 점 있으시면 말씀해 주세요."),
    ("greet", "안녕하세요, 달빛비누입니다.", "안녕히 계세요."),
    ("introduce", "달빛비누 고객센터 김하늘입니다.", "지금 배송 중입니다."),
    ("verify", "주문번호 좀 알려 주시겠어요?", "주문번호를 조회해 보니 어제 출고됐습니다."),
    ("clarify", "언제부터 소리가 났나요?", "더 궁금한 점 있으세요?"),
    ("check", "더 궁금한 점 있으세요?", "몸은 좀 괜찮으세요?"),
    ("restate", "세 개 중에 하나만 왔다는 말씀이시죠?", "그건 고객님 말씀이고요."),
    ("own", "제가 끝까지 책임지고 챙기겠습니다.", "팀장님이 직접 전화드릴 거예요."),
    ("inform", "재고가 부족해서 출고가 늦어졌습니다.", "규정상 안 됩니다."),
    ("offer", "새 제품으로 다시 보내 드릴게요.", "환불은 어렵습니다."),
    ("commit", "오늘 3시까지 전화드리겠습니다.", "빠른 시일 안에 전화드리겠습니다."),
    ("commit", "내일 오전에 다시 걸겠습니다.", "내일 다시 전화 주세요."),
    ("hold", "잠시만 기다려 주시겠어요?", "기다려 주셔서 감사합니다."),
    ("transfer", "팀장님께 연결해 드리겠습니다.", "팀장님 연결은 안 됩니다."),
    ("redirect", "게시판에 사진을 올려 주세요.", "홈페이지 오류로 결제가 두 번 됐습니다."),
    ("warn", "욕설은 삼가 주시기 바랍니다.", "소리 지르지 마세요."),
    ("end_call", "폭언이 계속되어 통화를 종료하겠습니다.", "계속하시면 통화를 종료할 수 있습니다."),
    ("thank", "기다려 주셔서 감사합니다.", "사진을 보내 주시면 감사하겠습니다."),
    ("close", "좋은 하루 보내세요.", "폭언이 계속되어 상담을 마치겠습니다."),
    ("dismiss", "원래 다 그래요.", "원래 주소로 보내 드릴게요."),
    ("blame", "고객님이 잘못 누르셨네요.", "고객님 잘못이 아닙니다."),
    ("deny", "환불은 불가합니다.", "환불은 어렵지만 교환은 해 드릴 수 있습니다."),
    ("deflect", "택배사에 직접 전화해 보세요.", "택배사에 제가 확인해 보겠습니다."),
    ("command", "진정하세요.", "진정성 있게 듣겠습니다."),
    ("argue", "법대로 하세요.", "법으로 7일 안에는 반품이 됩니다."),
    ("overpromise", "무조건 전액 보상해 드릴게요.", "무조건 된다고 장담은 못 드립니다."),
    ("unsure", "글쎄요, 잘 모르겠는데요.", "저도 정확히는 모르지만 바로 알아보고 말씀드릴게요."),
]


@pytest.mark.parametrize(("act", "shows", "only_sounds_like"), CONTRASTS)
def test_an_act_is_seen_where_it_is_done_and_not_where_its_word_is_used(
    act: str, shows: str, only_sounds_like: str
) -> None:
    assert act in recognise(shows, "agent", "ko").acts
    assert act not in recognise(only_sounds_like, "agent", "ko").acts


CALLER_CONTRASTS = [
    ("complain", "비누가 다 깨져서 왔어요.", "배송은 보통 며칠 걸려요?"),
    ("threat", "리뷰에 다 올릴 거예요.", "리뷰 보고 샀어요."),
    ("harass", "목소리가 예쁘네, 결혼했어요?", "결혼기념일 선물이에요."),
    ("profanity", "이런 씨...", "말씨가 참 고우시네요."),
    ("profanity", "야 이 ○○야", "이 상자 안이 비었어요."),
    ("soften", "알겠어요, 기다려 볼게요.", "알겠어요? 내 말 듣고 있어요?"),
    ("insult", "당신 바보야?", "바보같이 제가 주소를 잘못 적었어요."),
]


@pytest.mark.parametrize(("act", "shows", "only_sounds_like"), CALLER_CONTRASTS)
def test_a_caller_act_is_seen_where_it_is_done_and_not_where_its_word_is_used(
    act: str, shows: str, only_sounds_like: str
) -> None:
    assert act in recognise(shows, "caller", "ko").acts
    assert act not in recognise(only_sounds_like, "caller", "ko").acts


@pytest.mark.parametrize(
    "text", ["죄송합니다불편을드렸네요", "불편을 드려 죄송 합니다", "불편을 드려서 죄송해용 ㅠㅠ 죄송"]
)
def test_spacing_and_spelling_do_not_hide_an_apology(text: str) -> None:
    assert "apologise" in recognise(text, "agent", "ko").acts


@pytest.mark.parametrize("text", ["네", "예", "", "   ", "ㅇㅇ", "...", "네 고객님"])
def test_an_empty_acknowledgement_does_nothing(text: str) -> None:
    assert recognise(text, "agent", "ko").acts == ()


def test_a_short_turn_answers_only_after_a_question() -> None:
    asked = "성함이 어떻게 되세요?"
    assert "answer" in recognise("오정란이요.", "caller", "ko", asked).acts
    assert recognise("오정란이요.", "caller", "ko", "많이 답답하셨죠.").acts == ()


def test_the_quote_of_an_act_is_the_sentence_that_shows_it() -> None:
    said = recognise("네, 고객님. 많이 놀라셨겠어요. 주문번호 알려 주시겠어요?", "agent", "ko")
    assert said.quote("empathise") == "많이 놀라셨겠어요."


@pytest.mark.parametrize("side", ["agent", "caller"])
def test_weights_and_corpus_belong_together(side: Side) -> None:
    part = [turn for turn in labelled("ko") if turn.split == "train"]
    assert total(tallies(part, side, "ko")).f1 >= MEASURED[side]


@pytest.mark.parametrize(
    "piece", ["환불 ", "제가 ", "안 ", "고객님이 ", "가", " ", "3시까지 ", "네네, ", "1"]
)
def test_no_reply_takes_the_patterns_long(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    recognise("", "agent", "ko")
    start = time.process_time()
    recognise(text, "agent", "ko")
    assert time.process_time() - start < 2
