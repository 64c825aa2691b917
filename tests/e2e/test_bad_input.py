"""Whatever comes in, there is an exit code and one clear message, and no answer is repeated."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from pathfinder import load_knowledge
from pathfinder.answers.parse import MOST_PROBLEMS
from pathfinder.answers.text import LARGEST
from pathfinder.cli.commands.help_now import WITHOUT_KNOWLEDGE
from pathfinder.errors import nearest
from pathfinder.knowledge.compiled import compiled_path
from pathfinder.model.knowledge_base import KnowledgeBase
from tests.conftest import Ran, Run

WRONG_FILE, WRONG_USAGE = 1, 2
SECRET = ("pregnant", "yes_pregnant")
GIB = 1024**3

PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
sys.exit(code)
"""
"""Runs a command and prints the most memory it took, in bytes."""

ALIAS_BOMB = "pregnant: yes_pregnant\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)


NO_TEXT, AS = "not text in", "save it as UTF-8"
HELP = "If you need help now: call 911, or call or text 988.\n"


def message(ran: Ran, code: int, *, helped: bool = False) -> str:
    """Return what `ran` says, once it is sure that it says it in one line, and nothing else.

    `helped`: the crisis line must follow, else it must not.
    """
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("pathfinder: ")
    assert ran.err.endswith(HELP) is helped
    fault = ran.err.removesuffix(HELP)
    assert fault.endswith("\n")
    said = fault.removeprefix("pathfinder: ").removesuffix("\n")
    assert said.isprintable()
    assert "Traceback" not in said
    assert not any(word in said for word in SECRET)
    return said


def in_a_process(*arguments: str) -> Ran:
    """Run `pathfinder` as people do."""
    done = subprocess.run(
        [sys.executable, "-m", "pathfinder", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["--stage", "usign"],
            '--stage: "usign" is no option of "stage"; did you mean "using"?',
            id="unknown_option",
        ),
        pytest.param(
            ["--stage", "zzz"],
            '--stage: "zzz" is no option of "stage"; '
            "one of: using, just_stopped, in_treatment, early_recovery, stable_recovery",
            id="unknown_option_like_no_other",
        ),
        pytest.param(
            ["--substances", "opioids,alcohl"],
            '--substances: "alcohl" is no option of "substances"; did you mean "alcohol"?',
            id="unknown_option_after_a_comma",
        ),
        pytest.param(
            ["--substances", "alcohl", "--substances", "opioids"],
            '--substances: "alcohl" is no option of "substances"; did you mean "alcohol"?',
            id="unknown_option_of_a_repeated_flag",
        ),
        pytest.param(
            ["--stage", "using,in_treatment"], '--stage: "stage" takes one option', id="two_for_one"
        ),
        pytest.param(
            ["--stage", "using", "--stage", "in_treatment"],
            '--stage: "stage" takes one option',
            id="two_for_one_by_a_repeated_flag",
        ),
        pytest.param(
            ["--recent", "none,left_custody"],
            '--recent: "none" does not go with another option of "recent"; leave one of them out',
            id="none_beside_another",
        ),
        pytest.param(
            ["--top", "0"], '--top: "0" is no number; a number from 1, or all', id="top_zero"
        ),
        pytest.param(
            ["--top", "x"], '--top: "x" is no number; a number from 1, or all', id="top_word"
        ),
        pytest.param(
            ["--top", "-1"], '--top: "-1" is no number; a number from 1, or all', id="top_negative"
        ),
        pytest.param(
            ["--top", "2.5"], '--top: "2.5" is no number; a number from 1, or all', id="top_half"
        ),
        pytest.param(
            ["--format", "xml"],
            '--format: "xml" is no format; one of: text, json, markdown, html',
            id="format",
        ),
        pytest.param(
            ["--format", "jsn"],
            '--format: "jsn" is no format; did you mean "json"?',
            id="format_misspelled",
        ),
    ],
)
def test_a_wrong_value_of_a_flag_is_wrong_usage_and_named_with_what_would_be_right(
    run: Run, arguments: list[str], said: str
) -> None:
    ran = run("suggest", "--pregnant", "yes_pregnant", *arguments)

    assert message(ran, WRONG_USAGE) == said


