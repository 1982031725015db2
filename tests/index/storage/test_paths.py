import os

import pytest

from index.storage.paths import own_folder


def test_a_folder_that_is_not_there_is_named_and_not_made(home):
    assert own_folder("indexes") == home / "indexes"
    assert not home.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights.")
@pytest.mark.parametrize("rights", [0o755, 0o777, 0o710, 0o700])
def test_others_are_shut_out_of_what_they_were_let_into(home, rights):
    folder = home / "library"
    folder.mkdir(parents=True)
    folder.chmod(rights)
    assert own_folder("library") == folder
    assert folder.stat().st_mode & 0o777 == 0o700
