import asyncio
import json
import socket
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from servers.fault import FaultServer
from servers.fixtures import HASTY, PATIENT

from simulator.answer import Message
from simulator.failure import FAILURES, ModelFailed
from simulator.model import Endpoint, Model

HELLO: list[Message] = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello?"}]
SHAPE = {"type": "object", "properties": {"yes": {}}, "required": ["yes"], "additionalProperties": False}
GOOD = '{"yes": true}'


def says_yes(value: object) -> Sequence[str]:
    return [] if value == {"yes": True} else ["yes is missing"]


async def heard(model: Model) -> list[str]:
    return [text async for text in model.stream(HELLO)]


def failure(model: Model) -> str:
    with pytest.raises(ModelFailed) as failed:
        asyncio.run(heard(model))
    return failed.value.code


def in_a_hurry(endpoint: Endpoint, step: str) -> Endpoint:
    return replace(endpoint, patience=HASTY if step in ("hang", "stall") else PATIENT)


def asked(model: Model) -> object:
    return asyncio.run(model.ask(HELLO, SHAPE, says_yes, "en"))


def test_a_line_grows_until_it_is_whole(faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.script("That will not do.")
    texts = asyncio.run(heard(Model(endpoint)))
    assert texts[-1] == "That will not do."
    assert len(texts) > 3
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))


@pytest.mark.parametrize(
    ("steps", "code", "requests"),
    [
        (["401"], "wrong_key", 1),
        (["404"], "unknown_model", 1),
        (["400"], "bad_request", 1),
        (["too_long"], "too_long", 1),
        (["429", "429"], "rate_limited", 2),
        (["quota"], "no_quota", 1),
        (["busy"], "rate_limited", 1),
        (["500", "500"], "server_error", 2),
        (["hang"], "too_slow", 1),
        (["stall"], "too_slow", 1),
        (["cut"], "cut_off", 1),
        (["unfinished"], "cut_off", 1),
        (["broken"], "nonsense", 1),
        (["html"], "not_a_model", 1),
        (["empty_choices"], "empty", 1),
        (["nothing"], "empty", 1),
        (["error_chunk"], "server_error", 1),
        (["filtered"], "refused", 1),
    ],
)
def test_each_fault_of_a_stream_has_its_own_name_and_few_requests(
    steps: list[str], code: str, requests: int, faulty: FaultServer, endpoint: Endpoint
) -> None:
    faulty.script(*steps)
    assert failure(Model(in_a_hurry(endpoint, steps[0]))) == code
    assert len(faulty.requests) == requests


