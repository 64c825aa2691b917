"""The gravest invariants of the safety rules, over random sheets that meet their premise.

Each test names the invariant (SI-, X-) it states. A sheet is drawn at random, then what the
invariant presumes is forced on it; everything else stays as drawn.
"""

from collections.abc import Callable, Mapping

import pytest

from pathfinder.model.answers import Answers
from pathfinder.model.condition import QuestionId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.result import Result
from tests.properties.crowds import (
    MANY,
    NOTHING,
    Law,
    Premise,
    any_of,
    for_many,
    one,
    some,
    with_more,
)

SKIP: tuple[str, ...] = ()
SKIPPED = one()
OWN = any_of(("self",), ("client",), SKIP)
IN_USE = any_of(("using",), SKIP)
MODERATION = {"mm", "hams"}
CALM = one("none")
ADULTS = (("age_18_20",), ("age_21_25",), ("age_26_64",), ("age_65_plus",))

pytestmark = pytest.mark.filterwarnings("error")


def forced(
    premise: Premise, each: Mapping[str, Premise] = NOTHING, number: int = MANY
) -> Callable[[Law], Callable[..., None]]:
    """Try a law where `premise` holds, and on top of it each of `each`. No option skips."""
    return for_many(
        number,
        premise={"crisis": any_of(("none",), SKIP), **premise},
        each=each,
        parts={"notices": (), "suggestions": ()},
    )


DRUGS = (
    "opioids", "prescribed_opioids", "benzodiazepines", "other_sedatives", "cocaine",
    "methamphetamine", "prescription_stimulants", "cannabis", "kratom", "unknown_pills",
    "other_drugs",
)  # fmt: skip


def notices(result: Result) -> set[str]:
    return {notice.id for notice in result.notices}


def suggested(result: Result, most: int | None = None) -> list[str]:
    return [suggestion.id for suggestion in result.suggestions[:most]]


@forced({}, {crisis: {"crisis": one(crisis)} for crisis in ("overdose_now", "withdrawal_now")})
def test_si08_an_emergency_leads_with_911_and_suggests_nothing(result: Result) -> None:
    assert result.notices[0].id == "emergency_911"
    assert "911" in result.notices[0].text
    assert not result.suggestions


@forced({"crisis": one("suicidal_thoughts"), "communities": one("veteran")})
def test_si09_thoughts_of_suicide_show_988_first_for_anyone(result: Result) -> None:
    assert {"emergency_911", "crisis_988", "veterans_crisis_line"} <= notices(result)
    text = " ".join(notice.text for notice in result.notices)
    assert "988" in text
    assert "838255" in text


@forced(
    {"substances": with_more("alcohol", *DRUGS), "stage": IN_USE},
    {
        f"{whom}-{name}": {"for_whom": one(whom), **premise}
        for whom in ("self", "client", "loved_one")
        for name, premise in {
            "daily_heavy": {"drinking": one("daily_heavy")},
            "signs": {"signs": some("shakes_or_sweats", "morning_use")},
            "seizure": {"signs": one("past_seizure_or_seeing_things")},
        }.items()
    },
)
def test_si11_si15_danger_in_stopping_alcohol_is_said_and_moderation_is_not_offered(
    result: Result,
) -> None:
    assert {"stop_alcohol", "withdrawal_emergency"} <= notices(result)
    assert MODERATION.isdisjoint(suggested(result))


@forced(
    {
        "for_whom": OWN,
        "substances": one("alcohol"),
        "stage": IN_USE,
        "drinking": one("daily_light"),
    },
    {
        "65": {"age_group": one("age_65_plus")},
        "pregnant": {"pregnant": some("yes_pregnant")},
        "maybe_pregnant": {"pregnant": one("maybe")},
        "sedatives": {"medication": one("sedatives")},
        "liver": {"health": one("liver_or_serious_illness")},
        "frailty": {"health": one("falls_or_frailty")},
        "benzodiazepines": {"substances": one("alcohol", "benzodiazepines")},
    },
)
def test_si12_any_daily_alcohol_with_an_added_risk_is_a_danger(result: Result) -> None:
    assert "stop_alcohol" in notices(result)
    assert MODERATION.isdisjoint(suggested(result))


