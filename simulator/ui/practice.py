"""The trainee's page: choose a caller, take the call, look back. What is shown follows from the page's address."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import gradio as gr

from simulator.call import Call
from simulator.desk import Desk, DeskError, Moment
from simulator.language import Language, Pair
from simulator.ui.bar import bar
from simulator.ui.frame import QUIET, Frame, asked, asked_next, frame, given, place
from simulator.ui.replying import reply_box
from simulator.ui.signin import TITLE
from simulator.views.briefing import briefing
from simulator.views.debrief import debrief, marking, over
from simulator.views.errors import TROUBLE, told
from simulator.views.html import Html, joined, tag
from simulator.views.lobby import going_on, lobby
from simulator.views.phone import at_hand, phone
from simulator.views.records import calls_table, trend_line
from simulator.views.transcript import growing, transcript

MINE = Pair("내 기록", "My calls")
NO_CALLER = Pair(
    "그런 고객이 없어요. 첫 화면에서 다시 골라 주세요.",
    "There is no such caller. Choose one from the first page.",
)
SHOWN = 20
"""Own calls listed on the first page."""
BETWEEN = 0.2
"""Seconds between two updates of the growing line, so that a class of a hundred stays smooth."""
AT_ONCE = 0.4
"""Seconds a scorecard may take before the page says that it is being made."""

Shown = dict[Any, Any]
"""New values for some of the page's parts."""


@dataclass(frozen=True)
class Parts(Frame):
    """The parts of the page that its handlers fill."""

    talk: gr.HTML
    line: gr.HTML
    """The caller's line while it grows, or the end of the call."""
    aside: gr.HTML


