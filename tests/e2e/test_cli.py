"""What the commands promise to whoever types them, pipes into them or reads what they print."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
import yaml

from pathfinder import __version__
from pathfinder.documents.yaml import read_yaml
from pathfinder.model.knowledge.support_traits import Kind
from pathfinder.model.knowledge.wording import Voice, in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.schemas.authored import FILES as AUTHORED
from tests.conftest import DATA, Ran, Run

Sheet = Mapping[str, list[str]]

SHEETS: dict[str, Sheet] = {
    "nothing": {},
    "overdose_now": {"crisis": ["overdose_now"], "for_whom": ["self"]},
    "drinks_daily": {
        "crisis": ["none"],
        "for_whom": ["self"],
        "substances": ["alcohol"],
        "stage": ["using"],
        "drinking": ["daily_heavy"],
        "signs": ["shakes_or_sweats", "failed_cut_down"],
        "goal": ["moderation"],
        "twelve_step": ["avoid"],
        "age_group": ["age_26_64"],
        "gender": ["woman"],
        "pregnant": ["yes_pregnant"],
        "housing": ["homeless"],
    },
    "drinks_on_weekends": {
        "for_whom": ["self"],
        "substances": ["alcohol"],
        "stage": ["using"],
        "drinking": ["binge"],
        "signs": ["none"],
        "goal": ["moderation"],
        "age_group": ["age_26_64"],
        "gender": ["man"],
    },
    "opioids_and_medicine": {
        "for_whom": ["self"],
        "substances": ["opioids", "benzodiazepines"],
        "stage": ["early_recovery"],
        "recent": ["left_custody"],
        "medication": ["moud"],
        "needs": ["work", "transportation"],
        "access": ["online", "phone"],
    },
    "loved_one": {"for_whom": ["loved_one"], "substances": ["opioids"], "stage": ["using"]},
    "client": {
        "for_whom": ["client"],
        "substances": ["methamphetamine"],
        "approach": ["religious"],
        "faith": ["jewish"],
    },
    "bereaved": {"for_whom": ["bereaved"], "substances": ["unknown_pills"]},
    "under_18": {
        "crisis": ["abuse_at_home"],
        "age_group": ["under_18"],
        "substances": ["nicotine"],
    },
}

every_sheet = pytest.mark.parametrize(
    "sheet", [pytest.param(sheet, id=name) for name, sheet in SHEETS.items()]
)
every_width = pytest.mark.parametrize("columns", [20, 40, 80, 120])
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
HIGH = 1000
"""Rows of a terminal on which nothing is longer than the screen."""
a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

COMMANDS = [
    pytest.param([], id="pathfinder"),
    pytest.param(["interview"], id="interview"),
    pytest.param(["suggest"], id="suggest"),
    pytest.param(["batch"], id="batch"),
    pytest.param(["why"], id="why"),
    pytest.param(["supports"], id="supports"),
    pytest.param(["supports", "list"], id="supports_list"),
    pytest.param(["supports", "show"], id="supports_show"),
    pytest.param(["needs"], id="needs"),
    pytest.param(["questions"], id="questions"),
    pytest.param(["help-now"], id="help_now"),
    pytest.param(["kb"], id="kb"),
    pytest.param(["kb", "check"], id="kb_check"),
    pytest.param(["meetings"], id="meetings"),
    pytest.param(["meetings", "next"], id="meetings_next"),
    pytest.param(["meetings", "read"], id="meetings_read"),
    pytest.param(["meetings", "pull"], id="meetings_pull"),
    pytest.param(["schema"], id="schema"),
    pytest.param(["completion"], id="completion"),
]

PRINTING = {
    "suggest": "suggest",
    "suggest_json": "suggest --format json",
    "suggest_explain": "suggest --explain",
    "why": "why aa",
    "why_json": "why aa --format json",
    "supports_list": "supports list",
    "supports_show": "supports show aa",
    "needs": "needs",
    "need": "needs safe_stop",
    "needs_json": "needs --format json",
    "questions": "questions",
    "template": "questions --template",
    "help_now": "help-now",
    "schema": "schema answers",
    "help": "suggest --help",
    "version": "--version",
}
EVERY_PRINTING = [command.split() for command in PRINTING.values()]
every_printing = pytest.mark.parametrize("arguments", EVERY_PRINTING, ids=PRINTING)


def flags(sheet: Sheet) -> list[str]:
    """Return the flags that say what `sheet` says."""
    return [
        word
        for question, options in sheet.items()
        for word in (f"--{question.replace('_', '-')}", ",".join(options))
    ]


def printed(ran: Ran) -> str:
    """Return what `ran` printed, once it is sure that all went well."""
    assert ran.code == 0
    assert ran.err == ""
    return ran.out


def result(run: Run, *arguments: str) -> Any:
    """Return the JSON result of `suggest` with `arguments`."""
    return json.loads(printed(run("suggest", "--format", "json", *arguments)))


def folded(text: str) -> str:
    """Return `text` with one space for each run of white space."""
    return " ".join(text.split())


def ids(listed: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the ids of what is `listed` in a result."""
    return [item["id"] for item in listed]


