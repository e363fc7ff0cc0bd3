"""The sign-in page. On this machine alone a name is enough; there are no passwords to lose."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from simulator.language import LANGUAGES, Language, Pair
from simulator.store import Role, Store, StoreProblem
from simulator.text import clean
from simulator.ui.assets import asset, asset_path
from simulator.ui.session import COOKIE, LONGEST, ROLES, Person, Session, language_in
from simulator.views.html import Html, joined, tag
from simulator.views.icons import icon

HOME: dict[Role, str] = {"trainee": "practice", "trainer": "trainer", "manager": "manager"}
LONGEST_NAME = 60

TITLE = Pair("강성 고객 응대 연습", "Hostile call practice")
WELCOME = Pair(
    "화난 고객의 전화를 우리 회사 매뉴얼대로 연습하는 곳이에요.",
    "The place to practise your company's call manual against an angry caller.",
)
NAME = Pair("이름", "Your name")
WHO = Pair("누구로 들어오시나요?", "You are here as")
ROLES_EXPLAINED: dict[Role, tuple[Pair, Pair]] = {
    "trainee": (
        Pair("연습생", "Trainee"),
        Pair("전화를 받고 돌아봐요", "I take calls and look back at them"),
    ),
    "trainer": (Pair("트레이너", "Trainer"), Pair("고객과 평가표를 만들어요", "I write callers and rubrics")),
    "manager": (Pair("관리자", "Manager"), Pair("모두의 기록과 흐름을 봐요", "I see everyone's records")),
}
ENTER = Pair("들어가기", "Sign in")
NO_NAME = Pair(
    "이름을 적어 주세요. 기록을 찾는 데 쓰여요.", "Please type your name; we keep your records under it."
)
ONLY_FOR = Pair(
    "이 페이지는 다른 역할의 화면이에요. 맞는 역할로 다시 들어와 주세요.",
    "Sign in with the right role to see that page.",
)
FOLLOW_SYSTEM = (
    "document.documentElement.classList.toggle('dark', matchMedia('(prefers-color-scheme: dark)').matches)"
)
"""Light or dark as the computer is set; the other pages get the same class from gradio."""
AGAIN = Pair(
    "로그아웃되어 다시 들어와야 해요. 하던 통화와 적던 글은 그대로 있어요.",
    "You have been signed out. Sign in again: your call and what you were typing are still there.",
)
OTHER_LANGUAGE = Pair("English", "한국어")


WHY = {"role": ONLY_FOR, "again": AGAIN}
"""Why one is led here, by what the address carries."""


def sign_in_routes(session: Session, store: Store) -> APIRouter:
    """The pages that need nobody signed in."""
    routes = APIRouter()

    @routes.get("/")
    def start(request: Request) -> Response:
        person = session.person(request)
        language = preferred(request)
        return RedirectResponse(f"/{language}/{HOME[person.role] if person else 'signin'}", 303)

    @routes.get("/favicon.ico")
    def icon_file() -> Response:
        return FileResponse(asset_path("icon.svg"), media_type="image/svg+xml")

    @routes.get("/{language}/signin")
    def ask(language: Language, request: Request) -> Response:
        why = next((text for key, text in WHY.items() if key in request.query_params), None)
        return HTMLResponse(sign_in_page(language, why(language) if why else ""))

    @routes.post("/{language}/signin")
    def enter(
        language: Language, name: Annotated[str, Form()] = "", role: Annotated[str, Form()] = "trainee"
    ) -> Response:
        known = clean(name).replace("\n", " ")[:LONGEST_NAME]
        chosen = _role(role)
        if not known:
            return HTMLResponse(sign_in_page(language, NO_NAME(language)), 400)
        try:
            store.sign_in(known, chosen)
        except StoreProblem as problem:
            return HTMLResponse(sign_in_page(language, problem.text(language), known), 503)
        answer = RedirectResponse(f"/{language}/{HOME[chosen]}", 303)
        written = session.written(Person(known, chosen))
        answer.set_cookie(COOKIE, written, max_age=LONGEST, httponly=True, samesite="lax")
        answer.set_cookie("simulator_language", language, max_age=LONGEST, samesite="lax")
        return answer

    @routes.get("/{language}/signout")
    def leave(language: Language) -> Response:
        answer = RedirectResponse(f"/{language}/signin", 303)
        answer.delete_cookie(COOKIE)
        return answer

    return routes


def preferred(request: Request) -> Language:
    """The language chosen before, else the browser's where it prefers English, else Korean."""
    chosen = request.cookies.get("simulator_language") or request.headers.get("accept-language", "")[:2]
    return language_in(chosen)


def sign_in_page(language: Language, notice: str = "", name: str = "") -> str:
    """The whole page; `notice` says what is needed."""
    other = next(one for one in LANGUAGES if one != language)
    form = tag(
        "form",
        tag("label", NAME(language), _name_box(name)),
        tag("fieldset", tag("legend", WHO(language)), [_choice(role, language) for role in ROLES]),
        tag("button", ENTER(language), class_="go"),
        method="post",
        action=f"/{language}/signin",
    )
    body = tag(
        "main",
        tag(
            "div",
            icon("phone"),
            tag("a", OTHER_LANGUAGE(language), href=f"/{other}/signin", lang=other, hreflang=other),
            class_="languages",
        ),
        tag("h1", TITLE(language)),
        tag("p", WELCOME(language), class_="muted"),
        tag("p", notice, class_="notice", role="alert") if notice else None,
        form,
        class_="signin",
    )
    head = joined(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", TITLE(language)),
        tag("link", rel="icon", href="/favicon.ico"),
        tag("style", Html(asset("style.css"))),
        tag("script", Html(FOLLOW_SYSTEM)),
    )
    return "<!doctype html>" + tag(
        "html", tag("head", head), tag("body", body, class_="plain-page"), lang=language
    )


def _role(text: str) -> Role:
    return next((role for role in ROLES if role == text), ROLES[0])


def _name_box(name: str) -> Html:
    return tag(
        "input",
        type="text",
        name="name",
        value=name,
        required=True,
        maxlength=LONGEST_NAME,
        autofocus=True,
        autocomplete="name",
    )


def _choice(role: Role, language: Language) -> Html:
    mark = tag("input", type="radio", name="role", value=role, checked=role == "trainee")
    title, explained = ROLES_EXPLAINED[role]
    return tag("label", mark, tag("span", title(language), tag("small", explained(language))))
