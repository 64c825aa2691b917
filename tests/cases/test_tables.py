"""Tables of answers, in the shapes that forms, REDCap and spreadsheets write, and tables of results."""

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import load_knowledge
from pathfinder.answers.line import read_sheet
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.answers.redcap import COLUMNS
from pathfinder.answers.table import read_table, table_header
from pathfinder.errors import AnswersError
from pathfinder.knowledge.compiled import questions_in_every_language
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge.wording import in_voice
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.as_table import RUNS, Table
from tests.conftest import Run
from tests.properties.strategies import sheets as any_sheet

Shape = Callable[[KnowledgeBase, Iterable[tuple[str, Answers]]], str]
WHAT = ("--fields", "notices.id,suggestions.id,answers", "--include-answers")
ROWS = 300


def invented(kb: KnowledgeBase, count: int) -> Iterator[tuple[str, Answers]]:
    """Yield `count` sheets with their ids, each question skipped or answered with one option or some."""
    drawn = random.Random(15)
    for number in range(count):
        answers: dict[QuestionId, tuple[OptionId, ...]] = {}
        for question in kb.questions:
            options = [option.id for option in question.options]
            if drawn.random() < 0.6:
                continue
            if question.type == "many" and drawn.random() < 0.6:
                options = [option for option in options if option != NONE]
                some = drawn.sample(options, min(2, len(options)))
                answers[question.id] = tuple(o for o in options if o in some)
            else:
                answers[question.id] = (drawn.choice(options),)
        yield f"row {number}", answers


def written(header: Sequence[str], rows: Iterable[Sequence[str]], sign: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows([header, *rows])
    return out.getvalue()


def labels(question: Question, answers: Answers, sign: str) -> str:
    label_by_id = {o.id: in_voice(o.label, "self") for o in question.options}
    return sign.join(label_by_id[option] for option in answers.get(question.id, ()))


def as_form(kb: KnowledgeBase, given: Iterable[tuple[str, Answers]]) -> str:
    """Return what a form exports: prompts, labels with commas between them, a time, a mail address."""
    prompts = [in_voice(q.prompt, "self") for q in kb.questions]
    index = QuestionIndex(kb)
    unlike = [p if index.question(p) else q.id for p, q in zip(prompts, kb.questions, strict=True)]
    assert sum(map(str.isidentifier, unlike)) < 3
    header = ["Timestamp", *unlike, "Email", "ID"]
    rows = (
        ["2026/11/21 9:00:00 AM", *(labels(q, answers, ", ") for q in kb.questions), "", id_]
        for id_, answers in given
    )
    return written(header, rows)


def as_redcap(kb: KnowledgeBase, given: Iterable[tuple[str, Answers]]) -> str:
    """Return what REDCap exports: a column of 0 and 1 for each box, codes for what is one of many."""
    columns = [
        (question, option.id)
        for question in kb.questions
        for option in question.options[: None if question.type == "many" else 1]
    ]
    many = "many"
    header = [f"{q.id}___{id_}" if q.type == many else str(q.id) for q, id_ in columns]

    def cell(question: Question, id_: str, answers: Answers) -> str:
        said = answers.get(question.id, ())
        return str(int(id_ in said)) if question.type == many else "".join(said)

    rows = (
        [id_, "baseline_arm_1", *(cell(q, o, answers) for q, o in columns), "2"]
        for id_, answers in given
    )
    return written(["record_id", "redcap_event_name", *header, "pathfinder_complete"], rows)


def as_spreadsheet(kb: KnowledgeBase, given: Iterable[tuple[str, Answers]]) -> str:
    """Return what a spreadsheet of another country writes: names, and lines in cells, semicolons."""
    header = ["id", *(question.name.upper() for question in kb.questions)]
    rows = (
        [id_, *("\n".join(answers.get(q.id, ())) for q in kb.questions)] for id_, answers in given
    )
    return "\ufeff" + written(header, rows, ";")


@pytest.mark.parametrize(
    ("shape", "form"),
    [
        pytest.param(as_form, "utf-8", id="form"),
        pytest.param(as_redcap, "utf-8", id="redcap"),
        pytest.param(as_spreadsheet, "utf-16", id="spreadsheet"),
    ],
)
def test_a_table_gives_the_results_of_the_same_sheets_in_json(
    run: Run, shipped: KnowledgeBase, tmp_path: Path, shape: Shape, form: str
) -> None:
    given = [*invented(shipped, ROWS)]
    lines = (json.dumps({"id": id_, **answers}) + "\n" for id_, answers in given)
    (tmp_path / "sheets.jsonl").write_text("".join(lines), "utf-8")
    text = shape(shipped, given).removeprefix("\ufeff" if form == "utf-16" else "")
    (tmp_path / "sheets.csv").write_bytes(text.encode(form))

    from_table = run("batch", str(tmp_path / "sheets.csv"), "-", *WHAT)
    from_lines = run("batch", str(tmp_path / "sheets.jsonl"), "-", *WHAT)

    assert (from_table.code, from_table.err) == (0, "")
    assert from_table.out.count("\n") == ROWS
    assert from_table == from_lines


@given(data=st.data(), id_=st.text("ab1 ,;'\"=-", min_size=1).map(str.strip).filter(bool))
def test_what_is_written_under_the_template_reads_back_equal(
    shipped: KnowledgeBase, data: st.DataObject, id_: str
) -> None:
    sheet = data.draw(any_sheet(shipped))
    cells = (", ".join(sheet.get(question.id, ())) for question in shipped.questions)
    table = written(table_header(shipped.questions), [[id_, *cells]])
    (read,) = read_table(
        io.StringIO(table, newline=""),
        "t",
        QuestionIndex(shipped),
        (),
    )
    line = json.dumps({"id": id_, **sheet}).encode()
    assert read == read_sheet(line, QuestionIndex(shipped))


def test_the_template_is_the_header(run: Run, shipped: KnowledgeBase) -> None:
    printed = run("questions", "--template", "csv").out
    assert next(csv.reader([printed])) == table_header(shipped.questions)


def test_the_data_dictionary_makes_the_form_whose_export_is_read(
    run: Run, shipped: KnowledgeBase
) -> None:
    rows = [*csv.DictReader(io.StringIO(run("questions", "--template", "redcap").out, newline=""))]
    assert tuple(rows[0]) == COLUMNS
    assert len(COLUMNS) == 18
    assert rows[0]["Variable / Field Name"] == "record_id"
    fields = {row["Variable / Field Name"]: row for row in rows[1:]}
    assert [*fields] == [question.id for question in shipped.questions]
    for question in shipped.questions:
        row = fields[question.id]
        is_many = question.type == "many"
        assert row["Field Type"] == ("checkbox" if is_many else "radio")
        assert not row["Required Field?"]
        choices = row["Choices, Calculations, OR Slider Labels"].split(" | ")
        codes = [choice.partition(", ")[0] for choice in choices]
        assert codes == [option.id for option in question.options]
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,99}", question.id)
        assert not is_many or all(re.fullmatch(r"[a-z0-9_]+", code) for code in codes)


