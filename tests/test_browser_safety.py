"""What protects a trainee, in a real browser: agreeing first, stopping, the own ceiling, a rest after a rough call."""

import re

from browser import People, look_back, say
from playwright.sync_api import Page, expect

ROUGH = "배송비 500원 더 빠졌다고"
"""The title of a Korean caller who swears, up to L3, whatever is said."""
SWEARS = "every name under the sun"
"""The title of an English one."""
GOADING = (
    "겨우 500원 가지고 왜 그러세요?",
    "진정하세요. 그게 저희 잘못은 아니죠.",
    "저는 담당이 아니라서 몰라요.",
)
"""Replies after which that caller hangs up at the top of what the trainee allows."""
ABOVE_1 = re.compile(r"\bL[2-4]\b")


def _briefed(people: People, name: str, *, title: str = ROUGH, limit: int | None = None) -> Page:
    """The page before the call of a rough caller, with an own ceiling where one is set."""
    page = people.sign_in(name, reduced_motion="reduce")
    page.locator("a.card", has_text=title).click()
    expect(page.locator(".rough .level")).to_be_visible()
    if limit is not None:
        page.select_option("select[name=ceiling]", str(limit))
        page.click(".limit button")
        expect(page.locator(".rough .level")).to_have_text(f"L{limit}")
    return page


def _picked_up(page: Page) -> Page:
    """Agrees where that is asked, and takes the call."""
    expect(page.locator("[data-deed=ring]")).to_be_visible()
    for agree in page.locator("#agree").all():
        agree.check()
    page.click("[data-deed=ring]")
    expect(page.locator("#turn-0 .said")).not_to_be_empty()
    return page


def _goaded(page: Page) -> Page:
    """Lets the caller hang up, and looks back."""
    for reply in GOADING:
        say(page, reply)
    page.click(".over a")
    expect(page.locator(".over")).to_have_count(0)
    return page


def test_a_rough_call_shows_its_level_and_rings_only_after_it_is_agreed_to(people: People) -> None:
    page = _briefed(people, "서동의")
    expect(page.locator(".rough .level")).to_have_text("L3")
    expect(page.locator(".rough")).to_contain_text("욕설(일부 가림)과 협박")
    page.click("[data-deed=ring]")
    expect(page.locator("#agree")).to_be_focused()
    page.click(".brand")
    expect(page.locator(".lobby")).to_be_visible()
    expect(page.locator(".going-on")).to_have_count(0)
    page.locator("a.card", has_text=ROUGH).click()
    _picked_up(page)


def test_a_shift_shows_how_rough_it_can_get_and_asks_for_agreement_too(people: People) -> None:
    page = people.sign_in("서근무")
    page.click("[data-deed=shift][data-company=dalbit-soap]")
    expect(page.locator("[data-deed=next_call]")).to_be_visible()
    expect(page.locator(".shift .level")).to_have_text(re.compile(r"L[23]"))
    page.click("[data-deed=next_call]")
    expect(page.locator("#agree")).to_be_focused()


def test_stopping_ends_a_call_at_once_and_neither_asks_nor_scores_anything(people: People) -> None:
    page = _picked_up(_briefed(people, "서그만", limit=1))
    say(page, GOADING[0])
    page.click("[data-deed=stop]")
    expect(page.locator(".debrief")).to_contain_text("점수를 매기지 않고")
    expect(page.locator(".headline, .dial, .checks, .ownview, .tomorrow")).to_have_count(0)
    page.click(".brand")
    expect(page.locator("table.calls tbody .score")).to_have_text(["–"])
    expect(page.locator(".going-on")).to_have_count(0)


def test_after_a_call_at_l3_there_is_a_cool_down_before_anything_is_asked_or_scored(people: People) -> None:
    page = _goaded(_picked_up(_briefed(people, "서쉼표")))
    rest = page.locator("[data-stage=aftercare]")
    expect(rest).to_contain_text("당신 탓이 아니에요")
    expect(rest).to_contain_text("10분 동안 전화를 받지 않고 쉬어요")
    expect(page.locator(".headline, .ownview, .bubble")).to_have_count(0)
    rest.locator("a.go").click()
    expect(page.locator(".ownview")).to_be_visible()
    page.click("[data-deed=skip_view]")
    expect(page.locator(".headline")).to_be_visible()


