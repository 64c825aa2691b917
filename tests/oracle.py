"""The plainest possible reading of `data/*.yaml`, for one sheet at a time.

It imports nothing of pathfinder, shares no idea with the engine but the words of the files, and is
as slow as it likes. What the engine says of a sheet must be what stands here.
"""

from pathlib import Path
from typing import Any

import yaml

Sheet = dict[str, list[str]]
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SEVERITIES = ("emergency", "urgent", "important", "note")


class Oracle:
    """The files of one folder, as dictionaries."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> Any:
            text = (folder / f"{name}.yaml").read_text("utf-8")
            return yaml.load(text, LOADER)  # noqa: S506 - text only

        self.conditions = read("conditions")
        self.questions = read("questions")["questions"]
        self.supports = read("supports")["supports"]
        self.notices = read("notices")["notices"]
        self.shared = read("rules")

    def truth(self, condition: Any, sheet: Sheet, this: str = "") -> bool | None:
        """Return True, False, or None for unknown."""
        if condition is None:
            return True
        if isinstance(condition, str):
            return self.truth(self.conditions[condition], sheet, this)
        if "all" in condition:
            parts = [self.truth(part, sheet, this) for part in condition["all"]]
            return False if False in parts else None if None in parts else True
        if "any" in condition:
            parts = [self.truth(part, sheet, this) for part in condition["any"]]
            return True if True in parts else None if None in parts else False
        if "not" in condition:
            inner = self.truth(condition["not"], sheet, this)
            return None if inner is None else not inner
        if "eligible" in condition:
            return not self.failing(self.support(condition["eligible"]), sheet)
        question = next(key for key in condition if key != "skipped")
        if question not in sheet:
            return True if condition.get("skipped") == "met" else None
        wanted = condition[question]
        wanted = [wanted] if isinstance(wanted, str) else wanted
        wanted = [this if word == "this_support" else word for word in wanted]
        return any(option in wanted for option in sheet[question])

    def support(self, id_: str) -> Any:
        """Return the support with that id."""
        return next(support for support in self.supports if support["id"] == id_)

    def applies(self, shared: Any, support: Any) -> bool:
        """Return whether `support` has the traits that `shared` speaks of."""

        def has(traits: Any) -> list[bool]:
            found = []
            for field, values in (traits or {}).items():
                own = support.get(field, [])
                own = [own] if isinstance(own, str) else own
                found.append(any(value in values for value in own))
            return found

        return all(has(shared["applies_to"])) and not any(has(shared.get("except")))

    def having(self, part: str, support: Any) -> list[Any]:
        """Return what `support` has of rules, eligibility or cautions: its own, then the shared."""
        shared = [item for item in self.shared.get(part, []) if self.applies(item, support)]
        return [*support.get(part, []), *shared]

    def failing(self, support: Any, sheet: Sheet) -> list[Any]:
        """Return the requirements that withhold `support`."""
        return [
            requirement
            for requirement in self.having("eligibility", support)
            if self.truth(requirement["needs"], sheet) is False
            or (
                requirement.get("unknown") == "withhold"
                and self.truth(requirement["needs"], sheet) is None
            )
        ]

    def met_rules(self, support: Any, sheet: Sheet) -> list[Any]:
        """Return the rules of `support` that are met."""
        return [
            rule
            for rule in self.having("rules", support)
            if self.truth(rule.get("when"), sheet, support["id"]) is True
        ]

    def suggested(self, sheet: Sheet) -> dict[str, int]:
        """Return the score of every support that is suggested, in the order of the file."""
        scores = {}
        for support in self.supports:
            weights = [int(rule["weight"]) for rule in self.met_rules(support, sheet)]
            if not self.failing(support, sheet) and any(weight > 0 for weight in weights):
                scores[support["id"]] = sum(weights)
        return scores

    def halted(self, sheet: Sheet) -> bool:
        """Return whether an answer leaves only the notices."""
        return any(
            option.get("halts") == "true" and option["id"] in sheet.get(question["id"], [])
            for question in self.questions
            for option in question.get("options", [])
        )

    def ranking(self, sheet: Sheet) -> list[tuple[str, int]]:
        """Return the ids and scores of the suggestions, best first."""
        if self.halted(sheet):
            return []
        scores = self.suggested(sheet)
        left = sorted(scores, key=lambda id_: -scores[id_])
        first: list[str] = []
        while len(first) < 3:
            kinds = [self.support(id_)["kind"] for id_ in first]
            active = [id_ for id_ in left if self.support(id_)["status"] == "active"]
            balanced = [
                id_
                for id_ in active
                if scores[id_] > 0 and kinds.count(self.support(id_)["kind"]) < 2
            ]
            best = (balanced or active)[:1]
            if not best:
                break
            first += best
            left.remove(best[0])
        return [(id_, scores[id_]) for id_ in (*first, *left)]

    def notices_shown(self, sheet: Sheet) -> list[tuple[str, str]]:
        """Return id and form (full or short) of every notice that shows, gravest first."""
        shown = []
        for notice in self.notices:
            if self.truth(notice.get("when"), sheet) is True:
                shown.append((notice, "full"))
            elif "short" in notice and self.truth(notice["short"]["when"], sheet) is True:
                shown.append((notice, "short"))
        replaced = [id_ for notice, _ in shown for id_ in notice.get("replaces", [])]
        shown.sort(key=lambda pair: SEVERITIES.index(pair[0]["severity"]))
        return [(notice["id"], form) for notice, form in shown if notice["id"] not in replaced]
