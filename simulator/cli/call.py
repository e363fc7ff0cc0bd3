"""`simulator call`: a call in the terminal; replies from standard input, one line each."""

import asyncio
import getpass
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
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
from simulator.text import clean, one_line
from simulator.turn import Turn
from simulator.views.errors import TROUBLE, sentence
from simulator.views.terminal import AGENT, ended, scorecard_lines, spoken

NOT_KEPT = Pair("{why} 이 통화는 저장되지 않아요.", "{why} This call will not be kept.")
FALLEN_BACK = Pair(
    "모델: {why} 이번 말은 오프라인 고객이 이어서 했어요.", "Model: {why} This line was spoken offline."
)
NOT_UTF8 = Pair(
    "{line}번째 줄은 UTF-8이 아니라서 읽지 못했어요. 파일을 UTF-8로 저장해 주세요.",
    "Line {line} is not UTF-8 and was not read. Save the file as UTF-8.",
)
LONG_NAME = Pair(
    "--trainee: 이름이 {found:,}자예요. {most}자까지 쓸 수 있어요.",
    "--trainee: the name has {found:,} letters. Use at most {most}.",
)
HANG_UP, STOP = "/hangup", "/stop"
LONGEST_NAME = 60


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Takes the call and prints it, then the scorecard; with --json one JSON object."""
    settings = settings_of(flags, language)
    trainee, quiet = _trainee(flags, language), bool(flags.get("json"))
    with ExitStack() as stack:
        desk = desk_of(settings, _store(settings, language, stack, named=bool(flags.get("database"))))
        # one loop for all, but nothing waits for the keyboard inside it: there, Ctrl+C would not be heard
        loop = stack.enter_context(asyncio.Runner())
        try:
            call = desk.ring(trainee, flags["persona"], seed=flags.get("seed"))
            call, card = _take(desk, loop, call, language, quiet=quiet)
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


def _take(
    desk: Desk, loop: asyncio.Runner, call: Call, language: Language, *, quiet: bool
) -> tuple[Call, Scorecard]:
    call = loop.run(_caller_speaks(desk, call, language, quiet=quiet))
    for line in _replies(language, quiet=quiet):
        if call.ending:
            break
        if clean(line) in (HANG_UP, STOP):
            loop.run((desk.hang_up if clean(line) == HANG_UP else desk.stop)(call.id))
            break
        try:
            loop.run(desk.hear(call.id, line))
        except DeskError as error:
            complain(error.text(language))
            continue
        call = loop.run(_caller_speaks(desk, call, language, quiet=quiet))
    if not desk.call(call.id).ending:
        loop.run(desk.run_out(call.id))
    call = desk.call(call.id)
    if not quiet and call.ending:
        print(ended(call.ending, language), flush=True)
    card, notice = loop.run(desk.score(call.id))
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
    """The lines of standard input; a terminal is shown whose turn it is. What cannot be read is told."""
    if not sys.stdin:
        return
    prompt = f"{AGENT(language)}> " if sys.stdin.isatty() and not quiet else ""
    for number in count(1):
        if prompt:
            print(prompt, end="", flush=True)
        line = sys.stdin.buffer.readline()
        if not line:
            return
        try:
            yield line.decode()
        except UnicodeDecodeError:
            complain(NOT_UTF8(language, line=number))


def _trainee(flags: Mapping[str, Any], language: Language) -> str:
    name = one_line(clean(str(flags.get("trainee") or ""))) or _user()
    if len(name) > LONGEST_NAME:
        raise Refused(LONG_NAME(language, found=len(name), most=LONGEST_NAME))
    return name


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "trainee"


def _store(settings: Settings, language: Language, stack: ExitStack, *, named: bool) -> Store:
    """The store, open as long as `stack`; one that leaves nothing behind where the user's own cannot be used."""
    try:
        store = store_of(settings)
    except StoreProblem as problem:
        if named:
            raise Refused(problem.text(language)) from None
        complain(NOT_KEPT(language, why=problem.text(language)))
        folder = stack.enter_context(TemporaryDirectory(prefix="simulator-"))
        store = open_store(str(Path(folder) / "call.sqlite3"))
    return stack.enter_context(closing(store))