@forced(
    {"for_whom": OWN},
    {
        "street": {
            "substances": some("benzodiazepines", "other_sedatives"),
            "stage": IN_USE,
            "drug_use": one("daily"),
        },
        "prescribed": {"medication": one("sedatives")},
    },
)
def test_si13_daily_sedatives_prescribed_or_not_must_not_be_stopped(result: Result) -> None:
    assert "stop_sedative" in notices(result)


OPIOIDS_NOW: Premise = {
    "for_whom": OWN,
    "substances": with_more("opioids", "alcohol", *DRUGS[1:]),
    "stage": any_of(("using",), ("in_treatment",), ("early_recovery",), SKIP),
    "medication": any_of(("none",), ("psychiatric",), SKIP),
}


@forced(OPIOIDS_NOW, number=400)
def test_si17_si19_medicine_leads_for_opioids_and_withdrawal_care_is_below_it(
    result: Result,
) -> None:
    assert "moud" in suggested(result, 3)
    assert {"opioid_medicine", "naloxone_carry"} <= notices(result)
    ranks = suggested(result)
    if "withdrawal_care" in ranks:
        assert ranks.index("moud") < ranks.index("withdrawal_care")


@forced(
    {
        "for_whom": any_of(("self",), ("client",), ("loved_one",), SKIP),
        "substances": some("opioids", "prescribed_opioids", "kratom", "unknown_pills"),
        "recent": some("overdose", "left_custody", "left_treatment_or_hospital", "break_from_use"),
    }
)
def test_si18_a_break_from_opioids_warns_of_lost_tolerance(result: Result) -> None:
    assert "tolerance_drop" in notices(result)


@forced({"for_whom": OWN, "medication": one("moud")})
def test_si20_on_medicine_every_group_and_home_that_may_object_carries_a_caution(
    kb: KnowledgeBase, result: Result
) -> None:
    assert "keep_moud" in notices(result)
    support_by_id = {support.id: support for support in kb.supports}
    for suggestion in result.suggestions:
        support = support_by_id[suggestion.id]
        may_object = support.medication in {"varies", "discourages"}
        group = support.kind in {"mutual_aid", "faith", "home"} and may_object
        if support.twelve_step or suggestion.id == "recovery_residence" or group:
            assert suggestion.cautions, suggestion.id


@forced(
    {
        "for_whom": any_of(("self",), ("client",), ("loved_one",), SKIP),
        "substances": some(
            "cocaine", "methamphetamine", "prescription_stimulants", "unknown_pills"
        ),
    }
)
def test_si21_street_stimulants_and_pills_show_fentanyl_and_naloxone(result: Result) -> None:
    assert {"fentanyl_supply", "naloxone_carry"} <= notices(result)


@forced(
    {
        **OPIOIDS_NOW,
        "substances": some("opioids", "unknown_pills"),
        "recent": one("overdose"),
    },
    # Where home is not safe, the way out stands first, as the proved law says too; of a child who has
    # none it does.
    {
        "home": {"housing": any_of(("stable",), ("leaving_facility",), SKIP)},
        "no_home": {"housing": one("homeless"), "age_group": any_of(*ADULTS, SKIP)},
    },
)
def test_si22_after_an_overdose_medicine_and_naloxone_lead(result: Result) -> None:
    leading = set(suggested(result, 3))
    assert "moud" in leading
    assert leading & {"harm_reduction", "naloxone"}
    urgent = [n.id for n in result.notices if n.severity == "urgent"]
    assert "overdose_recent" in urgent


@forced(
    {"for_whom": OWN, "stage": IN_USE},
    {
        "alcohol_sedative": {"substances": one("alcohol", "benzodiazepines")},
        "alcohol_opioid": {"substances": one("alcohol", "opioids")},
        "sedative_opioid": {"substances": one("other_sedatives", "unknown_pills")},
    },
)
def test_si24_pairs_that_stop_the_breath_are_named(result: Result) -> None:
    assert "no_mix" in notices(result)


