"""A shift on the page: beginning it, its page, the next call, a rest."""

import asyncio

from simulator import shiftwork
from simulator.call import Call
from simulator.desk import Desk
from simulator.language import Language
from simulator.ui.parts import Parts, Shown
from simulator.views.shift import shift_page


class Shifts:
    """The handlers of a shift."""

    def __init__(self, desk: Desk, language: Language, parts: Parts) -> None:
        self._desk = desk
        self._language = language
        self._parts = parts

    async def begin(self, company: str, name: str) -> Shown:
        """A new shift."""
        shift = await asyncio.to_thread(shiftwork.begin, self._desk, name, company)
        return self._parts.on_stage(shift_page(shift, self._language))

    async def page(self, shift_id: str, name: str) -> Shown:
        """Where a shift stands."""
        shift = await asyncio.to_thread(shiftwork.look, self._desk, shift_id, name)
        return self._parts.on_stage(shift_page(shift, self._language))

    async def rest(self, shift_id: str, minutes: str, name: str) -> Shown:
        """A rest, and the page after it."""
        long = int(minutes) if minutes.isdecimal() else 0
        shift = await asyncio.to_thread(shiftwork.rest, self._desk, shift_id, name, long)
        return self._parts.on_stage(shift_page(shift, self._language))

    async def take(self, shift_id: str, name: str) -> Call:
        """The next call of the shift."""
        return await asyncio.to_thread(shiftwork.take, self._desk, shift_id, name)
