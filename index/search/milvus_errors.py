"""What Milvus and gRPC say went wrong, in errors of ours. Pure functions."""

from __future__ import annotations

from index.errors import StoreChangedError, StoreError
from index.search.store_address import StoreAddress

# Words in what they say: there are no codes of their own for these.
_GONE = (
    "UNAVAILABLE",
    "DEADLINE_EXCEEDED",
    "Retry timeout",
    "Fail connecting",
    "not ready",
    "wait for loading collection timeout",
)
_CLOSED = ("UNAUTHENTICATED", "PERMISSION_DENIED", "auth check failure")
_TOO_MUCH = ("larger than max", "message size", "maximum output size")
_FULL = ("RESOURCE_EXHAUSTED", "No space left", "disk quota", "memory quota", "deny to write")
_LET_GO = ("released", "not loaded", "not fully loaded")
_NO_TABLE = ("collection not found", "can't find collection", "not exist")


def is_let_go(why: str) -> bool:
    """Whether a server says that a table is not loaded."""
    return any(sign in why for sign in _LET_GO)


def refused(what: str, address: StoreAddress, why: str) -> StoreError:
    """The error for a server at ``address`` that cannot do ``what`` was asked, and says ``why``."""
    problem = f"Can't {what} {address}"
    if any(sign in why for sign in _GONE):
        return StoreError(
            f"{problem}: Milvus does not answer within {address.timeout:g} s.",
            f"Look whether it runs at {address.server}, and ask again.",
        )
    if any(sign in why for sign in _CLOSED):
        return StoreError(
            f"{problem}: Milvus does not let us in.",
            "Give PINCITE_STORE_TOKEN=user:password in the environment.",
        )
    full = any(sign in why for sign in _FULL) and not any(sign in why for sign in _TOO_MUCH)
    if full:
        return StoreError(f"{problem}: Milvus is full.", "Make room there, and try again.")
    if any(sign in why for sign in _NO_TABLE):
        return StoreChangedError(f"{problem}: it is not there any more.", "Build it again.")
    return StoreError(f"{problem}: {why:.300}.", "Look at the server's log.")
