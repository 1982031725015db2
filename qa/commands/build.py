"""``pincite build``: documents written into a store on a Milvus server."""

from __future__ import annotations

import argparse

from index.embedding.embedders import embedder_named
from index.errors import StoreError
from index.search.store_address import ADDRESS, StoreAddress
from index.text.language import count_of
from qa.cli_options import given_documents


def run(options: argparse.Namespace) -> int:
    """Write documents into a store, or remove some from it.

    Raises:
        PinciteError: when a path, the model or the store is not as it must be.
    """
    address = StoreAddress.of(options.store) if options.store else StoreAddress.in_place_of(None)
    if address is None:
        raise StoreError(
            "No store is named.", f"Give --store milvus://HOST:19530/NAME, or set {ADDRESS}."
        )
    if not options.documents and not options.remove:
        raise StoreError("There is nothing to do.", "Name files or folders, or --remove an id.")
    if options.remove:
        _remove(address, options)
    if options.documents:
        _write(address, options)
    return 0


def _write(address: StoreAddress, options: argparse.Namespace) -> None:
    from index.opening import to_stderr

    paths = given_documents(options) or []
    if options.ray is None:
        from index.cluster.building import build_store
        from index.cluster.store import Store

        store = Store(address, embedder_named(options.model), create=True)
        built = build_store(store, paths, to_stderr)
    else:
        from index.build_ray import build_with_ray

        built = build_with_ray(address, paths, options.ray, options.model, to_stderr)
    written = count_of(built.documents, "document")
    print(
        f"Wrote {written} ({count_of(built.passages, 'passage')}) into {address};"
        f" {built.there} were there as they are."
    )


def _remove(address: StoreAddress, options: argparse.Namespace) -> None:
    from index.cluster.store import Store
    from index.cluster.writing import finish, remove

    store = Store(address, embedder_named(options.model))
    remove(store, options.remove)
    finish(store)
    print(f"Removed {count_of(len(options.remove), 'document')} from {address}.")
