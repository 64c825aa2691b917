"""Answers kept in a file: only where a person asks for it, for them alone, and read back whole."""

import os
import shlex
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pathfinder.answers.text import LARGEST
from pathfinder.cli.options.answer_files import said_in_file
from pathfinder.cli.private_file import Saved
from pathfinder.errors import AnswersError
from pathfinder.model.condition import OptionId
from pathfinder.model.interface import Interface
from tests.e2e.terminal import (
    ALARMED,
    ALONE,
    CLEARING,
    FAMILY,
    WIDE,
    Choice,
    Open,
    Terminal,
    assert_told,
    assert_whole,
    commands_shown,
    drawn_or_plain,
    listed,
    plain_and_drawn,
    shipped,
    spanish,
    squeezed,
    stop_here,
    suggested,
    summary,
    walk,
    walk_until,
    words,
)

STARTED: Mapping[str, Sequence[str]] = {"for_whom": ["self"], "substances": ["alcohol", "cannabis"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one's own."""
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    return own


@pytest.fixture
def file(folder: Path) -> Path:
    """A name under which there is nothing yet."""
    return folder / "answers.yaml"


def saving(terminal: Open, file: Path, *arguments: str, plain: bool, **options: Any) -> Terminal:
    return terminal("interview", "--save", str(file), *arguments, plain=plain, **options)


def resuming(terminal: Open, file: Path, *arguments: str, plain: bool, **options: Any) -> Terminal:
    return terminal("interview", "--resume", str(file), *arguments, plain=plain, **options)


def said_in(file: Path) -> Mapping[str, Sequence[str]]:
    """Return what `file` holds, the questions that were skipped with nothing."""
    said = said_in_file(shipped(), str(file))
    return {question: list(options) for question, options in said.items()}


def ends() -> Sequence[Any]:
    return [pytest.param("leave", id="q"), pytest.param("stop", id="ctrl-c")]


def ended(at: Terminal, way: str) -> int | None:
    """Leave at once, or stop; return the exit code."""
    if way == "stop":
        return at.stop()
    at.press("q")
    return at.end()


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        pytest.param(ALONE, True, id="alone-plain"),
        pytest.param(FAMILY, False, id="family-drawn"),
    ],
)
def test_what_was_saved_gives_the_list_that_was_shown(
    terminal: Open, file: Path, said: Mapping[str, Sequence[str]], *, plain: bool
) -> None:
    at = saving(terminal, file, plain=plain)
    asked, code = walk(at, said, everything=True)
    assert code == 0
    assert squeezed(words().saved_to) in squeezed(at.text)
    assert said_in(file) == {id_: said.get(id_, []) for id_ in asked}
    shown = drawn_or_plain(terminal, "suggest", "--answers", str(file), like=at, size=WIDE)
    assert shown in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_only_the_owner_may_read_what_is_saved(terminal: Open, file: Path, *, plain: bool) -> None:
    at = saving(terminal, file, plain=plain)
    at.question()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    walk_until(at, "now", STARTED)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_while_one_answers_the_file_holds_what_counts(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    at = saving(terminal, file, plain=plain)
    at.question()
    assert file.read_bytes() == b""
    walk_until(at, "drinking", STARTED)
    before = {"crisis": [], **STARTED}
    assert said_in(file) == before
    at.answer(["daily_heavy"])
    at.question()
    assert said_in(file) == {**before, "drinking": ["daily_heavy"]}
    at.press("c")
    at.coming()
    at.choose(2)
    at.question()
    at.answer(["nicotine"], before=STARTED["substances"])
    at.question()
    closed = {**before, "substances": ["nicotine"]}
    assert said_in(file) == closed
    at.press("b")
    assert at.question().id == "substances"
    assert said_in(file) == {**before, "drinking": ["daily_heavy"]}


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_what_is_taken_back_is_in_the_file_no_more(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    at = walk_until(saving(terminal, file, plain=plain), "substances", STARTED)
    assert said_in(file) == {"crisis": [], "for_whom": ["self"]}
    at.press("b")
    at.question()
    assert said_in(file) == {"crisis": []}
    at.answer(["loved_one"])
    at.question()
    assert said_in(file) == {"crisis": [], "for_whom": ["loved_one"]}


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("way", ends())
def test_who_leaves_or_stops_keeps_what_was_answered_so_far(
    terminal: Open, file: Path, way: str, *, plain: bool
) -> None:
    at = walk_until(saving(terminal, file, plain=plain), "now", STARTED)
    assert ended(at, way) == (130 if way == "stop" else 0)
    assert said_in(file) == {"crisis": [], **STARTED}
    if way == "stop":
        assert_told(at, is_saved=True)
        assert words().stopped not in at.text
    else:
        assert at.text.partition(CLEARING)[2] == f"{words().left}\n"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_emergency_that_can_not_wait_is_in_the_file_too(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    at = saving(terminal, file, plain=plain)
    at.question()
    at.answer(["overdose_now"])
    assert at.coming() is Choice.NEXT
    assert said_in(file) == {"crisis": ["overdose_now"]}
    at.pick("stop_here")
    assert at.end() == 0


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_answer_changed_after_the_list_is_changed_in_the_file(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    at = walk_until(saving(terminal, file, plain=plain), "substances", {"for_whom": ["self"]})
    at.press("s")
    assert at.coming() is Choice.NEXT
    at.pick("change_an_answer")
    at.coming()
    at.choose(1)
    assert at.question().id == "for_whom"
    at.answer(["bereaved"], before=["self"])
    at.question()
    assert said_in(file) == {"crisis": [], "for_whom": ["bereaved"]}


def taken(file: Path) -> None:
    file.write_text("mine", encoding="utf-8")


def a_folder(file: Path) -> None:
    file.mkdir()


def a_link(file: Path) -> None:
    (file.parent / "target").write_text("mine", encoding="utf-8")
    file.symlink_to(file.parent / "target")


def a_link_to_nothing(file: Path) -> None:
    file.symlink_to(file.parent / "nothing")


def for_everyone(file: Path) -> None:
    file.parent.chmod(0o777)


def no_folder(file: Path) -> None:
    file.parent.rmdir()


def a_file_for_folder(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("mine", encoding="utf-8")


def tree(root: Path) -> Mapping[str, object]:
    """Return all that is under `root`: what it is, when it was changed last, and what it holds."""

    def state(path: Path) -> object:
        status = path.lstat()
        text = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
        return status.st_mode, status.st_ino, status.st_mtime_ns, status.st_ctime_ns, text

    return {str(path): state(path) for path in (root, *sorted(root.rglob("*")))}


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(taken, "there is one already", id="existing"),
        pytest.param(a_folder, "there is one already", id="folder"),
        pytest.param(a_link, "there is one already", id="link"),
        pytest.param(a_link_to_nothing, "there is one already", id="dangling-link"),
        pytest.param(for_everyone, "everyone may write into its folder", id="for-everyone"),
        pytest.param(no_folder, "can't be written: No such file or directory", id="no-folder"),
        pytest.param(a_file_for_folder, "can't be written: Not a directory", id="no-folder-but"),
    ],
)
def test_a_place_that_is_not_safe_is_refused_before_anything_is_asked(
    terminal: Open, file: Path, prepare: Callable[[Path], None], message: str, *, plain: bool
) -> None:
    prepare(file)
    before = tree(file.parent.parent)
    at = saving(terminal, file, plain=plain)
    assert at.end() == 1
    right = "choose a new name in a folder of your own"
    assert squeezed(at.text) == squeezed(f"pathfinder: {file}: {message}; {right}")
    assert tree(file.parent.parent) == before


def test_the_name_may_be_relative_to_the_working_folder(terminal: Open, folder: Path) -> None:
    at = saving(terminal, Path("answers.yaml"), plain=True, folder=folder)
    walk_until(at, "substances", STARTED)
    assert ended(at, "leave") == 0
    assert said_in(folder / "answers.yaml") == {"crisis": [], "for_whom": ["self"]}


def test_a_name_can_not_drive_the_terminal(terminal: Open, folder: Path) -> None:
    at = saving(terminal, folder / "no\x1b[2J\nfolder" / "answers", plain=False)
    assert at.end() == 1
    assert all(line.isprintable() for line in at.text.split("\n"))
    assert "\x1b" not in at.text


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_going_on_later_asks_danger_and_the_rest_and_gives_the_list_of_one_interview(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    answers = {id_: options for id_, options in ALONE.items() if id_ != "drinking"}
    whole = terminal(plain=True)
    in_one, _ = walk(whole, answers, show_command=True)
    first = walk_until(saving(terminal, file, plain=plain), "signs", answers)
    assert ended(first, "leave") == 0
    before = said_in(file)
    at = resuming(terminal, file, plain=plain)
    rest, code = walk(at, answers, show_command=True)
    assert code == 0
    assert rest[0] == "crisis"
    # A checklist that was skipped comes again.
    assert sorted([*before, *rest[1:]]) == sorted(in_one)
    assert any(not options for options in before.values())
    assert commands_shown(at) == commands_shown(whole)
    shown = shlex.split(commands_shown(at)[0])[1:]
    assert drawn_or_plain(terminal, *shown, like=at, size=WIDE) in at.text
    assert said_in(file).items() > before.items()


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_after_going_on_the_earlier_answers_can_be_changed_and_taken_back(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    file.write_text("crisis: none\nfor_whom: self\n", encoding="utf-8")
    at = resuming(terminal, file, plain=plain)
    assert at.question().id == "crisis"
    at.answer(["none"])
    assert at.question().id == "substances"
    at.press("c")
    at.coming()
    assert summary(at).startswith(listed(("crisis", ["none"]), ("for_whom", ["self"])))
    at.choose(1)
    assert at.question().id == "for_whom"
    at.answer(["loved_one"], before=["self"])
    assert at.question().id == "substances"
    at.press("b")
    assert at.question().id == "for_whom"
    at.press("b")
    assert at.question().id == "substances"
    at.press("b")
    assert at.question().id == "crisis"


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_who_goes_on_may_save_under_a_new_name_what_both_interviews_answered(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    earlier = file.with_name("earlier.yaml")
    earlier.write_text("crisis: [none]\nfor_whom: self\n", encoding="utf-8")
    at = saving(terminal, file, "--resume", str(earlier), plain=plain)
    assert at.question().id == "crisis"
    at.answer(["none"])
    assert at.question().id == "substances"
    at.answer(["opioids"])
    at.question()
    assert ended(at, "leave") == 0
    said = {"crisis": ["none"], "for_whom": ["self"], "substances": ["opioids"]}
    assert said_in(file) == said
    assert earlier.read_text("utf-8") == "crisis: [none]\nfor_whom: self\n"


@pytest.mark.parametrize("names", [["--resume"], ["--save", "--resume"]])
@pytest.mark.parametrize("root", [True, False])
def test_who_goes_on_saves_into_the_same_file_for_them_alone(
    terminal: Open, file: Path, names: Sequence[str], *, root: bool
) -> None:
    file.write_text("for_whom: self\n", encoding="utf-8")
    file.chmod(0o644)
    given = [word for name in names for word in (name, str(file))]
    at = terminal(*given, plain=True) if root else terminal("interview", *given, plain=True)
    assert at.question().id == "crisis"
    at.answer(["none"])
    assert at.question().id == "substances"
    at.answer(["alcohol"])
    at.question()
    assert ended(at, "leave") == 0
    assert said_in(file) == {"crisis": ["none"], "for_whom": ["self"], "substances": ["alcohol"]}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_the_flags_before_a_command_that_asks_nothing_are_refused(
    terminal: Open, file: Path
) -> None:
    at = terminal("--save", str(file), "help-now")
    assert at.end() == 2
    assert at.text.startswith("pathfinder: --save: is for the questions; ")
    assert not file.exists()


@pytest.mark.parametrize("plain", plain_and_drawn())
def test_an_alarm_stands_before_a_fault_of_saving_and_the_questions_go_on(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    at = saving(terminal, file, plain=plain)
    at.question()
    file.unlink()
    file.parent.rmdir()
    at.answer(["suicidal_thoughts"])
    assert at.coming() is Choice.GO_ON
    assert_whole(["crisis_988"], at.before)
    failed = squeezed(words().save_failed.partition("{")[0])
    assert at.before.index("988") < at.before.index(failed)
    at.pick("go_on")
    assert at.question().id == "for_whom"


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("way", ends())
def test_who_goes_on_and_stops_at_once_finds_the_earlier_answers_under_the_new_name(
    terminal: Open, file: Path, way: str, *, plain: bool
) -> None:
    earlier = file.with_name("earlier.yaml")
    earlier.write_text("crisis: [none]\nfor_whom: self\n", encoding="utf-8")
    at = saving(terminal, file, "--resume", str(earlier), plain=plain)
    at.question()
    ended(at, way)
    assert said_in(file) == {"for_whom": ["self"]}  # danger is asked anew


def test_who_stopped_before_the_first_answer_can_go_on(terminal: Open, file: Path) -> None:
    at = saving(terminal, file, plain=True)
    at.question()
    ended(at, "leave")
    at = resuming(terminal, file, plain=True)
    assert at.question().id == "crisis"


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize("option", ["withdrawal_now", "suicidal_thoughts"])
def test_danger_is_asked_anew_whatever_was_saved(
    terminal: Open, file: Path, option: str, *, plain: bool
) -> None:
    file.write_text(f"crisis: [{option}]\nfor_whom: self\n", encoding="utf-8")
    at = resuming(terminal, file, plain=plain)
    assert at.question().id == "crisis"
    assert "[x]" not in at.text
    assert words().chosen_now not in at.text
    at.answer(["none"])
    assert at.question().id == "substances"


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("for_whom: self\nsubstances: [alcohol, tea]\n", "2:23", id="option"),
        pytest.param("crisis: [none]\nfor_who: self\n", "2:1", id="question"),
        pytest.param("for_whom: [self\nstage: using\n", "2:6", id="syntax"),
        pytest.param("for_whom: self\n\tstage: using\n", "2:1", id="tab"),
        pytest.param("for_whom: self\nfor_whom: client\n", "2:1", id="twice"),
        pytest.param('{"for_whom": ["self", "client"]}', "1:2", id="two-of-one"),
        pytest.param('{"for_whom": "self"', "2:1", id="json-cut-off"),
        pytest.param("self, alcohol\n", "1:1", id="words"),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_nothing_is_asked(
    terminal: Open, file: Path, text: str, place: str, *, plain: bool
) -> None:
    file.write_text(text, encoding="utf-8")
    at = resuming(terminal, file, plain=plain)
    assert at.end() == 1
    assert squeezed(at.text).startswith(squeezed(f"pathfinder: {file}:{place}: "))


def no_text(file: Path) -> None:
    file.write_bytes(b"for_whom: \xe9\n")


def much(file: Path) -> None:
    file.write_bytes(b"#" * (LARGEST + 1))


def nothing(file: Path) -> None:
    assert not file.exists()


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(nothing, "No such file or directory", id="missing"),
        pytest.param(a_folder, "Is a directory", id="folder"),
        pytest.param(no_text, "not text in UTF-8 (byte 11)", id="no-text"),
        pytest.param(much, "larger than 64 KiB", id="too-large"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_and_nothing_is_saved(
    terminal: Open, file: Path, prepare: Callable[[Path], None], message: str
) -> None:
    prepare(file)
    new = file.with_name("new.yaml")
    at = saving(terminal, new, "--resume", str(file), plain=True)
    assert at.end() == 1
    told = squeezed(f"pathfinder: {file}: can't be read: {message}")
    said, found, help_ = squeezed(at.text).partition(told)
    assert (said, found) == ("", told)
    assert bool(help_) is file.is_file()  # what is in it may speak of danger
    assert not new.exists()


def finished(at: Terminal) -> None:
    walk(at, ALARMED, show_command=True)


def stopped_at_an_alarm(at: Terminal) -> None:
    at.question()
    at.answer(["partner_violence"])
    at.coming()
    at.pick("stop_here")
    at.end()


def left(at: Terminal) -> None:
    ended(walk_until(at, "now", STARTED), "leave")


def stopped(at: Terminal) -> None:
    ended(walk_until(at, "now", STARTED), "stop")


@pytest.mark.parametrize("plain", plain_and_drawn())
@pytest.mark.parametrize(
    "goes",
    [
        pytest.param(finished, id="finished"),
        pytest.param(stopped_at_an_alarm, id="alarm"),
        pytest.param(left, id="left"),
        pytest.param(stopped, id="stopped"),
    ],
)
def test_who_does_not_ask_for_it_has_nothing_saved(
    terminal: Open, tmp_path: Path, goes: Callable[[Terminal], None], *, plain: bool
) -> None:
    for name in ("home", "work", "temporary"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine").write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    home, temporary = str(tmp_path / "home"), str(tmp_path / "temporary")
    environment = {"HOME": home, "TMPDIR": temporary, "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {name: "" for name in os.environ if name.startswith(("COV", "XDG_"))}
    at = terminal(plain=plain, environment=environment, folder=tmp_path / "work")
    goes(at)
    assert squeezed(words().nothing_saved) in squeezed(at.text)
    assert tree(tmp_path) == before


@spanish
@pytest.mark.parametrize("plain", plain_and_drawn())
def test_what_was_saved_in_one_language_is_gone_on_with_in_the_other(
    terminal: Open, file: Path, *, plain: bool
) -> None:
    interface: Interface = words("es")
    first = saving(terminal, file, "--lang", "es", plain=plain, language="es")
    walk_until(first, "now", STARTED)
    assert first.stop() == 130
    assert squeezed(interface.saved_to) in squeezed(first.text)
    assert_told(first, is_saved=True)
    at = resuming(terminal, file, plain=plain)
    assert at.question().id == "crisis"
    at.answer(["none"])
    assert at.question().id not in STARTED
    assert stop_here(at) == 0
    assert suggested(terminal, {"crisis": ["none"], **STARTED}, like=at) in at.text


def test_every_answer_there_is_reads_back_as_it_was_said(file: Path) -> None:
    kb = shipped()
    for first in (True, False):
        said = {
            question.id: tuple(
                [option.id for option in question.options if option.id != "none"][
                    : 1 if first or question.type == "one" else None
                ]
            )
            for question in kb.questions
        }
        nones = {q.id: (o.id,) for q in kb.questions for o in q.options if o.id == "none"}
        for each in (said, nones, dict.fromkeys(said, ())):
            path = file.with_name(f"{len(list(file.parent.iterdir()))}.yaml")
            Saved(path).write(each)
            assert said_in_file(kb, str(path)) == each


def test_a_folder_where_each_may_take_away_only_their_own_is_taken(file: Path) -> None:
    file.parent.chmod(0o1777)
    Saved(file).write({})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_on_windows_the_mode_of_a_folder_says_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.chmod(0o777)  # which is what Python tells of every folder there
    monkeypatch.setattr("pathfinder.cli.private_file.WINDOWS", True)
    Saved(file).write({})
    assert file.exists()


@pytest.mark.usefixtures("full_disk")
def test_where_there_is_no_room_the_answers_so_far_stay(file: Path) -> None:
    question = shipped().questions[0]
    saved = Saved(file)
    saved.write({question.id: ()})
    before = tree(file.parent)
    with pytest.raises(AnswersError, match="can't be written: File too large"):
        saved.write({question.id: (OptionId("x" * 10_000),)})
    assert file.read_text("utf-8") == f"{question.id}:\n"
    assert tree(file.parent).keys() == before.keys()


def test_what_is_in_the_file_is_whole_at_every_moment(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever pulls the plug while an answer is being written has those before it."""
    question = shipped().questions[0]
    saved = Saved(file)
    saved.write({question.id: ()})
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(file.read_text("utf-8")))
    saved.write({question.id: (question.options[0].id,)})
    assert seen == [f"{question.id}:\n"]


def test_a_file_that_was_taken_away_is_there_again_after_the_next_answer(file: Path) -> None:
    saved = Saved(file)
    file.unlink()
    saved.write({shipped().questions[0].id: ()})
    assert said_in(file) == {shipped().questions[0].id: []}


def test_a_shorter_text_leaves_nothing_of_a_longer_one(file: Path) -> None:
    saved = Saved(file)
    question = shipped().questions[0]
    saved.write({question.id: tuple(option.id for option in question.options)})
    saved.write({question.id: ()})
    assert file.read_text("utf-8") == f"{question.id}:\n"


def test_a_file_is_made_once(file: Path) -> None:
    Saved(file)
    with pytest.raises(AnswersError):
        Saved(file)
