"""How long a person waits: `--help`, `check` on 100 personas, the page up. Targets: 0.4 s, 1.5 s, 8 s."""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from simulator.library import shipped_workspace

PERSONAS = 100
LIMIT = 60
"""Seconds after which a page that is not up is given up."""


def main(runs: int) -> None:
    """Prints the median of `runs` runs of each, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = _many_personas(Path(folder))
        help_time = _median(runs, lambda: _run("--help"))
        personas = [str(folder) for folder in sorted((workspace / "personas").iterdir())]
        check_time = _median(runs, lambda: _run("check", "--workspace", str(workspace), *personas))
        whole_time = _median(runs, lambda: _run("check", "--workspace", str(workspace), str(workspace)))
        page_time = _median(max(1, runs // 2), lambda: _page_up(Path(folder)))
    print(f"simulator --help                {help_time:5.2f} s  (target 0.4)")
    print(f"simulator check, {PERSONAS} personas   {check_time:5.2f} s  (target 1.5)")
    print(f"  and two companies with them   {whole_time:5.2f} s")
    print(f"page up                         {page_time:5.2f} s  (target 8)")


def _many_personas(folder: Path) -> Path:
    """A workspace with the shipped companies and copies of their personas up to a hundred."""
    workspace, shipped = folder / "workspace", shipped_workspace()
    shutil.copytree(shipped / "rubrics", workspace / "rubrics")
    originals = sorted((shipped / "personas").glob("*/*.yaml"))
    for number in range(PERSONAS):
        original = originals[number % len(originals)]
        copy = workspace / "personas" / original.parent.name / f"{original.stem}-{number}.yaml"
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = original.read_text(encoding="utf-8")
        copy.write_text(
            text.replace(f"id: {original.stem}\n", f"id: {original.stem}-{number}\n", 1), encoding="utf-8"
        )
    return workspace


def _median(runs: int, once: Callable[[], float]) -> float:
    once()  # the first run fills the disk cache
    return median(once() for _ in range(runs))


def _run(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "simulator", *arguments], capture_output=True, check=False)
    return time.perf_counter() - begun


def _page_up(folder: Path) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
    command = [sys.executable, "-m", "simulator", "--port", str(port)]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/ko/signin", begun + LIMIT)
            return time.perf_counter() - begun
        finally:
            server.terminate()


def _wait_for(url: str, until: float) -> None:
    while time.perf_counter() < until:
        try:
            with urlopen(url, timeout=LIMIT) as answer:  # noqa: S310 - our own address
                answer.read()
                return
        except (URLError, ConnectionError):
            time.sleep(0.02)
    raise TimeoutError(url)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    main(parser.parse_args().runs)
