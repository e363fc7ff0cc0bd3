"""Whether the offline scorer judges a rubric's own examples as the trainer does."""

from collections.abc import Iterator

from simulator.files.reading import Reading
from simulator.files.syntax import show
from simulator.language import Pair
from simulator.problem import Fault, Problem
from simulator.rubric import Rubric
from simulator.scorers.offline import judge_example

GOOD_MISSED = Fault(
    "good_example_missed",
    Pair("오프라인 채점에서 ‘했음’이 되는 좋은 예", "a good example that the offline scorer calls met"),
    Pair("‘놓침’이 되는 {text}", "{text}, which it calls missed"),
    Pair(
        "예문을 더 또렷하게 고치거나 seen에 그 말이 하는 행위나 표현을 더하세요.",
        "make the example plainer, or add to seen what it does or says.",
    ),
)
BAD_MET = Fault(
    "bad_example_met",
    Pair("오프라인 채점에서 ‘놓침’이 되는 나쁜 예", "a bad example that the offline scorer calls missed"),
    Pair("‘했음’이 되는 {text}", "{text}, which it calls met"),
    Pair("예문을 고치거나 seen의 조건을 좁히세요.", "change the example, or make seen narrower."),
)


def misjudged_examples(rubric: Rubric, reading: Reading[Rubric]) -> Iterator[Problem]:
    """A problem for each good example that is missed and each bad one that is met."""
    for at, criterion in enumerate(rubric.criteria):
        for place, one in enumerate(criterion.checks):
            if one.seen is None:
                continue
            for fault, key, wrong, examples in (
                (GOOD_MISSED, "good", "missed", one.good),
                (BAD_MET, "bad", "met", one.bad),
            ):
                for number, text in enumerate(examples):
                    if judge_example(one, text, rubric.language) == wrong:
                        path = ("criteria", at, "checks", place, key, number)
                        yield fault.at(
                            reading.file, reading.line(*path), reading.thing(*path[:4]), text=show(text)
                        )
