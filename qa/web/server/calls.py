"""What programs call: whether a call is one, and the status of what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qa.web.server import refusals
from qa.web.server.limits import Message, RefusedError, Send, parsed

PARAMETERS = 3
"""Values that each public function takes."""
_NAMED = ("session_hash", "event_id", "trigger_id", "simple_format")

Inputs = Callable[[int], int | None]
"""How many values the handler of a number takes; None where there is no such handler."""


def inputs_of(app: Any) -> Inputs:  # noqa: ANN401 - Gradio's App
    """How many values each handler of Gradio's ``app`` takes."""

    def inputs(number: int) -> int | None:
        handler = app.get_blocks().fns.get(number)
        return len(handler.inputs) if handler else None

    return inputs


def check_call(call: object, inputs: Inputs, *, by_name: bool) -> None:
    """Hold that ``call`` calls a function as it is to be called: {"data": [values], …}.

    One that is not called ``by_name`` has its number in "fn_index", which goes before a name in
    Gradio: what is called by name may have none. Gradio would fail with a traceback.

    Raises:
        RefusedError: with status 400 when it does not.
    """
    if not isinstance(call, dict) or (by_name and call.get("fn_index") is not None):
        raise RefusedError(400, refusals.NO_CALL)
    number, data = call.get("fn_index"), call.get("data")
    wanted = inputs(number) if isinstance(number, int) and not isinstance(number, bool) else None
    if by_name:
        wanted = PARAMETERS
    named = all(call.get(it) is None or isinstance(call[it], str | int) for it in _NAMED)
    if not (named and isinstance(data, list) and len(data) == wanted):
        raise RefusedError(400, refusals.NO_CALL)


def with_status_of_fault(send: Send) -> Send:
    """``send`` that answers what a caller did wrong with 422, where Gradio says 500."""
    held: list[Message] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 500:
            held.append(message)
            return
        for start in held:
            if _told(message.get("body", b"")):
                start["status"] = 422
            await send(start)
        held.clear()
        await send(message)

    return sending


def _told(body: bytes) -> bool:
    """Whether an error is told in words: one that users are meant to read."""
    error = parsed(body)
    return isinstance(error, dict) and isinstance(error.get("error"), str)
