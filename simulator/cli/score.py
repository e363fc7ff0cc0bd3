"""`simulator score`: the scorecard of any transcript, also of a real call."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.cli.place import settings_of
from simulator.cli.say import Refused, complain
from simulator.compose import scorers_of
from simulator.failure import ModelFailed
from simulator.files import read_transcript
from simulator.language import Language, Pair
from simulator.library import Library, NotFound
from simulator.scorecard import as_json
from simulator.scorers.offline import OfflineScorer
from simulator.views.errors import sentence
from simulator.views.terminal import scorecard_lines

NO_JUDGE = Pair(
    "모델로 채점하려면 SIMULATOR_JUDGE_MODEL에 모델 이름을 넣어 주세요.",
    "To score with a model, set SIMULATOR_JUDGE_MODEL to its name.",
)

OTHER_LANGUAGE = Pair(
    "통화 기록과 평가표({rubric})의 언어가 달라서 점수를 믿을 수 없어요. 같은 언어의 평가표를 골라 주세요.",
    "The transcript and the rubric ({rubric}) are in different languages, so the score means little. "
    "Choose a rubric in the transcript's language.",
)


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Prints the card; raises Refused where the transcript, the rubric or the model cannot be used."""
    settings = settings_of(flags, language)
    try:
        rubric, manual = Library(settings.workspaces).marking(flags["rubric"])
    except NotFound as missing:
        raise Refused(sentence(missing, language)) from None
    transcript, problems = read_transcript(Path(flags["transcript"]))
    for problem in problems:
        complain(problem.sentence(language))
    if transcript is None:
        return 1
    if transcript.language != rubric.language:
        complain(OTHER_LANGUAGE(language, rubric=rubric.id))
    scorer = scorers_of(settings)[0] if flags["scorer"] == "model" else OfflineScorer()
    if flags["scorer"] == "model" and not settings.judge_model:
        raise Refused(NO_JUDGE(language))
    try:
        card = asyncio.run(scorer.score(rubric, transcript.turns))
    except ModelFailed as failed:
        raise Refused(failed.sentence(language)) from None
    if flags["json"]:
        print(json.dumps(as_json(card), ensure_ascii=False))
    else:
        print("\n".join(scorecard_lines(card, manual, language)))
    return 0
