"""Requests that fail inside Gradio: answered in a word, which Gradio would not."""

from __future__ import annotations

import errno
import sys

from qa.web.server import refusals
from qa.web.server.limits import Message, Send

# Where no file can be written: no room, no such folder, or no right to.
_NOT_WRITABLE = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOENT, errno.ENOTDIR, errno.EROFS, errno.EACCES,
}  # fmt: skip


class Answer:
    """Sends a response on, but for one with status 500 until it is known why there is one.

    Where Gradio fails it sends that, and then raises what it met.
    """

    def __init__(self, send: Send) -> None:
        self.send, self.begun = send, False
        self._held: list[Message] = []

    async def __call__(self, message: Message) -> None:
        """Send a message of ASGI, or hold it back."""
        if self._held or (message["type"] == "http.response.start" and message["status"] == 500):
            self._held.append(message)
            return
        self.begun = True
        await self.send(message)

    async def end(self) -> None:
        """Send what was held back: nothing was raised."""
        for message in self._held:
            await self.send(message)


def failure(what: str, error: Exception, *, upload: bool) -> tuple[int, str]:
    """The status of HTTP, and a sentence, for the request ``what``; the terminal gets the error."""
    told = f"{what}: {type(error).__name__}: {error!s:.200}"
    print(f"Pincite: A request failed: {told}", file=sys.stderr, flush=True)
    if upload and isinstance(error, OSError) and error.errno in _NOT_WRITABLE:
        return 507, refusals.not_stored(error.strerror or str(error))
    return 500, refusals.FAILED