def in_a_process(*arguments: str, stdin: str = "", **environment: str) -> Ran:
    """Run `pathfinder` in a process of its own, with `environment` besides what is there."""
    done = subprocess.run(
        [sys.executable, "-m", "pathfinder", *arguments],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


EACH = """
import json, os, sys
from pathfinder.__main__ import run
for arguments in json.loads(sys.argv.pop()):
    sys.argv[1:] = arguments
    if not (child := os.fork()):
        run()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(2, f"\\n{code}\\0".encode())
    try:
        os.write(1, b"\\0")
    except BrokenPipeError:
        pass
"""
"""Runs commands one after the other as Python starts with them, and ends what each prints with NUL."""


def each_in_a_process(
    commands: Sequence[Sequence[str]],
    *,
    environment: Mapping[str, str] | None = None,
    stdout: int = subprocess.PIPE,
) -> list[Ran]:
    """Run each of `commands`, with `environment` besides what is there; Python is started once."""
    done = subprocess.run(
        [sys.executable, "-c", EACH, json.dumps(commands)],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=True,
        timeout=60,
        env={**os.environ, **(environment or {})},
    )
    errs = [each.rpartition("\n") for each in parts(done.stderr)]
    outs = parts(done.stdout or b"\0" * len(commands))
    return [Ran(int(code), out, err) for out, (err, _, code) in zip(outs, errs, strict=True)]


def parts(written: bytes) -> list[str]:
    """Return what each command has `written`."""
    return written.decode().split("\0")[:-1]


def ended_at_a_terminal(
    *arguments: str,
    columns: int = 80,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> tuple[int | None, str]:
    """Return how `pathfinder` ends at a terminal, and what it prints, its line ends those of a file."""
    from tests.e2e.terminal import terminals

    opening = terminals()
    at = next(opening)(
        *arguments, size=(HIGH, columns), environment=environment or {}, folder=folder
    )
    code = at.end()
    next(opening, None)  # closes it
    return code, at.text


def at_a_terminal(
    *arguments: str, columns: int = 80, environment: Mapping[str, str] | None = None
) -> str:
    """Return what `pathfinder` prints at a terminal."""
    code, text = ended_at_a_terminal(*arguments, columns=columns, environment=environment)
    assert code == 0
    return text


# Answers


def test_a_flag_replaces_the_answer_of_the_file_and_leaves_the_others(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("substances: [alcohol, opioids]\ngoal: moderation\nstage: using\n")

    combined = result(
        run, "--answers", str(path), "--substances", "cannabis", "--goal", "abstinence",
        "--gender", "man", "--include-answers",
    )  # fmt: skip

    assert combined["answers"] == {
        "substances": ["cannabis"],
        "stage": ["using"],
        "goal": ["abstinence"],
        "gender": ["man"],
    }
    assert combined == result(
        run, "--substances", "cannabis", "--goal", "abstinence", "--stage", "using",
        "--gender", "man", "--include-answers",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        pytest.param(["--age-group", "26-64"], {"age_group": ["age_26_64"]}, id="age"),
        pytest.param(["--pregnant", "yes"], {"pregnant": ["yes_pregnant"]}, id="yes"),
        pytest.param(["--language", "es"], {"language": ["spanish"]}, id="language"),
        pytest.param(["--language", "español"], {"language": ["spanish"]}, id="accent"),
        pytest.param(["--gender", "FEMALE"], {"gender": ["woman"]}, id="capitals"),
        pytest.param(["--tried-and-left", "AA"], {"tried_and_left": ["aa"]}, id="abbreviation"),
        pytest.param(
            ["--tried-and-left", "Narcotics Anonymous"], {"tried_and_left": ["na"]}, id="name"
        ),
        pytest.param(
            ["--substances", "opioids,alcohol"], {"substances": ["alcohol", "opioids"]}, id="comma"
        ),
        pytest.param(
            ["--substances", "opioids", "--substances", "alcohol"],
            {"substances": ["alcohol", "opioids"]},
            id="repeated",
        ),
        pytest.param(
            ["--substances", "alcohol, opioids,", "--substances", "drinking"],
            {"substances": ["alcohol", "opioids"]},
            id="commas_blanks_and_repeats",
        ),
        pytest.param(
            ["--goal", "abstinence", "--goal", "stop"], {"goal": ["abstinence"]}, id="twice"
        ),
        pytest.param(["--goal", ""], {}, id="nothing"),
    ],
)
def test_a_flag_means_the_options_that_its_words_name(
    run: Run, said: list[str], meant: Sheet
) -> None:
    assert result(run, *said, "--include-answers")["answers"] == meant


@pytest.mark.parametrize("form", ["flag", "yaml", "json"])
def test_every_id_and_alias_is_read_in_every_form(
    run: Run, shipped: KnowledgeBase, form: str
) -> None:
    words: dict[str, list[tuple[str, str]]] = {
        question.id: [
            (word, option.id)
            for option in question.options
            for word in (option.id, *option.aliases)
        ]
        for question in shipped.questions
        if not question.id.startswith("tried_")
    }
    options = ("suggest", "--include-answers", "--format", "json", "--top", "1")

    for i in range(max(map(len, words.values()))):
        said = {question: [known[i % len(known)][0]] for question, known in words.items()}
        meant = {question: [known[i % len(known)][1]] for question, known in words.items()}
        match form:
            case "flag":
                ran = run(*options, *flags(said))
            case "yaml":
                ran = run(*options, "--answers", "-", stdin=yaml.safe_dump(said))
            case _:
                ran = run(*options, "--answers", "-", stdin=json.dumps(said))
        assert json.loads(printed(ran))["answers"] == meant


@every_sheet
@pytest.mark.parametrize("format_", ["text", "json"])
def test_flags_yaml_json_and_a_file_give_the_same_bytes(
    run: Run, tmp_path: Path, sheet: Sheet, format_: str
) -> None:
    path = tmp_path / "answers"
    path.write_text(yaml.safe_dump(dict(sheet)))
    options = ("suggest", "--format", format_)

    by_flags = printed(run(*options, *flags(sheet)))

    assert by_flags == printed(run(*options, *flags({q: sheet[q] for q in reversed(list(sheet))})))
    assert by_flags == printed(run(*options, "--answers", "-", stdin=yaml.safe_dump(dict(sheet))))
    assert by_flags == printed(run(*options, "--answers", "-", stdin=json.dumps(sheet)))
    assert by_flags == printed(run(*options, "--answers", "-", stdin=json.dumps(sheet, indent=2)))
    assert by_flags == printed(run(*options, "--answers", str(path)))


@posix
def test_the_same_answers_give_the_same_bytes_in_every_process() -> None:
    said = flags(SHEETS["drinks_daily"])
    commands = [["suggest", "--format", format_, *said] for format_ in ("text", "json")]

    first, *others = (
        each_in_a_process(commands, environment={"PYTHONHASHSEED": seed}) for seed in "123"
    )

    assert all(printed(ran) for ran in first)
    assert others == [first, first]


# Results


@every_sheet
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="whole"),
        pytest.param(["--top", "1"], id="top_1"),
        pytest.param(["--private"], id="private"),
        pytest.param(["--include-answers"], id="with_answers"),
    ],
)
def test_json_follows_the_schema_of_results(run: Run, sheet: Sheet, arguments: list[str]) -> None:
    schema = json.loads(printed(run("schema", "result")))

    found = result(run, *flags(sheet), *arguments)

    jsonschema.Draft202012Validator(schema).validate(found)


