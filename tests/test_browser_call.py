"""A trainee takes a call in a real browser."""

import sqlite3

import pytest
from browser import PHONE, SOOTHING, People, look_back, say, take_call
from playwright.sync_api import Page, expect

from simulator.text import MAX_REPLY

SCRIPT = "window.hacked=1"
HOSTILE = f"<img src=x onerror={SCRIPT}><script>{SCRIPT}</script> ${{{SCRIPT}}} {{{{{SCRIPT}}}}} &amp;"


def test_a_soothed_caller_is_solved_and_every_mark_leads_to_its_proof(people: People) -> None:
    page = people.sign_in()
    take_call(page)
    for reply in SOOTHING:
        say(page, reply)
    expect(page.locator(".over")).to_contain_text("해결됨")
    look_back(page)
    expect(page.locator(".verdict")).to_contain_text("합격")
    assert float(page.locator(".dial").get_attribute("data-score") or 0) >= 80
    proof = page.locator(".checks blockquote").first
    quote = proof.locator("q").inner_text()
    proof.locator("a").click()
    expect(page.locator(".bubble.pointed .said")).to_contain_text(quote)
    for missed in page.locator(".criterion.missed").all():
        expect(missed.locator(".tip")).to_be_visible()
        missed.locator("summary", has_text="매뉴얼").click()
        expect(missed.locator(".clause")).not_to_be_empty()


def test_a_turning_point_leads_to_the_turn_that_moved_the_caller(people: People) -> None:
    page = people.sign_in()
    take_call(page)
    for reply in SOOTHING[:2]:
        say(page, reply)
    look_back(page)
    turning = page.locator(".turning a").first
    words = turning.inner_text().strip("“”…")
    turning.click()
    expect(page.locator(".bubble.pointed .said")).to_contain_text(words)


def test_the_other_language_keeps_what_is_looked_at(people: People) -> None:
    page = people.sign_in()
    page.locator("a.card", has_text="환갑 선물").click()
    expect(page.locator("[data-deed=ring]")).to_be_visible()
    page.click("text=English")
    expect(page.locator("[data-deed=ring]")).to_have_text("Take the call")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.click("[data-deed=ring]")
    expect(page.locator("#turn-0")).to_be_visible()
    spoken = page.locator("#turn-0 .said").inner_text()
    page.click("text=한국어")
    expect(page.locator("[data-deed=end]")).to_have_text("전화 끊기")
    expect(page.locator("#turn-0 .said")).to_have_text(spoken)
    look_back(page)
    page.click("text=English")
    expect(page.locator(".headline")).to_contain_text("pass mark")


def test_markup_in_names_and_replies_is_text(people: People) -> None:
    page = people.sign_in(name=HOSTILE[:60])
    expect(page.locator(".me b")).to_have_text(HOSTILE[:60])
    take_call(page)
    say(page, HOSTILE)
    expect(page.locator("#turn-1 .said")).to_have_text(HOSTILE)
    look_back(page)
    expect(page.locator(".said-side #turn-1 .said")).to_have_text(HOSTILE)
    assert page.evaluate("window.hacked") is None


def test_a_refused_reply_stays_in_the_box(people: People) -> None:
    page = people.sign_in()
    take_call(page)
    for text, sentence in (
        ("", "답변 칸이 비어 있어요"),
        ("가" * (MAX_REPLY + 1), "답변이 4,001자라서"),
        (" \n\t\x07", "답변 칸이 비어 있어요"),
        ("가" * 100_000, "답변이 100,000자라서"),
    ):
        page.locator("#reply").evaluate("(box, text) => { box.value = text; }", text)
        page.press("#reply", "Enter")
        expect(page.locator("#notice [role=alert]")).to_contain_text(sentence)
        assert page.input_value("#reply") == text
    expect(page.locator("#talk .agent")).to_have_count(0)


def test_a_reply_to_a_call_that_has_ended_elsewhere_is_kept_and_leads_to_the_scorecard(
    people: People,
) -> None:
    page = people.sign_in()
    take_call(page)
    elsewhere = page.context.new_page()
    elsewhere.goto(page.url)
    look_back(elsewhere)
    page.fill("#reply", "아직 계신가요?")
    page.press("#reply", "Enter")
    expect(page.locator("#notice [role=alert]")).to_contain_text("이미 끝난 통화예요")
    assert page.input_value("#reply") == "아직 계신가요?"
    page.click(".over a")
    expect(page.locator(".headline")).to_be_visible()


