"""Small drawings that stand beside words; they carry no meaning of their own, so readers aloud skip them."""

from simulator.views.html import Html, tag

_PATHS = {
    "met": "M5 12.5 10 17 19 7.5",
    "missed": "M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5",
    "not_applicable": "M6 12h12",
    "unscored": "M9.2 9.2a2.9 2.9 0 1 1 4.6 2.4c-1.2.8-1.8 1.4-1.8 2.6M12 17.6v.2",
    "phone": "M6.6 3.5h3l1.5 4-2 1.5a11 11 0 0 0 5.9 5.9l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2"
    "A17 17 0 0 1 4.6 5.7a2 2 0 0 1 2-2.2Z",
    "hang_up": "M3 14.5c5.5-4.8 12.5-4.8 18 0l-2.2 2.9-3.8-1.7v-2.6c-2-.6-4-.6-6 0v2.6l-3.8 1.7Z",
    "listen": "M4 9.5v5h3.5l4.5 4v-13l-4.5 4ZM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11",
    "back": "M14.5 6 8.5 12l6 6",
    "next": "M9.5 6l6 6-6 6",
    "send": "M12 19V5.5M6 11.5l6-6 6 6",
    "book": "M5 5.5a2 2 0 0 1 2-2h12v14H7a2 2 0 0 0-2 2ZM5 19.5a2 2 0 0 0 2 2h12",
    "warning": "M12 8.5v4.5M12 16.5v.2M12 3.5 21.5 20h-19Z",
}


def icon(name: str) -> Html:
    """The drawing `name`, as high as the words around it."""
    path = tag("path", d=_PATHS[name])
    return tag("svg", path, viewBox="0 0 24 24", class_="icon", aria_hidden="true", focusable="false")
