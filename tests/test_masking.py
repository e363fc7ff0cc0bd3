"""Masking: nothing by which somebody could be found leaves a real call, and everything else stays as it was said."""

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from servers.fault import FaultServer

from simulator.desk import Desk
from simulator.incoming import Incoming, marked
from simulator.language import Language
from simulator.library import Library, shipped_workspace
from simulator.masking import MASKS, masked, restored, unmasked
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store
from simulator.turn import Turn
from simulator.voices.phrasebook import Phrasebook

CALLS: dict[Language, str] = {
    "ko": """\
상담원: 안녕하십니까, 달빛비누 상담원 김하늘입니다. 성함이 어떻게 되세요?

고객: 박서준이요. 번호는 010-1234-5678, 주문번호는 20260412-0017이에요. 메일은 seojun@naver.com이요.

상담원: 박서준 고객님, 정말 죄송합니다. 02-345-6789로 연락드릴게요.
""",
    "en": """\
Agent: Good morning, Brightleaf, this is Hannah Wells. Can I take your name?

Caller: Priya Nair. My number is 07700 900123, the order BL-10482, the e-mail priya.nair@example.co.uk.

Agent: I am so sorry, Ms Nair. I will ring 020 7946 0958 today about BL-10482.
""",
}
PRIVATE: dict[Language, tuple[str, ...]] = {
    "ko": ("김하늘", "박서준", "1234", "5678", "20260412", "seojun", "6789"),
    "en": ("Hannah", "Wells", "Priya", "Nair", "900123", "10482", "example.co.uk", "0958"),
}
RUBRICS: dict[Language, str] = {"ko": "dalbit-soap", "en": "brightleaf"}
BOTH = pytest.mark.parametrize("language", ["ko", "en"])


UNUSUAL = [
    "Sean O’Brien",
    "Priya D'Souza",
    "Jean-Luc McDonald-O'Neil",
    "Min-jun Lee",
    "José Núñez",
    "Ludwig van Beethoven",
    "John F. Kennedy",
    "Anna Maria Lopez",
]


def hidden(language: Language, *texts: str) -> tuple[str, ...]:
    """What the caller says, masked."""
    return tuple(turn.text for turn in masked([Turn("caller", text) for text in texts], language))


def leaks(text: str, language: Language) -> list[str]:
    return [detail for detail in PRIVATE[language] if detail in text]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ko", "010-1234-5678", "phone"),
        ("ko", "01012345678", "phone"),
        ("ko", "010 1234 5678", "phone"),
        ("ko", "02-345-6789", "phone"),
        ("ko", "070-1234-5678", "phone"),
        ("en", "020 7946 0958", "phone"),
        ("en", "(020) 7946 0958", "phone"),
        ("en", "07700 900123", "phone"),
        ("en", "0800 123 4567", "phone"),
        ("en", "555-123-4567", "phone"),
        ("en", "+1 555 123 4567", "phone"),
        ("ko", "20260412-0017", "order"),
        ("en", "BL-10482", "order"),
        ("en", "88231047", "order"),
        ("ko", "1234-5678-9012-3456", "card"),
        ("en", "4111 1111 1111 1111", "card"),
        ("ko", "seo.jun+1@naver.com", "mail"),
        ("en", "priya.nair@example.co.uk", "mail"),
        ("ko", "101동 1203호", "home"),
        ("ko", "테헤란로 152", "home"),
        ("ko", "마포대로 12길 5", "home"),
        ("ko", "성산동 12-3번지", "home"),
        ("en", "SK9 4AB", "home"),
        ("en", "sk9 4ab", "home"),
        ("en", "14 Larch Road", "home"),
        ("ko", "공일공에 일이삼사에 오육칠팔", "phone"),
        ("ko", "1588-1234", "phone"),
        ("en", "555-0100", "phone"),
        ("en", "ORDER-12345", "order"),
        ("ko", "2026-04-12-0017", "order"),
    ],
)
def test_a_number_or_address_gives_way_to_the_mask_of_its_kind(
    language: Language, text: str, kind: str
) -> None:
    assert hidden(language, f"Say {text}, please.") == (f"Say {MASKS[language][kind][0]}, please.",)


