"""What one scorecard costs, and how much of a caller's request is the same from turn to turn.

    python benchmarks/scorecard_requests.py

Tokens are counted as UTF-8 bytes over three. The shortest request asks the same checks about the same turns with one
sentence of instruction and the smallest schema that has verdict, quote and turn. Targets: one request, at most
1.3 times the shortest; at least 90 % of a caller's request found again in the next one.
"""

import asyncio
import json
from itertools import takewhile

from stub import a_call, stub, tokens

from simulator.call import Call
from simulator.model import Endpoint
from simulator.mood import Mood
from simulator.move import Move
from simulator.scorers.model import ModelScorer, questions, request, schema
from simulator.scorers.offline import offline_marks
from simulator.voices.model import conversation


def shortest(call: Call) -> int:
    """Tokens of the shortest request that asks the same checks."""
    asked = questions(call.rubric, offline_marks(call.rubric, call.turns))
    checks = "\n".join(f"{key}: {check.asks}" for key, (_, check) in asked.items())
    turns = "\n".join(f"{place} {turn.speaker}: {turn.text}" for place, turn in enumerate(call.turns))
    texts = [f"For each check give verdict, verbatim quote and turn.\n{checks}", turns]
    mark = {
        "type": "object",
        "properties": {
            "quote": {"type": ["string", "null"]},
            "turn": {"type": ["integer", "null"]},
            "verdict": {"enum": ["met", "missed", "not_applicable"]},
        },
        "required": ["quote", "turn", "verdict"],
        "additionalProperties": False,
    }
    shape = {
        "type": "object",
        "properties": {key: {"$ref": "#/$defs/m"} for key in asked},
        "required": list(asked),
        "additionalProperties": False,
        "$defs": {"m": mark},
    }
    return sum(map(tokens, texts)) + tokens(json.dumps(shape, separators=(",", ":")))


def ours(call: Call) -> int:
    """Tokens of our own request for a scorecard."""
    asked = questions(call.rubric, offline_marks(call.rubric, call.turns))
    texts = [message["content"] for message in request(call.rubric, asked, call.turns)]
    return sum(map(tokens, texts)) + tokens(json.dumps(schema(asked), separators=(",", ":")))


async def requests_of(url: str, call: Call) -> int:
    """Requests that one scorecard took."""
    scorer = ModelScorer(Endpoint(url, "none", "stub"))
    await scorer.score(call.rubric, call.turns)
    return scorer.model.usage.requests


def stability(language: str) -> tuple[float, float, float]:
    """Over a call of ten replies: the share of a request found again in the next one, mean and least.

    The third number is the mean share of a request that the server has read before; the rest is what was just said.
    """
    before, shares, known = "", [], []
    for replies in range(1, 11):
        call = a_call(language, 2 * replies)
        messages = conversation(call, call.turns, Mood(60 - replies, 30 + replies, 8, 1), Move("push"))
        now = "\n".join(f"{message['role']}\n{message['content']}" for message in messages)
        if before:
            shares.append(tokens(_shared(before, now)) / tokens(before))
            known.append(tokens(_shared(before, now)) / tokens(now))
        before = now
    return sum(shares) / len(shares), min(shares), sum(known) / len(known)


def _shared(one: str, other: str) -> str:
    return one[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))]


def main() -> None:
    print(
        "language   checks   requests   tokens   shortest   ratio   prefix kept (mean, least)   read before"
    )
    with stub() as url:
        for language in ("ko", "en"):
            call = a_call(language, 20)
            requests = asyncio.run(requests_of(url, call))
            mean, least, known = stability(language)
            spent, floor = ours(call), shortest(call)
            print(
                f"{language:8}   {len(call.rubric.checks):6}   {requests:8}   {spent:6}   {floor:8}"
                f"   {spent / floor:5.2f}   {mean:.1%}, {least:.1%}   {known:.1%}"
            )


if __name__ == "__main__":
    main()