@pytest.mark.parametrize("digits", [300, 5000])
def test_a_number_of_any_length_is_read_or_refused(run: Run, digits: int) -> None:
    ran = run("suggest", "--top", "1" * digits)

    assert ran.code in {0, WRONG_USAGE}


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        pytest.param(["suggest", "--stge", "using"], "--stage", id="flag"),
        pytest.param(["suggest", "--stge=using"], "--stage", id="flag_with_equals"),
        pytest.param(["sugest"], "suggest", id="command"),
        pytest.param(["supports", "lst"], "list", id="subcommand"),
        pytest.param(["kb", "chek"], "check", id="subcommand_of_kb"),
        pytest.param(["supports", "show", "smrt"], "smart", id="support"),
        pytest.param(["supports", "list", "--kind", "per"], "peer", id="kind"),
        pytest.param(["supports", "list", "--approach", "seculr"], "secular", id="approach"),
        pytest.param(["supports", "list", "--substance", "alcohl"], "alcohol", id="substance"),
        pytest.param(["schema", "reslt"], "result", id="schema"),
    ],
)
def test_a_misspelled_word_of_the_command_line_brings_the_right_one(
    run: Run, arguments: list[str], near: str
) -> None:
    secret = ["--pregnant", "yes_pregnant"] if arguments[0] == "suggest" else []

    said = message(run(arguments[0], *secret, *arguments[1:]), WRONG_USAGE)

    assert near in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["suggest", "--pregnant", "yes_pregnant", "x"], "belong to no flag", id="extra_word"
        ),
        pytest.param(
            ["suggest", "--pregnant", "yes_pregnant", "--stage"], "--stage", id="no_value"
        ),
        pytest.param(
            ["suggest", "--pregnant", "yes_pregnant", "--plain=x"], "--plain", id="too_much"
        ),
        pytest.param(["supports", "show"], "ID", id="no_support"),
        pytest.param(["schema"], "NAME", id="no_schema"),
        pytest.param(["--answers", "x"], "--answers", id="flag_before_the_command"),
        pytest.param(["help-now", "x"], "belong to no flag", id="help_now_with_a_word"),
    ],
)
def test_wrong_usage_is_named(run: Run, arguments: list[str], said: str) -> None:
    assert said in message(run(*arguments), WRONG_USAGE)


