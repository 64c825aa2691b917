"""The wheel: what is in it, and that it works alone."""

import configparser
import email
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent

pytestmark = [
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in ("hatchling", "pip")),
        reason="building a wheel takes hatchling and pip in this environment",
    ),
    pytest.mark.skipif(
        shutil.which("git") is None or not (ROOT / ".git").exists(),
        reason="only git knows which files are of the project",
    ),
]


def uncovered() -> dict[str, str]:
    """The environment without coverage, which would count these copies as more of the source."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files of the project, so that building writes nothing into the real one.

    New files count before they are committed; what git ignores does not.
    """
    copy = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    return wheel_of(checkout, tmp_path_factory.mktemp("wheel"))


def wheel_of(source: Path, folder: Path) -> Path:
    """Build the wheel of the project in `source` into `folder`; return where it is."""
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    options = ["--no-index", "--no-cache-dir", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [*command, *options, "--wheel-dir", str(folder), str(source)],
        env=uncovered(),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    """The files in the wheel, bytes by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution; a warning while it is built is an error."""
    folder = tmp_path_factory.mktemp("sdist")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "hatchling", "build", "-t", "sdist", "-d", folder],
        cwd=checkout,
        env=uncovered(),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
    (built,) = folder.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        # What was just built here can be trusted; the filter came with Python 3.11.4.
        safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(folder, **safely)  # noqa: S202
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


def one_ending(contents: Iterable[str], end: str) -> str:
    (name,) = (name for name in contents if name.endswith(end))
    return name


def test_the_wheel_is_for_every_platform(wheel: Path) -> None:
    assert wheel.name.startswith("recovery_pathfinder-")
    assert wheel.name.endswith("-py3-none-any.whl")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("pathfinder/knowledge/compiled.en.json", id="compiled"),
        pytest.param("pathfinder/knowledge/compiled.es.json", id="compiled_es"),
        pytest.param("pathfinder/py.typed", id="typed"),
        pytest.param("pathfinder/__main__.py", id="main"),
        *(
            pytest.param(f"pathfinder/data/{path.name}", id=path.name)
            for path in sorted((ROOT / "data").glob("*.yaml"))
        ),
    ],
)
def test_the_wheel_holds_what_a_person_needs(contents: dict[str, bytes], name: str) -> None:
    assert contents[name] or name.endswith("py.typed")


def test_the_wheel_holds_every_module_of_the_checkout(
    checkout: Path, contents: dict[str, bytes]
) -> None:
    modules = (checkout / "src" / "pathfinder").rglob("*.py")
    names = {path.relative_to(checkout / "src").as_posix() for path in modules}
    assert names == {name for name in contents if name.endswith(".py")}


def test_the_wheel_holds_nothing_but_the_package_and_what_is_said_of_it(
    contents: dict[str, bytes],
) -> None:
    folders = {name.partition("/")[0] for name in contents}
    (described,) = folders - {"pathfinder"}
    assert described.endswith(".dist-info")
    assert not [name for name in contents if "test" in name.lower() or "__pycache__" in name]


def test_no_file_of_the_wheel_names_a_place_of_this_machine(
    checkout: Path, wheel: Path, contents: dict[str, bytes]
) -> None:
    places = [ROOT, checkout, wheel.parent, Path(sys.prefix), Path(sys.base_prefix)]
    # A home such as / would be found everywhere.
    homes = [home for home in (Path.home(),) if len(home.parts) > 1]
    told = [f"{place}{end}".encode() for place in places + homes for end in ("/", "\\", '"')]
    for name, content in contents.items():
        assert not Path(name).is_absolute()
        assert ".." not in Path(name).parts
        assert not [place for place in told if place in content], name


