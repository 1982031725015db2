"""A store built of files by many processes or machines. The home of Ray."""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from index.cluster.building import Built
from index.cluster.shared_build import AGAIN, SharedBuild
from index.cluster.store import Store
from index.cluster.worker import Files, Outcome, Task, Worker
from index.documents.files import Paths
from index.documents.listing import list_files
from index.embedding.embedders import embedder_named
from index.embedding.onnx_session import cores
from index.errors import StoreError
from index.progress import progress_bar
from index.search.store_address import StoreAddress

_INSTALL = "Install it: pip install 'pincite[cluster]'."
_CLIENT = "Give HOST:PORT on a machine of the cluster, or run it there: ray job submit."
_REACH = "Look whether it runs; if it wants a token, set RAY_AUTH_MODE=token."
# How often the same files are begun that end their worker: together, and then each alone.
_TRIES = 3
# Seconds until a cluster has to answer.
_SOON = 10.0
# What passes between processes are the names of files, and what became of them.
_SHARED_MEMORY = 1 << 28


def build_with_ray(
    address: StoreAddress,
    paths: Paths,
    cluster: str = "",
    model: str | None = None,
    say: Callable[[str], None] = lambda line: None,
    *,
    workers: int | None = None,
    patience: float = 60.0,
) -> Built:
    """Write into the store at ``address`` what is at ``paths``, as `build_store` does.

    Each of so many ``workers``, by default one for each core, reads, embeds and writes some files
    at a time. They are processes of this machine, or of the Ray ``cluster`` at "host:port", or at
    "auto", which is the one that this machine is of. Its machines need Pincite installed, and the
    files at the same paths as here; they get what the environment here says to Pincite, secrets
    included, but for PINCITE_HOME. Where this process has started Ray already, that is used.

    What was stopped goes on where it was. A worker that ends is started again, and does again what
    it had not finished. A file that ends its worker each time is skipped. ``say`` is told of each
    file that is skipped.

    Raises:
        DocumentError: when there is no file.
        ModelError: when the model cannot be read.
        IndexMismatchError: when the store was made by another model or version.
        StoreError: when the store cannot be written for ``patience`` seconds, or not all is there
            in the end.
        StoreError: when Ray is not installed, cannot be reached, or breaks off.
    """
    if not find_spec("ray"):
        raise StoreError("To build by many processes, Ray is needed.", _INSTALL)
    if "://" in cluster:
        raise StoreError(f"Ray Data cannot be reached at {cluster!r}, by Ray's client.", _CLIENT)
    listed = list_files(paths)
    store = Store(address, embedder_named(model), create=True)
    with progress_bar(len(listed.files), "Writing", "files") as bar:
        build = SharedBuild(store, listed, patience, bar.update, say)
        build.measure()
        if build.left:
            task = Task(address, model, 1, patience, _environment(), build.measured)
            with _ray(cluster, workers):
                _spread(build, task, workers)
    return build.built()


def _spread(build: SharedBuild, task: Task, workers: int | None) -> None:
    """Have the files that are left written by Ray, those again that have ended their workers.

    Each is alone the second time: then nothing but itself can end its worker.
    """
    import ray

    there: Mapping[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    many = workers or max(1, int(there.get("CPU", 1)))
    for alone in (False, True):
        if groups := build.single() if alone else build.groups(many):
            with closing(_outcomes(groups, task, min(many, len(groups)))) as outcomes:
                for outcome in outcomes:
                    build.take(outcome)
    build.skip_left(f"What reads it broke off {2 * _TRIES} times.")


class _Attempts:
    """How often some files were begun by a worker: one that ended cannot tell."""

    def __init__(self) -> None:
        self._begun = Counter[int]()

    def begin(self, first: int) -> int:
        """Count that the files of which this is the ``first`` are begun."""
        self._begun[first] += 1
        return self._begun[first]


class _RowWorker:
    """A `Worker` that takes and gives rows of Ray's. It gives up files that it has begun often."""

    def __init__(self, task: Task, attempts: Any) -> None:  # noqa: ANN401 - Ray's handle
        self._worker, self._attempts = Worker(task), attempts

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        import ray

        files: Files = pickle.loads(row["files"])
        again = ray.get(self._attempts.begin.remote(min(files))) <= _TRIES
        return {"outcome": pickle.dumps(self._worker.write(files) if again else Outcome())}


def _outcomes(groups: Sequence[Files], task: Task, workers: int) -> Generator[Outcome, None, None]:
    """What becomes of each of the ``groups``, in any order.

    Raises:
        StoreError: when Ray breaks off.
    """
    import ray
    from ray.data import ActorPoolStrategy, DataContext
    from ray.exceptions import RayError

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = DataContext.get_current().copy()
    context.enable_progress_bars = context.print_on_execution_start = False
    rows = [{"files": pickle.dumps(group)} for group in groups]
    worker: Any = _RowWorker  # Ray's types know of no classes here
    try:
        # Ray starts these and the workers again as often as they end.
        lasting = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)
        attempts = lasting(_Attempts).remote()
        with DataContext.current(context):
            # A block for each group, and a worker has one at a time: when it ends, that is begun
            # once more and no other.
            made = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
                worker,
                fn_constructor_args=(task, attempts),
                compute=ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
                num_cpus=task.threads,
            )
        for row in made.iter_rows():
            yield pickle.loads(row["outcome"])
    except RayError as error:
        problem = f"Ray broke off: {_why(error)}."
        raise StoreError(problem, f"Look whether it runs. {AGAIN}") from error


@contextmanager
def _ray(cluster: str, workers: int | None) -> Iterator[None]:
    """Ray, connected to ``cluster`` or started for so many ``workers`` here.

    Raises:
        StoreError: when it is not there.
    """
    import ray

    if ray.is_initialized():
        yield
        return
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Its library in C++ writes on the terminal about actors that are started again.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    own: dict[str, Any] = {
        "num_cpus": workers or cores(),
        "include_dashboard": False,
        "object_store_memory": _SHARED_MEMORY,
    }
    try:
        parts = urlsplit(f"//{cluster}")
        if parts.hostname and parts.port:
            # Ray itself would wait for minutes.
            socket.create_connection((parts.hostname, parts.port), _SOON).close()
        ray.init(
            cluster or "local",
            logging_level=logging.ERROR,
            log_to_driver=False,
            **({} if cluster else own),
        )
    except Exception as error:  # which Ray raises where it does not start in time
        if not cluster:
            ray.shutdown()  # what did start
        where = f"be reached at {cluster!r}" if cluster else "be started here"
        raise StoreError(f"Ray cannot {where}: {_why(error)}.", _REACH) from error
    try:
        yield
    finally:
        ray.shutdown()


def _environment() -> dict[str, str]:
    """What the environment here says to Pincite; where it keeps things is up to each machine."""
    ours = {name: value for name, value in os.environ.items() if name.startswith("PINCITE_")}
    ours.pop("PINCITE_HOME", None)
    return ours


def _why(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[-1][:300].rstrip(".")
