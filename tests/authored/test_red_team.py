"""What a review of safety with invented people found, by its number: R1 to R23, and its four gaps.

1.1 is R1 too, and 1.2 is R2.
Each sheet is one that misled; what must, and must not, be shown rests on the rules of the notices.
"""

from collections import Counter
from typing import Any, NamedTuple

import pytest

from pathfinder import suggest
from pathfinder.answers.parse import checked_answers
from pathfinder.answers.question_index import QuestionIndex
from pathfinder.errors import AnswersError
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import NoticeShown
from pathfinder.model.results.result import Result

MAN = "age_group=age_26_64 gender=man"
WOMAN = "age_group=age_26_64 gender=woman pregnant=no_not_pregnant"
SELF = "crisis=none for_whom=self"
FAMILY = "crisis=none for_whom=loved_one"
STOP = "stop_alcohol withdrawal_emergency"
STOPPED = "just_stopped_danger withdrawal_emergency"


class Found(NamedTuple):
    """One finding: the answers, `question=options` each, and what is expected of the result.

    `shows` and `hides`: notices; one may be given with its severity. `first`: among the first three
    suggestions stands one of these. `withheld`: these are not suggested at all.
    """

    number: str
    answers: str
    shows: str
    hides: str = ""
    first: str = ""
    withheld: str = ""


