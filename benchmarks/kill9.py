"""How many turns are lost when the program is killed with -9 in mid-call.

    python benchmarks/kill9.py [--kills 50] [--database URL]

A child process holds a call at the desk and tells each turn once it is shown; at a random moment it is killed.
Then the database is opened anew: every told turn must stand word for word and the call must go on. Target: 0.
"""

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from manager_page import sample_call

from simulator.desk import Desk
from simulator.library import Library, shipped_workspace
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store, open_store
from simulator.voices.phrasebook import Phrasebook

Told = tuple[int, str]
REPLY = "{n}번 주문은 제가 확인하는 중입니다. 잠시만 기다려 주시겠어요?"


def desk_on(store: Store) -> Desk:
    """The desk as `simulator` sets it up without a model."""
    phrasebook = Phrasebook()
    return Desk(Library((shipped_workspace(),)), store, phrasebook, phrasebook, (OfflineScorer(),))


async def hold(url: str, call_id: str, tell: Callable[[Told], None]) -> None:
    """Reply after reply at the desk; tells number and text of each turn once the desk has shown it."""
    desk = desk_on(open_store(url))
    for n in count():
        call = [moment async for moment in desk.follow(call_id)][-1].call
        tell((len(call.turns) - 1, call.turns[-1].text))
        if call.ending:
            await asyncio.Event().wait()
        call = await desk.hear(call_id, REPLY.format(n=n))
        tell((len(call.turns) - 1, call.turns[-1].text))


def child(url: str, call_id: str, pipe: Connection) -> None:
    """The process that is killed."""
    asyncio.run(hold(url, call_id, pipe.send))


def told_until_killed(url: str, call_id: str, chance: random.Random) -> list[Told]:
    """What a child told before it died at a random moment after a random number of turns."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(url, call_id, theirs))
    process.start()
    theirs.close()
    told: list[Told] = [ours.recv() for _ in range(chance.randint(1, 9))]
    time.sleep(chance.uniform(0, 0.02))
    process.kill()
    process.join()
    try:
        while True:
            told.append(ours.recv())
    except (EOFError, OSError):  # the last message may have been cut off: then nobody was told
        ours.close()
    return told


async def finish(desk: Desk, call_id: str) -> None:
    """Words the line that the killed program still owed, as a page does when it comes back."""
    async for _ in desk.follow(call_id):
        pass


def lost(url: str, call_id: str, told: list[Told]) -> int:
    """How many of the told turns do not stand; one more if the call cannot go on."""
    store = open_store(url)
    call = store.call(call_id)
    kept = {n: turn.text for n, turn in enumerate(call.turns)} if call else {}
    missing = sum(kept.get(n) != text for n, text in told)
    asyncio.run(finish(desk_on(store), call_id))
    resumed = store.call(call_id)
    goes_on = resumed is not None and not resumed.owes_line
    store.close()
    return missing + (not goes_on)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", metavar="URL")
    wanted = parser.parse_args()
    chance = random.Random(9)  # noqa: S311
    pattern = sample_call()
    all_told = all_lost = 0
    with tempfile.TemporaryDirectory() as folder:
        url = wanted.database or str(Path(folder) / "calls.sqlite3")
        for kill in range(wanted.kills):
            call = replace(pattern, id=f"{pattern.id}-{kill}")
            store = open_store(url)
            store.begin(call)
            store.close()
            told = told_until_killed(url, call.id, chance)
            all_told += len(told)
            all_lost += lost(url, call.id, told)
    print(f"{'kills':>6} {'turns told':>11} {'lost':>5}")
    print(f"{wanted.kills:>6} {all_told:>11} {all_lost:>5}")
    sys.exit(bool(all_lost))


if __name__ == "__main__":
    main()
