"""`simulator score`: the scorecard of any transcript, also of a real call, or of a folder of them."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.cli.place import settings_of
from simulator.cli.progress import shown
from simulator.cli.say import Refused, complain
from simulator.compose import scorers_of
from simulator.failure import ModelFailed
from simulator.files import read_transcript
from simulator.files.transcripts import ENDINGS
from simulator.language import Language, Pair
from simulator.library import Library, Marking, NotFound
from simulator.masking import masked, restored
from simulator.protocols import Scorer
from simulator.scorecard import Scorecard, as_json
from simulator.scorers.offline import OfflineScorer
from simulator.scorers.policy import bearing_on
from simulator.transcript import Transcript
from simulator.turn import Turn
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
EMPTY_FOLDER = Pair(
    "{path}: 이 폴더에 통화 기록({endings})이 없어요. 기록이 든 폴더를 적어 주세요.",
    "{path}: there are no transcripts ({endings}) in this folder. Name one that holds some.",
)
ROW = Pair(
    "{file}: {score:g}점 · {verdict} · {coverage:.0%} 채점",
    "{file}: {score:g} · {verdict} · {coverage:.0%} scored",
)
PASSED = (Pair("합격 전", "not passed"), Pair("합격", "passed"))
MARKING = Pair("채점 중", "scoring")


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Prints the card, of a folder a line each; raises Refused where rubric, transcript or model cannot be used."""
    settings = settings_of(flags, language)
    library = Library(settings.workspaces)
    try:
        marking = library.marking(flags["rubric"])
    except NotFound as missing:
        raise Refused(sentence(missing, language)) from None
    scorer: Scorer = OfflineScorer()
    if flags["scorer"] == "model":
        if not settings.judge_model:
            raise Refused(NO_JUDGE(language))
        scorer = scorers_of(settings)[0]
    path = Path(flags["transcript"])
    desk = _Marker(library, marking, scorer, language)
    return _folder(path, desk, flags) if path.is_dir() else _one(path, desk, flags)


class _Marker:
    """Marks transcripts with one rubric and scorer."""

    def __init__(self, library: Library, marking: Marking, scorer: Scorer, language: Language) -> None:
        self.marking = marking
        self.language = language
        self._library = library
        self._scorer = scorer

    def card(self, path: Path) -> Scorecard | None:
        """The card of one file, None where it cannot be read, which is told; raises Refused where the model fails."""
        transcript, problems = read_transcript(path)
        for problem in problems:
            complain(problem.sentence(self.language))
        if transcript is None:
            return None
        rubric = self.marking.rubric
        if transcript.language != rubric.language:
            complain(OTHER_LANGUAGE(self.language, rubric=rubric.id))
        try:
            return asyncio.run(self._marked(transcript))
        except ModelFailed as failed:
            raise Refused(failed.sentence(self.language)) from None

    async def _marked(self, transcript: Transcript) -> Scorecard:
        rubric, turns = self.marking.rubric, transcript.turns
        policies = bearing_on(self.marking.company, self._persona(transcript))
        if isinstance(self._scorer, OfflineScorer):
            return await self._scorer.score(rubric, turns, policies)
        # what leaves this machine names nobody; what comes back is shown to whoever has the call before them
        hidden = masked(turns, rubric.language)
        card = await self._scorer.score(rubric, hidden, policies)
        return _unhidden(card, hidden, turns)

    def _persona(self, transcript: Transcript) -> Any:  # noqa: ANN401 - a persona, or None
        try:
            return self._library.persona(transcript.persona) if transcript.persona else None
        except NotFound:
            return None


def _unhidden(card: Scorecard, hidden: tuple[Turn, ...], turns: tuple[Turn, ...]) -> Scorecard:
    language = card.rubric.language
    marks = tuple(
        mark
        if mark.quote is None or mark.turn is None
        else replace(
            mark, quote=restored(mark.quote, hidden[mark.turn].text, turns[mark.turn].text, language)
        )
        for mark in card.marks
    )
    return replace(card, marks=marks)


def _one(path: Path, marker: _Marker, flags: Mapping[str, Any]) -> int:
    card = marker.card(path)
    if card is None:
        return 1
    if flags["json"]:
        print(json.dumps(as_json(card), ensure_ascii=False))
    else:
        print("\n".join(scorecard_lines(card, marker.marking.manual, marker.language)))
    return 0


def _folder(path: Path, marker: _Marker, flags: Mapping[str, Any]) -> int:
    language = marker.language
    files = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in ENDINGS)
    if not files:
        raise Refused(EMPTY_FOLDER(language, path=path, endings=", ".join(ENDINGS)))
    cards = [(one, marker.card(one)) for one in shown(files, len(files), MARKING(language))]
    if flags["json"]:
        rows = [{"file": str(one), "scorecard": as_json(card) if card else None} for one, card in cards]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        print("\n".join(_rows(cards, language)))
    return 0 if all(card for _, card in cards) else 1


def _rows(cards: Iterable[tuple[Path, Scorecard | None]], language: Language) -> Iterable[str]:
    for one, card in cards:
        if card:
            slots = {"file": one.name, "score": card.score, "coverage": card.coverage}
            yield ROW(language, verdict=PASSED[card.passed](language), **slots)
