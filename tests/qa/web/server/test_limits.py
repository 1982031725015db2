import asyncio

import pytest

from qa.web.server.limits import RefusedError, Turns

SECONDS = 60  # so that a fault does not wait for ever


async def stays():
    """What receives nothing more of whoever is there."""
    await asyncio.Event().wait()


async def take(turns, receive, done, begun=None, end=None):
    """Take a turn and note whether it was taken; hold it from ``begun`` to ``end``."""
    async with turns.turn(receive) as there:
        done.append(there)
        if begun:
            begun.set()
            await end.wait()


def run(work):
    asyncio.run(asyncio.wait_for(work, SECONDS))


def test_who_gives_up_while_waiting_costs_nothing_and_holds_nobody_up():
    async def work():
        turns, done = Turns(1, 2), list[bool]()
        begun, end, gone = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def leaves():
            await gone.wait()
            return {"type": "http.disconnect"}

        first = asyncio.create_task(take(turns, stays, done, begun, end))
        await begun.wait()
        second = asyncio.create_task(take(turns, leaves, done))
        third = asyncio.create_task(take(turns, stays, done))
        gone.set()
        await second
        assert done == [True, False]
        fourth = asyncio.create_task(take(turns, stays, done))  # there is room again
        end.set()
        await asyncio.gather(first, third, fourth)
        assert done == [True, False, True, True]
        await take(turns, stays, done)
        assert done[-1] is True

    run(work())


def test_with_too_many_that_wait_it_is_said_at_once():
    async def work():
        turns, done = Turns(1, 1), list[bool]()
        begun, end = asyncio.Event(), asyncio.Event()
        first = asyncio.create_task(take(turns, stays, done, begun, end))
        await begun.wait()
        second = asyncio.create_task(take(turns, None, done))
        await asyncio.sleep(0)
        with pytest.raises(RefusedError) as refused:
            await take(turns, stays, done)
        assert refused.value.status == 429
        end.set()
        await asyncio.gather(first, second)
        assert done == [True, True]

    run(work())


def test_a_turn_that_fails_is_given_back():
    async def fail(turns):
        async with turns.turn(stays):
            raise LookupError("gone")

    async def work():
        turns, done = Turns(1, 0), list[bool]()
        for _ in range(3):
            with pytest.raises(LookupError):
                await fail(turns)
        await take(turns, stays, done)
        assert done == [True]

    run(work())
