"""The trainer's shelf: companies with their files and problems, and one company with manual beside rubric."""

from collections.abc import Iterable, Sequence

from simulator.language import Language, Pair
from simulator.library import Library
from simulator.manual import Clause, Manual
from simulator.persona import Persona
from simulator.problem import NotFound, Problem
from simulator.rubric import Criterion, Rubric
from simulator.views.causes import cause_name
from simulator.views.html import Html, address, joined, tag
from simulator.views.icons import icon
from simulator.views.lobby import level_dots
from simulator.views.prose import prose

COMPANIES = Pair("회사와 연습 자료", "Companies and their practice material")
COUNTS = Pair(
    "고객 {personas}명 · 평가 항목 {criteria}개 · 문항 {checks}개",
    "{personas} callers · {criteria} criteria · {checks} checks",
)
NO_RUBRIC = Pair("쓸 수 있는 평가표가 없어요", "no usable rubric")
ALL_GOOD = Pair("파일에 문제가 없어요.", "No problems in any file.")
PROBLEMS = Pair("고칠 곳 {count}개", "{count} to fix")
WHOLE_FILE = Pair("파일 전체", "whole file")
BACK = Pair("모든 회사", "All companies")
MANUAL = Pair("매뉴얼", "Manual")
RUBRIC = Pair("평가표", "Rubric")
CALLERS = Pair("고객", "Callers")
CLAUSE = Pair("조항 {number}", "clause {number}")
UNCITED = Pair("평가표에서 다루지 않음", "not marked by any check")
POINTS = Pair("{points:g}점", "{points:g} points")
GOOD = Pair("좋은 예", "good")
BAD = Pair("나쁜 예", "bad")
CITED_BY = Pair("평가 항목: {titles}", "Marked under: {titles}")
ABOUT_CALLER = (
    Pair("사연", "Story"),
    Pair("요구", "Demand"),
    Pair("속마음", "Need"),
    Pair("예방", "Prevention"),
)


def shelf(library: Library, problems: Sequence[Problem], language: Language) -> Html:
    """Every company with its counts, then every problem of every file."""
    personas = library.personas()
    known = library.companies()
    every = {*known, *(one.company for one in personas)}
    # those in the reader's language first
    ids = sorted(every, key=lambda one: (one in known and known[one].language != language, one))
    rows = [tag("li", _company_row(library, one, problems, language)) for one in ids]
    return joined(
        tag("h1", COMPANIES(language), tabindex=-1),
        tag("ul", rows, class_="cards"),
        problem_list(problems, language),
    )


def problem_list(problems: Sequence[Problem], language: Language) -> Html:
    """Each problem with place, what was expected and found, and the cure."""
    if not problems:
        return tag("p", icon("met"), ALL_GOOD(language), class_="all-good")
    return tag(
        "section",
        tag("h2", PROBLEMS(language, count=len(problems))),
        tag("ul", [_problem(one, language) for one in problems], class_="problems"),
    )


def company_page(library: Library, company_id: str, problems: Sequence[Problem], language: Language) -> Html:
    """One company: its callers, its problems, and the manual beside the rubric."""
    company, manual = library.company(company_id), library.manual(company_id)
    rubric = library.rubric(company_id)
    callers = [_caller(persona, language) for persona in library.personas(company_id)]
    return tag(
        "article",
        tag("p", tag("a", icon("back"), BACK(language), href="?"), class_="way-back"),
        tag("h1", company.name, lang=company.language, tabindex=-1),
        tag("p", company.about, lang=company.language, class_="lead"),
        problem_list(of_company(problems, company_id), language),
        tag("h2", CALLERS(language)),
        callers,
        tag("div", _manual(manual, rubric, language), _rubric(rubric, language), class_="two"),
        class_="company-page",
    )


def of_company(problems: Iterable[Problem], company_id: str) -> list[Problem]:
    """The problems of the files in the company's folders."""
    return [one for one in problems if f"/{company_id}/" in one.file.replace("\\", "/")]


def _problem(problem: Problem, language: Language) -> Html:
    place = f"{problem.file}:{problem.line}" if problem.line else f"{problem.file} ({WHOLE_FILE(language)})"
    return tag(
        "li",
        tag("code", place),
        tag("p", tag("b", problem.thing(language)), " — ", problem.message(language)),
        class_=problem.severity,
    )


def _company_row(library: Library, company_id: str, problems: Sequence[Problem], language: Language) -> Html:
    companies = library.companies()
    name = companies[company_id].name if company_id in companies else company_id
    rubric = _usable_rubric(library, company_id)
    personas = len(library.personas(company_id))
    counts = (
        COUNTS(language, personas=personas, criteria=len(rubric.criteria), checks=len(rubric.checks))
        if rubric
        else NO_RUBRIC(language)
    )
    wrong = len(of_company(problems, company_id))
    state = tag("span", PROBLEMS(language, count=wrong), class_="bad") if wrong else None
    return tag(
        "a",
        tag("strong", name),
        tag("span", counts, class_="seen"),
        state,
        class_="card",
        href=address(company=company_id),
    )


def _usable_rubric(library: Library, company_id: str) -> Rubric | None:
    try:
        return library.rubric(company_id)
    except NotFound:
        return None


def _caller(persona: Persona, language: Language) -> Html:
    told = (persona.story, persona.demand, persona.need, persona.prevention)
    about = [
        tag("p", tag("b", label(language)), " ", text)
        for label, text in zip(ABOUT_CALLER, told, strict=True)
        if text
    ]
    heading = tag(
        "summary",
        tag("b", persona.title),
        level_dots(persona.difficulty, language),
        tag("span", f"L{persona.temper.ceiling} · {cause_name(persona.cause)(language)} · {persona.id}"),
    )
    return tag("details", heading, about, lang=persona.language, class_="criterion caller-file")


def _manual(manual: Manual, rubric: Rubric, language: Language) -> Html:
    clauses = [_clause(clause, rubric, language) for clause in manual.clauses]
    return tag("section", tag("h2", MANUAL(language)), clauses, lang=rubric.language)


def _clause(clause: Clause, rubric: Rubric, language: Language) -> Html:
    titles = ", ".join(one.title for one in rubric.criteria if one.clause == clause.number)
    cited = CITED_BY(language, titles=titles) if titles else UNCITED(language)
    return tag(
        "div",
        tag("h3", f"{clause.number} {clause.title}"),
        [prose(clause.text), tag("p", cited, class_="cited" if titles else "muted")] if clause.text else None,
        id=f"clause-{clause.number}",
        class_="criterion" if clause.text else "chapter",
    )


def _rubric(rubric: Rubric, language: Language) -> Html:
    criteria = [_criterion(one, language) for one in rubric.criteria]
    return tag("section", tag("h2", RUBRIC(language)), criteria, lang=rubric.language)


def _criterion(criterion: Criterion, language: Language) -> Html:
    link = tag("a", CLAUSE(language, number=criterion.clause), href=f"#clause-{criterion.clause}")
    checks = [
        tag("li", check.asks, _examples(GOOD(language), check.good), _examples(BAD(language), check.bad))
        for check in criterion.checks
    ]
    points = tag("span", POINTS(language, points=criterion.points), class_="points")
    heading = tag("h3", tag("span", criterion.title), points)
    return tag("div", heading, tag("p", link), tag("ul", checks), class_="criterion")


def _examples(label: str, texts: Iterable[str]) -> list[Html]:
    return [tag("p", tag("b", label), f" “{text}”", class_="muted") for text in texts]