FOUND = [
    # Stage outranked what was said: returned, in treatment, just stopped, a contradiction.
    Found("1.1_returned", f"{SELF} substances=alcohol stage=early_recovery drinking=daily_heavy signs=shakes_or_sweats,morning_use recent=return_to_use goal=abstinence {MAN}", f"return_to_use not_medical_advice {STOP}", first="withdrawal_care primary_care"),
    Found("1.1_in_treatment", f"{SELF} substances=alcohol stage=in_treatment drinking=daily_heavy signs=shakes_or_sweats,past_seizure_or_seeing_things {MAN}", STOP, first="withdrawal_care primary_care"),
    Found("1.1_break", f"{SELF} substances=alcohol stage=early_recovery recent=break_from_use {MAN}", STOPPED, "stop_alcohol stop_generic"),
    Found("1.1_left_hospital", f"{SELF} substances=alcohol stage=early_recovery recent=left_treatment_or_hospital signs=shakes_or_sweats {MAN}", STOPPED, "stop_alcohol"),
    Found("1.1_contradiction", f"{SELF} substances=alcohol stage=stable_recovery drinking=daily_heavy signs=past_seizure_or_seeing_things {MAN}", STOP, first="withdrawal_care primary_care"),
    Found("1.1_sedatives_in_treatment", f"{SELF} substances=benzodiazepines stage=in_treatment drug_use=daily {MAN}", "stop_sedative withdrawal_emergency"),
    Found("1.1_sedatives_stopped", f"{SELF} substances=benzodiazepines stage=early_recovery recent=break_from_use {MAN}", STOPPED, "stop_sedative"),
    Found("1.1_sedatives_cut_off_in_jail", f"{SELF} substances=benzodiazepines stage=early_recovery recent=left_custody {MAN}", STOPPED),
    Found("1.1_asks_for_sobriety", f"{SELF} substances=alcohol stage=in_treatment drinking=daily_heavy signs=shakes_or_sweats,past_seizure_or_seeing_things goal=abstinence {MAN} needs=sober_friends meeting_wishes=activities", STOP, first="withdrawal_care primary_care", withheld="the_phoenix"),
    Found("1.1_no_alarm_in_recovery", f"{SELF} substances=alcohol stage=early_recovery recent=none goal=abstinence {MAN}", "not_medical_advice", f"{STOP} stop_generic just_stopped_danger"),
    # Sick without alcohol; a hangover.
    Found("1.2", f"{SELF} substances=alcohol stage=using drinking=daily_light signs=sick_without,need_more,failed_cut_down goal=abstinence {MAN}", STOP, first="withdrawal_care primary_care"),
    Found("1.2_hangover", f"{SELF} substances=alcohol stage=using drinking=occasional signs=sick_without goal=abstinence {MAN}", "stop_generic", STOP),
    # Back to opioids: the break counts, and medicine comes first.
    Found("1.3_early", f"{SELF} substances=opioids stage=early_recovery recent=return_to_use goal=abstinence {MAN}", "tolerance_drop opioid_medicine", first="moud"),
    Found("1.3_stable", f"{SELF} substances=opioids stage=stable_recovery recent=return_to_use goal=abstinence {MAN}", "tolerance_drop opioid_medicine", first="moud"),
    # Pregnant, and no danger in a stop.
    Found("1.4_stable", f"{SELF} substances=alcohol stage=stable_recovery recent=none goal=abstinence age_group=age_26_64 gender=woman pregnant=yes_pregnant", "pregnancy_care", f"pregnancy_alcohol {STOP}"),
    Found("1.4_now_and_then", f"{SELF} substances=alcohol stage=using drinking=occasional signs=none recent=none goal=abstinence age_group=age_26_64 gender=woman pregnant=yes_pregnant", "pregnancy_alcohol:important", STOP),
    # A withdrawal sign outranks how often.
    Found("R3_benzodiazepines", f"{SELF} substances=benzodiazepines stage=using drug_use=some_days signs=past_seizure_or_seeing_things,shakes_or_sweats goal=abstinence {WOMAN} medication=none", "stop_sedative withdrawal_emergency"),
    Found("R3_unknown_pills", f"{SELF} substances=unknown_pills stage=using drug_use=daily signs=shakes_or_sweats,past_seizure_or_seeing_things goal=abstinence age_group=age_21_25 gender=man medication=none", "stop_sedative withdrawal_emergency overdose_response"),
    Found("R4", f"{SELF} substances=other_drugs stage=using drug_use=daily signs=sick_without,need_more,shakes_or_sweats goal=abstinence {MAN} medication=none", "stop_generic naloxone_carry fentanyl_supply"),
    # What does not come from a pharmacy may hold fentanyl.
    Found("R5_street_xanax", f"{SELF} substances=benzodiazepines stage=using drug_use=some_days signs=blackouts goal=reduce_harm age_group=age_21_25 gender=man medication=none", "fentanyl_supply naloxone_carry not_alone overdose_response"),
    Found("R5_powder", f"{SELF} substances=other_drugs stage=using drug_use=rarely signs=none goal=reduce_harm age_group=age_21_25 gender=woman pregnant=no_not_pregnant", "fentanyl_supply naloxone_carry not_alone"),
    Found("R6_birth", f"{SELF} substances=opioids stage=stable_recovery recent=none {WOMAN} medication=none health=recent_birth", "tolerance_drop pregnancy_care"),
    Found("R6_blocker", f"{SELF} substances=opioids stage=stable_recovery recent=none {MAN} medication=opioid_blocker", "tolerance_drop"),
    Found("R7_kratom", f"{SELF} substances=kratom,alcohol stage=using drinking=binge drug_use=daily signs=sick_without,need_more goal=abstinence {WOMAN} medication=none", "no_mix stop_generic withdrawal_emergency opioid_medicine"),
    Found("R7_methadone", f"{SELF} substances=opioids,benzodiazepines,alcohol stage=in_treatment drinking=binge drug_use=some_days signs=none goal=abstinence {MAN} medication=moud", "no_mix keep_moud", "opioid_medicine"),
    Found("R8", f"{SELF} substances=opioids stage=using drug_use=daily signs=sick_without,shakes_or_sweats goal=abstinence {WOMAN} medication=none housing=at_risk tried_and_left=moud", "opioid_withdrawal withdrawal_emergency opioid_medicine", first="naloxone harm_reduction"),
    Found("R9_kratom", f"{SELF} substances=kratom stage=using drug_use=daily age_group=age_26_64 gender=woman pregnant=yes_pregnant", "pregnancy_moud"),
    Found("R9_unknown_pills", f"{SELF} substances=unknown_pills stage=using signs=sick_without age_group=age_26_64 gender=woman pregnant=maybe", "pregnancy_moud"),
    Found("R9_birth", f"{SELF} substances=alcohol stage=using drinking=binge signs=none {WOMAN} health=recent_birth", "pregnancy_care"),
    Found("R11", f"crisis=none for_whom=bereaved substances=opioids drinking=daily_heavy signs=shakes_or_sweats,morning_use {MAN}", STOP, "overdose_response tolerance_drop opioid_medicine naloxone_carry"),
    # A loved one has an age, a body and medicines.
    Found("R12_father_of_78", f"{FAMILY} substances=alcohol stage=using drinking=daily_light signs=none their_age=age_65_plus {WOMAN}", f"{STOP} older_adult"),
    Found("R12_age_not_said", f"{FAMILY} substances=alcohol stage=using drinking=daily_light signs=none {WOMAN}", "stop_generic", "older_adult"),
    Found("R12_pregnant_wife", f"{FAMILY} substances=opioids stage=using drug_use=daily their_health=pregnant", "pregnancy_moud overdose_response opioid_medicine", first="naloxone harm_reduction"),
    Found("R12_son_of_15", f"{FAMILY} substances=unknown_pills,nicotine stage=using drug_use=some_days their_age=under_18 age_group=age_26_64", "overdose_response naloxone_carry"),
    Found("R12_son_on_methadone", f"{FAMILY} substances=opioids stage=in_treatment their_health=moud", "keep_moud", "opioid_medicine"),
    Found("R12_grandmother", f"{FAMILY} substances=opioids stage=using their_age=age_21_25 age_group=age_65_plus", "overdose_response", "older_adult not_alone"),
    Found("R13", f"{SELF} substances=alcohol stage=using drinking=daily_light signs=none goal=abstinence {WOMAN} health=seizures_or_head_injury medication=other_medicine", STOP),
    Found("R14", f"{SELF} age_group=under_18 housing=unsafe substances=cannabis stage=using", "child_safety trafficking", "housing_vet"),
    # Gambling, eating and the rest are not one thing.
    Found("R15_gambling", f"{SELF} substances=gambling stage=using goal=abstinence {MAN} housing=at_risk", "gambling_risk:urgent", first="problem_gambling_helpline", withheld="overeaters_anonymous recovery_residence oxford_house harm_reduction"),
    Found("R15_safer", f"{SELF} substances=gambling goal=reduce_harm {MAN}", "gambling_risk", first="problem_gambling_helpline", withheld="harm_reduction"),
    Found("R15_eating", f"{SELF} substances=eating stage=using age_group=age_18_20 gender=woman", "eating_risk", first="primary_care", withheld="gamblers_anonymous"),
    # Care for a danger is pinned, whatever else is wished.
    Found("R16_wishes", f"{SELF} substances=alcohol stage=using drinking=daily_heavy signs=shakes_or_sweats goal=abstinence {WOMAN} meeting_wishes=women_only,activities needs=sober_friends,legal_help,one_to_one approach=secular access=online medication=none", STOP, first="withdrawal_care primary_care"),
    Found("R16_family", f"{FAMILY} substances=alcohol stage=using drinking=daily_heavy signs=shakes_or_sweats,morning_use goal=abstinence {WOMAN} needs=legal_help", STOP, first="withdrawal_care primary_care"),
    Found("R17", f"{SELF} substances=methamphetamine stage=using drug_use=daily signs=lost_control,failed_cut_down goal=abstinence approach=secular twelve_step=avoid needs=work,one_to_one {MAN}", "stimulant_care stimulant_safety:important", first="contingency_management outpatient_treatment"),
    Found("R18_suicidal", f"crisis=suicidal_thoughts for_whom=self substances=alcohol stage=using drinking=binge signs=none goal=moderation {MAN} medication=none health=none recent=none", "crisis_988 moderation_limits", withheld="mm hams"),
    Found("R18_daily_light", f"{SELF} substances=alcohol stage=using drinking=daily_light signs=none goal=moderation {MAN} medication=none health=none recent=none justice=none", "moderation_check", f"moderation_limits {STOP}"),
    # The body, now.
    Found("R21_voices", f"{SELF} substances=methamphetamine stage=using drug_use=daily signs=lost_control goal=unsure {MAN} medication=none health=serious_mental_illness housing=at_risk", "stimulant_safety:urgent"),
    Found("R21_chest_pain", f"crisis=body_now for_whom=self substances=cocaine stage=using {MAN}", "body_emergency:emergency emergency_911 stimulant_safety:urgent"),
    Found("R22", "crisis=suicidal_thoughts,abuse_at_home for_whom=self substances=alcohol,unknown_pills stage=using drinking=binge drug_use=some_days signs=none age_group=under_18 gender=man communities=lgbtq student=high_school housing=unsafe", "crisis_988 child_safety lgbtq_support:emergency overdose_response", "partner_violence"),
    Found("R23", f"{FAMILY} substances=alcohol stage=using drinking=daily_heavy signs=shakes_or_sweats age_group=under_18", f"{STOP} child_safety"),
]  # fmt: skip
each_finding = pytest.mark.parametrize("found", [pytest.param(f, id=f.number) for f in FOUND])


