"""Who may see what: signing in, roles, forged cookies, and what a manager is shown."""

import http.client
import json
import re
from typing import Any

import pytest
from browser import SOOTHING, App, People, look_back, say, take_call
from playwright.sync_api import expect

OTHERS = {
    "trainee": ("trainer", "manager"),
    "trainer": ("practice", "manager"),
    "manager": ("practice", "trainer"),
}


def _ask(
    app: App, method: str, path: str, cookie: str = "", body: Any = None, **headers: str
) -> tuple[int, str]:
    """The status and where it leads."""
    line = http.client.HTTPConnection("127.0.0.1", app.port, timeout=10)
    sent = {"Cookie": cookie, "Content-Type": "application/json", **headers}
    line.request(method, path, None if body is None else json.dumps(body), sent)
    answer = line.getresponse()
    line.close()
    return answer.status, answer.getheader("location") or ""


def _cookie(people: People, role: str) -> str:
    page = people.sign_in(role=role)
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


@pytest.mark.parametrize("role", OTHERS)
def test_a_role_reaches_no_other_page_config_or_api(people: People, role: str) -> None:
    cookie = _cookie(people, role)
    call = {"data": [], "fn_index": 0, "session_hash": "abc"}
    for other in OTHERS[role]:
        for language in ("ko", "en"):
            base = f"/{language}/{other}"
            for path in ("/", "/config", "/gradio_api/info", "/gradio_api/queue/data?session_hash=abc"):
                assert _ask(people.app, "GET", base + path, cookie)[0] == 401, path
            for path in ("/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/call/open_page"):
                assert _ask(people.app, "POST", base + path, cookie, call)[0] in (401, 404, 405), path
            assert _ask(people.app, "POST", base + "/gradio_api/queue/join", cookie, call)[0] == 401
            page = _ask(people.app, "GET", base + "/", cookie, Accept="text/html")
            assert page == (303, f"/{language}/signin?role")


def test_nobody_signed_in_is_led_to_the_sign_in(people: People) -> None:
    page = people.page()
    page.goto(people.app.url)
    expect(page).to_have_url(f"{people.app.url}/ko/signin")
    page.goto(f"{people.app.url}/en/manager/")
    expect(page).to_have_url(f"{people.app.url}/en/signin")


@pytest.mark.parametrize("forged", ["", "abc", "WyJ4IiwibWFuYWdlciJd.aaaa.bbbb", "%00", "é"])
def test_a_forged_cookie_opens_nothing(app: App, forged: str) -> None:
    status, _ = _ask(
        app, "GET", "/ko/manager/config", f"simulator_session={forged}".encode().decode("latin-1")
    )
    assert status == 401


def test_a_name_that_points_to_this_machine_from_outside_is_refused(app: App) -> None:
    assert _ask(app, "GET", "/ko/signin", Host="evil.example")[0] == 400
    assert _ask(app, "GET", "/ko/signin", Host=f"localhost:{app.port}")[0] == 200


def test_a_name_is_needed_and_signing_out_ends_the_right(people: People) -> None:
    page = people.page()
    page.goto(f"{people.app.url}/ko/signin")
    page.fill("input[name=name]", "   ")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.click("form button")
    expect(page.locator("[role=alert]")).to_contain_text("이름을 적어 주세요")
    people.complaints.clear()  # the browser notes the status 400
    page.fill("input[name=name]", "김하늘")
    page.click("form button")
    expect(page.locator("#stage h1")).to_be_visible()
    page.click("text=나가기")
    expect(page.locator(".signin")).to_be_visible()
    page.goto(f"{people.app.url}/ko/practice/")
    expect(page.locator(".signin")).to_be_visible()


def test_a_trainee_cannot_open_a_call_of_another(people: People) -> None:
    page = people.sign_in(name="김하늘")
    take_call(page)
    other = people.sign_in(name="박다른")
    other.goto(page.url)
    expect(other.locator("#notice")).to_contain_text("다른 사람의 통화예요")
    expect(other.locator("#talk .bubble")).to_have_count(0)


def test_a_manager_reads_the_talk_only_after_it_is_shared(people: People) -> None:
    page = people.sign_in(name="한나눔")
    take_call(page)
    say(page, SOOTHING[0])
    look_back(page)
    manager = people.sign_in("이관리", "manager")
    manager.select_option("select[name=person]", "한나눔")
    manager.click("form.filter button")
    # the way to the other language follows the address: the filtered list is there, and stays under the click
    expect(manager.locator("a[hreflang=en]")).to_have_attribute("href", re.compile("person="))
    manager.locator(".calls a").first.click()
    expect(manager.locator(".headline")).to_be_visible()
    expect(manager.locator("blockquote q, .bubble, .curve")).to_have_count(0)
    page.click("[data-deed=share]")
    expect(page.locator(".privacy")).to_contain_text("관리자도 이 대화를 볼 수 있어요")
    manager.reload()
    expect(manager.locator(".bubble")).to_have_count(3)
    assert manager.locator("blockquote q").count() > 0


def test_a_trainer_sees_every_company_with_manual_beside_rubric(people: People) -> None:
    page = people.sign_in(role="trainer")
    expect(page.locator("a.card:not(.tool)")).to_have_count(4)
    page.locator("a.card", has_text="달빛비누").click()
    expect(page.locator(".caller-file")).to_have_count(8)
    page.locator(".two a[href='#clause-1.4']").first.click()
    expect(page.locator(".criterion.pointed")).to_contain_text("1.4 본인과 주문 확인")