def test_every_wrong_flag_is_named_in_one_run(run: Run) -> None:
    ran = run("suggest", "--stage", "usign", "--pregnant", "yes_pregnant", "--goal", "moderaton")

    assert ran == Ran(
        WRONG_USAGE,
        "",
        'pathfinder: --stage: "usign" is no option of "stage"; did you mean "using"?\n'
        '--goal: "moderaton" is no option of "goal"; did you mean "moderation"?\n',
    )


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["suggest", "--stage", "x" * 10_000], id="option"),
        pytest.param(["suggest", "--top", "x" * 10_000], id="top"),
        pytest.param(["supports", "show", "x" * 10_000], id="support"),
        pytest.param(["suggest", "--format", "x" * 10_000], id="format"),
        pytest.param(["schema", "x" * 10_000], id="schema"),
    ],
)
def test_a_word_of_any_length_brings_a_short_message(run: Run, arguments: list[str]) -> None:
    assert len(message(run(*arguments), WRONG_USAGE)) < 500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "pregnant: yes_pregnant\nstage: usign\n",
            ':2:8: "usign" is no option of "stage"; did you mean "using"?',
            id="unknown_option_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant",\n "stage": "usign"}',
            ':2:11: "usign" is no option of "stage"; did you mean "using"?',
            id="unknown_option_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nsubstances:\n  - alcohol\n  - opiods\n",
            ':4:5: "opiods" is no option of "substances"; did you mean "opioids"?',
            id="unknown_option_of_a_list_in_yaml",
        ),
        pytest.param(
            '{\n\t"pregnant": "yes_pregnant",\n\t"substances": ["alcohol", "opiods"]\n}',
            ':3:28: "opiods" is no option of "substances"; did you mean "opioids"?',
            id="unknown_option_of_a_list_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstge: using\n",
            ':2:1: there is no question "stge"; did you mean "stage"?',
            id="unknown_question_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stge": "using"}',
            ':1:30: there is no question "stge"; did you mean "stage"?',
            id="unknown_question_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nzzz: using\n",
            ':2:1: there is no question "zzz"; `pathfinder questions` lists them all',
            id="unknown_question_like_no_other",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: 30\n",
            ':2:8: "30" is no option of "stage"; '
            "one of: using, just_stopped, in_treatment, early_recovery, stable_recovery",
            id="number_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stage": 30}',
            ':1:39: "30" is no option of "stage"; '
            "one of: using, just_stopped, in_treatment, early_recovery, stable_recovery",
            id="number_in_json",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stage": true}',
            ':1:39: "true" is no option of "stage"; '
            "one of: using, just_stopped, in_treatment, early_recovery, stable_recovery",
            id="true_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: {now: using}\n",
            ':2:1: "stage" takes one option, or a list of options; for example stage: using',
            id="mapping_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stage": {"now": "using"}}',
            ':1:30: "stage" takes one option, or a list of options; for example stage: using',
            id="mapping_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nsubstances: [[alcohol]]\n",
            ':2:1: "substances" takes one option, or a list of options; '
            "for example substances: [alcohol]",
            id="list_of_lists_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "substances": [["alcohol"]]}',
            ':1:30: "substances" takes one option, or a list of options; '
            "for example substances: [alcohol]",
            id="list_of_lists_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: [using, in_treatment]\n",
            ':2:1: "stage" takes one option',
            id="two_for_one_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stage": ["using", "in_treatment"]}',
            ':1:30: "stage" takes one option',
            id="two_for_one_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nrecent: [none, left_custody]\n",
            ':2:1: "none" does not go with another option of "recent"; leave one of them out',
            id="none_beside_another_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "recent": ["none", "left_custody"]}',
            ':1:30: "none" does not go with another option of "recent"; leave one of them out',
            id="none_beside_another_in_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: using\nstage: in_treatment\n",
            ':3:1: the key "stage" stands here twice; keep one of the two',
            id="double_key_in_yaml",
        ),
        pytest.param(
            '{"stage": "using", "pregnant": "yes_pregnant", "stage": "using"}',
            ':1:48: the key "stage" stands here twice; keep one of the two',
            id="double_key_in_json",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "\\u0073tage": "using", "stage": "using"}',
            ':1:53: the key "stage" stands here twice; keep one of the two',
            id="double_key_in_json_written_in_two_ways",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: using: now\n",
            ':2:13: a colon with a space after it stands inside a text; put the whole text in double quotes: "..."',
            id="broken_yaml",
        ),
        pytest.param(
            "pregnant: yes_pregnant\n\tstage: using\n",
            ":2:1: a tab stands where only spaces may; put spaces in its place",
            id="tab_in_yaml",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stage": "using"',
            ":2:1: what opens with { goes on without a comma or its }; write  {key: value, key: value}  and put a text with , or : in double quotes",
            id="broken_json",
        ),
        pytest.param(
            '{"pregnant": "yes_pregnant"} "stage"',
            ":1:30: more stands here than one document holds; one file holds one document",
            id="words_after_json",
        ),
        pytest.param(
            "pregnant: yes_pregnant\n---\nstage: using\n",
            ":3:1: a second document; one file holds one document",
            id="two_documents",
        ),
        pytest.param(
            "- pregnant\n- yes_pregnant\n",
            ":1:1: answers are a list of questions with their options; "
            "for example  substances: [alcohol]",
            id="list_at_the_top_in_yaml",
        ),
        pytest.param(
            '["pregnant", "yes_pregnant"]',
            ":1:1: answers are a list of questions with their options; "
            "for example  substances: [alcohol]",
            id="list_at_the_top_in_json",
        ),
        pytest.param(
            "yes_pregnant",
            ":1:1: answers are a list of questions with their options; "
            "for example  substances: [alcohol]",
            id="word_at_the_top",
        ),
        pytest.param(
            "pregnant: &secret [yes_pregnant]\nstage: *secret\n",
            ":1:11: anchors and aliases (& and *) are not read; write it out in full",
            id="alias",
        ),
        pytest.param(
            ALIAS_BOMB,
            ":2:4: anchors and aliases (& and *) are not read; write it out in full",
            id="alias_bomb",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: !!python/object/apply:os.system [touch owned]\n",
            ':2:8: tags such as "tag:yaml.org,2002:python/object/apply:os..." are not read; '
            "write plain words and lists",
            id="tag_that_runs_code",
        ),
        pytest.param(
            "pregnant: yes_pregnant\nstage: !!str using\n",
            ':2:8: tags such as "tag:yaml.org,2002:str" are not read; write plain words and lists',
            id="harmless_tag",
        ),
        pytest.param(
            "pregnant: yes_pregnant\n? [stage]\n: using\n",
            ":2:3: a key is a list or a mapping; keys are plain words",
            id="list_as_a_key",
        ),
        pytest.param(
            "pregnant: yes_pregnant\n<<: {stage: using}\n",
            ':2:1: there is no question "<<"; `pathfinder questions` lists them all',
            id="merge_key",
        ),
        pytest.param(
            "[" * 10_000, ":1:26: nested too deeply; at most 24 levels", id="10000_brackets"
        ),
        pytest.param(
            '{"a":' * 10_000, ":1:122: nested too deeply; at most 24 levels", id="10000_braces"
        ),
        pytest.param(
            '{"stage":' + "[" * 10_000 + "]" * 10_000 + "}",
            ":1:34: nested too deeply; at most 24 levels",
            id="10000_brackets_in_sound_json",
        ),
        pytest.param(
            "- " * 10_000, ":1:51: nested too deeply; at most 24 levels", id="10000_dashes"
        ),
        pytest.param(
            '{"pregnant": null, "stage": "usign"}',
            ':1:29: "usign" is no option of "stage"; did you mean "using"?',
            id="null_beside_a_mistake_in_json",
        ),
    ],
)
def test_a_wrong_file_brings_one_message_with_its_place(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "answers"
    path.write_text(text)

    ran = run("suggest", "--answers", str(path))

    assert message(ran, WRONG_FILE) == f"{path}{said}"
    assert list(tmp_path.iterdir()) == [path]


def test_standard_input_is_named_in_the_message(run: Run) -> None:
    ran = run("suggest", "--answers", "-", stdin="pregnant: yes_pregnant\nstage: usign\n")

    said = 'standard input:2:8: "usign" is no option of "stage"; did you mean "using"?'
    assert message(ran, WRONG_FILE) == said


def test_every_mistake_of_a_file_is_named_in_one_run(run: Run) -> None:
    ran = run("suggest", "--answers", "-", stdin="stage: usign\npregnant: maybe\ngaol: unsure\n")

    assert ran == Ran(
        WRONG_FILE,
        "",
        'pathfinder: standard input:1:8: "usign" is no option of "stage"; did you mean "using"?\n'
        'standard input:3:1: there is no question "gaol"; did you mean "goal"?\n',
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", f"{NO_TEXT} UTF-8 (byte 1); {AS}", id="picture"),
        pytest.param(b"\xff\xfe\x00\xd8", f"{NO_TEXT} UTF-16 (byte 3); {AS}", id="utf16"),
        pytest.param(b"stage: us\xefng", f"{NO_TEXT} UTF-8 (byte 10); {AS}", id="latin1"),
        pytest.param(b"#" * (64 * 1024 + 1), "larger than 64 KiB", id="too_large"),
    ],
)
def test_a_file_that_is_no_text_brings_one_message(
    run: Run, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "answers"
    path.write_bytes(data)

    ran = run("suggest", "--answers", str(path))

    assert message(ran, WRONG_FILE, helped=True) == f"{path}: can't be read: {said}"


DENY = "if this is not happening, write none, or leave the question out"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["--crisis", "none,suicidal_thoughts"],
            '--crisis: "none" does not go with another option of "crisis"; leave none out',
            id="none_beside_a_danger",
        ),
        pytest.param(
            ["--crisis", "None"], f'--crisis: "None" is no option of "crisis"; {DENY}', id="None"
        ),
        pytest.param(
            ["--crisis", "no"], f'--crisis: "no" is no option of "crisis"; {DENY}', id="no"
        ),
        pytest.param(
            ["--crisis=null"], f'--crisis: "null" is no option of "crisis"; {DENY}', id="null"
        ),
        pytest.param(
            ["--crisis", "numb"],
            '--crisis: "numb" is no option of "crisis"; one of: overdose_now, withdrawal_now, '
            "suicidal_thoughts, partner_violence, abuse_at_home, body_now, none",
            id="a_word_of_their_own",
        ),
        pytest.param(
            ["--crisis", "body_now", "--stage", "usign"],
            '--stage: "usign" is no option of "stage"; did you mean "using"?',
            id="another_answer_is_wrong",
        ),
        pytest.param(
            ["--recent", "abuse_at_home"],
            '--recent: "abuse_at_home" is no option of "recent"; one of: overdose, '
            "left_treatment_or_hospital, left_custody, break_from_use, return_to_use, none",
            id="danger_at_the_wrong_flag",
        ),
        pytest.param(
            ["--crysis", "suicidal_thoughts"],
            'there is no flag --crysis; did you mean "--crisis"?',
            id="misspelled_flag",
        ),
        pytest.param(
            ["--crisis", "overdose_now", "withdrawal_now"],
            "there are words that belong to no flag; join the options of one flag with commas",
            id="words_without_a_flag",
        ),
        pytest.param(
            ["--crisis", "partner_violence", "--format", "jsn"],
            '--format: "jsn" is no format; did you mean "json"?',
            id="format",
        ),
    ],
)
def test_flags_that_may_speak_of_danger_are_never_refused_without_the_crisis_line(
    run: Run, arguments: list[str], said: str
) -> None:
    ran = run("suggest", "--pregnant", "yes_pregnant", *arguments)

    assert message(ran, WRONG_USAGE, helped=True) == said