@pytest.mark.parametrize("step", ["429", "500"])
def test_a_passing_trouble_is_tried_again(step: str, faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.script(step, "Well then.")
    assert asyncio.run(heard(Model(endpoint)))[-1] == "Well then."


def test_a_slow_drip_ends_with_the_time_for_a_line(faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.delay = 0.1
    faulty.script("so it goes on and on " * 20)
    hasty = replace(endpoint.patience, line=0.5)
    assert failure(Model(replace(endpoint, patience=hasty))) == "too_slow"


def test_nobody_at_the_address_is_no_connection(endpoint: Endpoint) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    once = replace(endpoint.patience, retries=0)
    assert failure(Model(replace(endpoint, base_url=nobody, patience=once))) == "no_connection"


@pytest.mark.parametrize("address", ["no address", "ftp://127.0.0.1/v1", "http://[broken/v1"])
def test_an_address_that_is_none_is_no_connection(address: str, endpoint: Endpoint) -> None:
    once = replace(endpoint.patience, retries=0)
    assert failure(Model(replace(endpoint, base_url=address, patience=once))) in ("no_connection", "nonsense")


def test_what_a_server_refuses_is_left_out_from_then_on(faulty: FaultServer, endpoint: Endpoint) -> None:
    model = Model(endpoint)
    faulty.script("no_temperature", GOOD, GOOD)
    assert asked(model) == {"yes": True}
    assert asked(model) == {"yes": True}
    assert ["temperature" in request for request in faulty.requests] == [True, False, False]


def test_tokens_are_counted_as_the_server_counts_them(faulty: FaultServer, endpoint: Endpoint) -> None:
    model = Model(endpoint)
    faulty.script("One two three.", GOOD)
    asyncio.run(heard(model))
    asked(model)
    assert model.usage.requests == 2
    assert model.usage.read > 50
    assert model.usage.written > 5


def test_an_answer_is_asked_for_by_schema(faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.script(GOOD)
    assert asked(Model(endpoint)) == {"yes": True}
    assert faulty.requests[0]["response_format"]["json_schema"]["schema"] == SHAPE


def test_the_ladder_is_climbed_down_once_and_remembered(faulty: FaultServer, endpoint: Endpoint) -> None:
    model = Model(endpoint)
    faulty.script("no_schema", "no_schema", f"Here it is:\n```json\n{GOOD}\n```", GOOD)
    assert asked(model) == asked(model) == {"yes": True}
    forms = [request.get("response_format", {}).get("type") for request in faulty.requests]
    assert forms == ["json_schema", "json_object", None, None]
    assert json.dumps(SHAPE) in faulty.requests[-1]["messages"][-1]["content"]


def test_a_wrong_answer_is_repaired_once(faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.script('{"yes": "maybe"}', GOOD)
    assert asked(Model(endpoint)) == {"yes": True}
    assert "yes is missing" in faulty.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize("answer", ["I would rather not.", '{"yes": ', "[1, 2", "[" * 100_000, '"yes"'])
def test_an_answer_that_stays_wrong_is_given_up(answer: str, faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.script(answer, answer)
    with pytest.raises(ModelFailed) as failed:
        asked(Model(endpoint))
    assert (failed.value.code, len(faulty.requests)) == ("wrong_shape", 2)


@pytest.mark.parametrize(
    ("steps", "code", "most"),
    [
        (["broken"], "nonsense", 1),
        (["html"], "not_a_model", 1),
        (["empty_choices"], "empty", 1),
        (["filtered"], "refused", 1),
        (["401"], "wrong_key", 1),
        (["404"], "unknown_model", 1),
        (["too_long"], "too_long", 1),
        (["hang"], "too_slow", 1),
        (["429"] * 9, "rate_limited", 2),
        (["500"] * 9, "server_error", 4),
    ],
)
def test_each_fault_of_an_answer_has_its_own_name_and_few_requests(
    steps: list[str], code: str, most: int, faulty: FaultServer, endpoint: Endpoint
) -> None:
    faulty.script(*steps)
    with pytest.raises(ModelFailed) as failed:
        asked(Model(in_a_hurry(endpoint, steps[0])))
    assert failed.value.code == code
    assert len(faulty.requests) <= most


def test_thoughts_and_raw_line_ends_do_not_spoil_an_answer(faulty: FaultServer, endpoint: Endpoint) -> None:
    faulty.script('<think>{"no": 1}</think> {"yes": true}')
    assert asked(Model(endpoint)) == {"yes": True}


def test_one_model_serves_many_loops_and_many_calls_at_once(faulty: FaultServer, endpoint: Endpoint) -> None:
    model = Model(endpoint)

    async def twenty() -> list[list[str]]:
        return await asyncio.gather(*(heard(model) for _ in range(20)))

    assert len(asyncio.run(twenty())) == len(asyncio.run(twenty())) == 20
    assert len(faulty.requests) == 40


def test_every_failure_has_a_sentence_in_both_languages_and_hides_the_key(endpoint: Endpoint) -> None:
    for sentence in FAILURES.values():
        assert sentence.ko.endswith(".")
        assert sentence.en.endswith(".")
    assert endpoint.api_key not in repr(endpoint)


def test_a_real_server_streams_and_answers_by_schema(llama: Endpoint) -> None:
    model = Model(llama)
    shape = {
        "type": "object",
        "properties": {"word": {"type": "string"}, "verdict": {"type": "string", "enum": ["met", "missed"]}},
        "required": ["word", "verdict"],
        "additionalProperties": False,
    }
    texts = asyncio.run(heard(model))
    answer = asyncio.run(
        model.ask(HELLO, shape, lambda value: [] if isinstance(value, dict) else ["no"], "en")
    )
    assert texts[-1]
    assert isinstance(answer, dict)
    assert answer["verdict"] in ("met", "missed")
    assert model.usage.read > 0
