"""Runs the whole suite: `python -m tests [pytest arguments]`, after installing what only tests need.

Chromium, Korean fonts and PostgreSQL come from Debian where this may be done; where it may not, the tests that need
them are skipped with a reason (with CI=true a skip is a failure).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = {"chromium": "chromium", "fonts-noto-cjk": "", "postgresql": ""}
"""Debian packages and the program that shows that they are there; an empty one is asked of dpkg."""


def main(arguments: list[str]) -> int:
    """Installs, then runs pytest; returns its exit code."""
    missing = [package for package, program in PACKAGES.items() if not _is_there(package, program)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        _install(missing)
    # a test run without byte code starts the app three times as slowly
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=HERE.parent, check=False).returncode


def _is_there(package: str, program: str) -> bool:
    if program:
        return shutil.which(program) is not None
    if not shutil.which("dpkg-query"):
        return False
    asked = ["dpkg-query", "-W", "-f", "${db:Status-Status}", package]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return "installed" in found.split() or (
        package == "postgresql" and any(Path("/usr/lib/postgresql").glob("*/bin"))
    )


def _install(packages: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-q", "update"],
        ["apt-get", "-q", "-y", "--no-install-recommends", "install", *packages],
    ):
        print("$", *command, flush=True)
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            print("could not install", *packages, "- the tests that need them are skipped", flush=True)
            return


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