@every_sheet
def test_json_is_one_line(run: Run, sheet: Sheet) -> None:
    out = printed(run("suggest", "--format", "json", *flags(sheet)))

    assert out.count("\n") == 1
    assert out.endswith("}\n")


@every_sheet
def test_notices_are_the_same_in_every_json(run: Run, sheet: Sheet) -> None:
    whole = result(run, *flags(sheet))["notices"]

    assert result(run, *flags(sheet), "--top", "1")["notices"] == whole
    assert result(run, *flags(sheet), "--include-answers")["notices"] == whole
    unreasoned = [{**notice, "reasons": []} for notice in whole]
    assert result(run, *flags(sheet), "--private")["notices"] == unreasoned


@every_sheet
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="text"),
        pytest.param(["--plain"], id="plain"),
        pytest.param(["--top", "1"], id="top_1"),
        pytest.param(["--top", "all"], id="top_all"),
        pytest.param(["--private"], id="private"),
    ],
)
def test_details_hold_each_notice_of_json_whole_and_in_its_order(
    run: Run, sheet: Sheet, arguments: list[str]
) -> None:
    notices = result(run, *flags(sheet))["notices"]

    text = folded(printed(run("suggest", "--details", *flags(sheet), *arguments)))

    at = [text.index(folded(notice["text"])) for notice in notices]
    assert at == sorted(at)
    for notice in notices:
        for contact in notice["contacts"]:
            ways = {contact.get(way, "") for way in ("phone", "text", "url")}
            assert all(way in text for way in ways)