def told(kb: KnowledgeBase, answers: str) -> Result:
    """Return the result for `answers`, written as in the table."""
    said: dict[str, Any] = {
        question: options.split(",")
        for question, options in (p.split("=") for p in answers.split())
    }
    return suggest(kb, checked_answers(said, QuestionIndex(kb)))


def about(kb: KnowledgeBase, number: str) -> dict[str, NoticeShown]:
    """Return the notices of the finding `number`, in order."""
    found = next(f for f in FOUND if f.number == number)
    return {notice.id: notice for notice in told(kb, found.answers).notices}


@each_finding
def test_what_misled_is_said_now(kb: KnowledgeBase, found: Found) -> None:
    shown = {str(n.id): n.severity for n in told(kb, found.answers).notices}
    for expected in found.shows.split():
        id_, _, severity = expected.partition(":")
        assert id_ in shown
        assert severity in {"", shown[id_]}
    assert shown.keys().isdisjoint(found.hides.split())


@each_finding
def test_what_helps_is_among_the_first_and_what_harms_is_not_there(
    kb: KnowledgeBase, found: Found
) -> None:
    ids = [str(s.id) for s in told(kb, found.answers).suggestions]
    assert not found.first or set(found.first.split()) & set(ids[:3]), ids[:5]
    assert set(ids).isdisjoint(found.withheld.split())


