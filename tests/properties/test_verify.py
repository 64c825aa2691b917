"""Laws of the proofs: what they say of all sheets is so of each, and what breaks is found."""

import functools
import json
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import suggest
from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.documents.tree import Document
from pathfinder.engine.columns import columns_of
from pathfinder.engine.suggest import suggest_each
from pathfinder.knowledge.build.compile import compile_knowledge
from pathfinder.knowledge.build.compile import compiled as compiled_from
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.files import read_all, read_documents
from pathfinder.knowledge.languages import ENGLISH
from pathfinder.knowledge.parse.base import read_authored
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.model.answers import Answers
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.knowledge.invariant import Fact, Gravity, Invariants, Relabelling
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.render.as_json import as_json
from pathfinder.verify.circuit import Bit, Circuit, literal
from pathfinder.verify.context import Context, context_for
from pathfinder.verify.cross_check import DisagreementError, check_agreement
from pathfinder.verify.dead_rules import IdleKind, idle
from pathfinder.verify.encoding import Encoding, columns_from, encode
from pathfinder.verify.propositions import with_facts
from pathfinder.verify.proving import Verdict, prove
from pathfinder.verify.relabelling import relabelled
from pathfinder.verify.sampling import answers_on, random_sheets
from pathfinder.verify.solver import Can, Solver
from tests.claims import Claims
from tests.conftest import DATA, ROOT
from tests.oracle import Sheet
from tests.properties.strategies import sheets

LONG = 3_000_000
SOUND = ROOT / "tests" / "broken" / "sound"


def as_written(answers: Answers) -> Sheet:
    return {str(question): [*map(str, options)] for question, options in answers.items()}


def answers_in(sheet: Sheet) -> Answers:
    return {QuestionId(q): tuple(map(OptionId, options)) for q, options in sheet.items()}


def key_of(sheet: Sheet) -> str:
    return json.dumps(sheet, sort_keys=True)


def results_of(kb: KnowledgeBase, foreseen: Sequence[Sheet] = ()) -> Callable[[Sheet], Any]:
    """Return what gives the JSON that is printed for a sheet; it remembers what it gave.

    That of the `foreseen` sheets is made at once, which takes a fraction of the time.
    """
    made = suggest_each(kb, [answers_in(sheet) for sheet in foreseen])
    known = {
        key_of(sheet): json.loads(as_json(result))
        for sheet, result in zip(foreseen, made, strict=True)
    }

    def result(sheet: Sheet) -> Any:
        key = key_of(sheet)
        if key not in known:
            known[key] = json.loads(as_json(suggest(kb, answers_in(sheet))))
        return known[key]

    return result


# ---------------------------------------------------------------------------------------- circuits


@st.composite
def formulas(draw: st.DrawFn) -> Callable[[list[int], int], int]:
    """A formula over four operands, which may be bits of a circuit or plain columns."""
    steps = draw(
        st.lists(
            st.tuples(st.sampled_from("&|^~"), st.integers(0, 30), st.integers(0, 30)), max_size=20
        )
    )

    def formula(operands: list[int], every: int) -> int:
        known = [*operands, every, every ^ every, 0]
        for operator, i, j in steps:
            a, b = known[i % len(known)], known[j % len(known)]
            match operator:
                case "&":
                    known.append(a & b)
                case "|":
                    known.append(a | b)
                case "^":
                    known.append(a ^ b)
                case _:
                    known.append(every & ~a)
        return known[-1]

    return formula


@given(formula=formulas())
def test_a_bit_comes_out_as_the_columns_do_and_the_solver_finds_where_it_can_be(
    formula: Callable[[list[int], int], int],
) -> None:
    circuit = Circuit()
    variables = [circuit.variable() for _ in range(4)]
    bit = formula([*variables], Bit(1, circuit))
    columns = [sum((i >> place & 1) << i for i in range(16)) for place in range(4)]
    expected = formula([*columns], (1 << 16) - 1)

    values = circuit.values(dict(zip(map(literal, variables), columns, strict=True)), (1 << 16) - 1)
    node = literal(bit if isinstance(bit, Bit) else Bit(bit & 1, circuit))
    assert (values[node] if node > 0 else values[-node] ^ (1 << 16) - 1) == expected

    solver = Solver(Encoding(circuit, columns_without_meaning(), ()), LONG)
    assert (solver.can_be(bit) is Can.YES) is bool(expected)


