"""`simulator calibrate`: how far a scorer agrees with people's marks."""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.agreement import Agreement, agreement, by_check
from simulator.calibration import Pairs, held_against
from simulator.cli.place import settings_of
from simulator.cli.progress import shown
from simulator.cli.say import Refused, complain
from simulator.cli.score import NO_JUDGE
from simulator.compose import scorers_of
from simulator.failure import ModelFailed
from simulator.files.disk import decoded
from simulator.gold import Gold, read_gold
from simulator.language import LANGUAGES, Language, Pair
from simulator.library import Library, NotFound
from simulator.masking import masked
from simulator.problem import Problem
from simulator.scorers.offline import OfflineScorer
from simulator.scorers.policy import bearing_on
from simulator.views.errors import sentence

NO_FILE = Pair(
    "{path} 파일을 읽을 수 없어요({why}). 경로를 확인해 주세요.",
    "The file {path} cannot be read ({why}). Check the path.",
)
BAD_LINE = Pair(
    "{path}:{line}: {why}. 고칠 때까지 그 줄은 빼고 비교해요.",
    "{path}:{line}: {why}. Until then that line is left out.",
)
NOTHING = Pair(
    "{path}: 비교할 통화가 없어요. 한 줄에 통화 하나씩 적어 주세요.",
    "{path}: there is no call to compare. Write one call per line.",
)
OTHER_LANGUAGE = Pair(
    "{path}:{lines}: 평가표와 언어가 다른 통화라 뺐어요. {calls} 통화는 {calls} 평가표로 따로 비교해 주세요.",
    "{path}:{lines}: left out, because the rubric is in another language; "
    "compare {calls} calls with a rubric in {calls}.",
)
SPOKEN: dict[Language, Pair] = {"ko": Pair("한국어", "Korean"), "en": Pair("영어", "English")}
GOLD_FILE = Pair("비교할 통화 파일", "the gold file")
UNKNOWN = Pair(
    "{path}: 평가표에 없는 문항은 빼고 비교했어요. 평가표 파일에 있는 ‘항목/문항’의 id로 고쳐 주세요: {names}",
    "{path}: some checks are not in the rubric and are left out; "
    "write the ids of criterion/check as in the rubric's file: {names}",
)
HEAD = Pair(
    "{n}개 판정 · 일치 {accuracy} · κ {kappa} · 채점 안 됨 {unscored}개",
    "{n} marks · agree {accuracy} · κ {kappa} · {unscored} unscored",
)
ROW = Pair("{name}: {right}/{n} 일치 · κ {kappa}{advice}", "{name}: {right} of {n} agree · κ {kappa}{advice}")
ADVICE = Pair(" · 참고만", " · advisory")
COMPARING = Pair("견주는 중", "comparing")
MOST_NAMED = 8


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Prints the agreement; 1 where a line of the gold file could not be read."""
    settings = settings_of(flags, language)
    try:
        marking = Library(settings.workspaces).marking(flags["rubric"])
    except NotFound as missing:
        raise Refused(sentence(missing, language)) from None
    by_model = flags["scorer"] == "model"
    if by_model and not settings.judge_model:
        raise Refused(NO_JUDGE(language))
    scorer = scorers_of(settings)[0] if by_model else OfflineScorer()
    path = Path(flags["gold"])
    golds, bad = _golds(path, marking.rubric.language, language)
    if by_model:
        golds = [replace(gold, turns=masked(gold.turns, gold.language)) for gold in golds]
    _tell_unknown(path, golds, {(one.id, check.id) for one, check in marking.rubric.checks}, language)
    policies, pairs = bearing_on(marking.company, None), Pairs()
    try:
        for gold in shown(golds, len(golds), COMPARING(language)):
            pairs += asyncio.run(held_against([gold], marking.rubric, scorer, policies))
    except ModelFailed as failed:
        raise Refused(failed.sentence(language)) from None
    _print(pairs, flags, language)
    return 1 if bad else 0


def as_json(pairs: Pairs) -> dict[str, Any]:
    """The agreement in the shape of the command line's contract."""
    whole = agreement((person, scorer) for _, person, scorer in pairs)
    checks = {"/".join(place): _figures(found) for place, found in by_check(pairs).items()}
    return {**_figures(whole), "unscored": whole.unscored, "checks": checks}


def _figures(found: Agreement) -> dict[str, Any]:
    return {"n": found.n, "accuracy": _rounded(found.accuracy), "kappa": _rounded(found.kappa)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _golds(path: Path, spoken: Language, language: Language) -> tuple[list[Gold], int]:
    """The calls held in the language `spoken`, and how many lines could not be read; what is left out is told."""
    golds: list[Gold] = []
    others: list[int] = []
    bad = 0
    for line, one in read_gold(_text(path, language)):
        if not isinstance(one, Gold):
            bad += 1
            complain(BAD_LINE(language, path=path, line=line, why=one(language)))
        elif one.language == spoken:
            golds.append(one)
        else:
            others.append(line)
    if others:
        told = _told_others(path, others, spoken, language)
        if not golds:
            raise Refused(told)
        complain(told)
    if not golds:
        raise Refused(NOTHING(language, path=path))
    return golds, bad


def _text(path: Path, language: Language) -> str:
    try:
        read = decoded(path.read_bytes(), str(path), GOLD_FILE)
    except OSError as error:
        raise Refused(NO_FILE(language, path=path, why=error.strerror)) from None
    if isinstance(read, Problem):
        raise Refused(read.sentence(language))
    return read


def _told_others(path: Path, lines: Sequence[int], spoken: Language, language: Language) -> str:
    """Which lines hold calls in the language that the rubric, in `spoken`, is not in."""
    other = next(SPOKEN[one] for one in LANGUAGES if one != spoken)
    return OTHER_LANGUAGE(language, path=path, lines=_some(map(str, lines)), calls=other(language))


def _some(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")


def _tell_unknown(path: Path, golds: Sequence[Gold], known: set[tuple[str, str]], language: Language) -> None:
    unknown = sorted({"/".join(place) for gold in golds for place in gold.marks if place not in known})
    if unknown:
        complain(UNKNOWN(language, path=path, names=_some(unknown)))


def _print(pairs: Pairs, flags: Mapping[str, Any], language: Language) -> None:
    if flags["json"]:
        print(json.dumps(as_json(pairs), ensure_ascii=False))
        return
    whole = agreement((person, scorer) for _, person, scorer in pairs)
    slots = {"n": whole.n, "unscored": whole.unscored, "accuracy": _share(whole.accuracy)}
    print(HEAD(language, kappa=_share(whole.kappa), **slots))
    for place, found in by_check(pairs).items():
        advice = ADVICE(language) if found.is_advisory else ""
        figures = {"right": found.right, "n": found.n, "kappa": _share(found.kappa), "advice": advice}
        print(ROW(language, name="/".join(place), **figures))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
