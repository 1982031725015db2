import pytest

from index import PinciteError
from qa.web.server.address import check_host, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "localhost", "::1", "[::1]"])
def test_this_machine_alone_needs_no_login(host: str) -> None:
    assert is_loopback(host)
    check_host(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "example.com", "", "[::]"])
def test_beyond_this_machine_users_log_in(host: str) -> None:
    check_host(host, ("user", "password"))
    with pytest.raises(PinciteError, match="Add --auth USER:PASSWORD"):
        check_host(host, None)
