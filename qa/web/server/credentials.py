"""Who may log in: a user and a password."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.errors import PinciteError

AUTH_VARIABLE = "PINCITE_AUTH"
"""The environment variable that may say who may log in."""


def given_credentials(given: str | None, file: str | None) -> str:
    """USER:PASSWORD as ``given``, else as the ``file`` or the environment holds it; "" without any.

    Other users of the machine see what stands on a command line.

    Raises:
        PinciteError: when the file cannot be read, or what is given is blank.
    """
    if given is not None:
        return _some(given, "--auth")
    if file is None:
        return os.environ.get(AUTH_VARIABLE, "")
    if Path(file).exists() and not Path(file).is_file():
        raise PinciteError(f"{file!r} is no regular file.", "Give --auth-file a text file.")
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").strip().splitlines()
        return _some(lines[0] if len(lines) == 1 else "", f"{file!r}, which is to be one line,")
    except (OSError, ValueError) as error:
        raise PinciteError(
            f"{file!r} cannot be read: {getattr(error, 'strerror', None) or error}.",
            "Give --auth-file a text file that holds USER:PASSWORD.",
        ) from error


def users_of(app: Any) -> Callable[[Any], bool]:  # noqa: ANN401 - Gradio's App
    """Whether whoever sent a request has logged in to Gradio's ``app``, or need not."""

    def logged_in(request: Any) -> bool:  # noqa: ANN401 - Starlette's
        names = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
        return app.auth is None or any(app.tokens.get(request.cookies.get(it)) for it in names)

    return logged_in


def _some(text: str, where: str) -> str:
    """``text``, which must not be blank: nobody would have to log in.

    Raises:
        PinciteError: when it is.
    """
    if not text.strip():
        raise PinciteError(f"{where} holds no USER:PASSWORD.", "Leave it out for no login.")
    return text


def credentials(text: str) -> tuple[str, str]:
    """The user and the password that ``text`` gives as USER:PASSWORD.

    The password may hold colons.

    Raises:
        PinciteError: when either is missing, or blanks stand around the user, which logging in
            leaves out.
    """
    user, _, password = text.partition(":")
    if not user or not password or user != user.strip():
        # The text is not repeated: it may be a password.
        raise PinciteError("This is no user with a password.", "Give --auth USER:PASSWORD.")
    return user, password
