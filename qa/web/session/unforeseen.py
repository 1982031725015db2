"""What nobody foresaw: one plain line for the visitor, and the rest in the terminal."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import PinciteError
from qa.web import messages


@contextmanager
def in_one_line() -> Iterator[None]:
    """Any error that is not meant for users, as one that is; the terminal gets its traceback.

    An event of the page that fails must not leave it waiting without a word.

    Raises:
        PinciteError: in place of any other exception.
    """
    try:
        yield
    except PinciteError:
        raise
    except Exception as error:
        traceback.print_exc()
        raise PinciteError(messages.BUG, messages.BUG_NEXT_STEP) from error
