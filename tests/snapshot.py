"""Big outputs as plain files in `tests/snapshots`; UPDATE_SNAPSHOTS=1 writes them anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "snapshots"


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compares a text with the file of that name; a missing file fails unless it is being written."""

    def same(name: str, text: str) -> None:
        file = FOLDER / f"{name}.txt"
        if os.environ.get("UPDATE_SNAPSHOTS"):
            FOLDER.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file.name} is missing: run the tests with UPDATE_SNAPSHOTS=1"
        assert text == file.read_text(encoding="utf-8")

    return same
