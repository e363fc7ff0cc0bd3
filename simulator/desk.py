"""The desk: what people can do with a call. Ring, reply, hang up, stop, look at the scorecard.

Every turn is committed before anyone sees it. The caller's line is worded by a task that outlives the page which
asked for it: a page only follows it, so a reload or a lost connection changes nothing, and after a killed server the
next `follow` words the missing line from the committed turns.
"""

import asyncio
import secrets
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from logging import getLogger
from typing import Literal

from simulator.asides import speaks_to_machine
from simulator.call import Branch, Call
from simulator.company import Policy
from simulator.director import direct, ending_when_agent_leaves
from simulator.failure import ModelFailed
from simulator.language import Language, Pair
from simulator.library import Library
from simulator.mood import FROM_LEVEL, Mood
from simulator.move import Ending, Move
from simulator.persona import Arrival
from simulator.protocols import Scorer, Voice
from simulator.recognise import recognise
from simulator.rubric import Rubric
from simulator.scorecard import Scorecard
from simulator.scorers.policy import bearing_on
from simulator.store import CallEnded, Store, StoreProblem, TurnTaken
from simulator.text import MAX_REPLY, clean
from simulator.turn import Turn

logger = getLogger(__name__)

FLUSH = 0.4
"""Seconds between two writes of the running line."""


class DeskError(Exception):
    """Something a person asked for that cannot be done; `sentence` says what and how to go on."""

    def __init__(self, sentence: Pair, **slots: object) -> None:
        self.sentence = sentence
        self.slots = slots
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.sentence(language, **self.slots)


EMPTY = Pair(
    "답변 칸이 비어 있어요. 고객에게 하실 말씀을 적고 보내 주세요.",
    "Your reply is empty. Type what you would say to the caller, then send it.",
)
TOO_LONG = Pair(
    "답변이 {found:,}자라서 보내지 않았어요. 한 번에 {most:,}자까지 말할 수 있으니 나눠서 보내 주세요.",
    "Your reply is {found:,} characters long and was not sent. Split it and send at most {most:,} at a time.",
)
STILL_SPEAKING = Pair(
    "고객이 아직 말하는 중이에요. 말이 끝나면 다시 보내 주세요. 적으신 글은 그대로 있어요.",
    "The caller is still speaking. Send it again when they have finished; your text is kept.",
)
CALL_OVER = Pair(
    "이미 끝난 통화예요. 평가표를 보거나 새 전화를 받아 주세요.",
    "This call has already ended. Look at its scorecard or take a new call.",
)
NOT_OVER = Pair(
    "통화가 아직 끝나지 않았어요. 통화를 마치면 평가표가 나와요.",
    "This call is still going on. Its scorecard comes when it has ended.",
)
NO_MOMENT = Pair(
    "그 자리에는 다시 해 볼 내 말이 없어요. 통화 기록에서 내 말을 골라 주세요.",
    "There is no reply of yours at that point. Choose one of your replies in the transcript.",
)
NO_CALL = Pair(
    "그 통화를 찾을 수 없어요. 첫 화면에서 다시 골라 주세요.",
    "That call cannot be found. Choose one again from the first page.",
)
NOT_YOURS = Pair(
    "다른 사람의 통화예요. 첫 화면에서 내 통화를 골라 주세요.",
    "That is someone else's call. Choose one of your own from the first page.",
)


@dataclass
class Speaking:
    """The caller's line that is being worded right now."""

    text: str = ""
    notice: str = ""
    task: "asyncio.Task[None] | None" = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Moment:
    """A call as a page shows it: its turns, and the caller's line that is growing, or None."""

    call: Call
    speaking: str | None = None


