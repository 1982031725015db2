import os
import socket

import pytest

from index.errors import PinciteError
from qa.web.server.account import TABLES, check_own_account

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
CLIENT = ("127.0.0.1", 0xABCD)
MINE, OTHERS = os.getuid(), os.getuid() + 1


def row(end, state, account):
    return (
        f"   0: {end} 0100007F:1EB4 {state} 00000000:00000000 00:00000000 00000000 {account:5}"
        "        0 12944 1 00000000e38f3ab2 100 0 0 10 0\n"
    )


@pytest.fixture
def table(tmp_path):
    def written(*rows):
        file = tmp_path / "tcp"
        file.write_text(HEAD + "".join(row(*each) for each in rows))
        return (file, tmp_path / "tcp6")

    return written


@pytest.mark.skipif(not TABLES[0].exists(), reason="this system does not tell")
@pytest.mark.parametrize(
    ("family", "host", "client_host"),
    [
        (socket.AF_INET, "127.0.0.1", "127.0.0.1"),
        (socket.AF_INET6, "::1", "::1"),
        (socket.AF_INET6, "::ffff:127.0.0.1", "127.0.0.1"),
    ],
)
def test_a_connection_of_this_account_is_known(family, host, client_host):
    six = family == socket.AF_INET6
    try:
        listening = socket.create_server(
            ("::" if six else host, 0), family=family, dualstack_ipv6=six
        )
    except OSError:
        pytest.skip("this machine has no such addresses")
    with listening, socket.socket(family) as client:
        port = listening.getsockname()[1]
        client.connect((host, port))
        with listening.accept()[0]:
            check_own_account((client_host, client.getsockname()[1]), {})
    with pytest.raises(PinciteError):
        check_own_account((client_host, port), {})


def test_that_of_root_is_let_through_and_of_another_account_refused(table):
    end = "0100007F:ABCD"
    check_own_account(CLIENT, {}, table((end, "01", MINE)))
    check_own_account(CLIENT, {}, table((end, "01", 0)))
    check_own_account(CLIENT, {}, table(("0000000000000000FFFF0000" + end, "01", MINE)))
    for rows in (
        [(end, "01", OTHERS)],
        [(end, "01", MINE), (end, "01", OTHERS)],
        [(end, "06", MINE)],  # it was closed
        [("0100007F:ABCE", "01", MINE)],
        [],
    ):
        with pytest.raises(PinciteError, match="Only who runs Pincite may add folders"):
            check_own_account(CLIENT, {}, table(*rows))


@pytest.mark.skipif(MINE != 0 or not TABLES[0].exists(), reason="only root may be another account")
def test_a_connection_of_another_account_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        os.seteuid(65534)
        try:
            other = socket.socket()
        finally:
            os.seteuid(MINE)
        other.connect(listening.getsockname())
        connection, client = listening.accept()
        with other, connection, pytest.raises(PinciteError, match="Only who runs Pincite"):
            check_own_account(client, {})


def test_what_a_proxy_sends_on_is_nobodys(table):
    mine = table(("0100007F:ABCD", "01", MINE))
    for client, headers in ((CLIENT, {"x-forwarded-for": "127.0.0.1:43981"}), (None, {})):
        with pytest.raises(PinciteError):
            check_own_account(client, headers, mine)


def test_a_system_that_does_not_tell_refuses_nobody(tmp_path):
    check_own_account(CLIENT, {}, (tmp_path / "tcp",))
