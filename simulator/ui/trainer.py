"""The trainer's page: every company, persona and rubric with the problems of its files, manual beside rubric."""

from typing import Any

import gradio as gr

from simulator.checkup import check
from simulator.desk import Desk
from simulator.language import Language
from simulator.ui.bar import asked, bar
from simulator.ui.signin import TITLE
from simulator.views.errors import TROUBLE, told
from simulator.views.shelf import company_page, shelf


def trainer_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`; its address names the company that is looked at."""

    def open_page(request: gr.Request) -> tuple[Any, Any]:
        top = bar(request, "trainer", language, online=desk.online)
        try:
            problems = check((), desk.library)
            if company := asked(request).get("company"):
                return top, company_page(desk.library, company, problems, language)
            return top, shelf(desk.library, problems, language)
        except TROUBLE as trouble:
            return top, told(trouble, language)

    with gr.Blocks(title=TITLE(language), analytics_enabled=False) as page, gr.Column(elem_classes="sim"):
        top, shown = gr.HTML(), gr.HTML(elem_id="shelf")
        page.load(open_page, None, [top, shown], show_progress="hidden", api_visibility="private")
    return page
