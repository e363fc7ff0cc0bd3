"""Checked values as the program's own: persona, rubric, company."""

from typing import Any

from simulator.company import (
    Announcement,
    Authority,
    Channel,
    Company,
    Hours,
    Policy,
    Protection,
    Question,
    Term,
)
from simulator.persona import Caller, Cue, Example, Fact, Hidden, Lines, Persona, Reaction, Resolution, Temper
from simulator.rubric import Check, Criterion, Rubric, Seen, When

Values = dict[str, Any]


def persona_of(values: Values, digest: str, text: str) -> Persona:
    """The persona that `values`, which fit the schema, describe."""
    made = {
        "caller": Caller(**values["caller"]),
        "facts": tuple(Fact(**_frozen(fact)) for fact in values.get("facts", ())),
        "hidden": tuple(_hidden(fact) for fact in values.get("hidden", ())),
        "temper": Temper(**values["temper"]),
        "resolution": Resolution(**_frozen(values["resolution"])),
        "triggers": tuple(_reaction(reaction) for reaction in values.get("triggers", ())),
        "soothers": tuple(_reaction(reaction) for reaction in values.get("soothers", ())),
        "lines": _lines(values["lines"]),
        "example": _example(values.get("example", {})),
    }
    return Persona(**_frozen(values) | made, digest=digest, text=text)


def rubric_of(values: Values, digest: str, text: str) -> Rubric:
    """The rubric that `values`, which fit the schema, describe."""
    criteria = tuple(
        Criterion(**criterion | {"checks": tuple(_check(check) for check in criterion["checks"])})
        for criterion in values["criteria"]
    )
    return Rubric(**values | {"criteria": criteria}, digest=digest, text=text)


def company_of(values: Values, digest: str, text: str) -> Company:
    """The company that `values`, which fit the schema, describe."""
    made = {
        "hours": tuple(Hours(**_frozen(hours)) for hours in values.get("hours", ())),
        "channels": tuple(Channel(**channel) for channel in values.get("channels", ())),
        "scope": tuple(values.get("scope", ())),
        "outside_scope": tuple((row["task"], row["who"]) for row in values.get("outside_scope", ())),
        "authority": Authority(**_frozen(values.get("authority", {}))),
        "policies": tuple(_policy(policy) for policy in values.get("policies", ())),
        "protection": Protection(**_frozen(values.get("protection", {}))),
        "faq": tuple(Question(**question) for question in values.get("faq", ())),
        "announcements": tuple(Announcement(**_frozen(said)) for said in values.get("announcements", ())),
        "help_lines": tuple(values.get("help_lines", ())),
    }
    return Company(**values | made, digest=digest, text=text)


def _frozen(values: Values) -> Values:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _hidden(values: Values) -> Hidden:
    rest = {key: value for key, value in values.items() if key != "reveals"}
    return Hidden(**_frozen(rest), **_frozen(values.get("reveals", {})))


def _reaction(values: Values) -> Reaction:
    return Reaction(**_frozen(values) | {"when": Cue(**_frozen(values["when"]))})


def _lines(values: Values) -> Lines:
    push = {int(level): tuple(lines) for level, lines in values.get("push", {}).items()}
    ask = {act: tuple(lines) for act, lines in values.get("ask", {}).items()}
    return Lines(**_frozen(values) | {"push": push, "ask": ask})


def _example(values: Values) -> Example:
    good = {act: tuple(lines) for act, lines in values.get("good", {}).items()}
    return Example(good, tuple(values.get("bad", ())))


def _policy(values: Values) -> Policy:
    terms = tuple(Term(**_frozen(term)) for term in values.get("terms", ()))
    return Policy(**_frozen(values) | {"terms": terms})


def _check(values: Values) -> Check:
    made: Values = {}
    if "seen" in values:
        made["seen"] = _seen(values["seen"])
    for key in ("when", "unless"):
        if key in values:
            made[key] = When(**_frozen(values[key]))
    return Check(**_frozen(values) | made)


def _seen(values: Values) -> Seen:
    where = values.get("where")
    if isinstance(where, dict):
        values = {**values, "where": "any", **where}
    return Seen(**_frozen(values))
