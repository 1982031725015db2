"""What is said of pictures in Office documents, for those who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# What programs add to a description that they made, or make of a file's name.
_BY_PROGRAM = re.compile(
    r"(?:Description automatically generated|AI-generated content may be incorrect)"
    r"(?: with (?:very )?(?:low|medium|high) confidence)?\.?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\S*[/\\]\S*|[^/\\]{0,80}\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)|[a-z]+://\S+"
    r"|(?:picture|image|grafik|bild|shape|text box|logo)?[\s_-]*\d*",
    re.IGNORECASE,
)


def described(descriptions: Iterable[str]) -> Iterator[str]:
    """Of each description "Picture: " and its words; nothing of one that says nothing."""
    for each in descriptions:
        words = " ".join(_BY_PROGRAM.sub(" ", each).split())
        if not _NAME.fullmatch(words):
            yield f"Picture: {words}"
