"""What went wrong, as one sentence on a page."""

from simulator.desk import DeskError
from simulator.language import Language, Pair
from simulator.problem import NotFound
from simulator.store import StoreProblem
from simulator.views.html import Html, tag
from simulator.views.icons import icon

Trouble = DeskError | NotFound | StoreProblem
TROUBLE = (DeskError, NotFound, StoreProblem)
"""Everything that a person can be told about; anything else is a mistake of the program."""
HOME = Pair("처음으로", "First page")


def sentence(trouble: Trouble, language: Language) -> str:
    """`trouble` in `language`: place, cause and cure."""
    if isinstance(trouble, NotFound):
        return " ".join(problem.sentence(language) for problem in trouble.problems)
    return trouble.text(language)


def lost(language: Language) -> Html:
    """The way on from an address at which there is nothing to show."""
    return tag("p", tag("a", icon("back"), HOME(language), href="?"), class_="way-back")


def told(trouble: Trouble, language: Language) -> Html:
    """`trouble` as a notice that a screen reader speaks at once."""
    return tag("p", sentence(trouble, language), class_="notice", role="alert")
