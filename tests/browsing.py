"""Chromium and the app for the tests that use a real browser; what is missing skips them with its reason."""

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser import App, Devices, People

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), "")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


@pytest.fixture(scope="module")
def devices() -> "Iterator[Devices]":
    """One Chromium for a file of tests; not for all, because its driver holds an event loop in this thread."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    from browser import Devices

    with driver.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Devices(browser)
        browser.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[App]":
    """The app, offline, for all tests that need no other."""
    from browser import App

    with App(tmp_path_factory.mktemp("app")) as started:
        yield started


@pytest.fixture
def people(devices: "Devices", app: "App") -> "Iterator[People]":
    """People of the offline app; no request of theirs may leave this machine, no page of theirs may complain."""
    from browser import People, watched

    yield from watched(People(devices, app))
