import pytest

from index.errors import StoreError
from index.search.store_address import ADDRESS, Access, StoreAddress


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("milvus://host", StoreAddress("host")),
        ("milvus://host:1/name", StoreAddress("host", 1, "name")),
        ("milvus://[::1]:7/n_1/", StoreAddress("::1", 7, "n_1")),
        (
            "milvus://host/n?consistency=strong&timeout=2.5",
            StoreAddress("host", 19530, "n", "strong", 2.5),
        ),
    ],
)
def test_addresses_are_read(text, address):
    assert StoreAddress.of(text) == address
    assert StoreAddress.of(str(address)).server == address.server


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("http://host", "is no address of a store"),
        ("milvus://", "is no address of a store"),
        ("milvus:///name", "is no address of a store"),
        ("milvus://host:no", "is no address"),
        ("milvus://host/?sort=up", "is no address of a store"),
        ("milvus://host/?timeout=soon", "is no address"),
        ("milvus://host/?timeout=0", "0.0 is no number of seconds"),
        ("milvus://host/?timeout=nan", "nan is no number of seconds"),
        ("milvus://host/?consistency=some", "There is no consistency 'some'"),
        ("milvus://host/no-name", "cannot be named 'no-name'"),
        ("milvus://host/1", "cannot be named '1'"),
        ("milvus://host/a/b", "cannot be named 'a/b'"),
    ],
)
def test_what_is_no_address_is_named(text, says):
    with pytest.raises(StoreError, match=says):
        StoreAddress.of(text)


def test_a_password_in_an_address_is_refused_and_not_shown():
    for text in (
        "milvus://me:secret@host/n",
        "milvus://me:secret@host:no",
        "milvus://me:sec/secret@host",
        "milvus://me:p@secret@host",
        "milvus://host/?token=me:secret",
        "milvus://host:no?token=me:secret",
    ):
        with pytest.raises(StoreError) as error:
            StoreAddress.of(text)
        assert "secret" not in str(error.value)
    with pytest.raises(StoreError, match="PINCITE_STORE_TOKEN"):
        StoreAddress.of("milvus://me:secret@host/n")


def test_the_environment_may_give_one(monkeypatch):
    assert StoreAddress.in_place_of(None) is None
    with pytest.raises(StoreError, match=f"{ADDRESS} does not say"):
        StoreAddress.given()
    monkeypatch.setenv(ADDRESS, "milvus://there/x")
    assert StoreAddress.in_place_of(None) == StoreAddress.given() == StoreAddress("there", name="x")
    assert StoreAddress.in_place_of("notes.txt") is None
    assert StoreAddress.in_place_of(["milvus://there"]) is None
    assert StoreAddress.in_place_of("milvus://here") == StoreAddress("here")


def test_what_opens_a_server_comes_from_the_environment_and_is_not_shown(monkeypatch):
    assert Access.from_environment() == Access()
    monkeypatch.setenv("PINCITE_STORE_TOKEN", "me:secret")
    assert Access.from_environment() == Access("me:secret")
    assert "secret" not in repr(Access.from_environment())
    monkeypatch.setenv("PINCITE_STORE_TLS", "1")
    assert Access.from_environment().tls
    monkeypatch.setenv("PINCITE_STORE_TLS", "maybe")
    with pytest.raises(StoreError, match="PINCITE_STORE_TLS=maybe is neither yes nor no"):
        Access.from_environment()
    monkeypatch.setenv("PINCITE_STORE_TLS", "")
    monkeypatch.setenv("PINCITE_STORE_CA", "ca.pem")
    assert Access.from_environment() == Access("me:secret", tls=True, authority="ca.pem")
