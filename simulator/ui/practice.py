"""The trainee's page: choose a caller, take the call, look back. What is shown follows from the page's address."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime

import gradio as gr

from simulator.call import Call
from simulator.desk import Desk, DeskError
from simulator.language import Language, Pair
from simulator.ui.bar import bar
from simulator.ui.calling import Calling
from simulator.ui.frame import QUIET, asked, asked_next, filled, frame, given, place
from simulator.ui.looking import Looking
from simulator.ui.parts import Parts, Shown
from simulator.ui.replying import reply_box
from simulator.ui.shifts import Shifts
from simulator.ui.signin import TITLE
from simulator.views.briefing import briefing
from simulator.views.errors import TROUBLE, lost, told
from simulator.views.html import Html, joined, tag
from simulator.views.lobby import going_on, lobby
from simulator.views.records import calls_table, trend_line
from simulator.views.sidebyside import watch
from simulator.watch import watched

MINE = Pair("내 기록", "My calls")
NO_CALLER = Pair(
    "그런 고객이 없어요. 첫 화면에서 다시 골라 주세요.",
    "There is no such caller. Choose one from the first page.",
)
SHOWN = 20
"""Own calls listed on the first page."""


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
        tell.submit(deeds.say, None, all_parts, trigger_mode="multiple", **QUIET)
        tell.apply(deeds.do, None, all_parts, trigger_mode="once", **QUIET)
        tell.stop(deeds.stop, None, all_parts, trigger_mode="once", **QUIET)
    return page


Deed = Callable[[Mapping[str, str], str], AsyncIterator[Shown]]


class Practice:
    """The handlers of one page: each is one deed at the desk and the views of what came of it."""

    def __init__(self, desk: Desk, language: Language, parts: Parts) -> None:
        self._desk = desk
        self._language = language
        self._parts = parts
        self._calling = Calling(desk, language, parts)
        self._looking = Looking(desk, language, parts)
        self._shifts = Shifts(desk, language, parts)
        self._deeds: dict[str, Deed] = {
            "ring": self._ring,
            "end": self._hang_up,
            "share": self._share,
            "own_view": self._keep_view,
            "skip_view": self._skip_view,
            "retry": self._retry,
            "dispute": self._dispute,
            "limit": self._limit,
            "shift": self._begin_shift,
            "next_call": self._next_call,
            "rest": self._rest,
        }

    async def open(self, request: gr.Request) -> AsyncIterator[Shown]:
        """What the page's address asks for: a running call, a debrief, a briefing, or the lobby."""
        async for shown in self._show(asked(request), str(request.username)):
            yield shown

    async def go(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Another address of this page, without loading it anew."""
        async for shown in self._show(asked_next(event), str(request.username)):
            yield shown

    async def say(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """What the trainee says to the caller."""
        call_id, name = given(event, "call"), str(request.username)
        async for shown in self._calling.say(call_id, given(event, "text"), name):
            yield shown

    async def stop(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Stops practising at no cost; an event of its own, so that no other deed can keep it waiting."""
        call_id, name = given(event, "call"), str(request.username)
        try:
            await self._desk.stop(call_id, name)
            async for shown in self._after(call_id, name):
                yield shown
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}

    async def do(self, event: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
        """Any other deed, by the name that the page sent; one that does not exist does nothing."""
        deed = self._deeds.get(given(event, "deed"))
        if deed is None:
            return
        try:
            async for shown in deed(filled(event), str(request.username)):
                yield shown
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}

    # --- deeds: each takes what the page sent and who sent it --------------------------------------------------------

    async def _ring(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        ref = await asyncio.to_thread(self._known, told.get("caller", ""))
        call = await asyncio.to_thread(self._desk.ring, name, ref)
        async for shown in self._show({"call": call.id}, name):
            yield shown

    async def _hang_up(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        call_id = told.get("call", "")
        await self._desk.hang_up(call_id, name)
        async for shown in self._after(call_id, name):
            yield shown

    async def _share(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        call = await asyncio.to_thread(self._desk.call, told.get("call", ""), name)
        await asyncio.to_thread(self._desk.share, call.id, name)
        async for shown in self._looking.debrief(call):
            yield shown

    async def _keep_view(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        call = await asyncio.to_thread(self._desk.call, told.get("call", ""), name)
        await asyncio.to_thread(self._looking.keep_view, call, told)
        async for shown in self._looking.debrief(call):
            yield shown

    async def _skip_view(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        async for shown in self._keep_view({"call": told.get("call", "")}, name):
            yield shown

    async def _retry(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        turn = told.get("turn", "")
        at = int(turn) if turn.isdecimal() else -1
        call = await asyncio.to_thread(self._desk.retry, told.get("call", ""), at, name)
        async for shown in self._show({"call": call.id}, name):
            yield shown

    async def _dispute(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        call = await asyncio.to_thread(self._desk.call, told.get("call", ""), name)
        await asyncio.to_thread(self._looking.object_to, call, told, name)
        async for shown in self._looking.debrief(call):
            yield shown

    async def _limit(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        level = told.get("ceiling", "")
        if level in {"0", "1", "2", "3", "4"}:
            await asyncio.to_thread(self._desk.store.set_limit, name, int(level))
        async for shown in self._show({"caller": told.get("caller", "")}, name):
            yield shown

    async def _begin_shift(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        yield await self._shifts.begin(told.get("company", ""), name)

    async def _next_call(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        call = await self._shifts.take(told.get("shift", ""), name)
        async for shown in self._show({"call": call.id}, name):
            yield shown

    async def _rest(self, told: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        yield await self._shifts.rest(told.get("shift", ""), told.get("minutes", ""), name)

    # --- what an address shows ---------------------------------------------------------------------------------------

    async def _after(self, call_id: str, name: str) -> AsyncIterator[Shown]:
        call = await asyncio.to_thread(self._desk.call, call_id, name)
        async for shown in self._looking.back_at(call):
            yield shown

    async def _show(self, wanted: dict[str, str], name: str) -> AsyncIterator[Shown]:
        top = {self._parts.top: bar(name, wanted, "trainee", self._language, online=self._desk.online)}
        try:
            if call_id := wanted.get("call"):
                call = await asyncio.to_thread(self._desk.call, call_id, name)
                async for shown in self._of_call(call, wanted, name):
                    yield top | shown
            else:
                yield top | await self._still(wanted, name)
        except TROUBLE as trouble:
            yield (
                top
                | self._parts.on_stage(lost(self._language))
                | {self._parts.notice: told(trouble, self._language)}
            )

    def _of_call(self, call: Call, wanted: Mapping[str, str], name: str) -> AsyncIterator[Shown]:
        if call.ending:
            return self._looking.back_at(call, rested="rested" in wanted)
        return self._calling.on_the_phone(call, name)

    async def _still(self, wanted: Mapping[str, str], name: str) -> Shown:
        """A page on which nothing moves."""
        if shift := wanted.get("shift"):
            return await self._shifts.page(shift, name)
        if first := wanted.get("compare"):
            call = await asyncio.to_thread(self._desk.call, first, name)
            return self._parts.on_stage(await asyncio.to_thread(self._looking.compared, call))
        if caller := wanted.get("watch"):
            return self._parts.on_stage(await self._watch(caller, name))
        if caller := wanted.get("caller"):
            return self._parts.on_stage(await asyncio.to_thread(self._briefing, caller, name))
        return self._parts.on_stage(await asyncio.to_thread(self._lobby, name))

    async def _watch(self, caller: str, name: str) -> Html:
        kit = await asyncio.to_thread(self._desk.library.kit, self._known(caller))
        both = await watched(kit, await asyncio.to_thread(self._desk.store.limit_of, name))
        return watch(both.badly, both.well, self._language)

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

    def _briefing(self, caller: str, name: str) -> Html:
        kit = self._desk.library.kit(self._known(caller))
        limit = self._desk.store.limit_of(name)
        return briefing(kit, limit, datetime.now().astimezone(), self._language)

    def _known(self, caller: str) -> str:
        """`caller` where it names a usable persona: an address must not make the program read other files."""
        if caller in {f"{one.company}/{one.id}" for one in self._desk.library.personas()}:
            return caller
        raise DeskError(NO_CALLER)
