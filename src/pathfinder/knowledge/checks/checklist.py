"""Checks of the checklist: every line says what a question knows, and guesses at nothing grave."""

from collections.abc import Iterator, Mapping

from pathfinder.documents.yaml import entries, entry
from pathfinder.errors import Problem, did_you_mean, quoted
from pathfinder.knowledge.parse.located import Item, Items


def check_checklist(items: Items) -> Iterator[Problem]:
    """Yield the lines that name no question or option, that say nothing, or that deny a risk."""
    questions = {question.id: question for question in items["questions"]}
    for line in items["checklist"]:
        if not {"says", "opens"} & line.tree.keys():
            yield line.problem("this line says nothing", hint="give it says: or opens:")
        opens = line.tree.get("opens")
        if isinstance(opens, str) and opens not in questions:
            yield _no_question(line, questions, opens, "opens")
        for key in ("says", "otherwise"):
            said = line.tree.get(key)
            for id_ in said if isinstance(said, dict) else ():
                if id_ in questions:
                    yield from _options(line, questions[id_], key)
                else:
                    yield _no_question(line, questions, id_, key, id_)


def _options(line: Item, question: Item, key: str) -> Iterator[Problem]:
    options = {str(entry(o, "id")): o for o in entries(question.tree.get("options"))}
    risky = any(entry(option, "risk") == "true" for option in options.values())
    if key == "otherwise" and risky:
        hint = "what is not ticked stays unknown where there is a risk"
        yield line.problem(
            f"{quoted(question.id)} is no matter of taste", key, question.id, hint=hint
        )
    for i, option in enumerate(entries(entry(line.tree[key], question.id))):
        if option not in options:
            hint = did_you_mean(str(option), options)
            message = f"{quoted(str(option))} is no option of {quoted(question.id)}"
            yield line.problem(message, key, question.id, i, hint=hint)


def _no_question(line: Item, questions: Mapping[str, Item], id_: str, *below: str) -> Problem:
    hint = did_you_mean(id_, questions)
    return line.problem(f"there is no question {quoted(id_)}", *below, hint=hint)
