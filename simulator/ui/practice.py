"""The trainee's page: choose a caller, take the call, look back. What is shown follows from the page's address."""

import time
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import gradio as gr

from simulator.call import Call
from simulator.desk import Desk, Moment
from simulator.language import Language, Pair
from simulator.ui.bar import asked, bar
from simulator.ui.signin import TITLE
from simulator.views.briefing import briefing
from simulator.views.card import criteria_page
from simulator.views.debrief import debrief
from simulator.views.errors import TROUBLE, Trouble, told
from simulator.views.html import joined, tag
from simulator.views.lobby import going_on, lobby
from simulator.views.phone import phone
from simulator.views.records import calls_table, trend_line
from simulator.views.transcript import growing, transcript

PICK_UP = Pair("전화 받기", "Take the call")
CRITERIA = Pair("이 통화는 이렇게 평가돼요", "What this call is marked on")
YOUR_REPLY = Pair("내 답변", "Your reply")
HINT = Pair(
    "고객에게 할 말을 적고 Enter로 보내세요 (줄바꿈은 Shift+Enter)",
    "Type what you would say; Enter sends, Shift+Enter breaks the line",
)
SEND = Pair("말하기", "Say it")
HANG_UP = Pair("전화 끊기", "Hang up")
STOP = Pair("연습 멈추기", "Stop practising")
SHARE = Pair("이 통화를 관리자에게 보여 주기", "Let the manager read this call")
SHARED = Pair(
    "관리자가 이 통화의 대화를 볼 수 있어요.", "The manager can now read what was said in this call."
)
MINE = Pair("내 기록", "My calls")
BETWEEN = 0.25
"""Seconds between two updates of the growing line, so that a class of a hundred stays smooth."""

TO_CALL = "(id) => { if (id) window.location.search = '?call=' + id; }"

Shown = dict[Any, Any]
"""New values for some of the page's parts."""


@dataclass(frozen=True)
class Parts:
    """The parts of the page that its handlers fill."""

    at: gr.State
    """The id of the call that is shown."""
    top: gr.HTML
    error: gr.HTML
    lobby: gr.HTML
    before: gr.Column
    briefing: gr.HTML
    criteria: gr.HTML
    during: gr.Column
    phone: gr.HTML
    talk: gr.HTML
    growing: gr.HTML
    reply: gr.Textbox
    after: gr.Column
    debrief: gr.HTML
    share: gr.Button