def columns_without_meaning() -> Any:
    """Stands in for the columns of an encoding, which the solver does not read."""
    return None


# --------------------------------------------------------------------------------- the shipped base


@pytest.fixture(scope="module")
def invariants(kb: KnowledgeBase) -> Invariants:
    return read_invariants(DATA / "invariants.yaml", kb)


@pytest.fixture(scope="module")
def context(kb: KnowledgeBase, invariants: Invariants) -> Context:
    return context_for(kb, invariants, LONG)


def test_the_encoding_says_what_the_engine_says(context: Context) -> None:
    assert check_agreement(context, 1 << 15, seed=5) >= 1 << 15


@pytest.mark.parametrize("which", [0, 1000, -1])
def test_an_encoding_with_one_wrong_gate_is_found_out(
    kb: KnowledgeBase, invariants: Invariants, which: int
) -> None:
    wrong = context_for(kb, invariants, LONG)
    named = wrong.encoding.columns.named.values()
    facts = {literal(bit) for outcome in named for bit in (outcome.met, outcome.not_met)}
    gates = wrong.encoding.circuit.gates
    stated = [i for i, gate in enumerate(gates) if gate.node in facts or -gate.node in facts]
    gate = gates[stated[which % len(stated)]]
    gates[stated[which % len(stated)]] = gate._replace(right=gate.right ^ 1)
    with pytest.raises(DisagreementError):
        check_agreement(wrong, 1 << 15)


@given(data=st.data())
def test_no_sheet_breaks_what_is_claimed_as_its_real_result_shows(
    kb: KnowledgeBase, claims: Claims, data: st.DataObject
) -> None:
    sheet = as_written(data.draw(sheets(kb)))
    results = results_of(kb, [sheet, *(after for _, after in claims.with_a_risk(sheet))])
    for id_, item in claims.invariants.items():
        assert "possible" in item or not claims.broken(id_, sheet, results), id_


@given(data=st.data())
def test_the_same_told_in_another_way_is_the_sheet_that_the_words_of_the_file_make(
    kb: KnowledgeBase, invariants: Invariants, claims: Claims, data: st.DataObject
) -> None:
    answers = data.draw(sheets(kb))
    said = {
        q.id: {o.id: int(o.id in answers.get(q.id, ())) for o in q.options} for q in kb.questions
    }
    before = columns_from(said, 1, kb.conditions)
    for invariant in invariants.all:
        if isinstance(invariant.change, Relabelling):
            after = as_written(answers_on(relabelled(kb, before, invariant.change), 0))
            how = claims.invariants[invariant.id]["relabelling_keeps"]
            expected = claims.relabelled(how, as_written(answers))
            assert {q: {*o} for q, o in after.items()} == {q: {*o} for q, o in expected.items()}
            assert as_written(checked_answers(after, QuestionIndex(kb))) == after


@pytest.fixture(scope="module")
def claims() -> Claims:
    return Claims(DATA)


# ------------------------------------------------------------------------------------ planted faults


class Fault(NamedTuple):
    """One change of a file, and the invariant it breaks."""

    breaks: str
    file: str
    old: str
    new: str


