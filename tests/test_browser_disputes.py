"""A mark that a trainee objects to and a manager settles, in a real browser; and how far people and scorer agree."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from browser import SOOTHING, People, look_back, say, take_call
from playwright.sync_api import Locator, Page, expect

from simulator.agreement import ENOUGH

RUBRICS = Path(__file__).parents[1] / "rubrics"
CHECK = "says-sorry"
"""A check that a greeting alone misses."""
NOTE = "인사부터 하고 사과하려 했어요"
REASON = "첫 말에서 사과까지 바라지는 않아요"
AGREED = re.compile(r"(\d+)번 가운데 (\d+)번")


def _debriefed(people: People, name: str, title: str = "환갑 선물") -> Page:
    """The scorecard of a call in which nothing but a greeting was said."""
    page = people.sign_in(name, reduced_motion="reduce")
    take_call(page, title)
    say(page, SOOTHING[0])
    look_back(page)
    return page


def _of(page: Page, check: str = CHECK) -> Locator:
    """A check on the scorecard with all that stands beside its mark."""
    return page.locator(f".marks li[data-check={check}]")


def _object(page: Page) -> None:
    mark = _of(page)
    mark.locator(".dispute summary").click()
    mark.locator("textarea[name=note]").fill(NOTE)
    mark.locator("form button").click()
    expect(mark.locator(".objection")).to_contain_text(NOTE)


def _settle(manager: Page, call: Page, verdict: str) -> None:
    """The manager opens the call and marks the check."""
    manager.goto(f"{manager.url.partition('?')[0]}?{call.url.partition('?')[2]}")
    mark = _of(manager)
    mark.locator(".dispute summary").click()
    mark.locator("select[name=verdict]").select_option(verdict)
    mark.locator("input[name=note]").fill(REASON)
    mark.locator("form button").click()
    expect(mark.locator(".override")).to_contain_text(REASON)
    expect(mark).to_have_class(verdict)


def _agreed(page: Page) -> tuple[int, int]:
    """How many marks people and the scorer both made of the check, and on how many they agreed."""
    found = AGREED.search(_of(page).locator(".trust").inner_text())
    assert found
    return int(found[1]), int(found[2])


def _score(page: Page) -> float:
    return float(page.locator(".dial").get_attribute("data-score") or "nan")


def _in_gold(company: str) -> Counter[str]:
    """How often people have marked each criterion/check of a company in its gold file."""
    lines = (RUBRICS / company / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return Counter(place for line in lines if line for place in json.loads(line)["marks"])


def test_an_objection_stands_beside_the_mark_and_waits_at_the_manager(people: People) -> None:
    page = _debriefed(people, "이이의")
    before = _score(page)
    _object(page)
    page.reload()
    expect(_of(page).locator(".objection")).to_contain_text(NOTE)
    expect(_of(page)).to_have_class("missed")
    assert _score(page) == before
    manager = people.sign_in("이관리", "manager")
    manager.locator(".disputes li", has_text="이이의").locator("a").click()
    expect(_of(manager).locator(".objection")).to_contain_text(f"이이의의 이의: {NOTE}")


def test_an_override_settles_the_objection_and_both_stay_visible_to_both(people: People) -> None:
    page = _debriefed(people, "이정리")
    before = _score(page)
    _object(page)
    manager = people.sign_in("이관리", "manager")
    _settle(manager, page, "met")
    page.reload()
    expect(_of(page)).to_have_class("met")
    for seen in (page, manager):
        expect(_of(seen).locator(".override")).to_contain_text("이관리의 판정: 했음 (채점기: 놓침)")
        expect(_of(seen).locator(".override")).to_contain_text(REASON)
        expect(_of(seen).locator(".objection")).to_contain_text(NOTE)
    assert _score(page) == _score(manager) > before
    manager.click(".way-back a")
    expect(manager.locator(".filter")).to_be_visible()
    expect(manager.locator(".disputes li", has_text="이정리")).to_have_count(0)


def test_a_manager_who_marks_as_the_scorer_did_settles_the_objection_and_raises_the_agreement(
    people: People,
) -> None:
    page = _debriefed(people, "이그대로")
    before, (both, right) = _score(page), _agreed(page)
    assert both >= ENOUGH
    _object(page)
    manager = people.sign_in("이관리", "manager")
    _settle(manager, page, "missed")
    page.reload()
    expect(_of(page).locator(".override")).to_contain_text("이관리의 판정: 놓침 (채점기: 놓침)")
    assert (_score(page), _agreed(page)) == (before, (both + 1, right + 1))
    manager.click(".way-back a")
    expect(manager.locator(".filter")).to_be_visible()
    expect(manager.locator(".disputes li", has_text="이그대로")).to_have_count(0)


def test_an_override_against_the_scorer_lowers_the_agreement_until_it_is_made_anew(people: People) -> None:
    page = _debriefed(people, "이일치")
    both, right = _agreed(page)
    manager = people.sign_in("이관리", "manager")
    for verdict, more in (("met", 0), ("missed", 1)):
        _settle(manager, page, verdict)
        page.reload()
        expect(_of(page).locator(".override")).to_be_visible()
        assert _agreed(page) == (both + 1, right + more)


@pytest.mark.parametrize(("company", "title"), [("dalbit-soap", "환갑 선물"), ("hangyeol", "현금영수증")])
def test_agreement_is_shown_where_people_have_marked_enough_and_nowhere_else(
    people: People, company: str, title: str
) -> None:
    page = _debriefed(people, f"이{company}", title)
    enough = {place for place, marks in _in_gold(company).items() if marks >= ENOUGH}
    shown: dict[str, int] = {}
    for told in page.locator(".criterion:has(.trust)").all():
        for check in told.locator("li:has(.trust)").all():
            found = AGREED.search(check.locator(".trust").inner_text())
            place = f"{told.get_attribute('data-criterion')}/{check.get_attribute('data-check')}"
            shown[place] = int(found[1]) if found else 0
    assert bool(shown) == bool(enough)
    assert set(shown) <= enough
    assert all(marks >= ENOUGH for marks in shown.values())


def test_a_retry_that_no_manager_may_open_offers_no_objection(people: People) -> None:
    page = _debriefed(people, "이되풀")
    page.click("#turn-1 [data-deed=retry]")
    expect(page.locator("#talk .said")).to_have_count(1)
    say(page, SOOTHING[0])
    look_back(page)
    expect(_of(page)).to_have_class("missed")
    expect(page.locator(".marks .dispute")).to_have_count(0)
