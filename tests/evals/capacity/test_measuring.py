from dataclasses import replace

import evals.capacity.__main__
import evals.capacity.measuring
from evals.capacity.__main__ import main
from evals.capacity.service_times import KINDS, ServiceTimes
from index.cluster.store import Store
from index.cluster.writing import write
from index.documents.document import Document


def test_a_store_is_measured_and_its_times_are_read_again(
    lite, embedder, monkeypatch, tmp_path, capsys
):
    address = replace(lite, name="measured")
    store = Store(address, embedder, create=True)
    texts = {"bees.txt": "Bees dance at noon. They hum.", "cats.txt": "Cats purr at night."}
    write(store, [Document(name, name, text, name) for name, text in texts.items()])
    monkeypatch.setattr(evals.capacity.measuring, "REQUESTS", 5)
    monkeypatch.setattr(evals.capacity.__main__, "_OUT", out := tmp_path / "new" / "times.json")
    assert main(["--measure", str(address)]) == 0
    assert f"Written: {out}" in capsys.readouterr().out
    times = ServiceTimes.load(out)
    assert times.about["store"] == "2 passages, 3 sentences"
    assert all(0 < times.centile(kind, 50) <= times.centile(kind, 99) for kind in KINDS)


def test_a_store_that_is_not_there_is_told(lite, capsys):
    assert main(["--measure", str(replace(lite, name="nowhere"))]) == 2
    assert "There is no store 'nowhere'" in capsys.readouterr().err