def practice_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`."""
    page = gr.Blocks(title=TITLE(language), analytics_enabled=False)
    with page, gr.Column(elem_classes="sim"):
        parts = Parts(**vars(frame()), talk=place("talk"), line=place("line"), aside=place("aside"))
        place("box", reply_box(language))
        deeds, all_parts = Practice(desk, language, parts), list(vars(parts).values())
        page.load(deeds.open, None, all_parts, **QUIET)
        tell = parts.deeds
        tell.select(deeds.go, None, all_parts, trigger_mode="always_last", **QUIET)
        tell.play(deeds.ring, None, all_parts, trigger_mode="once", **QUIET)
        tell.submit(deeds.say, None, all_parts, trigger_mode="multiple", **QUIET)
        tell.end(deeds.hang_up, None, all_parts, trigger_mode="once", **QUIET)
        tell.stop(deeds.stop, None, all_parts, trigger_mode="once", **QUIET)
        tell.like(deeds.share, None, all_parts, trigger_mode="once", **QUIET)
    return page


class Practice:
    """The handlers of one page: each is one deed at the desk and the views of what came of it."""

    def __init__(self, desk: Desk, language: Language, parts: Parts) -> None:
        self._desk = desk
        self._language = language
        self._parts = parts

    async def open(self, request: gr.Request) -> AsyncIterator[Shown]:
        """What the page's address asks for: a running call, a debrief, a briefing, or the lobby."""
        async for shown in self._show(asked(request), str(request.username)):
            yield shown

    async def go(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Another address of this page, without loading it anew."""
        async for shown in self._show(asked_next(event), str(request.username)):
            yield shown

    async def ring(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """A new call from the caller of the briefing."""
        name = str(request.username)
        try:
            ref = await asyncio.to_thread(self._known, given(event, "caller"))
            call = await asyncio.to_thread(self._desk.ring, name, ref)
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}
            return
        async for shown in self._show({"call": call.id}, name):
            yield shown

    async def say(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """The reply is stored, then the caller answers; what was refused stays in the box."""
        call_id, name = given(event, "call"), str(request.username)
        try:
            call = await self._desk.hear(call_id, given(event, "text"), name)
            yield self._talk(Moment(call, "")) | {self._parts.notice: ""}
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}
        # also after a refusal: a line that is still owed is worded now
        async for shown in self._follow(call_id, name):
            yield shown

    async def hang_up(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Puts the phone down and shows the debrief."""
        call_id, name = given(event, "call"), str(request.username)
        async for shown in self._leave(call_id, name, self._desk.hang_up(call_id, name)):
            yield shown

    async def stop(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Stops practising at no cost."""
        call_id, name = given(event, "call"), str(request.username)
        async for shown in self._leave(call_id, name, self._desk.stop(call_id, name)):
            yield shown

    async def share(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Lets the manager read this call."""
        call_id, name = given(event, "call"), str(request.username)
        sharing = asyncio.to_thread(self._desk.share, call_id, name)
        async for shown in self._leave(call_id, name, sharing):
            yield shown

    async def _leave(self, call_id: str, name: str, leaving: Awaitable[object]) -> AsyncIterator[Shown]:
        try:
            await leaving
            call = await asyncio.to_thread(self._desk.call, call_id, name)
            async for shown in self._debrief(call):
                yield shown
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}

    async def _show(self, wanted: dict[str, str], name: str) -> AsyncIterator[Shown]:
        top = {self._parts.top: bar(name, wanted, "trainee", self._language, online=self._desk.online)}
        try:
            if call_id := wanted.get("call"):
                call = await asyncio.to_thread(self._desk.call, call_id, name)
                async for shown in self._debrief(call) if call.ending else self._on_the_phone(call, name):
                    yield top | shown
            elif caller := wanted.get("caller"):
                yield top | self._stage(await asyncio.to_thread(self._briefing, caller))
            else:
                yield top | self._stage(await asyncio.to_thread(self._lobby, name))
        except TROUBLE as trouble:
            yield top | self._stage(Html("")) | {self._parts.notice: told(trouble, self._language)}

    async def _on_the_phone(self, call: Call, name: str) -> AsyncIterator[Shown]:
        waits = Moment(call, "" if call.owes_line else None)
        aside = {self._parts.aside: at_hand(call, self._language)}
        yield self._stage(phone(call, self._language)) | self._talk(waits) | aside
        async for shown in self._follow(call.id, name):
            yield shown

    async def _follow(self, call_id: str, name: str) -> AsyncIterator[Shown]:
        """Follows the caller's line, also one that an earlier page or a killed server left unfinished."""
        last = 0.0
        try:
            await asyncio.to_thread(self._desk.call, call_id, name)
            async for moment in self._desk.follow(call_id):
                if moment.speaking is None:
                    yield self._talk(moment)
                elif moment.speaking and time.monotonic() - last >= BETWEEN:
                    yield {self._parts.line: growing(moment.call, moment.speaking, self._language)}
                    last = time.monotonic()
        except DeskError:
            return  # told already by whoever asked for this call
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}

    async def _debrief(self, call: Call) -> AsyncIterator[Shown]:
        desk, card, notice = self._desk, None, ""
        if call.ending != "stopped":
            scoring = asyncio.ensure_future(desk.score(call.id))
            if not (await asyncio.wait([scoring], timeout=AT_ONCE))[0]:
                yield self._stage(marking(call, self._language))
            card, notice = await scoring
        shared = await asyncio.to_thread(desk.store.shared, call.id)
        yield self._stage(debrief(call, card, notice, self._language, shared=shared))

    def _lobby(self, name: str) -> Html:
        desk, language = self._desk, self._language
        rows = desk.store.calls(limit=SHOWN, trainee=name)
        running = next((row for row in rows if row.ending is None), None)
        companies = desk.library.companies()
        done = {company: desk.store.counts(name, company) for company in companies}
        return joined(
            going_on(running.title, running.id, language) if running else None,
            lobby(desk.library.personas(), companies, done, language),
            tag(
                "section",
                tag("h2", MINE(language)),
                trend_line(desk.store.trend(trainee=name), language),
                calls_table(rows, language),
                class_="mine",
            ),
        )

    def _briefing(self, caller: str) -> Html:
        kit = self._desk.library.kit(self._known(caller))
        now = datetime.now().astimezone()
        return briefing(kit.persona, kit.company, kit.manual, kit.rubric, now, self._language)

    def _known(self, caller: str) -> str:
        """`caller` where it names a usable persona: an address must not make the program read other files."""
        if caller in {f"{one.company}/{one.id}" for one in self._desk.library.personas()}:
            return caller
        raise DeskError(NO_CALLER)

    def _stage(self, shown: Html) -> Shown:
        parts = self._parts
        return {parts.stage: shown, parts.talk: "", parts.line: "", parts.aside: "", parts.notice: ""}

    def _talk(self, moment: Moment) -> Shown:
        line = (
            over(moment.call, self._language)
            if moment.call.ending
            else growing(moment.call, moment.speaking, self._language)
        )
        return {self._parts.talk: transcript(moment.call, self._language), self._parts.line: line}
