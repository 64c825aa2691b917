"""`constraints.txt`: exact, of everything that `pyproject.toml` asks for, and within its ranges."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LINES = [
    line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line[:1] != "#"
]


def test_every_line_is_one_release_and_names_no_place_to_get_it() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_what_is_asked_for_is_pinned_within_its_range() -> None:
    pinned = {
        canonicalize_name(name): version
        for name, _, version in (line.partition("==") for line in LINES)
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [
        part
        for name, group in project["dependency-groups"].items()
        if name != "mutants"  # which no test needs
        for part in group
    ]
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(part for part in groups if isinstance(part, str)),
        *(part for extra in project["project"]["optional-dependencies"].values() for part in extra),
    ]
    assert len(asked) > 20
    for each in map(Requirement, asked):
        assert each.specifier.contains(pinned[canonicalize_name(each.name)], prereleases=True), each