@every_sheet
def test_text_holds_no_notice_that_json_does_not(
    run: Run, shipped: KnowledgeBase, sheet: Sheet
) -> None:
    shown = [folded(notice["text"]) for notice in result(run, *flags(sheet))["notices"]]
    texts = [
        folded(in_voice(wording, voice))
        for notice in shipped.notices
        for wording in (notice.text, *([notice.short.text] if notice.short else []))
        for voice in get_args(Voice)
    ]

    text = folded(printed(run("suggest", "--details", *flags(sheet), "--top", "all")))

    absent = [text_ for text_ in texts if not any(text_ in said for said in shown)]
    assert not [text_ for text_ in absent if text_ in text]


@every_sheet
@pytest.mark.parametrize("arguments", [[], ["--details"]], ids=["page", "details"])
def test_text_names_the_suggestions_of_json_in_their_order(
    run: Run, sheet: Sheet, arguments: list[str]
) -> None:
    suggestions = result(run, *flags(sheet))["suggestions"]

    text = printed(run("suggest", *flags(sheet), "--top", "all", *arguments))

    found = [line for line in text.split("\n") if re.match(r"\d+\. ", line)]
    assert len(found) == len(suggestions)
    for line, suggestion in zip(found, suggestions, strict=True):
        assert line.startswith(f"{suggestion['rank']}. {suggestion['need']['text'].split()[0]}")


def test_in_an_emergency_the_notices_are_the_whole_result(run: Run) -> None:
    found = result(run, *flags(SHEETS["overdose_now"]))

    assert found["notices"][0]["severity"] == "emergency"
    assert found["suggestions"] == []


@every_sheet
def test_a_private_result_tells_no_answer(run: Run, sheet: Sheet) -> None:
    whole = result(run, *flags(sheet))
    said = {
        reason["text"]
        for told in (*whole["suggestions"], *whole["withheld"], *whole["notices"])
        for reason in told["reasons"]
    }

    private = result(run, *flags(sheet), "--private", "--include-answers")
    text = folded(printed(run("suggest", "--details", *flags(sheet), "--private", "--top", "all")))

    assert "answers" not in private
    assert private["withheld"] == []
    assert private["open_questions"] == []
    assert not any(told["reasons"] for told in (*private["suggestions"], *private["notices"]))
    assert ids(private["suggestions"]) == ids(whole["suggestions"])
    for reason in said:
        noticed = any(reason in notice["text"] for notice in whole["notices"])
        assert noticed or folded(reason) not in text
    assert "On the other hand:" not in text
    assert "Not answered" not in text


def test_answers_are_repeated_only_where_they_are_asked_for(run: Run) -> None:
    sheet = SHEETS["drinks_daily"]

    assert "answers" not in result(run, *flags(sheet))
    assert result(run, *flags(sheet), "--include-answers")["answers"] == sheet
    assert "yes_pregnant" not in printed(run("suggest", *flags(sheet)))


@pytest.mark.parametrize(
    ("arguments", "many"),
    [
        pytest.param(["--top", "2"], 2, id="two"),
        pytest.param(["--top", "all"], None, id="all"),
        pytest.param(["--top", "10000"], None, id="more_than_there_are"),
        pytest.param([], None, id="all_by_default"),
    ],
)
def test_top_keeps_the_first_suggestions_of_json(
    run: Run, arguments: list[str], many: int | None
) -> None:
    sheet = SHEETS["opioids_and_medicine"]
    whole = result(run, *flags(sheet))

    found = result(run, *flags(sheet), *arguments)

    assert found == {**whole, "suggestions": whole["suggestions"][:many]}


@pytest.mark.parametrize(
    ("arguments", "many"),
    [
        pytest.param(["--top", "2"], 2, id="two"),
        pytest.param(["--top", "all"], None, id="all"),
        pytest.param([], 3, id="three_by_default"),
        pytest.param(["--details"], 5, id="five_in_detail"),
    ],
)
def test_top_keeps_the_first_suggestions_of_text_and_says_how_many_are_left(
    run: Run, arguments: list[str], many: int | None
) -> None:
    sheet = SHEETS["opioids_and_medicine"]
    there = len(result(run, *flags(sheet))["suggestions"])

    text = printed(run("suggest", *flags(sheet), *arguments))

    shown = there if many is None else many
    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == shown
    assert (f"{there - shown} more:" in " ".join(text.split())) is (shown < there)


