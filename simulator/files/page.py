"""A text that a person wrote, on its way to a value: its lines, its tree, and the problems so far."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from simulator.files import syntax, tree
from simulator.files.misfits import tell_misfits
from simulator.files.schema import Kind, Plain
from simulator.files.shape import Path, read_values
from simulator.language import Pair
from simulator.problem import NOTHING, Fault, Problem

MOST_SLIPS = 40
"""Unreadable lines named at once; a file with more of them is most likely no file of this kind at all."""

UNPRINTABLE = Fault(
    "unprintable",
    Pair("글자와 문장 부호", "ordinary letters and punctuation"),
    Pair("보이지 않는 제어 문자 {code}", "the invisible control character {code}"),
    Pair("그 글자를 지우거나 그 줄을 새로 입력하세요.", "delete it or retype the line."),
)
SIGN = Fault(
    "first_sign",
    syntax.FIRST_SIGN.expected,
    Pair(
        "따옴표 없이 *, &, ! 로 시작하는 {quoted}",
        "{quoted}, which begins with *, & or ! and has no quotation marks",
    ),
    Pair(
        "*, &, ! 로 시작하는 글은 전체를 따옴표로 감싸세요.",
        "put quotation marks around the whole of any text that begins with *, & or !.",
    ),
)
STRANGE_KEY = Fault(
    "strange_key",
    Pair("쌍점 앞의 짧은 이름", "a short name before the colon"),
    Pair("목록이나 묶음", "a list or a group"),
    Pair("쌍점(:) 앞에는 이름만 쓰세요.", "write only a name before the colon."),
)
COMMENT = Fault(
    "cut_comment",
    Pair("따옴표에 싸인 글", "text in quotation marks"),
    Pair("‘ #’ 뒤가 메모로 잘려 나간 글", "text cut off at “ #”, which starts a comment"),
    Pair(
        "#까지 글이라면 전체를 따옴표로 감싸세요.",
        "if the # is part of the text, put quotation marks around all of it.",
    ),
    "warning",
)
TOO_DEEP = Fault(
    "too_deep",
    Pair("얕은 묶음", "lists and groups that are not nested so deeply"),
    Pair("너무 여러 겹으로 들어간 묶음", "too many of them, one inside another"),
    Pair(
        "들여쓰기와 괄호를 보기 파일과 견주어 보세요.",
        "compare the indentation and brackets with a sample file.",
    ),
)
TOO_MANY = Fault(
    "too_many_values",
    Pair("보통 크기의 파일", "a file of the usual size"),
    Pair("{most}개가 넘는 값", "more than {most} values"),
    Pair("다른 파일을 고른 것은 아닌지 확인하세요.", "make sure that this is the right file."),
)
SECOND = Fault(
    "second_document",
    Pair("한 파일에 문서 하나", "one document in a file"),
    Pair("‘---’ 뒤에 이어지는 두 번째 문서", "a second one after “---”"),
    Pair("‘---’ 줄을 지우거나 파일을 나누세요.", "delete the “---” line or split the file."),
)
NO_CONTENT = Fault(
    "no_content",
    Pair("{kind} 내용", "a {kind}"),
    NOTHING,
    Pair(
        "보기 파일을 복사해서 고쳐 쓰는 것이 가장 빨라요.",
        "the quickest way is to copy a sample file and change it.",
    ),
)
NO_GROUP = Fault(
    "no_group",
    Pair("‘이름: 값’ 줄들", "lines of “name: value”"),
    Pair("{found}", "{found}"),
    Pair(
        "‘id: …’로 시작하는 보기 파일과 견주어 보세요.",
        "compare it with a sample file, which begins with “id: …”.",
    ),
)
KINDS: dict[Kind, Pair] = {
    "persona": Pair("페르소나", "persona"),
    "rubric": Pair("평가표", "rubric"),
    "company": Pair("회사 정보", "company"),
    "transcript": Pair("통화 기록", "transcript"),
}
MANUAL = Pair("매뉴얼", "manual")

_ODDITIES = {"sign": SIGN, "key": STRANGE_KEY, "comment": COMMENT}
_REFUSALS = {"too_deep": TOO_DEEP, "too_many": TOO_MANY, "second_document": SECOND}
_UNPRINTABLE = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_BREAK = re.compile(r"\r\n|\r|\n")
_COLLECTIONS = {
    "criteria": Pair("평가 항목", "criterion"),
    "checks": Pair("확인 문항", "check"),
    "facts": Pair("사실", "fact"),
    "hidden": Pair("숨은 사실", "hidden fact"),
    "triggers": Pair("자극", "trigger"),
    "soothers": Pair("달램", "soother"),
    "policies": Pair("규정", "policy"),
    "channels": Pair("창구", "channel"),
    "announcements": Pair("안내 멘트", "announcement"),
    "faq": Pair("문답", "question"),
    "hours": Pair("전화 시간", "hours"),
    "turns": Pair("말", "turn"),
    "outside_scope": Pair("맡지 않는 일", "task outside the scope"),
}


@dataclass
class Page:
    """One file while it is read; `values` are plain and fit the schema of `kind` unless `spoilt`."""

    file: str
    kind: Kind
    lines: list[str] = field(default_factory=list)
    root: tree.Node | None = None
    values: Plain = None
    problems: list[Problem] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)
    """Lines (from 1) that were named as unreadable, about which nothing more should be said."""

    @property
    def spoilt(self) -> bool:
        """Whether something is wrong that keeps the values from being used."""
        return any(problem.severity == "error" for problem in self.problems)

    def tell(self, fault: Fault, path: Path, **slots: object) -> None:
        """Adds the problem of `fault` in what `path` leads to, unless its line could not be read anyway."""
        line = self.line(path)
        if line not in self.unread:
            self.problems.append(fault.at(self.file, line, self.thing(path), **slots))

    def line(self, path: Path) -> int:
        """The line, from 1, of what `path` leads to."""
        return tree.line_of(self.root, path) if self.root else 1

    def thing(self, path: Path) -> Pair:
        """What `path` leads to by its own id: "criterion no-blame / check never-blames / seen.never"."""
        kind, names = KINDS[self.kind], list(_names(self.values, path))
        if not names:
            name = str(self.values.get("id", "")) if isinstance(self.values, Mapping) else ""
            return Pair(f"{kind.ko} {name}".strip(), f"{kind.en} {name}".strip())
        return Pair(" / ".join(name.ko for name in names), " / ".join(name.en for name in names))


def read_page(text: str, file: str, kind: Kind) -> Page:
    """`text` read as far as it can be, with every problem that its own lines and the schema show."""
    page = Page(file, kind)
    lines = _BREAK.split(_printable(text, page))
    _compose(page, lines)
    if page.root is None:
        if not page.problems:
            page.tell(NO_CONTENT, (), kind=KINDS[kind])
        return page
    if not isinstance(page.root, tree.Mapping):
        page.tell(NO_GROUP, (), found=Pair("목록이나 글", "a list or plain text"))
        return page
    later: list[tuple[Fault, Path, dict[str, object]]] = []
    values = read_values(page.root, kind, page.lines, lambda *told, **slots: later.append((*told, slots)))
    page.values = values
    for fault, path, slots in later:
        page.tell(fault, path, **slots)
    tell_misfits(values, kind, page.tell)
    page.problems.sort(key=lambda problem: problem.line)
    return page


def _printable(text: str, page: Page) -> str:
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    for found in _UNPRINTABLE.finditer(text):
        line = len(_BREAK.findall(text, 0, found.start())) + 1
        code = f"U+{ord(found.group()):04X}"
        page.problems.append(UNPRINTABLE.at(page.file, line, page.thing(()), code=code))
        if len(page.problems) >= MOST_SLIPS:
            break
    return _INVISIBLE.sub("", _UNPRINTABLE.sub(" ", text))


def _compose(page: Page, lines: list[str]) -> None:
    """Sets the tree of `lines`; every line that stops the parser is named, mended and read again."""
    thing = page.thing(())
    for _ in range(MOST_SLIPS):
        builder = tree.Builder(lines)
        try:
            page.root, page.lines = builder.build(), lines
        except tree.Refused as refused:
            fault = _REFUSALS[refused.why]
            page.problems.append(fault.at(page.file, refused.line + 1, thing, most=tree.LARGEST))
            return
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            slip = syntax.slip_of(error, lines)
            if slip.line + 1 in page.unread:
                return
            page.problems.append(slip.fault.at(page.file, slip.line + 1, thing, **slip.slots))
            page.unread.add(slip.line + 1)
            if slip.instead is None and slip.fault is not syntax.TAB:
                return
            lines = list(syntax.mended(lines, slip))
        else:
            for what, line in builder.odd:
                quoted = syntax.show(lines[line].strip())
                page.problems.append(_ODDITIES[what].at(page.file, line + 1, thing, quoted=quoted))
            return


def _names(values: Plain, path: Path) -> Iterator[Pair]:
    keys: list[str] = []
    for step in path:
        inner = _step(values, step)
        if isinstance(step, int) and keys and keys[-1] in _COLLECTIONS:
            yield from _joined(keys[:-1])
            kind = _COLLECTIONS[keys[-1]]
            own = next(
                (inner[key] for key in ("id", "slot") if isinstance(inner, Mapping) and key in inner),
                step + 1,
            )
            keys = []
            yield Pair(f"{kind.ko} {own}", f"{kind.en} {own}")
        elif isinstance(step, int):
            yield from _joined(keys)
            keys = []
            yield Pair(f"{step + 1}번째", f"#{step + 1}")
        else:
            keys.append(step)
        values = inner
    yield from _joined(keys)


def _joined(keys: list[str]) -> Iterator[Pair]:
    if keys:
        yield Pair(".".join(keys), ".".join(keys))


def _step(values: Plain, step: str | int) -> Plain:
    if isinstance(step, int):
        return values[step] if isinstance(values, list) and step < len(values) else None
    return values.get(step) if isinstance(values, Mapping) else None