@pytest.mark.parametrize(
    ("language", "number"),
    [
        ("ko", "+82 10-1234-5678"),
        ("ko", "+82-2-345-6789"),
        ("ko", "0082 10 1234 5678"),
        ("en", "+44 (0)20 7946 0958"),
        ("en", "0044 20 7946 0958"),
        ("en", "+353 86 123 45678"),
        ("en", "1-800-555-0100"),
        ("en", "+44 20 7946 0958"),
        ("en", "+44 7700 900123"),
        ("en", "+1 (555) 123-4567"),
        ("en", "(555) 123-4567"),
    ],
)
def test_a_telephone_number_as_dialled_from_abroad_is_masked_as_a_whole(
    language: Language, number: str
) -> None:
    (text,) = hidden(language, f"Ring {number}, please.")
    assert text == f"Ring {MASKS[language]['phone'][0]}, please."


@BOTH
def test_nothing_private_is_left_in_a_call(language: Language) -> None:
    said = [line.partition(": ") for line in CALLS[language].split("\n\n")]
    sides = {"상담원": "agent", "Agent": "agent", "고객": "caller", "Caller": "caller"}
    turns = [Turn(sides[who], text) for who, _, text in said]  # type: ignore[arg-type]
    assert leaks(" ".join(turn.text for turn in masked(turns, language)), language) == []


@pytest.mark.parametrize(
    ("language", "told", "again", "as_masked"),
    [
        ("ko", "저는 박서준이라고 합니다.", "박서준 고객님, 박서준 씨가요?", "[이름] 고객님, [이름] 씨가요?"),
        ("ko", "남궁민수입니다.", "남궁민수 님이시죠.", "[이름] 님이시죠."),
        ("en", "My name is Priya Nair.", "Thanks Priya. Ms Nair, is it?", "Thanks [name]. Ms [name], is it?"),
        ("en", "This is Kim, Leaf Books.", "Kim told me so.", "[name] told me so."),
        ("en", "Dr. Smith here.", "Then Smith said no.", "Then [name] said no."),
        ("en", "my name is priya nair", "Priya? PRIYA! ms nair?", "[name]? [name]! ms [name]?"),
        ("en", "It's Mr Bassi.", "Mr Jones, Bassi's bill", "Mr [name], [name]'s bill"),
        ("en", "It's Hart.", "H, A, R, T.", "[name]."),
        ("ko", "구자옥입니다.", "구, 자, 옥.", "[이름]."),
        ("ko", "황보영이라고 해요.", "황보영 씨, 황보영이 누구죠?", "[이름] 씨, [이름]이 누구죠?"),
        ("ko", "상담원 허준입니다.", "허준 씨요?", "[이름] 씨요?"),
    ],
)
def test_a_name_told_once_has_the_same_stand_in_wherever_it_is_said(
    language: Language, told: str, again: str, as_masked: str
) -> None:
    assert hidden(language, again, told)[0] == as_masked


def test_a_name_that_answers_the_question_for_it_is_masked() -> None:
    korean = [Turn("agent", "성함이 어떻게 되세요?"), Turn("caller", "네, 이민지요.")]
    english = [Turn("agent", "Who am I speaking to?"), Turn("caller", "Yes, Priya Nair.")]
    assert masked(korean, "ko")[1].text == "네, [이름]요."
    assert masked(english, "en")[1].text == "Yes, [name]."


@pytest.mark.parametrize("name", ["Priya Nair", "Mary-Jane Brien", "Sean O'Brien", "Anne McDonald", *UNUSUAL])
def test_an_english_name_of_any_shape_is_masked_as_a_whole(name: str) -> None:
    assert hidden("en", f"My name is {name}.") == ("My name is [name].",)


