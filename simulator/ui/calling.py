"""Being on the phone: taking a call, replying, following the caller's line, hanging up, stopping."""

import asyncio
import time
from collections.abc import AsyncIterator

from simulator.call import Call
from simulator.desk import Desk, DeskError, Moment
from simulator.language import Language
from simulator.ui.parts import Parts, Shown
from simulator.views.debrief import over
from simulator.views.errors import TROUBLE, told
from simulator.views.phone import at_hand, phone
from simulator.views.transcript import growing, transcript

BETWEEN = 0.2
"""Seconds between two updates of the growing line, so that a class of a hundred stays smooth."""


class Calling:
    """The handlers of a running call."""

    def __init__(self, desk: Desk, language: Language, parts: Parts) -> None:
        self._desk = desk
        self._language = language
        self._parts = parts

    async def say(self, call_id: str, text: str, name: str) -> AsyncIterator[Shown]:
        """The reply is stored, then the caller answers; what was refused stays in the box."""
        try:
            call = await self._desk.hear(call_id, text, name)
            yield self._talk(Moment(call, "")) | {self._parts.notice: ""}
        except TROUBLE as trouble:
            yield {self._parts.notice: told(trouble, self._language)}
        # also after a refusal: a line that is still owed is worded now
        async for shown in self.follow(call_id, name):
            yield shown

    async def on_the_phone(self, call: Call, name: str) -> AsyncIterator[Shown]:
        """The running call, from wherever it stands."""
        parts, waits = self._parts, Moment(call, "" if call.owes_line else None)
        aside = {parts.aside: at_hand(call, self._language)}
        yield parts.on_stage(phone(call, self._language)) | self._talk(waits) | aside
        async for shown in self.follow(call.id, name):
            yield shown

    async def follow(self, call_id: str, name: str) -> AsyncIterator[Shown]:
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

    def _talk(self, moment: Moment) -> Shown:
        line = (
            over(moment.call, self._language)
            if moment.call.ending
            else growing(moment.call, moment.speaking, self._language)
        )
        return {self._parts.talk: transcript(moment.call, self._language), self._parts.line: line}
