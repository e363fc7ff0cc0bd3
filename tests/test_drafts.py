"""A first rubric from a manual in any of its forms, and how well the two cover each other."""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import docx
import hwpx
import pytest
import workspace
from servers.fault import FaultServer

from simulator.drafts.coverage import coverage
from simulator.drafts.first import First, NotDrafted, first_rubric
from simulator.drafts.rules import points
from simulator.files import parse_rubric
from simulator.files.documents import document_in
from simulator.language import LANGUAGES, Language
from simulator.library import Library
from simulator.manual import quoted_in, read_manual
from simulator.problem import NotFound, Problem
from simulator.rubric import Rubric

Lines = Sequence[tuple[int, str]]
MANUALS: dict[Language, Lines] = {
    "ko": (
        (2, "1.1 첫인사"),
        (0, "전화를 받으면 인사하고 이름을 말한다."),
        (0, "“안녕하십니까, 달빛비누 상담원 김하늘입니다.”"),
        (2, "1.2 고객 탓하지 않기"),
        (0, "고객에게 책임을 돌리지 않는다."),
        (2, "1.3 점심"),
        (0, "점심은 열두 시에 먹는다."),
    ),
    "en": (
        (2, "1.1 Greeting"),
        (0, "Greet the caller and say your name."),
        (0, "“Good morning, Leaf Books, this is Hannah speaking.”"),
        (2, "1.2 Never blame the caller"),
        (0, "Do not tell callers that it is their own fault."),
        (2, "1.3 Lunch"),
        (0, "Lunch is at twelve."),
    ),
}
SAID = {language: lines[2][1].strip("“”") for language, lines in MANUALS.items()}


def plain(lines: Lines) -> bytes:
    return "\n".join(text for _, text in lines).encode()


def mark_down(lines: Lines) -> bytes:
    marks = ("", "## ", "### ")
    return "\n\n".join(marks[level] + text.replace("“", "> ").strip("”") for level, text in lines).encode()


def word(lines: Lines) -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    for level, text in lines:
        document.add_heading(text, level) if level else document.add_paragraph(text)
    document.save(kept)
    return kept.getvalue()


def hangul(lines: Lines) -> bytes:
    document = hwpx.HwpxDocument.new()
    for _, text in lines:
        document.add_paragraph(text)
    return bytes(document.to_bytes())


def pdf(lines: Lines) -> bytes:
    """One page whose letters are their own UTF-16 codes, which /ToUnicode says."""
    shown = b" ".join(b"<%s> Tj T*" % text.encode("utf-16-be").hex().encode() for _, text in lines)
    pieces = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(b"BT /F 11 Tf 50 780 Td 16 TL %s ET" % shown),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000>>",
        stream(b"begincmap 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"),
    )
    body = [b"%d 0 obj\n%s\nendobj\n" % (number, piece) for number, piece in enumerate(pieces, 1)]
    starts = list(accumulate(map(len, body), initial=9))
    table = [b"xref\n0 8\n0000000000 65535 f \n", *(b"%010d 00000 n \n" % start for start in starts[:-1])]
    tail = b"trailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % starts[-1]
    return b"".join([b"%PDF-1.4\n", *body, *table, tail])


def stream(text: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)


FORMS = {".md": mark_down, ".txt": plain, ".docx": word, ".pdf": pdf, ".hwpx": hangul}
OFFICE = [".docx", ".pdf", ".hwpx"]


def drafted(folder: Path, ending: str, data: bytes) -> First:
    (path := folder / f"manual{ending}").write_bytes(data)
    return first_rubric(path, path.name, "leaf")


def read(first: First) -> Rubric:
    rubric, problems = parse_rubric(first.rubric, "rubric.yaml")
    assert rubric, problems
    return rubric