# What pathfinder knows


@pytest.mark.parametrize("kind", [None, *get_args(Kind)])
@pytest.mark.parametrize("approach", [None, "secular"])
@pytest.mark.parametrize("substance", [None, "nicotine"])
def test_supports_list_keeps_what_every_filter_fits(
    run: Run, shipped: KnowledgeBase, kind: str | None, approach: str | None, substance: str | None
) -> None:
    given = {"--kind": kind, "--approach": approach, "--substance": substance}
    filters = [word for flag, value in given.items() if value for word in (flag, value)]

    listed = printed(run("supports", "list", *filters))

    assert re.findall(r"^(\w+): ", listed, re.MULTILINE) == [
        support.id
        for support in shipped.supports
        if kind in {None, support.kind}
        and approach in {None, support.approach}
        and (substance is None or {substance, "any"} & set(support.substances))
    ]


def test_supports_show_prints_all_that_matters_of_every_support(
    run: Run, shipped: KnowledgeBase
) -> None:
    contact_by_id = {contact.id: contact for contact in shipped.contacts}
    for support in shipped.supports:
        out = printed(run("supports", "show", support.id))

        text = folded(out)
        assert text.startswith(support.name.upper())
        assert folded(in_voice(support.first_step, "self")) in text
        assert folded(support.what) in text
        assert folded(support.not_for) in text
        assert support.looked_on in text
        for contact in map(contact_by_id.__getitem__, support.contacts):
            assert all(way in out for way in (contact.phone, contact.url) if way)


def test_questions_lists_every_question_with_its_flag_and_options(
    run: Run, shipped: KnowledgeBase
) -> None:
    listed = printed(run("questions"))

    text = folded(listed)
    assert re.findall(r"^--[\w-]+", listed, re.MULTILINE) == [
        f"--{question.id.replace('_', '-')}" for question in shipped.questions
    ]
    for question in shipped.questions:
        assert folded(in_voice(question.prompt, "self")) in text
        for option in question.options[:30]:
            assert f"- {option.id}" in text


def test_the_help_of_suggest_lists_every_flag(run: Run, shipped: KnowledgeBase) -> None:
    text = printed(run("suggest", "--help"))

    for question in shipped.questions:
        assert f"--{question.id.replace('_', '-')} " in text


def test_the_template_says_nothing_until_it_is_filled_in(run: Run, shipped: KnowledgeBase) -> None:
    template = printed(run("questions", "--template"))

    given = run("suggest", "--format", "json", "--answers", "-", stdin=template)

    assert printed(given) == printed(run("suggest", "--format", "json"))
    assert list(yaml.safe_load(template)) == [question.id for question in shipped.questions]


def test_the_template_can_be_filled_in(run: Run) -> None:
    template = printed(run("questions", "--template"))
    filled = template.replace("\nstage:\n", "\nstage: using\n").replace(
        "\nsubstances: []\n", "\nsubstances: [alcohol, opioids]\n"
    )

    given = run("suggest", "--format", "json", "--answers", "-", stdin=filled)

    said = flags({"stage": ["using"], "substances": ["alcohol", "opioids"]})
    assert printed(given) == printed(run("suggest", "--format", "json", *said))


def test_help_now_prints_every_emergency_notice_with_911_and_988(
    run: Run, shipped: KnowledgeBase
) -> None:
    text = folded(printed(run("help-now")))

    assert "Call 911" in text
    assert "text 988" in text
    for notice in shipped.notices:
        if notice.severity == "emergency" and notice.id != "emergency_911":
            assert notice.adds is not None
            assert folded(in_voice(notice.adds, "self")) in text


@pytest.mark.parametrize("word", ["911", "988", "crisis", "help"])
def test_what_someone_in_need_may_type_is_answered_like_help_now(run: Run, word: str) -> None:
    assert printed(run(word)) == printed(run("help-now"))
    assert printed(run("help-now")).count("\n") <= 20


def test_an_emergency_may_be_named_in_a_word(run: Run) -> None:
    out = printed(run("suggest", "--crisis", "overdose"))

    assert out == printed(run("suggest", "--crisis", "overdose_now"))
    assert "911" in out.partition("\n")[0]
    assert out.count("\n") <= 12


def test_the_shipped_knowledge_base_has_no_problem(run: Run) -> None:
    assert re.fullmatch(
        r"\d+ supports, \d+ questions, \d+ notices: no problems\.\n", printed(run("kb", "check"))
    )


