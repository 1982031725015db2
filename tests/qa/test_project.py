import tomllib
from importlib.metadata import PackageNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import project as module
from qa.project import ROOT, Requirement, install_command, project

TABLE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(own):
    return {(it.name.lower(), it.least, it.below, it.extra) for it in own.requirements}


def test_the_checkout_says_what_the_metadata_would(monkeypatch):
    installed = project()

    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "requires", absent)
    checkout = project()
    assert checkout.version == TABLE["version"]
    assert plain(checkout) == plain(installed)
    assert {it.extra for it in checkout.requirements} == {"", *TABLE["optional-dependencies"]}
    assert len(checkout.of_extra("")) == len(TABLE["dependencies"])


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("bm25s>=0.3", Requirement("bm25s", "0.3")),
        ("mcp>=1.30,<2", Requirement("mcp", "1.30", "2")),
        ("mcp<2,>=1.30; extra == 'mcp'", Requirement("mcp", "1.30", "2", "mcp")),
        ('tesserocr>=2.13; extra == "ocr"', Requirement("tesserocr", "2.13", "", "ocr")),
        ("PyStemmer", Requirement("PyStemmer")),
    ],
)
def test_a_line_is_understood(line, made):
    assert Requirement.of(line) == made


@pytest.mark.parametrize("line", ["", "a==1", "a~=1", "a>=1; python_version < '3'", "a @ file:b"])
def test_a_line_of_another_kind_is_no_requirement(line):
    with pytest.raises(ValueError, match="requirement"):
        Requirement.of(line)


@pytest.mark.parametrize(
    ("release", "fits"),
    [("1.30", True), ("1.30.0", True), ("1.29.9", False), ("1.100+cpu", True), ("2", False),
     ("2.0.0", False), ("1.31rc1", True)],
)  # fmt: skip
def test_a_release_fits(release, fits):
    assert Requirement("mcp", "1.30", "2").fits(release) is fits


releases = st.lists(st.integers(0, 99), min_size=1, max_size=4)


@given(releases, releases)
def test_releases_are_compared_number_by_number(least, release):
    def written(numbers):
        return ".".join(map(str, numbers))

    longest = max(len(least), len(release))

    def filled(numbers):
        return [*numbers, *[0] * (longest - len(numbers))]

    wanted = Requirement("a", written(least))
    assert wanted.fits(written(release)) is (filled(release) >= filled(least))


def test_what_is_not_installed_has_no_release():
    assert Requirement("numpy").installed
    assert Requirement("no-such-package-anywhere").installed is None


def test_packages_are_installed_from_where_pincite_is(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.executable", "/a b/python")
    assert install_command("ocr") == (
        f"cd {ROOT} && '/a b/python' -m pip install -c constraints.txt -e '.[ocr]'"
    )
    monkeypatch.setattr(module, "ROOT", tmp_path)  # no checkout
    assert install_command("ocr") == "'/a b/python' -m pip install 'pincite[ocr]'"
    assert install_command() == "'/a b/python' -m pip install pincite"
