"""What lies on the desks of the tests, and what to see of it."""

DESK = "# Desk\n\nThe desk opens at nine. It closes at five."
POOL = "# Pool\n\nThe pool was built in 1962. Anna Berg designed it."


def ids(room):
    return [document.id for document in room.desk.documents]


def names(room):
    return [collection.name for collection in room.desk.library.collections()]
