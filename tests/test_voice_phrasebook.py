import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.acts import AGENT
from simulator.call import Call
from simulator.company import Company
from simulator.desk import caller_turn
from simulator.heard import agent_name, promised_time
from simulator.language import LANGUAGES, Language
from simulator.manual import Manual
from simulator.mood import Mood
from simulator.move import ENDINGS, KINDS, Kind, Move
from simulator.persona import Caller, Cue, Fact, Hidden, Lines, Persona, Reaction, Temper
from simulator.phrases import phrases
from simulator.phrases.slots import fact_slots, fill, spoken
from simulator.reply import is_abusive
from simulator.rubric import Rubric
from simulator.text import squeeze
from simulator.turn import Turn
from simulator.voices.phrasebook import Phrasebook, line

if TYPE_CHECKING:
    from simulator.protocols import Voice

NAMES = {"ko": "오정란", "en": "Jane Fox"}
FACTS = {
    "ko": (Fact("order_number", "20260413-0187"), Fact("item", "수제 비누"), Fact("gift", "할인 쿠폰")),
    "en": (Fact("order_number", "BL-20417"), Fact("item", "The blue kettle"), Fact("gift", "a voucher")),
}
HIDDEN = {
    "ko": (Hidden("party", "내일이 어머니 환갑 잔치다"),),
    "en": (Hidden("party", "My mother's party is tomorrow"),),
}
CALM = Mood(30, 50, 5, 0)


def a_persona(
    language: Language = "ko",
    *,
    speech: str = "존댓말",
    ceiling: int = 4,
    lines: Lines | None = None,
    **more: object,
) -> Persona:
    return Persona(
        id="someone", company="shop", language=language, title="t", story="s",
        demand="내일 아침까지 무조건 받게 해 달라." if language == "ko" else "A full refund.",
        caller=Caller(NAMES[language], 47, speech), facts=FACTS[language], hidden=HIDDEN[language],
        temper=Temper(ceiling=ceiling), lines=lines or Lines(), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def a_call(persona: Persona, turns: Iterable[Turn] = (), seed: int = 1) -> Call:
    company = Company("shop", "달빛비누" if persona.language == "ko" else "Brightleaf", persona.language)
    rubric = Rubric("r", "shop", persona.language, "t", ())
    return Call("1", "kim", persona, company, Manual("m", ()), rubric, seed, turns=tuple(turns))


def agent(text: str, *acts: str) -> Turn:
    return Turn("agent", text, acts)


def talk(persona: Persona, move: Move, mood: Mood, turns: int, reply: Turn, seed: int = 1) -> list[str]:
    past: list[Turn] = []
    for _ in range(turns):
        past.append(reply)
        past.append(Turn("caller", line(a_call(persona, past, seed), mood, move), move=move, mood=mood))
    return [turn.text for turn in past if turn.speaker == "caller"]


REPLIES = {
    "ko": agent(
        "안녕하십니까, 달빛비누 김하늘입니다. 죄송합니다. 오늘 5시까지 연락드리겠습니다.",
        "apologise",
        "commit",
    ),
    "en": agent("Hello, this is Sam. I'm sorry. I will call you by 3 p.m. today.", "apologise", "commit"),
}


# --- one and the same -----------------------------------------------------------------------------------------------


def test_it_is_a_voice() -> None:
    voice: Voice = Phrasebook()
    assert voice.name == "offline"
    assert re.fullmatch(r"[0-9a-f]{64}", voice.digest("ko"))
    assert voice.digest("ko") != voice.digest("en")


def test_the_same_call_gives_the_same_line_to_the_letter() -> None:
    call = a_call(a_persona(), [REPLIES["ko"]], seed=5)
    assert line(call, CALM, Move("push")) == line(call, CALM, Move("push"))


def test_the_draw_is_pinned_so_that_no_python_changes_an_old_call() -> None:
    persona = a_persona(lines=Lines(opening=tuple("abcdefgh")))
    assert "".join(line(a_call(persona, seed=seed), CALM, Move("open")) for seed in range(8)) == "hcfggdgb"


def test_other_seeds_say_other_things() -> None:
    assert (
        len({line(a_call(a_persona(), [REPLIES["ko"]], seed), CALM, Move("push")) for seed in range(20)}) > 5
    )


def test_a_line_grows_by_whole_words_to_the_line_itself() -> None:
    call = a_call(a_persona(), [REPLIES["ko"]])

    async def spoken_steps() -> list[str]:
        return [text async for text in Phrasebook().speak(call, CALM, Move("push"))]

    steps = asyncio.run(spoken_steps())
    assert 1 < len(steps) <= 4
    assert steps[-1] == line(call, CALM, Move("push"))
    assert all(later.startswith(f"{earlier} ") for earlier, later in pairwise(steps))


# --- never twice ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(5))
def test_a_caller_who_insists_for_sixty_turns_never_repeats_a_line(language: Language, level: int) -> None:
    own = Lines(push={0: ("할 말은 하나예요." if language == "ko" else "Just this one thing.",)})
    said = talk(a_persona(language, lines=own), Move("push"), Mood(90, 10, 5, level), 60, REPLIES[language])
    assert len({squeeze(text) for text in said}) == 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "move",
    [Move(kind) for kind in KINDS if kind != "silence"]
    + [Move("ask", act) for act in ("commit", "own", "transfer", "verify")]
    + [
        Move("answer", topic)
        for topic in ("item", "party", "caller.name", "caller.phone", "order_number+item")
    ]
    + [Move("repeat", topic) for topic in ("silence", "same", "unclear", "odd", "wrong")]
    + [Move("agree", "transfer"), Move("react", "scorned"), Move("answer", "here")]
    + [Move("reveal", "party"), Move("leave", ending="handed_over"), Move("react", "soother:0")],
    ids=lambda move: f"{move.kind}-{move.topic}",
)
def test_no_move_repeats_a_line_in_sixty_turns(language: Language, move: Move) -> None:
    said = talk(a_persona(language), move, Mood(30, 40, 5, 1), 60, REPLIES[language])
    assert len({squeeze(text) for text in said}) == 60


