"""Every sentence in which the server refuses a request."""

from __future__ import annotations

from collections.abc import Iterable

ONLY_LOCAL = "Only localhost is served here."
OTHER_SITE = "Requests from other sites are refused."
NO_LENGTH = "Say how many bytes the upload has."
UPLOADS_FULL = "There is no room for more uploads now. Try in an hour."
NO_ADDRESS = "No address is fetched here."
TOO_DEEP = "This message is nested too deep."
TOO_MANY_VALUES = "This message has too many values."
TOO_SLOW = "This message came too slowly."
TOO_MANY_LOGINS = "Too many try to log in. Try again in a minute."
LOG_IN = "Log in first."
NOT_YOURS = "This session is another visitor's."
NOT_UTF8 = "A message must be text in UTF-8."
BUSY = "Too many ask at once. Ask again later."
NO_CALL = 'This is no call: send {"data": [question, history or k, collection]}.'
OTHER_ACCOUNT, OWN_ACCOUNT = (
    "Only who runs Pincite may add folders of this computer.",
    "Open the page in a browser of that account, on this computer.",
)
FAILED = "The server failed here, which is a fault of its own. Its terminal says why."


def only_public(names: Iterable[str]) -> str:
    """What programs may call of the server."""
    return f"Programs may call {' and '.join(names)}."


def body_too_large(most: int) -> str:
    """How large a message to the server may be."""
    return f"A message may have {most} bytes at most."


def not_stored(why: str) -> str:
    """That what was uploaded cannot be written."""
    return f"The upload could not be stored: {why}. Try again when there is room for it."
