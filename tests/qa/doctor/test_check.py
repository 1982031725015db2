import pytest

from index.errors import StorageError
from qa.doctor.check import PARTS, CheckResult, State, checked, results_of
from qa.doctor.report import record, row, summary
from qa.project import install_command

GOOD = CheckResult("network", State.OK, "runs")
MISSING = CheckResult("tesserocr", State.MISSING, "not installed", "Run: pip install it")
FAULT = CheckResult("TMPDIR", State.FAULT, "is full", "Make room.")


def raising(error):
    def check():
        raise error

    return check


def test_what_a_check_raises_is_a_fault_with_what_to_do():
    assert checked("network", lambda: "runs") == GOOD
    assert checked("TMPDIR", raising(StorageError("is full", "Make room."))) == FAULT
    broken = checked("numpy", raising(ImportError("libm.so:\n not found")))
    assert (broken.state, broken.detail) == (State.FAULT, "ImportError: libm.so: not found")
    assert broken.next_step == f"Install Pincite again: {install_command()}"


@pytest.mark.parametrize(("state", "step"), [(State.OK, "Run"), (State.FAULT, "")])
def test_only_what_does_not_work_has_a_next_step(state, step):
    with pytest.raises(ValueError, match="network"):
        CheckResult("network", state, "runs", step)


def test_a_part_whose_module_does_not_load_is_a_fault(monkeypatch):
    monkeypatch.setitem(PARTS, "Models", "qa.doctor.no_such_module")
    (result,) = results_of("Models")
    assert (result.name, result.state) == ("Models", State.FAULT)
    assert result.detail == "ModuleNotFoundError: No module named 'qa.doctor.no_such_module'"


def test_a_row_has_three_columns():
    assert row(FAULT) == "  fault    TMPDIR                  is full"


def test_the_summary_names_each_step_once():
    assert summary([GOOD]) == ["Pincite works."]
    other = CheckResult("PINCITE_HOME", State.FAULT, "is full too", "Make room.")
    assert summary([FAULT, GOOD, MISSING, other]) == [
        "2 faults. To do:",
        "  TMPDIR, PINCITE_HOME: Make room.",
        "",
        "Not installed, and not needed by all:",
        "  tesserocr: Run: pip install it",
    ]


def test_json_says_whether_all_is_well():
    assert record([("Storage", FAULT)]) == {
        "ok": False,
        "checks": [
            {
                "part": "Storage",
                "name": "TMPDIR",
                "state": "fault",
                "detail": "is full",
                "next_step": "Make room.",
            }
        ],
    }
    assert record([("Versions", MISSING), ("Models", GOOD)])["ok"]