@forced(
    {
        "for_whom": one("self"),
        "substances": one("alcohol"),
        "goal": one("moderation"),
        "drinking": one("binge"),
        "signs": one("none"),
        "age_group": one("age_26_64"),
        "pregnant": one("no_not_pregnant"),
    },
    {
        "teen": {"age_group": some("under_18")},
        "under_21": {"age_group": one("age_18_20")},
        "pregnant": {"pregnant": one("yes_pregnant")},
        "maybe_pregnant": {"pregnant": one("maybe")},
        "signs": {"signs": some("sick_without", "need_more", "lost_control", "failed_cut_down")},
        "recovery": {"stage": any_of(("early_recovery",), ("stable_recovery",))},
        "liver": {"health": one("liver_or_serious_illness")},
        "medicine": {"medication": some("sedatives", "moud", "psychiatric", "prescribed_opioids")},
        "other_drug": {"substances": with_more("cannabis", "alcohol")},
        "abstinence": {"goal": one("abstinence")},
        "ordered": {"justice": one("ordered_to_attend")},
        **{
            f"{question}_skipped": {question: SKIPPED}
            for question in ("goal", "substances", "drinking", "signs", "age_group")
        },
        "pregnant_skipped": {
            "pregnant": SKIPPED,
            "gender": any_of(("woman",), ("nonbinary",), SKIP),
        },
        "others": {"for_whom": any_of(("loved_one",), ("bereaved",))},
    },
)
def test_si26_moderation_is_absent_wherever_it_may_harm(result: Result) -> None:
    assert MODERATION.isdisjoint(suggested(result))


@forced(
    {
        "crisis": CALM,
        "for_whom": any_of(("self",), ("client",), SKIP),
        "substances": one("alcohol"),
        "stage": any_of(("using",), SKIP),
        "drinking": any_of(("binge",), ("occasional",)),
        "signs": one("none"),
        "recent": any_of(("none",), SKIP),
        "goal": one("moderation"),
        "age_group": any_of(("age_21_25",), ("age_26_64",)),
        "pregnant": one("no_not_pregnant"),
        "medication": any_of(("none",), SKIP),
        "health": any_of(("none",), SKIP),
        "justice": any_of(("none",), SKIP),
        "housing": any_of(("stable",), SKIP),
        "needs": any_of(("none",), SKIP),
        "communities": any_of(("none",), SKIP),
        "meeting_wishes": any_of(("none",), SKIP),
        "access": any_of(("online", "in_person"), SKIP),
        "tried_and_liked": SKIPPED,
        "tried_and_left": SKIPPED,
    },
    number=400,
)
def test_si27_moderation_is_offered_to_the_adult_it_was_made_for(result: Result) -> None:
    assert "mm" in suggested(result, 5)
    assert "moderation_check" in notices(result)
    assert "30 days" in next(n.text for n in result.notices if n.id == "moderation_check")


@forced({"for_whom": OWN, "goal": one("moderation")})
def test_si28_moderation_refused_is_explained_and_something_is_offered(result: Result) -> None:
    shown = {str(notice.id): notice for notice in result.notices}
    assert ("moderation_limits" in shown) is not ("moderation_check" in shown)
    if "moderation_limits" in shown:
        assert shown["moderation_limits"].reasons
    assert result.suggestions


PREGNANT: Premise = {
    "for_whom": OWN,
    "pregnant": any_of(("yes_pregnant",), ("maybe",)),
    "gender": any_of(("woman",), ("nonbinary",), SKIP),
}


@forced({**OPIOIDS_NOW, **PREGNANT}, number=400)
def test_si29_pregnancy_with_opioids(result: Result) -> None:
    assert {"prenatal_care", "moud"} <= set(suggested(result, 3))
    assert "pregnancy_moud" in notices(result)
    assert "withdrawal_care" not in suggested(result)


@forced(
    {
        **PREGNANT,
        "substances": one("alcohol"),
        "stage": IN_USE,
        "drinking": any_of(("daily_heavy",), ("daily_light",)),
    },
    number=400,
)
def test_si30_pregnancy_with_alcohol(result: Result) -> None:
    assert {"pregnancy_alcohol", "stop_alcohol"} <= notices(result)


@forced({"for_whom": OWN, "age_group": one("under_18")})
def test_si31_under_18_gets_no_adult_home_or_college_and_a_caution_on_adult_groups(
    result: Result,
) -> None:
    adult_only = {"mm", "hams", "recovery_residence", "oxford_house", "collegiate_recovery"}
    assert adult_only.isdisjoint(suggested(result))
    assert {"teen_consent", "teen_adult_groups"} <= notices(result)
    for suggestion in result.suggestions:
        if suggestion.kind == "mutual_aid":
            assert suggestion.cautions, suggestion.id


