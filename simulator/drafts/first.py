"""A first rubric from a manual, whoever asks for it: the document read, the draft written, its problems named."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.drafts.rules import Draft, drafted
from simulator.drafts.written import written
from simulator.files import parse_rubric
from simulator.files.documents import document_of
from simulator.language import Language, Pair
from simulator.manual import Manual, read_manual
from simulator.problem import NotFound, Problem
from simulator.transcript import guessed
from simulator.turn import Turn

NO_CLAUSES = Pair(
    "{path}: 번호가 붙은 제목을 찾지 못해서 초안을 만들 수 없어요. 규칙마다 ‘1.1 첫인사’ 같은 제목을 붙여 주세요.",
    "{path}: no numbered headings were found to draft from. Give each rule one, like “1.1 Greeting”.",
)
NOTHING_FOUND = Pair(
    "{path}: 통화에서 확인할 만한 규칙을 찾지 못했어요. 조항 제목에 무엇을 하라는 것인지 적어 주세요.",
    "{path}: no rule was found that can be heard in a call. Say in each heading what is to be done.",
)

Drafter = Callable[[Manual, Language], Draft]


class NotDrafted(ValueError):  # noqa: N818 (reads aloud as `except NotDrafted`)
    """Nothing could be drafted; `sentence` says why and what to do."""

    def __init__(self, sentence: Pair, **slots: object) -> None:
        self.sentence = sentence
        self.slots = slots
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.sentence(language, **self.slots)


@dataclass(frozen=True)
class First:
    """The rubric as the text of a file, the draft behind it, the manual's own text, and what is wrong with it yet."""

    rubric: str
    draft: Draft
    manual: str
    problems: tuple[Problem, ...]


def first_rubric(path: Path, name: str, company: str, draft: Drafter = drafted) -> First:
    """The draft for the manual at `path`, which people call `name`.

    Raises NotFound for a document that cannot be read, NotDrafted where it holds nothing to draft from.
    """
    text = document_of(path)
    if isinstance(text, Problem):
        raise NotFound([text])
    manual, spoken = read_manual(text), guessed([Turn("agent", text)])
    if not manual.clauses:
        raise NotDrafted(NO_CLAUSES, path=name)
    made = draft(manual, spoken)
    if not made.criteria:
        raise NotDrafted(NOTHING_FOUND, path=name)
    file = Path(name).name if Path(name).suffix.lower() == ".md" else "manual.md"
    rubric = written(made, company, file)
    _, problems = parse_rubric(rubric, "rubric.yaml")
    return First(rubric, made, text, problems)
