"""The style sheet, the script and the icon of the pages."""

from importlib.resources import files
from pathlib import Path


def asset_path(name: str) -> Path:
    """Where the file `name` of this folder lies."""
    return Path(str(files(__name__).joinpath(name)))


def asset(name: str) -> str:
    """The text of the file `name` of this folder."""
    return asset_path(name).read_text(encoding="utf-8")
