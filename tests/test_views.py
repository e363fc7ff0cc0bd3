"""Values turned into words, tables and drawings."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import unescape

import pytest
from sample_call import OPENING, REPLY, a_call

from simulator.company import Announcement, Company
from simulator.language import LANGUAGES, Language
from simulator.library import Kit
from simulator.mood import Mood
from simulator.move import Move
from simulator.scorecard import Mark, scorecard
from simulator.turn import Turn
from simulator.views.announced import DAYS, announced
from simulator.views.briefing import briefing
from simulator.views.card import headline, marks
from simulator.views.curve import curve, turning_points
from simulator.views.debrief import Review, debrief
from simulator.views.html import address, tag
from simulator.views.marked import Beside
from simulator.views.overview import reviewed_call
from simulator.views.phone import at_hand, phone
from simulator.views.prose import prose
from simulator.views.transcript import growing, transcript

MARKS = (
    Mark("greeting", "greets", "met", 1, "많이 속상하셨겠어요."),
    Mark("greeting", "says-name", "missed", None, None, "이름을 말하지 않았어요."),
    Mark("no-blame", "never-blames", "met"),
)
ANSWER = Turn("caller", "말로만요?", ("vent",), Move("push"), Mood(50, 40, 9), "cut_off")


def _words(html: str) -> str:
    """The page as lines of words, with where its links lead and what its signs say."""
    html = re.sub(r"<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", r"[\2](\1)", html)
    html = re.sub(r"<span class=\"sign\"[^>]*aria-label=\"([^\"]*)\"[^>]*>", r"(\1) ", html)
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    html = re.sub(
        r"<(p|li|h\d|div|section|article|summary|blockquote|td|tr|figcaption|label)\b", r"\n<\1", html
    )
    lines = unescape(re.sub(r"<[^>]+>", " ", html)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_debrief_in_words(language: Language, snapshot: Callable[[str, str], None]) -> None:
    call = replace(a_call(), id="0" * 32, turns=(OPENING, REPLY, ANSWER), ending="caller_hung_up")
    card = scorecard(call.rubric, "offline", MARKS)
    snapshot(f"debrief.{language}", _words(debrief(call, Review(card, notice="cut_off"), language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_in_words(language: Language, snapshot: Callable[[str, str], None]) -> None:
    call = a_call()
    now = datetime.fromisoformat("2026-11-23T10:30:00+09:00")
    shown = briefing(Kit(call.persona, call.company, call.manual, call.rubric), None, now, language)
    snapshot(f"briefing.{language}", _words(shown))


@pytest.mark.parametrize("text", ["<b>bold</b>", "${alert(1)}", "{{this}}", 'a"b', "</script>", "&amp;", "'"])
def test_what_people_write_is_shown_to_the_letter_and_no_template_sees_it(text: str) -> None:
    call = replace(a_call(), turns=(OPENING, replace(REPLY, text=text)))
    for shown in (
        transcript(call, "ko", explained=True),
        tag("p", text, title=text),
        growing(call, text, "ko"),
    ):
        words = re.split(r"<[^>]*>", shown)
        assert text in [unescape(word) for word in words]
        assert not set("${}") & set(shown)


def test_a_manager_reads_no_quote_of_a_call_that_is_not_shared() -> None:
    call = replace(a_call(), turns=(OPENING, REPLY), ending="agent_hung_up")
    card = scorecard(call.rubric, "offline", MARKS)
    private = reviewed_call(call, card, card, Beside(), "ko", shared=False)
    assert REPLY.text not in private
    assert "많이 속상하셨겠어요" not in private
    assert "이름을 말하지 않았어요" not in private
    assert "많이 속상하셨겠어요" in reviewed_call(call, card, card, Beside(), "ko", shared=True)


def test_missed_criteria_come_first_and_show_their_clause() -> None:
    call = a_call()
    shown = marks(scorecard(call.rubric, "offline", MARKS), call.manual, "ko", Beside())
    assert shown.index("첫인사") < shown.index("고객 탓하지 않기")
    assert "매뉴얼 1.1 첫인사" in shown


def test_a_fatal_miss_is_named_beside_the_0() -> None:
    call = a_call()
    card = scorecard(call.rubric, "offline", [*MARKS[:2], Mark("no-blame", "never-blames", "missed", 1, "x")])
    shown = headline(card, "ko")
    assert 'data-score="0"' in shown
    assert "하나라도 어기면 0점이 되는 항목을 어겼어요: 고객 탓하지 않기" in shown


def test_turning_points_are_the_replies_that_moved_anger_most() -> None:
    moods = (60, 58, 40, 55, 30)
    turns = [
        Turn("caller" if n % 2 == 0 else "agent", f"말 {n}", (), None, Mood(anger, 30, 10))
        for n, anger in enumerate([moods[0], *[anger for mood in moods[1:] for anger in (mood, mood)]])
    ]
    assert [(one.turn, one.change) for one in turning_points(turns)] == [(3, -18), (5, 15), (7, -25)]


def test_a_call_without_a_reply_has_no_curve() -> None:
    assert "<svg" not in curve((OPENING,), "ko")


def test_an_announcement_fits_the_weekday_and_the_time() -> None:
    company = Company(
        "c",
        "회사",
        "ko",
        announcements=(
            Announcement("open", "아무 때나"),
            Announcement("open", "월요일 아침", ("mon",), "09:00", "12:00"),
            Announcement("lunch", "점심"),
        ),
    )

    def heard(moment: str) -> list[str]:
        at = datetime.fromisoformat(moment)
        return [one.text for one in announced(company, DAYS[at.weekday()], f"{at:%H:%M}")]

    assert heard("2026-11-23T10:00:00+09:00") == ["월요일 아침"]
    assert heard("2026-11-23T13:00:00+09:00") == ["아무 때나"]
    assert heard("2026-11-24T10:00:00+09:00") == ["아무 때나"]


def test_the_phone_names_the_caller_and_keeps_the_time_of_the_ring() -> None:
    started = datetime.fromisoformat("2026-11-23T01:30:00+00:00")
    shown = phone(a_call(started=started), "ko")
    assert 'data-started="2026-11-23T01:30:00+00:00"' in shown
    assert "한미숙" in shown


def test_the_manual_is_at_hand_clause_by_clause() -> None:
    assert [line.strip() for line in _words(at_hand(a_call(), "ko")).splitlines()[:3]] == [
        "매뉴얼 펼쳐 보기",
        "1.1 첫인사",
        '"안녕하십니까, 새벽책방입니다."라고 말합니다.',
    ]


def test_a_manual_is_read_with_its_quotes_lists_and_bold() -> None:
    shown = prose("한 **둘**\n셋\n\n> 말 하나\n> 말 둘\n- 가\n- <나>")
    assert shown == (
        '<p>한 <b>둘</b> 셋</p><blockquote class="say"><p>말 하나</p><p>말 둘</p></blockquote>'
        "<ul><li>가</li><li>&lt;나&gt;</li></ul>"
    )


def test_an_address_holds_any_id() -> None:
    assert address(caller="a/b", person="김 & <c>") == "?caller=a/b&person=%EA%B9%80+%26+%3Cc%3E"
