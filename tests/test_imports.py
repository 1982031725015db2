import ast
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "index": {"index"},
    "qa": {"qa", "index"},
    "evals": {"evals", "qa", "index"},
    "app": {"app", "qa", "index"},
}
STAGES = {
    "index.documents": set(),
    "index.search": {"index.documents", "index.embedding"},
    "index.text": {"index.documents"},
    "index.embedding": {"index.documents", "index.storage"},
    "index.storage": {"index.documents", "index.search", "index.text"},
    "index.cluster": {
        "index.documents",
        "index.embedding",
        "index.search",
        "index.storage",
        "index.text",
    },
    "qa.question": {"index"},
    "qa.reading": {"index"},
    "qa.retrieval": {"index", "qa.question", "qa.reading"},
    "qa.answering": {"index", "qa.question", "qa.retrieval"},
    "qa.library": {"index", "qa.reading"},
    "qa.evidence": {"index"},
    "qa.suggestions": {"index", "qa.question"},
    "qa.comparison": {"index", "qa.answering", "qa.question"},
    "qa.web.static": set(),
    "qa.web.session": {"index", "qa.comparison", "qa.evidence", "qa.library", "qa.web.templates"},
    "qa.web.templates": {"index", "qa.comparison", "qa.library", "qa.question", "qa.web.session"},
    "qa.web.server": {"index", "qa.library", "qa.suggestions", "qa.web.session"},
    "qa.web": {"index", "qa.library", "qa.suggestions"},
    "qa.commands": {"index", "qa"},
    "qa.doctor": {"index", "qa.library", "qa.reading"},
    "evals.fitting": {"index", "qa", "evals.everyday"},
    "evals.speed": {"index", "qa"},
    "evals.peers": {"index", "qa", "evals.speed"},
    "index": {"index"},
    "qa": {"index", "qa"},
    "evals": {"index", "qa", "evals"},
    "app": {"index", "qa"},
}
"""Which folders a folder may import beside itself and the modules of the package it is in."""
# The vocabulary of arrays, and what models are made of, are at home everywhere.
SHARED = {"numpy", "torch", "transformers"}


def modules():
    for package in PACKAGES:
        for file in [ROOT / "app.py"] if package == "app" else (ROOT / package).rglob("*.py"):
            yield package, file


def imports(file, *, run=False):
    """What a file imports: modules, or names out of them; only what runs on import if ``run``."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body if run else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file}: imports are absolute"
            yield from ((node.module, alias.name) for alias in node.names)


def imported(file):
    return {name.split(".")[0] for name, _ in imports(file)}


def module_of(file):
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def stage_of(module):
    return max((s for s in STAGES if f"{module}.".startswith(f"{s}.")), key=len)


def test_imports_go_one_way():
    for package, file in modules():
        ours = imported(file) & PACKAGES.keys()
        assert ours <= PACKAGES[package], f"{file} imports {ours - PACKAGES[package]}"
        mine = stage_of(module_of(file))
        for name, part in imports(file, run=True):
            if name.split(".")[0] not in PACKAGES:
                continue
            whole = f"{name}.{part}" if (ROOT / name.replace(".", "/")).is_dir() else name
            theirs = stage_of(whole)
            near = theirs == mine or f"{mine}.".startswith(f"{theirs}.")
            allowed = near or any(f"{theirs}.".startswith(f"{other}.") for other in STAGES[mine])
            inside = mine == package or mine == "qa.web"
            assert allowed or (inside and theirs.startswith(mine)), f"{file} imports {theirs}"


def test_no_module_imports_itself_by_others():
    graph: dict[str, set[str]] = defaultdict(set)
    known = {module_of(file) for _, file in modules()}
    for _, file in modules():
        for name, part in imports(file, run=True):
            graph[module_of(file)] |= {f"{name}.{part}", name} & known
    left = {module: set(others) - {module} for module, others in graph.items()}
    while free := [module for module, others in left.items() if not others & left.keys()]:
        for module in free:
            del left[module]
    assert left == {}


def test_each_third_party_package_has_one_home():
    homes = defaultdict(set)
    for _, file in modules():
        for name in imported(file) - sys.stdlib_module_names - PACKAGES.keys() - SHARED:
            homes[name].add(str(file.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
    assert homes["faiss"] == {"index/search/faiss_store.py"}


def test_importing_qa_loads_nothing_heavy():
    code = "import sys, qa; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"torch", "transformers", "faiss", "gradio", "numpy", "bm25s", "onnxruntime"}
    assert heavy.isdisjoint(done.stdout.split())


def test_a_question_loads_no_pytorch(tmp_path):
    code = (
        "import sys\nfrom qa import ask\nask('Who issued the strategy?')\n"
        "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    environment = os.environ | {"PINCITE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    heavy = {"torch", "transformers", "sentence_transformers", "gradio", "huggingface_hub"}
    assert heavy.isdisjoint(done.stdout.split())
