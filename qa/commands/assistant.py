"""Who is asked by the commands that ask."""

from __future__ import annotations

import argparse

from index.embedding.embedders import embedder_named
from qa.assistant import Assistant
from qa.cli_options import given_documents
from qa.question.validation import check_count, check_question
from qa.reading.span_reader import reader_named


def warm_assistant(options: argparse.Namespace) -> Assistant:
    """Who is asked, its models loaded: the seconds that are told are those of the question.

    Raises:
        QuestionError: when the question or the number of passages cannot be searched with.
        DocumentError: when the documents cannot be read.
        ModelError: when a model cannot be loaded.
    """
    check_question(options.question), check_count(options.k)  # before seconds go into the model
    return assistant_of(options)


def assistant_of(options: argparse.Namespace) -> Assistant:
    """Who is asked, its models loaded.

    Raises:
        DocumentError: when the documents cannot be read.
        ModelError: when a model cannot be loaded.
    """
    documents = given_documents(options)
    embedder = embedder_named(options.model)
    assistant = Assistant(documents, embedder, reader=reader_named(options.reader))
    assistant.warm()
    return assistant
