"""`simulator check`: all problems of personas, rubrics, companies and manuals."""

import gc
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.checkup import check
from simulator.cli.place import settings_of
from simulator.language import Language, Pair
from simulator.library import Library

NONE = Pair("문제가 없어요.", "No problems found.")
COUNT = Pair("문제 {errors}개, 경고 {warnings}개.", "Problems: {errors}, warnings: {warnings}.")


def run(flags: Mapping[str, Any], language: Language) -> int:
    """Prints every problem, one line each; returns 1 if any of them is an error."""
    gc.disable()  # a short run that keeps all it reads: collecting costs a quarter of its time
    library = Library(settings_of(flags, language).workspaces)
    problems = check(tuple(Path(path) for path in flags["path"]), library)
    errors = sum(problem.severity == "error" for problem in problems)
    if flags["json"]:
        print(json.dumps([problem.json(language) for problem in problems], ensure_ascii=False))
    else:
        for problem in problems:
            print(problem.sentence(language))
        summary = (
            COUNT(language, errors=errors, warnings=len(problems) - errors) if problems else NONE(language)
        )
        print(summary)
    return 1 if errors else 0
