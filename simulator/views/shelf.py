"""The trainer's shelf: companies with their files and problems, and one company with manual beside rubric."""

from collections.abc import Iterable, Sequence

from simulator.language import Language, Pair
from simulator.library import Library
from simulator.manual import Manual
from simulator.persona import Persona
from simulator.problem import Problem
from simulator.rubric import Criterion, Rubric
from simulator.views.causes import cause_name
from simulator.views.html import Html, joined, tag
from simulator.views.lobby import level_dots

COMPANIES = Pair("회사와 연습 자료", "Companies and their practice material")
COUNTS = Pair(
    "고객 {personas}명 · 평가 항목 {criteria}개 · 질문 {checks}개",
    "{personas} callers · {criteria} criteria · {checks} checks",
)
NO_RUBRIC = Pair("쓸 수 있는 평가표가 없음", "no usable rubric")
ALL_GOOD = Pair("모든 파일에 문제가 없어요.", "There are no problems in any file.")
PROBLEMS = Pair("고칠 곳 {count}개", "{count} problems to fix")
BACK = Pair("← 모든 회사", "← All companies")
MANUAL = Pair("매뉴얼", "Manual")
RUBRIC = Pair("평가표", "Rubric")
CALLERS = Pair("고객", "Callers")
CLAUSE = Pair("조항 {number}", "clause {number}")
UNCITED = Pair("평가표에 없는 조항", "not marked by any check")
GOOD = Pair("좋은 예", "good")
BAD = Pair("나쁜 예", "bad")
CITED_BY = Pair("평가: {titles}", "Marked by: {titles}")
ABOUT_CALLER = (
    Pair("상황", "Story"),
    Pair("요구", "Demand"),
    Pair("정말 바라는 것", "Need"),
    Pair("예방", "Prevention"),
)


def shelf(library: Library, problems: Sequence[Problem], language: Language) -> Html:
    """Every company with its counts, then every problem of every file."""
    personas = library.personas()
    rows = [
        _company_row(library, company_id, [one for one in personas if one.company == company_id], language)
        for company_id in sorted({*library.companies(), *(one.company for one in personas)})
    ]
    return joined(
        tag("h2", COMPANIES(language)), tag("div", rows, class_="cards"), problem_list(problems, language)
    )


def problem_list(problems: Sequence[Problem], language: Language) -> Html:
    """Each problem with place, what was expected and found, and the cure."""
    if not problems:
        return tag("p", ALL_GOOD(language), class_="good")
    return tag(
        "section",
        tag("h3", PROBLEMS(language, count=len(problems))),
        tag(
            "ul",
            [tag("li", one.sentence(language), class_=one.severity) for one in problems],
            class_="problems",
        ),
    )


def company_page(library: Library, company_id: str, problems: Sequence[Problem], language: Language) -> Html:
    """One company: its callers, its problems, and the manual beside the rubric."""
    company, manual, rubric = (
        library.company(company_id),
        library.manual(company_id),
        library.rubric(company_id),
    )
    own = [problem for problem in problems if f"/{company_id}/" in problem.file.replace("\\", "/")]
    return joined(
        tag("p", tag("a", BACK(language), href="?")),
        tag("h2", company.name, lang=company.language),
        tag("p", company.about, lang=company.language),
        problem_list(own, language),
        tag("h3", CALLERS(language)),
        [_caller(persona, language) for persona in library.personas(company_id)],
        tag("div", _manual(manual, rubric, language), _rubric(rubric, language), class_="two"),
    )


def _company_row(library: Library, company_id: str, personas: Sequence[Persona], language: Language) -> Html:
    companies = library.companies()
    name = companies[company_id].name if company_id in companies else company_id
    rubric = next((one for one in library.rubrics() if one.company == company_id), None)
    counts = (
        COUNTS(language, personas=len(personas), criteria=len(rubric.criteria), checks=len(rubric.checks))
        if rubric
        else NO_RUBRIC(language)
    )
    return tag(
        "a",
        tag("strong", name),
        tag("span", counts, class_="muted"),
        class_="card",
        href=f"?company={company_id}",
    )


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
        " ",
        level_dots(persona.difficulty, language),
        f" L{persona.temper.ceiling} · {cause_name(persona.cause)(language)} · {persona.id}",
    )
    return tag("details", heading, about, lang=persona.language, class_="criterion")


def _manual(manual: Manual, rubric: Rubric, language: Language) -> Html:
    return tag(
        "section",
        tag("h3", MANUAL(language)),
        [
            tag(
                "div",
                tag("h4", f"{clause.number} {clause.title}"),
                tag("div", clause.text, class_="clause"),
                _citing([one for one in rubric.criteria if one.clause == clause.number], language)
                if clause.text
                else None,
                id=f"clause-{clause.number}",
                class_="criterion",
            )
            for clause in manual.clauses
        ],
    )


def _citing(criteria: Sequence[Criterion], language: Language) -> Html:
    if not criteria:
        return tag("p", UNCITED(language), class_="muted")
    return tag("p", CITED_BY(language, titles=", ".join(one.title for one in criteria)), class_="muted")


def _rubric(rubric: Rubric, language: Language) -> Html:
    return tag("section", tag("h3", RUBRIC(language)), [_criterion(one, language) for one in rubric.criteria])


def _criterion(criterion: Criterion, language: Language) -> Html:
    link = tag("a", CLAUSE(language, number=criterion.clause), href=f"#clause-{criterion.clause}")
    checks = [
        tag("li", check.asks, _examples(GOOD(language), check.good), _examples(BAD(language), check.bad))
        for check in criterion.checks
    ]
    heading = tag("h4", criterion.title, " ", tag("span", f"{criterion.points:g}", class_="points"))
    return tag("div", heading, tag("p", link, class_="muted"), tag("ul", checks), class_="criterion")


def _examples(label: str, texts: Iterable[str]) -> list[Html]:
    return [tag("p", f"{label}: “{text}”", class_="muted") for text in texts]