class Desk:
    """The one desk that every door (pages, command line) works at."""

    def __init__(
        self, library: Library, store: Store, voice: Voice, fallback: Voice, scorers: tuple[Scorer, ...]
    ) -> None:
        self.library = library
        self.store = store
        self._voice = voice
        self._fallback = fallback
        self._scorers = scorers
        self._speaking: dict[str, Speaking] = {}
        self._scoring: dict[str, asyncio.Task[tuple[Scorecard, str]]] = {}

    @property
    def online(self) -> bool:
        """Whether a model speaks for the caller."""
        return self._voice.name != self._fallback.name

    def ring(
        self,
        trainee: str,
        ref: str,
        *,
        seed: int | None = None,
        kind: Literal["practice", "exam"] = "practice",
        shift: str = "",
        arrival: Arrival | None = None,
    ) -> Call:
        """A new call from persona `ref` (id, company/id or path), stored and waiting for its opening line.

        Raises NotFound for an unknown persona, and where its company's files cannot be used.
        """
        kit = self.library.kit(ref)
        limit = self.store.limit_of(trainee)
        call = Call(
            id=uuid.uuid4().hex,
            trainee=trainee,
            persona=kit.persona.held_to(limit).arriving(arrival),
            company=kit.company,
            manual=kit.manual,
            rubric=kit.rubric,
            seed=secrets.randbelow(2**31) if seed is None else seed,
            voice=self._voice.name,
            prompts=self._voice.digest(kit.persona.language),
            kind=kind,
            ceiling=limit,
            shift=shift,
            arrival=arrival,
        )
        self.store.begin(call)
        return call

    def retry(self, call_id: str, at: int, trainee: str) -> Call:
        """The same caller in the same state once more, waiting for the reply that was turn `at` of an earlier call.

        A ceiling that the trainee has lowered since then holds.

        Raises DeskError where there is no such reply of `trainee`'s.
        """
        first = self.call(call_id, trainee)
        if not 0 < at < len(first.turns) or first.turns[at].speaker != "agent":
            raise DeskError(NO_MOMENT)
        limit = self.store.limit_of(trainee)
        call = replace(
            first,
            id=uuid.uuid4().hex,
            persona=first.persona.held_to(limit),
            ceiling=first.ceiling
            if limit is None
            else min(limit, 4 if first.ceiling is None else first.ceiling),
            voice=self._voice.name,
            prompts=self._voice.digest(first.language),
            turns=first.turns[:at],
            ending=None,
            started=None,
            kind="retry",
            branch=Branch(first.id, at),
            shift="",
        )
        self.store.begin(call)
        return call

    def call(self, call_id: str, trainee: str | None = None) -> Call:
        """The stored call; raises DeskError where it does not exist or is not `trainee`'s."""
        call = self.store.call(call_id)
        if call is None:
            raise DeskError(NO_CALL)
        if trainee is not None and call.trainee != trainee:
            raise DeskError(NOT_YOURS)
        return call

    async def hear(self, call_id: str, text: str, trainee: str | None = None) -> Call:
        """The agent's reply, committed before anything answers it. Raises DeskError with nothing stored."""
        said = clean(text)
        if not said:
            raise DeskError(EMPTY)
        if len(said) > MAX_REPLY:
            raise DeskError(TOO_LONG, found=len(said), most=MAX_REPLY)
        call = await asyncio.to_thread(self.call, call_id, trainee)
        if call.ending:
            raise DeskError(CALL_OVER)
        if call.owes_line or call_id in self._speaking:
            raise DeskError(STILL_SPEAKING)
        turn = take_in(call, said)
        try:
            await asyncio.to_thread(self.store.add_turns, call_id, len(call.turns), turn)
        except TurnTaken:
            raise DeskError(STILL_SPEAKING) from None
        except CallEnded:
            raise DeskError(CALL_OVER) from None
        return replace(call, turns=(*call.turns, turn))

    async def follow(self, call_id: str) -> AsyncGenerator[Moment]:
        """The call from now until the caller has finished speaking; starts the line that is owed.

        Leaving this iterator does not stop the caller.
        """
        call = await asyncio.to_thread(self.call, call_id)
        if call.owes_line and call_id not in self._speaking:
            started = self._speaking[call_id] = Speaking()
            started.task = asyncio.create_task(self._speak(call_id, started))
            started.task.add_done_callback(_read_failure)
        task = None
        while speaking := self._speaking.get(call_id):
            task, bell = speaking.task, speaking.changed  # taken before the page is given time to lag behind
            yield Moment(call, speaking.text)
            await bell.wait()
        if task and not task.cancelled() and task.done() and (failure := task.exception()):
            raise failure
        yield Moment(await asyncio.to_thread(self.call, call_id))

    async def _speak(self, call_id: str, speaking: Speaking) -> None:
        try:
            # read again: between the look of a page and this moment another one may have finished the line
            call = await asyncio.to_thread(self.call, call_id)
            if call.owes_line:
                await self._word(call, speaking)
        except (TurnTaken, CallEnded):
            pass  # another server has finished this line, or the call was stopped meanwhile
        finally:
            self._speaking.pop(call_id, None)
            _ring_bell(speaking)

    async def _word(self, call: Call, speaking: Speaking) -> None:
        mood, move = direct(call.persona, call.company.protection, call.turns)
        at, written = len(call.turns), time.monotonic()
        # what a killed server had flushed is shown until the line has been worded anew
        flushed: str | None = await asyncio.to_thread(self.store.draft_of, call.id)
        if flushed:
            speaking.text = flushed
            _ring_bell(speaking)
        async for text in self._line(call, mood, move, speaking):
            speaking.text = text
            _ring_bell(speaking)
            if time.monotonic() - written > FLUSH:
                with suppress(StoreProblem):  # only the whole line must be kept
                    await asyncio.to_thread(self.store.draft, call.id, at, text)
                written = time.monotonic()
        turn = caller_turn(call, speaking.text, mood, move, speaking.notice)
        await asyncio.to_thread(self.store.add_turns, call.id, at, turn, ending=move.ending)

    async def _line(self, call: Call, mood: Mood, move: Move, speaking: Speaking) -> AsyncIterator[str]:
        try:
            async for text in self._voice.speak(call, mood, move):
                yield text
        except ModelFailed as failed:
            speaking.notice = failed.code
            async for text in self._fallback.speak(call, mood, move):
                yield text

    async def hang_up(self, call_id: str, trainee: str | None = None) -> Ending:
        """The agent puts the phone down; the ending follows from what was said before."""
        call = await asyncio.to_thread(self.call, call_id, trainee)
        ending = ending_when_agent_leaves(call.persona, call.company.protection, call.turns)
        return await self._end(call_id, ending)

    async def stop(self, call_id: str, trainee: str | None = None) -> Ending:
        """The trainee stops practising: never costs anything."""
        await asyncio.to_thread(self.call, call_id, trainee)
        return await self._end(call_id, "stopped")

    async def run_out(self, call_id: str) -> Ending:
        """No more replies come: settled where the caller had accepted, else stopped."""
        call = await asyncio.to_thread(self.call, call_id)
        ending = ending_when_agent_leaves(call.persona, call.company.protection, call.turns)
        return await self._end(call_id, ending if ending in ("solved", "refusal_held") else "stopped")

    async def _end(self, call_id: str, ending: Ending) -> Ending:
        speaking = self._speaking.get(call_id)
        if speaking and speaking.task:
            speaking.task.cancel()
        return await asyncio.to_thread(self.store.end, call_id, ending)

    def share(self, call_id: str, trainee: str) -> None:
        """Lets the manager read what was said in this call of `trainee`."""
        self.call(call_id, trainee)
        self.store.share(call_id)

    async def score(self, call_id: str) -> tuple[Scorecard, str]:
        """The call's newest scorecard, made now if there is none; and why the model's was not to be had, or "".

        However many ask at once, one card is made, also when all of them leave before it stands.
        """
        making = self._scoring.get(call_id)
        if making is None:
            making = self._scoring[call_id] = asyncio.create_task(self._card(call_id))
            making.add_done_callback(lambda _: self._scoring.pop(call_id, None))
        return await asyncio.shield(making)

    async def _card(self, call_id: str) -> tuple[Scorecard, str]:
        if cards := await asyncio.to_thread(self.store.scorecards, call_id):
            return cards[-1], ""
        call = await asyncio.to_thread(self.call, call_id)
        if call.ending is None:
            raise DeskError(NOT_OVER)
        card, notice = await self.mark(call.rubric, call.turns, bearing_on(call.company, call.persona))
        await asyncio.to_thread(self.store.add_scorecard, call_id, card)
        return card, notice

    async def mark(
        self, rubric: Rubric, turns: Sequence[Turn], policies: Sequence[Policy]
    ) -> tuple[Scorecard, str]:
        """A card for any turns, kept nowhere; and why the model's was not to be had, or ""."""
        notice = ""
        for scorer in self._scorers:
            try:
                return await scorer.score(rubric, turns, policies), notice
            except ModelFailed as failed:
                notice = failed.code
        raise AssertionError("the offline scorer never fails")


