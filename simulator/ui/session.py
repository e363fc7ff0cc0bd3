"""Who is signed in: a signed cookie that names a person and a role, and nothing else."""

import os
import secrets
from contextlib import suppress
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
    path, made = folder / "secret", secrets.token_urlsafe(32)
    fresh = folder / f"secret.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(made, encoding="ascii")
        # a link is there whole or not at all, so that two first starts agree on one secret
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
        return path.read_text(encoding="ascii").strip() or made
    except (OSError, UnicodeError):
        return made


def language_in(path: str) -> Language:
    """The language that the first part of `path` names, else Korean."""
    first = path.strip("/").partition("/")[0]
    return next((language for language in LANGUAGES if language == first), DEFAULT)