def test_r8_nothing_that_asks_for_a_drug_free_home_stands_above_care(kb: KnowledgeBase) -> None:
    found = next(f for f in FOUND if f.number == "R8")
    ids = [str(s.id) for s in told(kb, found.answers).suggestions]
    care = min(ids.index(id_) for id_ in ("naloxone", "harm_reduction") if id_ in ids)
    assert not {"recovery_residence", "oxford_house"} & set(ids[:care])


@pytest.mark.parametrize("beside", ["overdose_now", "withdrawal_now", "suicidal_thoughts"])
def test_r10_none_never_clears_a_danger(kb: KnowledgeBase, beside: str) -> None:
    with pytest.raises(AnswersError, match="leave none out"):
        told(kb, f"crisis=none,{beside} substances=alcohol")


THE_LONGEST = [
    pytest.param(
        f"{SELF} substances=alcohol,opioids,benzodiazepines,cannabis stage=using "
        "drinking=daily_heavy drug_use=daily signs=morning_use,sick_without,lost_control,blackouts "
        "recent=left_treatment_or_hospital,return_to_use goal=abstinence approach=religious "
        "twelve_step=open age_group=age_26_64 gender=woman student=none housing=stable "
        "needs=education justice=none communities=licensed_professional pregnant=maybe "
        "medication=sedatives,other_medicine meeting_wishes=women_only "
        "help_style=one_to_one,professional,self_guided language=spanish",
        id="all_at_once",
    ),
    pytest.param(
        "crisis=suicidal_thoughts for_whom=client substances=opioids stage=using drug_use=daily "
        "signs=lost_control goal=moderation approach=secular age_group=age_26_64 gender=man "
        "student=none housing=unsafe justice=supervision communities=none "
        "medication=moud,sedatives health=trauma,other_condition meeting_wishes=none "
        "help_style=one_to_one language=english",
        id="suicidal_on_methadone",
    ),
]


@pytest.mark.parametrize("answers", THE_LONGEST)
def test_r20_each_danger_is_said_in_one_block(kb: KnowledgeBase, answers: str) -> None:
    notices = told(kb, answers).notices
    whole = Counter(n.family for n in notices if n.family is not None and not n.folded)
    assert whole
    assert set(whole.values()) == {1}


def test_r22_988_comes_first_with_a_word_on_means(kb: KnowledgeBase) -> None:
    notices = about(kb, "R22")
    assert next(iter(notices)) == "crisis_988"
    assert "guns" in notices["crisis_988"].text


def test_r23_a_child_is_not_asked_to_help(kb: KnowledgeBase) -> None:
    notices = about(kb, "R23")
    assert "for an adult" in notices["stop_alcohol"].text
    assert not any("Help them" in notice.text for notice in notices.values())


@pytest.mark.parametrize("number", ["1.4_stable", "1.4_now_and_then"])
def test_1_4_a_pregnant_person_who_can_just_stop_is_not_told_to_go_on(
    kb: KnowledgeBase, number: str
) -> None:
    assert not any("do not stop drinking all at once" in n.text for n in about(kb, number).values())


def test_r19_who_can_not_go_online_is_not_sent_to_a_page(kb: KnowledgeBase) -> None:
    found = told(
        kb,
        f"{SELF} substances=methamphetamine,alcohol stage=using drinking=binge drug_use=daily "
        "signs=lost_control goal=abstinence approach=secular age_group=age_26_64 gender=woman "
        "communities=lgbtq health=trauma meeting_wishes=women_only,lgbtq_meetings "
        "housing=homeless access=in_person",
    )
    assert "online" not in found.suggestions[0].first_step.lower()