def test_a_line_said_within_a_longer_one_is_not_said_again() -> None:
    persona = a_persona(lines=Lines(opening=("여보세요?", "거기 누구예요?")))
    call = a_call(persona, [Turn("caller", "저기요, 여보세요! 듣고 계세요?"), agent("네?")])
    assert line(call, CALM, Move("open")) == "거기 누구예요?"


# --- the persona's own words first ----------------------------------------------------------------------------------


def test_own_lines_come_first_and_at_the_level_of_the_mood() -> None:
    persona = a_persona(lines=Lines(push={0: ("영.",), 1: ("일.",), 2: ("이.",)}))
    said = talk(persona, Move("push"), Mood(50, 20, 5, 1), 3, agent("네."))
    assert said[:2] == ["일.", "영."]
    assert "이." not in said[2]


def test_a_missing_act_is_asked_for_with_the_own_line_of_that_act() -> None:
    persona = a_persona(lines=Lines(ask={"commit": ("잔치가 내일인데 언제 와요?",)}))
    assert line(a_call(persona, [agent("네.")]), CALM, Move("ask", "commit")) == "잔치가 내일인데 언제 와요?"


def test_a_reaction_is_said_once_and_then_something_that_fits() -> None:
    sore = Reaction(Cue(acts=("deny",)), lines=("규정 얘기하려고 전화한 거 아니거든요!",))
    said = talk(
        a_persona(triggers=(sore,)), Move("react", "trigger:0"), Mood(50, 20, 5, 1), 5, agent("안 됩니다.")
    )
    assert said[0] == sore.lines[0]
    assert len(set(said)) == 5


