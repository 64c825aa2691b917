"""Rules, requirements and cautions that hold for every support with a trait."""

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol, get_args, get_origin, get_type_hints

import msgspec

from pathfinder.model.condition import Condition
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.support import Support, WhenUnknown
from pathfinder.model.knowledge.wording import Wording

Traits = Mapping[str, tuple[str, ...]]
"""For each named field of a support, the values of which it has at least one."""


class SharedRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule for every support with these traits."""

    id: str
    applies_to: Traits
    except_: Traits = msgspec.field(default_factory=dict[str, tuple[str, ...]], name="except")
    weight: int
    because: Wording
    when: Condition | None = None


class SharedRequirement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A requirement for every support with these traits."""

    id: str
    applies_to: Traits
    except_: Traits = msgspec.field(default_factory=dict[str, tuple[str, ...]], name="except")
    needs: Condition
    because: Wording
    because_unknown: Wording | None = None
    unknown: WhenUnknown = "allow"
    safety: bool = False


class SharedCaution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A caution for every support with these traits."""

    id: str
    applies_to: Traits
    except_: Traits = msgspec.field(default_factory=dict[str, tuple[str, ...]], name="except")
    text: Wording
    when: Condition | None = None
    said_by: tuple[NoticeId, ...] = ()


class SharedReach(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where every support with these traits is out of reach."""

    id: str
    applies_to: Traits
    except_: Traits = msgspec.field(default_factory=dict[str, tuple[str, ...]], name="except")
    when: Condition
    because: Wording


class SharedGoWith(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to go with someone to every support with these traits."""

    id: str
    applies_to: Traits
    except_: Traits = msgspec.field(default_factory=dict[str, tuple[str, ...]], name="except")
    how: Wording
    say: Wording


class Sharing(Protocol):
    """What is shared, whatever it is."""

    @property
    def applies_to(self) -> Traits:
        """The traits a support must have."""
        ...

    @property
    def except_(self) -> Traits:
        """The traits a support must not have."""
        ...


TRAITS = (
    "id", "kind", "pathway", "dimension", "approach", "twelve_step", "about_use", "purpose",
    "goals", "substances", "formats", "cost", "medication", "status", "asks_for_sobriety",
    "serves",
)  # fmt: skip
"""The fields of a support that a shared rule may speak of."""


def trait_values(support: Support, field: str) -> frozenset[str]:
    """Return the values that `support` has of the trait `field`, as they are authored."""
    value: object = getattr(support, field)
    if field == "serves":
        return frozenset(serve.need for serve in support.serves)
    values = msgspec.convert(value if isinstance(value, tuple) else (value,), tuple[object, ...])
    return frozenset(map(_authored, values))


def possible_values(field: str) -> set[str]:
    """Return the values that the trait `field` may have, where its type says so."""
    hint = get_type_hints(Support)[field]
    if bool in (hint, *get_args(hint)):
        return {"true", "false"}
    closed = (part for part in (hint, *get_args(hint)) if get_origin(part) is Literal)
    return {str(value) for part in closed for value in get_args(part)}


def _authored(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def applies(shared: Sharing, support: Support) -> bool:
    """Return whether `shared` holds for `support`."""

    def has(field: str, values: Iterable[str]) -> bool:
        return not trait_values(support, field).isdisjoint(values)

    return all(has(*trait) for trait in shared.applies_to.items()) and not any(
        has(*trait) for trait in shared.except_.items()
    )
