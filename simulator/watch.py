"""Watching: the same caller met badly and then well, before anybody has to take the call."""

from dataclasses import dataclass

from simulator.bench.play import play
from simulator.call import Call
from simulator.library import Kit
from simulator.voices.phrasebook import Phrasebook

SEED = 1
"""The same two calls for everybody who watches."""


@dataclass(frozen=True)
class Watched:
    """The call with the usual mistakes, and the call by the manual."""

    badly: Call
    well: Call


async def watched(kit: Kit, limit: int | None = None) -> Watched:
    """Both calls of `kit`'s persona, played offline; no more abuse than the watcher's own `limit`."""
    voice = Phrasebook()
    badly = await play(kit, "mistaken", SEED, voice, voice, limit)
    well = await play(kit, "model", SEED, voice, voice, limit)
    return Watched(badly.call, well.call)
