"""What can break in mid-call: the page, the server, the model. The call goes on where it was."""

from collections.abc import Iterator

import pytest
from browser import App, Devices, People, take_call, watched
from playwright.sync_api import expect
from servers.fault import FaultServer

LONG = "제가 지금 몇 번째 전화하는 줄 아세요? 받는 사람마다 말이 다르고, 약속한 시간은 한 번도 지켜진 적이 없어요."


@pytest.fixture(scope="module")
def model() -> Iterator[FaultServer]:
    """The server that words the caller."""
    with FaultServer().running() as server:
        yield server


@pytest.fixture(scope="module")
def voiced(model: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with a caller that a model words."""
    environ = {"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "key", "SIMULATOR_CALLER_MODEL": "stub"}
    environ["SIMULATOR_JUDGE_MODEL"] = "stub"
    with App(tmp_path_factory.mktemp("voiced"), environ) as started:
        yield started


@pytest.fixture
def people(devices: Devices, voiced: App, model: FaultServer) -> Iterator[People]:
    """People of that app; each finds a model that answers well and at once."""
    model.delay = 0
    model.steps.clear()
    yield from watched(People(devices, voiced))


def test_a_reload_in_mid_reply_goes_on_where_it_was(people: People, model: FaultServer) -> None:
    page = people.sign_in()
    take_call(page)
    model.delay = 0.12
    model.script(LONG)
    page.fill("#reply", "안녕하십니까, 달빛비누 김하늘입니다.")
    page.press("#reply", "Enter")
    expect(page.locator("#line .growing p")).to_contain_text("몇 번째")
    page.reload()
    expect(page.locator("#turn-1 .said")).to_have_text("안녕하십니까, 달빛비누 김하늘입니다.")
    expect(page.locator("#line .growing p")).to_contain_text("제가 지금")
    expect(page.locator("#turn-2 .said")).to_have_text(LONG)
    expect(page.locator("#line")).to_be_empty()


def test_a_second_reply_while_the_caller_speaks_is_refused_and_kept(
    people: People, model: FaultServer
) -> None:
    page = people.sign_in()
    take_call(page)
    model.delay = 0.12
    model.script(LONG)
    page.fill("#reply", "안녕하십니까.")
    page.press("#reply", "Enter")
    expect(page.locator("#line .growing p")).to_contain_text("제가")
    page.fill("#reply", "잠시만요!")
    page.press("#reply", "Enter")
    expect(page.locator("#notice [role=alert]")).to_contain_text("고객이 아직 말하는 중이에요")
    assert page.input_value("#reply") == "잠시만요!"
    expect(page.locator("#turn-2 .said")).to_have_text(LONG)
    expect(page.locator("#talk .agent")).to_have_count(1)


def test_a_server_killed_in_mid_reply_goes_on_where_it_was(people: People, model: FaultServer) -> None:
    page = people.sign_in()
    take_call(page)
    model.delay = 0.12
    model.script(LONG)
    page.fill("#reply", "안녕하십니까, 달빛비누 김하늘입니다.")
    page.press("#reply", "Enter")
    expect(page.locator("#line .growing p")).to_contain_text("몇 번째")
    page.fill("#reply", "적고 있던 말")
    people.app.kill()
    model.delay = 0
    model.script(LONG)
    people.app.start()
    expect(page.locator("#turn-1 .said")).to_have_text("안녕하십니까, 달빛비누 김하늘입니다.")
    expect(page.locator("#turn-2 .said")).to_have_text(LONG, timeout=30_000)
    expect(page.locator("#talk .bubble")).to_have_count(3)
    assert page.input_value("#reply") == "적고 있던 말"
    people.complaints.clear()  # the browser notes that the server was away


def test_a_model_that_fails_is_told_at_the_turn_and_the_offline_caller_goes_on(
    people: People, model: FaultServer
) -> None:
    page = people.sign_in()
    take_call(page)
    model.script(*["html"] * 4)
    page.fill("#reply", "안녕하십니까, 달빛비누 김하늘입니다.")
    page.press("#reply", "Enter")
    expect(page.locator("#turn-2 [role=status]")).to_contain_text("오프라인 고객이 이어서 했어요")
    expect(page.locator("#turn-2 .said")).not_to_be_empty()


def test_a_judge_that_takes_long_keeps_nobody_waiting(people: People, model: FaultServer) -> None:
    page = people.sign_in()
    take_call(page)
    page.fill("#reply", "안녕하십니까, 달빛비누 김하늘입니다.")
    page.press("#reply", "Enter")
    expect(page.locator("#talk .caller")).to_have_count(2)
    model.script("hang")
    page.click("[data-deed=end]")
    page.click("[data-deed=skip_view]")
    expect(page.locator(".busy")).to_have_text("평가표를 만들고 있어요…")
    page.click(".way-back a")
    expect(page.locator(".lobby")).to_be_visible()


def test_a_judge_that_fails_is_told_and_the_offline_scorer_marks(people: People, model: FaultServer) -> None:
    page = people.sign_in()
    take_call(page)
    page.fill("#reply", "안녕하십니까, 달빛비누 김하늘입니다.")
    page.press("#reply", "Enter")
    expect(page.locator("#talk .caller")).to_have_count(2)
    model.script(*["401"] * 4)
    page.click("[data-deed=end]")
    page.click("[data-deed=skip_view]")
    expect(page.locator(".debrief .notice").first).to_contain_text("그래서 오프라인으로 채점했어요")
    expect(page.locator(".headline")).to_contain_text("오프라인 채점")
