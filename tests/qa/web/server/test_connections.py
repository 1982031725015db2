import asyncio
from dataclasses import dataclass, field

from qa.web.server.connections import MAX_SILENT, SILENT, Silence, close_silent


@dataclass(eq=False)
class Request:
    response_complete: bool = False


@dataclass(eq=False)
class Connection:
    cycle: Request | None = None
    aborted: bool = False
    transport: "Connection" = field(init=False)

    def __post_init__(self):
        self.transport = self

    def abort(self):
        self.aborted = True


def test_a_connection_without_a_request_is_overdue_in_time():
    silence, silent = Silence(), Connection()
    assert [*silence.overdue([silent], 5.0)] == []
    assert [*silence.overdue([silent], 5.0 + SILENT - 0.1)] == []
    assert [*silence.overdue([silent], 5.0 + SILENT)] == [silent]


def test_a_connection_that_is_answered_is_not():
    silence, answering = Silence(), Connection(Request())
    assert [*silence.overdue([answering], 0.0)] == []
    assert [*silence.overdue([answering], 10 * SILENT)] == []


def test_one_that_asks_again_and_again_is_not_though_each_look_sees_it_wait():
    silence, busy = Silence(), Connection()
    for second in range(5 * int(SILENT)):
        busy.cycle = Request(response_complete=True)
        assert [*silence.overdue([busy], float(second))] == []


def test_one_that_goes_silent_after_a_response_is_overdue():
    silence, connection = Silence(), Connection(Request(response_complete=True))
    assert [*silence.overdue([connection], 0.0)] == []
    assert [*silence.overdue([connection], SILENT)] == [connection]


def test_of_too_many_the_oldest_are_overdue():
    silence = Silence()
    old, young = Connection(), [Connection() for _ in range(MAX_SILENT)]
    assert [*silence.overdue([old], 0.0)] == []
    assert [*silence.overdue([*young, old], 1.0)] == [old]


def test_what_is_overdue_is_closed():
    async def closing():
        connections = {Connection() for _ in range(MAX_SILENT + 3)}
        task = asyncio.create_task(close_silent(lambda: connections))
        while sum(each.aborted for each in connections) < 3:
            await asyncio.sleep(0)
        task.cancel()
        return sum(each.aborted for each in connections)

    assert asyncio.run(closing()) == 3
