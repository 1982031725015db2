"""``pincite doctor`` as users run it: with all packages, without the extras, and without any."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from qa.__main__ import main
from qa.doctor.check import PARTS

ROOT = Path(__file__).parents[3]
LEFT_OUT = ("PIL", "pillow", "pypdfium2", "tesserocr", "mcp", "pincite", "_pincite")


@pytest.fixture
def bare_python(tmp_path):
    """A Python with all that is installed here, but for the extras and for Pincite itself."""
    venv = tmp_path / "venv"
    command = [sys.executable, "-m", "venv", "--without-pip", "--symlinks", str(venv)]
    subprocess.run(command, check=True)
    (packages,) = venv.glob("lib/python*/site-packages")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(LEFT_OUT) and path.suffix != ".pth":
            (packages / path.name).symlink_to(path)
    return venv / "bin" / "python"


def doctor(python, *options):
    done = subprocess.run(
        [python, *options, "-m", "qa", "doctor", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert list(dict.fromkeys(check["part"] for check in found["checks"])) == [*PARTS]
    assert found["ok"] is (done.returncode == 0)
    return done.returncode, found["checks"]


def test_all_is_there(capsys, home):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in PARTS] == [*PARTS]
    assert [line for line in lines if line.startswith("  fault")] == []
    assert "Pincite works." in lines
    assert any(line.startswith(f"  ok       {'PINCITE_HOME':22}  {home}: ") for line in lines)
    assert [entry.name for entry in home.iterdir()] == ["models"]


def test_extras_that_are_not_installed_are_no_fault_unless_they_are_asked_for(
    bare_python, monkeypatch
):
    monkeypatch.delenv("PINCITE_OCR", raising=False)
    status, checks = doctor(bare_python)
    missing = {check["name"]: check for check in checks if check["state"] == "missing"}
    assert [*missing] == ["pillow", "pypdfium2", "tesserocr", "mcp", "PDF", "OCR"]
    assert status == 0
    assert {check["state"] for check in checks} == {"ok", "missing"}
    assert missing["OCR"]["detail"] == "not installed: pillow, pypdfium2, tesserocr"
    install = f"Run: cd {ROOT} && {bare_python} -m pip install -c constraints.txt -e"
    assert missing["OCR"]["next_step"] == f"{install} '.[ocr]'"
    assert missing["PDF"]["next_step"] == missing["pillow"]["next_step"]
    assert missing["PDF"]["next_step"] == f"{install} '.[documents]'"

    monkeypatch.setenv("PINCITE_OCR", "on")
    code = "from qa.doctor.formats import results; print(*(it.state for it in results()))"
    command = [bare_python, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ok", "missing", "fault"]


def test_without_any_package_all_faults_are_told():
    status, checks = doctor(sys.executable, "-S")
    assert status == 1
    faults = {check["name"]: check for check in checks if check["state"] == "fault"}
    assert {"numpy", "gradio", "onnxruntime", "Models", "Index", "Formats"} <= faults.keys()
    assert all(check["next_step"] for check in faults.values())
    assert faults["numpy"]["next_step"].endswith(" -m pip install -c constraints.txt -e .")


def test_a_home_that_cannot_be_written_ends_with_1(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / "file" / "home"))
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    (fault,) = [line for line in lines if line.startswith("  fault")]
    assert f"{tmp_path}/file/home/.doctor cannot be written: File exists." in fault
    assert lines[-2] == "1 fault. To do:"
    assert lines[-1].startswith("  PINCITE_HOME: Check its rights and the space on its disk")
