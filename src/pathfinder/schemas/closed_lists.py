"""Closed lists of words under names of their own, so that a program made from a schema can name them."""

import json
from collections.abc import Mapping
from typing import get_args

import msgspec

from pathfinder.model.condition import Skipped
from pathfinder.model.knowledge.dimension import Dimension
from pathfinder.model.knowledge.notice import Family, Severity
from pathfinder.model.knowledge.question import QuestionType
from pathfinder.model.knowledge.reference import Checked, Confidence
from pathfinder.model.knowledge.support import WhenUnknown
from pathfinder.model.knowledge.support_traits import (
    Approach,
    Channel,
    Cost,
    Form,
    Kind,
    Medication,
    Pathway,
    Purpose,
    Status,
    Strength,
)
from pathfinder.model.results.parts import Fit, Standing
from pathfinder.schemas.conditions import Schema

CLOSED_LISTS: Mapping[str, object] = {
    "Approach": Approach, "Channel": Channel, "Checked": Checked, "Confidence": Confidence,
    "Cost": Cost, "Dimension": Dimension, "Family": Family, "Fit": Fit, "Form": Form, "Kind": Kind,
    "Medication": Medication, "Pathway": Pathway, "Purpose": Purpose, "QuestionType": QuestionType,
    "Severity": Severity, "Skipped": Skipped, "Standing": Standing, "Status": Status, "Strength": Strength,
    "WhenUnknown": WhenUnknown,
}  # fmt: skip
"""The lists by their names. No two hold the same words."""


NAMES = {tuple(sorted(get_args(of))): name for name, of in CLOSED_LISTS.items()}


def with_lists_named(schema: Schema) -> Schema:
    """Return `schema`, a whole one, with each closed list in it defined once, under its name."""
    defined: Schema = {}

    def named(part: Schema) -> Schema:
        name = NAMES.get(tuple(part.get("enum", ())))
        if name is None:
            return part
        defined[name] = {"title": name, "enum": part["enum"]}
        beside = {key: value for key, value in part.items() if key != "enum"}
        return {"$ref": f"#/$defs/{name}", **beside}

    found: Schema = json.loads(msgspec.json.encode(schema), object_hook=named)
    return {**found, "$defs": {**found.get("$defs", {}), **defined}} if defined else found
