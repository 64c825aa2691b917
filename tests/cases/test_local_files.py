"""Local files as people write them: each way to reach someone is whole, or refused with its place."""

import re
from pathlib import Path
from typing import Any

import pytest

from pathfinder.answers.spellings import folded
from pathfinder.documents.yaml import read_yaml
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay.apply_files import with_local
from tests.conftest import Run

HERE = Path(__file__).parent
SHOWN = ("--substances", "alcohol", "--drinking", "occasional")


def checked(run: Run, name: str) -> tuple[int, str]:
    """Return the code of `kb check` on the file of this `name`, and what it says of it."""
    ran = run("kb", "check", "--local", str(HERE / f"local-{name}.yaml"))
    return ran.code, (ran.err + ran.out).replace(str(HERE / f"local-{name}.yaml"), "FILE")


def contact(compiled: Compiled, foundation: Foundation, path: Path) -> Any:
    return with_local(compiled, foundation, [path]).contacts[-1]


@pytest.mark.parametrize(
    ("name", "number", "link"),
    [
        ("paren", "1-555-555-0110", "tel:+15555550110"),
        ("dots", "1-555-555-0110", "tel:+15555550110"),
        ("en-dash", "1-555-555-0110", "tel:+15555550110"),
        ("plus-spaces", "1-555-555-0110", "tel:+15555550110"),
        ("vanity", "1-800-732-6837", "tel:+18007326837"),
    ],
)
def test_a_number_in_a_usual_form_is_read_whole_and_dials_whole(
    run: Run, tmp_path: Path, name: str, number: str, link: str
) -> None:
    assert checked(run, f"phone--{name}")[0] == 0
    page = on_paper(run, tmp_path, f"phone--{name}")
    assert f'href="{link}"' in page
    assert number in page


