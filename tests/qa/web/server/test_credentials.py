import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import PinciteError
from qa.web.server.credentials import credentials, given_credentials


@given(
    st.text(min_size=1).filter(lambda user: ":" not in user and user == user.strip()),
    st.text(min_size=1),
)
def test_credentials_are_read_as_written(user: str, password: str) -> None:
    assert credentials(f"{user}:{password}") == (user, password)


@pytest.mark.parametrize("text", ["", ":", "hunter2", "user:", ":hunter2", " user:hunter2"])
def test_credentials_without_either_are_refused_unsaid(text: str) -> None:
    with pytest.raises(PinciteError) as refused:
        credentials(text)
    assert "hunter2" not in str(refused.value)


def test_a_password_need_not_stand_on_the_command_line(tmp_path, monkeypatch):
    (tmp_path / "auth").write_text("me:secret\n", encoding="utf-8")
    monkeypatch.setenv("PINCITE_AUTH", "you:known")
    assert given_credentials(None, str(tmp_path / "auth")) == "me:secret"
    assert given_credentials(None, None) == "you:known"
    assert given_credentials("us:said", str(tmp_path / "auth")) == "us:said"
    monkeypatch.delenv("PINCITE_AUTH")
    assert given_credentials(None, None) == ""
    with pytest.raises(PinciteError, match="cannot be read"):
        given_credentials(None, str(tmp_path / "none"))


@pytest.mark.parametrize("content", ["", "\n\n", "me:secret\nyou:other\n"])
def test_a_file_without_one_login_is_an_error(tmp_path, content):
    (tmp_path / "auth").write_text(content)
    with pytest.raises(PinciteError, match="holds no USER:PASSWORD"):
        given_credentials(None, str(tmp_path / "auth"))


def test_a_blank_login_is_an_error_and_a_mark_of_utf8_none(tmp_path):
    with pytest.raises(PinciteError, match="--auth holds no USER:PASSWORD"):
        given_credentials(" ", None)
    with pytest.raises(PinciteError, match="is no regular file"):
        given_credentials(None, str(tmp_path))
    (tmp_path / "auth").write_text("\ufeffme:secret", encoding="utf-8")
    assert given_credentials(None, str(tmp_path / "auth")) == "me:secret"
