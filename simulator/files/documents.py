"""A call manual in whatever form a company keeps it: Markdown, plain text, Word, PDF or Hangul (HWPX), as Markdown.

Word, PDF and HWPX are read by python-docx, pypdf and python-hwpx (`pip install 'simulator[manuals]'`), each loaded
only for a file of its own kind. What comes out has one heading for each numbered rule; a document without numbers gets
them from its headings, so that a rubric can cite them.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.files.disk import LARGEST, NO_ACCESS, NO_FILE, NOT_A_FILE, decoded
from simulator.files.page import MANUAL
from simulator.files.reading import shown
from simulator.language import Pair
from simulator.problem import NOTHING, Fault, Problem

LARGEST_DOCUMENT = 20_000_000
"""Bytes of a document; a manual with pictures has a few millions."""
NO_READER = Fault(
    "no_reader",
    Pair("이 문서를 읽는 라이브러리({library})", "the library that reads this ({library})"),
    NOTHING,
    Pair(
        "pip install 'simulator[manuals]'로 설치하거나 텍스트(.txt)로 저장하세요.",
        "install it with pip install 'simulator[manuals]', or save the document as plain text (.txt).",
    ),
)
BROKEN = Fault(
    "broken_document",
    Pair("열리는 {kind} 문서", "a {kind} document that opens"),
    Pair("열리지 않는 문서", "one that does not"),
    Pair(
        "편집기에서 다시 저장하거나 텍스트(.txt)로 저장하세요.",
        "save it again in your editor, or as plain text (.txt).",
    ),
)
NO_TEXT = Fault(
    "no_text",
    Pair("글자가 든 문서", "a document with text in it"),
    Pair("글자가 없는 문서(사진으로 찍은 것일 수 있어요)", "one without (it may be a scan)"),
    Pair("글자를 옮겨 적어 .txt나 .md로 저장하세요.", "type the text into a .txt or .md file."),
)
UNKNOWN_FORM = Fault(
    "unknown_form",
    Pair("{known} 가운데 하나", "one of {known}"),
    Pair("{found} 파일", "a {found} file"),
    Pair("그 가운데 하나로 저장하세요.", "save it as one of these."),
)
HWP = Fault(
    "old_hwp",
    Pair("HWPX로 저장된 한글 문서", "a Hangul document saved as HWPX"),
    Pair("예전 형식의 HWP", "one in the old HWP format"),
    Pair(
        "한글에서 ‘다른 이름으로 저장하기’로 HWPX를 골라 저장하세요.",
        "in Hangul choose “Save as” and the format HWPX.",
    ),
)

_NUMBERED = re.compile(
    r"^(?:제\s*)?(\d+(?:\.\d+)*)\s*[.)]?(?:\s*[조항])?\s*[(（]?\s*([^()（）]{1,48}?)\s*[)）]?\s*$"
)
_SENTENCE_END = re.compile(r"(?:다|요|오|까|죠|니다)[.!?]?$|[.!?;:,]$")
_BULLET = re.compile(r"^\s*[•·◦▪■□○●\-–*]\s+")
_QUOTE = re.compile(r"^[“\"「『].+[”\"」』]$")


@dataclass(frozen=True)
class Line:
    """One paragraph of a document: its text, and its heading level (1 to 6) or 0, where the document says so."""

    text: str
    level: int = 0
    quoted: bool = False


def document_of(path: Path) -> str | Problem:
    """The document at `path` as a Markdown manual, or why it cannot be had."""
    file, ending = shown(path), path.suffix.lower()
    try:
        if path.exists() and not path.is_file():
            return NOT_A_FILE.at(file, 0, MANUAL)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return NO_FILE.at(file, 0, MANUAL)
    except OSError as error:
        return NO_ACCESS.at(file, 0, MANUAL, reason=error.strerror)
    return document_in(data, file, ending)


def document_in(data: bytes, file: str, ending: str) -> str | Problem:
    """`data`, a document whose name ends in `ending`, as a Markdown manual; its problems are told of `file`."""
    if ending in PLAIN:
        text = decoded(data[:LARGEST], file, MANUAL)
        plain = isinstance(text, Problem) or ending != ".txt"
        return text if plain else markdown(Line(one) for one in str(text).splitlines())
    reader = READERS.get(ending)
    if reader is None:
        known = ", ".join((*PLAIN, *READERS))
        fault = HWP if ending == ".hwp" else UNKNOWN_FORM
        return fault.at(file, 0, MANUAL, known=known, found=ending or "?")
    lines = _lines(reader, data[:LARGEST_DOCUMENT], file, ending)
    if isinstance(lines, Problem):
        return lines
    return markdown(lines) if any(line.text.strip() for line in lines) else NO_TEXT.at(file, 0, MANUAL)


def _lines(reader: "Reader", data: bytes, file: str, ending: str) -> list[Line] | Problem:
    try:
        return list(reader(data))
    except ImportError as error:
        return NO_READER.at(file, 0, MANUAL, library=error.name or "?")
    except Exception:  # noqa: BLE001 - whatever a foreign library makes of a broken document
        return BROKEN.at(file, 0, MANUAL, kind=ending.removeprefix(".").upper())


def markdown(lines: Iterable[Line]) -> str:
    """The lines as a Markdown manual in which every rule has a numbered heading."""
    known = [_read(line) for line in lines if line.text.strip()]
    if not any(_number_of(line) for line in known):
        known = list(_numbered(known))
    return "\n".join(_written(known)).strip() + "\n"


def _read(line: Line) -> Line:
    """`line` with its heading level and quotation found out where the document does not say."""
    text = " ".join(line.text.split())
    if line.level or line.quoted:
        return Line(text, line.level, line.quoted)
    found = _NUMBERED.match(text)
    if found and not _SENTENCE_END.search(found[2]):
        return Line(text, min(6, 2 + found[1].count(".")))
    return Line(text, 0, bool(_QUOTE.match(text)) and len(text) > 8)


def _number_of(line: Line) -> tuple[str, str] | None:
    found = _NUMBERED.match(line.text) if line.level else None
    return (found[1], found[2].strip()) if found else None


def _numbered(lines: Sequence[Line]) -> Iterator[Line]:
    """Headings with numbers of their own, chapter by chapter; the first of all, if none is higher, is the title."""
    headings = [line for line in lines if line.level]
    title = (
        headings[0] if len(headings) > 1 and headings[0].level == min(one.level for one in headings) else None
    )
    base = min((line.level for line in headings if line is not title), default=1)
    counts = [0] * 6
    for line in lines:
        if not line.level or line is title:
            yield line
            continue
        depth = min(5, max(0, line.level - base))
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (5 - depth)
        number = ".".join(str(count or 1) for count in counts[: depth + 1])
        yield Line(f"{number} {line.text}", min(6, 2 + depth))


def _written(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if number := _number_of(line):
            yield f"\n{'#' * max(2, line.level)} {number[0]} {number[1]}\n"
        elif line.level:
            yield f"\n{'#' * line.level} {line.text}\n"
        elif line.quoted:
            yield "> " + line.text.strip('“”"「」『』')
        elif _BULLET.match(line.text):
            yield "- " + _BULLET.sub("", line.text)
        else:
            yield line.text + "\n"


def _word(data: bytes) -> Iterator[Line]:
    import docx.table

    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from (Line(" | ".join(cell.text for cell in row.cells)) for row in block.rows)
            continue
        style = str(getattr(block.style, "name", ""))
        level = int(style[-1]) if re.match(r"Heading [1-6]$", style) else 1 if style == "Title" else 0
        bullet = "- " if style.startswith("List") else ""
        yield Line(bullet + block.text, level, "Quote" in style)


def _pdf(data: bytes) -> Iterator[Line]:
    import pypdf

    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        yield from (Line(text) for text in _unwrapped(page.extract_text().splitlines()))


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs whose lines were broken to fit the page, in one piece again."""
    held = ""
    for line in (one.strip() for one in lines):
        starts = not line or _NUMBERED.match(line) or _BULLET.match(line) or line[:1] in '“"「『>'
        if held and (starts or _SENTENCE_END.search(held) or _NUMBERED.match(held)):
            yield held
            held = ""
        held = f"{held} {line}".strip()
    if held:
        yield held


def _hangul(data: bytes) -> Iterator[Line]:
    import hwpx

    with zipfile.ZipFile(io.BytesIO(data)) as archive, hwpx.TextExtractor(archive) as extractor:
        for paragraph in extractor.iter_document_paragraphs():
            yield from (Line(text) for text in paragraph.text().splitlines())


PLAIN = (".md", ".markdown", ".txt")
Reader = Callable[[bytes], Iterator[Line]]
READERS: Mapping[str, Reader] = {
    ".docx": _word,
    ".pdf": _pdf,
    ".hwpx": _hangul,
}
"""Who reads which kind of document."""
