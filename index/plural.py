"""Numbers of things, in words."""


def counted(number: int, what: str) -> str:
    """A number of things: "1 document", "2,000 documents"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
