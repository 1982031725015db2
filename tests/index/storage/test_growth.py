"""Which parts of an index stay when its documents have changed."""

import pytest

from index.documents.document import Document
from index.storage import growth as growth_module
from index.storage.growth import growth
from index.storage.manifest import Part


def document(id_, size):
    return Document(id_, id_, "x" * size, id_)


def part(size, *ids, state="as it was"):
    return Part("0" * 32, dict.fromkeys(ids, state), size, {}, {})


def grown(parts, **sizes):
    documents = [document(id_, size) for id_, size in sizes.items()]
    return growth(parts, documents, dict.fromkeys(sizes, "as it was"))


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(growth_module, "LEAST", 10)


def test_what_is_added_is_built_beside_what_is_there():
    result = grown([part(100, "a", "c")], a=60, b=5, c=40, d=1)
    assert result.parts == [0]
    assert [it.id for it in result.documents] == ["b", "d"]
    assert result.order == [0, 1, 0, 1]


def test_parts_that_are_not_twice_as_large_as_what_is_new_are_built_again_with_it():
    parts = [part(100, "a"), part(20, "b"), part(10, "c")]
    assert grown(parts, a=100, b=20, c=10, d=5).parts == [0, 1, 2]
    result = grown(parts, a=100, b=20, c=10, d=6)
    assert result.parts == [0]
    assert [it.id for it in result.documents] == ["b", "c", "d"]
    assert result.order == [0, 1, 1, 1]
    assert grown(parts, a=100, b=20, c=10, d=21) is None


def test_small_parts_do_not_stay():
    assert grown([part(9, "a")], a=9, b=1) is None
    assert grown([part(100, "a"), part(9, "b")], a=100, b=9, c=1).parts == [0]


@pytest.mark.parametrize(
    "parts",
    [
        [part(100, "a", "gone")],
        [part(100, "a", "b", state="changed")],
        [part(100, "b", "a")],
    ],
    ids=["one went", "changed", "in another order"],
)
def test_a_part_stays_only_as_it_was(parts):
    assert grown(parts, a=50, b=50, c=1) is None
    both = grown([*parts, part(20, "c")], a=50, b=1, c=20, d=1)
    assert both is None or 0 not in both.parts


def test_where_a_part_of_its_own_goes_there_is_nothing_to_build():
    parts = [part(100, "a"), part(20, "b"), part(10, "gone")]
    result = grown(parts, b=20, a=100)
    assert (result.parts, result.documents, result.order) == ([0, 1], [], [1, 0])


def test_what_has_no_text_is_built_with_the_youngest_part():
    parts = [part(100, "a"), part(20, "b")]
    documents = [document("a", 100), document("b", 20), Document("c", "c", " \n", "c")]
    result = growth(parts, documents, dict.fromkeys("abc", "as it was"))
    assert result
    assert result.parts == [0]
    assert [it.id for it in result.documents] == ["b", "c"]


def test_few_parts_come_of_many_additions():
    sizes: dict[str, int] = {}
    parts: list[Part] = []
    built = 0
    for n in range(300):
        sizes[f"{n:03}"] = 10
        result = grown(parts, **sizes)
        kept = [parts[n] for n in result.parts] if result else []
        new = [*sizes] if result is None else [it.id for it in result.documents]
        built += len(new)
        parts = [*kept, part(10 * len(new), *new)]
    assert sum(len(it.documents) for it in parts) == 300
    assert len(parts) <= 9
    assert built <= 300 * 9
