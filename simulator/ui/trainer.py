"""The trainer's page: every company, persona and rubric with the problems of its files, and the trainer's tools."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import gradio as gr

from simulator.checkup import check
from simulator.desk import Desk, DeskError
from simulator.drafts.first import First, NotDrafted, first_rubric
from simulator.incoming import Incoming, marked
from simulator.language import Language, Pair
from simulator.problem import NotFound
from simulator.review import mark_blind, next_to_mark, trust_in
from simulator.scorers.offline import OfflineScorer
from simulator.ui.sent import files_in
from simulator.ui.still import still_page
from simulator.views.blind import blind, choice
from simulator.views.html import Html, joined
from simulator.views.incoming import PASTED_NAME, calls_form, calls_page, progress, results
from simulator.views.shelf import company_page, shelf
from simulator.views.tools import draft_form, tools

NO_FILE = Pair("파일을 고르거나 글을 붙여 넣어 주세요.", "Choose a file, or paste the text.")
MOST_FILES = 200


def trainer_page(desk: Desk, language: Language) -> gr.Blocks:
    """The page in `language`; its address names the company or the tool that is looked at."""
    tool = _Tools(desk, language)

    def stage(wanted: dict[str, str], name: str) -> Html:
        if wanted.get("tool"):
            return tool.page(wanted, name)
        problems = check((), desk.library)
        if company := wanted.get("company"):
            return company_page(desk.library, company, problems, language)
        return joined(shelf(desk.library, problems, language), tools(language))

    return still_page(
        desk,
        "trainer",
        language,
        stage,
        {"blind": tool.keep_marks},
        {"draft": tool.draft, "calls": tool.score},
    )


class _Tools:
    """What a trainer does besides looking."""

    def __init__(self, desk: Desk, language: Language) -> None:
        self._desk = desk
        self._language = language

    @property
    def companies(self) -> list[tuple[str, str]]:
        """Id and name of each company, those in the reader's language first."""
        known = self._desk.library.companies()
        ids = sorted(known, key=lambda one: (known[one].language != self._language, one))
        return [(one, known[one].name) for one in ids]

    def page(self, wanted: Mapping[str, str], name: str) -> Html:
        """The tool that the address names."""
        language, company = self._language, wanted.get("company", "")
        if wanted["tool"] == "draft":
            return draft_form(language)
        if wanted["tool"] == "calls":
            return calls_page(calls_form(self.companies, language), language)
        if not company:
            return choice(self.companies, language)
        marking = self._desk.library.marking(company)
        known = trust_in(self._desk, company, OfflineScorer.name)
        return blind(next_to_mark(self._desk, company, name), marking.rubric, known, language)

    def keep_marks(self, told: Mapping[str, str], name: str) -> dict[str, str]:
        """Keeps blind marks, and goes on with the next call."""
        call = self._desk.call(told.get("call", ""))
        places = {f"{one.id}/{check.id}": (one.id, check.id) for one, check in call.rubric.checks}
        mark_blind(self._desk, call, {places[key]: said for key, said in told.items() if key in places}, name)
        return {"tool": "blind", "company": call.company.id}

    async def draft(self, told: Mapping[str, str], _name: str) -> AsyncIterator[Html]:
        """The draft of a rubric from the manual that was sent."""
        sent = files_in(told)
        if not sent:
            raise DeskError(NO_FILE)
        company = told.get("company", "").strip()[:60] or "our-company"
        first = await asyncio.to_thread(_drafted, *sent[0], company)
        yield draft_form(self._language, first, company)

    async def score(self, told: Mapping[str, str], _name: str) -> AsyncIterator[Html]:
        """Marks what was sent, call by call."""
        sent, language = files_in(told)[:MOST_FILES], self._language
        if pasted := told.get("text", "").strip():
            sent.append((PASTED_NAME, pasted.encode()))
        if not sent:
            raise DeskError(NO_FILE)
        marking = self._desk.library.marking(told.get("company", ""))
        form = calls_form(self.companies, language, told.get("company", ""))
        found: list[Incoming] = []
        for name, data in sent:
            yield calls_page(form, language, progress(len(found), len(sent), language))
            found.append(await marked(self._desk, marking, name, data))
        yield calls_page(form, language, results(found, marking.manual, language))


def _drafted(name: str, data: bytes, company: str) -> First:
    """The draft for a manual of this name and contents; raises DeskError where there is nothing to draft from."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"manual{Path(name).suffix.lower()}"
        path.write_bytes(data)
        try:
            return first_rubric(path, name, company)
        except NotFound as reason:
            # named as the trainer knows it, not by its place in a folder for the moment
            raise NotFound([replace(one, file=name) for one in reason.problems]) from None
        except NotDrafted as reason:
            raise DeskError(reason.sentence, **reason.slots) from None
