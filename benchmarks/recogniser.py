"""How well and how fast the recogniser reads: precision, recall and F1 of each act, time of a reply.

    python benchmarks/recogniser.py [--language ko] [--split held] [--misses]

`--misses` lists the disagreements of the tuning part (never of the held one: who reads those tunes on them).
"""

import argparse
import re
import statistics
import time
from collections.abc import Sequence

from simulator.acts import Side
from simulator.corpus import SPLITS, Labelled, Split, Tally, labelled, tallies, total
from simulator.language import LANGUAGES, Language
from simulator.recognise import LONGEST, recognise

SIDES: tuple[Side, ...] = ("agent", "caller")
USUAL = 150
"""Characters of a usual reply."""


def print_table(language: Language, split: Split, side: Side, turns: Sequence[Labelled]) -> None:
    counted = tallies(turns, side, language)
    print(f"\n{language} · {side} · {split} · {sum(turn.side == side for turn in turns)} turns")
    print(f"{'act':<14}{'labelled':>9}{'precision':>11}{'recall':>8}{'F1':>7}")
    for act, tally in [*counted.items(), ("all (micro)", total(counted))]:
        print_row(act, tally)


def print_row(act: str, tally: Tally) -> None:
    there = tally.right + tally.missed
    print(f"{act:<14}{there:>9}{tally.precision:>11.2f}{tally.recall:>8.2f}{tally.f1:>7.2f}")


def print_misses(language: Language, turns: Sequence[Labelled]) -> None:
    for turn in turns:
        seen = frozenset(recognise(turn.text, turn.side, language, turn.context).acts)
        if seen != turn.acts:
            print(f"{turn.id}  +{sorted(seen - turn.acts)}  -{sorted(turn.acts - seen)}\n    {turn.text!r}")


def milliseconds(text: str, side: Side, language: Language) -> float:
    """Processor time, the best of three: the machine may be busy with other things."""
    return min(_milliseconds(text, side, language) for _ in range(3))


def _milliseconds(text: str, side: Side, language: Language) -> float:
    start = time.process_time()
    recognise(text, side, language)
    return (time.process_time() - start) * 1000


def print_times(language: Language, turns: Sequence[Labelled]) -> None:
    print(f"\n{language} · time of one reply in ms")
    for side in SIDES:
        said = [turn.text for turn in turns if turn.side == side]
        if not said:
            continue
        usual = [(" ".join(said[place:]) * USUAL)[:USUAL] for place in range(len(said))]
        all_said = " ".join(said * (1 + LONGEST // len(" ".join(said))))
        long = {"many sentences": all_said, "one sentence": re.sub(r"[.!?…\n]", "", all_said * 2)}
        times = sorted(milliseconds(text, side, language) for text in usual)
        print(f"{side:<7}{USUAL} characters: median {statistics.median(times):.2f}, slowest {times[-1]:.2f}")
        for kind, text in long.items():
            print(f"{'':<7}{LONGEST} characters, {kind}: {milliseconds(text[:LONGEST], side, language):.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, action="append", help="all that have a corpus, unless given"
    )
    parser.add_argument("--split", choices=SPLITS, action="append", help="both, unless given")
    parser.add_argument("--misses", action="store_true", help="list the disagreements of the tuning part")
    options = parser.parse_args()
    for language in options.language or LANGUAGES:
        try:
            turns = labelled(language)
        except FileNotFoundError:
            print(f"{language}: no corpus")
            continue
        for split in options.split or SPLITS:
            part = [turn for turn in turns if turn.split == split]
            for side in SIDES:
                print_table(language, split, side, part)
            if options.misses and split == "train":
                print_misses(language, part)
        print_times(language, turns)


if __name__ == "__main__":
    main()