def draft(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simulator", "draft", "rubric", *arguments, "--language", "en"]
    env = {"HOME": str(folder), "PYTHONPATH": str(Path(__file__).parent.parent)} | environ
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_of_a_manual_gives_a_rubric_that_cites_its_clauses_and_quotes_its_sayings(
    tmp_path: Path, language: Language, ending: str
) -> None:
    first = drafted(tmp_path, ending, FORMS[ending](MANUALS[language]))
    rubric, manual = read(first), read_manual(first.manual)
    acts = {one.clause: [check.seen for check in one.checks] for one in rubric.criteria}
    assert first.problems == ()
    assert (rubric.language, list(acts)) == (language, ["1.1", "1.2"])
    assert [seen.acts for seen in acts["1.1"] if seen] == [("greet",), ("introduce",)]
    assert [seen.never for seen in acts["1.2"] if seen] == [("blame",)]
    assert all(manual.clause(number) for number in acts)
    assert [check.good for check in rubric.criteria[0].checks] == [(SAID[language],)] * 2


def test_a_saying_in_quotation_marks_becomes_an_example_without_them(tmp_path: Path) -> None:
    text = f"# Leaf\n\n## 1.1 Greeting\n\n> “{SAID['en']}”\n"
    rubric = read(drafted(tmp_path, ".md", text.encode()))
    assert rubric.criteria[0].checks[0].good == (SAID["en"],)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('> "Good morning, Leaf Books."', ["Good morning, Leaf Books."]),
        ("> 「안녕하십니까, 달빛비누입니다.」", ["안녕하십니까, 달빛비누입니다."]),
        ("> “Good morning,\n> Leaf Books.”", ["Good morning, Leaf Books."]),
        ("> “One moment.” “Thank you for waiting.”", ["One moment.", "Thank you for waiting."]),
        ("> Say “sorry” once.", ["Say “sorry” once."]),
        ("> Good morning.\n> How can I help?", ["Good morning.", "How can I help?"]),
        ("Say “Good morning, Leaf Books, this\nis Hannah speaking.” and wait.", [SAID["en"]]),
        ("“안녕하십니까, 달빛비누\n상담원 김하늘입니다.”라고 인사한다.", [SAID["ko"]]),
        ("말을 끊지 않는다. 머뭇거리면 “네, 편하게 말씀해 주세요.”라고 한다.", ["네, 편하게 말씀해 주세요."]),
        ("“그건 고객님이 잘못 누르셨네요.”, “그럴 리가 정말 없는데요.” 같은 말은 쓰지 않는다.", []),
        ("Never say “You should have read the terms first”, “It is not my department at all”.", []),
        ("Never say:\n\n“You should have read the terms first.”", []),
        ("“You should have read the terms first” must not be said.", []),
    ],
)
def test_sayings_are_read_across_lines_and_without_their_marks_and_forbidden_ones_are_none(
    text: str, said: list[str]
) -> None:
    assert list(quoted_in(text)) == said


def test_what_one_clause_forbids_is_not_forbidden_in_the_next() -> None:
    text = f"## 1.1 Blame\nDo not blame\n## 1.2 Greeting\n“{SAID['en']}”"
    assert read_manual(text).sayings == (SAID["en"],)


@pytest.mark.parametrize("ending", [".txt", ".pdf", ".docx", ".hwpx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saying_over_two_lines_of_a_document_is_one_example(
    tmp_path: Path, language: Language, ending: str
) -> None:
    first, second = SAID[language].split(", ", 1)
    apart = ((0, f"“{first},"), (0, f"{second}”"))
    together = ((0, f"“{first},\n{second}”"),)
    lines = (*MANUALS[language][:2], *(together if ending in {".docx", ".hwpx"} else apart))
    rubric = read(drafted(tmp_path, ending, FORMS[ending](lines)))
    assert rubric.criteria[0].checks[0].good == (SAID[language],)


@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_a_byte_order_mark_hides_no_heading(tmp_path: Path, ending: str) -> None:
    data = b"\xef\xbb\xbf" + FORMS[ending](MANUALS["ko"])
    assert read(drafted(tmp_path, ending, data)).criteria[0].clause == "1.1"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## 1. Opening\n\n### 1.1 Greeting\n\nGreet the caller.\n", ""),
        ("## 1. Opening\n\n### 1.1 Greeting\n\nGreet the caller.\n\n## Notes\n", ""),
        ("## 제1장 통화 시작\n\n### 제1조 첫인사\n\n인사한다.\n", ""),
        ("## Chapter 1 Opening\n\n### 1.1 Greeting\n\nGreet the caller.\n", ""),
        ("# Leaf Books\n\n## 1. Opening\n\n### 1.1 Greeting\n\nGreet the caller.\n", "Leaf Books"),
        ("\ufeff# 달빛비누\n\n## 1.1 첫인사\n\n인사한다.\n", "달빛비누"),
    ],
)
def test_the_title_of_a_chapter_is_not_the_title_of_the_rubric(tmp_path: Path, text: str, title: str) -> None:
    first = drafted(tmp_path, ".md", text.encode())
    assert first.draft.title == title
    assert (title or "leaf") in read(first).title


