# ruff: noqa: INP001 - a script, no package
"""Takes the pictures in `docs/screenshots` anew: starts the app, plays a call in Chromium, looks back at it.

python docs/screenshots.py
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from browser import SOOTHING, App, Devices, People, look_back, say, take_call  # noqa: E402
from browsing import CHROMIUM, FLAGS  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

PICTURES = HERE / "screenshots"
STAGES = {
    "ko": (
        "김하늘",
        "환갑 선물",
        (SOOTHING[0], "네, 그건 규정이라 어쩔 수 없습니다.", SOOTHING[1], *SOOTHING[2:]),
    ),
    "en": (
        "Sam Park",
        "The wrong candle",
        (
            "Good morning, Brightleaf Home, Sam speaking. How can I help you today?",
            "Well, that is just our policy.",
            "I'm so sorry, that must have been upsetting, especially finding somebody else's card in the box.",
            "Could you tell me the order number, so that I can find it straight away?",
            "So you ordered one candle and received another one with a stranger's card, is that right?",
            "I'll take care of this myself: the right candle goes out today by express, and you keep the other one.",
            "I'll call you by 3 pm today with the tracking number.",
            "Is there anything else I can help you with?",
            "Thank you for telling us. Goodbye.",
        ),
    ),
}
"""Who takes which call in which language, and what they say: a slip in the second reply, then by the manual."""


def main() -> None:
    """Writes every picture."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, App(Path(folder)) as app, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        people = People(Devices(browser), app)
        for language, (name, title, replies) in STAGES.items():
            page = people.sign_in(name, language=language, reduced_motion="reduce")
            picture(page, f"lobby.{language}")
            take_call(page, title)
            for number, reply in enumerate(replies):
                if page.locator(".over").count():
                    break
                say(page, reply)
                if number == 3:  # the page is full by then
                    picture(page, f"call.{language}")
            look_back(page)
            picture(page, f"scorecard.{language}")
        browser.close()


def picture(page: Page, name: str) -> None:
    """What the page shows, without the pointer or the focus on anything."""
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
    print(f"{name}.png")


if __name__ == "__main__":
    main()