def test_a_korean_given_name_is_masked_as_the_full_one_is() -> None:
    assert hidden("ko", "제 이름은 이민지입니다.", "민지 씨라고 부르세요.")[1] == "[이름] 씨라고 부르세요."


def test_a_korean_given_name_that_is_a_word_is_masked_only_where_somebody_is_meant() -> None:
    said = "하늘이 파래요. 하늘 씨, 하늘이가 그랬죠?"
    assert hidden("ko", "김하늘입니다.", said)[1] == "하늘이 파래요. [이름] 씨, [이름]이가 그랬죠?"
    assert hidden("ko", "이민지입니다.", "민지랑 민지야, 민지원은요?")[1] == "[이름]랑 [이름]야, 민지원은요?"


@pytest.mark.parametrize(
    "name", ["이용수", "정기훈", "최신영", "주소영", "신호철", "이상민", "전원우", "지하윤", "남성훈"]
)
def test_a_korean_name_that_begins_as_a_noun_does_is_masked(name: str) -> None:
    assert hidden("ko", f"{name}입니다.", f"{name} 고객님!") == ("[이름]입니다.", "[이름] 고객님!")


def test_what_answers_the_question_for_a_name_and_is_none_stays() -> None:
    for said in ("제가요? 싫어요. 이상해요.", "이름은 왜요? 명찰에 있잖아요."):
        assert masked([Turn("agent", "성함이 어떻게 되세요?"), Turn("caller", said)], "ko")[1].text == said
    said = "Depends. Why? Never!"
    assert masked([Turn("agent", "What is your name?"), Turn("caller", said)], "en")[1].text == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "배송비 3,000원을 왜 내요? 30000원이라니요. 이천 원이면 몰라도."),
        ("ko", "4월 12일 오후 3시에 온다더니 닷새가 지났어요. 평일 09:00-18:00에만 받으시네요."),
        ("ko", "2026년에 산 비누 250그램짜리 2개, 30% 할인이었어요."),
        ("en", "I paid £45.00 and $1,299.99, not 12000 pounds."),
        ("en", "On Monday 12 April at 3 pm, 12/04/2026, in 2026. Open from 9am to 5pm."),
        ("ko", "20000-30000원이요. 50000포인트요. ₩50000이요. 이만원입니다."),
        ("en", "I paid £12000 and $15000 for 12000 kg."),
        ("en", "This is Not Acceptable. It's June. My name is on the account. Put 2kg of A4 in, 3pm."),
        ("en", "I'm Really angry. I am Sorry. It's Monday, 7 working days later, and 30% is missing."),
    ],
)
def test_money_dates_hours_and_ordinary_words_stay_as_they_were(language: Language, text: str) -> None:
    assert hidden(language, text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "앞으로 3일 안에 보내 드릴게요.",
        "택배로 5일 걸려요.",
        "진짜로 2,500,000원이요.",
        "선물로 2개 샀어요.",
        "앞으로 3 일이요.",
        "카드로 3개월, 4월부터요.",
        "바로 2, 3일 뒤요.",
        "퇴근길 5호선이요.",
        "실제로 3~4일 걸려요.",
    ],
)
def test_the_particle_before_a_number_makes_no_street_of_it(text: str) -> None:
    assert hidden("ko", text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "고객님이라고 하지 마세요.",
        "지난달이요.",
        "전화기입니다.",
        "설명서라고 써 있어요.",
        "전화하라고 하세요.",
        "저는 주문자예요.",
        "구매한 고객님이요.",
        "두메과일 고객팀이에요.",
        "여행이라고 갔어요.",
        "마지막이에요.",
        "하나뿐이에요.",
        "정류장이에요.",
        "그러시더라고요.",
        "나오라고 해요.",
        "저는 모르고요.",
    ],
)
def test_a_noun_of_three_syllables_is_no_name(text: str) -> None:
    assert hidden("ko", text) == (text,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "2026-04-12에 샀어요."),
        ("en", "I bought it on 2026-04-12."),
        ("ko", "2026.4.12. 2026-04-13 14:30에, 2026-04에요."),
        ("en", "At 2026-04-12T10:00, or 12-04-2026."),
    ],
)
def test_a_date_written_in_figures_is_no_order_number(language: Language, text: str) -> None:
    assert hidden(language, text) == (text,)


