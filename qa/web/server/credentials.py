"""Who may log in: a user and a password."""

from __future__ import annotations

import os
from pathlib import Path

from index.errors import PinciteError

AUTH_VARIABLE = "PINCITE_AUTH"
"""The environment variable that may say who may log in."""


def given_credentials(given: str | None, file: str | None) -> str:
    """USER:PASSWORD as ``given``, else as the ``file`` or the environment holds it; "" without any.

    Other users of the machine see what stands on a command line.

    Raises:
        PinciteError: when the file cannot be read.
    """
    if given is not None or file is None:
        return given if given is not None else os.environ.get(AUTH_VARIABLE, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise PinciteError(
            f"{file!r} cannot be read: {getattr(error, 'strerror', None) or error}.",
            "Give --auth-file a text file that holds USER:PASSWORD.",
        ) from error


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
