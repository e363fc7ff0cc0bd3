"""The document for trainers says what the program does; UPDATE_SNAPSHOTS=1 writes its tables anew."""

import os
import re
from pathlib import Path

import pytest

from simulator.acts import AGENT, CALLER
from simulator.company import SLOTS
from simulator.files import parse_persona, parse_rubric
from simulator.files.keys import acts_table, key_table
from simulator.files.schema import Kind, Schema, schema
from simulator.language import LANGUAGES, language_of

DOCUMENT = Path(__file__).parent.parent / "docs" / "files.md"
KINDS: tuple[Kind, ...] = ("persona", "rubric", "company", "transcript")


def test_the_tables_are_those_of_the_schemas() -> None:
    def table(found: re.Match[str]) -> str:
        name, language = found[1], language_of(found[2])
        kind = next((kind for kind in KINDS if kind == name), None)
        made = key_table(kind, language) if kind else acts_table(language)
        return f"<!-- {name} {language} -->\n\n{made}\n\n<!-- end -->"

    text = DOCUMENT.read_text(encoding="utf-8")
    made = re.sub(r"<!-- (\w+) (ko|en) -->.*?<!-- end -->", table, text, flags=re.DOTALL)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        DOCUMENT.write_text(made, encoding="utf-8")
    assert made == DOCUMENT.read_text(encoding="utf-8")


def test_the_examples_have_no_problem() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(examples) == 4
    for text in examples:
        parse = parse_rubric if "criteria:" in text else parse_persona
        assert parse(text, "example")[1] == ()


def test_the_sentence_shown_is_the_one_that_is_said() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    personas = [
        found for found in re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL) if "temper:" in found
    ]
    for persona, language in zip(personas, LANGUAGES, strict=True):
        company = re.search(r"^company: (.+)$", persona, flags=re.MULTILINE)
        assert company
        file = f"personas/{company[1]}/late-gift.yaml"
        (problem,) = parse_persona(persona.replace("difficulty: 2", "difficulty: 9"), file)[1]
        assert problem.sentence(language) in text


def parts(part: Schema, path: str = "") -> list[tuple[str, Schema]]:
    """Every property in `part` with its path."""
    found = []
    for key, inner in part.get("properties", {}).items():
        found += [
            (f"{path}.{key}", inner),
            *parts(inner, f"{path}.{key}"),
            *parts(inner.get("items", {}), f"{path}.{key}"),
        ]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_name_in_both_languages(kind: Kind) -> None:
    for path, part in parts(schema(kind)):
        assert " / " in part.get("title", ""), path
        assert "description" not in part or " / " in part["description"] or part["description"].isascii(), (
            path
        )


def test_the_schemas_know_the_acts_and_slots_of_the_program() -> None:
    needs = schema("persona")["properties"]["resolution"]["properties"]["needs"]["items"]["enum"]
    when = schema("rubric")["properties"]["criteria"]["items"]["properties"]["checks"]["items"]["properties"][
        "when"
    ]
    slot = schema("company")["properties"]["announcements"]["items"]["properties"]["slot"]
    assert needs == list(AGENT)
    assert when["properties"]["caller"]["items"]["enum"] == list(CALLER)
    assert slot["enum"] == list(SLOTS)