FAULTS = {
    "a sign of withdrawal is forgotten": Fault(
        "danger_in_stopping_alcohol_is_said",
        "conditions",
        "alcohol_withdrawal_signs: {signs: [shakes_or_sweats, morning_use,",
        "alcohol_withdrawal_signs: {signs: [shakes_or_sweats,",
    ),
    "pregnancy not asked about counts as no": Fault(
        "moderation_only_where_all_is_known",
        "rules",
        "{all: [{gender: [man]}, {pregnant: [], skipped: met}]}]}\n    unknown: withhold",
        "{all: [{gender: [man]}, {pregnant: [], skipped: met}]}]}",
    ),
    "medicine for opioids is no matter of life": Fault(
        "medicine_leads_for_opioids",
        "needs",
        "                - opioid_use_without_medicine\n                - all: [{recent",
        "                - all: [{recent",
    ),
    "a notice goes and its family keeps none as grave": Fault(
        "a_risk_never_takes_a_grave_notice_away",
        "notices",
        "  - id: keep_moud\n    severity: urgent",
        "  - id: keep_moud\n    severity: important",
    ),
    "a pair that stops the breath is forgotten": Fault(
        "what_stops_the_breath_is_not_mixed",
        "notices",
        "            - all: [alcohol, opioid_like_but_pills]\n",
        "",
    ),
    "kratom is no opioid where drugs are mixed": Fault(
        "what_stops_the_breath_is_not_mixed",
        "conditions",
        "opioid_like_but_pills:\n  any:\n    - {substances: [opioids, prescribed_opioids, kratom]}",
        "opioid_like_but_pills:\n  any:\n    - {substances: [opioids, prescribed_opioids]}",
    ),
    "to be in treatment silences": Fault(
        "to_be_in_treatment_keeps_the_danger",
        "conditions",
        "    - {stage: [using, in_treatment], skipped: met}\n    - {recent",
        "    - {stage: [using], skipped: met}\n    - {recent",
    ),
    "to be in recovery silences a return to use": Fault(
        "to_have_returned_to_use_keeps_the_danger",
        "conditions",
        "    - {recent: [return_to_use, overdose]}\n    - shows_use",
        "    - {recent: [overdose]}\n    - shows_use",
    ),
    "to have just stopped silences": Fault(
        "to_have_just_stopped_keeps_the_danger",
        "conditions",
        "just_stopped:\n  any:\n    - {stage: [just_stopped]}\n",
        "just_stopped:\n  any:\n",
    ),
    "to be sick without it is no sign": Fault(
        "daily_sedatives_are_not_to_be_stopped",
        "conditions",
        "withdrawal_sign: {signs: [shakes_or_sweats, morning_use, past_seizure_or_seeing_things, sick_without]}",
        "withdrawal_sign: {signs: [shakes_or_sweats, morning_use, past_seizure_or_seeing_things]}",
    ),
    "how often outranks a sign of withdrawal": Fault(
        "daily_sedatives_are_not_to_be_stopped",
        "conditions",
        "any: [often_or_unknown, withdrawal_sign, {all: [seizure_risk,",
        "any: [often_or_unknown, {all: [seizure_risk,",
    ),
    "pills without a name are safe to stop": Fault(
        "pills_whose_name_nobody_knows_are_no_safer_to_stop",
        "notices",
        "                - all: [{substances: [unknown_pills]}, often_or_unknown]\n",
        "",
    ),
    "other drugs are safe to stop": Fault(
        "a_sedative_without_a_name_is_no_safer_to_stop",
        "notices",
        "all: [{substances: [kratom, other_drugs, inhalants, steroids]}, often_or_unknown",
        "all: [{substances: [kratom, inhalants, steroids]}, often_or_unknown",
    ),
    "epilepsy adds no risk": Fault(
        "daily_alcohol_with_an_added_risk_is_a_danger",
        "conditions",
        "    - older\n    - seizure_risk\n",
        "    - older\n",
    ),
    "a loved one is never pregnant": Fault(
        "a_loved_one_is_in_the_same_danger",
        "conditions",
        "pregnancy: {any: [may_be_pregnant, they_are_pregnant]}",
        "pregnancy: {any: [may_be_pregnant]}",
    ),
    "the bereaved have no bodies": Fault(
        "the_bereaved_have_bodies_too",
        "conditions",
        "all: [bereaved, {any: [{drinking: [daily_heavy]}, alcohol_withdrawal_signs]}]",
        "all: [bereaved, alcohol_withdrawal_signs]",
    ),
    "drinking less beside thoughts of suicide": Fault(
        "nothing_for_drinking_less_beside_thoughts_of_suicide",
        "rules",
        "needs: {not: {crisis: [suicidal_thoughts]}}",
        "needs: {not: {crisis: [partner_violence]}}",
    ),
    "988 does not stand first": Fault(
        "thoughts_of_suicide_show_988",
        "notices",
        "    leads_when: {crisis: [overdose_now, withdrawal_now, body_now]}",
        "    leads_when: {crisis: [overdose_now, withdrawal_now, body_now, partner_violence]}",
    ),
    "for some a notice says less than it must": Fault(
        "pregnancy_with_daily_alcohol",
        "notices",
        "            - {drinking: [binge, occasional]}\n            - any:",
        "            - {drinking: [daily_light, binge, occasional]}\n            - any:",
    ),
    "what is only online stands first without internet": Fault(
        "without_internet_the_first_three_can_be_reached",
        "rules",
        "when: {all: [{access: [in_person, phone]}, {not: {access: [online]}}]}",
        "when: {all: [{access: [in_person, phone]}, {access: [online]}]}",
    ),
    "a group does not say that it may object to medicine": Fault(
        "who_may_object_to_medicine_says_so",
        "rules",
        "when: {all: [own, {medication: [moud, psychiatric, alcohol_medicine,",
        "when: {all: [own, {medication: [psychiatric, alcohol_medicine,",
    ),
    "a religious support for someone who wants none": Fault(
        "secular_means_no_faith",
        "rules",
        "    applies_to: {approach: [religious]}\n    needs:",
        "    applies_to: {id: [calix]}\n    needs:",
    ),
    "the bereaved are told of overdoses": Fault(
        "the_bereaved_are_not_advised_on_use",
        "notices",
        "    heading: AFTER AN OVERDOSE\n    when: {all: [concerns_use, {recent: [overdose]}]}",
        "    heading: AFTER AN OVERDOSE\n    when: {recent: [overdose]}",
    ),
    "work on the couple where someone is hurt": Fault(
        "violence_rules_out_work_on_the_family",
        "supports",
        "- needs: {not: {any: [violence_at_home, {housing: [unsafe]}]}}\n        safety: true\n"
        "        because: {self: 'If home is not safe, talk with an advocate first. Couple or family",
        "- needs: {not: {housing: [unsafe]}}\n        safety: true\n"
        "        because: {self: 'If home is not safe, talk with an advocate first. Couple or family",
    ),
    "a risk frees what safety withheld": Fault(
        "a_risk_never_frees_what_safety_withholds",
        "supports",
        "It is for people who use alcohol or drugs.\n"
        "      - needs: {not: {any: [{substances: [], skipped: met}, stop_danger",
        "It is for people who use alcohol or drugs.\n        safety: true\n"
        "      - needs: {not: {any: [{substances: [], skipped: met}, stop_danger",
    ),
    "what may no longer meet does not say so": Fault(
        "what_may_no_longer_meet_never_leads",
        "rules",
        "applies_to: {status: [dormant, unverified]}\n    text",
        "applies_to: {status: [dormant]}\n    text",
    ),
}


