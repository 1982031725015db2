import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "index": {"index"},
    "qa": {"qa", "index"},
    "evals": {"evals", "qa", "index"},
    "app": {"app", "qa", "index"},
}
# The vocabulary of arrays, and what models are made of, are at home everywhere.
SHARED = {"numpy", "torch", "transformers"}


def modules():
    for package in MAY_IMPORT:
        files = [ROOT / "app.py"] if package == "app" else (ROOT / package).rglob("*.py")
        for file in files:
            yield package, file


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file}: imports are absolute"
            yield node.module.split(".")[0]


def test_imports_go_one_way():
    for package, file in modules():
        ours = set(imported(file)) & set(MAY_IMPORT)
        assert ours <= MAY_IMPORT[package], f"{file.name} imports {ours - MAY_IMPORT[package]}"


def test_each_third_party_package_has_one_home():
    homes = defaultdict(set)
    for _, file in modules():
        if file.parent.parent.name == "fitting":  # it builds by hand what the others use ready-made
            continue
        for name in set(imported(file)) - sys.stdlib_module_names - set(MAY_IMPORT) - SHARED:
            homes[name].add(str(file.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
    assert homes["faiss"] == {"index/search/faiss_store.py"}


def test_importing_qa_loads_nothing_heavy():
    code = "import sys, qa; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"torch", "transformers", "sentence_transformers", "faiss", "gradio", "numpy", "bm25s"}
    assert heavy.isdisjoint(done.stdout.split())
