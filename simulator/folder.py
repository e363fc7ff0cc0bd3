"""The user's own data folder."""

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Where this program keeps its things for this user; not made yet. Raises RuntimeError where there is no home."""
    if sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return folder / "simulator"
