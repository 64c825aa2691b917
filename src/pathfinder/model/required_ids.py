"""The ids of the data that code names, each of them here and nowhere else, and what needs them.

Who renames one in the data is told by `pathfinder kb check`, and not by a card that lacks a number.
"""

from collections.abc import Mapping
from typing import NamedTuple

from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.reference import ContactId

CALL_911, CALL_988 = ContactId("emergency_911"), ContactId("lifeline_988")
"""The contacts on the card of every handout."""

EMERGENCY = NoticeId("emergency_911")
"""The notice that says to call, and nothing else."""
DISCLAIMER = NoticeId("not_medical_advice")

FOR_WHOM = QuestionId("for_whom")
CLIENT, LOVED_ONE = OptionId("client"), OptionId("loved_one")

LIKED, LEFT = QuestionId("tried_and_liked"), QuestionId("tried_and_left")

SUBSTANCES, ALCOHOL = QuestionId("substances"), OptionId("alcohol")
GOAL = QuestionId("goal")
DRINKING_LESS = frozenset({OptionId("moderation"), OptionId("reduce_harm")})

MEETING_WISHES, WOMEN_ONLY = QuestionId("meeting_wishes"), OptionId("women_only")
WITH_LGBTQ, WITH_THE_YOUNG = OptionId("lgbtq_meetings"), OptionId("young_people")
LANGUAGE, SPANISH = QuestionId("language"), OptionId("spanish")
GENDER, WOMAN, MAN = QuestionId("gender"), OptionId("woman"), OptionId("man")
JUSTICE, ORDERED = QuestionId("justice"), OptionId("ordered_to_attend")
ACCESS, ONLINE, IN_PERSON = QuestionId("access"), OptionId("online"), OptionId("in_person")

AA, SECULAR_AA, AL_ANON = SupportId("aa"), SupportId("secular_aa"), SupportId("al_anon")
NA, CA, CMA = SupportId("na"), SupportId("ca"), SupportId("cma")
MARIJUANA, HEROIN = SupportId("marijuana_anonymous"), SupportId("heroin_anonymous")
DHARMA, REFUGE = SupportId("recovery_dharma"), SupportId("refuge_recovery")
ADULT_CHILDREN, CODEPENDENTS = SupportId("adult_children"), SupportId("codependents_anonymous")
LGBTQ_MEETINGS = SupportId("lgbtq_meetings")

RESIDENTIAL, OUTPATIENT = SupportId("residential_treatment"), SupportId("outpatient_treatment")
RESIDENCE, WITHDRAWAL_CARE = SupportId("recovery_residence"), SupportId("withdrawal_care")
MEDICINE, MENTAL_HEALTH = SupportId("moud"), SupportId("mental_health_care")


class Needed(NamedTuple):
    """Ids that one part of the program names, and what it does with them.

    `is_for_all`: every knowledge base has them. A base may have none of the others: that part then
    has nothing to do there. One that has some of them has them all.
    """

    what_for: str
    contacts: tuple[ContactId, ...] = ()
    notices: tuple[NoticeId, ...] = ()
    supports: tuple[SupportId, ...] = ()
    options: Mapping[QuestionId, tuple[OptionId, ...]] = {}
    is_for_all: bool = False


NEEDED = (
    Needed("the card of every handout shows it", contacts=(CALL_911, CALL_988), is_for_all=True),
    Needed("a page in an emergency begins with it", notices=(EMERGENCY,), is_for_all=True),
    Needed("every page says what it is not", notices=(DISCLAIMER,), is_for_all=True),
    Needed("it decides to whom we speak", options={FOR_WHOM: (CLIENT, LOVED_ONE)}, is_for_all=True),
    Needed("a first week takes up what was tried", options={LIKED: (), LEFT: ()}),
    Needed(
        "a local file may hold a group for drinking less",
        options={SUBSTANCES: (ALCOHOL,), GOAL: (*sorted(DRINKING_LESS),)},
    ),
    Needed(
        "lists of meetings are searched by it",
        supports=(
            AA, SECULAR_AA, AL_ANON, NA, CA, CMA, MARIJUANA, HEROIN, DHARMA, REFUGE, ADULT_CHILDREN,
            CODEPENDENTS, LGBTQ_MEETINGS,
        ),
        options={
            MEETING_WISHES: (WOMEN_ONLY, WITH_LGBTQ, WITH_THE_YOUNG),
            LANGUAGE: (SPANISH,),
            GENDER: (WOMAN, MAN),
            JUSTICE: (ORDERED,),
            ACCESS: (ONLINE, IN_PERSON),
        },
    ),
    Needed(
        "`kb new --from` writes it for places on FindTreatment.gov",
        supports=(RESIDENTIAL, OUTPATIENT, RESIDENCE, WITHDRAWAL_CARE, MEDICINE, MENTAL_HEALTH),
    ),
)  # fmt: skip
