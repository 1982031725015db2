import json

import pytest

from evals.cases import CaseError
from evals.everyday.folders import FOLDERS, Expectation, read_folders


def test_the_folders_are_whole():
    folders = read_folders(FOLDERS)
    assert len(folders) == 48
    assert sum(len(folder.questions) for folder in folders) == 222
    assert all(folder.kind and any(folder.documents.iterdir()) for folder in folders)


def test_the_files_are_kept_byte_by_byte():
    def content(name):
        return (FOLDERS / name).read_bytes()

    assert content("04-utf16/documents/note.txt").startswith(b"\xff\xfe")
    assert content("06-bom-heading/documents/rules.md").startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content("06-bom-heading/documents/rules.md")
    assert b"\f" in content("61-form-feeds/documents/pages.txt")


def test_the_words_have_to_be_all_and_one_of_some():
    wanted = Expectation(False, ("a", "b"), ("c", "d"))
    assert [wanted.in_text(text) for text in ("abc", "abd", "ab", "acd")] == [
        True,
        True,
        False,
        False,
    ]
    assert not Expectation(True).in_text("anything")


@pytest.mark.parametrize(
    "expect",
    [
        {"abstained": True, "quote_contains": ["a"]},
        {"abstained": False, "quote_contains": ["a"], "short_answer": "("},
        None,
    ],
)
def test_a_folder_that_contradicts_itself_is_named(tmp_path, expect):
    (tmp_path / "one").mkdir()
    file = tmp_path / "one" / "case.json"
    file.write_text(json.dumps({"questions": [{"question": "Q?", "expect": expect}]}))
    with pytest.raises(CaseError, match=r"one/case\.json holds no case"):
        read_folders(tmp_path)


def test_a_folder_without_cases_is_refused(tmp_path):
    with pytest.raises(CaseError, match=r"holds no folder with a case\.json"):
        read_folders(tmp_path)
