"""The questions as a data dictionary, which REDCap makes a form of."""

import csv
import io
from collections.abc import Iterable, Iterator

from pathfinder.model.knowledge.question import NONE, Question
from pathfinder.model.knowledge.wording import in_voice

COLUMNS: tuple[str, ...] = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
"""What REDCap wants in the first row, in its order."""

NAME, FORM, TYPE, LABEL, CHOICES, NOTE = (*COLUMNS[:2], *COLUMNS[3:7])
ANNOTATION = COLUMNS[-1]
FORM_NAME = "pathfinder"


def data_dictionary(questions: Iterable[Question], record: str) -> str:
    """Return the data dictionary (CSV) of a form with `questions`; its export is a table of answers.

    `record`: the label of the field that names a sheet. No question has to be answered, and the codes of the choices are the ids of the options.
    """
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, restval="")
    rows.writeheader()
    rows.writerow({NAME: "record_id", FORM: FORM_NAME, TYPE: "text", LABEL: record})
    for question in questions:
        rows.writerow(_field(question))
    return out.getvalue()


def _field(question: Question) -> dict[str, str]:
    is_many = question.type == "many"
    has_none = any(option.id == NONE for option in question.options)
    return {
        NAME: question.id,
        FORM: FORM_NAME,
        TYPE: "checkbox" if is_many else "radio",
        LABEL: in_voice(question.prompt, "self"),
        CHOICES: " | ".join(_choices(question)),
        NOTE: in_voice(question.help, "self"),
        ANNOTATION: f"@NONEOFTHEABOVE='{NONE}'" if is_many and has_none else "",
    }


def _choices(question: Question) -> Iterator[str]:
    for option in question.options:
        label = " ".join(in_voice(option.label, "self").split()).replace("|", "/")
        yield f"{option.id}, {label}"
