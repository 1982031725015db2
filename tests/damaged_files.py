"""Files cut short, and with wrong bytes: the same ones each time."""

import random
from collections.abc import Iterator


def damaged_files(data: bytes, times: int, *, wrong: int, fewest: int = 1) -> Iterator[bytes]:
    """``data`` cut to ``fewest`` bytes or more, fewer than ``wrong`` of them made others."""
    chance = random.Random(7)
    for _ in range(times):
        damaged = bytearray(data[: chance.randrange(fewest, len(data) + 1)])
        for _ in range(chance.randrange(wrong)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        yield bytes(damaged)
