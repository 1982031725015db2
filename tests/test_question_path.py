"""A warm question passes through few files, and a chat that goes on reads no library again."""

from tests.question_path import VALUES, files_of, lookups_of_chat

QUESTION = "When was the strategy released?"


def test_few_files_are_passed_through(assistant):
    assistant.ask(QUESTION)
    files = files_of(lambda: assistant.ask(QUESTION))
    assert "qa/retrieval/pipeline.py" in files
    assert len(files.keys() - VALUES) <= 47


def test_a_chat_that_goes_on_reads_no_library_again(tmp_path):
    lookups = lookups_of_chat(QUESTION, tmp_path / "library")
    assert lookups.opened == []
    assert 0 < lookups.store_calls <= 12
