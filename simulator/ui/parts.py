"""The parts of the trainee's page that its handlers fill, and new values for some of them."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from simulator.ui.frame import Frame
from simulator.views.html import Html

Shown = dict[Any, Any]
"""New values for some of the page's parts."""


@dataclass(frozen=True)
class Parts(Frame):
    """The parts of the page that its handlers fill."""

    talk: gr.HTML
    line: gr.HTML
    """The caller's line while it grows, or the end of the call."""
    aside: gr.HTML

    def on_stage(self, shown: Html) -> Shown:
        """`shown` alone on the page."""
        return {self.stage: shown, self.talk: "", self.line: "", self.aside: "", self.notice: ""}
