"""How many turns are lost when the program is killed with -9 in mid-call.

    python benchmarks/kill9.py [--kills 50] [--database URL]

A child process holds a call and tells each turn once it counts as kept; at a random moment it is killed.
Then the database is opened anew: every told turn must stand word for word and the call must go on. Target: 0.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from manager_page import SAID, sample_call

from simulator.acts import Side
from simulator.store import open_store
from simulator.turn import Turn

SPEAKERS: tuple[Side, Side] = ("caller", "agent")
Told = tuple[int, str]
Hold = Callable[[str, str], Iterator[Told]]
"""Holds the call with that id in the database with that URL; gives number and text of each turn once kept."""


def through_store(url: str, call_id: str) -> Iterator[Told]:
    """Turn after turn with the running reply flushed four times in between, as the desk does."""
    store = open_store(url)
    for n in count():
        speaker = SPEAKERS[n % 2]
        text = f"{n}. {SAID[speaker]}"
        for quarter in range(1, 5):
            store.draft(call_id, n, text[: len(text) * quarter // 4])
        store.add_turns(call_id, n, Turn(speaker, text))
        yield n, text


def tell(hold: Hold, url: str, call_id: str, pipe: Connection) -> None:
    for told in hold(url, call_id):
        pipe.send(told)


def told_until_killed(hold: Hold, url: str, call_id: str, chance: random.Random) -> list[Told]:
    """What a child told before it died at a random moment after a random number of turns."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=tell, args=(hold, url, call_id, theirs))
    child.start()
    theirs.close()
    told: list[Told] = [ours.recv() for _ in range(chance.randint(1, 20))]
    time.sleep(chance.uniform(0, 0.02))
    child.kill()
    child.join()
    try:
        while True:
            told.append(ours.recv())
    except (EOFError, OSError):  # the last message may have been cut off: then nobody was told
        ours.close()
    return told


def lost(url: str, call_id: str, told: list[Told]) -> int:
    """How many of the told turns do not stand; one more if the call cannot go on."""
    store = open_store(url)
    call = store.call(call_id)
    kept = {n: turn.text for n, turn in enumerate(call.turns)} if call else {}
    missing = sum(kept.get(n) != text for n, text in told)
    goes_on = call is not None and store.running(call.trainee) == call_id
    if goes_on:
        store.add_turns(call_id, len(kept), Turn("agent", SAID["agent"]), ending="stopped")
    store.close()
    return missing + (not goes_on)


def main(hold: Hold = through_store) -> None:
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
            told = told_until_killed(hold, url, call.id, chance)
            all_told += len(told)
            all_lost += lost(url, call.id, told)
    print(f"{'kills':>6} {'turns told':>11} {'lost':>5}")
    print(f"{wanted.kills:>6} {all_told:>11} {all_lost:>5}")
    sys.exit(bool(all_lost))


if __name__ == "__main__":
    main()
