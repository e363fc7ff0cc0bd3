"""How much later than on the raw openai stream the first words of a model's line come.

    python benchmarks/first_token.py [--rounds 20] [--first 0.2]

Both ways ask the same request of the same scripted server in the same run, by turns; the server thinks for
`--first` seconds and then says a few letters each 30 ms. Targets: at most 1.10 times at one call; p95 at most
300 ms later at 100 calls at once.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

import openai
from stub import a_call, stub

from simulator.model import Endpoint
from simulator.mood import Mood
from simulator.move import Move
from simulator.voices.model import ModelVoice, conversation

MOOD, MOVE = Mood(60, 30, 8, 1), Move("push")


async def measure(url: str, at_once: int, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds to the first words, raw and through the voice."""
    call = a_call("ko", 10)
    messages = conversation(call, call.turns, MOOD, MOVE)
    client, voice = (
        openai.AsyncOpenAI(base_url=url, api_key="none"),
        ModelVoice(Endpoint(url, "none", "stub")),
    )

    create: Any = client.chat.completions.create

    async def raw() -> float:
        start, first = time.perf_counter(), 0.0
        chunks = await create(model="stub", messages=messages, stream=True)
        async for chunk in chunks:
            if not first and chunk.choices and chunk.choices[0].delta.content:
                first = time.perf_counter() - start
        return first

    async def spoken() -> float:
        start, first = time.perf_counter(), 0.0
        async with aclosing(voice.speak(call, MOOD, MOVE)) as texts:
            async for _ in texts:
                first = first or time.perf_counter() - start
        return first

    async def together(way: Callable[[], Awaitable[float]]) -> list[float]:
        return list(await asyncio.gather(*(way() for _ in range(at_once))))

    by_raw, by_voice = [], []
    async with client:
        await together(raw)
        await together(spoken)
        for _ in range(rounds):
            by_raw += await together(raw)
            by_voice += await together(spoken)
    return by_raw, by_voice


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--first", type=float, default=0.2, help="seconds the server thinks")
    flags = parser.parse_args()
    print("calls   raw p50   voice p50   ratio   raw p95   voice p95   later at p95")
    for at_once, rounds in ((1, flags.rounds), (100, max(3, flags.rounds // 4))):
        with stub(first=flags.first, delay=0.03) as url:
            raw, voice = asyncio.run(measure(url, at_once, rounds))
        middles = statistics.median(raw), statistics.median(voice)
        later = 1000 * (p95(voice) - p95(raw))
        print(
            f"{at_once:5}   {middles[0]:5.3f} s   {middles[1]:7.3f} s   {middles[1] / middles[0]:5.3f}"
            f"   {p95(raw):5.3f} s   {p95(voice):7.3f} s   {later:+9.0f} ms"
        )


if __name__ == "__main__":
    main()