@functools.cache
def documents() -> dict[str, Document]:
    """Return the documents of `data/`, read once for all faults."""
    return read_documents(DATA)


def planted(folder: Path, fault: Fault) -> KnowledgeBase:
    """Return the knowledge base with `fault` in it, whose files are in `folder`.

    The file with the fault is read, and all are built, but not checked: that is most of the time,
    and no part of a proof.
    """
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    path = folder / f"{fault.file}.yaml"
    text = path.read_text("utf-8")
    assert text.count(fault.old) == 1
    path.write_text(text.replace(fault.old, fault.new), "utf-8")
    authored = read_authored(documents() | read_all({fault.file: path}))
    assert not authored.problems
    return joined(compiled_from(authored, ENGLISH))


@pytest.mark.parametrize("fault", [pytest.param(fault, id=name) for name, fault in FAULTS.items()])
def test_a_planted_fault_is_found_with_the_fewest_answers_and_suggest_confirms_it(
    tmp_path: Path, fault: Fault
) -> None:
    kb = planted(tmp_path, fault)
    written = read_invariants(tmp_path / "invariants.yaml", kb)
    only = written._replace(all=tuple(i for i in written.all if i.id == fault.breaks))
    (finding,) = prove(context_for(kb, only, LONG))

    assert finding.verdict is Verdict.FAILED
    assert finding.answers is not None
    claims, results = Claims(tmp_path), results_of(kb)
    assert claims.broken(fault.breaks, as_written(finding.answers), results)
    for fewer in with_one_less(finding.answers):
        assert not claims.broken(fault.breaks, as_written(fewer), results)


