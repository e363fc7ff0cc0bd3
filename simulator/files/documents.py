"""A call manual in whatever form a company keeps it: Markdown, plain text, Word, PDF or Hangul (HWPX), as Markdown.

Word, PDF and HWPX are read by python-docx, pypdf and python-hwpx (`pip install 'simulator[manuals]'`), each loaded
only for a file of its own kind. What comes out has one heading for each numbered rule; a document without numbers gets
them from its headings, so that a rubric can cite them.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from simulator.files.disk import LARGEST, NO_ACCESS, NO_FILE, NOT_A_FILE, decoded
from simulator.files.page import MANUAL
from simulator.files.reading import shown
from simulator.language import Pair
from simulator.manual import leads_to_barred, still_open, unquoted
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
TOO_LARGE = Fault(
    "too_large",
    Pair("{most}MB 이하의 문서", "a document of at most {most} MB"),
    Pair("{size}MB 문서", "one of {size} MB"),
    Pair(
        "다른 파일을 고른 것은 아닌지 확인하고, 맞다면 그림을 빼거나 나누어 저장하세요.",
        "make sure that this is the right file; if it is, take out its pictures or split it.",
    ),
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
    r"^(?:제\s*)?(\d+(?:\.\d+)*)(?:\s*[조항](?=[\s(（.【\[「:])[.:]?|\s*[.):](?=\D)|(?=[\s(（]))"
    r"\s*(?:[-–—]\s+)?[(（]?\s*([^()（）]{1,48}?)\s*[)）]?\s*$"
)
_BARE = re.compile(r"^\d+\s")
_AMOUNT = re.compile(
    r"(?:working |business |more )?(?:days?|hours?|minutes?|seconds?|weeks?|months?|years?|times?|percent)\b"
    r"|(?:영업일|근무일|일|시간|분|초|개월|주일?|달|년|명|번|회|차례|건|개|만 ?원|천 ?원|원|가지|퍼센트)"
    r"(?:$|[\s,]|이내|이상|이하|안에|내에|전에|후에|까지|부터|동안)"
)
"""What a number at the beginning of a line counts, where it is no heading's."""
_SENTENCE_END = re.compile(r"(?:다|요|오|까|죠|니다)[.!?]?$|[.!?;:,]$")
_FINISHED = re.compile(r"(?:(?:다|요|오|까|죠|함|음|임|됨|것)[.!?]?|[.!?;:])[”\"’」』)]*$")
"""How a line ends behind which something new may begin; notes in Korean end in 함, 음, 임, 됨, 것."""
_BULLET = re.compile(r"^\s*[•·◦▪■□○●\-–*]\s+")
_LONGEST_QUOTE = 600
"""Letters after which a quotation that nobody closed is given up."""


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
        if problem := _unfit(path.stat().st_size, file, ending):
            return problem
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return NO_FILE.at(file, 0, MANUAL)
    except OSError as error:
        return NO_ACCESS.at(file, 0, MANUAL, reason=error.strerror)
    return document_in(data, file, ending)


def document_in(data: bytes, file: str, ending: str) -> str | Problem:
    """`data`, a document whose name ends in `ending`, as a Markdown manual; its problems are told of `file`."""
    if problem := _unfit(len(data), file, ending):
        return problem
    if ending in PLAIN:
        text = decoded(data, file, MANUAL)
        plain = isinstance(text, Problem) or ending != ".txt"
        return text if plain else markdown(map(Line, _unwrapped(_plain_lines(str(text)), broken=False)))
    lines = _lines(READERS[ending], data, file, ending)
    if isinstance(lines, Problem):
        return lines
    return markdown(lines) if any(line.text.strip() for line in lines) else NO_TEXT.at(file, 0, MANUAL)


def _plain_lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").splitlines()