def on_paper(run: Run, folder: Path, name: str) -> str:
    """Return the handout where the support of the file of this `name` stands among the first three."""
    text = (HERE / f"local-{name}.yaml").read_text("utf-8").replace("weight: 9,", "weight: 90,")
    (folder / "local.yaml").write_text(text, "utf-8")
    local = ("--local", str(folder / "local.yaml"))
    ran = run("suggest", *SHOWN, *local, "--format", "html")
    assert (ran.code, ran.err) == (0, "")
    assert "Mill House" in ran.out
    return ran.out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "phone--letter-o",
            'FILE:8:12: "555-555-O110" has a letter among the digits, such as O for 0; for example',
        ),
        ("phone--two-numbers-nowrap", "holds more than one number; write a contact for each"),
        (
            "phone--hours-first",
            'FILE:8:12: "24/7: 555-555-0110" holds more than a number; phone: 1-555-555-0110  and',
        ),
        ("phone--one-touch", "holds more than a number; phone: 1-555-555-0110  and the rest as"),
        ("phone--placeholder", 'FILE:8:12: "TBD" is no number; for example 1-555-555-0110'),
        ("url--email", 'FILE:8:10: "hi@millrace.example.org" is an e-mail address; write it as'),
        ("url--markdown", "is no web address; for example  https://"),
        ("url--missing-colon", 'FILE:8:10: "https//millrace.example.org" is no web address'),
        ("url--no", 'FILE:8:10: "no" is no web address'),
        ("url--sentence", 'FILE:8:10: "see facebook" is no web address'),
        ("url--two", "is more than one web address; one address alone"),
        (
            "letters--emoji-family",
            "FILE:15:11: letter 23, U+200D zero width joiner, can't be printed; take it out",
        ),
        ("letters--vertical-tab", "FILE:15:18: U+000B is no letter; take it out"),
        (
            "yaml--apostrophe",
            "FILE:15:11: a quote opens here and is not closed where it should be; close it, or put",
        ),
        ("yaml--at-sign", "FILE:15:11: a text can't begin with @; put the whole text in double"),
        ("yaml--colon", "FILE:15:18: a colon with a space after it stands inside a text; put the"),
        (
            "values--formats-no-hint",
            'FILE:16:15: "zoom" is not a value of this key; one of: in_person, online, phone',
        ),
        ("values--year-wrong-message", "FILE:4:79: a whole number is needed here"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_what_is_right(
    run: Run, name: str, said: str
) -> None:
    code, told = checked(run, name)
    assert code == 1
    assert said in told
    assert told.rstrip().endswith(": 1 problem.")


@pytest.mark.parametrize(
    "name",
    [
        "address--email",
        "address--same-number-other-form",
        "address--zip",
        "letters--nbsp",
        "meeting-list--shape-of-tsml",
        "phone--in-arabic-text",
        "text--paren",
        "url--uppercase-scheme",
    ],
)
def test_what_people_write_every_day_is_sound(run: Run, name: str) -> None:
    code, said = checked(run, name)
    assert code == 0
    assert said.rstrip().endswith("no problems.")


def test_a_text_code_with_a_whole_number_is_sent_to_all_of_it(
    compiled: Compiled, foundation: Foundation
) -> None:
    found = contact(compiled, foundation, HERE / "local-text--paren.yaml")
    assert found.text == "text VAN to 1-555-555-0103"


def test_a_link_keeps_its_letters_but_for_the_scheme(run: Run, tmp_path: Path) -> None:
    page = on_paper(run, tmp_path, "url--uppercase-scheme")
    assert 'href="https://Millrace.example.org"' in page


def test_spaces_that_do_not_break_are_spaces(compiled: Compiled, foundation: Foundation) -> None:
    kb = with_local(compiled, foundation, [HERE / "local-letters--nbsp.yaml"])
    assert kb.supports[-1].what == "A house for people in recovery."


@pytest.mark.parametrize("name", ["address-cut", "room-cut"])
def test_a_text_cut_at_a_sharp_sign_is_warned_of(run: Run, name: str) -> None:
    code, said = checked(run, f"hash--{name}")
    assert code == 0
    assert 'the text ends before "#4 ' in said
    assert "a sharp sign after a space begins a comment; put the whole text in double" in said


def test_a_comment_is_no_cut_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    assert run("kb", "new", str(path)).code == 0
    assert "sharp sign" not in run("kb", "check", "--local", str(path)).err
    kept = 'a: one word # said\nb: "Suite #4" # two\nc: Two words  # apart\n'
    assert [p.where for p in read_yaml(kept, "f").cut] == ["f:1:13"]


def test_a_day_that_has_not_come_is_warned_of(run: Run) -> None:
    code, said = checked(run, "date--future")
    assert code == 0
    assert "warning: FILE:2:14: is in the future; the day it was last looked at" in said


def test_numbers_stand_apart_in_text_from_the_right(run: Run, tmp_path: Path) -> None:
    local = ("--local", str(HERE / "local-phone--in-arabic-text.yaml"))
    assert "\u20661-555-555-0110\u2069 " in run("supports", "show", "mill_house", *local).out
    page = on_paper(run, tmp_path, "phone--in-arabic-text")
    assert re.search(r'<bdi class="number" dir="ltr">1-555-555-0110</bdi> &#1575;', page)


def test_a_step_that_is_too_long_is_shortened_and_says_so(run: Run, tmp_path: Path) -> None:
    page = on_paper(run, tmp_path, "long--step-drops-the-week")
    assert page.count("<h3>") == 3
    assert "ring the bell by the door. (There is more. It did not fit here.)" in page


def test_a_code_stands_on_white_whatever_the_colours_of_the_browser(
    run: Run, tmp_path: Path
) -> None:
    page = on_paper(run, tmp_path, "url--uppercase-scheme")
    assert "color-scheme: only light" in page
    assert re.search(r"\.code[^}]*background: #fff[^}]*forced-color-adjust: none", page)
    codes = re.findall("<svg.*?</svg>", page)
    assert codes
    assert all('<path fill="#fff"' in code for code in codes)


def test_nothing_but_a_number_is_kept_on_one_line(run: Run, tmp_path: Path) -> None:
    style, page = on_paper(run, tmp_path, "phone--paren").split("</style>")
    assert re.findall(r"([^\n}]*)\{[^}]*nowrap", style) == [".number "]
    assert all(len(n) <= 16 for n in re.findall('class="number" dir="ltr">([^<]*)<', page))


def test_one_name_in_two_forms_is_one_name(run: Run) -> None:
    assert folded("Alcoho\u0301licos") == folded("ALCOHÓLICOS")
    ran = run("--lang", "es", "supports", "show", "Alcoho\u0301licos Ano\u0301nimos")
    assert ran.code == 0


HASH = "local-hash--address-cut.yaml"


@pytest.mark.parametrize("command", ["suggest", "supports list", "questions"])
def test_a_text_that_is_cut_is_told_of_once_in_one_line(run: Run, command: str) -> None:
    ran = run("--local", str(HERE / HASH), *command.split())

    assert ran.code == 0
    (line,) = ran.err.splitlines()
    assert line.startswith(f"warning: {HERE / HASH}:20:27: the text ends before ")
    assert line.endswith(" (1 more: pathfinder kb check --local FILE)")


def test_a_comment_is_told_of_by_no_command(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    assert run("kb", "new", str(path)).code == 0

    assert run("suggest", "--local", str(path)).err == ""
