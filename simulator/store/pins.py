"""Pins: the text of every file a call ran with, by digest, so that editing a file changes no old call."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, cast

from sqlalchemy import Connection, select

from simulator.company import Company
from simulator.files import parse_company, parse_persona, parse_rubric
from simulator.manual import Manual, read_manual
from simulator.persona import Persona
from simulator.rubric import Rubric
from simulator.store.insert import add_missing
from simulator.store.problems import UNREADABLE_PIN, StoreProblem
from simulator.store.tables import pins

Pinned = Persona | Rubric | Company | Manual
PinnedT = TypeVar("PinnedT", Persona, Rubric, Company, Manual)
Kind = Literal["persona", "rubric", "company", "manual"]
KINDS: dict[type[Pinned], Kind] = {
    Persona: "persona",
    Rubric: "rubric",
    Company: "company",
    Manual: "manual",
}


@dataclass(frozen=True)
class Pins:
    """The pins of one database; a value once read is kept, since a digest never changes its meaning."""

    place: str
    kept: dict[tuple[Kind, str], Pinned] = field(default_factory=dict)

    def add(self, connection: Connection, values: Iterable[Pinned]) -> None:
        """Pins each of `values`; raises ValueError for one that carries no digest of its file."""
        rows = []
        for value in values:
            kind = KINDS[type(value)]
            if not value.digest:
                raise ValueError(f"a {kind} without digest cannot be pinned")
            if (kind, value.digest) not in self.kept:
                rows.append({"digest": value.digest, "kind": kind, "text": value.text})
        add_missing(connection, pins, rows)

    def read(self, connection: Connection, wanted: type[PinnedT], digest: str) -> PinnedT:
        """The pinned value; raises StoreProblem where this version of the program cannot read its text."""
        kind = KINDS[wanted]
        if (kind, digest) not in self.kept:
            text = connection.execute(select(pins.c.text).where(pins.c.digest == digest)).scalar_one()
            value = _parse(kind, text)
            if value is None:
                raise StoreProblem(UNREADABLE_PIN, place=self.place, kind=kind, digest=digest[:12])
            self.kept[kind, digest] = replace(value, digest=digest, text=text)
        return cast("PinnedT", self.kept[kind, digest])


def _parse(kind: Kind, text: str) -> Pinned | None:
    if kind == "persona":
        return parse_persona(text, kind)[0]
    if kind == "rubric":
        return parse_rubric(text, kind)[0]
    if kind == "company":
        return parse_company(text, kind)[0]
    return read_manual(text)
