"""Whether the files of one company agree: each says whose it is, in which language, and what it cites exists."""

from collections.abc import Iterable, Iterator
from typing import Any

from simulator.company import Company
from simulator.files.reading import Reading
from simulator.files.shape import closest, listed
from simulator.language import Language, Pair
from simulator.library import Entry, Library
from simulator.manual import Manual
from simulator.persona import Persona
from simulator.problem import NOTHING, Fault, Problem
from simulator.rubric import Rubric

NO_CLAUSE = Fault(
    "no_clause",
    Pair("매뉴얼({manual})에 있는 조항 번호", "a clause of the manual ({manual})"),
    Pair("매뉴얼에 없는 {found}", "{found}, which it does not have"),
    Pair("매뉴얼의 제목줄에서 번호를 확인하세요.", "look the number up in the manual's headings."),
)
NEARLY_A_CLAUSE = Fault(
    "no_clause",
    NO_CLAUSE.expected,
    NO_CLAUSE.found,
    Pair("혹시 {guess}(‘{title}’) 아닌가요?", "did you mean {guess} (“{title}”)?"),
)
NO_MANUAL = Fault(
    "no_manual",
    Pair("평가표와 같은 폴더의 {manual} 파일", "the file {manual} beside the rubric"),
    NOTHING,
    Pair(
        "매뉴얼을 그 이름으로 두거나 manual 항목을 고치세요.",
        "put the manual there, or change the key manual.",
    ),
)
NO_COMPANY = Fault(
    "no_company",
    Pair("rubrics/{company}/{name} 파일", "the file rubrics/{company}/{name}"),
    NOTHING,
    Pair(
        "그 파일을 만들거나 company 항목을 고치세요. 지금 있는 회사: {known}",
        "write it, or change the key company to one that exists: {known}",
    ),
)
NO_POLICY = Fault(
    "no_policy",
    Pair("회사 정보의 policies에 있는 규정", "a policy of the company file"),
    Pair("회사에 없는 ‘{found}’", "“{found}”, which it does not have"),
    Pair("지금 있는 규정: {known}", "those that exist are {known}."),
)
NEARLY_A_POLICY = Fault(
    "no_policy",
    NO_POLICY.expected,
    NO_POLICY.found,
    Pair("혹시 ‘{guess}’ 아닌가요?", "did you mean “{guess}”?"),
)
OTHER_COMPANY = Fault(
    "other_company",
    Pair("폴더 이름과 같은 회사 ‘{folder}’", "the company “{folder}”, as the folder is called"),
    Pair("‘{found}’", "“{found}”"),
    Pair(
        "{key} 항목을 ‘{folder}’로 고치거나 파일을 옮기세요.", "change {key} to “{folder}”, or move the file."
    ),
)
OTHER_LANGUAGE = Fault(
    "other_language",
    Pair("회사와 같은 언어 {wanted}", "the company's language, {wanted}"),
    Pair("{found}", "{found}"),
    Pair(
        "회사 하나는 한 언어로만 써요. language를 맞추세요.",
        "a company works in one language: change language to match.",
    ),
)
CLASH = Fault(
    "same_id",
    Pair("회사 안에서 하나뿐인 이름표", "an id that is unique within the company"),
    Pair("{other}에도 있는 ‘{id}’", "“{id}”, which {other} has too"),
    Pair("둘 가운데 하나의 id를 바꾸세요.", "change the id of one of them."),
)


def disagreements(entry: Entry, library: Library) -> Iterator[Problem]:
    """What `entry` says that the other files of its company do not bear out."""
    value = entry.reading.value
    if value is None or entry.kind == "manual":
        return
    own = "id" if entry.kind == "company" else "company"
    said = getattr(value, own)
    shelved = entry.path.absolute().parent.parent.name in {"personas", "rubrics"}
    if shelved and said != entry.company:
        yield _at(entry.reading, OTHER_COMPANY, own, folder=entry.company, found=said, key=own)
    elif entry.kind != "company":
        yield from _with_company(entry, library, said, value.language)
    if entry.kind == "rubric":
        yield from _citations(entry, library, value)


def _with_company(entry: Entry, library: Library, company: str, language: Language) -> Iterator[Problem]:
    reading = library.near(entry.path, company, "company")
    if reading is None:
        known = listed(library.companies()) or "–"
        yield _at(entry.reading, NO_COMPANY, "company", company=company, name="company.yaml", known=known)
    elif reading.value is not None and reading.value.language != language:
        yield _at(entry.reading, OTHER_LANGUAGE, "language", wanted=reading.value.language, found=language)
    elif reading.value is not None and isinstance(persona := entry.reading.value, Persona):
        yield from _policies(entry.reading, persona, reading.value)


def _policies(reading: Reading[Any], persona: Persona, company: Company) -> Iterator[Problem]:
    known = [policy.id for policy in company.policies]
    for place, name in enumerate(persona.policies):
        if name not in known:
            guess = closest(name, known)
            slots = {"found": name, "guess": guess, "known": listed(known) or "–"}
            yield _at(reading, NEARLY_A_POLICY if guess else NO_POLICY, "policies", place, **slots)


def _citations(entry: Entry, library: Library, rubric: Rubric) -> Iterator[Problem]:
    reading = library.near(entry.path, rubric.company, "manual", rubric.manual)
    if reading is None:
        yield _at(entry.reading, NO_MANUAL, "manual", manual=rubric.manual)
    elif reading.value is not None and reading.value.clauses:
        yield from _unknown_clauses(entry.reading, rubric, reading.value)


def _unknown_clauses(reading: Reading[Any], rubric: Rubric, manual: Manual) -> Iterator[Problem]:
    numbers = [clause.number for clause in manual.clauses]
    for place, criterion in enumerate(rubric.criteria):
        if criterion.clause in numbers:
            continue
        slots: dict[str, object] = {"manual": rubric.manual, "found": criterion.clause}
        guess = manual.clause(closest(criterion.clause, numbers))
        slots |= {"guess": guess.number, "title": guess.title} if guess else {}
        yield _at(reading, NEARLY_A_CLAUSE if guess else NO_CLAUSE, "criteria", place, "clause", **slots)


def clashes(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Problem]]:
    """Each persona whose id another one in the same folder has too, with the problem that tells so."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.path.name):
        if entry.kind != "persona" or entry.reading.page is None:
            continue
        other = first.setdefault((str(entry.path.absolute().parent), entry.id), entry)
        if other is not entry:
            yield entry, _at(entry.reading, CLASH, "id", id=entry.id, other=other.path.name)


def _at(reading: Reading[Any], fault: Fault, *path: str | int, **slots: object) -> Problem:
    return fault.at(reading.file, reading.line(*path), reading.thing(*path), **slots)
