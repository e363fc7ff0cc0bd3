"""What a schema has to say about values that do not fit it, reworded for people who have never seen one."""

from collections.abc import Iterator, Mapping
from typing import cast

from jsonschema import ValidationError

from simulator.acts import AGENT, CALLER
from simulator.files.schema import Kind, Plain, Schema, help_of, name_of, validator
from simulator.files.shape import Path, Tell, closest, listed
from simulator.files.syntax import show
from simulator.language import Pair
from simulator.problem import NOTHING, Fault

MISSING = Fault(
    "missing_key",
    Pair("{key}({name}) 항목", "the key {key} ({name})"),
    NOTHING,
    Pair("‘{key}: …’ 줄을 넣으세요. {help}", "add a line “{key}: …”. {help}"),
)
UNKNOWN = Fault(
    "unknown_key",
    Pair("정해진 항목 이름", "a key that belongs here"),
    Pair("목록에 없는 이름 ‘{key}’", "the unknown key “{key}”"),
    Pair("여기에 쓸 수 있는 이름: {known}", "the keys that exist here are {known}."),
)
MISSPELT = Fault(
    "unknown_key",
    UNKNOWN.expected,
    UNKNOWN.found,
    Pair("혹시 ‘{guess}’ 아닌가요?", "did you mean “{guess}”?"),
)
WRONG_TYPE = Fault(
    "wrong_type", Pair("{wanted}", "{wanted}"), Pair("{found}", "{found}"), Pair("{how}", "{how}")
)
NOT_ONE_OF = Fault(
    "not_one_of",
    Pair("정해진 낱말", "one of the known words"),
    Pair("목록에 없는 낱말 {found}", "{found}, which is not one of them"),
    Pair("쓸 수 있는 낱말: {known}", "the words that can be used are {known}."),
)
NEARLY_ONE_OF = Fault(
    "not_one_of",
    NOT_ONE_OF.expected,
    NOT_ONE_OF.found,
    Pair("혹시 ‘{guess}’ 아닌가요?", "did you mean “{guess}”?"),
)
OTHER_SIDE = Fault(
    "other_side",
    Pair("{mine} 행위", "an act of the {mine}"),
    Pair("{theirs} 행위 {found}", "{found}, an act of the {theirs}"),
    Pair("{mine}이 하는 행위로 바꾸세요.", "name something that the {mine} does."),
)
OUT_OF_RANGE = Fault(
    "out_of_range",
    Pair("{range} 숫자", "a number {range}"),
    Pair("{found}", "{found}"),
    Pair("그 사이의 숫자로 고치세요.", "change it to a number in that range."),
)
EMPTY = Fault(
    "empty",
    Pair("내용", "some text"),
    Pair("빈칸", "nothing but blanks"),
    Pair("내용을 쓰거나 이 줄을 지우세요.", "write something or delete the line."),
)
TOO_LONG = Fault(
    "too_long",
    Pair("{most}자 이하의 글", "text of at most {most} characters"),
    Pair("{count}자", "{count} characters"),
    Pair("줄이거나 여러 개로 나누세요.", "shorten it or split it up."),
)
TOO_FEW = Fault(
    "too_few",
    Pair("{least}개 이상의 항목", "at least {least} of them"),
    Pair("{count}개", "{count}"),
    Pair("‘- ’로 시작하는 줄을 더 쓰세요.", "add lines that begin with “- ”."),
)
TOO_MANY = Fault(
    "too_many",
    Pair("{most}개 이하의 항목", "at most {most} of them"),
    Pair("{count}개", "{count}"),
    Pair("덜 중요한 것을 지우세요.", "delete the less important ones."),
)
ILL_FORMED = Fault("ill_formed", Pair("{form}", "{form}"), Pair("{found}", "{found}"), Pair("{how}", "{how}"))

_KINDS = {
    "string": Pair("글", "text"),
    "integer": Pair("정수", "a whole number"),
    "number": Pair("숫자", "a number"),
    "boolean": Pair("true 또는 false", "true or false"),
    "array": Pair("‘- ’로 시작하는 줄들의 목록", "a list of lines that begin with “- ”"),
    "object": Pair("‘이름: 값’ 줄들의 묶음", "a group of “name: value” lines"),
}
_HOW = {
    "string": Pair("쌍점 뒤에 글만 쓰세요.", "write just the text after the colon."),
    "integer": Pair(
        "따옴표 없이 숫자만 쓰세요. 예: 3", "write digits only, without quotation marks, such as 3."
    ),
    "number": Pair(
        "따옴표 없이 숫자만 쓰세요. 예: 7.5", "write digits only, without quotation marks, such as 7.5."
    ),
    "boolean": Pair("{word}라고 쓰세요.", "write {word}."),
    "array": Pair(
        "다음 줄에 들여 써서 ‘- {text}’처럼 쓰세요.",
        "put it on the next line, indented, like this: “- {text}”.",
    ),
    "object": Pair(
        "다음 줄부터 들여 써서 {known} 가운데 필요한 것을 쓰세요.",
        "on the next lines, indented, write those you need of {known}.",
    ),
}
_YES = {"yes", "on", "y", "true", "예", "네", "참", "1"}
_FORMS = {
    "^\\d": (
        Pair("‘1.2’ 같은 조항 번호", "a clause number like “1.2”"),
        Pair(
            "매뉴얼 제목줄에 적힌 번호만 쓰세요.",
            "write only the number that stands in the manual's heading.",
        ),
    ),
    "^(?:[01]": (
        Pair("‘09:30’처럼 적은 24시간제 시각", "a 24-hour time like “09:30”"),
        Pair("시와 분을 두 자리씩 쓰세요.", "write hours and minutes with two digits each."),
    ),
    "^[A-Z": (
        Pair(
            "글자·숫자·붙임표·밑줄로만 된 짧은 이름",
            "a short name of letters, digits, hyphens and underscores",
        ),
        Pair(
            "빈칸과 다른 기호를 빼고 ‘late-gift’처럼 쓰세요.",
            "leave out spaces and other marks, like “late-gift”.",
        ),
    ),
    "^[^/": (
        Pair("같은 폴더에 있는 .md 파일의 이름", "the name of an .md file in the same folder"),
        Pair("‘manual.md’처럼 파일 이름만 쓰세요.", "write only the file's name, like “manual.md”."),
    ),
}


