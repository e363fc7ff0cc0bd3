"""`simulator draft rubric`: a first rubric from a call manual, for a trainer to edit."""

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.cli.place import settings_of
from simulator.cli.say import Refused, complain
from simulator.compose import judge_of
from simulator.drafts.by_model import drafted_by
from simulator.drafts.first import NotDrafted, first_rubric
from simulator.drafts.rules import Draft, drafted
from simulator.failure import ModelFailed
from simulator.language import Language, Pair
from simulator.manual import Manual
from simulator.problem import NotFound
from simulator.settings import Settings, read_settings

WRITTEN = Pair(
    "{paths}에 썼어요. 고친 뒤 simulator check로 확인하세요.",
    "Written: {paths}. Edit, then run simulator check.",
)
THERE = Pair(
    "{path}: 이미 있는 파일이라 덮어쓰지 않았어요. 다른 폴더를 적거나 그 파일을 옮겨 주세요.",
    "{path} exists and was not overwritten. Name another folder, or move the file.",
)
NOT_WRITTEN = Pair(
    "{path}에 쓸 수 없어요({why}). 폴더의 권한을 확인해 주세요.",
    "{path} cannot be written ({why}). Check the folder's permissions.",
)
BY_RULES = Pair("{why} 그래서 규칙으로 초안을 만들었어요.", "{why} So the draft was made by rules.")
NO_JUDGE = Pair(
    "--by model: 초안을 만들 모델이 정해지지 않았으니 SIMULATOR_JUDGE_MODEL이나 --simulator-judge-model에 "
    "모델 이름을 넣거나, --by model을 빼고 규칙으로 만들어 주세요.",
    "--by model: no model is named to draft with, so set SIMULATOR_JUDGE_MODEL or --simulator-judge-model to its "
    "name, or leave out --by model to draft by rules.",
)
COVERED = Pair(
    "조항 {checked}개에 문항을 만들었고, {left}개는 남았어요(초안 끝에 적혀 있어요).",
    "{checked} clauses have checks, {left} have none (listed at the end of the draft).",
)


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Prints the draft, or writes it with the manual into a folder; raises Refused where there is nothing to draft.

    Returns 2 where a model is asked for and none is named.
    """
    if flags["by"] == "model" and not read_settings(flags).judge_model:
        complain(NO_JUDGE(language))
        return 2
    settings, path = settings_of(flags, language), Path(flags["manual"])
    company = flags["company"] or _id(path)

    def draft(manual: Manual, spoken: Language) -> Draft:
        return _draft(manual, spoken, settings, flags, language)

    try:
        first = first_rubric(path, str(path), company, draft)
    except NotDrafted as reason:
        raise Refused(reason.text(language)) from None
    except NotFound as missing:
        raise Refused(missing.say(language)) from None
    for problem in first.problems:
        complain(problem.sentence(language))
    complain(COVERED(language, checked=len(first.draft.criteria), left=len(first.draft.left)))
    if flags["out"]:
        name = path.name if path.suffix.lower() == ".md" else "manual.md"
        _write(Path(flags["out"]), {"rubric.yaml": first.rubric, name: first.manual}, language)
    else:
        print(first.rubric, end="")
    return 0


def _draft(
    manual: Manual, spoken: Language, settings: Settings, flags: Mapping[str, Any], language: Language
) -> Draft:
    model = judge_of(settings) if flags["by"] == "model" else None
    if model is None:
        return drafted(manual, spoken)
    try:
        return asyncio.run(drafted_by(model, manual, spoken))
    except ModelFailed as failed:
        complain(BY_RULES(language, why=failed.sentence(language)))
        return drafted(manual, spoken)


def _id(path: Path) -> str:
    """An id for the company from the folder or the file's name."""
    for name in (path.absolute().parent.name, path.stem):
        slug = re.sub(r"[^A-Za-z0-9가-힣_-]+", "-", name).strip("-_")
        if slug and re.match(r"[A-Za-z0-9가-힣]", slug):
            return slug[:60]
    return "our-company"


def _write(folder: Path, texts: Mapping[str, str], language: Language) -> None:
    for name in texts:
        there = folder / name
        if there.exists() and not (there.is_file() and there.read_bytes() == texts[name].encode()):
            raise Refused(THERE(language, path=there))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_bytes(text.encode())
    except OSError as error:
        raise Refused(NOT_WRITTEN(language, path=folder, why=error.strerror)) from None
    complain(WRITTEN(language, paths=", ".join(str(folder / name) for name in texts)))
