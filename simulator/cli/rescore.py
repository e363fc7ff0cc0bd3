"""`simulator rescore`: marks past calls once more, on the rubric as it is now."""

import asyncio
import getpass
import json
from collections.abc import Mapping
from contextlib import closing, suppress
from statistics import fmean
from typing import Any

from simulator.cli.place import settings_of
from simulator.cli.progress import shown
from simulator.cli.say import Refused, complain
from simulator.cli.score import NO_JUDGE
from simulator.compose import scorers_of, store_of
from simulator.failure import ModelFailed
from simulator.language import Language, Pair
from simulator.library import Library
from simulator.protocols import Scorer
from simulator.rescoring import Changed, Work, rescored, work_on
from simulator.rubric import Rubric
from simulator.scorers.offline import OfflineScorer
from simulator.store import Store
from simulator.views.errors import TROUBLE, sentence

GOING_ON = Pair(
    "끊긴 다시 채점을 이어서 해요. 남은 통화 {left}건.",
    "Going on with the rescoring that was broken off: {left} calls are left.",
)
NOTHING = Pair(
    "다시 채점할 통화가 없어요. 끝난 통화가 있는지, --trainee 이름이 맞는지 확인해 주세요.",
    "There is no call to rescore. See that calls have ended, and that the name given with --trainee is right.",
)
BROKEN_OFF = Pair(
    "{why} {done}건은 끝났어요. 같은 명령을 다시 실행하면 남은 통화부터 이어서 해요.",
    "{why} {done} calls are done. Run the same command again to go on with the rest.",
)
DONE = Pair(
    "{n}건을 평가표 {rubric}로 다시 채점했어요. 평균 {before} → {now:.1f}점, 점수가 바뀐 통화 {changed}건. "
    "전에 받은 평가표는 그대로 있어요.",
    "{n} calls were marked anew on {rubric}: mean {before} → {now:.1f}, {changed} scores changed. "
    "Earlier scorecards stay as they were.",
)
MARKING = Pair("다시 채점 중", "rescoring")


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Rescores and tells what changed; a run that is broken off is taken up again by the next one."""
    settings = settings_of(flags, language)
    if flags["scorer"] == "model" and not settings.judge_model:
        raise Refused(NO_JUDGE(language))
    scorer = scorers_of(settings)[0] if flags["scorer"] == "model" else OfflineScorer()
    try:
        rubric = Library(settings.workspaces).rubric(flags["rubric"])
        with closing(store_of(settings)) as store:
            work = work_on(store, rubric, scorer, trainee=flags["trainee"], by=_user())
            changes = _marked(store, work, rubric, scorer, language)
    except TROUBLE as trouble:
        raise Refused(sentence(trouble, language)) from None
    _tell(changes, work, rubric, flags, language)
    return 0


def _user() -> str:
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def _marked(store: Store, work: Work, rubric: Rubric, scorer: Scorer, language: Language) -> list[Changed]:
    if work.resumed:
        complain(GOING_ON(language, left=len(work.calls)))
    changes: list[Changed] = []

    async def one(call: str) -> None:
        only = Work(work.rescore, (call,), work.resumed)
        changes.extend([change async for change in rescored(store, only, rubric, scorer)])

    with asyncio.Runner() as loop:
        for call in shown(work.calls, len(work.calls), MARKING(language)):
            try:
                loop.run(one(call))
            except ModelFailed as failed:
                raise Refused(
                    BROKEN_OFF(language, why=failed.sentence(language), done=len(changes))
                ) from None
    return changes


def _tell(
    changes: list[Changed], work: Work, rubric: Rubric, flags: Mapping[str, Any], language: Language
) -> None:
    if flags["json"]:
        rows = [{"call": one.call, "before": one.before, "now": one.now} for one in changes]
        print(json.dumps({"rescore": work.rescore.id, "resumed": work.resumed, "calls": rows}))
        return
    if not changes:
        print(NOTHING(language))
        return
    had = [one.before for one in changes if one.before is not None]
    slots = {"n": len(changes), "rubric": rubric.id, "now": fmean(one.now for one in changes)}
    changed = sum(one.before != one.now for one in changes)
    print(DONE(language, before=f"{fmean(had):.1f}" if had else "–", changed=changed, **slots))