def test_a_place_that_no_reaction_has_is_still_answered() -> None:
    assert line(a_call(a_persona(), [agent("네.")]), CALM, Move("react", "trigger:99"))
    assert line(a_call(a_persona(), [agent("네.")]), CALM, Move("react", "soother:x"))


def test_own_lines_may_name_facts_and_lines_without_their_fact_stay_unsaid() -> None:
    persona = a_persona(lines=Lines(push={0: ("{order_number:은} 어디 있어요?", "{nothing:을} 주세요.")}))
    said = talk(persona, Move("push"), CALM, 3, agent("네."))
    assert said[0] == "20260413-0187은 어디 있어요?"
    assert not any("주세요." in text and "nothing" in text for text in said)


def test_a_fact_named_time_is_the_personas_and_not_the_promise() -> None:
    persona = Persona(
        "p", "shop", "ko", "t", Caller("오정란"), "s", "d", facts=(Fact("time", "아침 아홉 시"),),
        lines=Lines(accept=("{time} 맞죠?",)),
    )  # fmt: skip
    assert line(a_call(persona, [agent("네.")]), CALM, Move("accept")) == "아침 아홉 시 맞죠?"


# --- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_particles_follow_the_last_sound(seed: int) -> None:
    soap = line(a_call(a_persona(), [agent("뭐예요?")], seed), CALM, Move("answer", "item"))
    coupon = line(a_call(a_persona(), [agent("뭐예요?")], seed), CALM, Move("answer", "gift"))
    assert re.search(r"비누(예요|요|거든요)", soap)
    assert re.search(r"쿠폰이(에요|요|거든요)", coupon)


@pytest.mark.parametrize(
    ("line_", "word", "said"),
    [
        ("{x:이} 왔어요", "비누", "비누가 왔어요"),
        ("{x:이} 왔어요", "쿠폰", "쿠폰이 왔어요"),
        ("{x:을} 줘요", "비누", "비누를 줘요"),
        ("{x:이라고요}", "비누", "비누라고요"),
        ("{x:이라고요}", "쿠폰", "쿠폰이라고요"),
        ("{x:이에요}", "0187", "0187이에요"),
        ("{x:이에요}", "0182", "0182예요"),
        ("{x:으로} 가요", "서울", "서울로 가요"),
        ("{x:까지} 와요", "서울", "서울까지 와요"),
    ],
)
def test_an_ending_after_a_slot_is_said_as_the_word_asks(line_: str, word: str, said: str) -> None:
    assert fill(line_, {"x": word}) == said


def test_a_fact_asked_for_again_is_given_with_a_sigh() -> None:
    persona = a_persona()
    asked = Turn("caller", "20260413-0187이에요.", move=Move("answer", "caller.name+order_number"))
    again = {
        line(
            a_call(persona, [agent("주문번호는요?"), asked, agent("주문번호는요?")], seed),
            CALM,
            Move("answer", "order_number"),
        )
        for seed in range(60)
    }
    assert all("20260413-0187" in text for text in again)
    assert any("아까 말했잖아요" in text for text in again)
    assert not again & {"20260413-0187이에요.", "20260413-0187이요.", "네, 20260413-0187이에요."}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["", "shoe_size", "order_number+shoe_size"])
def test_what_the_caller_does_not_know_is_said_to_be_unknown(language: Language, topic: str) -> None:
    said = line(a_call(a_persona(language), [agent("?")]), CALM, Move("answer", topic))
    assert any(spoken(text, plain=False) in said for text in phrases(language).groups["answer.unknown"])


def test_a_fact_with_own_lines_is_given_again_in_other_own_words_after_a_sigh() -> None:
    when = Fact("when", "지난주에 받았다", lines=("지난주에 왔어요.", "화요일인가 그래요."))
    said = talk(
        replace(a_persona(), facts=(when,)), Move("answer", "when"), CALM, 4, agent("언제 받으셨어요?")
    )
    assert said[0] in when.lines
    assert said[1].endswith(tuple(own for own in when.lines if own != said[0]))
    assert said[1] not in when.lines
    assert "지난주에 받았거든요" in said[2]


