"""`simulator call`: a call in the terminal; replies from standard input, one line each."""

import asyncio
import getpass
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from simulator.call import Call
from simulator.cli.place import settings_of
from simulator.cli.say import Refused, complain
from simulator.compose import desk_of, store_of
from simulator.desk import Desk, DeskError
from simulator.failure import FAILURES
from simulator.language import Language, Pair
from simulator.scorecard import Scorecard, as_json
from simulator.settings import Settings
from simulator.store import Store, StoreProblem, open_store
from simulator.turn import Turn
from simulator.views.errors import TROUBLE, sentence
from simulator.views.terminal import AGENT, ended, scorecard_lines, spoken

NOT_KEPT = Pair("{why} 이 통화는 저장되지 않아요.", "{why} This call will not be kept.")
FALLEN_BACK = Pair(
    "모델: {why} 이번 말은 오프라인 고객이 이어서 했어요.", "Model: {why} This line was spoken offline."
)
HANG_UP, STOP = "/hangup", "/stop"


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Takes the call and prints it, then the scorecard; with --json one JSON object."""
    settings = settings_of(flags, language)
    with closing(_store(settings, language, named=bool(flags.get("database")))) as store:
        desk = desk_of(settings, store)
        quiet = bool(flags.get("json"))
        try:
            call = desk.ring(str(flags.get("trainee") or _user()), flags["persona"], seed=flags.get("seed"))
            call, card = asyncio.run(_take(desk, call, language, quiet=quiet))
        except TROUBLE as trouble:
            raise Refused(sentence(trouble, language)) from None
    if quiet:
        print(json.dumps(call_json(call, card), ensure_ascii=False))
    else:
        print("\n".join(("", *scorecard_lines(card, call.manual, language))))
    return 0


def call_json(call: Call, card: Scorecard) -> dict[str, Any]:
    """The call in the shape of the command line's contract."""
    return {
        "turns": [turn_json(turn) for turn in call.turns],
        "ending": call.ending,
        "scorecard": as_json(card),
    }


def turn_json(turn: Turn) -> dict[str, Any]:
    """One turn; `mood` is the caller's after it, `move` is null for the agent."""
    mood = turn.mood
    return {
        "speaker": turn.speaker,
        "text": turn.text,
        "acts": list(turn.acts),
        "move": turn.move.kind if turn.move else None,
        "mood": {"anger": mood.anger, "trust": mood.trust, "level": mood.level} if mood else None,
    }


async def _take(desk: Desk, call: Call, language: Language, *, quiet: bool) -> tuple[Call, Scorecard]:
    call = await _caller_speaks(desk, call, language, quiet=quiet)
    for line in _replies(language, quiet=quiet):
        if call.ending:
            break
        if line.strip() in (HANG_UP, STOP):
            await (desk.hang_up if line.strip() == HANG_UP else desk.stop)(call.id)
            break
        try:
            await desk.hear(call.id, line)
        except DeskError as error:
            complain(error.text(language))
            continue
        call = await _caller_speaks(desk, call, language, quiet=quiet)
    if not desk.call(call.id).ending:
        await desk.run_out(call.id)
    call = desk.call(call.id)
    if not quiet and call.ending:
        print(ended(call.ending, language), flush=True)
    card, notice = await desk.score(call.id)
    if notice:
        complain(FAILURES[notice](language))
    return call, card


async def _caller_speaks(desk: Desk, call: Call, language: Language, *, quiet: bool) -> Call:
    async for moment in desk.follow(call.id):
        call = moment.call
    turn = call.turns[-1]
    if turn.notice:
        complain(FALLEN_BACK(language, why=FAILURES[turn.notice](language)))
    if not quiet:
        print(spoken(call, turn, language), flush=True)
    return call


def _replies(language: Language, *, quiet: bool) -> Iterator[str]:
    """The lines of standard input; a terminal is shown whose turn it is."""
    prompt = f"{AGENT(language)}> " if sys.stdin.isatty() and not quiet else ""
    while True:
        if prompt:
            print(prompt, end="", flush=True)
        line = sys.stdin.buffer.readline()
        if not line:
            return
        yield line.decode("utf-8", errors="replace")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "trainee"


def _store(settings: Settings, language: Language, *, named: bool) -> Store:
    try:
        return store_of(settings)
    except StoreProblem as problem:
        if named:
            raise Refused(problem.text(language)) from None
        complain(NOT_KEPT(language, why=problem.text(language)))
        return open_store(str(Path(mkdtemp(prefix="simulator-")) / "call.sqlite3"))
