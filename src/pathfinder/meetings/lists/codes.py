"""What the codes of a list mean. One letter means different things in different groups.

`Y` is young people in AA, and Alateen in Al-Anon. So a code is read only as the group of the list
reads it, and stays as it is where we do not know. Codes of Meeting Guide: those of the plugin
"12 Step Meeting List" and of code4recovery's `spec`, read in November 2026.
"""

from collections.abc import Mapping
from functools import lru_cache

from pathfinder.model.condition import SupportId
from pathfinder.model.required_ids import (
    AA,
    ADULT_CHILDREN,
    AL_ANON,
    CA,
    CMA,
    CODEPENDENTS,
    DHARMA,
    HEROIN,
    MARIJUANA,
    NA,
    REFUGE,
)
from pathfinder.model.results.meeting import Trait

CLOSED_FOR_NOW, ONLINE = "TC", "ONL"
"""Codes that the plugin adds to the lists of every group."""

COMMON: Mapping[str, Trait] = {"ES": Trait.SPANISH}
"""Codes of languages, which are the same in all lists."""

_CLOSED = {"C": Trait.CLOSED, "O": Trait.OPEN}
_FOR_SOME = {"M": Trait.MEN, "W": Trait.WOMEN}
_USUAL = {**_CLOSED, **_FOR_SOME, "BE": Trait.NEWCOMER, "X": Trait.WHEELCHAIR, "Y": Trait.YOUNG}
_PROUD = dict.fromkeys(("G", "L", "LGBTQ", "T", "BI", "NB"), Trait.LGBTQ)
_BUDDHIST = {
    **_CLOSED,
    **_FOR_SOME,
    "BE": Trait.NEWCOMER,
    "LGBTQ": Trait.LGBTQ,
    "WA": Trait.WHEELCHAIR,
}
_NARCOTICS = {
    **_CLOSED,
    **_FOR_SOME,
    "BEG": Trait.NEWCOMER,
    "GL": Trait.LGBTQ,
    "X": Trait.WHEELCHAIR,
    "Y": Trait.YOUNG,
}

GUIDE: Mapping[SupportId, Mapping[str, Trait]] = {
    AA: {
        **_USUAL,
        **_PROUD,
        "A": Trait.SECULAR,
        "ASL": Trait.ASL,
        "POA": Trait.PROOF,
        "S": Trait.SPANISH,
    },
    CA: {**_USUAL, **_PROUD, "A": Trait.SECULAR, "ASL": Trait.ASL},
    CMA: {**_USUAL, "LGBTQ": Trait.LGBTQ, "T": Trait.LGBTQ, "ASL": Trait.ASL},
    MARIJUANA: {**_USUAL, "T": Trait.LGBTQ, "NB": Trait.LGBTQ},
    HEROIN: _NARCOTICS,
    NA: _NARCOTICS,
    DHARMA: _BUDDHIST,
    REFUGE: _BUDDHIST,
    AL_ANON: {
        **_FOR_SOME,
        "BE": Trait.NEWCOMER,
        "X": Trait.WHEELCHAIR,
        "YA": Trait.YOUNG,
        "ASL": Trait.ASL,
        "A": Trait.SECULAR,
        **dict.fromkeys(("G", "L", "LGBTQIA", "T"), Trait.LGBTQ),
    },
    ADULT_CHILDREN: {
        **_CLOSED,
        **_FOR_SOME,
        "BEG": Trait.NEWCOMER,
        "X": Trait.WHEELCHAIR,
        "YA": Trait.YOUNG,
        "ASL": Trait.ASL,
        "G": Trait.LGBTQ,
        "LGBTQ": Trait.LGBTQ,
    },
    CODEPENDENTS: {
        **_USUAL,
        **dict.fromkeys(("G", "L", "LGBTQ", "T"), Trait.LGBTQ),
        "A": Trait.SECULAR,
        "ASL": Trait.ASL,
    },
}
"""By the id of the support."""

WORLD: Mapping[str, Trait] = {
    "BEG": Trait.NEWCOMER,
    "CLOSED": Trait.CLOSED,
    "GL": Trait.LGBTQ,
    "M": Trait.MEN,
    "OPEN": Trait.OPEN,
    "W": Trait.WOMEN,
    "WCHR": Trait.WHEELCHAIR,
    "Y": Trait.YOUNG,
}
"""Formats of BMLT by their `world_id`, which is the same on every server."""

WORLD_CLOSED_FOR_NOW, WORLD_ONLINE, WORLD_LANGUAGE = "TC", "VM", "LANG"


@lru_cache(8192)
def traits_of(codes: tuple[str, ...], program: SupportId) -> frozenset[Trait]:
    """Return what Meeting Guide `codes` mean in lists of `program`."""
    meanings = {**COMMON, **GUIDE.get(program, {})}
    return frozenset(meanings[code] for code in codes if code in meanings)


@lru_cache(8192)
def unknown_codes(codes: tuple[str, ...], program: SupportId) -> frozenset[str]:
    """Return which Meeting Guide `codes` say nothing to us in lists of `program`."""
    known = {CLOSED_FOR_NOW, ONLINE, *COMMON, *GUIDE.get(program, {})}
    return frozenset(codes) - known
