"""Who is asked by the commands that ask."""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from index.embedding.embedders import embedder_named
from qa.cli_options import given_documents, given_store
from qa.question.validation import check_count, check_question
from qa.reading.readers import load_models, reader_named

if TYPE_CHECKING:
    from qa.assistant import Assistant


def warm_assistant(options: argparse.Namespace) -> Assistant:
    """Who is asked, its models loaded: the seconds that are told are those of the question.

    Raises:
        QuestionError: when the question or the number of passages cannot be searched with.
        DocumentError: when the documents cannot be read.
        ModelError: when a model cannot be loaded.
        StoreError: when the store does not answer, or is not there.
    """
    check_question(options.question), check_count(options.k)  # before seconds go into the model
    return assistant_of(options)


def assistant_of(options: argparse.Namespace) -> Assistant:
    """Who is asked, its models loaded.

    Raises:
        DocumentError: when the documents cannot be read.
        ModelError: when a model cannot be loaded.
        StoreError: when the store does not answer, or is not there.
    """
    store = given_store(options)
    documents = given_documents(options)
    source = store or documents
    embedder, reader = embedder_named(options.model), reader_named(options.reader)
    if options.model or options.reader:  # they may take long, and a wrong path is told before
        from qa.assistant import Assistant

        assistant = Assistant(source, embedder, reader=reader)
        assistant.warm()
        return assistant
    with ThreadPoolExecutor(1) as aside:
        loaded = aside.submit(load_models, embedder, reader)
        from qa.assistant import Assistant  # which takes as long to import as the models to load

        assistant = Assistant(source, embedder, reader=reader)
        loaded.result()
    return assistant
