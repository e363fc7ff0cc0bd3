"""HTML built from values: text is always escaped, only what `tag` made is taken as markup."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode


class Html(str):
    """Markup that is safe to put on a page as it is."""

    __slots__ = ()


_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "circle", "line", "polyline"})

Child = str | int | float | None | Iterable["Child"]


def tag(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Html:
    """The element `name`; strings among `children` are escaped, lists are flattened, None is left out.

    An attribute's trailing underscore is cut (`class_`), other underscores become hyphens; True gives the bare
    attribute, False and None leave it out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}/>")
    return Html(f"<{name}{written}>{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    """`children` one after another as markup."""
    return Html("".join(_child(child) for child in children))


def address(**asked: str) -> str:
    """The address, on the same page, of what is `asked` for."""
    return "?" + urlencode(asked, safe="/")


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return str(child)
    if isinstance(child, (str, int, float)):
        # the page's own templates must never see a brace or a dollar sign that a person typed
        return escape(str(child)).replace("$", "&#36;").replace("{", "&#123;").replace("}", "&#125;")
    return "".join(_child(inner) for inner in child)


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{_child(str(value))}"'