def practice_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`."""
    with gr.Blocks(title=TITLE(language), analytics_enabled=False) as page, gr.Column(elem_classes="sim"):
        parts = _parts(language)
        with parts.before:
            pick_up = gr.Button(PICK_UP(language), variant="primary", elem_id="pick-up")
        with parts.during, gr.Row():
            send = gr.Button(SEND(language), variant="primary", elem_id="send")
            hang_up = gr.Button(HANG_UP(language), variant="stop", elem_id="hang-up")
            stop = gr.Button(STOP(language), elem_id="stop")
        deeds = Practice(desk, language, parts)
        shown = list(vars(parts).values())
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        once = quiet | {"trigger_mode": "once"}
        page.load(deeds.open, None, shown, **quiet).then(deeds.attach, [parts.at], shown, **quiet)
        pick_up.click(deeds.ring, None, [parts.at, parts.error], **once).then(
            None, [parts.at], None, js=TO_CALL
        )
        gr.on([parts.reply.submit, send.click], deeds.say, [parts.at, parts.reply], shown, **quiet)
        hang_up.click(deeds.hang_up, [parts.at], shown, **once)
        stop.click(deeds.stop, [parts.at], shown, **once)
        parts.share.click(deeds.share, [parts.at], [parts.share, parts.error], **once)
    return page


def _parts(language: Language) -> Parts:
    at, top, error, lobby_part = gr.State(""), gr.HTML(), gr.HTML(elem_id="error"), gr.HTML(visible=False)
    with gr.Column(visible=False) as before:
        brief = gr.HTML()
        with gr.Accordion(CRITERIA(language), open=False):
            criteria = gr.HTML()
    with gr.Column(visible=False) as during:
        display, talk, line = gr.HTML(), gr.HTML(elem_id="talk"), gr.HTML(elem_id="growing")
        reply = gr.Textbox(
            label=YOUR_REPLY(language),
            placeholder=HINT(language),
            max_lines=6,
            autofocus=True,
            elem_id="reply",
        )
    with gr.Column(visible=False) as after:
        looking_back = gr.HTML(elem_id="debrief")
        share = gr.Button(SHARE(language), visible=False, elem_id="share")
    return Parts(
        at, top, error, lobby_part, before, brief, criteria, during, display, talk, line, reply, after, looking_back, share
    )  # fmt: skip


class Practice:
    """The handlers of one page: each is one deed at the desk and the views of what came of it."""

    def __init__(self, desk: Desk, language: Language, parts: Parts) -> None:
        self._desk = desk
        self._language = language
        self._parts = parts

    async def open(self, request: gr.Request) -> Shown:
        """What the page's address asks for: a running call, a debrief, a briefing, or the lobby."""
        wanted, name = asked(request), str(request.username)
        top = {self._parts.top: bar(request, "trainee", self._language, online=self._desk.online)}
        try:
            if call_id := wanted.get("call"):
                return top | await self._call(self._desk.call(call_id, name))
            if caller := wanted.get("caller"):
                return top | self._briefing(caller)
            return top | self._lobby(name)
        except TROUBLE as trouble:
            return top | self._failed(trouble)

    async def attach(self, call_id: str, request: gr.Request) -> AsyncIterator[Shown]:
        """Follows the caller's line, also one that an earlier page or a killed server left unfinished."""
        try:
            if not call_id or self._desk.call(call_id, str(request.username)).ending:
                yield {self._parts.growing: ""}
                return
            async for shown in self._follow(call_id):
                yield shown
        except TROUBLE as trouble:
            yield self._failed(trouble)

    def ring(self, request: gr.Request) -> tuple[Any, Any]:
        """A new call from the caller of the briefing; the page then moves to its address."""
        try:
            call = self._desk.ring(str(request.username), _by_name(asked(request).get("caller", "")))
        except TROUBLE as trouble:
            return "", told(trouble, self._language)
        return call.id, ""

    async def say(self, call_id: str, text: str, request: gr.Request) -> AsyncIterator[Shown]:
        """The reply is stored, then the caller answers; what cannot be sent stays in the box."""
        try:
            call = await self._desk.hear(call_id, text or "", str(request.username))
            yield self._talk(Moment(call, "")) | {
                self._parts.reply: gr.update(value=""),
                self._parts.error: "",
            }
            async for shown in self._follow(call_id):
                yield shown
        except TROUBLE as trouble:
            yield self._failed(trouble)

    async def hang_up(self, call_id: str, request: gr.Request) -> Shown:
        """Puts the phone down and shows the debrief."""
        return await self._leave(call_id, self._desk.hang_up(call_id, str(request.username)))

    async def stop(self, call_id: str, request: gr.Request) -> Shown:
        """Stops practising at no cost."""
        return await self._leave(call_id, self._desk.stop(call_id, str(request.username)))

    def share(self, call_id: str, request: gr.Request) -> tuple[Any, Any]:
        """Lets the manager read this call."""
        try:
            self._desk.share(call_id, str(request.username))
        except TROUBLE as trouble:
            return gr.skip(), told(trouble, self._language)
        return gr.update(value=SHARED(self._language), interactive=False), ""

    async def _follow(self, call_id: str) -> AsyncIterator[Shown]:
        last = 0.0
        async for moment in self._desk.follow(call_id):
            if moment.call.ending:
                yield self._talk(moment)
                yield await self._debrief(moment.call)
            elif moment.speaking is None:
                yield self._talk(moment)
            elif time.monotonic() - last >= BETWEEN:
                yield {self._parts.growing: growing(moment.call, moment.speaking, self._language)}
                last = time.monotonic()

    async def _leave(self, call_id: str, leaving: Awaitable[object]) -> Shown:
        try:
            await leaving
            return await self._debrief(self._desk.call(call_id))
        except TROUBLE as trouble:
            return self._failed(trouble)

    def _lobby(self, name: str) -> Shown:
        desk, language = self._desk, self._language
        rows = desk.store.calls(trainee=name, limit=20)
        running = next((row for row in rows if row.ending is None), None)
        page = joined(
            going_on(running.title, running.id, language) if running else None,
            lobby(desk.library.personas(), desk.library.companies(), desk.store.counts(name), language),
            tag("h2", MINE(language)),
            trend_line(desk.store.trend(trainee=name), language),
            calls_table(rows, language),
        )
        return {self._parts.lobby: gr.update(value=page, visible=True)}

    def _briefing(self, caller: str) -> Shown:
        kit = self._desk.library.kit(_by_name(caller))
        return {
            self._parts.before: gr.update(visible=True),
            self._parts.briefing: briefing(
                kit.persona, kit.company, datetime.now().astimezone(), self._language
            ),
            self._parts.criteria: criteria_page(kit.rubric, kit.manual, self._language),
        }

    async def _call(self, call: Call) -> Shown:
        if call.ending:
            return await self._debrief(call) | {self._parts.at: call.id}
        shown = {self._parts.during: gr.update(visible=True), self._parts.phone: phone(call, self._language)}
        return shown | self._talk(Moment(call)) | {self._parts.at: call.id}

    def _talk(self, moment: Moment) -> Shown:
        return {
            self._parts.talk: transcript(moment.call, self._language),
            self._parts.growing: growing(moment.call, moment.speaking, self._language),
        }

    async def _debrief(self, call: Call) -> Shown:
        card, notice = (None, "") if call.ending == "stopped" else await self._desk.score(call.id)
        return {
            self._parts.error: "",
            self._parts.during: gr.update(visible=False),
            self._parts.after: gr.update(visible=True),
            self._parts.debrief: debrief(call, card, notice, self._language),
            self._parts.share: gr.update(visible=card is not None),
        }

    def _failed(self, trouble: Trouble) -> Shown:
        return {self._parts.error: told(trouble, self._language)}


def _by_name(caller: str) -> str:
    """`caller` as an id: an address must not make the program read files outside its workspaces."""
    return caller.removesuffix(".yaml").removesuffix(".yml")