def test_kb_check_prints_each_problem_and_fails(run: Run) -> None:
    broken = DATA.parent / "tests" / "broken" / "notices--wrong_value.yaml"

    ran = run("kb", "check", str(broken))

    assert ran.code == 1
    assert ran.err == ""
    assert ran.out.startswith(f"{broken}: is no file of a knowledge base; one of: ")
    assert ran.out.endswith("nothing checked: 1 problem.\n")


def test_kb_check_reads_a_folder(run: Run) -> None:
    sound = DATA.parent / "tests" / "broken" / "sound"

    out = printed(run("kb", "check", str(sound)))

    assert out == "1 supports, 3 questions, 4 notices: no problems.\n"


def test_kb_check_reads_a_file_in_place_of_the_shipped_one(run: Run, tmp_path: Path) -> None:
    sources = tmp_path / "sources.yaml"
    sources.write_text((DATA / "sources.yaml").read_text() + "  - {id: more}\n")
    line = sources.read_text().count("\n")

    ran = run("kb", "check", str(sources))

    assert ran.code == 1
    assert ran.out.startswith(f'{sources}:{line}:5: the key "title" is missing\n')
    assert ran.out.endswith(": 1 problem.\n")


@pytest.mark.parametrize("name", ["answers", "result", "support", "why"])
def test_a_schema_is_sound(run: Run, name: str) -> None:
    schema = json.loads(printed(run("schema", name)))

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_of_answers_accepts_the_answers_of_every_example(run: Run) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(printed(run("schema", "answers"))))
    tree: Any = read_yaml((DATA / "examples.yaml").read_text(), "examples.yaml").tree

    refused = [e["id"] for e in tree["examples"] if not schema.is_valid(e["answers"])]

    assert tree["examples"]
    assert refused == []


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"stage": "usign"}, id="unknown_option"),
        pytest.param({"stge": "using"}, id="unknown_question"),
        pytest.param({"stage": ["using", "in_treatment"]}, id="two_for_one"),
        pytest.param({"age_group": 30}, id="number"),
        pytest.param({"stage": {"now": "using"}}, id="mapping"),
        pytest.param({"substances": [["alcohol"]]}, id="list_of_lists"),
        pytest.param(["stage"], id="list"),
        pytest.param({"recent": ["none", "overdose"]}, id="none_beside_another"),
    ],
)
def test_the_schema_of_answers_refuses_what_suggest_refuses(run: Run, answers: object) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(printed(run("schema", "answers"))))

    assert run("suggest", "--answers", "-", stdin=json.dumps(answers)).code == 1
    assert not schema.is_valid(answers)


def test_the_schema_of_supports_accepts_every_support(run: Run, shipped: KnowledgeBase) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(printed(run("schema", "support"))))

    for support in shipped.supports:
        schema.validate(json.loads(msgspec.json.encode(support)))


# The command line itself