def test_a_locked_database_is_told_and_the_reply_can_be_sent_again(people: People) -> None:
    page = people.sign_in()
    take_call(page)
    page.fill("#reply", SOOTHING[0])
    with sqlite3.connect(people.app.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        page.press("#reply", "Enter")
        expect(page.locator("#notice [role=alert]")).to_contain_text(
            "다른 프로그램이 데이터베이스를 쓰고 있어요"
        )
        other.execute("ROLLBACK")
    assert page.input_value("#reply") == SOOTHING[0]
    page.press("#reply", "Enter")
    expect(page.locator("#talk .caller")).to_have_count(2)
    expect(page.locator("#notice")).to_be_empty()


def test_a_draft_survives_a_reload(people: People) -> None:
    page = people.sign_in()
    take_call(page)
    page.fill("#reply", "적다 만 답변")
    page.reload()
    expect(page.locator("#reply")).to_have_value("적다 만 답변")
    expect(page.locator("#reply")).to_be_focused()


def test_signing_out_elsewhere_leads_to_the_sign_in_and_keeps_the_draft(people: People) -> None:
    page = people.sign_in(name="노다시")
    take_call(page)
    page.fill("#reply", "적던 글")
    page.context.clear_cookies()
    page.press("#reply", "Enter")
    expect(page.locator("[role=alert]")).to_contain_text("적던 글은 그대로 있어요")
    people.complaints.clear()  # the browser notes the status 401
    page.fill("input[name=name]", "노다시")
    page.click("form button")
    page.click(".going-on a")
    expect(page.locator("#reply")).to_have_value("적던 글")


def test_enter_that_finishes_a_korean_syllable_does_not_send(people: People) -> None:
    page = people.sign_in()
    take_call(page)
    keys = page.context.new_cdp_session(page)
    keys.send("Input.insertText", {"text": "안녕하세"})
    keys.send("Input.imeSetComposition", {"text": "요", "selectionStart": 1, "selectionEnd": 1})
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229})
    keys.send("Input.insertText", {"text": "요"})
    assert page.input_value("#reply") == "안녕하세요"
    page.keyboard.press("Shift+Enter")
    page.keyboard.insert_text("김하늘입니다.")
    page.keyboard.press("Enter")
    expect(page.locator("#talk .agent .said")).to_have_text("안녕하세요\n김하늘입니다.", use_inner_text=True)
    expect(page.locator("#talk .caller")).to_have_count(2)


def _tab_to(page: Page, selector: str) -> None:
    """Presses Tab until what `selector` names has the focus, which must be visible."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_the_keyboard_alone_is_enough(people: People) -> None:
    page = people.sign_in()
    _tab_to(page, "a.card")
    page.keyboard.press("Enter")
    expect(page.locator("[data-deed=ring]")).to_be_visible()
    _tab_to(page, "[data-deed=ring]")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-0")).to_be_visible()
    expect(page.locator("#reply")).to_be_focused()
    page.keyboard.type("안녕하십니까, 달빛비누 김하늘입니다.")
    page.keyboard.press("Enter")
    expect(page.locator("#talk .caller")).to_have_count(2)
    _tab_to(page, "[data-deed=end]")
    page.keyboard.press("Enter")
    expect(page.locator(".debrief h1")).to_be_focused()
    _tab_to(page, "[data-deed=skip_view]")
    page.keyboard.press("Enter")
    expect(page.locator(".headline")).to_be_visible()
    _tab_to(page, ".checks blockquote a")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.pointed")).to_be_focused()


def test_a_reader_aloud_hears_each_line_of_the_caller_once(people: People) -> None:
    page = people.sign_in()
    page.evaluate("""() => { window.heard = []; new MutationObserver(() => {
        const said = document.querySelector('.only-read'); if (said?.textContent) heard.push(said.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: false }); }""")
    take_call(page)
    say(page, SOOTHING[0])
    lines = page.locator("#talk .caller .said").all_inner_texts()
    heard = list(dict.fromkeys(page.evaluate("window.heard")))
    assert heard == [f"오정란: {line}" for line in lines]
    assert page.locator("#talk [aria-live], #talk[aria-live]").count() == 0


def test_stopping_costs_nothing_and_the_manager_never_sees_it(people: People) -> None:
    page = people.sign_in(name="박멈춤")
    take_call(page)
    page.click("[data-deed=stop]")
    expect(page.locator(".debrief")).to_contain_text("연습을 멈췄어요")
    expect(page.locator(".headline")).to_have_count(0)
    manager = people.sign_in("이관리", "manager")
    manager.goto(f"{people.app.url}/ko/manager/?person=박멈춤")
    expect(manager.locator("#stage")).to_contain_text("조건에 맞는 통화가 없어요")
    manager.goto(f"{people.app.url}/ko/manager/{page.url.partition('practice/')[2]}")
    expect(manager.locator("#notice")).to_contain_text("그 통화를 찾을 수 없어요")


def test_a_running_call_is_offered_to_go_on(people: People) -> None:
    page = people.sign_in(name="정이어")
    take_call(page)
    page.click(".brand")
    page.click(".going-on a")
    expect(page.locator("#turn-0")).to_be_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_is_wider_than_a_phone(people: People, language: str) -> None:
    def fits(page: Page) -> bool:
        return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    page = people.sign_in(language=language, **PHONE)
    assert fits(page)
    page.locator("a.card").first.click()
    expect(page.locator("[data-deed=ring]")).to_be_visible()
    assert fits(page)
    page.click("[data-deed=ring]")
    expect(page.locator("#turn-0")).to_be_visible()
    say(page, "W" * 300)
    assert fits(page)
    look_back(page)
    assert fits(page)
    for role in ("trainer", "manager"):
        other = people.sign_in(role=role, language=language, **PHONE)
        assert fits(other)


def test_an_announcement_is_read_by_a_voice_of_this_machine_only(people: People) -> None:
    page = people.sign_in()
    page.locator("a.card", has_text="환갑 선물").click()
    page.evaluate("""() => {
        window.spoken = [];
        speechSynthesis.speak = (speech) => window.spoken.push(speech.text);
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        window.voices = [{ lang: 'ko-KR', localService: true }];
        speechSynthesis.getVoices = () => window.voices;
    }""")
    page.click(".listen")
    assert page.evaluate("window.spoken[0]").startswith("달빛비누입니다")
    page.evaluate("() => { window.voices = [{ lang: 'ko-KR', localService: false }]; }")
    page.click(".listen")
    expect(page.locator(".heard [role=status]")).to_contain_text("음성이 설치돼 있지 않아요")
    assert page.evaluate("window.spoken.length") == 1
