"""How long the offline caller takes for a reply of 150 characters: recognise, direct, word. Target: p95 ≤ 10 ms."""

import argparse
import platform
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median, quantiles

from simulator.call import Call
from simulator.desk import caller_turn, take_in
from simulator.director import direct
from simulator.library import Library, shipped_workspace
from simulator.voices.phrasebook import line

REPLIES = {
    "ko": (
        "안녕하십니까, 담당자 김하늘입니다. 기다리시게 해서 정말 죄송합니다. "
        "주문하신 상품이 아직 도착하지 않아서 많이 답답하셨겠어요. "
        "제가 지금 바로 확인해 보고 오늘 오후 3시까지 문자로 결과를 알려 드리겠습니다. 주문번호를 말씀해 주시겠어요? "
    ),
    "en": (
        "Good morning, this is Sam speaking. I'm really sorry you have had to wait, that must be very frustrating. "
        "I'll look into it now and text you by 3 pm. Could I take your order number? "
    ),
}


def main(calls: int) -> None:
    """Plays `calls` calls of ten replies and prints the quantiles of one reply, in milliseconds."""
    library = Library((shipped_workspace(),))
    personas = library.personas()
    took: list[float] = []
    for number in range(calls):
        kit = library.kit(f"{personas[number % len(personas)].company}/{personas[number % len(personas)].id}")
        call = Call("bench", "bench", kit.persona, kit.company, kit.manual, kit.rubric, seed=number)
        took.extend(_played(call))
    took = took[len(took) // 20 :]  # the first calls compile the patterns
    p95 = quantiles(took, n=100)[94]
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {len(took)} replies of 150 characters"
    )
    print(f"offline reply: p50 {1000 * median(took):.2f} ms, p95 {1000 * p95:.2f} ms (target p95 10 ms)")


def _played(call: Call) -> Iterator[float]:
    text = REPLIES[call.language]
    for turn in range(10):
        said = (text[turn * 7 :] + text)[:150]
        begun = time.perf_counter()
        if call.turns:
            call = replace(call, turns=(*call.turns, take_in(call, said)))
        mood, move = direct(call.persona, call.company.protection, call.turns)
        said_back = line(call, mood, move)
        yield time.perf_counter() - begun
        call = replace(call, turns=(*call.turns, caller_turn(call, said_back, mood, move)))
        if move.ending:
            return


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--calls", type=int, default=200)
    main(parser.parse_args().calls)
