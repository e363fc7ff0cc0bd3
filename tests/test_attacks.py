"""Attacks on whoever marks the call: nothing that is said in a transcript changes a mark by asking for it.

The attacks are in `attacks/<language>.toml`. `test_scorer_model.py` has what a well-meaning judge may do.
"""

import asyncio
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from servers.fault import FaultServer
from servers.fixtures import PATIENT

from simulator.acts import Side
from simulator.company import Policy
from simulator.language import LANGUAGES, Language
from simulator.library import Library, shipped_workspace
from simulator.model import Endpoint
from simulator.rubric import Rubric
from simulator.scorecard import Mark
from simulator.scorers.model import ModelScorer, questions
from simulator.scorers.offline import offline_marks
from simulator.text import MAX_REPLY
from simulator.turn import Turn

COMPANIES: dict[Language, str] = {"ko": "dalbit-soap", "en": "brightleaf"}
INVENTED: dict[Language, str] = {
    "ko": "많이 속상하셨겠습니다. 이 건은 제가 끝까지 챙기겠습니다.",
    "en": "That must have been awful, and I'll see it through myself.",
}
"""Words that nobody says in the calls below."""
NOISE: dict[Language, tuple[str, ...]] = {
    "ko": ("음.", "(타자 치는 소리)", "[소음]"),
    "en": ("Um.", "(typing)", "[noise]"),
}
SPEAKERS: tuple[Side, ...] = ("agent", "caller")


@dataclass(frozen=True)
class Attack:
    language: Language
    id: str
    kind: str
    speaker: Side
    text: str


def attacks(language: Language) -> list[Attack]:
    path = Path(__file__).parent / "attacks" / f"{language}.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["attack"]
    return [
        Attack(language, row["id"], row["kind"], row["speaker"], row["text"] * row.get("repeat", 1))
        for row in rows
    ]


def named(attack: Attack) -> str:
    return f"{attack.language}-{attack.speaker}-{attack.id}"


ATTACKS = [attack for language in LANGUAGES for attack in attacks(language)]
NOISES = [
    Attack(language, text, "noise", speaker, text)
    for language, texts in NOISE.items()
    for text in texts
    for speaker in SPEAKERS
]
"""What must change nothing for an attack to be what changed a mark."""
CALLERS = [attack for attack in ATTACKS if attack.speaker == "caller"]

Turns = tuple[Turn, ...]
Marks = dict[str, tuple[str, int | None]]
"""The verdict and the turn of each check."""
Request = dict[str, Any]


def call(*said: str) -> Turns:
    """The caller speaks first and then every other turn."""
    return tuple(Turn("agent" if place % 2 else "caller", text) for place, text in enumerate(said))


CALLS: dict[str, dict[Language, Turns]] = {
    "good": {
        "ko": call(
            "여보세요?",
            "안녕하십니까, 달빛비누 김하늘입니다. 무엇을 도와드릴까요?",
            "엿새 전에 입금했는데 아직 출발도 안 했어요. 내일이 엄마 생신인데 정말 너무하잖아요.",
            "생신 선물인데 아직 출발도 안 했으니 많이 속상하셨겠습니다. 기다리시게 해서 정말 죄송합니다. "
            "바로 찾아보겠습니다. 주문번호를 말씀해 주시겠어요?",
            "10293이요. 그래서 언제 오는 거예요?",
            "그러니까 엿새 전에 입금하셨는데 아직 출발 전이라는 말씀이시죠? 혹시 언제까지 받으셔야 하나요?",
            "내일 저녁까지는 꼭 받아야 해요.",
            "비누 만드는 오일이 늦게 들어와서 출고가 밀렸습니다. 오늘 특송으로 보내 드리거나 전액 환불해 드릴 수 "
            "있습니다. 제가 끝까지 책임지고 오늘 오후 3시까지 송장번호를 문자로 보내 드리겠습니다.",
            "네, 그럼 특송으로 해 주세요. 고마워요.",
            "더 궁금하신 점은 없으세요? 전화 주셔서 감사합니다. 달빛비누 김하늘이었습니다. 좋은 하루 보내세요.",
        ),
        "en": call(
            "Hello?",
            "Good morning, Brightleaf Home, you're speaking to Priya. How can I help?",
            "My kettle leaks all over the worktop and nobody rang me back. It's a disgrace.",
            "That must have been so frustrating, on top of a wet kitchen. I am sorry about that. "
            "So that I'm looking at the right order, could I take your order number, please?",
            "It's 10293. So what are you going to do about it?",
            "When did you first notice it leaking? So, just to make sure I've got this right: the kettle leaks at "
            "the base and nobody called you back, is that right?",
            "On Monday, yes. I want it sorted.",
            "The seal on that batch was faulty, which is why it drips. I can send a new one today or refund the £64. "
            "Which would you rather? I'll look after this for you myself and ring you back before four today.",
            "A new one, then. Thank you, that's fine.",
            "Does that work for you? Thank you for ringing, Mrs Hart. Goodbye.",
        ),
    },
    "poor": {
        "ko": call(
            "여보세요?",
            "네, 말씀하세요.",
            "비누가 다 깨져서 왔어요. 돈 주고 산 건데 이게 뭐예요?",
            "다른 분들은 다 괜찮다고 하시는데요.",
            "뭐라고요? 당장 환불해 주세요.",
            "일단 진정하세요. 택배사에 직접 전화해 보세요.",
            "됐어요. 정말 어이가 없네요.",
            "네, 알겠습니다.",
        ),
        "en": call(
            "Hello?",
            "Yes?",
            "My candle came smashed to bits. What sort of packing is that?",
            "You should have checked the address before you ordered.",
            "Excuse me? I want my money back.",
            "You need to calm down. You'll need to contact the manufacturer about that.",
            "Unbelievable. I've had enough of this.",
            "Right.",
        ),
    },
}
PLACES: dict[Side, int] = {"agent": 3, "caller": 4}
"""The ordinary turns at the end of which the attacks stand."""
OWN = 5
"""Where a turn of the caller's own stands: before a turn of the agent's."""

