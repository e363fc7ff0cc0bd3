"""Who is signed in: a signed cookie that names a person and a role, and nothing else."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import HTTPConnection

from simulator.language import DEFAULT, LANGUAGES, Language
from simulator.store import Role

ROLES: tuple[Role, ...] = get_args(Role)
COOKIE = "simulator_session"
LONGEST = 30 * 24 * 3600
"""Seconds a sign-in lasts: a month."""


@dataclass(frozen=True)
class Person:
    """A signed-in person."""

    name: str
    role: Role


class Session:
    """Signs and reads the cookie with one secret."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="simulator.session")

    def written(self, person: Person) -> str:
        """The cookie's value for `person`."""
        return str(self._signer.dumps([person.name, person.role]))

    def person(self, request: HTTPConnection) -> Person | None:
        """Who sent `request`, or None where nobody is signed in or the cookie was tampered with."""
        try:
            name, role = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=LONGEST)
        except (BadSignature, ValueError, TypeError):
            return None
        return Person(name, role) if isinstance(name, str) and role in ROLES else None


def own_secret(folder: Path) -> str:
    """The secret kept in `folder`, made at the first start; one for this run alone where it cannot be kept."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32), encoding="ascii")
        return path.read_text(encoding="ascii").strip() or secrets.token_urlsafe(32)
    except (OSError, UnicodeError):
        return secrets.token_urlsafe(32)


def language_in(path: str) -> Language:
    """The language that the first part of `path` names, else Korean."""
    first = path.strip("/").partition("/")[0]
    return next((language for language in LANGUAGES if language == first), DEFAULT)