def named(language: str) -> str:
    """Return what the question about danger is called."""
    return next(q.name for q in load_knowledge(language).questions if q.asks_of_danger)


IN_DANGER = [
    pytest.param("crisis: [none, suicidal_thoughts]", id="none_beside_a_danger"),
    pytest.param('{"crisis": ["none", "suicidal_thoughts"]}', id="none_beside_a_danger_in_json"),
    pytest.param('{"crisis": "None"}', id="None"),
    pytest.param('{"crisis": "no"}', id="no"),
    pytest.param('{"crisis": false}', id="false"),
    pytest.param('{"crisis": ["none", null]}', id="none_and_null"),
    pytest.param('{"crisis": ["numb"]}', id="a_word_of_their_own"),
    pytest.param('{"Crisis": ["body_now"], "goal": "#x"}', id="key_in_capitals"),
    pytest.param(json.dumps({named("en"): ["none"], "goal": "#x"}), id="name_of_the_question"),
    pytest.param(json.dumps({named("es"): "dolor"}), id="in_the_other_language"),
    pytest.param('{"goal": "#x", "crisis": ["body_now"]}', id="another_answer_is_wrong"),
    pytest.param('{"crisis": ["none"], "crisis": ["overdose_now"]}', id="key_twice"),
    pytest.param('{"crisis": ["suicidal"', id="cut_off"),
]


