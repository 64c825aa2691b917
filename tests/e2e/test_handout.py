"""A handout from the command line: where it goes, what is refused, and how it can be read."""

import os
import stat
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pathfinder import load_knowledge
from pathfinder.cli.options.handout_options import HANDOUTS
from pathfinder.render.handout.qr import code
from tests.conftest import ROOT, Ran, Run
from tests.handouts import html_text, markdown_text

SAID = ("--substances", "alcohol", "--goal", "abstinence", "--approach", "secular")
REASON = "You want support without religion"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
every_format = pytest.mark.parametrize("format_", ["text", "json", *HANDOUTS])
every_handout = pytest.mark.parametrize("format_", HANDOUTS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A name for a file in a folder of our own."""
    return tmp_path / "mine"


def done(ran: Ran) -> str:
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def refused(ran: Ran, code_: int, message: str) -> None:
    assert (ran.code, ran.out) == (code_, "")
    assert ran.err == f"pathfinder: {message}\n"


@every_format
def test_what_goes_to_a_file_is_what_would_be_printed(run: Run, file: Path, format_: str) -> None:
    printed = done(run("suggest", *SAID, "--format", format_))
    assert done(run("suggest", *SAID, "--format", format_, "--output", str(file))) == ""
    assert file.read_bytes() == printed.encode()


@posix
@every_format
def test_only_its_owner_may_read_the_file(run: Run, file: Path, format_: str) -> None:
    before = os.umask(0)
    try:
        done(run("suggest", *SAID, "--format", format_, "--output", str(file)))
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@every_format
def test_a_file_that_is_there_stays_as_it_is(run: Run, file: Path, format_: str) -> None:
    file.write_text("mine")
    ran = run("suggest", *SAID, "--format", format_, "--output", str(file))
    refused(ran, 1, f"{file}: there is one already; choose a new name in a folder of your own")
    assert file.read_text() == "mine"


@every_handout
def test_force_writes_over_a_file_and_takes_it_from_others(
    run: Run, file: Path, format_: str
) -> None:
    file.write_text("mine" * 10_000)
    file.chmod(0o644)
    done(run("suggest", *SAID, "--format", format_, "--output", str(file), "--force"))
    assert file.read_bytes().decode() == done(run("suggest", *SAID, "--format", format_))
    assert sys.platform == "win32" or stat.S_IMODE(file.stat().st_mode) == 0o600


@posix
def test_force_takes_the_place_of_a_link_and_leaves_what_it_leads_to(run: Run, file: Path) -> None:
    other = file.with_name("other")
    other.write_text("theirs")
    file.symlink_to(other)
    done(run("suggest", *SAID, "--output", str(file), "--force"))
    assert not file.is_symlink()
    assert other.read_text() == "theirs"


def test_force_takes_the_place_of_no_folder(run: Run, file: Path) -> None:
    file.mkdir()
    ran = run("suggest", *SAID, "--output", str(file), "--force")
    refused(ran, 1, f"{file}: there is one already; choose a new name in a folder of your own")


@posix
@pytest.mark.parametrize("force", [(), ("--force",)], ids=["new", "force"])
def test_a_folder_that_everyone_may_write_into_is_refused(
    run: Run, file: Path, force: tuple[str, ...]
) -> None:
    file.write_text("mine")
    file.parent.chmod(0o777)
    ran = run("suggest", *SAID, "--output", str(file), *force)
    hint = "choose a new name in a folder of your own"
    refused(ran, 1, f"{file}: everyone may write into its folder; {hint}")
    assert file.read_text() == "mine"


@every_handout
@pytest.mark.usefixtures("full_disk")
def test_where_there_is_no_room_no_part_of_a_file_is_left(
    run: Run, file: Path, format_: str
) -> None:
    ran = run("suggest", *SAID, "--format", format_, "--output", str(file))
    hint = "choose a new name in a folder of your own"
    refused(ran, 1, f"{file}: can't be written: File too large; {hint}")
    assert list(file.parent.iterdir()) == []


@every_handout
@pytest.mark.usefixtures("full_disk")
def test_where_there_is_no_room_force_leaves_what_was_there(
    run: Run, file: Path, format_: str
) -> None:
    file.write_text("mine")
    ran = run("suggest", *SAID, "--format", format_, "--output", str(file), "--force")
    hint = "choose a new name in a folder of your own"
    refused(ran, 1, f"{file}: can't be written: File too large; {hint}")
    assert file.read_text() == "mine"
    assert list(file.parent.iterdir()) == [file]


def test_wrong_answers_write_no_file(run: Run, file: Path) -> None:
    assert run("suggest", "--goal", "xyzzyx", "--output", str(file)).code == 2
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["--full"],
            "--full: is for a handout; add --format markdown or --format html",
            id="full-text",
        ),
        pytest.param(
            ["--full", "--format", "json"],
            "--full: is for a handout; add --format markdown or --format html",
            id="full-json",
        ),
        pytest.param(
            ["--full", "--private", "--format", "html"],
            "--full: tells what was answered, --private hides it; leave out one of them",
            id="full-private",
        ),
        pytest.param(
            ["--force"],
            "--force: there is no file to write over; name it with --output FILE",
            id="force",
        ),
        pytest.param(
            ["--format", "html", "--top", "2"],
            "--top: a handout holds as much as two pages do; leave it out",
            id="top",
        ),
        pytest.param(
            ["--format", "markdown", "--explain"],
            "--explain: a handout has no room for what would change the list; leave it out",
            id="explain",
        ),
        pytest.param(
            ["--format", "html", "--include-answers"],
            "--include-answers: a handout never repeats the answers; leave it out",
            id="answers",
        ),
        pytest.param(
            ["--format", "htm"], '--format: "htm" is no format; did you mean "html"?', id="format"
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, arguments: list[str], message: str
) -> None:
    refused(run("suggest", *SAID, *arguments), 2, message)


def test_why_has_no_hand_out(run: Run) -> None:
    refused(
        run("why", "aa", "--format", "html"), 2, '--format: "html" is no format; one of: text, json'
    )


@every_handout
def test_reasons_are_in_a_full_one_only(run: Run, format_: str) -> None:
    assert REASON not in done(run("suggest", *SAID, "--format", format_))
    assert REASON not in done(run("suggest", *SAID, "--format", format_, "--private"))
    assert REASON in done(run("suggest", *SAID, "--format", format_, "--full"))


@every_handout
def test_an_emergency_leaves_what_to_do_now_and_the_card(run: Run, format_: str) -> None:
    kb = load_knowledge()
    out = done(run("suggest", "--crisis", "overdose_now", "--format", format_))
    words = kb.interface
    assert words.plan not in out
    assert all(text in out for text in (words.handout, words.card, "911", "naloxone"))


@every_handout
def test_it_speaks_spanish(run: Run, format_: str) -> None:
    out = done(run("suggest", *SAID, "--lang", "es", "--format", format_))
    words = load_knowledge("es").interface
    assert words.handout in out.replace("&#243;", "ó")
    assert 'lang="es"' in out or format_ == "markdown"


def test_a_code_leads_to_an_address_that_is_printed(run: Run) -> None:
    out = done(run("suggest", *SAID, "--format", "html"))
    page = ET.fromstring(out.partition("<body>")[2].partition("</body>")[0])  # noqa: S314 - ours
    coded = 0
    for entry in page.iter("div"):
        for div in entry.findall("div[@class='code']"):
            addresses = [a.attrib["href"] for a in entry.iter("a")]
            first = next(a for a in addresses if a.startswith("https://"))
            assert ET.tostring(div[0]) == ET.tostring(ET.fromstring(code(first)))  # noqa: S314
            coded += 1
    assert coded


@every_handout
def test_what_a_local_file_says_is_text_with_its_place(
    run: Run, tmp_path: Path, format_: str
) -> None:
    local = tmp_path / "local.yaml"
    example = (ROOT / "examples" / "juniper-county.yaml").read_text("utf-8")
    name, hostile = "name: Harrow Job Desk", "<script>x</script> *y* &amp;"
    local.write_text(example.replace(name, f"name: Harrow {hostile}"), encoding="utf-8")
    said = ("--needs", "work", "--tried-and-left", "vocational_services")
    out = done(run("--local", str(local), "suggest", *said, "--format", format_))
    shown = html_text(out) if format_ == "html" else markdown_text(out)
    assert f"Harrow {hostile}" in shown
    assert "From Juniper County, checked on 2026-11-01" in shown