def test_several_facts_are_told_in_one_breath() -> None:
    said = line(
        a_call(a_persona(), [agent("?")]), CALM, Move("answer", "caller.name+caller.phone+order_number")
    )
    assert said.startswith("오정란이고요, ")
    assert "이 번호" in said
    assert "20260413-0187" in said


def test_nothing_to_reveal_is_no_reason_to_fall_silent() -> None:
    assert line(a_call(a_persona(), [agent("?")]), CALM, Move("reveal", "no_such_thing"))


def test_the_same_sentence_again_is_not_met_with_the_own_lines_for_not_understanding() -> None:
    persona = a_persona(lines=Lines(repeat=("네? 못 들었어요.",)))
    assert line(a_call(persona, [agent("네.")]), CALM, Move("repeat", "unclear")) == "네? 못 들었어요."
    assert line(a_call(persona, [agent("네.")]), CALM, Move("repeat", "same")) != "네? 못 들었어요."


@pytest.mark.parametrize("seed", range(10))
def test_a_statement_kept_back_is_told_as_people_tell_it(seed: int) -> None:
    assert "내일이 어머니 환갑 잔치거든요" in line(
        a_call(a_persona(), [agent("?")], seed), CALM, Move("reveal", "party")
    )
    told = line(a_call(a_persona("en"), [agent("?")], seed), CALM, Move("reveal", "party"))
    assert "y mother's party is tomorrow" in told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("아직 안 온다", "아직 안 오거든요"),
        ("문자를 못 받았다.", "문자를 못 받았거든요"),
        ("혼자 아이를 키운다", "혼자 아이를 키우거든요"),
        ("매일 그걸 먹는다", "매일 그걸 먹거든요"),
        ("어제 왔다. 상자가 젖어 있었다.", "어제 왔고요, 상자가 젖어 있었거든요"),
        ("어제 받았어요", "어제 받았어요"),
    ],
)
def test_a_written_statement_becomes_speech(value: str, told: str) -> None:
    assert fact_slots(value, "ko", plain=False) == {"told": told}


@pytest.mark.parametrize("value", ["베이킹 소다", "2개", "달빛 비누 세트", "오정란"])
def test_a_thing_stays_a_thing(value: str) -> None:
    assert fact_slots(value, "ko", plain=False) == {"value": value}


# --- what was said --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "promised"),
    [
        ("ko", "네, 오늘 오후 5시까지 연락드리겠습니다.", "오늘 오후 5시까지"),
        ("ko", "3일 전에 주문하셨네요. 오늘 안으로 보내 드릴게요.", "오늘 안으로"),
        ("ko", "30분 안에 전화드릴게요.", "30분 안에"),
        ("ko", "3영업일 이내 환불해 드리겠습니다.", "3영업일 이내에"),
        ("ko", "네 시스템을 보고 바로 하겠습니다.", ""),
        ("en", "I will call you back by 3 p.m. today.", "by 3 pm today"),
        ("en", "You rang on Monday. I'll ring you within 30 minutes.", "within 30 minutes"),
        ("en", "We'll get back to you by Friday.", "by Friday"),
        ("en", "I'll look into it.", ""),
    ],
)
def test_the_promised_time_is_caught(language: Language, text: str, promised: str) -> None:
    assert promised_time([agent(text, "commit")], language) == promised
    assert promised_time([agent(text, "inform")], language) == ""


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ko", "안녕하십니까, 달빛비누 김하늘입니다.", "김하늘"),
        ("ko", "저는 상담원 이민지라고 합니다.", "이민지"),
        ("ko", "네, 고객님, 정상가입니다.", ""),
        ("en", "Thank you for calling Brightleaf, this is Sam, how can I help?", "Sam"),
        ("en", "Brightleaf, Priya speaking.", "Priya"),
        ("en", "I'm sorry, this is Brightleaf.", ""),
    ],
)
def test_the_agents_name_is_caught(language: Language, text: str, name: str) -> None:
    assert agent_name([agent(text)], "달빛비누" if language == "ko" else "Brightleaf", language) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_and_name_come_up_again_and_only_when_they_were_said(language: Language) -> None:
    time_, name = ("오늘 5시까지", "김하늘") if language == "ko" else ("3 pm today", "Sam")
    heard = " ".join(talk(a_persona(language), Move("accept"), CALM, 14, REPLIES[language]))
    unheard = " ".join(talk(a_persona(language), Move("accept"), CALM, 14, agent("음.")))
    assert time_ in heard
    assert name in heard
    assert time_ not in unheard
    assert name not in unheard


