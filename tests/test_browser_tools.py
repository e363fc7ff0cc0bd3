"""The trainer's tools in a real browser: a draft from a manual, real calls marked, marking blind."""

from pathlib import Path

from browser import SOOTHING, People, look_back, say, take_call
from playwright.sync_api import expect

MANUAL = """# 고객 응대 매뉴얼

## 1.1 첫인사
"안녕하십니까, 새벽책방 김하늘입니다."라고 인사하고 이름을 밝힙니다.

## 2.1 공감과 사과
불만을 들으면 먼저 공감하고 사과합니다. "많이 속상하셨겠습니다. 죄송합니다."

## 9.9 유니폼
출근하면 유니폼을 입습니다.
"""
REAL = """고객: 주문한 지 열흘이에요. 010-1234-5678 김영희인데 왜 안 와요?

상담원: 안녕하세요, 달빛비누 이한결입니다. 열흘이나 기다리셔서 많이 답답하셨겠어요. 죄송합니다.
"""


def test_a_manual_becomes_a_first_rubric_with_the_clauses_that_have_no_check(
    people: People, tmp_path: Path
) -> None:
    (tmp_path / "manual.md").write_text(MANUAL, encoding="utf-8")
    page = people.sign_in(role="trainer")
    page.locator("a.card.tool", has_text="초안").click()
    page.set_input_files("input[type=file]", tmp_path / "manual.md")
    page.fill("input[name=company]", "saebyeok")
    page.click("form .go")
    expect(page.locator("pre.file")).to_contain_text("id: saebyeok")
    expect(page.locator("pre.file")).to_contain_text('clause: "1.1"')
    expect(page.locator(".two section").nth(1)).to_contain_text("9.9 유니폼")


def test_a_document_that_is_none_is_told_in_one_sentence(people: People, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"not a document")
    page = people.sign_in(role="trainer")
    page.locator("a.card.tool", has_text="초안").click()
    page.set_input_files("input[type=file]", tmp_path / "broken.docx")
    page.fill("input[name=company]", "saebyeok")
    page.click("form .go")
    expect(page.locator("#notice [role=alert]")).to_contain_text("열리는")


def test_real_calls_are_marked_without_names_and_numbers(people: People, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(REAL, encoding="utf-8")
    page = people.sign_in(role="trainer")
    page.locator("a.card.tool", has_text="실제 통화").click()
    page.select_option("select[name=company]", "dalbit-soap")
    page.set_input_files("input[type=file]", [tmp_path / "one.txt", tmp_path / "two.txt"])
    page.click("form .go")
    expect(page.locator("table.calls tbody tr")).to_have_count(2)
    expect(page.locator(".headline")).to_have_count(2)
    assert "김영희" not in page.content()
    assert "1234-5678" not in page.content()
    page.locator("#call-1 blockquote a").first.click()
    expect(page.locator("#call-1 .bubble.pointed")).to_have_count(1)


def test_a_pasted_call_is_marked_too_and_nothing_at_all_is_asked_for(people: People) -> None:
    page = people.sign_in(role="trainer")
    page.locator("a.card.tool", has_text="실제 통화").click()
    page.click("form .go")
    expect(page.locator("#notice [role=alert]")).to_contain_text("파일을 고르거나")
    page.fill("textarea[name=text]", REAL)
    page.click("form .go")
    expect(page.locator(".headline")).to_have_count(1)


def test_a_shared_call_is_marked_blind_and_the_agreement_is_shown(people: People) -> None:
    page = people.sign_in(name="함나눔")
    take_call(page)
    say(page, SOOTHING[0])
    look_back(page)
    page.click("[data-deed=share]")
    expect(page.locator(".privacy")).to_contain_text("관리자도")
    trainer = people.sign_in("한트레", "trainer")
    trainer.locator("a.card.tool", has_text="눈가림").click()
    trainer.locator("a[href*='tool=blind&company=dalbit']").click()
    expect(trainer.locator(".bubble").first).to_be_visible()
    expect(trainer.locator(".checks, .headline")).to_have_count(0)
    for box in trainer.locator("fieldset").all():
        box.locator("input").first.check()
    trainer.click("form .go")
    expect(trainer.locator("table.calls tbody tr").first).to_contain_text("/")
