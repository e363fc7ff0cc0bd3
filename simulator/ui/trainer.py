"""The trainer's page: every company, persona and rubric with the problems of its files, manual beside rubric."""

from typing import Any

import gradio as gr

from simulator.checkup import check
from simulator.desk import Desk
from simulator.language import Language
from simulator.ui.bar import bar
from simulator.ui.frame import QUIET, asked, asked_next, frame
from simulator.ui.signin import TITLE
from simulator.views.errors import TROUBLE, told
from simulator.views.html import Html
from simulator.views.shelf import company_page, shelf


def trainer_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`; its address names the company that is looked at."""

    def open_page(request: gr.Request) -> list[Any]:
        return shown(asked(request), str(request.username))

    def go(event: gr.EventData, request: gr.Request) -> list[Any]:
        return shown(asked_next(event), str(request.username))

    def shown(wanted: dict[str, str], name: str) -> list[Any]:
        top = bar(name, wanted, "trainer", language, online=desk.online)
        try:
            return [top, "", _page(desk, wanted, language)]
        except TROUBLE as trouble:
            return [top, told(trouble, language), ""]

    page = gr.Blocks(title=TITLE(language), analytics_enabled=False)
    with page, gr.Column(elem_classes="sim"):
        parts = frame()
        page.load(open_page, None, [parts.top, parts.notice, parts.stage], **QUIET)
        parts.deeds.select(
            go, None, [parts.top, parts.notice, parts.stage], trigger_mode="always_last", **QUIET
        )
    return page


def _page(desk: Desk, wanted: dict[str, str], language: Language) -> Html:
    problems = check((), desk.library)
    if company := wanted.get("company"):
        return company_page(desk.library, company, problems, language)
    return shelf(desk.library, problems, language)