@forced({"crisis": some("partner_violence", "abuse_at_home")})
def test_si32_violence_at_home_comes_first_and_nothing_asks_to_work_on_the_family(
    result: Result,
) -> None:
    assert {"partner_violence", "child_safety"} & notices(result)
    assert "safe_device" in notices(result)
    assert {"craft", "family_education"}.isdisjoint(suggested(result))


@forced(
    {
        "crisis": CALM,
        "for_whom": OWN,
        "justice": one("ordered_to_attend"),
        "substances": with_more("alcohol", *DRUGS),
        "tried_and_left": SKIPPED,
    }
)
def test_si33_ordered_attendance_shows_a_secular_choice(kb: KnowledgeBase, result: Result) -> None:
    assert "mandate_choice" in notices(result)
    secular = {s.id for s in kb.supports if s.approach == "secular"}
    assert secular & set(suggested(result))


@forced({}, number=400)
def test_si35_a_program_of_one_faith_needs_that_faith(
    kb: KnowledgeBase, answers: Answers, result: Result
) -> None:
    faith = dict(answers).get(QuestionId("faith"), ("",))[0]
    of_one_faith = {
        "celebrate_recovery": "christian",
        "calix": "christian",
        "jacs": "jewish",
        "millati_islami": "muslim",
    }
    for id_, needed in of_one_faith.items():
        assert id_ not in suggested(result) or faith == needed
    if answers.get(QuestionId("approach")) == ("secular",):
        religious = {s.id for s in kb.supports if s.approach == "religious"}
        assert religious.isdisjoint(suggested(result))
    if faith not in {"", "buddhist"}:
        assert {"recovery_dharma", "refuge_recovery"}.isdisjoint(suggested(result))
    if faith not in {"", "native_traditions"}:
        assert "wellbriety" not in suggested(result)


@forced({"for_whom": one("loved_one")})
def test_si36_the_family_is_no_member(result: Result) -> None:
    assert {"aa", "na", "mm", "hams", "ca", "cma", "wfs"}.isdisjoint(suggested(result))


@forced({"for_whom": one("bereaved")})
def test_si36_the_bereaved_are_not_advised_on_use(kb: KnowledgeBase, result: Result) -> None:
    about_use = {s.id for s in kb.supports if s.about_use} - {"primary_care"}
    assert (about_use | {"naloxone", "craft"}).isdisjoint(suggested(result))
    forbidden = {
        "stop_sedative", "just_stopped_danger", "opioid_withdrawal", "overdose_recent",
        "tolerance_drop", "opioid_medicine", "naloxone_carry", "not_alone", "fentanyl_supply",
        "no_mix", "overdose_response",
    }  # fmt: skip
    assert forbidden.isdisjoint(notices(result))


@forced({"access": some("in_person", "phone")}, number=400)
def test_si37_without_internet_the_first_three_can_be_reached(result: Result) -> None:
    for suggestion in result.suggestions[:3]:
        assert {"in_person", "phone"} & set(suggestion.channels), suggestion.id


@forced(
    {
        "substances": one("alcohol"),
        "stage": any_of(("early_recovery",), ("stable_recovery",)),
        "recent": one("none"),
        "drinking": any_of(("occasional",), SKIP),
        "drug_use": any_of(("rarely",), SKIP),
        "signs": any_of(("none",), SKIP),
        "medication": any_of(("none",), SKIP),
        "their_health": SKIPPED,
        "own_use": SKIPPED,
    }
)
def test_x05_no_alarm_where_stopping_alcohol_is_no_danger(result: Result) -> None:
    alarms = {"stop_alcohol", "stop_sedative", "stop_generic", "just_stopped_danger"}
    assert alarms.isdisjoint(notices(result))


@forced({})
def test_x08_what_may_no_longer_meet_never_leads_and_says_so(result: Result) -> None:
    others = [s for s in result.suggestions if s.status == "active"]
    for suggestion in result.suggestions:
        if suggestion.status != "active":
            assert any("may no longer meet" in c.text for c in suggestion.cautions)
            assert suggestion.rank > min(3, len(others))


@forced(
    {},
    {
        "calm": {},
        "danger": {"crisis": some("suicidal_thoughts", "partner_violence", "abuse_at_home")},
    },
)
def test_something_is_always_suggested_unless_the_notices_are_all_that_matters(
    result: Result,
) -> None:
    assert result.suggestions
