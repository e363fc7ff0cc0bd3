"""What people can do at the desk, with the real store, files, recogniser, director and offline voice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.call import Call
from simulator.desk import Desk, DeskError
from simulator.failure import ModelFailed
from simulator.language import Language
from simulator.library import Library, shipped_workspace
from simulator.mood import Mood
from simulator.move import Move
from simulator.protocols import Voice
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store
from simulator.voices.phrasebook import Phrasebook

pytestmark = pytest.mark.anyio
CALLER = "late-birthday-gift"
LIBRARY = Library((shipped_workspace(),))


class Broken:
    """A voice at the port that says a few words and then fails, once it is let go where it has a gate."""

    name = "broken"

    def __init__(self, gate: asyncio.Event | None = None) -> None:
        self.gate = gate

    def digest(self, language: Language) -> str:
        """Nothing to pin."""
        return language

    async def speak(self, call: Call, mood: Mood, move: Move) -> AsyncIterator[str]:
        """A few words, then the failure."""
        del mood, move
        if self.gate:
            await self.gate.wait()
        yield f"{call.persona.caller.name} begins"
        raise ModelFailed("cut_off")


def desk_on(store: Store, voice: Voice | None = None) -> Desk:
    """A desk whose caller speaks with `voice`, offline unless given."""
    phrasebook = Phrasebook()
    return Desk(LIBRARY, store, voice or phrasebook, phrasebook, (OfflineScorer(),))


async def spoken(desk: Desk, call_id: str) -> Call:
    """The call when the caller has finished."""
    return [moment async for moment in desk.follow(call_id)][-1].call


async def rung(desk: Desk) -> Call:
    """A new call with its opening."""
    return await spoken(desk, desk.ring("김하늘", CALLER, seed=1).id)


async def test_a_call_begins_with_the_callers_opening(store: Store) -> None:
    call = await rung(desk_on(store))
    assert [(turn.speaker, turn.move and turn.move.kind) for turn in call.turns] == [("caller", "open")]


async def test_the_reply_is_stored_before_the_caller_answers(store: Store) -> None:
    desk = desk_on(store)
    call = await rung(desk)
    await desk.hear(call.id, "안녕하십니까, 달빛비누 김하늘입니다.")
    stored = store.call(call.id)
    assert stored
    assert stored.turns[-1].text == "안녕하십니까, 달빛비누 김하늘입니다."
    assert stored.turns[-1].acts == ("greet", "introduce")


async def test_a_call_whose_server_was_killed_goes_on_where_it_was(store: Store) -> None:
    call = await rung(desk_on(store))
    await desk_on(store).hear(call.id, "정말 죄송합니다.")
    resumed = await spoken(desk_on(store), call.id)
    untouched = desk_on(store)
    assert [turn.speaker for turn in resumed.turns] == ["caller", "agent", "caller"]
    assert await spoken(untouched, call.id) == resumed


async def test_the_same_seed_and_replies_give_the_same_call_to_the_letter(store: Store) -> None:
    desk = desk_on(store)
    calls = [await rung(desk) for _ in range(2)]
    for call in calls:
        await desk.hear(call.id, "많이 속상하셨죠. 주문번호를 말씀해 주시겠어요?")
    one, other = [await spoken(desk, call.id) for call in calls]
    assert one.turns == other.turns


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\x00", "가" * 4001])
async def test_a_reply_that_cannot_be_sent_is_refused_with_nothing_stored(store: Store, text: str) -> None:
    desk = desk_on(store)
    call = await rung(desk)
    with pytest.raises(DeskError):
        await desk.hear(call.id, text)
    assert store.call(call.id) == call


async def test_a_second_reply_while_the_caller_speaks_is_refused(store: Store) -> None:
    gate = asyncio.Event()
    desk = desk_on(store, Broken(gate))
    call = desk.ring("김하늘", CALLER, seed=1)
    following = desk.follow(call.id)
    await anext(following)
    with pytest.raises(DeskError) as refused:
        await desk.hear(call.id, "저기요.")
    gate.set()
    assert "아직 말하는 중" in refused.value.text("ko")
    assert (await spoken(desk, call.id)).turns[-1].speaker == "caller"


async def test_when_the_model_fails_the_offline_voice_says_the_whole_line(store: Store) -> None:
    call = await rung(desk_on(store, Broken()))
    assert call.turns[-1].notice == "cut_off"
    assert "begins" not in call.turns[-1].text


async def test_two_pages_follow_one_line_and_it_is_stored_once(store: Store) -> None:
    desk = desk_on(store)
    call = desk.ring("김하늘", CALLER, seed=1)
    one, other = await asyncio.gather(spoken(desk, call.id), spoken(desk, call.id))
    assert one == other
    assert len(one.turns) == 1


async def test_a_page_that_goes_away_does_not_stop_the_caller(store: Store) -> None:
    desk = desk_on(store)
    call = desk.ring("김하늘", CALLER, seed=1)
    leaving = desk.follow(call.id)
    await anext(leaving)
    await leaving.aclose()
    assert len((await spoken(desk, call.id)).turns) == 1


async def test_stopping_ends_a_call_at_once_even_in_mid_line(store: Store) -> None:
    desk = desk_on(store, Broken(asyncio.Event()))
    call = desk.ring("김하늘", CALLER, seed=1)
    await anext(desk.follow(call.id))
    assert await desk.stop(call.id) == "stopped"
    ended = await spoken(desk, call.id)
    assert ended.ending == "stopped"
    assert ended.turns == ()


async def test_a_reply_to_an_ended_call_is_refused(store: Store) -> None:
    desk = desk_on(store)
    call = await rung(desk)
    assert await desk.hang_up(call.id) == "agent_hung_up"
    with pytest.raises(DeskError) as refused:
        await desk.hear(call.id, "여보세요?")
    assert "already ended" in refused.value.text("en")


async def test_nobody_reaches_the_call_of_another(store: Store) -> None:
    desk = desk_on(store)
    call = await rung(desk)
    with pytest.raises(DeskError):
        await desk.hear(call.id, "안녕하세요.", "다른 사람")
    with pytest.raises(DeskError):
        await desk.stop(call.id, "다른 사람")


async def test_a_scorecard_is_made_once_and_kept(store: Store) -> None:
    desk = desk_on(store)
    call = await rung(desk)
    await desk.hear(call.id, "안녕하십니까, 달빛비누 김하늘입니다.")
    await spoken(desk, call.id)
    await desk.hang_up(call.id)
    card, notice = await desk.score(call.id)
    assert (notice, len(store.scorecards(call.id))) == ("", 1)
    assert (await desk.score(call.id))[0] == card


async def test_an_edited_persona_changes_no_call_that_has_begun(store: Store, tmp_path: Path) -> None:
    original = shipped_workspace() / "personas" / "dalbit-soap" / f"{CALLER}.yaml"
    own = tmp_path / "personas" / "dalbit-soap" / f"{CALLER}.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
    phrasebook = Phrasebook()
    library = Library((tmp_path, shipped_workspace()))
    desk = Desk(library, store, phrasebook, phrasebook, (OfflineScorer(),))
    call = await rung(desk)
    own.write_text(original.read_text(encoding="utf-8").replace("오정란", "박정란"), encoding="utf-8")
    assert desk.call(call.id).persona.caller.name == "오정란"
    assert library.persona(CALLER).caller.name == "박정란"


async def test_a_running_call_is_not_scored(store: Store) -> None:
    desk = desk_on(store)
    call = await rung(desk)
    with pytest.raises(DeskError):
        await desk.score(call.id)
    assert store.scorecards(call.id) == ()


async def test_what_a_killed_server_had_flushed_is_shown_until_the_line_is_there(store: Store) -> None:
    gate = asyncio.Event()
    desk = desk_on(store, Broken(gate))
    call = desk.ring("김하늘", CALLER, seed=1)
    store.draft(call.id, 0, "여보세요, 제가")
    following = desk.follow(call.id)
    shown = [(await anext(following)).speaking for _ in range(2)]
    gate.set()
    assert shown == ["", "여보세요, 제가"]
    assert len((await spoken(desk, call.id)).turns) == 1
