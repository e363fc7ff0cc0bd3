"""The whole app put together: sign-in, the gate before every page, and the mounted pages."""

import os

# gradio reads these while it is imported: nothing of this program may leave the machine
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from fastapi import FastAPI, Request
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.desk import Desk
from simulator.language import LANGUAGES, Language
from simulator.store import Role
from simulator.ui.assets import asset
from simulator.ui.manager import manager_page
from simulator.ui.practice import practice_page
from simulator.ui.session import Session, language_in
from simulator.ui.signin import HOME, sign_in_routes
from simulator.ui.trainer import trainer_page

HEAD = """<script>window.simulatorLanguage = "{language}";</script><script>{script}</script>"""
PAGES = {"trainee": practice_page, "trainer": trainer_page, "manager": manager_page}
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
AT_ONCE = 400
"""Events that may run at the same time on one page; gradio's own 40 would make the 41st trainee wait."""
IDLE = 0.02
"""Seconds between two looks of a page's queue for work; gradio's 0.001 costs 5 % of a core for each page."""
PROGRESS = 1.0
"""Seconds between two looks for progress bars, of which no page has one; gradio's 0.01 costs as much again."""


def build_app(desk: Desk, secret: str) -> FastAPI:
    """The app around `desk`; sessions are signed with `secret`."""
    session = Session(secret)
    app = FastAPI(title="simulator", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(sign_in_routes(session, desk.store))
    for language in LANGUAGES:
        for role, home in HOME.items():
            _mount(app, desk, session, role, language, f"/{language}/{home}")
    app.add_middleware(Gate, session=session)
    # a page on the web must not reach this program by a name that points to this machine
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOCAL_HOSTS)
    return app


def _mount(app: FastAPI, desk: Desk, session: Session, role: Role, language: Language, path: str) -> None:
    page = PAGES[role](desk, language)
    page.max_threads = AT_ONCE
    page.queue(default_concurrency_limit=None)
    queue = page._queue  # noqa: SLF001 - there is no public setting
    queue.sleep_when_free, queue.progress_update_sleep_when_free = IDLE, PROGRESS

    def allowed(request: Request) -> str | None:
        person = session.person(request)
        return person.name if person and person.role == role else None

    gr.mount_gradio_app(
        app,
        page,
        path=path,
        auth_dependency=allowed,
        run_history=False,
        footer_links=[],
        ssr_mode=False,
        theme=gr.themes.Base(
            font=["system-ui", "Noto Sans KR", "Noto Sans CJK KR", "sans-serif"], font_mono=["monospace"]
        ),
        css=asset("style.css"),
        head=HEAD.format(language=language, script=asset("page.js")),
        max_file_size=1,
    )


class Gate:
    """Leads whoever opens a page without the right to it to the sign-in; everything else is refused by the page."""

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self._app = app
        self._session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry; pure, because wrapping responses would break gradio's event streams."""
        if scope["type"] == "http" and (role := _role_of(scope["path"])) and scope["method"] == "GET":
            request = Request(scope)
            person = self._session.person(request)
            wrong = person is None or person.role != role
            if wrong and "text/html" in request.headers.get("accept", ""):
                language = language_in(scope["path"])
                query = "?role" if person else ""
                await RedirectResponse(f"/{language}/signin{query}", 303)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _role_of(path: str) -> Role | None:
    parts = path.strip("/").split("/")
    if len(parts) < 2 or parts[0] not in LANGUAGES:
        return None
    return next((role for role, home in HOME.items() if home == parts[1]), None)
