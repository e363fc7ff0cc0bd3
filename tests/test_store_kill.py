"""A process killed in mid-call loses nothing that was stored, on both databases."""

import subprocess
import sys

from sample_call import OPENING, REPLY, a_call

from simulator.store import Store

TALK = """
import sys
from itertools import count
from simulator.store import open_store
from simulator.turn import Turn

url, call_id = sys.argv[1:]
store = open_store(url)
for n in count(1):
    store.draft(call_id, n, "네, 고객")
    store.add_turns(call_id, n, Turn("agent", f"{n}번째 답입니다."))
    print(n, flush=True)
"""


def test_a_killed_process_loses_no_turn_and_the_call_goes_on(store: Store, store_url: str) -> None:
    call = a_call(turns=(OPENING,))
    store.begin(call)
    child = subprocess.Popen(
        [sys.executable, "-c", TALK, store_url, call.id], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    told = [int(child.stdout.readline()) for _ in range(15)]
    child.kill()
    told += [int(line) for line in child.stdout if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    after = store.call(call.id)
    assert after
    assert told[-1] < len(after.turns) <= told[-1] + 2
    assert [turn.text for turn in after.turns[1:]] == [
        f"{n}번째 답입니다." for n in range(1, len(after.turns))
    ]
    assert store.running(call.trainee) == call.id
    store.add_turns(call.id, len(after.turns), REPLY, ending="stopped")
