"""The plainest possible reading of `data/*.yaml`, for one sheet at a time: the sentences said.

Like the oracle, it imports nothing of pathfinder. Whatever has one text for the person themselves and
another about someone else is said here in the voice it must be heard in.
"""

from pathlib import Path
from typing import Any

from tests.oracle import Oracle, Sheet, asked_in
from tests.oracle_needs import Stands
from tests.oracle_ranked import first_steps


class Words:
    """What the files of one folder say to who gave a sheet of answers, in one language."""

    def __init__(self, folder: Path, language: str = "") -> None:
        self.oracle = Oracle(folder, language)
        self.about_use = {q["id"] for q in self.oracle.questions if q.get("about_use") == "true"}

    def voiced(self, wording: Any, sheet: Sheet, *, about_use: bool) -> Any:
        """Return `wording` as said to who gave `sheet`.

        Of a client everything is said of someone else; of a loved one, what is about their use.
        """
        if not isinstance(wording, dict):
            return wording
        whom = sheet.get("for_whom", [])
        other = "client" in whom or (about_use and "loved_one" in whom)
        return wording["other" if other else "self"]

    def said(self, wording: Any, sheet: Sheet, condition: Any) -> Any:
        """Return `wording` as said where `condition` calls for it."""
        about_use = bool(self.asked(condition) & self.about_use)
        return self.voiced(wording, sheet, about_use=about_use)

    def asked(self, condition: Any) -> set[str]:
        """Return the questions that `condition` reads."""
        if condition is None or (isinstance(condition, dict) and "eligible" in condition):
            return set()
        if isinstance(condition, str):
            return self.asked(self.oracle.conditions[condition])
        if "not" in condition:
            return self.asked(condition["not"])
        parts = condition.get("all") or condition.get("any")
        if parts:
            return {question for part in parts for question in self.asked(part)}
        return {asked_in(condition)}

    def notices(self, sheet: Sheet) -> list[dict[str, Any]]:
        """Return every notice as it is printed, in the order of the page."""
        shown = [notice for notice, _ in self.oracle.shown(sheet)]
        found = []
        for notice in shown:

            def said(key: str, notice: Any = notice) -> Any:
                return self.said(notice.get(key), sheet, notice.get("when"))

            signs = said("call_911")
            first = self.oracle.interface["call_911"].replace("{signs}", signs or "")
            about = notice.get("reasons_of")
            found.append(
                {
                    "id": notice["id"],
                    "severity": notice["severity"],
                    "text": f"{first} {said('text')}" if signs else said("text"),
                    "reasons": self.reasons_to_withhold(about, sheet) if about else [],
                    "contacts": notice.get("contacts", []),
                    "family": notice.get("family"),
                    "folded": self._folded(notice, shown, sheet),
                    "heading": said("heading"),
                    "in_short": said("adds"),
                    "call_911": signs,
                }
            )
        return found

    def _folded(self, notice: Any, shown: list[Any], sheet: Sheet) -> bool:
        """Return whether another notice of its family stands whole in place of `notice`.

        The first stands whole that need not yield; where all must, the first.
        """
        family = [other for other in shown if other.get("family") == notice.get("family")]
        strong = [
            other
            for other in family
            if "yields_unless" not in other
            or self.oracle.truth(other["yields_unless"], sheet) is True
        ]
        return "family" in notice and (strong or family)[0] is not notice

    def reasons_to_withhold(self, id_: str, sheet: Sheet) -> list[str]:
        """Return the text of every requirement that withholds a support."""
        found = []
        for requirement in self.oracle.failing(self.oracle.support(id_), sheet):
            needs = requirement["needs"]
            because = requirement["because"]
            if self.oracle.truth(needs, sheet) is None:
                because = requirement.get("because_unknown", because)
            found.append(self.said(because, sheet, needs))
        return found

    def withheld(self, sheet: Sheet) -> dict[str, list[str]]:
        """Return, for every support that is withheld, why, in the order of the file."""
        every = {s["id"]: self.reasons_to_withhold(s["id"], sheet) for s in self.oracle.supports}
        return {id_: reasons for id_, reasons in every.items() if reasons}

    def need(self, stands: Stands, sheet: Sheet) -> dict[str, Any]:
        """Return what is said of the need that a suggestion is for."""
        need = next(need for need in self.oracle.needs if need["id"] == stands.need)
        return {
            "id": need["id"],
            "name": need["name"],
            "text": self.voiced(need["text"], sheet, about_use=False),
            "level": stands.level,
            "dimension": need["dimension"],
        }

    def reasons(self, stands: Stands, sheet: Sheet) -> list[str]:
        """Return what speaks for or against a support within its need, the strongest first."""
        met = [
            rule
            for rule in self.oracle.met_rules(self.oracle.support(stands.id), sheet)
            if rule.get("need", stands.need) == stands.need
        ]
        met.sort(key=lambda rule: -int(rule["weight"]))
        return [self.said(rule["because"], sheet, rule.get("when")) for rule in met]

    def cautions(self, id_: str, sheet: Sheet) -> list[str]:
        """Return what to be careful about; without a condition, in the voice of the support."""
        support = self.oracle.support(id_)
        out_of_reach = [
            self.said(out["because"], sheet, out["when"])
            for out in self.oracle.having("out_of_reach", support)
            if self.oracle.truth(out["when"], sheet) is True
        ]
        return out_of_reach + [
            self.said(caution["text"], sheet, caution["when"])
            if "when" in caution
            else self.of_support(caution["text"], support, sheet)
            for caution in self.oracle.having("cautions", support)
            if self.oracle.truth(caution.get("when"), sheet) is True
        ]

    def of_support(self, wording: Any, support: Any, sheet: Sheet) -> Any:
        """Return `wording`, a sentence of `support`, as said to who gave `sheet`."""
        return self.voiced(wording, sheet, about_use=support["about_use"] == "true")

    def go_with(self, support: Any, sheet: Sheet) -> dict[str, Any] | None:
        """Return how to go there with someone: its own, or the first shared one that fits."""
        shared = [s for s in self.oracle.shared["go_with"] if self.oracle.applies(s, support)]
        found = [*([support["go_with"]] if "go_with" in support else []), *shared]
        said = {
            key: self.of_support(found[0][key], support, sheet) for key in ("how", "say") if found
        }
        return said or None

    def now(self, stands: Stands, sheet: Sheet) -> str | None:
        """Return what can be done at any hour for a need that is care."""
        need = next(need for need in self.oracle.needs if need["id"] == stands.need)
        said: str | None = self.voiced(need.get("now"), sheet, about_use=False)
        return said if stands.level <= 2 else None

    def plan(self, sheet: Sheet) -> dict[str, Any] | None:
        """Return the first week; none where nothing is suggested."""
        plan = self.oracle.plan(sheet)
        steps = first_steps(self.oracle, sheet, most=len(plan["days"]))
        if not steps:
            return None

        def said(key: str) -> Any:
            return self.voiced(plan[key], sheet, about_use=False)

        liked, left = (sheet.get(f"tried_and_{how}", []) for how in ("liked", "left"))
        return {
            "id": plan["id"],
            "opening": said("opening"),
            "steps": [
                {
                    "day": day,
                    "id": stands.id,
                    "note": said("kept")
                    if stands.id in liked
                    else said("again")
                    if stands.id in left
                    else None,
                    "now": self.now(stands, sheet),
                    "do": self.of_support(support["first_step"], support, sheet),
                    "say": self.of_support(support["say"], support, sheet),
                    "go_with": self.go_with(support, sheet),
                }
                for day, stands in zip(plan["days"], steps, strict=False)
                for support in [self.oracle.support(stands.id)]
            ],
            "closing": said("closing"),
        }
