"""The documents of the tests' sessions, and what to see of them."""

DESK = "# Desk\n\nThe desk opens at nine. It closes at five."
POOL = "# Pool\n\nThe pool was built in 1962. Anna Berg designed it."


def ids(session):
    return [document.id for document in session.workspace.current().documents]


def names(session):
    return [collection.name for collection in session.workspace.library.collections()]
