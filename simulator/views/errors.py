"""What went wrong, as one sentence on a page."""

from simulator.desk import DeskError
from simulator.language import Language
from simulator.problem import NotFound
from simulator.store import StoreProblem
from simulator.views.html import Html, tag

Trouble = DeskError | NotFound | StoreProblem
TROUBLE = (DeskError, NotFound, StoreProblem)
"""Everything that a person can be told about; anything else is a mistake of the program."""


def sentence(trouble: Trouble, language: Language) -> str:
    """`trouble` in `language`: place, cause and cure."""
    if isinstance(trouble, NotFound):
        return " ".join(problem.sentence(language) for problem in trouble.problems)
    return trouble.text(language)


def told(trouble: Trouble, language: Language) -> Html:
    """`trouble` as a notice that a screen reader speaks at once."""
    return tag("p", sentence(trouble, language), class_="notice", role="alert")
