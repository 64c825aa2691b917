"""Whether a condition can be met at all: tried on every combination of what it names."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pathfinder.engine.columns import columns_of
from pathfinder.knowledge.checks.satisfiable import Choice, each_combination
from pathfinder.model.condition import OptionId, QuestionId

options = st.sampled_from([OptionId(option) for option in "abc"])
choices = st.lists(
    st.lists(options, unique=True, max_size=2).map(tuple), min_size=1, max_size=4, unique=True
)


@given(each=st.dictionaries(st.sampled_from([QuestionId(q) for q in "pqr"]), choices))
def test_each_combination_is_the_columns_of_a_sheet_for_each(
    each: dict[QuestionId, list[Choice]],
) -> None:
    # The first question changes fastest: in `product` it is the last that does.
    turned = [[(question, choice) for choice in each[question]] for question in reversed(each)]
    sheets = [{q: choice for q, choice in sheet if choice} for sheet in product(*turned)]

    made, expected = each_combination(each, {}), columns_of(sheets, {})

    assert made.every == expected.every
    assert {q: where for q, where in made.answered.items() if where} == expected.answered
    assert {q: column for q, column in made.chosen.items() if column} == {
        q: column for q, column in expected.chosen.items() if column
    }
