import pytest

from evals.everyday.folders import FOLDERS, read_folders
from evals.fitting.splits import (
    FITTING,
    PARTS,
    TRAINING,
    everyday_part,
    half_of,
    real_docs_part,
    squad_dev_part,
)

DOCUMENTS = [
    "arduino-nano-33-ble-datasheet.md",
    "data-science-course-syllabus.md",
    "europython-attendee-guide.md",
    "forest-service-tender.md",
    "government-open-source-interview.md",
    "moj-remote-working-guide.md",
    "pycon-code-of-conduct.md",
    "pypi-phishing-incident.md",
    "python-governance.md",
    "ripgrep-release-notes.md",
    "sci-hub-coverage-paper.md",
    "va-copay-rates.md",
]


@pytest.mark.parametrize("part_of", [real_docs_part, everyday_part])
@pytest.mark.parametrize("names", [DOCUMENTS, [str(n) for n in range(9)], ["a", "b"], ["a"], []])
def test_parts_share_nothing_and_are_everything(part_of, names):
    parts = [part_of(names, part) for part in PARTS]
    assert sum(map(len, parts)) == len(names)
    assert frozenset().union(*parts) == set(names)
    assert parts == [part_of(names[::-1], part) for part in PARTS]


def test_the_half_to_choose_by_is_what_is_not_reported():
    fit, choose, report = (real_docs_part(DOCUMENTS, part) for part in PARTS)
    assert half_of(DOCUMENTS, "choose") == fit | choose
    assert half_of(DOCUMENTS, "report") == report


def test_the_parts_are_drawn_once_and_for_all():
    fit, choose, _ = (real_docs_part(DOCUMENTS, part) for part in PARTS)
    assert fit == {"forest-service-tender.md", "python-governance.md", "ripgrep-release-notes.md"}
    assert choose == {
        "europython-attendee-guide.md",
        "government-open-source-interview.md",
        "moj-remote-working-guide.md",
    }
    parts = [
        {int(name[:2]) for name in everyday_part([f.name for f in read_folders(FOLDERS)], part)}
        for part in PARTS
    ]
    assert parts[0] == {1, 7, 13, 24, 36, 46, 52, 57, 58, 61, 63, 70}
    assert parts[1] == {12, 19, 22, 25, 31, 42, 43, 45, 49, 51, 55, 64}
    assert len(parts[2]) == 24


def test_of_squad_nothing_that_was_fitted_on_is_reported():
    names = [*TRAINING, *FITTING, "Warsaw"]
    assert squad_dev_part(names, "report") == {"Warsaw"}
    assert squad_dev_part(names, "fit") == squad_dev_part(names, "choose") == FITTING
