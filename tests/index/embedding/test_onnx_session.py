"""ONNX Runtime runs networks and does nothing else: what it reports to its makers is off."""

import os
import subprocess
import sys
from pathlib import Path

from index.embedding.byte_weights import FILE

ROOT = Path(__file__).parents[3]


def test_no_report_is_prepared(tmp_path):
    # It calls out from C, where no audit hook of Python sees it; before that it writes who is here.
    code = "from index.embedding.embedders import default_embedder as e; e().embed_queries(['a'])"
    folders = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    switch = {"ORT_DISABLE_TELEMETRY": "0"}
    environment = os.environ | folders | switch | {"PINCITE_HOME": str(tmp_path / "home")}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [
        tmp_path / "home" / "models" / FILE
    ]