def faults(table: str, shipped: KnowledgeBase, *skipped: str) -> list[str]:
    index = QuestionIndex(shipped, questions_in_every_language)
    read = read_table(io.StringIO(table, newline=""), "t", index, skipped)
    return [str(problem) for sheet in read for problem in sheet.problems]


def test_a_column_that_is_no_question_is_named_unless_it_is_skipped(
    run: Run, shipped: KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("gaol,goal,Shoe size\n,quit,9\n")
    ran = run("batch", str(path), "-")
    assert (ran.code, ran.out) == (1, "")
    assert 't.csv:1: the column "gaol" is no question; did you mean "goal"?; rename it' in ran.err
    assert 'the column "Shoe size" is no question; rename it, or leave it out with' in ran.err
    skipping = run("batch", str(path), "-", "--skip", "shoe size", "--skip", "gaol", *WHAT)
    assert skipping.code == 0
    assert json.loads(skipping.out)["answers"] == {"goal": ["abstinence"]}
    assert faults("goal\nquit\n", shipped) == []


def test_a_prompt_of_two_questions_is_told_apart(shipped: KnowledgeBase) -> None:
    with pytest.raises(AnswersError) as raised:
        faults("How old are they?\n18-20\n", shipped)
    assert "it could be their_age or age_group: write one of these" in str(raised.value)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("goal\nxyzzy\n", 'goal: "xyzzy" is no option of "goal"; one of'),
        ("goal\nquit,moderation\n", "the row has more cells than the first"),
        ("crisis___overdose_now\n7\n", 'crisis___overdose_now: "7" is neither 0 nor 1'),
        ('goal\n"quit\n', "t:2: this is no table: unexpected end of data"),
        ("shoe size\n9\n", 't:1: the column "shoe size" is no question'),
        ("email\na\n", "t:1: the first row names no question"),
    ],
)
def test_a_table_that_is_wrong_is_told(shipped: KnowledgeBase, table: str, said: str) -> None:
    try:
        told = "\n".join(faults(table, shipped))
    except AnswersError as error:  # a row, or the whole
        told = str(error)
    assert said in told


def test_a_row_that_may_speak_of_danger_is_never_refused_without_the_crisis_line(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,goal,crisis___suicidal_thoughts\n1,xyzzy,1\n2,quit,maybe\n3,xyzzy,0\n")
    helped = [
        json.loads(line).get("help", "") for line in run("batch", str(path), "-").out.splitlines()
    ]
    assert [("988" in said) for said in helped] == [True, True, False]
    as_csv = run("batch", str(path), "-", "--to", "csv").out.removeprefix("\ufeff")
    assert ["988" in row["help"] for row in csv.DictReader(io.StringIO(as_csv))] == [
        True,
        True,
        False,
    ]


def test_results_are_a_table_with_every_notice_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,substances\n=1+1,alcohol\n-2,opioids\n")
    out = tmp_path / "out.csv"
    assert run("batch", str(path), str(out)).code == 0
    text = out.read_bytes().decode("utf-8")
    assert text.startswith("\ufeffline,id,problem,help,danger,notices,suggestion_1,need_1,")
    rows = [*csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    assert [row["id"] for row in rows] == ["'=1+1", "'-2"]
    for row, substance in zip(rows, ("alcohol", "opioids"), strict=True):
        result = json.loads(run("suggest", "--substances", substance, "--json").out)
        assert all(notice["text"] in row["notices"] for notice in result["notices"])
        assert row["suggestion_1"] == result["suggestions"][0]["name"]


@given(text=st.text())
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    row = Table({"choosing": ()}, None).fault(1, (), text, text).decode("utf-8", "surrogatepass")
    cells = next(csv.reader(io.StringIO(row, newline="")))
    assert not any(cell.startswith(RUNS) for cell in cells)
    assert all(cell.removeprefix("'") == text or cell == text for cell in (cells[1], cells[3]))


def test_names_and_labels_are_taken_in_either_language(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    spanish = load_knowledge("es").questions[0]
    none = next(in_voice(o.label, "self") for o in spanish.options if o.id == NONE)
    path.write_text(written([spanish.name, "Substances"], [[none, "Alcohol"]]), "utf-8")
    ran = run("batch", str(path), "-", *WHAT)
    said = json.loads(ran.out)["answers"]
    assert said == {"crisis": ["none"], "substances": ["alcohol"]}