def files_in(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_source_distribution_holds_the_project_and_no_stray_file(
    checkout: Path, sdist: Path
) -> None:
    compiled = {f"src/pathfinder/knowledge/compiled.{code}.json" for code in ("en", "es")}
    added = {"PKG-INFO", *compiled}
    left_out = {name for name in files_in(checkout) if name.startswith(".ci/")}
    assert files_in(sdist) == (files_in(checkout) | added) - left_out


def test_the_source_distribution_builds_the_same_wheel(
    sdist: Path, wheel: Path, contents: dict[str, bytes], tmp_path: Path
) -> None:
    again = wheel_of(sdist, tmp_path)
    assert again.name == wheel.name
    with zipfile.ZipFile(again) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents


def test_the_wheel_tells_its_licenses(contents: dict[str, bytes]) -> None:
    told = email.message_from_bytes(contents[one_ending(contents, ".dist-info/METADATA")])
    assert told["License-Expression"] == "MIT AND CC-BY-4.0"
    assert told.get_all("License-File") == ["LICENSE", "data/LICENSE"]
    assert contents[one_ending(contents, "/licenses/LICENSE")] == (ROOT / "LICENSE").read_bytes()
    notice = (ROOT / "data" / "LICENSE").read_bytes()
    assert contents["pathfinder/data/LICENSE"] == notice
    assert contents[one_ending(contents, "/licenses/data/LICENSE")] == notice


def test_an_index_can_show_the_readme(contents: dict[str, bytes]) -> None:
    told = email.message_from_bytes(contents[one_ending(contents, ".dist-info/METADATA")])
    assert told["Description-Content-Type"] == "text/markdown"
    assert told.get_payload(decode=True) == (ROOT / "README.md").read_bytes()
    assert all(told[name] for name in ("Summary", "Keywords", "Classifier", "Requires-Python"))


def test_the_entry_point_is_the_command(contents: dict[str, bytes]) -> None:
    points = configparser.ConfigParser()
    points.read_string(contents[one_ending(contents, ".dist-info/entry_points.txt")].decode())
    command = "pathfinder.__main__:run"
    assert dict(points["console_scripts"]) == {
        "pathfinder": command,
        "recovery-pathfinder": command,  # the name of the package, for `uvx`
    }


def test_the_wheel_requires_what_runs_and_nothing_that_tests(contents: dict[str, bytes]) -> None:
    told = email.message_from_bytes(contents[one_ending(contents, ".dist-info/METADATA")])
    required: Sequence[str] = told.get_all("Requires-Dist", [])
    always = [line for line in required if "extra ==" not in line]
    names = {line.split("<")[0].split(">")[0].strip() for line in always}
    needed = {"msgspec", "phonenumbers", "pyyaml", "questionary", "rich", "segno", "typer"}
    assert names == {*needed, "tzdata"}
    assert [line for line in always if "tzdata" in line and "sys_platform == 'win32'" in line]


def test_the_wheel_alone_says_what_the_checkout_says(
    contents: dict[str, bytes], checkout: Path, tmp_path: Path
) -> None:
    unpack(contents, tmp_path)
    compiled = Path("pathfinder", "knowledge", "compiled.en.json")
    shutil.copy2(tmp_path / compiled, checkout / "src" / compiled)
    alone = outputs(tmp_path)
    assert alone == outputs(checkout / "src")
    assert all(alone)


def unpack(contents: dict[str, bytes], folder: Path) -> None:
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


COMMANDS = (
    "--version", "help-now", "suggest --substances alcohol --plain", "suggest --goal quit --format json",
    "suggest --goal quit --format html", "supports list", "kb stats",
)  # fmt: skip
"""What is said from code, from the compiled knowledge and, for `kb stats`, from all the files."""

PROGRAM = """
import contextlib, io, json, sys
import pathfinder
from pathfinder.cli.main import main
sys.stderr.write(pathfinder.__file__)
said = []
for command in sys.argv[1:]:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out):
        assert main(command.split()) == 0
    said.append(out.buffer.getvalue().decode())
json.dump(said, sys.stdout)
"""


def outputs(package: Path) -> Sequence[str]:
    """Return what the `pathfinder` in the folder `package` writes at each of `COMMANDS`."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *COMMANDS],
        env={**uncovered(), "PYTHONPATH": str(package)},
        cwd=package,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stderr == str(package / "pathfinder" / "__init__.py")
    said: Sequence[str] = json.loads(done.stdout)
    return said
