"""A page on which nothing moves by itself: what it shows follows from its address, deeds change it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import gradio as gr

from simulator.desk import Desk
from simulator.language import Language
from simulator.store import Role
from simulator.ui.bar import bar
from simulator.ui.frame import QUIET, asked, asked_next, filled, frame, given
from simulator.ui.signin import TITLE
from simulator.views.errors import TROUBLE, lost, told
from simulator.views.html import Html

Stage = Callable[[dict[str, str], str], Html]
"""What to show for an address and a person."""
Deed = Callable[[Mapping[str, str], str], dict[str, str]]
"""Does what the page sent for a person, and gives the address to show afterwards."""


Work = Callable[[Mapping[str, str], str], AsyncIterator[Html]]
"""Does what takes its time with what the page sent for a person, and gives what to show meanwhile and at last."""


def still_page(
    desk: Desk,
    role: Role,
    language: Language,
    stage: Stage,
    deeds: Mapping[str, Deed],
    works: Mapping[str, Work] | None = None,
) -> gr.Blocks:
    """The page of `role` in `language`."""

    def open_page(request: gr.Request) -> list[Any]:
        return shown(asked(request), str(request.username))

    def go(event: gr.EventData, request: gr.Request) -> list[Any]:
        return shown(asked_next(event), str(request.username))

    async def do(event: gr.EventData, request: gr.Request) -> AsyncIterator[list[Any]]:
        sent, name, asked_for = filled(event), str(request.username), given(event, "deed")
        try:
            if work := (works or {}).get(asked_for):
                async for html in work(sent, name):
                    yield [gr.skip(), "", html]
                return
            deed = deeds.get(asked_for)
            wanted = await asyncio.to_thread(deed, sent, name) if deed else {}
        except TROUBLE as trouble:
            yield [gr.skip(), told(trouble, language), gr.skip()]
            return
        yield await asyncio.to_thread(shown, wanted, name)

    def shown(wanted: dict[str, str], name: str) -> list[Any]:
        top = bar(name, wanted, role, language, online=desk.online)
        try:
            return [top, "", stage(wanted, name)]
        except TROUBLE as trouble:
            return [top, told(trouble, language), lost(language)]

    page = gr.Blocks(title=TITLE(language), analytics_enabled=False)
    with page, gr.Column(elem_classes="sim"):
        parts = frame()
        places = [parts.top, parts.notice, parts.stage]
        page.load(open_page, None, places, **QUIET)
        parts.deeds.select(go, None, places, trigger_mode="always_last", **QUIET)
        parts.deeds.apply(do, None, places, trigger_mode="once", **QUIET)
    return page