def test_an_own_ceiling_holds_the_caller_down_and_spares_the_cool_down(people: People) -> None:
    page = _briefed(people, "서여기", limit=1)
    expect(page.locator("#agree")).to_have_count(0)
    _goaded(_picked_up(page))
    expect(page.locator(".ownview")).to_be_visible()
    page.goto(page.url.replace("?call=", "?compare="))
    expect(page.locator(".caller .mood")).to_have_count(4)
    expect(page.locator(".caller .mood").last).to_contain_text("L1")
    expect(page.locator(".caller .mood", has_text=ABOVE_1)).to_have_count(0)


def test_under_an_own_ceiling_below_l3_no_caller_swears(people: People) -> None:
    page = _picked_up(_briefed(people, "서고운", title=SWEARS, limit=1))
    say(page, "Okay.")
    expect(page.locator("#talk .caller .said")).to_have_count(2)
    expect(page.locator("#talk .caller .said", has_text="***")).to_have_count(0)


def test_a_call_that_is_watched_keeps_to_the_own_ceiling(people: People) -> None:
    page = _briefed(people, "서구경", limit=1)
    page.click("a[href*=watch]")
    expect(page.locator("section.column")).to_have_count(2)
    expect(page.locator(".caller .mood", has_text=ABOVE_1)).to_have_count(0)


def test_a_retry_keeps_to_an_own_ceiling_that_was_lowered_after_the_call(people: People) -> None:
    page = _goaded(_picked_up(_briefed(people, "서낮춤")))
    call = page.url
    page.goto(call.partition("?")[0] + "?caller=dalbit-soap/swearing-over-500-won")
    page.select_option("select[name=ceiling]", "1")
    page.click(".limit button")
    expect(page.locator(".rough .level")).to_have_text("L1")
    page.goto(call + "&rested=1")
    page.click("[data-deed=skip_view]")
    page.click("#turn-1 [data-deed=retry]")
    expect(page.locator("#talk .said")).to_have_count(1)
    say(page, GOADING[0])
    page.goto(call.replace("?call=", "?compare="))
    expect(page.locator("section.column")).to_have_count(2)
    expect(page.locator("section.column").last.locator(".caller .mood", has_text=ABOVE_1)).to_have_count(0)


def test_the_stop_and_the_ceiling_are_shown_to_nobody_else(people: People) -> None:
    page = _picked_up(_briefed(people, "서비밀", limit=1))
    page.click("[data-deed=stop]")
    expect(page.locator(".debrief")).to_contain_text("연습을 멈췄어요")
    other = _briefed(people, "서다른")
    expect(other.locator(".rough .level")).to_have_text("L3")
    expect(other.locator("select[name=ceiling]")).to_have_value("4")
    other.goto(page.url)
    expect(other.locator("#notice")).to_contain_text("다른 사람의 통화예요")
    manager = people.sign_in("서관리", "manager")
    expect(manager.locator("table.calls tbody", has_text="서비밀")).to_have_count(0)
    manager.goto(f"{people.app.url}/ko/manager/?{page.url.partition('?')[2]}")
    expect(manager.locator("#notice")).to_contain_text("그 통화를 찾을 수 없어요")


def test_a_manager_reads_a_shared_call_without_the_ceiling_it_was_held_to(people: People) -> None:
    page = _picked_up(_briefed(people, "서나눔", limit=1))
    say(page, GOADING[0])
    look_back(page)
    page.click("[data-deed=share]")
    expect(page.locator(".privacy")).to_contain_text("관리자도")
    manager = people.sign_in("서관리", "manager")
    manager.goto(f"{people.app.url}/ko/manager/?{page.url.partition('?')[2]}")
    expect(manager.locator(".bubble")).to_have_count(3)
    expect(manager.locator("#stage", has_text=re.compile(r"한도|\bL[0-4]\b"))).to_have_count(0)
