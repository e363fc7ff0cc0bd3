"""The app as a process of its own, and people who use it in a real Chromium."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

expect.set_options(timeout=15_000)
HARMLESS = ("queue/data", "ERR_INCOMPLETE_CHUNKED_ENCODING", "Connection errored out", "AbortError")
"""What the console may say: gradio closes its own event stream when a page is left."""
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
SOOTHING = (
    "안녕하십니까, 달빛비누 김하늘입니다. 무엇을 도와드릴까요?",
    "환갑 선물인데 엿새가 되도록 출발도 안 했으니 얼마나 속이 타셨겠어요. 정말 죄송합니다.",
    "바로 찾아보려고 합니다. 실례지만 주문번호를 말씀해 주시겠어요?",
    "제가 이해한 게 맞는지 확인하겠습니다. 엿새 전에 입금하셨는데 아직 출발 전이라는 말씀이시죠?",
    "확인해 보니 작업이 밀렸습니다. 제가 책임지고 오늘 특송으로 보내고 오후 3시까지 송장번호를 문자로 드리겠습니다.",
    "더 궁금하신 점 있으실까요?",
    "말씀해 주셔서 감사합니다. 좋은 하루 보내세요.",
)
"""Replies that calm 오정란 and solve her call."""


@dataclass
class App:
    """`python -m simulator` with a data folder of its own, on a free port."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: "subprocess.Popen[str] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return next(self.folder.rglob("*.sqlite3"))

    def start(self) -> Self:
        """Starts it and waits for the line that says it is open."""
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        own = {
            key: value for key, value in os.environ.items() if not key.startswith(("OPENAI_", "SIMULATOR_"))
        }
        own |= {"XDG_DATA_HOME": str(self.folder), **self.environ}
        own.pop("PYTHONDONTWRITEBYTECODE", None)
        log = (self.folder / "app.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "simulator", "--port", str(self.port), "--language", "ko"],
            env=own,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert self.process.stdout
        assert self.url in self.process.stdout.readline(), (self.folder / "app.log").read_text()
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.process.terminate()
            self._reap()

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process
        self.process.kill()
        self._reap()

    def _reap(self) -> None:
        assert self.process
        self.process.wait(15)
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None


@dataclass
class Devices:
    """Browsers that are lent out and come back forgetful but for the files they have loaded."""

    browser: Browser
    free: list[tuple[dict[str, Any], BrowserContext]] = field(default_factory=list)

    def lend(self, **kind: Any) -> BrowserContext:
        """A device of that kind, nobody signed in."""
        for place, (known, context) in enumerate(self.free):
            if known == kind:
                del self.free[place]
                return context
        context = self.browser.new_context(**kind)
        context.set_default_timeout(15_000)
        return context

    def take_back(self, kind: dict[str, Any], context: BrowserContext) -> None:
        """Closes its pages and forgets its people."""
        for page in context.pages:
            page.close()
        context.clear_cookies()
        self.free.append((kind, context))


@dataclass
class People:
    """Lends devices to people of one app, and watches what their pages ask for and complain about."""

    devices: Devices
    app: App
    lent: list[tuple[dict[str, Any], BrowserContext]] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def page(self, **more: Any) -> Page:
        """A page on a device of its own, nobody signed in."""
        kind = {"locale": "ko-KR", **DESKTOP, **more}
        context = self.devices.lend(**kind)
        self.lent.append((kind, context))
        page = context.new_page()
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _said(self, said: ConsoleMessage) -> None:
        text = f"{said.text} {said.location['url']}"
        if said.type == "error" and not any(known in text for known in HARMLESS):
            self.complaints.append(text)

    def sign_in(self, name: str = "김하늘", role: str = "trainee", language: str = "ko", **more: Any) -> Page:
        """`name` signed in, on the first page of the role."""
        page = self.page(**more)
        page.goto(f"{self.app.url}/{language}/signin")
        page.fill("input[name=name]", name)
        page.check(f"input[value={role}]")
        page.click("form button")
        expect(page.locator("#stage h1")).to_be_visible()
        return page


def take_call(page: Page, title: str = "환갑 선물") -> None:
    """From the first page to the caller's first words."""
    page.locator("a.card", has_text=title).click()
    page.click("[data-deed=ring]")
    expect(page.locator("#turn-0 .said")).not_to_be_empty()


def say(page: Page, text: str) -> None:
    """Says `text` and waits until the caller has answered or the call is over."""
    heard = page.locator("#talk .caller").count()
    page.fill("#reply", text)
    page.press("#reply", "Enter")
    expect(page.locator("#talk .caller")).to_have_count(heard + 1)
    expect(page.locator("#line .growing")).to_have_count(0)


def look_back(page: Page) -> None:
    """Puts the phone down where the call is not over yet, skips the own view, and waits for the scorecard."""
    page.locator(".over a, #box [data-deed=end]").locator("visible=true").first.click()
    expect(page.locator("[data-deed=skip_view], .headline").first).to_be_visible()
    if page.locator(
        "[data-deed=skip_view]"
    ).count():  # nobody is asked about a call in which nothing was said
        page.click("[data-deed=skip_view]")
    expect(page.locator(".headline")).to_be_visible()


def watched(people: People) -> Iterator[People]:
    """`people`, and afterwards the proof that all stayed on this machine and no page complained."""
    yield people
    for kind, context in people.lent:
        people.devices.take_back(kind, context)
    assert people.hosts <= {people.app.url.removeprefix("http://"), ""}
    assert people.complaints == []