def with_one_less(answers: Answers) -> list[Answers]:
    """Return `answers` without one option, in every way."""
    fewer: list[Answers] = []
    for question, options in answers.items():
        for option in options:
            rest = tuple(o for o in options if o != option)
            others = {q: said for q, said in answers.items() if q != question}
            fewer.append({**others, question: rest} if rest else others)
    return fewer


# --------------------------------------------------------------------------------- a base of one group


def sound(folder: Path, **changes: tuple[str, str]) -> Context:
    """Return context for the smallest sound knowledge base, some files changed."""
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    for name, (old, new) in changes.items():
        path = folder / f"{name}.yaml"
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    kb = joined(compile_knowledge(folder))
    return context_for(kb, read_invariants(folder / "invariants.yaml", kb), LONG)


def verdicts(context: Context) -> dict[str, Verdict]:
    return {finding.invariant.id: finding.verdict for finding in prove(context)}


def test_what_nobody_can_be_is_neither_proved_nor_possible(tmp_path: Path) -> None:
    never = "{all: [{goal: [abstinence]}, {goal: [moderation]}]}"
    empty = sound(
        tmp_path / "empty", invariants=("when: {substances: [opioids]}", f"when: {never}")
    )
    assert verdicts(empty)["heroin_is_a_danger"] is Verdict.EMPTY

    impossible = sound(
        tmp_path / "impossible",
        invariants=("{top3: this_support}", f"{{all: [{{top3: this_support}}, {never}]}}"),
    )
    (finding,) = [f for f in prove(impossible) if f.invariant.id == "each_group_can_lead"]
    assert (finding.verdict, finding.about, finding.answers) == (Verdict.FAILED, "lantern", None)


def test_what_the_solver_does_not_settle_is_never_counted_as_proved(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Solver, "can_be", lambda *_: Can.UNKNOWN)
    found = list(prove(context))
    claimed = [f for f in found if not f.invariant.possible]
    assert {f.verdict for f in claimed} == {Verdict.UNPROVED}
    assert not list(idle(context))


def test_what_the_solver_does_not_settle_is_looked_for_on_random_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = sound(
        tmp_path,
        invariants=("{any: [{in_full: danger}, {shown: slow_down}]}", "{not: {shown: danger}}"),
    )
    monkeypatch.setattr(Solver, "can_be", lambda *_: Can.UNKNOWN)
    finding = next(prove(wrong))
    assert finding.verdict is Verdict.FAILED
    assert finding.answers is not None
    assert "opioids" in finding.answers["substances"]  # type: ignore[index]


def test_a_question_that_costs_too_much_is_left_open(context: Context) -> None:
    hurried = Solver(context.encoding, 100)
    hard = next(
        i for i in context.invariants.all if i.id == "a_risk_never_frees_what_safety_withholds"
    )
    assert hard.severity is Gravity.S1
    only = context.invariants._replace(all=(hard,))
    (finding,) = prove(context._replace(invariants=only, solver=hurried))
    assert finding.verdict is Verdict.UNPROVED


