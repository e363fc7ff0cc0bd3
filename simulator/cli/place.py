"""The settings of one run, with a workspace that is really there."""

from collections.abc import Mapping
from typing import Any

from simulator.cli.say import Refused, complain
from simulator.language import Language, Pair
from simulator.settings import Settings, read_settings

NO_WORKSPACE = Pair(
    "{path}: personas/와 rubrics/가 든 작업 폴더가 아니에요. --workspace의 경로를 확인하세요.",
    "{path}: this is no workspace, a folder with personas/ and rubrics/. Check the path given with --workspace.",
)


def settings_of(flags: Mapping[str, Any], language: Language) -> Settings:
    """The settings; raises Refused for a workspace that is none, and tells of a model endpoint that is half set."""
    settings = read_settings(flags)
    own = settings.workspaces[0]
    if not any((own / part).is_dir() for part in ("personas", "rubrics")):
        raise Refused(NO_WORKSPACE(language, path=own))
    if settings.warning:
        complain(settings.warning(language))
    return settings