def test_an_insult_to_the_caller_is_thrown_back() -> None:
    said = [
        line(a_call(a_persona(), [agent("고객님 잘못이죠.", "blame")], seed), CALM, Move("push"))
        for seed in range(30)
    ]
    retorts = [spoken(text, plain=False) for text in phrases("ko").groups["retort.blame"]]
    assert any(text.startswith(tuple(retorts)) for text in said)


# --- level and speech -----------------------------------------------------------------------------------------------

ROUGH = {
    "ko": ("○", "씨…", "야.", "너 ", "당신", "[", "이봐"),
    "en": ("*", "[", "thick", "idiot", "useless", "brain"),
}
FOUL = {"ko": ("○", "씨…", "["), "en": ("*", "[")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("level", "ceiling"), [(1, 4), (4, 1), (2, 4), (4, 2)])
def test_no_line_is_worse_than_the_mood_or_the_ceiling(
    language: Language, kind: Kind, level: int, ceiling: int
) -> None:
    words = ROUGH[language] if min(level, ceiling) < 2 else FOUL[language]
    own = Lines(push={3: ("이 ○○야",) if language == "ko" else ("You f***er",)})
    persona = a_persona(language, ceiling=ceiling, lines=own)
    said = talk(persona, Move(kind), Mood(95, 5, 5, level), 40, REPLIES[language])
    assert not [text for text in said if any(word in text for word in words)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_level_4_is_named_and_never_worded(language: Language) -> None:
    tag = "[성희롱 발언]" if language == "ko" else "[sexual remark]"
    persona = a_persona(language, lines=Lines(push={4: (tag,)}))
    said = talk(persona, Move("escalate"), Mood(95, 5, 5, 4), 30, REPLIES[language])
    assert all(tag in text for text in said)
    threats = talk(a_persona(language), Move("push"), Mood(95, 5, 5, 4), 30, REPLIES[language])
    assert all(("[폭력 위협]" if language == "ko" else "[threat of violence]") in text for text in threats)


POLITE_WORDS = re.compile(
    r"(?<!여보세)요(?=[.,?!…\s]|$)|죠|[습합입됩]니다|니까\?|(?:^|\s)(?:저|저는|저도|저를|저만|저한테|저랑|저보고|제가|제)(?=[\s,?])|말씀"
    r"|(?:^|\s)네(?=[,?….])|하시|하신|하셨|하셔|주시|주신|주셔|주실|보시|보셔|보셨|시네"
)


def test_every_plain_line_is_plain() -> None:
    lines = [spoken(text, plain=True) for lines in phrases("ko").groups.values() for text in lines]
    yours = re.compile(r"(?:^|\s)네 이름")
    assert not [text for text in lines if POLITE_WORDS.search(yours.sub("", text))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_below_level_2_counts_as_abuse(language: Language) -> None:
    slots = dict.fromkeys(
        ("name", "company", "agent_name", "time", "demand", "value", "told"), NAMES[language]
    )
    worse = re.compile(r"\w+\.[234]\b|tags")
    for group, lines in phrases(language).groups.items():
        for text in lines if not worse.match(group) else ():
            for plain in (True, False):
                said = fill(spoken(text, plain=plain), slots) or ""
                turn = caller_turn(a_call(a_persona(language)), said, Mood(60, 20, 5, 1), Move("push"))
                assert not is_abusive(turn), said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_caller_who_talks_down_never_turns_polite(kind: Kind, level: int) -> None:
    said = talk(a_persona(speech="반말, 거칠다"), Move(kind), Mood(60, 20, 5, level), 40, REPLIES["ko"])
    assert not [text for text in said if POLITE_WORDS.search(text)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("leave", "silence")])
def test_a_polite_caller_stays_polite_below_level_2(kind: Kind) -> None:
    said = talk(a_persona(), Move(kind), Mood(60, 20, 5, 0), 14, REPLIES["ko"])
    assert not [text for text in said if not POLITE_WORDS.search(text) and "여보세요" not in text]


def test_a_polite_caller_drops_into_plain_speech_from_level_2() -> None:
    said = talk(a_persona(), Move("ask", "commit"), Mood(75, 20, 5, 2), 12, agent("음."))
    assert any(not POLITE_WORDS.search(text) for text in said)


# --- whatever happens -----------------------------------------------------------------------------------------------

TOPICS = (
    "",
    "order_number",
    "party",
    "caller.name",
    "order_number+item",
    "trigger:0",
    "soother:3",
    "commit",
    "same",
    "{",
    "a+",
)


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from(LANGUAGES),
    seed=st.integers(),
    kind=st.sampled_from(KINDS),
    topic=st.sampled_from(TOPICS),
    ending=st.sampled_from((None, *ENDINGS)),
    level=st.integers(0, 4),
    said=st.lists(
        st.tuples(st.text(max_size=80), st.lists(st.sampled_from(list(AGENT)), max_size=3)), max_size=4
    ),
    value=st.text(max_size=30),
)
def test_any_move_in_any_call_gives_one_clean_line(
    language: Language,
    seed: int,
    kind: Kind,
    topic: str,
    ending: None,
    level: int,
    said: list[tuple[str, list[str]]],
    value: str,
) -> None:
    persona = Persona(
        "p", "shop", language, "t", Caller(value, speech=value), value, value,
        facts=(Fact("order_number", value), Fact("item", "{x}\n{y}")), hidden=(Hidden("party", value),),
        temper=Temper(ceiling=4), lines=Lines(push={0: ("{item} {no}", "a\nb")}, wait=(value, "")),
    )  # fmt: skip
    turns = [agent(text, *acts) for text, acts in said]
    text = line(a_call(persona, turns, seed), Mood(50, 50, 5, level), Move(kind, topic, ending))
    assert text.strip()
    assert not (set("{}<>") - set(value) | {"\n"}) & set(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_phrasebook_can_be_filled(language: Language) -> None:
    slots = dict.fromkeys(
        ("name", "company", "agent_name", "time", "earlier", "demand", "item", "value", "told"), "비누"
    )
    for group, lines in phrases(language).groups.items():
        assert len(set(lines)) == len(lines), group
        for text in lines:
            for plain in (True, False):
                filled = fill(spoken(text, plain=plain), slots)
                assert filled, (group, text)
                assert not set("<>|{}") & set(filled), (group, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_to_say(language: Language) -> None:
    groups = phrases(language).groups
    sizes = {
        kind: sum(len(lines) for name, lines in groups.items() if name.split(".")[0] == kind)
        for kind in KINDS
    }
    sizes["react"] = len(groups["soothed"])
    del sizes["silence"]  # fallen into twice in a call at the most
    assert min(sizes.values()) >= 12, sizes
    assert all(len(groups[f"push.{level}"]) >= 12 for level in range(4))
    for level in range(4):
        pieces = [len(groups[f"{part}.{level}"]) for part in ("openers", "cores", "tails")]
        assert pieces[0] * pieces[1] * pieces[2] > 1000