def test_version_is_that_of_the_package(run: Run) -> None:
    assert printed(run("--version")) == f"pathfinder {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(run: Run, command: list[str], flag: str) -> None:
    text = printed(run(*command, flag))

    assert text.startswith(f"Usage: {' '.join(['pathfinder', *command])}")
    assert "--help" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_broken_between_words_only(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = printed(run(*command, "--help")).split()
    monkeypatch.setenv("COLUMNS", "40")

    narrow = printed(run(*command, "--help"))

    assert narrow.split() == words
    assert not [line for line in narrow.split("\n") if len(line) > 40 and " " in line.strip()]


@a_terminal
def test_an_error_is_broken_between_words_only(tmp_path: Path) -> None:
    wrong = ("suggest", "--stage", "usign", "--goal", "stopp")

    code, text = ended_at_a_terminal(*wrong, columns=40, folder=tmp_path)

    assert code == 2
    assert max(map(len, text.split("\n"))) <= 40


@pytest.mark.parametrize("command", [["supports"], ["kb"]], ids=["supports", "kb"])
def test_a_group_alone_shows_its_help_as_wrong_usage(run: Run, command: list[str]) -> None:
    ran = run(*command)

    assert ran == Ran(2, "", run(*command, "--help").out)


@pytest.mark.parametrize("command", [[], ["interview"]], ids=["pathfinder", "interview"])
def test_without_a_terminal_the_interview_says_what_to_use_instead(
    run: Run, command: list[str]
) -> None:
    ran = run(*command)

    assert ran.code == 2
    assert ran.out == ""
    assert "pathfinder suggest --answers FILE" in ran.err
    assert ran.err.count("\n") == 1


# Printing


@every_printing
def test_what_is_printed_has_printable_letters_and_line_ends_only(
    run: Run, arguments: list[str]
) -> None:
    assert all(line.isprintable() for line in printed(run(*arguments)).split("\n"))


@every_width
@every_sheet
def test_no_number_or_address_is_split(
    run: Run, monkeypatch: pytest.MonkeyPatch, sheet: Sheet, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    found = result(run, *flags(sheet))
    contacts = [
        contact
        for told in (*found["notices"], *found["suggestions"])
        for contact in told["contacts"]
    ]

    lines = printed(run("suggest", "--details", *flags(sheet), "--top", "all")).split("\n")

    for contact in contacts:
        for way in ("phone", "url"):
            assert way not in contact or any(contact[way] in line for line in lines)


@every_width
@pytest.mark.parametrize("command", ["help-now", "questions", "supports list", "supports show aa"])
def test_no_line_is_wider_than_the_terminal_where_it_can_be_wrapped(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = printed(run(*command.split())).split("\n")

    words = (line.strip().removeprefix("- ") for line in lines if len(line) > columns)
    assert not [word for word in words if " " in word]


@every_width
def test_every_number_of_help_now_stands_whole_at_any_width(
    run: Run, monkeypatch: pytest.MonkeyPatch, shipped: KnowledgeBase, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    wanted = {
        contact.phone
        for notice in shipped.notices
        if notice.severity == "emergency"
        for contact in shipped.contacts
        if contact.id in notice.contacts and contact.phone
    }

    out = printed(run("help-now"))

    assert {"911", "988"} <= wanted
    assert not [number for number in wanted if number not in out]


@a_terminal
@pytest.mark.parametrize(
    ("environment", "arguments"),
    [
        pytest.param({"TERM": "dumb"}, [], id="TERM_dumb"),
        pytest.param({"PATHFINDER_PLAIN": "1"}, [], id="PATHFINDER_PLAIN"),
        pytest.param({"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, [], id="ascii"),
        pytest.param({}, ["--plain"], id="plain"),
    ],
)
def test_a_terminal_gets_no_escape_codes_where_none_are_wanted(
    environment: dict[str, str], arguments: list[str]
) -> None:
    assert "\x1b" in at_a_terminal("help-now")

    out = at_a_terminal("help-now", *arguments, environment=environment)

    assert all(line.isprintable() for line in out.split("\n"))
    assert "text 988" in folded(out)


@a_terminal
def test_without_colour_a_terminal_still_gets_weight() -> None:
    drawn = at_a_terminal("help-now", environment={"NO_COLOR": "1"})

    assert drawn == at_a_terminal("help-now")
    assert set(re.findall(r"\x1b\[([0-9;]*)m", drawn)) <= {"", "0", "1", "3"}


@a_terminal
def test_at_a_terminal_flags_bring_a_word_about_the_history_of_the_shell(tmp_path: Path) -> None:
    path = tmp_path / "answers"
    path.write_text("stage: using\n")

    assert "history" in at_a_terminal("suggest", "--stage", "using")
    assert "history" not in at_a_terminal("suggest", "--answers", str(path))


@a_terminal
def test_plain_may_stand_before_the_command() -> None:
    assert at_a_terminal("--plain", "help-now") == at_a_terminal("help-now", "--plain")


@a_terminal
@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_a_terminal_shows_each_notice_and_number_whole(
    run: Run, tmp_path: Path, columns: int
) -> None:
    sheet = SHEETS["drinks_daily"]
    path = tmp_path / "answers"
    path.write_text(json.dumps(sheet))
    found = result(run, *flags(sheet), "--top", "5")

    out = at_a_terminal("suggest", "--details", "--answers", str(path), columns=columns)
    out = re.sub(r"\x1b\[[0-9;]*m", "", out)

    text = folded(out)
    lines = out.split("\n")
    for notice in found["notices"]:
        assert folded(notice["text"]) in text
    for told in (*found["notices"], *found["suggestions"]):
        for contact in told["contacts"]:
            assert "phone" not in contact or any(contact["phone"] in line for line in lines)
    assert not [line for line in lines if len(line) > columns and " " in line.strip()]


@posix
def test_a_locale_without_letters_beyond_ascii_is_enough(run: Run) -> None:
    locale = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }

    outs = map(printed, each_in_a_process(EVERY_PRINTING, environment=locale))

    beyond = re.compile("[^\\x00-\\x7f]")
    for arguments, out in zip(EVERY_PRINTING, outs, strict=True):
        assert beyond.sub("?", out) == beyond.sub("?", printed(run(*arguments))), arguments


def test_answers_are_read_as_utf_8_in_any_locale(run: Run) -> None:
    said = "language: español\n"

    ran = in_a_process(
        "suggest",
        "--answers",
        "-",
        stdin=said,
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )

    assert printed(ran) == printed(run("suggest", "--language", "spanish"))


@posix
def test_a_pipe_that_nobody_reads_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    each = each_in_a_process(EVERY_PRINTING, stdout=writing)
    os.close(writing)

    assert each == [Ran(0, "", "")] * len(EVERY_PRINTING)


@posix
def test_a_pipe_that_is_closed_after_a_letter_ends_quietly() -> None:
    import fcntl

    reading, writing = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen(
        [sys.executable, "-m", "pathfinder", "suggest", "--format", "json"],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(writing)
        first = os.read(reading, 1)
        os.close(reading)
        _, said = process.communicate(timeout=20)

    assert first == b"{"
    assert (process.returncode, said) == (0, b"")


def test_kb_check_warns_of_what_is_old_and_does_not_fail(run: Run) -> None:
    sound = DATA.parent / "tests" / "broken" / "sound"

    ran = run("kb", "check", str(sound), "--max-age", "0")

    assert ran.code == 0
    warnings = ran.err.splitlines()
    assert len(warnings) == 5
    for warning in warnings:
        assert re.fullmatch(
            r"warning: .+/(contacts|supports)\.yaml:\d+:\d+: last checked \d+ days ago; "
            r"confirm it again: more than 0",
            warning,
        )


def test_kb_stats_counts_what_there_is(run: Run) -> None:
    sound = DATA.parent / "tests" / "broken" / "sound"

    whole = re.sub(r"\n(?=[a-z\d(])", " ", printed(run("kb", "stats", str(sound))))
    lines = dict(line.split(": ") for line in whole.splitlines())

    assert lines["Supports, by kind"] == "1 (mutual aid 1)"
    assert lines["Supports, by what stands behind them"] == "1 (a page 1)"
    assert lines["Questions, by answers taken"] == "3 (one 2, many 1)"
    assert lines["Contacts, by confidence"] == "4 (certain 3, high 1)"
    assert lines["Examples"] == "9 (shown 4, not shown 3, top3 1, absent 1)"
    written_from = lines["Names on lists that entries were written from"]
    assert written_from == "2 (own entry 1, not covered 1)"


def test_kb_stats_of_a_broken_knowledge_base_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    coverage = tmp_path / "coverage.yaml"
    coverage.write_text("lists:\n  - {id: guide}\n")

    ran = run("kb", "stats", str(coverage))

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f'pathfinder: {coverage}:2:5: the key "title" is missing\n'


def test_the_coverage_page_is_made_from_the_data(run: Run) -> None:
    page = (DATA.parent / "docs" / "coverage.md").read_text("utf-8")
    assert printed(run("kb", "coverage")) == page


def test_the_coverage_page_counts_each_list_by_itself(run: Run) -> None:
    page = printed(run("kb", "coverage"))
    row = r"^\| .+ \| .+ \| .+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$"
    rows = re.findall(row, page, re.MULTILINE)
    assert len(rows) == page.count("\n## ")
    for names, *parts in rows:
        assert int(names) == sum(map(int, parts))
    assert " %" not in page


@pytest.mark.parametrize("name", AUTHORED)
def test_there_is_a_schema_of_every_authored_file(run: Run, name: str) -> None:
    schema = json.loads(printed(run("schema", name)))
    assert schema["title"] == f"{name}.yaml of a pathfinder knowledge base"


@pytest.mark.long
def test_kb_check_knows_a_translated_file_by_its_folder(run: Run, tmp_path: Path) -> None:
    notices = tmp_path / "es" / "notices.yaml"
    notices.parent.mkdir()
    text = (DATA / "es" / "notices.yaml").read_text("utf-8")
    notices.write_text(text.replace("texto al 988", "texto al 989", 1), "utf-8")
    ran = run("kb", "check", str(notices))
    assert ran.code == 1
    assert ran.out.endswith(": 1 problem.\n")
    assert re.match(
        rf"{re.escape(str(notices))}:\d+:\d+: has other numbers than the English\n", ran.out
    )


@every_sheet
@pytest.mark.parametrize(
    "look", [pytest.param([], id="page"), pytest.param(["--details"], id="details")]
)
def test_only_a_page_that_is_not_private_says_what_a_suggestion_is_for(
    run: Run, sheet: Sheet, look: list[str]
) -> None:
    needs = {s["need"]["text"] for s in result(run, *flags(sheet))["suggestions"]}

    asked = ["suggest", *flags(sheet), *look, "--top", "all"]
    open_, private = (printed(run(*asked, *also)) for also in ([], ["--private"]))

    for need in needs:
        assert folded(f". {need}: ") in folded(open_)
        assert folded(f". {need}: ") not in folded(private)