def _unfit(size: int, file: str, ending: str) -> Problem | None:
    """Why a document of `size` bytes is not read at all: nobody reads its form, or it is too large."""
    known = (*PLAIN, *READERS)
    if ending not in known:
        fault = HWP if ending == ".hwp" else UNKNOWN_FORM
        return fault.at(file, 0, MANUAL, known=", ".join(known), found=ending or "?")
    most = LARGEST if ending in PLAIN else LARGEST_DOCUMENT
    if size <= most:
        return None
    return TOO_LARGE.at(file, 0, MANUAL, most=most // 1_000_000, size=ceil(size / 1e5) / 10)


def _lines(reader: "Reader", data: bytes, file: str, ending: str) -> list[Line] | Problem:
    for library in LIBRARIES:  # a handler of its own keeps a library's log from standard error
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        return list(reader(data))
    except ImportError as error:
        return NO_READER.at(file, 0, MANUAL, library=error.name or "?")
    except Exception:  # noqa: BLE001 - whatever a foreign library makes of a broken document
        return BROKEN.at(file, 0, MANUAL, kind=ending.removeprefix(".").upper())


def markdown(lines: Iterable[Line]) -> str:
    """The lines as a Markdown manual in which every rule has a numbered heading."""
    known, headings, before = list[Line](), _Headings(), ""
    for line in lines:
        if line.text.strip():
            known.append(_read(line, headings, before))
            before = known[-1].text
    if not any(_number_of(line) for line in known):
        known = list(_numbered(known))
    return "\n".join(_written(known)).strip() + "\n"


class _Headings:
    """Tells numbered headings from lines that only begin with a number, by how the numbers go on."""

    def __init__(self) -> None:
        self._last: list[int] = []

    def number(self, text: str, before: str = "") -> str:
        """The number of the heading that `text` is, or nothing; `before` is the line that `text` may go on with."""
        found = _NUMBERED.match(text)
        if not found or _SENTENCE_END.search(found[2]):
            return ""
        number = [int(part) for part in found[1].split(".")]
        if not self._plausible(number, text, found[2], bool(before and not _FINISHED.search(before))):
            return ""
        self._last = number
        return found[1]

    def _plausible(self, number: list[int], text: str, title: str, unfinished: bool) -> bool:
        """Whether a heading is likely: a number with a dot after a finished line always, others by what they say."""
        bare, small = bool(_BARE.match(text)), title[0].islower()
        if not bare and not unfinished:
            return True
        backwards = number <= self._last and (unfinished or number != [1])
        if backwards or _AMOUNT.match(title):
            return False
        if not self._last:  # what stands unfinished before is the document's title
            return True
        if unfinished and small:
            return False
        return not bare or not (unfinished or small) or number == [self._last[0] + 1]


def _read(line: Line, headings: _Headings, before: str) -> Line:
    """`line` with its heading level and quotation found out where the document does not say."""
    text = " ".join(line.text.split())
    if line.level or line.quoted:
        return Line(text, line.level, line.quoted)
    if number := headings.number(text):
        return Line(text, min(6, 2 + number.count(".")))
    said = unquoted(text)
    return Line(text, 0, said is not None and len(said) > 6 and not leads_to_barred(before))


def _number_of(line: Line) -> tuple[str, str] | None:
    found = _NUMBERED.match(line.text) if line.level else None
    return (found[1], found[2].strip()) if found else None


def _numbered(lines: Sequence[Line]) -> Iterator[Line]:
    """Headings with numbers of their own, chapter by chapter; the first one is the title where it is above all."""
    headings = [line for line in lines if line.level]
    above = headings and all(line.level > headings[0].level for line in headings[1:])
    title = headings[0] if len(headings) > 1 and above else None
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
            yield "> " + (unquoted(line.text) or line.text)
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
        # one lower than Word counts, for Word's title stands above its first headings
        level = min(6, int(style[-1]) + 1) if re.match(r"Heading [1-6]$", style) else int(style == "Title")
        bullet = "- " if style.startswith("List") else ""
        yield Line(bullet + block.text, level, "Quote" in style)


def _pdf(data: bytes) -> Iterator[Line]:
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    yield from map(Line, _unwrapped(line for page in pages for line in page.extract_text().splitlines()))


def _unwrapped(lines: Iterable[str], *, broken: bool = True) -> Iterator[str]:
    """Paragraphs in one piece again; `broken`: every line was broken to fit the page, and not only some by hand."""
    held, headings, heading = "", _Headings(), False
    for line in (one.strip() for one in lines):
        titled = line.startswith("#") or bool(headings.number(line, "" if heading else held))
        starts = not line or not held or titled or heading or _BULLET.match(line)
        if not starts and _goes_on(held, line, broken=broken):
            held = f"{held} {line.lstrip('> ')}"
            continue
        if held:
            yield held
        held, heading = line, titled
    if held:
        yield held


def _goes_on(held: str, line: str, *, broken: bool) -> bool:
    """Whether `line` goes on with the paragraph `held`."""
    if still_open(held):
        return len(held) < _LONGEST_QUOTE
    if line[0] in '“"「『>' or _FINISHED.search(held):
        return False
    return broken or bool(_NUMBERED.match(line))


def _hangul(data: bytes) -> Iterator[Line]:
    import hwpx

    with zipfile.ZipFile(io.BytesIO(data)) as archive, hwpx.TextExtractor(archive) as extractor:
        for paragraph in extractor.iter_document_paragraphs():
            yield from map(Line, _unwrapped(paragraph.text().splitlines(), broken=False))


PLAIN = (".md", ".markdown", ".txt")
Reader = Callable[[bytes], Iterator[Line]]
READERS: Mapping[str, Reader] = {
    ".docx": _word,
    ".pdf": _pdf,
    ".hwpx": _hangul,
}
"""Who reads which kind of document."""
LIBRARIES = ("pypdf", "docx", "hwpx")