@pytest.mark.parametrize("ending", [".pdf", ".txt"])
@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("Give an answer within", "3 working days of the call"),
        ("Give an answer within", "2 working days of the call"),
        ("Where it is broken, see clause", "5.2 and tell the caller"),
        ("It goes, as a rule, to", "4 Mill Lane at noon"),
        ("답변은 접수한 뒤", "2 영업일 이내에 드리도록"),
        ("답변은 접수한 뒤", "2 시간 안에 드리도록"),
        ("답변은 접수한 뒤", "3일 안에 드리도록"),
        ("보상은 물건값의", "1.5배까지 하도록"),
    ],
)
def test_a_line_that_goes_on_with_a_number_is_no_clause(before: str, line: str, ending: str) -> None:
    lines = (
        (0, "1.1 Promise a time"),
        (0, "Say when."),
        (0, before),
        (0, line),
        (0, "2 Closing"),
        (0, "Thank."),
    )
    text = document_in(FORMS[ending](lines), "manual", ending)
    assert isinstance(text, str)
    assert [clause.number for clause in read_manual(text).clauses] == ["1.1", "2"]


@pytest.mark.parametrize("ending", [".pdf", ".txt"])
@pytest.mark.parametrize(
    "lines",
    [
        ("Leaf Books manual", "1 Opening", "1.1 Greeting", "Greet.", "2 Closing", "2.1 Goodbye"),
        ("달빛비누 매뉴얼", "1 통화 시작", "1.1 첫인사", "인사하고 이름을 말함", "2 마무리", "2.1 끝인사"),
        ("매뉴얼", "1. 통화 시작", "1.1. 첫인사", "인사하기", "2. 마무리", "2.1. 끝인사"),
        ("매뉴얼", "1 초안 쓰기", "1.1 첫인사", "인사한다.", "2 일부 환불", "2.1 끝인사"),
        ("매뉴얼", "제1조(통화 시작)", "1.1 첫인사", "인사한다.", "제 2 조 마무리", "2.1 끝인사"),
    ],
)
def test_headings_are_clauses_however_they_are_numbered(lines: Sequence[str], ending: str) -> None:
    text = document_in(FORMS[ending]([(0, line) for line in lines]), "manual", ending)
    assert isinstance(text, str)
    assert [clause.number for clause in read_manual(text).clauses] == ["1", "1.1", "2", "2.1"]


def test_headings_of_word_without_numbers_get_them(tmp_path: Path) -> None:
    lines = ((1, "Leaf Books"), (2, "Greeting"), (0, "Greet."), (2, "Saying sorry"), (0, "Apologise."))
    first = drafted(tmp_path, ".docx", word(lines))
    assert [one.clause for one in read(first).criteria] == ["1", "2"]
    assert read_manual(first.manual).title == "Leaf Books"


@pytest.mark.parametrize(
    "title", [(), (("Leaf Books", "Title"), ("For all who answer the phone.", "Normal"))]
)
def test_the_first_chapter_of_word_is_no_title(tmp_path: Path, title: Sequence[tuple[str, str]]) -> None:
    document, kept = docx.Document(), io.BytesIO()
    chapters = (("Greeting", "Heading 1"), ("Greet.", "Normal"), ("Saying sorry", "Heading 1"))
    for text, style in (*title, *chapters, ("Apologise.", "Normal")):
        document.add_paragraph(text, style)
    document.save(kept)
    first = drafted(tmp_path, ".docx", kept.getvalue())
    assert [one.clause for one in read(first).criteria] == ["1", "2"]
    assert first.draft.title == (title[0][0] if title else "")


def test_coverage_names_clauses_without_a_check_and_checks_without_a_clause(tmp_path: Path) -> None:
    first = drafted(tmp_path, ".md", mark_down(MANUALS["en"]))
    found = coverage(read(first), read_manual(first.manual))
    assert ([one.number for one in found.unchecked], found.unfounded, found.checked) == (["1.3"], (), 2)
    assert [one.number for one in first.draft.left] == ["1.3"]
    shorter = coverage(read(first), read_manual(first.manual.replace("### 1.2", "### 9.9")))
    assert [one.clause for one in shorter.unfounded] == ["1.2"]
    assert [one.number for one in shorter.unchecked] == ["9.9", "1.3"]


@pytest.mark.parametrize("weights", [[3], [3, 3, 3], [1] * 30, [1, 99, 1], [6, 3, 3, 3, 3, 3, 3]])
def test_points_add_up_to_a_hundred_and_no_criterion_has_none(weights: list[int]) -> None:
    shares = points(weights)
    assert (sum(shares), len(shares)) == (100, len(weights))
    assert min(shares) >= 1