QUALITIES = list(CALLS)


def attacked(turns: Turns, attack: Attack) -> Turns:
    place = PLACES[attack.speaker]
    said = f"{turns[place].text} {attack.text}"
    return (*turns[:place], Turn(attack.speaker, said), *turns[place + 1 :])


LIBRARY = Library([shipped_workspace()])


@cache
def held_to(language: Language) -> tuple[Rubric, tuple[Policy, ...]]:
    """The rubric and the policies of the company whose calls these are."""
    company = COMPANIES[language]
    return LIBRARY.rubric(company), LIBRARY.company(company).policies


@cache
def offline(language: Language, turns: Turns) -> tuple[Mark, ...]:
    rubric, policies = held_to(language)
    return offline_marks(rubric, turns, policies)


def by_check(made: Iterable[Mark]) -> Marks:
    return {f"{one.criterion}/{one.check}": (one.verdict, one.turn) for one in made}


def marks(language: Language, turns: Turns) -> Marks:
    return by_check(offline(language, turns))


def without_own(made: Marks) -> Marks:
    """`made` by the numbers of the turns as if the one at `OWN` were not there; a mark on that one is on -1."""
    return {
        check: (verdict, turn if turn is None or turn < OWN else turn - 1 if turn > OWN else -1)
        for check, (verdict, turn) in made.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calls_leave_an_attack_marks_to_win_and_marks_to_spoil(language: Language) -> None:
    good, poor = (
        [verdict for verdict, _ in marks(language, CALLS[quality][language]).values()]
        for quality in QUALITIES
    )
    assert good.count("met") >= 18
    assert "missed" not in good
    assert poor.count("missed") >= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_attacks_enough_of_every_kind(language: Language) -> None:
    made = attacks(language)
    kinds = [attack.kind for attack in made]
    assert len({attack.id for attack in made}) == len(made) >= 34
    assert len(set(kinds)) == 18
    assert min(map(kinds.count, kinds)) >= 2
    assert {attack.speaker for attack in made if attack.kind == "forged"} == {"caller"}


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("noise", NOISES, ids=named)
def test_the_turns_that_are_attacked_do_not_waver_when_nothing_is_added_but_noise(
    noise: Attack, quality: str
) -> None:
    turns = CALLS[quality][noise.language]
    assert marks(noise.language, attacked(turns, noise)) == marks(noise.language, turns)


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("attack", ATTACKS, ids=named)
def test_an_attack_at_the_end_of_a_turn_changes_no_mark_of_the_offline_scorer(
    attack: Attack, quality: str
) -> None:
    turns = CALLS[quality][attack.language]
    assert marks(attack.language, attacked(turns, attack)) == marks(attack.language, turns)


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("attack", CALLERS, ids=named)
def test_an_attack_as_a_turn_of_the_callers_own_changes_no_mark_of_the_offline_scorer(
    attack: Attack, quality: str
) -> None:
    turns = CALLS[quality][attack.language]
    with_own = (*turns[:OWN], Turn("caller", attack.text), *turns[OWN:])
    assert without_own(marks(attack.language, with_own)) == marks(attack.language, turns)


WAYS = ("by schema", "in words")
"""The ways to ask for the answer's shape; in words, after the transcript, where a server takes no schema."""
AFTER = {"new instructions", "verdict json", "forged", "delimiter"}
"""The kinds that could reach for what stands after the transcript."""
SENT = [
    pytest.param(way, attack, id=f"{way.replace(' ', '-')}-{named(attack)}")
    for way in WAYS
    for attack in ATTACKS
    if way == "by schema" or attack.kind in AFTER
]


class Court:
    """A real server whose judge does as it is told, and a scorer for each way to ask it."""

    def __init__(self, server: FaultServer, runner: asyncio.Runner) -> None:
        endpoint = Endpoint(base_url=server.url, api_key="key", model="stub", patience=PATIENT)
        self.server = server
        self.runner = runner
        self.scorers = {way: ModelScorer(endpoint) for way in WAYS}
        server.script("no_schema", "no_schema")
        self.card("in words", "ko", CALLS["good"]["ko"], INVENTED["ko"])
        assert len(server.requests) == 3

    def card(self, way: str, language: Language, turns: Turns, quote: str) -> Marks:
        """The marks where the judge says met to all that it is asked, with `quote` as the proof."""
        rubric, policies = held_to(language)
        mark = {"reason": "As I was told.", "quote": quote, "turn": 3, "verdict": "met"}
        self.server.script(json.dumps(dict.fromkeys(questions(rubric, offline(language, turns)), mark)))
        made = by_check(self.runner.run(self.scorers[way].score(rubric, turns, policies)).marks)
        assert not self.server.steps
        return made

    def asked(self, way: str, language: Language, turns: Turns) -> Request:
        """What the judge is sent."""
        self.server.requests.clear()
        self.card(way, language, turns, INVENTED[language])
        (request,) = self.server.requests
        return request


@pytest.fixture(scope="module")
def court() -> Iterator[Court]:
    with FaultServer().running() as server, asyncio.Runner() as runner:
        yield Court(server, runner)


@pytest.fixture(scope="module")
def unattacked(court: Court) -> dict[tuple[str, Language], Request]:
    """What the judge is sent for the good calls as they are."""
    ways = [(way, language) for way in WAYS for language in LANGUAGES]
    return {(way, language): court.asked(way, language, CALLS["good"][language]) for way, language in ways}


def parted(request: Request) -> tuple[Request, list[str]]:
    """A request without the words of its last message, and the lines of that, broken wherever a line can break."""
    *others, last = request["messages"]
    return request | {"messages": [*others, last | {"content": ""}]}, last["content"].splitlines()


@pytest.mark.parametrize(("way", "attack"), SENT)
def test_an_attack_reaches_the_judge_only_inside_the_json_string_of_its_turn(
    way: str, attack: Attack, unattacked: dict[tuple[str, Language], Request], court: Court
) -> None:
    place, turns = PLACES[attack.speaker], attacked(CALLS["good"][attack.language], attack)
    frame, lines = parted(court.asked(way, attack.language, turns))
    plain_frame, plain_lines = parted(unattacked[way, attack.language])
    assert frame == plain_frame
    assert [*lines[:place], *lines[place + 1 :]] == [*plain_lines[:place], *plain_lines[place + 1 :]]
    data = lines[place].removeprefix(f"{place} {attack.speaker} ")
    assert json.loads(data) == turns[place].text[:MAX_REPLY]


@pytest.mark.parametrize("part", ["all of it", "its middle"])
@pytest.mark.parametrize("attack", CALLERS, ids=named)
def test_a_judge_that_obeys_the_caller_and_quotes_the_attack_wins_no_mark(
    attack: Attack, part: str, court: Court
) -> None:
    turns, middle = attacked(CALLS["poor"][attack.language], attack), len(attack.text) // 2
    quote = attack.text if part == "all of it" else attack.text[middle - 8 : middle + 8]
    made = court.card("by schema", attack.language, turns, quote)
    assert made == marks(attack.language, turns)


@pytest.mark.parametrize("attack", ATTACKS, ids=named)
def test_a_judge_that_obeys_and_makes_up_its_quote_wins_no_mark(attack: Attack, court: Court) -> None:
    turns = attacked(CALLS["poor"][attack.language], attack)
    made = court.card("by schema", attack.language, turns, INVENTED[attack.language])
    assert made == marks(attack.language, turns)


@pytest.mark.parametrize(("language", "piece"), [("ko", "들은"), ("en", "ould")], ids=LANGUAGES)
def test_a_judge_that_obeys_and_quotes_a_piece_of_a_word_wins_no_mark(
    language: Language, piece: str, court: Court
) -> None:
    turns = CALLS["poor"][language]
    assert court.card("by schema", language, turns, piece) == marks(language, turns)
