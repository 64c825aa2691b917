"""The words around questions and answers for people who script, below `scripting` in `data/interface.yaml`."""

import msgspec


class ScriptWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each phrase of `questions` and its templates. In { } stands what is filled in."""

    several: str
    or_words: str
    any_support: str
    answers_for: str
    one_of: str
    any_of: str
    record: str
