"""Looking back in a real browser: the own view first, the gap, every proof, one better wording, a moment retried."""

import re

import pytest
from browser import SOOTHING, People, look_back, say, take_call
from playwright.sync_api import Page, expect

RUDE = (
    "그게 저희 잘못은 아니죠.",
    "고객님이 잘못 주문하신 거 아니에요?",
    "진정하세요. 저는 담당이 아니라서 몰라요.",
)
"""Replies after which next to nothing of the scorecard is met."""
MIDDLING = (*SOOTHING[:2], SOOTHING[4])
"""Replies that leave out finding the order, saying back and the closing."""
OWN_VIEW = "article[data-stage=own_view]"
CURVE = re.compile(r"^[\d.]+,[\d.]+ [\d.]+,[\d.]+")


def _called(people: People, name: str, *replies: str) -> Page:
    """A call of `name` in which these replies were given, still on the line unless the caller has ended it."""
    page = people.sign_in(name, reduced_motion="reduce")
    take_call(page)
    for reply in replies:
        say(page, reply)
    return page


def _hang_up(page: Page) -> None:
    page.click("#box [data-deed=end]")
    expect(page.locator(OWN_VIEW)).to_be_visible()


def _retry(page: Page, turn: int) -> None:
    """Goes back to the moment before the reply that was turn `turn`."""
    page.click(f"#turn-{turn} [data-deed=retry]")
    expect(page.locator("#talk .said")).to_have_count(turn)
    expect(page.locator("#reply")).to_be_focused()


def _score(page: Page) -> float:
    return float(page.locator(".dial").get_attribute("data-score") or "nan")


def test_the_own_view_is_asked_before_any_score_can_be_seen(people: People) -> None:
    page = _called(people, "문먼저", *RUDE[:1])
    _hang_up(page)
    page.reload()
    expect(page.locator(OWN_VIEW)).to_be_visible()
    expect(page.locator(".headline, .dial, .checks, .curve, .tomorrow")).to_have_count(0)
    assert "data-score" not in page.content()
    page.click(".brand")
    expect(page.locator("table.calls tbody .score")).to_have_text(["–"])


def test_the_own_view_stands_beside_the_score_with_the_gap_between_them(people: People) -> None:
    page = _called(people, "문차이", *RUDE[:1])
    _hang_up(page)
    page.fill("[name=after]", "환갑날까지 받는 것")
    page.fill("[name=rating]", "95")
    page.click(".ownview .go")
    expect(page.locator(".gap")).to_be_visible()
    lower = f"내가 매긴 점수(95점)보다 평가가 {round(95 - _score(page))}점 낮아요"
    expect(page.locator(".gap")).to_contain_text(lower)
    expect(page.locator(".need")).to_contain_text("환갑날까지 받는 것")
    page.reload()
    expect(page.locator(".gap")).to_contain_text(lower)


def test_every_turning_point_on_the_curve_leads_to_its_turn(people: People) -> None:
    page = _called(people, "문곡선", SOOTHING[1], RUDE[1])
    look_back(page)
    spots = page.locator(".curve a.spot").all()
    leads = [spot.get_attribute("href") or "" for spot in spots]
    assert len(leads) >= 2
    assert leads == [told.get_attribute("href") for told in page.locator(".turning a").all()]
    for spot, lead in zip(spots, leads, strict=True):
        spot.click()
        expect(page.locator(".bubble.pointed")).to_have_id(lead.removeprefix("#"))
        expect(page.locator(".bubble.pointed")).to_be_in_viewport()


def test_every_mark_leads_to_its_quote_and_its_clause_by_a_click(people: People) -> None:
    page = _called(people, "문근거", *MIDDLING, RUDE[1])
    look_back(page)
    proofs, criteria = (page.locator(f".marks {one}").all() for one in ("blockquote:has(q)", ".criterion"))
    assert min(len(proofs), len(criteria)) >= 8
    for proof in proofs:
        proof.locator("a").click()
        expect(page.locator(".bubble.pointed .said")).to_contain_text(proof.locator("q").inner_text())
    for criterion in criteria:
        expect(criterion.locator(".clause")).to_be_hidden()
        criterion.locator("summary", has_text="매뉴얼").click()
        expect(criterion.locator(".clause")).to_be_visible()
        expect(criterion.locator(".clause")).not_to_be_empty()


@pytest.mark.parametrize(("replies", "low", "high", "actions"), [(RUDE, 0, 49, 1), (MIDDLING, 50, 79, 2)])
def test_of_the_missed_checks_one_or_two_get_one_better_wording_each_and_fewer_the_lower_the_score(
    people: People, replies: tuple[str, ...], low: int, high: int, actions: int
) -> None:
    page = _called(people, f"문다음{actions}", *replies)
    look_back(page)
    assert low <= _score(page) <= high
    missed = page.locator(".checks li.missed").evaluate_all("all => all.map(one => one.dataset.check)")
    lessons = page.locator(".tomorrow .lesson").all()
    assert len(lessons) == actions < len(missed)
    wordings = [lesson.locator(".better q").inner_text() for lesson in lessons]
    assert len(set(wordings) - set(replies)) == actions
    assert {lesson.get_attribute("data-check") for lesson in lessons} <= set(missed)
    expect(page.locator(".lesson p", has_text="왜냐하면")).to_have_count(actions)


def test_a_retry_brings_back_the_same_caller_who_answers_the_same_words_the_same_way(people: People) -> None:
    page = _called(people, "문다시", *SOOTHING[:2])
    before = page.locator("#talk .said").all_inner_texts()
    look_back(page)
    _retry(page, 3)
    expect(page.locator("#talk .said")).to_have_text(before[:3])
    expect(page.locator(".phone h1")).to_contain_text("오정란")
    say(page, SOOTHING[1])
    expect(page.locator("#talk .said")).to_have_text(before)


def test_a_retry_is_compared_side_by_side_in_words_acts_curve_and_marks(people: People) -> None:
    page = _called(people, "문견줌", SOOTHING[0], RUDE[1])
    look_back(page)
    _retry(page, 3)
    say(page, SOOTHING[1])
    look_back(page)
    page.click(".deeds a[href*=compare]")
    columns = page.locator("section.column")
    for column, words, acts in ((columns.first, RUDE[1], "탓"), (columns.last, SOOTHING[1], "사과")):
        expect(column.locator(".agent .said")).to_have_text([words])
        expect(column.locator(".agent .acts")).to_contain_text(acts)
        expect(column.locator(".caller .mood")).to_contain_text("분노")
        expect(column.locator(".spark .line:not(.past)")).to_have_attribute("points", CURVE)
    expect(columns).to_have_count(2)
    expect(columns.last.locator(".differences li", has_text="→").first).to_be_visible()
