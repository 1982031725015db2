"""What the page asks of the documents it shows: pictures of their pages, places in them, copies."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import TypeVar

from index import Document, Span
from index.documents.drawing import PageDrawer, PageSize, has_pages
from index.errors import DocumentError, PinciteError, SpanError
from qa.web import messages
from qa.web.anchors import Addresses
from qa.web.server.finding import find
from qa.web.server.open_documents import ClosedError, OpenDocuments
from qa.web.server.visitors import ANYBODY
from qa.web.session.downloads import PREFIX as FILES
from qa.web.session.downloads import Downloads

PREFIX = "/pincite/"
"""What the addresses begin with."""
NARROWEST, WIDEST, STEP = 400, 2400, 200
"""How wide a page is drawn, in pixels, and what that is a multiple of, so that few are drawn."""
SLOWEST = 20.0
"""Seconds that one page may take to be drawn, or one file to be highlighted."""
MAX_WAITING = 100
"""Requests that wait for their turn."""

_PAGES = re.compile(PREFIX + r"pages/([\w-]+)(?:/(\w+))?")
_FILE = re.compile(FILES + r"([\w-]+)")
_FIND = re.compile(PREFIX + r"find/([\w-]+)")
# A document's token is another one when its file has changed.
_KEPT = "private, max-age=3600"
_JSON, _PLAIN = "application/json", "text/plain; charset=utf-8"

T = TypeVar("T")


@dataclass(frozen=True)
class PageReply:
    """What is sent: a status of HTTP, a type, a body, and how long that may be kept."""

    status: int
    type: str
    body: bytes
    kept: str = "no-store"


class BusyError(PinciteError):
    """Too many pages are asked for at once."""

    def __init__(self) -> None:
        super().__init__(messages.TOO_MANY_PAGES, messages.TRY_IN_A_MOMENT)


class PageImages:
    """Pages of open documents. Safe to share between threads; to be closed.

    One page is drawn at a time, in a process of its own. What waits for its turn takes no thread,
    and is given up when nobody waits for it any more.
    """

    def __init__(self) -> None:
        self._documents = OpenDocuments()
        self.downloads = Downloads()
        self._drawer = PageDrawer(self._check)
        self._worker = ThreadPoolExecutor(1, "pages")
        self._closed = Event()
        self._waiting, self._end = 0, 0.0
        self._too_slow = ("", "")  # what is wrong when one takes longer, and what to do next

    def addresses_of(self, document: Document) -> Addresses:
        """Where the pages of ``document`` are, if it has any, and where it is searched."""
        token = self._documents.token(document)
        return Addresses(
            pages=f"{PREFIX}pages/{token}" if has_pages(document) else "",
            find=f"{PREFIX}find/{token}",
        )

    def close(self) -> None:
        """Let go of all documents, and end the process that draws."""
        self._closed.set()
        self._worker.shutdown(cancel_futures=True)
        self._drawer.close()
        self._documents.clear()
        self.downloads.clear()

    def highlighted(self, document: Document, quotes: Sequence[tuple[Span, str]]) -> bytes:
        """A copy of the PDF file of ``document``; see `PageDrawer.highlighted`. Waits for it.

        Raises:
            PinciteError: when there is none, for it takes too long among other things.
        """
        too_slow = messages.HIGHLIGHT_TOO_SLOW, messages.SPLIT_FILE
        work = self._submitted(lambda: self._drawer.highlighted(document, quotes), too_slow)
        try:
            return work.result()
        except CancelledError as error:  # it was closed before this one's turn
            raise _stopping() from error

    async def reply(self, path: str, query: Mapping[str, str], visitor: str = ANYBODY) -> PageReply:
        """What ``visitor`` asks for at a ``path`` that begins with `PREFIX`, or why not."""
        try:
            if asked := _FILE.fullmatch(path):
                file = self.downloads.file(asked[1], visitor)
                return PageReply(200, file.type, file.data)
            return await self._reply(path, query)
        except BusyError as error:
            return _refusal(503, error)
        except ClosedError as error:
            return _refusal(410, error)
        except SpanError as error:
            return _refusal(400, error)
        except PinciteError as error:
            return _refusal(404, error)
        except (KeyError, ValueError):
            return _refusal(400, PinciteError(messages.NO_PLACE, messages.GIVE_NUMBERS))

    async def _reply(self, path: str, query: Mapping[str, str]) -> PageReply:
        if asked := _FIND.fullmatch(path):
            text = self._documents.document(asked[1]).text
            found = await asyncio.to_thread(find, text, query["text"])
            return _json({"found": [(span.start, span.end) for span in found]})
        if not (asked := _PAGES.fullmatch(path)):
            return _refusal(404, PinciteError(messages.NO_PLACE, messages.OPEN_AGAIN))
        document, part = self._documents.document(asked[1]), asked[2]
        if part is None:
            sizes = await self._in_turn(lambda: self._drawer.sizes(document))
            return _json({"pages": _page_records(document, sizes)})
        if part == "marks":
            span = Span(int(query["start"]), int(query["end"]))
            if span.end > len(document.text):
                raise SpanError(messages.NO_PLACE, messages.GIVE_NUMBERS)
            marks = await self._in_turn(lambda: self._drawer.marks(document, span))
            return _json({"marks": [{"page": it.page, "boxes": it.boxes} for it in marks]})
        number, width = int(part), width_in_steps(int(query.get("width", "1200")))
        picture = await self._in_turn(lambda: self._drawer.draw(document, number, width))
        return PageReply(200, picture.type, picture.data, _KEPT)

    async def _in_turn(self, work: Callable[[], T]) -> T:
        """What ``work`` comes to when its turn has come; it is not begun when this is cancelled."""
        if self._waiting >= MAX_WAITING:
            raise BusyError
        self._waiting += 1
        try:
            too_slow = messages.PAGE_TOO_SLOW, messages.READ_TEXT
            return await asyncio.wrap_future(self._submitted(work, too_slow))
        except asyncio.CancelledError as error:
            if (task := asyncio.current_task()) and task.cancelling():
                raise
            raise _stopping() from error  # the work was given up, not who waits for it
        finally:
            self._waiting -= 1

    def _submitted(self, work: Callable[[], T], too_slow: tuple[str, str]) -> Future[T]:
        try:
            return self._worker.submit(self._timed, work, too_slow)
        except RuntimeError as error:  # it takes no more work
            raise _stopping() from error

    def _timed(self, work: Callable[[], T], too_slow: tuple[str, str]) -> T:
        self._end, self._too_slow = monotonic() + SLOWEST, too_slow
        return work()

    def _check(self) -> None:
        """Called while a page is drawn: have that end when it takes too long, or all is to end."""
        if self._closed.is_set():
            raise _stopping()
        if monotonic() > self._end:
            raise DocumentError(*self._too_slow)


def width_in_steps(width: int) -> int:
    """How wide a page is drawn that is to be shown ``width`` pixels wide."""
    return min(max(NARROWEST, -(-width // STEP) * STEP), WIDEST)


def _stopping() -> PinciteError:
    return PinciteError(messages.STOPPING, messages.START_AGAIN)


def _page_records(document: Document, sizes: list[PageSize]) -> list[dict[str, object]]:
    """The pages, each with where its text starts in the document's; None where it has none."""
    starts: dict[int, int] = {}
    for run in document.places.runs:
        starts.setdefault(document.places.units[run.unit].number, run.start)
    return [
        {"width": it.width, "height": it.height, "label": it.label, "start": starts.get(number)}
        for number, it in enumerate(sizes, 1)
    ]


def _json(record: Mapping[str, object]) -> PageReply:
    return PageReply(200, _JSON, json.dumps(record).encode(), _KEPT)


def _refusal(status: int, error: PinciteError) -> PageReply:
    return PageReply(status, _PLAIN, messages.of_engine(str(error)).encode())
