"""The trainer's page: every company, persona and rubric with the problems of its files, manual beside rubric."""

import gradio as gr

from simulator.checkup import check
from simulator.desk import Desk
from simulator.language import Language
from simulator.ui.still import still_page
from simulator.views.html import Html
from simulator.views.shelf import company_page, shelf


def trainer_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`; its address names the company that is looked at."""

    def stage(wanted: dict[str, str], _name: str) -> Html:
        problems = check((), desk.library)
        if company := wanted.get("company"):
            return company_page(desk.library, company, problems, language)
        return shelf(desk.library, problems, language)

    return still_page(desk, "trainer", language, stage, {})