@pytest.mark.parametrize("text", IN_DANGER)
def test_a_sheet_that_may_speak_of_danger_is_never_refused_without_the_crisis_line(
    run: Run, tmp_path: Path, text: str
) -> None:
    assert message(run("suggest", "--answers", "-", stdin=text), WRONG_FILE, helped=True)

    lines = tmp_path / "lines.jsonl"
    lines.write_text(text)
    assert json.loads(run("batch", str(lines), "-").out)["help"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("crisis: none\ngoal: x\n", id="denied"),
        pytest.param("# overdose_now, none\ncrisis:\n  - none\ngoal: x\n", id="denied_in_a_list"),
        pytest.param('{"crisis": ["none"], "goal": "x"}', id="denied_in_json"),
        pytest.param('{"crisis": [], "goal": "x"}', id="skipped"),
    ],
)
def test_a_sheet_that_denies_danger_is_refused_without_it(run: Run, text: str) -> None:
    assert message(run("suggest", "--answers", "-", stdin=text), WRONG_FILE)


@pytest.mark.parametrize(
    ("text", "helped"),
    [
        pytest.param("crisis: [suicidal_thoughts]", True, id="danger"),
        pytest.param("crisis: [suicidal_thoughts", True, id="danger_cut_off"),
        pytest.param("crisis: [none]", False, id="none"),
    ],
)
def test_a_wrong_flag_does_not_hide_the_danger_in_the_file(
    run: Run, text: str, *, helped: bool
) -> None:
    ran = run("suggest", "--answers", "-", "--stage", "usign", stdin=text)

    assert message(ran, WRONG_USAGE, helped=helped)


