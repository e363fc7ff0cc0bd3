"""Files that a page sent along with a form, as its script packs them: names with contents in base64."""

import base64
import binascii
import json
from collections.abc import Mapping

from simulator.desk import DeskError
from simulator.language import Pair

LARGEST = 15_000_000
"""Letters of all files of one form, in base64; the script of the page asks for less."""
TOO_LARGE = Pair(
    "파일이 너무 커요. 모두 합해 10MB까지 보낼 수 있으니 나눠서 보내 주세요.",
    "These files are too large: send at most 10 MB at a time.",
)
BROKEN = Pair(
    "파일을 받지 못했어요. 다시 골라서 보내 주세요.",
    "The files did not arrive. Choose them again and send them.",
)


def files_in(told: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """Name and contents of each file; raises DeskError for what no page of ours sends."""
    packed = told.get("files", "")
    if len(packed) > LARGEST:
        raise DeskError(TOO_LARGE)
    try:
        listed = json.loads(packed or "[]")
        return [(str(one["name"]), base64.b64decode(one["data"], validate=True)) for one in listed]
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error):
        raise DeskError(BROKEN) from None
