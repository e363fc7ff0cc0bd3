"""Looking back at a call: a rest after a rough one, the own view first, then the debrief; retries beside it."""

import asyncio
from collections.abc import AsyncIterator, Mapping

from simulator.call import Call
from simulator.desk import Desk
from simulator.language import Language
from simulator.opinion import OwnView
from simulator.review import dispute, trust_in
from simulator.scorers.offline import offline_marks
from simulator.scorers.policy import bearing_on
from simulator.ui.parts import Parts, Shown
from simulator.views.aftercare import ROUGH, cool_down
from simulator.views.debrief import Review, debrief, marking
from simulator.views.html import Html
from simulator.views.ownview import own_view
from simulator.views.sidebyside import compared

AT_ONCE = 0.4
"""Seconds a scorecard may take before the page says that it is being made."""
LONGEST_NOTE = 600
"""Characters of an own view or an objection that are kept."""


class Looking:
    """The handlers of a call that is over."""

    def __init__(self, desk: Desk, language: Language, parts: Parts) -> None:
        self._desk = desk
        self._language = language
        self._parts = parts

    async def back_at(self, call: Call, *, rested: bool = False) -> AsyncIterator[Shown]:
        """The next thing to see of a call that is over."""
        if call.peak >= ROUGH and not rested and call.kind != "retry":
            yield self._parts.on_stage(cool_down(call, self._language))
            return
        opinions = await asyncio.to_thread(self._desk.store.opinions, call.id)
        heard = any(turn.speaker == "agent" for turn in call.turns)
        if call.kind == "practice" and call.ending != "stopped" and heard and opinions.own is None:
            yield self._parts.on_stage(own_view(call, self._language))
            return
        async for shown in self.debrief(call):
            yield shown

    async def debrief(self, call: Call) -> AsyncIterator[Shown]:
        """The debrief; while a model marks the call the page says so."""
        desk, card, notice = self._desk, None, ""
        if call.ending != "stopped":
            scoring = asyncio.ensure_future(desk.score(call.id))
            if not (await asyncio.wait([scoring], timeout=AT_ONCE))[0]:
                yield self._parts.on_stage(marking(call, self._language))
            card, notice = await scoring
        store = desk.store
        review = Review(
            card,
            await asyncio.to_thread(store.opinions, call.id),
            notice,
            await asyncio.to_thread(store.shared, call.id),
            len(await asyncio.to_thread(store.branches, call.id)),
            await asyncio.to_thread(trust_in, desk, call.company.id, card.scorer) if card else {},
        )
        yield self._parts.on_stage(debrief(call, review, self._language))

    def keep_view(self, call: Call, told: Mapping[str, str]) -> None:
        """Keeps the trainee's own view as it was filled in; an empty one where it was skipped."""
        turned, rating = told.get("turned", ""), told.get("rating", "")
        self._desk.store.look_back(
            call.id,
            OwnView(
                told.get("after", "").strip()[:LONGEST_NOTE],
                int(turned) if turned.isdecimal() and int(turned) < len(call.turns) else None,
                min(100, int(rating)) if rating.isdecimal() else None,
            ),
        )

    def object_to(self, call: Call, told: Mapping[str, str], name: str) -> None:
        """Keeps an objection to one mark; an empty one is none."""
        if note := told.get("note", "").strip()[:LONGEST_NOTE]:
            dispute(self._desk, call, (told.get("criterion", ""), told.get("check", "")), name, note)

    def compared(self, first: Call) -> Html:
        """The call and all its retries, side by side."""
        retries = self._desk.store.branches(first.id)
        calls = [first, *retries]
        marks = [
            offline_marks(call.rubric, call.turns, bearing_on(call.company, call.persona)) for call in calls
        ]
        checks = [check for _, check in first.rubric.checks]
        paired = [tuple(zip(checks, made, strict=True)) for made in marks]
        return compared(first, retries, paired, self._language)
