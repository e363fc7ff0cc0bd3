"""What the pages of all roles share: the bar at the top, the place for what went wrong, and the way in for deeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

TELL = "window.simulatorTell = trigger;"
"""Lets the page's own script (page.js) tell the server what a person did; see `given`."""
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""How every event is wired: no spinner over the page, no entry in the public description of the API."""


@dataclass(frozen=True)
class Frame:
    """The parts that every page has, in the order in which they stand."""

    top: gr.HTML
    notice: gr.HTML
    stage: gr.HTML
    deeds: gr.HTML
    """Shows nothing; its events are the deeds of the page: `select` goes to another address of the same page."""


def place(name: str, value: str = "", script: str | None = None) -> gr.HTML:
    """A place on the page, with the id `name`, for markup of ours in styles of ours; `script` runs once."""
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script)


def frame() -> Frame:
    """The shared parts, placed where this is called."""
    return Frame(place("top"), place("notice"), place("stage"), place("deeds", script=TELL))


def given(event: gr.EventData, name: str) -> str:
    """The text `name` that the page sent along with a deed; "" where it sent none."""
    value = getattr(event, name, "")
    return value if isinstance(value, str) else ""


def filled(event: gr.EventData) -> dict[str, str]:
    """Every text that the page sent along with a deed."""
    sent = getattr(event, "_data", None) or {}
    return {name: value for name, value in sent.items() if isinstance(name, str) and isinstance(value, str)}


def asked(request: gr.Request) -> dict[str, str]:
    """What the page's address asks for."""
    return _ours(request.query_params.items())


def asked_next(event: gr.EventData) -> dict[str, str]:
    """What the address asks for to which the page goes without being loaded anew."""
    return _ours(parse_qsl(given(event, "search").removeprefix("?")))


def _ours(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Without the parameters of gradio's own."""
    return {key: value for key, value in pairs if not key.startswith("__") and value}