def tell_misfits(value: Plain, kind: Kind, tell: Tell) -> None:
    """Tells everything in `value` that does not fit the schema of `kind`."""
    for error in validator(kind).iter_errors(value):
        for fault, path, slots in _misfits(error):
            tell(fault, path, **slots)


Misfit = tuple[Fault, Path, dict[str, object]]


def _misfits(error: ValidationError) -> Iterator[Misfit]:
    path = tuple(error.absolute_path)
    part = cast("Schema", error.schema)
    found: Plain = error.instance
    match error.validator:
        case "required":
            yield from _missing(found, part, path, str(error.message).split("'")[1])
        case "additionalProperties":
            yield from _unknown(found, part, path)
        case "type":
            yield WRONG_TYPE, path, _type_slots(found, part)
        case "enum":
            yield _not_one_of(found, part, path)
        case "anyOf":
            yield _not_one_of(found, {"enum": [*part["anyOf"][0]["enum"], "within"]}, path)
        case "pattern":
            form, how = next(pair for start, pair in _FORMS.items() if part["pattern"].startswith(start))
            yield ILL_FORMED, path, {"form": form, "found": show(found), "how": how}
        case _:
            yield _out_of_bounds(str(error.validator), found, part, path)


def _out_of_bounds(rule: str, found: Plain, part: Schema, path: Path) -> Misfit:
    limit = part[rule]
    match rule:
        case "minimum" | "maximum" | "exclusiveMinimum":
            return OUT_OF_RANGE, path, {"range": _range(part), "found": found}
        case "minLength":
            return EMPTY, path, {}
        case "maxLength":
            return TOO_LONG, path, {"most": limit, "count": len(found)}
        case "minItems" | "minProperties":
            return TOO_FEW, path, {"least": limit, "count": len(found)}
        case "maxItems":
            return TOO_MANY, path, {"most": limit, "count": len(found)}
    raise ValueError(f"no wording for {rule}")


def _missing(found: Mapping[str, Plain], part: Schema, path: Path, key: str) -> Iterator[Misfit]:
    misspelt = (
        guess
        for stray in set(found) - set(part["properties"])
        if (guess := closest(stray, part["properties"]))
    )
    if key not in misspelt:
        inner = part["properties"][key]
        yield MISSING, (*path, key), {"key": key, "name": name_of(inner, key), "help": help_of(inner)}


def _unknown(found: Mapping[str, Plain], part: Schema, path: Path) -> Iterator[Misfit]:
    known = part["properties"]
    for key in found:
        if key in known:
            continue
        guess = closest(key, [name for name in known if name not in found])
        slots: dict[str, object] = {"key": key, "guess": guess, "known": listed(known)}
        yield MISSPELT if guess else UNKNOWN, (*path, key), slots


def _not_one_of(found: object, part: Schema, path: Path) -> Misfit:
    known = part["enum"]
    slots: dict[str, object] = {"found": show(str(found)), "known": listed(known)}
    for mine, theirs, sides in ((AGENT, CALLER, (0, 1)), (CALLER, AGENT, (1, 0))):
        if len(known) == len(mine) and found in theirs:
            names = (Pair("상담원", "agent"), Pair("고객", "caller"))
            return OTHER_SIDE, path, slots | {"mine": names[sides[0]], "theirs": names[sides[1]]}
    guess = closest(str(found), known)
    return (NEARLY_ONE_OF if guess else NOT_ONE_OF), path, slots | {"guess": guess}


def _type_slots(found: object, part: Schema) -> dict[str, object]:
    wanted = part["type"]
    text = found if isinstance(found, str) else ""
    how = _HOW[wanted]
    word = "true" if text.lower() in _YES else "false"
    known = listed(part.get("properties", ()))
    slots = {"word": word, "text": show(text)[1:-1] if text else "…", "known": known}
    return {
        "wanted": _KINDS[wanted],
        "found": _described(found),
        "how": Pair(how("ko", **slots), how("en", **slots)),
    }


def _described(found: object) -> Pair:
    if isinstance(found, str):
        return Pair(show(found), show(found))
    if isinstance(found, bool):
        return Pair(str(found).lower(), str(found).lower())
    if isinstance(found, list):
        return Pair("목록", "a list")
    if isinstance(found, dict):
        return Pair("‘이름: 값’ 묶음", "a group of “name: value” lines")
    return Pair(str(found), str(found))


def _range(part: Schema) -> Pair:
    low, high = part.get("minimum"), part["maximum"]
    if low is None:
        return Pair(f"0보다 크고 {high} 이하인", f"above 0 and up to {high}")
    return Pair(f"{low}에서 {high} 사이의", f"from {low} to {high}")