TWO_NEEDS = """because: It is for people who drink.}
      - {needs: heroin_only, unknown: withhold, because: It is for others.}"""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, set(), id="nothing"),
        pytest.param(
            {"supports": ("when: drinks, weight", "when: heroin_only, weight")},
            {("the rule lantern/drinks", IdleKind.NEVER_FIRES)},
            id="rule",
        ),
        pytest.param(
            {"supports": ("when: {goal: [moderation]}", "when: whatever")},
            {
                ("caution 1 of lantern", IdleKind.ALWAYS_TRUE),
                ("the option moderation of goal", IdleKind.NEVER_MATTERS),
                ("the option abstinence of goal", IdleKind.NEVER_MATTERS),
                ("the option reduce_harm of goal", IdleKind.NEVER_MATTERS),
            },
            id="always",
        ),
        pytest.param(
            {
                "supports": ("because: It is for people who drink.}", TWO_NEEDS),
            },
            {
                ("lantern", IdleKind.NEVER_SUGGESTED),
                ("the rule lantern/drinks", IdleKind.NEVER_FIRES),
                ("the rule online", IdleKind.NEVER_FIRES),
            },
            id="support",
        ),
    ],
)
def test_what_makes_no_difference_is_named(
    tmp_path: Path, changes: dict[str, tuple[str, str]], expected: set[tuple[str, IdleKind]]
) -> None:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "conditions.yaml"
    named = (
        "heroin_only: {not: {substances: [alcohol]}}\n"
        "whatever: {any: [{substances: [], skipped: met}, {substances: [alcohol, opioids]}]}\n"
    )
    path.write_text(path.read_text("utf-8") + named, "utf-8")
    for name, (old, new) in changes.items():
        file = tmp_path / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    kb = joined(compile_knowledge(tmp_path))
    found = idle(context_for(kb, read_invariants(tmp_path / "invariants.yaml", kb), LONG))
    assert {(i.what, i.why) for i in found} == expected


def test_random_sheets_can_all_be_given(kb: KnowledgeBase, invariants: Invariants) -> None:
    drawn = random_sheets(kb, invariants, 200, random.Random(3))
    for sheet in range(200):
        answers = answers_on(drawn, sheet)
        assert checked_answers(as_written(answers), QuestionIndex(kb)) == answers


def test_every_rule_of_safety_that_speaks_of_results_is_stated(invariants: Invariants) -> None:
    stated = {rule for invariant in invariants.all for rule in invariant.rules}
    of_texts = {"SI-04", "SI-05", "SI-06", "SI-10", "SI-14", "SI-16", "SI-23", "SI-25"}
    assert {f"SI-{n:02}" for n in range(1, 38)} - stated == of_texts
    assert {f"X-{n:02}" for n in range(1, 9)} - stated == {"X-01", "X-02", "X-04", "X-06"}


def test_the_smallest_encoding_is_that_of_nothing_said(kb: KnowledgeBase) -> None:
    nothing = Invariants({}, (), frozenset())
    solver = Solver(encode(kb, nothing), LONG)
    assert solver.smallest(Bit(1, solver.encoding.circuit)) == {}


@given(data=st.data())
def test_what_an_invariant_can_say_of_supports_is_what_the_result_shows(
    kb: KnowledgeBase, invariants: Invariants, data: st.DataObject
) -> None:
    answers = data.draw(sheets(kb))
    named = with_facts(kb, invariants, columns_of([answers], kb.conditions)).named
    result = suggest(kb, answers)
    order = [suggestion.id for suggestion in result.suggestions]
    shown = {
        Fact.TOP3: order[:3],
        Fact.TOP5: order[:5],
        Fact.SUGGESTED: order,
        Fact.WITHHELD: [withheld.id for withheld in result.withheld],
    }
    for fact, supports in shown.items():
        assert {s.id for s in kb.supports if named[fact.of(s.id)].met} == set(supports)
