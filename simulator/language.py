"""The two languages of the program, and a text that exists in both."""

from typing import Literal, NamedTuple, get_args

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "ko"


class Pair(NamedTuple):
    """One text as a Korean and as an English speaker would put it; slots in braces."""

    ko: str
    en: str

    def __call__(self, language: Language, **slots: object) -> str:
        """The text in `language` with its slots filled; raises KeyError for a slot that is missing."""
        text = self.ko if language == "ko" else self.en
        return text.format(**slots) if slots else text


def language_of(value: object) -> Language:
    """`value` where it names a language of the program, else Korean, the first one."""
    return "en" if value == "en" else "ko"