def take_in(call: Call, said: str) -> Turn:
    """The agent's turn: `said` with its acts, and the mood it leaves the caller of `call` in."""
    context = call.turns[-1].text if call.turns else ""
    # words to the program are not words to the caller: they do nothing
    seen = () if speaks_to_machine(said) else recognise(said, "agent", call.language, context).acts
    turn = Turn("agent", said, seen)
    mood, _ = direct(call.persona, call.company.protection, (*call.turns, turn))
    return replace(turn, mood=mood)


def caller_turn(call: Call, line: str, mood: Mood, move: Move, notice: str = "") -> Turn:
    """The caller's turn that words `move`; abuse above the level that was meant is misheard, and left out."""
    context = call.turns[-1].text if call.turns else ""
    seen = recognise(line, "caller", call.language, context).acts
    temper = call.persona.temper
    meant = min(temper.ceiling, max(mood.level, temper.floor))
    acts = tuple(act for act in seen if FROM_LEVEL.get(act, 0) <= meant)
    return Turn("caller", line, acts, move, mood, notice)


def _read_failure(task: "asyncio.Task[None]") -> None:
    """Logs a failure that no page may be there to hear of; the line is still owed and is worded at the next look."""
    if not task.cancelled() and (failure := task.exception()):
        logger.warning("the caller's line could not be kept: %s", failure)


def _ring_bell(speaking: Speaking) -> None:
    """Wake everyone who follows the line; each waits on a fresh bell afterwards."""
    bell, speaking.changed = speaking.changed, asyncio.Event()
    bell.set()
