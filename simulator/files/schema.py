"""The JSON Schemas of the files that people write: loaded once, with their references put in place."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from simulator.language import Pair

Kind = Literal["persona", "rubric", "company", "transcript"]
Schema = dict[str, Any]
Plain = Any
"""A value as JSON has it: dict, list, str, int, float, bool or None."""


@cache
def schema(kind: Kind) -> Schema:
    """The schema of `kind` without references, so that validation need not look them up each time."""
    text = files("simulator").joinpath("schemas", f"{kind}.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    whole: Schema = _inlined(raw, raw.pop("$defs", {}))
    return whole


@cache
def validator(kind: Kind) -> Draft202012Validator:
    """The compiled validator of `kind`."""
    made: Draft202012Validator = _QUICK(schema(kind))
    return made


def fits(value: Plain, wanted: Schema) -> bool:
    """Whether `value` is as the JSON Schema `wanted` says; for answers that come from outside."""
    return Draft202012Validator(wanted).is_valid(value)


def name_of(part: Schema, otherwise: str = "") -> Pair:
    """The readable name of a part of a schema; `title` holds it as "Korean / English"."""
    return _pair(part.get("title", ""), otherwise)


def help_of(part: Schema) -> Pair:
    """What a part of a schema is for; empty where the schema says nothing."""
    return _pair(part.get("description", ""), "")


def _pair(text: str, otherwise: str) -> Pair:
    ko, mark, en = text.partition(" / ")
    return Pair(ko, en if mark else ko) if text else Pair(otherwise, otherwise)


def _inlined(part: Plain, defs: Schema) -> Plain:
    if isinstance(part, list):
        return [_inlined(item, defs) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(defs[part["$ref"].rpartition("/")[2]], defs)
    return {key: _inlined(value, defs) for key, value in part.items()}


# --- speed: nine tenths of a file are texts and lists of texts, which jsonschema takes 20 µs each to descend into


def _plainly_fits(value: Plain, part: Schema) -> bool:
    """Whether `value` is a text, whole number or list of these that fits; False says nothing."""
    kind = part.get("type")
    if kind == "string":
        fits = type(value) is str and part.get("minLength", 0) <= len(value) <= part.get(
            "maxLength", len(value)
        )
        named = "enum" not in part or value in part["enum"]
        return fits and named and ("pattern" not in part or re.search(part["pattern"], value) is not None)
    if kind == "integer":
        return type(value) is int and part.get("minimum", value) <= value <= part.get("maximum", value)
    if kind == "array" and type(value) is list:
        fits = part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value))
        return fits and all(_plainly_fits(item, part["items"]) for item in value)
    return False


def _properties(
    validator: Draft202012Validator, parts: Schema, value: Plain, part: Schema
) -> Iterator[ValidationError]:
    doubtful = parts
    if isinstance(value, dict):
        doubtful = {
            key: one for key, one in parts.items() if key in value and not _plainly_fits(value[key], one)
        }
    yield from Draft202012Validator.VALIDATORS["properties"](validator, doubtful, value, part)


_QUICK = extend(Draft202012Validator, {"properties": _properties})  # type: ignore[no-untyped-call]