def test_a_missing_file_brings_one_message(run: Run, tmp_path: Path) -> None:
    ran = run("suggest", "--answers", str(tmp_path / "none.yaml"), "--pregnant", "yes_pregnant")

    said = f"{tmp_path / 'none.yaml'}: can't be read: No such file or directory"
    assert message(ran, WRONG_FILE) == said


def test_a_directory_brings_one_message(run: Run, tmp_path: Path) -> None:
    ran = run("suggest", "--answers", str(tmp_path), "--pregnant", "yes_pregnant")

    assert message(ran, WRONG_FILE) == f"{tmp_path}: can't be read: Is a directory"


def test_a_file_without_a_name_is_no_file(run: Run) -> None:
    ran = run("suggest", "--answers", "", "--pregnant", "yes_pregnant")

    assert message(ran, ran.code)
    assert ran.code in {WRONG_FILE, WRONG_USAGE}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n\n", id="blank_lines"),
        pytest.param("# nothing to say\n", id="comment"),
        pytest.param("{}", id="empty_mapping"),
        pytest.param("---\n", id="empty_document"),
        pytest.param("\ufeff", id="byte_order_mark"),
        pytest.param('{"stage": null, "goal": "", "substances": []}', id="skips_in_json"),
        pytest.param("stage:\ngoal: ''\nsubstances: []\n", id="skips_in_yaml"),
        pytest.param("stage: null\n", id="null_in_yaml"),
    ],
)
def test_a_file_without_answers_is_sound(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers"
    path.write_text(text, encoding="utf-8")

    assert run("suggest", "--answers", str(path)) == run("suggest")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('pregnant: yes_pregnant\nstage: "\\e]0:x\\a"\n', id="escape_in_yaml"),
        pytest.param(
            '{"pregnant": "yes_pregnant", "stage": "\\u001b]0:x\\u0007"}', id="escape_in_json"
        ),
        pytest.param('pregnant: yes_pregnant\n"\\e]0;x\\a": x\n', id="escape_in_a_question"),
        pytest.param('pregnant: yes_pregnant\nstage: "a\\Lb"\n', id="line_end"),
        pytest.param('pregnant: yes_pregnant\nstage: "\\u202e"\n', id="right_to_left"),
    ],
)
def test_a_message_has_printable_letters_only(run: Run, text: str) -> None:
    assert message(run("suggest", "--answers", "-", stdin=text), WRONG_FILE)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"stage: {'x' * 300_000}", id="option"),
        pytest.param(f"? {'x' * 300_000}\n: using", id="question"),
        pytest.param(f"stage: !{'x' * 3_000} using", id="tag"),
    ],
)
def test_a_word_of_any_length_in_a_file_brings_a_short_message(run: Run, text: str) -> None:
    ran = run("suggest", "--answers", "-", stdin=text)
    assert len(message(ran, WRONG_FILE, helped=len(text) > LARGEST)) < 500


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["--stage", "usign"], WRONG_USAGE, id="flag"),
        pytest.param(["--answers", "/nowhere/answers.yaml"], WRONG_FILE, id="file"),
    ],
)
def test_a_process_ends_with_the_code_and_the_message(arguments: list[str], code: int) -> None:
    assert message(in_a_process("suggest", "--pregnant", "yes_pregnant", *arguments), code)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a child's memory")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(None, "larger than 64 KiB", id="50_mb"),
        pytest.param(ALIAS_BOMB, "anchors and aliases (& and *) are not read", id="alias_bomb"),
        pytest.param("[" * 60_000, "nested too deeply", id="60000_brackets"),
        pytest.param("stage: [" + "x," * 30_000, "did not find expected", id="30000_options"),
    ],
)
def test_no_file_costs_more_than_a_gib_of_memory(
    tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "answers"
    with path.open("wb") as file:
        if text is None:
            file.truncate(50 * 1024 * 1024)
        else:
            file.write(text.encode())

    command = (sys.executable, "-m", "pathfinder")

    done = subprocess.run(
        [sys.executable, "-c", PEAK, *command, "suggest", "--answers", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    ran = Ran(done.returncode, "", done.stderr)
    assert said in message(ran, WRONG_FILE, helped=text is None)
    assert int(done.stdout) < GIB


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"tried_and_left: [{'wellbrietty, ' * 4_000}]", id="misspelled"),
        pytest.param(f"substances: [{'x,' * 30_000}]", id="unknown"),
        pytest.param("".join(f"gaol{i}: quit\n" for i in range(4_000)), id="questions"),
        pytest.param("goal: {}\nstage: {}\n" + "".join(f"{i}: x\n" for i in range(9)), id="few"),
    ],
)
def test_a_file_of_wrong_words_costs_no_more_than_its_first_ones(
    run: Run, tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def looked(word: str, known: Iterable[str]) -> str:
        looked_up.append(word)
        return nearest(word, known)

    for module in ("parse", "question_index"):
        monkeypatch.setattr(f"pathfinder.answers.{module}.nearest", looked)
    path = tmp_path / "answers"
    path.write_text(text)

    ran = run("suggest", "--answers", str(path))

    assert ran.code == WRONG_FILE
    assert 0 < len(looked_up) <= MOST_PROBLEMS
    assert ran.err.count("\n") <= MOST_PROBLEMS


@pytest.mark.skipif(sys.platform == "win32", reason="Streams are closed by a POSIX shell")
@pytest.mark.parametrize(
    "command",
    [
        pytest.param("suggest --answers - <&-", id="input_closed"),
        pytest.param("<&-", id="interview_without_input"),
        pytest.param("help-now >&-", id="output_closed"),
        pytest.param("help-now >/dev/full", id="disk_full"),
        pytest.param("help-now 2>&-", id="messages_closed"),
    ],
)
def test_a_stream_that_is_not_there_brings_no_traceback(command: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m pathfinder {command}', sys.executable],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in done.stderr


STOPS = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nraise AssertionError\n"
"""A module that presses Ctrl-C while it is imported."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_while_it_starts_brings_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typer.py").write_text(STOPS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    ran = in_a_process("suggest")

    assert (ran.code, ran.out, ran.err) == (-signal.SIGINT, "", "")  # which a shell calls 130


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_while_a_command_is_imported_brings_none_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "msgspec.py").write_text(STOPS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    ran = in_a_process("suggest")

    assert (ran.code, ran.out) == (130, "")
    assert "Traceback" not in ran.err


STALE = b'{"kb": {}, "shared": [], "more": 1}'
CUT_OFF = b'{"kb": {"language": "e'


@pytest.fixture(
    params=[None, STALE, CUT_OFF, b"\xff", b""], ids=["missing", "stale", "cut", "no_text", "empty"]
)
def compiled_file(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A compiled knowledge base that can't be read."""
    path = tmp_path / "compiled.json"
    if request.param is not None:
        path.write_bytes(request.param)
    monkeypatch.setattr("pathfinder.knowledge.compiled.compiled_path", lambda _: path)
    return path


REPAIRS = "install pathfinder again, or say  make run  in a checkout"


@pytest.mark.parametrize(
    "command",
    [["suggest", "--goal", "quit"], ["questions"], ["supports", "list"], ["kb", "coverage"]],
)
def test_a_knowledge_base_that_can_not_be_read_is_told_as_such(
    run: Run, compiled_file: Path, command: list[str]
) -> None:
    said = message(run(*command), WRONG_FILE, helped=True)

    assert said.startswith(f"{compiled_file}: ")
    assert said.endswith(f"; {REPAIRS}")


def test_a_foundation_that_can_not_be_read_is_told_as_such(
    run: Run, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "foundation.json"
    monkeypatch.setattr(
        "pathfinder.knowledge.build.overlay_base.foundation_path", lambda _: missing
    )

    said = message(run("suggest", "--goal", "quit", "--local", str(county)), WRONG_FILE)

    assert said == f"{missing}: can't be read: No such file or directory; {REPAIRS}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_help_now_helps_where_nothing_can_be_read(
    run: Run, compiled_file: Path, language: str
) -> None:
    ran = run("help-now", "--lang", language)

    assert "911" in ran.out
    assert "988" in ran.out
    assert ("Llame" in ran.out) is (language == "es")
    assert ran.code == WRONG_FILE
    assert ran.err.startswith(f"pathfinder: {compiled_file}: ")


@pytest.fixture
def other_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The knowledge can be read, but for the words of the interface, which lack one."""
    tree = json.loads(compiled_path("en").read_bytes())
    del tree["kb"]["words"]["why"]
    path = tmp_path / "compiled.json"
    path.write_text(json.dumps(tree), "utf-8")
    monkeypatch.setattr("pathfinder.knowledge.compiled.compiled_path", lambda _: path)


@pytest.mark.parametrize(
    "command", [["suggest", "--goal", "quit"], ["suggest", "--gaol", "quit"], ["supports", "list"]]
)
def test_words_that_can_not_be_read_are_told_as_such_and_never_without_help(
    run: Run, other_words: None, command: list[str]
) -> None:
    del other_words
    ran = run(*command)

    assert ran.code == WRONG_FILE
    assert ran.err.startswith("pathfinder: compiled.en.json: is damaged, or of another version")
    assert REPAIRS in ran.err
    assert "911" in ran.err
    assert not ran.out


def test_help_now_helps_and_json_is_whole_where_the_words_can_not_be_read(
    run: Run, other_words: None
) -> None:
    del other_words
    ran = run("help-now")
    assert ran.out.strip() == WITHOUT_KNOWLEDGE["en"]
    assert ran.code == WRONG_FILE
    said = run("suggest", "--goal", "quit", "--json")
    assert (said.code, json.loads(said.out)["format"]) == (0, "pathfinder.result/1")


def test_help_now_without_knowledge_names_only_numbers_of_the_contacts(kb: KnowledgeBase) -> None:
    known = {word for c in kb.contacts for word in re.findall(r"\d+", f"{c.phone} {c.text}")}

    for text in WITHOUT_KNOWLEDGE.values():
        assert {"911", "988"} <= {*re.findall(r"\d{3,}", text)} <= known


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param("suggest --goal xx 2>/dev/full", WRONG_USAGE, id="full"),
        pytest.param("suggest --goal xx 2>&-", WRONG_USAGE, id="closed"),
        pytest.param("suggest --answers /none 2>/dev/full", WRONG_FILE, id="file"),
        pytest.param("help-now 2>/dev/full", 0, id="nothing_to_say"),
    ],
)
def test_where_nobody_can_be_told_the_code_says_it(command: str, code: int) -> None:
    words = f'"$0" -m pathfinder {command}'
    done = subprocess.run(
        ["/bin/sh", "-c", words, sys.executable], capture_output=True, check=False
    )
    assert done.returncode == code


def test_a_letter_in_two_escapes_is_an_answer_like_another(run: Run) -> None:
    ran = run("suggest", "--answers", "-", stdin='{"goal": "\\ud83d\\ude00"}')
    assert message(ran, WRONG_FILE).startswith('standard input: goal: "\N{GRINNING FACE}" is no')


@pytest.mark.parametrize(
    ("locale", "spanish"),
    [("es", True), ("es_MX.UTF-8", True), ("es@x", True), ("esperanto", False), ("est_EE", False)],
)
def test_a_locale_is_spanish_by_its_language_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, locale: str, *, spanish: bool
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert ("Llame al 911" in run("help-now").out) is spanish
