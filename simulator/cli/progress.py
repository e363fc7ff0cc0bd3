"""A progress bar on standard error, shown only to somebody who watches."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

WIDTH = 30
"""Letters of a full bar."""
BETWEEN = 0.1
"""Seconds between two looks of the bar."""


def shown(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """`items` one by one, with a bar that says how many of `total` are done."""
    watched = bool(sys.stderr and sys.stderr.isatty() and total)
    drawn = 0.0
    for done, item in enumerate(items):
        if watched and time.monotonic() - drawn > BETWEEN:
            drawn = time.monotonic()
            _draw(done, total, label)
        yield item
    if watched:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def _draw(done: int, total: int, label: str) -> None:
    full = WIDTH * done // total
    sys.stderr.write(f"\r\033[K{label} [{'#' * full}{'.' * (WIDTH - full)}] {done}/{total}")
    sys.stderr.flush()