@pytest.mark.parametrize(
    ("ending", "data", "code"),
    [
        *((ending, b"no document", "broken_document") for ending in OFFICE),
        *((ending, FORMS[ending](MANUALS["ko"])[:900], "broken_document") for ending in OFFICE),
        *((ending, FORMS[ending](()), "no_text") for ending in OFFICE),
        (".hwp", b"x", "old_hwp"),
        (".rtf", b"x", "unknown_form"),
        (".txt", "첫인사".encode("cp949"), "not_utf8"),
        (".md", "가".encode() * 400_000, "too_large"),
        (".txt", b"a" * 1_000_001, "too_large"),
        (".pdf", b"a" * 20_000_001, "too_large"),
    ],
)
def test_what_cannot_be_read_says_why(ending: str, data: bytes, code: str) -> None:
    told = document_in(data, f"manual{ending}", ending)
    assert isinstance(told, Problem)
    assert told.code == code
    assert told.sentence("ko").startswith(f"manual{ending}")
    assert told.cure("en")


def test_a_document_that_is_not_there_or_has_no_rule_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.docx", tmp_path):
        with pytest.raises(NotFound, match=path.name):
            first_rubric(path, path.name, "leaf")
    for text in (b"Greet the caller.", b"1.4 Lunch\nLunch is at twelve.", b""):
        with pytest.raises(NotDrafted, match=r"manual\.txt"):
            drafted(tmp_path, ".txt", text)


def test_the_draft_and_the_manual_written_into_a_folder_have_no_problem(tmp_path: Path) -> None:
    (tmp_path / "call.docx").write_bytes(word(MANUALS["ko"]))
    place = tmp_path / "rubrics/leaf"
    done = draft(tmp_path, "call.docx", "--company", "leaf", "--out", str(place))
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 clauses have checks, 1 have none" in done.stderr
    (place / "company.yaml").write_bytes(workspace.COMPANY.replace("id: soap", "id: leaf").encode())
    assert [one for one in Library((tmp_path,)).problems() if one.severity == "error"] == []


def test_a_file_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_bytes(plain(MANUALS["en"]))
    (mine := tmp_path / "rubric.yaml").write_bytes(b"mine")
    assert "was not overwritten" in draft(tmp_path, "call.txt", "--out", str(tmp_path)).stderr
    assert mine.read_bytes() == b"mine"


def test_a_manual_that_is_in_its_place_already_is_no_hindrance(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + mark_down(MANUALS["ko"]).replace(b"\n", b"\r\n")
    (tmp_path / "manual.md").write_bytes(text)
    assert draft(tmp_path, "manual.md", "--out", str(tmp_path)).returncode == 0
    assert (tmp_path / "manual.md").read_bytes() == text
    (tmp_path / "rubric.yaml").write_bytes("평가표".encode("cp949"))
    assert "was not overwritten" in draft(tmp_path, "manual.md", "--out", str(tmp_path)).stderr


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize("name", ["broken.docx", "broken.pdf", "broken.hwpx"])
def test_a_broken_document_is_one_sentence(tmp_path: Path, name: str, *, begun: bool) -> None:
    data = FORMS[Path(name).suffix](MANUALS["en"])[:900] if begun else b"no document"
    (tmp_path / name).write_bytes(data)
    done = draft(tmp_path, name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(name)
    assert done.stderr.count("\n") == 1


def test_a_model_drafts_and_where_it_fails_the_rules_do(tmp_path: Path, faulty: FaultServer) -> None:
    (tmp_path / "call.txt").write_bytes(plain(MANUALS["en"]))
    check = {"id": "lunch-break", "asks": "Was lunch had?", "act": "", "never": False, "when": []}
    judge = {"OPENAI_BASE_URL": faulty.url, "OPENAI_API_KEY": "key", "SIMULATOR_JUDGE_MODEL": "stub"}
    faulty.script(json.dumps({"criteria": [{"clause": "1.3", "checks": [check]}]}), "401")
    by_model, failed = (draft(tmp_path, "call.txt", "--by", "model", **judge) for _ in range(2))
    assert ("lunch-break" in by_model.stdout, "lunch-break" in failed.stdout) == (True, False)
    assert "made by rules" in failed.stderr


@pytest.mark.parametrize(
    "environ", [{}, {"OPENAI_API_KEY": "key", "SIMULATOR_CALLER_MODEL": "stub"}, {"OPENAI_API_KEY": "key"}]
)
def test_without_a_model_to_draft_by_one_sentence_says_how_to_name_one(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    (tmp_path / "call.txt").write_bytes(plain(MANUALS["en"]))
    done = draft(tmp_path, "call.txt", "--by", "model", **environ)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "SIMULATOR_JUDGE_MODEL" in done.stderr