def test_a_date_of_birth_does_not_stay() -> None:
    assert "1987" not in hidden("ko", "1987-03-14생이에요.")[0] + hidden("en", "Born on 1987-03-14.")[0]


@BOTH
@pytest.mark.parametrize(
    "piece",
    [
        "가",
        "가로 ",
        "동",
        "a",
        "Aa-",
        "Aa ",
        "O'Aa",
        "ĀāAa-",
        "1",
        "1-",
        "(0",
        "+1 ",
        "a@",
        " ",
        "공일",
        "1A",
        "12 Aa ",
        "김가가입니다 ",
        "이름은 ",
        "I'm Aa' ",
        "my name is ",
        "0000, ",
        "Aa van der ",
        "2026-04-12 ",
        "[이름]",
    ],
)
def test_no_text_is_slow_to_mask(language: Language, piece: str) -> None:
    asked = Turn("agent", "성함이요? Your name?")
    said = Turn("caller", (piece * 4000)[:4000])
    start = time.perf_counter()
    masked([asked, said], language)
    assert time.perf_counter() - start < 0.2


@BOTH
def test_what_stands_in_for_a_mask_is_as_long_so_that_places_stay(language: Language) -> None:
    for mask, stand_in in MASKS[language].values():
        assert unmasked(f"a {mask} b", language) == f"a {stand_in} b"
        assert len(stand_in) == len(mask)


def test_a_quote_of_a_masked_turn_is_found_again_in_what_was_said() -> None:
    said = "This is Hannah Wells. I will ring 020 7946 0958 today."
    (text,) = hidden("en", said)
    assert restored("I will ring [phone] today.", text, said, "en") == "I will ring 020 7946 0958 today."
    assert restored("[name] said so", text, said, "en") == "[name] said so"


@BOTH
def test_a_call_brought_in_is_marked_without_its_details_and_kept_nowhere(
    store: Store, language: Language
) -> None:
    phrasebook = Phrasebook()
    library = Library((shipped_workspace(),))
    desk = Desk(library, store, phrasebook, phrasebook, (OfflineScorer(),))
    data, marking = CALLS[language].encode(), library.marking(RUBRICS[language])
    brought: Incoming = asyncio.run(marked(desk, marking, "call.txt", data))
    assert brought.card
    assert "met" in brought.card.verdicts.values()
    assert leaks(f"{brought.turns} {brought.card.marks}", language) == []
    assert (store.calls(), store.people()) == ((), ())


@BOTH
def test_score_sends_a_judge_and_leaves_on_disk_nothing_private(
    tmp_path: Path, faulty: FaultServer, language: Language
) -> None:
    (call := tmp_path / "call.txt").write_text(CALLS[language], encoding="utf-8")
    clean = {
        name: text for name, text in os.environ.items() if not name.startswith(("OPENAI_", "SIMULATOR_"))
    }
    place = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    judge = {"OPENAI_BASE_URL": faulty.url, "OPENAI_API_KEY": "key", "SIMULATOR_JUDGE_MODEL": "stub"}
    command = [sys.executable, "-m", "simulator", "score", str(call), "--rubric", RUBRICS[language]]
    done = subprocess.run(
        [*command, "--scorer", "model", "--json"], env=clean | place | judge, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert MASKS[language]["phone"][0] in json.dumps(faulty.requests, ensure_ascii=False)
    assert leaks(json.dumps(faulty.requests, ensure_ascii=False), language) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [call]
