"""The bench in words: a table for people, the same as Markdown, and the figures as JSON."""

from collections.abc import Mapping
from typing import Any

from simulator.agents import NAMES
from simulator.bench import Tally, totals
from simulator.language import Language, Pair

Results = Mapping[str, Mapping[str, Tally]]
"""Tallies by persona ("company/id") and policy."""

ANGERING = ("cold", "rude")
HEAD = Pair(
    "| 고객 | {names} | 말 수 | 분노 |\n",
    "| caller | {names} | turns | anger |\n",
)
ALL = Pair("**모두**", "**all**")
OUTCOMES = {
    "calmed": Pair("풀림", "calmed"),
    "protected": Pair("절차 종료", "ended by protocol"),
    "handed_over": Pair("넘김", "handed over"),
    "angry": Pair("화난 채", "angry"),
    "unmoved": Pair("그대로", "unmoved"),
}
SUMMARY = Pair(
    "사과만으로 넘어감 {cave:.1%} · 매뉴얼대로 하면 풀림 {calm:.1%} · 차갑거나 무례하면 화남 {angry:.1%} · "
    "명령에 움직임 {moved:.1%} · 역할 이탈 {breaks} · 되풀이한 말 {repeated}",
    "caves to apology alone {cave:.1%} · calmed by the manual {calm:.1%} · angry with the cold or rude {angry:.1%} · "
    "moved by commands {moved:.1%} · out of role {breaks} · lines said twice {repeated}",
)


def figures(results: Results) -> dict[str, float]:
    """What the bench is for, over all personas: rates 0 to 1, and two counts; a policy not played counts as none."""
    played = [tally for policies in results.values() for tally in policies.values()]
    everything = totals(played)

    def of(*policies: str) -> Tally:
        return totals(found[one] for found in results.values() for one in policies if one in found)

    return {
        "cave": of("apologises").rate("calmed"),
        "calm": of("model").rate("calmed", "protected"),
        "angry": of(*ANGERING).rate("angry"),
        "moved": of("injects").rate("calmed", "handed_over"),
        "breaks": everything.role_breaks,
        "repeated": everything.repeated,
    }


def summary(results: Results, language: Language) -> str:
    """The figures in one line."""
    return SUMMARY(language, **figures(results))


def table(results: Results, language: Language) -> str:
    """A Markdown table: for each persona and policy the commonest outcome and its share."""
    policies = list(dict.fromkeys(policy for found in results.values() for policy in found))
    names = " | ".join(NAMES[policy](language) for policy in policies)
    lines = [HEAD(language, names=names) + "|" + " --- |" * (len(policies) + 3)]
    for persona, found in results.items():
        lines.append(_row(f"`{persona}`", found, policies, language))
    everything = {
        policy: totals(found[policy] for found in results.values() if policy in found) for policy in policies
    }
    lines.append(_row(ALL(language), everything, policies, language))
    return "\n".join(lines)


def _row(name: str, found: Mapping[str, Tally], policies: list[str], language: Language) -> str:
    cells = [_cell(found.get(policy), language) for policy in policies]
    first = found.get("model") or next(iter(found.values()))
    curve = "→".join(f"{first.curve[place]:.0f}" for place in (0, 3, 6, 9))
    return f"| {name} | {' | '.join(cells)} | {first.turns:.0f} | {curve} |"


def _cell(tally: Tally | None, language: Language) -> str:
    if tally is None or not tally.calls:
        return "–"
    outcome, times = max(tally.outcomes.items(), key=lambda item: item[1])
    share = times / tally.calls
    return OUTCOMES[outcome](language) + ("" if share == 1 else f" {share:.0%}")


def as_json(results: Results, voice: str, seeds: int) -> dict[str, Any]:
    """Everything measured."""
    return {
        "voice": voice,
        "seeds": seeds,
        "personas": {
            persona: _rates(figures({persona: found}))
            | {"policies": {policy: _tally(tally) for policy, tally in found.items()}}
            for persona, found in results.items()
        },
        **_rates(figures(results)),
    }


def _rates(found: Mapping[str, float]) -> dict[str, float]:
    return {
        "cave_rate": found["cave"],
        "calm_rate": found["calm"],
        "angry_rate": found["angry"],
        "moved_rate": found["moved"],
        "role_breaks": found["breaks"],
        "repeated_lines": found["repeated"],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "calls": tally.calls,
        "endings": dict(tally.endings),
        "outcomes": dict(tally.outcomes),
        "turns": round(tally.turns, 1),
        "anger": round(tally.anger, 1),
        "curve": [round(anger, 1) for anger in tally.curve],
        "repeated_lines": tally.repeated,
        "role_breaks": tally.role_breaks,
        "fallbacks": tally.fallbacks,
    }
